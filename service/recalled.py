"""A saved answer as it may be shown today: each citation verified again, each quote read from the archive.

A citation that was withdrawn takes with it every sentence, note and figure that rests on it. An answer of which a
citation can't be read at all, since it was purged, has expired or belongs to a collection of others, is as unknown as
one that never was: which of these it is, nobody may learn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import asdict, replace

from rag.archive import Archive
from rag.errors import ArticleUnknown, CitationCorrupt
from rag.types import Answer, AnswerSentence, CitationState, Note, Part, Reason, Scope, Status, Values
from service.saved import Asked, Kept, Numbered, Saved, kept_of
from service.shapes import Verified, verified_of


class Recited(Verified, frozen=True, kw_only=True):
    """A citation of a saved answer verified again, with its number there; 0 for one of the closest passages."""

    marker: int


class SavedAnswer(Struct, frozen=True, kw_only=True):
    """A saved answer as it stands today. `status`: of that day; `withheld`: sentences that may not be shown."""

    id: str
    saved_at: str
    asked: Asked
    status: Status
    reason: Reason | None
    parts: tuple[Part, ...]
    text: str
    sentences: tuple[AnswerSentence, ...]
    withheld: int
    citations: tuple[Recited, ...]
    notes: tuple[Note, ...]
    conflicts: tuple[Values, ...] | None
    history: tuple[Values, ...] | None
    nearest: tuple[Recited, ...]
    mode: Literal["extract", "generate"]
    generation: int


class Listed(Struct, frozen=True, kw_only=True):
    """A saved answer in a list; `changed`: how many of its citations are not as they were."""

    id: str
    saved_at: str
    question: str
    status: Status
    citations: int
    changed: int


class ListedAnswers(Struct, frozen=True, kw_only=True):
    """A page of saved answers, newest first; `answers` is null where none are kept. `next`: the following ones."""

    answers: tuple[Listed, ...] | None
    next: str | None = None


def keep(answer: Answer, asked: Asked, saved: Saved, archive: Archive) -> None:
    """Keeps an answer, unless an article was purged while it was made. Raises: QuestionRejected, ArchiveBusy."""
    kept = kept_of(answer, asked)
    saved.keep(kept, {each.article for each in (*answer.citations, *answer.nearest)})
    # A purge forgets what was saved before it, and this looks for a purge that came before the saving
    try:
        verified(kept, archive)
    except ArticleUnknown:
        saved.remove(answer.id)


def verified(kept: Kept, archive: Archive) -> dict[str, CitationState]:
    """Its citations as they stand, by id. Raises: ArticleUnknown, CitationCorrupt."""
    scope = archive.scope()
    return {each: archive.citation(each, scope) for each in (*kept.citations, *kept.nearest)}


def recall(kept: Kept, archive: Archive, public_url: str) -> SavedAnswer:
    """The answer as it may be shown. Raises: ArticleUnknown, CitationCorrupt."""
    states = verified(kept, archive)
    quotes = {name: each.citation.quote for name, each in states.items() if each.citation and _is_shown(each)}
    text, sentences = _joined([_filled(each, quotes) for each in kept.sentences if _rests(each, quotes)], kept)
    return SavedAnswer(
        id=kept.id,
        saved_at=kept.asked.at,
        asked=kept.asked,
        status=kept.status,
        reason=kept.reason,
        parts=kept.parts,
        text=text if kept.sentences else kept.refusal,
        sentences=sentences,
        withheld=len(kept.sentences) - len(sentences),
        citations=tuple(_recited(states[each], n, public_url) for n, each in enumerate(kept.citations, start=1)),
        notes=tuple(each for each in kept.notes if _all(each.citations, quotes)),
        conflicts=_carried(kept.conflicts, quotes),
        history=_carried(kept.history, quotes),
        nearest=tuple(_recited(states[each], 0, public_url) for each in kept.nearest),
        mode=kept.mode,
        generation=kept.generation,
    )


def listed(numbered: Numbered, archive: Archive) -> Listed | None:
    """The answer as a list shows it; None for one that the caller may not read."""
    kept, scope = numbered.kept, archive.scope()
    try:
        stand = {each: _stands(each, archive, scope) for each in (*kept.citations, *kept.nearest)}
    except ArticleUnknown:
        return None
    return Listed(
        id=kept.id,
        saved_at=kept.asked.at,
        question=kept.asked.question,
        status=kept.status,
        citations=len(kept.citations),
        changed=sum(not stand[each] for each in kept.citations),
    )


def _stands(citation_id: str, archive: Archive, scope: Scope) -> bool:
    """Whether a citation is as it was; a damaged one is not, and takes no list with it. Raises: ArticleUnknown."""
    try:
        return archive.citation(citation_id, scope).state == "current"
    except CitationCorrupt:
        return False


def _is_shown(state: CitationState) -> bool:
    return state.state != "withdrawn"


def _all(citations: Sequence[str], quotes: Mapping[str, str]) -> bool:
    return all(each in quotes for each in citations)


def _rests(sentence: AnswerSentence, quotes: Mapping[str, str]) -> bool:
    """Whether all that a sentence and its glosses rest on may be shown."""
    glossed = [each.citation for each in sentence.glosses or () if each.citation]
    return _all([*sentence.citations, *glossed], quotes)


def _filled(sentence: AnswerSentence, quotes: Mapping[str, str]) -> AnswerSentence:
    text = sentence.text or quotes[sentence.citations[0]]
    dates = sentence.dates and tuple(replace(each, text=text[each.start : each.end]) for each in sentence.dates)
    return replace(sentence, text=text, dates=dates)


def _joined(sentences: Sequence[AnswerSentence], kept: Kept) -> tuple[str, tuple[AnswerSentence, ...]]:
    """The text that sentences make with their markers, and the sentences with their places in it."""
    markers = {each: n for n, each in enumerate(kept.citations, start=1)}
    text, placed = "", []
    for each in sentences:
        start = len(text) + bool(text)
        text += f"{' ' * bool(text)}{each.text}{''.join(f' [{markers[cited]}]' for cited in each.citations)}"
        placed.append(replace(each, start=start, end=start + len(each.text)))
    return text, tuple(placed)


def _carried(told: tuple[Values, ...] | None, quotes: Mapping[str, str]) -> tuple[Values, ...] | None:
    """Figures all of which may be shown: a side of a conflict by itself would be none."""
    return told and tuple(each for each in told if all(_all(value.citations, quotes) for value in each.values))


def _recited(state: CitationState, marker: int, public_url: str) -> Recited:
    return Recited(**asdict(verified_of(state, public_url)), marker=marker)
