"""What has been told of one question so far: statements that passed, drafts that failed, and what is still to be said.

But: no judging; the gate does that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from rag import figures
from rag.compose import extract
from rag.types import Draft, Evidence, Finding, LLMTrouble, Rejected, Sentence, Span, Statement
from rag.words import content_stems, stems

_SAME = 0.85  # share of a draft's words of weight in what is told, from which it tells nothing new


class Telling:
    """One question's answer in the making. `extracts`: what is told where no language model tells it.

    `live`: the evidence without what was withdrawn since it was found.
    """

    def __init__(self, judged: Finding, extracts: Sequence[Draft]) -> None:
        self.judged = judged
        self.extracts = tuple(extracts)
        self.live: Evidence = judged.evidence
        self.kept: list[Statement] = []
        self.usage: dict[str, float] | None = None
        self.trouble: LLMTrouble | None = None
        self.is_copied = False  # whether a language model proposed a sentence of the sources as it stands
        self._rejected: list[Rejected] = []

    @property
    def is_written(self) -> bool:
        """Whether something that a language model wrote was kept."""
        return any(each.kind == "generate" for each in self.kept)

    def take(self, checked: Iterable[Statement | Rejected], rows: set[int]) -> list[Statement]:
        """The statements that are new; what failed is noted, and what rests on other `rows` is left out."""
        taken = []
        for each in checked:
            if isinstance(each, Rejected):
                self._rejected.append(each)
            elif all(self.judged.evidence.row_of(one) in rows for one in _resting(each)):
                taken.append(each)
        self.kept += taken
        return taken

    def led(self, draft: Draft) -> list[Draft]:
        """A draft, behind extracts of what must be told before it; none where it says what is told again.

        Before it comes what undoes something that it rests on; and before the first, the sentence that answers best
        where the draft lacks the words in it that answer: a small model often tells what stands around them.
        """
        if draft.kind == "extract":
            return [draft]
        if verbatim := self._copied(draft):
            draft, self.is_copied = verbatim, True
        rests = {each.place for each in draft.sentences}
        if (rests and rests <= self._extracted()) or draft.text in {each.text for each in self.kept}:
            return []
        by = {each.by.place for each in self.judged.reversals if each.undone.place in rests} - rests
        before = [each for each in self._untold() if by & {one.place for one in each.sentences}]
        lead = self._lead() if not self.kept else []
        if lead and not _answers_as(draft, lead[-1]):
            before = [*lead, *(each for each in before if each not in lead)]
        told = {one.place for each in before for one in each.sentences}
        is_told = (rests and rests <= told) or _is_said(draft, [*self.kept, *before])
        return before if is_told else [*before, draft]

    def instead(self, failed: Draft) -> list[Draft]:
        """The extracts of what a failed draft cites, where they belong to the answer and are not told yet."""
        cited = {each.place for each in failed.sentences}
        return [each for each in self._untold() if cited & {one.place for one in each.sentences}]

    def lacking(self) -> list[Draft]:
        """What must still be told: all where nothing is; else what a reader must not miss beside what was written."""
        if not self.is_written:
            return self._untold()
        return [each for each in self._untold() if self._is_needed(each.sentences[0])]

    @property
    def told(self) -> tuple[Sentence, ...]:
        """The sentences that what was kept rests on."""
        return tuple(sentence for each in self.kept for sentence in each.sentences)

    def finding(self, judged: Finding, **settled: Any) -> Finding:  # noqa: ANN401 -- fields of a Finding
        """What became of the question, `judged` anew from what is live."""
        return msgspec.structs.replace(
            judged,
            rejected=tuple(self._rejected),
            told=self.told,
            usage=self.usage,
            trouble=self.trouble,
            **settled,
        )

    def _lead(self) -> list[Draft]:
        """The extract that answers best, behind what it leans on."""
        answering = next((n for n, each in enumerate(self.extracts) if each.highlight), 0)
        return list(self.extracts[: answering + 1])

    def _copied(self, draft: Draft) -> Draft | None:
        """The extract of the sentence that a draft copies to the letter: with what is lit in it, and its glosses."""
        copied = next((each for each in draft.sentences if each.text.split() == draft.text.split()), None)
        if copied is None:
            return None
        same = (each for each in self.extracts if [one.place for one in each.sentences] == [copied.place])
        return next(same, None) or extract.draft(copied)

    def _untold(self) -> list[Draft]:
        told = {one.place for one in self.told}
        return [each for each in self.extracts if not any(one.place in told for one in each.sentences)]

    def _extracted(self) -> set[tuple[str, Span]]:
        """Where the sentences stand that were told in the sources' own words."""
        return {one.place for each in self.kept if each.kind == "extract" for one in each.sentences}

    def _is_needed(self, sentence: Sentence) -> bool:
        """Whether it gives another value than is told, undoes something told, or denies what is alleged."""
        course = self.judged.course
        if course and course.differs and course.holds(sentence):
            return True
        told = {one.place for one in self.told}
        undoes = any(each.by.place == sentence.place and each.undone.place in told for each in self.judged.reversals)
        return undoes or any(claim.certainty == "denied" for claim in sentence.claims)


def _is_said(draft: Draft, told: Sequence[Draft | Statement]) -> bool:
    """Whether one of what is told has nearly all words of weight, and all figures, of a draft."""
    words, values = set(content_stems(draft.text)), {figure.value for figure in figures.read(draft.text)}
    return any(
        len(words & set(content_stems(each.text))) >= _SAME * len(words)
        and values <= {figure.value for figure in figures.read(each.text)}
        for each in told
    )


def _answers_as(draft: Draft, lead: Draft) -> bool:
    """Whether a draft rests on what the lead rests on, and has the words, or the figures, that are lit in it."""
    if not {one.place for one in lead.sentences} <= {one.place for one in draft.sentences}:
        return False
    lit = lead.highlight.of(lead.text) if lead.highlight else ""
    values = {figure.value for figure in figures.read(lit)}
    if values:
        return values <= {figure.value for figure in figures.read(draft.text)}
    return set(stems(lit)) <= set(stems(draft.text))


def _resting(statement: Statement) -> list[Sentence]:
    """The sentences that a statement is cited for, its glosses included."""
    return [*statement.sentences, *(each.sentence for each in statement.glosses)]
