"""How many articles, outlets and independent reports carry what an answer says: "4 articles, 3 sources, 1 report".

Reports are groups of printings, never addresses. But: two reporters who heard the same spokeswoman count as two.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from rag import places, printings, verdict
from rag.types import Course, Evidence, Question, Revision, Sentence, Statement
from rag.words import content_stems, tokens

_ALIKE = 0.7  # share of the words of the shorter from which another sentence carries the told one by itself
_CLAIM = 0.5  # share of the words of what a question is about
_AS_GOOD = 0.75  # of the best sentence's chance, from which another one carries it in other words
_NEAR = 0.6  # of the told sentence's chance to answer: another one that answers as well as that may say the same


class Carried(Struct, frozen=True):
    """The articles that carry an answer, by row id, each with its best sentence where one was read.

    `against`: where sources differ, those that give each of the other figures.
    """

    sentences: dict[int, Sentence]
    others: frozenset[int]
    against: tuple[frozenset[int], ...] = ()

    @property
    def rows(self) -> list[int]:
        """All of them, ascending."""
        return sorted({*self.sentences, *self.others}.union(*self.against))

    @property
    def sides(self) -> list[list[int]]:
        """All of them by the figure that they give, no article twice."""
        met: set[int] = set()
        sides = []
        for side in (frozenset((*self.sentences, *self.others)), *self.against):
            sides.append(sorted(side - met))
            met |= side
        return sides


def carried(question: Question, told: Sequence[Statement], found: Evidence, course: Course | None = None) -> Carried:
    """Who carries what the first statement of an answer says, other printings of it that were not read included.

    `course`: that of the figure asked for; where sources differ, all sides of it are counted.
    """
    if not told:
        return Carried({}, frozenset())
    if question.form == "sources":
        return _carrying(question, found)
    if question.form == "timeline":
        return Carried({found.row_of(each): each for one in told for each in one.sentences}, frozenset())
    first = next((each for each in told if course and _holds(course, each)), told[0])
    lit = tokens(first.highlight.of(first.text)) if first.highlight else []
    sentences: dict[int, Sentence] = {}
    for each in (*first.sentences, *found.sentences):
        row = found.row_of(each)
        if course and course.named and course.is_past(each):
            continue
        if row not in sentences and (each in first.sentences or _says_so(question, first, lit, each, found)):
            sentences[row] = each
    others = {row for row, each in found.printings.revisions.items() if printings.says(first.text, each.text)}
    against = _against(first, course, found)
    differing = frozenset[int]().union(*against) - {found.row_of(each) for each in first.sentences}
    own = {row: each for row, each in sentences.items() if row not in differing}
    return Carried(own, frozenset(others) - differing, against)


def _holds(course: Course, statement: Statement) -> bool:
    return any(course.holds(each) for each in statement.sentences)


def _against(first: Statement, course: Course | None, found: Evidence) -> tuple[frozenset[int], ...]:
    """Who gives each figure that differs from what a statement tells."""
    if course is None or not course.differs:
        return ()
    return tuple(
        frozenset(found.row_of(each) for each in side) | _printing(side, found)
        for side in course.sides
        if not {each.place for each in side} & {each.place for each in first.sentences}
    )


def _printing(side: Sequence[Sentence], found: Evidence) -> frozenset[int]:
    """Other printings of the sentences of a side, whether they were read or not."""
    rows = found.printings.revisions.items()
    return frozenset(row for row, each in rows if any(printings.says(one.text, each.text) for one in side))


def one_a_report(question: Question, found: Evidence) -> list[Sentence]:
    """The sentences that carry what a question is about, the best of each independent report, best first."""
    best = _carrying_by_row(question, found)
    groups = printings.groups(best, found.printings)
    told = [min((best[row] for row in group), key=found.sentences.index) for group in groups]
    return sorted(told or found.sentences[:1], key=found.sentences.index)


def weigh(all_of: Carried, found: Evidence) -> dict[str, int]:
    """Articles, outlets and independent reports. One whose outlet is not known is an outlet of its own."""
    return {
        "articles": len(all_of.rows),
        "sources": len({outlet(found.printings.revisions[row]) for row in all_of.rows}),
        "independent": sum(len(printings.groups(side, found.printings)) for side in all_of.sides),
    }


def _carrying(question: Question, found: Evidence) -> Carried:
    """Who carries what the question is about."""
    read = _carrying_by_row(question, found)
    others = {
        row for row, each in found.printings.revisions.items() if printings.says(question.text, each.text, least=_CLAIM)
    }
    return Carried(read, frozenset(others if read else ()))


def _carrying_by_row(question: Question, found: Evidence) -> dict[int, Sentence]:
    """The best sentence of each article that carries what the question is about."""
    return {found.row_of(each): each for each in reversed(found.sentences) if _carries(question, each, found)}


def _carries(question: Question, sentence: Sentence, found: Evidence) -> bool:
    """Whether a sentence says what the question is about: its words and figures, or as good a match as the best."""
    if printings.says(question.text, sentence.text, least=_CLAIM):
        return True
    unread = sentence.match is not None and sentence.match.cross is None
    if any(word[:1].isdigit() for word in question.words) or (unread and _is_crossed(found)):
        return False
    best = verdict.support(question, found.sentences[0], found)
    return verdict.support(question, sentence, found) >= _AS_GOOD * best


def _is_crossed(found: Evidence) -> bool:
    first = found.sentences[0].match
    return first is not None and first.cross is not None


def _says_so(question: Question, first: Statement, lit: Sequence[str], other: Sentence, found: Evidence) -> bool:
    """Whether another sentence gives the same answer: the same words lit, or nearly the same words."""
    has = set(tokens(other.text))
    if (lit and not set(lit) <= has) or places.differ(first.text, other.text):
        return False
    own, theirs = set(content_stems(first.text)), set(content_stems(other.text))
    if len(own & theirs) >= _ALIKE * min(len(own), len(theirs)):
        return True
    best = verdict.support(question, first.sentences[0], found)
    return bool(lit) and verdict.support(question, other, found) >= _NEAR * best


def outlet(revision: Revision) -> str:
    """The name of an outlet for comparing; an article of unknown outlet has one of its own."""
    return revision.source.casefold() if revision.source else f"\0{revision.key}"
