"""Statements to what is shown: numbered citations, the joined text, and the words of an abstention.

The server's own words never state what articles say; they name counts, dates and sources.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rag import printings, times
from rag.compose import dating
from rag.compose.fragments import link
from rag.types import (
    Answer,
    AnswerSentence,
    Citation,
    Coverage,
    Evidence,
    Finding,
    Glossed,
    Interpreted,
    Note,
    Part,
    Question,
    Scope,
    Searched,
    Sentence,
    Statement,
    Status,
    Verdict,
    echo,
)

_NEAREST = 3  # near misses that an abstention shows


class Page:
    """One answer in the making: numbers citations in the order in which they are shown."""

    def __init__(self, answer_id: str, questions: Sequence[Question], scope: Scope) -> None:
        self.id = answer_id
        self._questions = questions
        self._scope = scope
        self._text = ""
        self._sentences: list[AnswerSentence] = []
        self._citations: dict[str, Citation] = {}

    @property
    def interpreted(self) -> Interpreted:
        """How the question was read."""
        window = self._questions[0].window
        return Interpreted(
            question=" ".join(each.text for each in self._questions),
            begin=echo(self._scope.published.begin),
            until=echo(self._scope.published.until),
            event_from=echo(window.begin),
            event_to=echo(window.until),
            as_of=echo(self._scope.as_of),
            latest=any(each.latest for each in self._questions),
            assumptions=tuple(dict.fromkeys(each for asked in self._questions for each in asked.assumptions)),
        )

    def tell(
        self, statement: Statement, found: Evidence, *, part: int = 0
    ) -> tuple[AnswerSentence, tuple[Citation, ...]]:
        """The statement as it is shown, and the citations that it carries.

        `found`: where its sentences come from; `part`: the question that it answers.
        """
        cited = tuple(self._cite(sentence, found) for sentence in statement.sentences)
        explained = [(gloss, self._cite(gloss.sentence, found)) for gloss in statement.glosses]
        dates = statement.sentences[0].dates if statement.kind == "extract" else ()
        glosses = [
            *(Glossed(at=gloss.at, text=gloss.text, citation=each.id) for gloss, each in explained),
            *(Glossed(at=end, text=said, citation=cited[0].id) for end, said in dating.glosses(dates)),
        ]
        start = self._write(statement.text, "".join(f" [{each.marker}]" for each in cited))
        shown = AnswerSentence(
            text=statement.text,
            start=start,
            end=start + len(statement.text),
            citations=tuple(each.id for each in cited),
            kind=statement.kind,
            part=part,
            highlight=(statement.highlight.start, statement.highlight.end) if statement.highlight else None,
            glosses=tuple(sorted(glosses, key=lambda gloss: gloss.at)) or None,
            dates=dates,
        )
        self._sentences.append(shown)
        return shown, (*cited, *(each for _, each in explained))

    def close(self, finding: Finding, *, part: int = 0) -> Finding:
        """What became of a question when all is told: an abstention where nothing was, put in words beside others."""
        if finding.verdict.status in _ABSTAINING or any(each.part == part for each in self._sentences):
            settled = finding
        else:
            settled = msgspec.structs.replace(finding, verdict=_withdrawn(finding.verdict))
        if settled.verdict.status in _ABSTAINING and len(self._questions) > 1:
            refusal = _refusal(settled.verdict, settled.evidence.coverage, self._scope)
            self._write(f"On “{finding.question.asked}”: {refusal[0].lower()}{refusal[1:]}")
        return settled

    def finish(self, findings: Sequence[Finding], *, explain: bool, timings_ms: dict[str, float]) -> Answer:
        """The whole answer; an abstention when nothing was told. `findings`: closed, of every question in order."""
        best = min(findings, key=_rank)
        found = best.evidence
        abstains = best.verdict.status in _ABSTAINING
        nearest = tuple(_cited(each, found, 0) for each in _nearest(best)) if abstains else ()
        alone = len(findings) == 1
        return Answer(
            id=self.id,
            status=best.verdict.status,
            reason=best.verdict.reason,
            interpreted=self.interpreted,
            parts=tuple(Part(each.question.text, each.verdict.status, each.verdict.reason) for each in findings),
            text=_abstention(best.verdict, found.coverage, self._scope, nearest) if abstains and alone else self._text,
            sentences=tuple(self._sentences),
            citations=tuple(self._citations.values()),
            searched=Searched.of(found.coverage, self._scope),
            notes=tuple(
                dict.fromkeys(each for one in findings for each in _notes(one.verdict, one.evidence, self._scope))
            ),
            nearest=nearest,
            mode="extract",
            generation=found.seq,
            independence=None if abstains else best.independence,
            degraded_reason="index_damaged" if found.degraded else None,
            timings_ms=timings_ms,
            explain=_explained(findings) if explain else None,
        )

    def _write(self, text: str, markers: str = "") -> int:
        """Adds to the text; where what was added begins."""
        start = len(self._text) + bool(self._text)
        self._text += f"{' ' * bool(self._text)}{text}{markers}"
        return start

    def _cite(self, sentence: Sentence, found: Evidence) -> Citation:
        made = _cited(sentence, found, len(self._citations) + 1)
        return self._citations.setdefault(made.id, made)


_ABSTAINING = ("not_stated", "no_evidence")
_BEST_FIRST: tuple[Status, ...] = ("answered", "reported", "not_stated", "no_evidence")


def _rank(finding: Finding) -> int:
    return _BEST_FIRST.index(finding.verdict.status)


def _withdrawn(judged: Verdict) -> Verdict:
    """The verdict when what would have been said is gone in the meantime."""
    return msgspec.structs.replace(judged, status="no_evidence", reason=None)


def _cited(sentence: Sentence, found: Evidence, marker: int) -> Citation:
    made = sentence.revision.cite(sentence.span, marker=marker)
    copies = printings.copies(sentence.text, found.row_of(sentence), found.printings)
    return msgspec.structs.replace(made, link=link(made.url, made.quote), copies=copies)


def _nearest(finding: Finding) -> list[Sentence]:
    """The closest misses; what denies the question's premise comes first."""
    against, ranked = finding.verdict.against, finding.evidence.sentences
    if against is None or not any(each.span == against.span and each.revision is against.revision for each in ranked):
        return list(ranked[:_NEAREST])
    others = [each for each in ranked if each.span != against.span or each.revision is not against.revision]
    return [against, *others][:_NEAREST]


def _abstention(judged: Verdict, coverage: Coverage, scope: Scope, nearest: Sequence[Citation]) -> str:
    """What was searched, why there is no answer, and the nearest miss."""
    said = [_refusal(judged, coverage, scope), _extent(coverage, scope)]
    if nearest and judged.reason not in ("not_a_question", "language"):
        closest = nearest[0]
        day = closest.published[:10] if closest.published else None  # a date or a time in ISO 8601
        origin = ", ".join(part for part in (closest.source, day) if part)
        lead = "What it says against it" if judged.reason == "false_premise" else "The closest passage"
        said.append(f"{lead}: “{closest.quote}”" + (f" ({origin})." if origin else "."))
    return " ".join(part for part in said if part)


def _refusal(judged: Verdict, coverage: Coverage, scope: Scope) -> str:
    asof = f"As of {scope.as_of.text} the" if scope.as_of else "The"
    if judged.reason == "not_a_question":
        return "Ask about something that the articles report."
    if judged.reason == "language":
        return f"{asof} archive holds nothing in these words. Questions are understood in English."
    if judged.reason == "outside_coverage":
        return f"{asof} archive does not reach that time: {_reach(coverage)}."
    if judged.reason in ("outside_window", "outside_sources"):
        return f"{asof} archive has no article that matches these filters."
    if judged.reason == "false_premise":
        return f"{asof} archive does not bear out what the question takes for granted."
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


def _explained(findings: Sequence[Finding]) -> dict[str, object]:
    return {
        "candidates": [
            {
                "article": each.revision.key,
                "start": each.span.start,
                "end": each.span.end,
                "score": each.score,
                "match": each.match,
            }
            for finding in findings
            for each in finding.evidence.sentences[:20]
        ],
        "scores": {
            "verdict": max(each.verdict.score for each in findings),
            "judged": [each for finding in findings for each in finding.verdict.judged],
        },
        "rejected": [each for finding in findings for each in finding.rejected],
    }
