"""Whether what the archive has for or against a draft's sentence still stands: changed figures, undone verdicts.

But: only figures and reversals are followed; a name that was replaced by another is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from rag import conflicts, figures, reversals
from rag.figures import Figure
from rag.types import CheckStatus, Compared, Course, Difference, Evidence, Given, Question, Sentence

# What a report of what became of it may leave out
_WHERE = re.compile(r" (?:in|at|near|from)(?: the)?(?: [A-Z][\w’'-]*)+")


def judge(text: str, carried: tuple[Sentence, ...], question: Question, found: Evidence) -> Compared:
    """Supported, unless what carries a text stands no more, or other sources give another figure."""
    told = {figure.value: figure.span.of(text) for figure in figures.read(text)}
    for sentence, figure, course in _courses(carried, set(told), found):
        was = told[figure.value]
        if course.is_past(sentence) and course.current:
            return changed(was, course.current, carried, "contradicted")
        others = [each for each in course.current if not _is_value(each.value, was)]
        if course.differs and others:
            return changed(was, others, carried, "partly", course)
    matter = msgspec.structs.replace(question, text=_WHERE.sub("", question.text))
    places = {each.place for each in carried}
    undone = next((each for each in reversals.find(matter, found) if each.undone.place in places), None)
    if undone:
        differs = (Difference("superseded", text, undone.by.text),)
        return Compared("partly", (undone.by, *carried), differs, undone=undone)
    return Compared("supported", carried)


def against(cited: tuple[Sentence, ...], differs: tuple[Difference, ...], found: Evidence) -> Compared:
    """Contradicted, unless the figure that differs is past and the draft's is the one that stands by now."""
    values = {each.archive: each for each in differs if each.kind == "number" and each.archive}
    for sentence, figure, course in _courses(cited, None, found):
        differing = values.get(figure.span.of(sentence.text))
        if differing is None or not course.current or not course.is_past(sentence):
            continue
        if any(_is_value(each.value, differing.draft) for each in course.current):
            return Compared("partly", (course.current[0].sentence, *cited), differs)
        return changed(differing.draft, course.current, cited, "contradicted")
    return Compared("contradicted", cited, differs)


def _courses(
    sentences: Sequence[Sentence], told: set[float] | None, found: Evidence
) -> Iterator[tuple[Sentence, Figure, Course]]:
    """The course of each figure of some sentences, where it has one; `told`: of these values only."""
    for sentence in sentences:
        for figure in figures.read(sentence.text):
            course = conflicts.of_figure(sentence, figure, found) if told is None or figure.value in told else None
            if course:
                yield sentence, figure, course


def changed(
    draft: str, now: Sequence[Given], cited: tuple[Sentence, ...], status: CheckStatus, course: Course | None = None
) -> Compared:
    """A figure of a draft beside the one that the archive gives by now."""
    stands = now[0]
    return Compared(status, (stands.sentence, *cited), (Difference("number", draft, stands.words),), course)


def _is_value(one: str, other: str) -> bool:
    """Whether two figures are the same number, in whatever form."""
    values = ({figure.value for figure in figures.read(f"{each} people died")} for each in (one, other))
    return bool(set.intersection(*values))
