"""The gate: no draft is shown that is not carried by what it cites. One kind of check a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rag.compose.gate import (
    certainty,
    dates,
    directions,
    facts,
    glosses,
    length,
    moves,
    negation,
    numbers,
    phrases,
    places,
    plain,
    quotations,
    reading,
    references,
    same,
    verbatim,
    words,
)
from rag.compose.gate.reading import Reading
from rag.types import Difference, Draft, Evidence, Rejected, Statement

Check = Callable[[Draft, Evidence], str | None]
Comparison = Callable[[Reading, Sequence[Reading]], Iterator[Difference]]
_CHECKS: tuple[Check, ...] = (references.check, verbatim.check, glosses.check, plain.check, length.check)
_COMPARISONS: tuple[Comparison, ...] = (
    numbers.differences,
    dates.differences,
    words.differences,
    quotations.differences,
    directions.differences,
    moves.differences,
    negation.of_things,
    negation.of_words,
    certainty.of_words,
    phrases.differences,
    places.differences,
    facts.differences,
)
_REASONS = {
    "number": "a number that no citation carries",
    "unit": "a unit that no citation carries",
    "date": "a time that no citation carries",
    "name": "a name that no citation carries",
    "word": "a word that no citation carries",
    "quote": "a quotation that no citation has",
    "speaker": "words of another speaker",
    "negation": "a denial that is not the citation's",
    "certainty": "surer than its citation",
    "direction": "a direction turned round",
    "roles": "who did what to whom is not the citation's",
    "tangled": "no rule can read it",
    "splice": "no one citation carries it",
}


def check(draft: Draft, evidence: Evidence) -> Statement | Rejected:
    """The draft as a Statement, or why it is rejected."""
    reason = _reason(draft, evidence)
    if reason:
        return Rejected(draft.text, reason)
    return Statement(
        text=draft.text,
        sentences=draft.sentences,
        kind=draft.kind,
        highlight=draft.highlight,
        glosses=draft.glosses,
    )


def differences(draft: Draft, evidence: Evidence) -> tuple[Difference, ...]:
    """What a draft says otherwise than the sentences that it cites, kind by kind."""
    if references.check(draft, evidence):
        return (Difference("uncited", draft.text),)
    return tuple(dict.fromkeys(_differences(draft)))


def _reason(draft: Draft, evidence: Evidence) -> str | None:
    for each in _CHECKS:
        reason = each(draft, evidence)
        if reason:
            return reason
    if draft.kind == "extract" or any(draft.text == each.text for each in draft.sentences):
        return None
    if not all(each.marks.english for each in draft.sentences):
        return "cites what is not English"
    found = next(_differences(draft), None)
    return f"{_REASONS[found.kind]}: {found.draft}" if found else None


def _differences(draft: Draft) -> Iterator[Difference]:
    own = reading.of_draft(draft)
    cited = [each for sentence in draft.sentences for each in reading.of_cited(sentence)]
    if same.is_one(own, cited):
        return
    if length.is_tangled(own, cited):
        yield Difference("tangled", draft.text)
        return
    for compare in _COMPARISONS:
        yield from compare(own, cited)
