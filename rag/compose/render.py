"""Statements to what is shown: numbered citations, the joined text, and the words of an abstention.

The server's own words never state what articles say; they name counts, dates and sources.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rag import times
from rag.compose.fragments import link
from rag.types import (
    Answer,
    AnswerSentence,
    Citation,
    Coverage,
    Evidence,
    Interpreted,
    Note,
    Part,
    Question,
    Rejected,
    Scope,
    Searched,
    Sentence,
    Statement,
    Verdict,
    echo,
)

_NEAREST = 3  # near misses that an abstention shows


class Page:
    """One answer in the making: numbers citations in the order in which they are shown."""

    def __init__(self, answer_id: str, question: Question, scope: Scope) -> None:
        self.id = answer_id
        self._question = question
        self._scope = scope
        self._text = ""
        self._sentences: list[AnswerSentence] = []
        self._citations: dict[str, Citation] = {}

    @property
    def interpreted(self) -> Interpreted:
        """How the question was read."""
        window = self._question.window
        return Interpreted(
            question=self._question.text,
            begin=echo(self._scope.published.begin),
            until=echo(self._scope.published.until),
            event_from=echo(window.begin),
            event_to=echo(window.until),
            as_of=echo(self._scope.as_of),
            latest=self._question.latest,
            assumptions=self._question.assumptions,
        )

    def tell(self, statement: Statement) -> tuple[AnswerSentence, tuple[Citation, ...]]:
        """The statement as it is shown, and the citations that it carries."""
        cited = tuple(self._cite(sentence) for sentence in statement.sentences)
        start = len(self._text) + bool(self._text)
        markers = "".join(f" [{each.marker}]" for each in cited)
        self._text = f"{self._text} {statement.text}{markers}".lstrip() if self._text else f"{statement.text}{markers}"
        shown = AnswerSentence(
            text=statement.text,
            start=start,
            end=start + len(statement.text),
            citations=tuple(each.id for each in cited),
            kind=statement.kind,
            highlight=(statement.highlight.start, statement.highlight.end) if statement.highlight else None,
        )
        self._sentences.append(shown)
        return shown, cited

    def finish(
        self, found: Evidence, judged: Verdict, rejected: Sequence[Rejected] | None, timings_ms: dict[str, float]
    ) -> Answer:
        """The whole answer; an abstention when nothing was told."""
        judged = judged if self._sentences or judged.status in _ABSTAINING else _withdrawn(judged)
        abstains = judged.status in _ABSTAINING
        nearest = tuple(_cited(sentence, 0) for sentence in found.sentences[:_NEAREST]) if abstains else ()
        return Answer(
            id=self.id,
            status=judged.status,
            reason=judged.reason,
            interpreted=self.interpreted,
            parts=(Part(self._question.text, judged.status, judged.reason),),
            text=_abstention(judged, found.coverage, self._scope, nearest) if abstains else self._text,
            sentences=tuple(self._sentences),
            citations=tuple(self._citations.values()),
            searched=Searched.of(found.coverage, self._scope),
            notes=tuple(_notes(judged, found, self._scope)),
            nearest=nearest,
            mode="extract",
            generation=found.seq,
            degraded_reason="index_damaged" if found.degraded else None,
            timings_ms=timings_ms,
            explain=None if rejected is None else _explained(found, judged, rejected),
        )

    def _cite(self, sentence: Sentence) -> Citation:
        made = _cited(sentence, len(self._citations) + 1)
        return self._citations.setdefault(made.id, made)


_ABSTAINING = ("not_stated", "no_evidence")


def _withdrawn(judged: Verdict) -> Verdict:
    """The verdict when what would have been said is gone in the meantime."""
    return msgspec.structs.replace(judged, status="no_evidence", reason=None)


def _cited(sentence: Sentence, marker: int) -> Citation:
    made = sentence.revision.cite(sentence.span, marker=marker)
    return msgspec.structs.replace(made, link=link(made.url, made.quote))


def _abstention(judged: Verdict, coverage: Coverage, scope: Scope, nearest: Sequence[Citation]) -> str:
    """What was searched, why there is no answer, and the nearest miss."""
    said = [_refusal(judged, coverage, scope), _extent(coverage, scope)]
    if nearest and judged.reason != "not_a_question":
        closest = nearest[0]
        day = closest.published[:10] if closest.published else None  # a date or a time in ISO 8601
        origin = ", ".join(part for part in (closest.source, day) if part)
        said.append(f"The closest passage: “{closest.quote}”" + (f" ({origin})." if origin else "."))
    return " ".join(part for part in said if part)


def _refusal(judged: Verdict, coverage: Coverage, scope: Scope) -> str:
    asof = f"As of {scope.as_of.text} the" if scope.as_of else "The"
    if judged.reason == "not_a_question":
        return "Ask about something that the articles report."
    if judged.reason == "outside_coverage":
        return f"{asof} archive does not reach that time: {_reach(coverage)}."
    if judged.reason in ("outside_window", "outside_sources"):
        return f"{asof} archive has no article that matches these filters."
    if judged.status == "not_stated":
        return f"{asof} archive does not say."
    return f"{asof} archive holds nothing on this."


def _reach(coverage: Coverage) -> str:
    if not coverage.first or not coverage.last:
        return "its articles bear no dates"
    begins, ends = times.day_of(coverage.first), times.day_of(coverage.last, "last")
    return f"it begins on {begins.isoformat()} and ends on {ends.isoformat()}"


def _extent(coverage: Coverage, scope: Scope) -> str:
    if not coverage.articles:
        return "Searched: no articles." if scope.narrowed or scope.as_of else "The archive is empty."
    count = f"{coverage.articles:,} article{'s' if coverage.articles != 1 else ''}"
    if not coverage.first or not coverage.last:
        return f"Searched: {count}."
    begins, ends = times.day_of(coverage.first), times.day_of(coverage.last, "last")
    return f"Searched: {count}, {begins.isoformat()} to {ends.isoformat()}."


def _notes(judged: Verdict, found: Evidence, scope: Scope) -> list[Note]:
    notes = []
    left_out = found.coverage.undated_left_out
    if left_out:
        notes.append(Note("undated", f"{left_out:,} undated article{'s were' if left_out != 1 else ' was'} left out."))
    if judged.reason == "outside_coverage":
        notes.append(Note("coverage", f"The archive: {_reach(found.coverage)}."))
    if found.degraded:
        notes.append(Note("degraded", "The search index is being rebuilt; this answer was found without all of it."))
    return notes


def _explained(found: Evidence, judged: Verdict, rejected: Sequence[Rejected]) -> dict[str, object]:
    return {
        "candidates": [
            {
                "article": each.revision.key,
                "start": each.span.start,
                "end": each.span.end,
                "score": each.score,
                "match": each.match,
            }
            for each in found.sentences[:20]
        ],
        "scores": {"verdict": judged.score},
        "rejected": rejected,
    }
