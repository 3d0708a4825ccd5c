"""Statements to what is shown: numbered citations, the joined text, and the words of an abstention.

The server's own words never state what articles say; they name counts, dates and sources.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from rag import printings, reported, reversals
from rag.compose import abstention, dating, fragments, notes, quoting
from rag.timeline import Entry
from rag.types import (
    Answer,
    AnswerSentence,
    Checked,
    Citation,
    Compared,
    Drafted,
    Evidence,
    Finding,
    Given,
    Glossed,
    Interpreted,
    LLMTrouble,
    Note,
    Part,
    Question,
    Reversal,
    Scope,
    Searched,
    Sentence,
    Statement,
    Status,
    TimelineEntry,
    Value,
    Values,
    Verdict,
    echo,
)


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
        self, statement: Statement, found: Evidence, *, part: int = 0, undone: Sequence[Reversal] = ()
    ) -> tuple[AnswerSentence, tuple[Citation, ...]]:
        """The statement as it is shown, and the citations that it carries.

        `found`: where its sentences come from; `part`: the question that it answers; `undone`: what stands no more.
        """
        told = quoting.statement(statement, self._questions[part].text)
        cited = tuple(self._cite(sentence, found, undone, told.text) for sentence in statement.sentences)
        explained = [(gloss, self._cite(gloss.sentence, found, told=gloss.text)) for gloss in told.glosses]
        dates = told.sentences[0].dates if told.kind == "extract" else ()
        glosses = [
            *(Glossed(at=gloss.at, text=gloss.text, citation=each.id) for gloss, each in explained),
            *(Glossed(at=end, text=said, citation=cited[0].id) for end, said in dating.glosses(dates)),
        ]
        lit = statement.highlight if statement.kind == "extract" else None
        start = self._write(told.text, "".join(f" [{each.marker}]" for each in cited))
        shown = AnswerSentence(
            text=told.text,
            start=start,
            end=start + len(told.text),
            citations=tuple(each.id for each in cited),
            kind=statement.kind,
            part=part,
            certainty=reported.weakest([reported.certainty_of(each, lit) for each in statement.sentences]),
            speaker=_speaker(statement),
            highlight=(told.highlight.start, told.highlight.end) if told.highlight else None,
            glosses=tuple(sorted(glosses, key=lambda gloss: gloss.at)) or None,
            dates=dates,
        )
        self._sentences.append(shown)
        return shown, (*cited, *(each for _, each in explained))

    def enter(self, entry: Entry, statement: Statement, found: Evidence) -> TimelineEntry:
        """An event as a timeline shows it: its sentence stands by itself, so that offsets count from its beginning."""
        shown, cited = self.tell(statement, found)
        return TimelineEntry(
            begin=entry.begin,
            until=entry.until,
            surface=entry.surface,
            sentence=msgspec.structs.replace(shown, start=0, end=len(shown.text)),
            citations=cited,
        )

    def close(self, finding: Finding, *, part: int = 0) -> Finding:
        """What became of a question when all is told: an abstention where nothing was, put in words beside others."""
        if finding.verdict.status in _ABSTAINING or any(each.part == part for each in self._sentences):
            settled = finding
        else:
            settled = msgspec.structs.replace(finding, verdict=_withdrawn(finding.verdict))
        if settled.verdict.status in _ABSTAINING and len(self._questions) > 1:
            refusal = abstention.refusal(settled.verdict, settled.evidence.coverage, self._scope)
            self._write(f"On “{finding.question.asked}”: {refusal[0].lower()}{refusal[1:]}")
        return settled

    def finish(self, findings: Sequence[Finding], *, explain: bool, timings_ms: dict[str, float]) -> Answer:
        """The whole answer; an abstention when nothing was told. `findings`: closed, of every question in order."""
        best = min(findings, key=_rank)
        found = best.evidence
        abstains = best.verdict.status in _ABSTAINING
        nearest = tuple(_cited(each, found, 0) for each in abstention.nearest(best)) if abstains else ()
        told = [(each, each.course) for each in findings if each.course]
        differing = tuple(self._values(each, course.current) for each, course in told if course.differs)
        history = tuple(self._values(each, course.history) for each, course in told if course.history)
        refused = abstention.text(best.verdict, found.coverage, self._scope, nearest)
        said = [note for each in findings for note in self._notes(each)]
        return Answer(
            id=self.id,
            status=best.verdict.status,
            reason=best.verdict.reason,
            interpreted=self.interpreted,
            parts=tuple(Part(each.question.text, each.verdict.status, each.verdict.reason) for each in findings),
            text=refused if abstains and len(findings) == 1 else self._text,
            sentences=tuple(self._sentences),
            citations=tuple(self._citations.values()),
            searched=Searched.of(found.coverage, self._scope),
            notes=tuple(dict.fromkeys(said)),
            nearest=nearest,
            mode="generate" if self._is_written() else "extract",
            generation=found.seq,
            conflicts=None if abstains else differing,
            history=None if abstains else history,
            independence=None if abstains else best.independence,
            degraded_reason="index_damaged" if found.degraded else _trouble(findings),
            usage=_usage(findings),
            timings_ms=timings_ms,
            explain=_explained(findings) if explain else None,
        )

    def _values(self, finding: Finding, given: Sequence[Given]) -> Values:
        """Figures as they are shown; what the question asks for is what they are about."""
        return Values(
            about=finding.question.text.rstrip("?!. "),
            values=tuple(
                Value(
                    value=each.value,
                    unit=each.unit,
                    at=echo(each.sentence.revision.updated or each.sentence.revision.published),
                    citations=(self._cite(each.sentence, finding.evidence).id,),
                )
                for each in given
            ),
        )

    def _is_written(self) -> bool:
        """Whether a language model wrote some of it."""
        return any(each.kind == "generate" for each in self._sentences)

    def _notes(self, finding: Finding) -> list[Note]:
        def cite(sentence: Sentence) -> Citation:
            return self._cite(sentence, finding.evidence)

        said = notes.of_search(finding.verdict, finding.evidence) + notes.of_language(finding.told)
        said += notes.of_trouble(finding.trouble, is_written=self._is_written())
        if finding.verdict.status in _ABSTAINING:
            return said
        if finding.course:
            said += notes.of_course(finding.course, cite)
        said += [note for each in finding.beside for note in notes.of_passed(each, cite)]
        if finding.question.form == "sources" and finding.independence:
            said.append(notes.of_independence(finding.independence))
        said += notes.of_advisories(finding.told, finding.evidence, cite)
        return said + notes.of_reversals(finding, cite) + notes.of_corrections(finding.told, cite, finding.course)

    def _write(self, text: str, markers: str = "") -> int:
        """Adds to the text; where what was added begins."""
        start = len(self._text) + bool(self._text)
        self._text += f"{' ' * bool(self._text)}{text}{markers}"
        return start

    def _cite(self, sentence: Sentence, found: Evidence, undone: Sequence[Reversal] = (), told: str = "") -> Citation:
        made = _cited(sentence, found, len(self._citations) + 1, told)
        made = msgspec.structs.replace(made, superseded_by=reversals.successor(sentence, undone))
        return self._citations.setdefault(made.id, made)


def checked(drafted: Drafted, compared: Compared, found: Evidence) -> Checked:
    """A sentence of a draft as its check is shown, each of its citations once."""
    text = drafted.text
    cited = {each.place: _cited(each, found, n, text) for n, each in enumerate(compared.sentences, start=1)}

    def cite(sentence: Sentence) -> Citation:
        return cited.get(sentence.place) or cited.setdefault(sentence.place, _cited(sentence, found, len(cited) + 1))

    said = [*notes.of_language(compared.sentences), *notes.of_corrections(compared.sentences, cite)]
    said += notes.of_advisories(compared.sentences, found, cite)
    said += notes.of_course(compared.course, cite) if compared.course else []
    said += [notes.of_reversal(compared.undone, cite)] if compared.undone else []
    shown = unchecked(drafted)
    return msgspec.structs.replace(
        shown,
        status=compared.status,
        differs=compared.differs,
        citations=tuple(cited.values()),
        notes=tuple(dict.fromkeys(said)),
    )


def unchecked(drafted: Drafted) -> Checked:
    """A sentence of a draft that states nothing."""
    span = drafted.span
    return Checked(start=span.start, end=span.end, text=drafted.text, status="not_checkable")


_ABSTAINING = ("not_stated", "no_evidence")
_BEST_FIRST: tuple[Status, ...] = ("answered", "reported", "not_stated", "no_evidence")


def _speaker(statement: Statement) -> str | None:
    """Who is quoted in sentences or says what they tell, where it is one person; by a name that is cited."""
    sentences = statement.sentences
    named = {quote.speaker for each in sentences for quote in each.quotes if quote.speaker}
    named = named or {claim.speaker for each in sentences for claim in each.claims if claim.speaker}
    cited = [*(each.revision.text for each in sentences), *(each.text for each in statement.glosses)]
    only = named.pop() if len(named) == 1 else None
    return only if only and any(only in text for text in cited) else None


def _trouble(findings: Sequence[Finding]) -> LLMTrouble | None:
    """What went wrong with the language model first."""
    return next((each.trouble for each in findings if each.trouble), None)


def _usage(findings: Sequence[Finding]) -> dict[str, float] | None:
    """What the language model took for all questions together, None where it was not asked."""
    total: Counter[str] = Counter()
    for each in findings:
        total.update(each.usage or {})
    return dict(total) if any(each.usage is not None for each in findings) else None


def _rank(finding: Finding) -> int:
    return _BEST_FIRST.index(finding.verdict.status)


def _withdrawn(judged: Verdict) -> Verdict:
    """The verdict when what would have been said is gone in the meantime."""
    return msgspec.structs.replace(judged, status="no_evidence", reason=None)


def _cited(sentence: Sentence, found: Evidence, marker: int, told: str = "") -> Citation:
    revision = sentence.revision
    made = revision.cite(quoting.span(sentence, told), marker=marker)
    return msgspec.structs.replace(
        made,
        link=fragments.to_cited(made, revision),
        copies=printings.copies(sentence.text, found.row_of(sentence), found.printings),
    )


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
