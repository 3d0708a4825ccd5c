"""How many articles, outlets and independent reports carry what an answer says: "4 articles, 3 sources, 1 report".

Reports are groups of printings, never addresses. But: two reporters who heard the same spokeswoman count as two.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from rag import printings, verdict
from rag.types import Evidence, Question, Revision, Sentence, Statement
from rag.words import content_stems, tokens

_ALIKE = 0.7  # share of the words of the shorter from which another sentence carries the told one by itself
_CLAIM = 0.5  # share of the words of what a question is about
_AS_GOOD = 0.75  # of the best sentence's chance, from which another one carries it in other words
_NEAR = 0.6  # of the told sentence's chance to answer: another one that answers as well as that may say the same


class Carried(Struct, frozen=True):
    """The articles that carry an answer, by row id, each with its best sentence where one was read."""

    sentences: dict[int, Sentence]
    others: frozenset[int]

    @property
    def rows(self) -> list[int]:
        """All of them, ascending."""
        return sorted({*self.sentences, *self.others})


def carried(question: Question, told: Sequence[Statement], found: Evidence) -> Carried:
    """Who carries what the first statement of an answer says, other printings of it that were not read included."""
    if not told:
        return Carried({}, frozenset())
    if question.form == "sources":
        return _carrying(question, found)
    if question.form == "timeline":
        return Carried({found.row_of(each): each for one in told for each in one.sentences}, frozenset())
    first = told[0]
    lit = tokens(first.highlight.of(first.text)) if first.highlight else []
    sentences: dict[int, Sentence] = {}
    for each in (*first.sentences, *found.sentences):
        row = found.row_of(each)
        if row not in sentences and (each in first.sentences or _says_so(question, first, lit, each, found)):
            sentences[row] = each
    others = {row for row, each in found.printings.revisions.items() if printings.says(first.text, each.text)}
    return Carried(sentences, frozenset(others))


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
        "sources": len({_outlet(found.printings.revisions[row]) for row in all_of.rows}),
        "independent": len(printings.groups(all_of.rows, found.printings)),
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
    if lit and not set(lit) <= has:
        return False
    own, theirs = set(content_stems(first.text)), set(content_stems(other.text))
    if len(own & theirs) >= _ALIKE * min(len(own), len(theirs)):
        return True
    best = verdict.support(question, first.sentences[0], found)
    return bool(lit) and verdict.support(question, other, found) >= _NEAR * best


def _outlet(revision: Revision) -> str:
    return revision.source.casefold() if revision.source else f"\0{revision.key}"
