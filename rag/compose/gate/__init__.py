"""The gate: no draft is shown that is not carried by what it cites. One kind of check a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rag.compose.gate import glosses, length, plain, references, verbatim, whole
from rag.types import Difference, Draft, Evidence, Rejected, Statement

Check = Callable[[Draft, Evidence], str | None]
_CHECKS: tuple[Check, ...] = (references.check, verbatim.check, glosses.check, plain.check, whole.check, length.check)
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
    from rag.compose.gate import comparing

    return comparing.differences(draft)
