"""A draft's figure held against the course of the same figure in the archive, in whatever words it is told there.

The toll of a fire is one figure in "Thirteen people died" and in "raised the number of dead to 12". But: only figures
of a class that is known, told exactly, and of one matter: no name of the draft is lacking in the article.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from rag import conflicts, figures
from rag.checking.standing import changed
from rag.figures import Figure, units
from rag.marks import proper
from rag.types import Compared, Difference, Evidence, Expects, Given, Question, Sentence
from rag.words import STOPWORDS, content_stems, rarity, spaced, stems, tokens

_OF_ONE, _NAMELESS = 0.6, 0.8  # shares of a draft's words, by rarity, in an article of one matter: with names, without
_OPENING = 1_500  # code points of an article that tell what it is about
_Differing = Callable[[tuple[Sentence, ...]], tuple[Difference, ...]]


def judge(text: str, asked: Question, found: Evidence, differing: _Differing) -> Compared | None:
    """The text as contradicted by a figure that the archive gives by now, or in part where it is that figure.

    `differing`: how the text differs from sentences of the archive. None where the archive has no such figure.
    """
    for figure in _plain(text):
        course = conflicts.follow(msgspec.structs.replace(asked, expects=_expects(figure)), found)
        if course is None or not course.named or not course.current or not _is_of_one(text, course.current[0].sentence):
            continue
        now = [(each, _figure(each)) for each in course.current]
        same = next((each for each, other in now if other and other.value == figure.value), None)
        if same:
            differs = (each for each in differing((same.sentence,)) if each.kind != "number")
            return Compared("partly", (same.sentence,), tuple(differs))
        is_dated_otherwise = any(each.kind == "date" for each in differing((now[0][0].sentence,)))
        if not is_dated_otherwise and all(other and other.said & figure.said for _, other in now):
            return changed(figure.span.of(text), course.current, (), "contradicted", course if course.differs else None)
    return None


def _plain(text: str) -> Iterator[Figure]:
    """The figures of a text that are told exactly, as a whole, and of a known class."""
    return (each for each in figures.read(text) if each.said and _is_exact(each))


def _is_exact(figure: Figure) -> bool:
    return figure.bound == "exact" and figure.upper is None and not figure.marks


def _figure(given: Given) -> Figure | None:
    """A figure of the archive as it is read, None where it is told vaguely."""
    read = conflicts.read_of(given.sentence)
    same = (each for each in read if each.span.of(given.sentence.text) == given.value and _is_exact(each))
    return next(same, None)


def _expects(figure: Figure) -> Expects:
    if units.is_money(figure.unit):
        return "money"
    if figure.unit == units.PERCENT:
        return "percent"
    return "count" if figure.unit == units.PEOPLE else "number"


def _is_of_one(text: str, sentence: Sentence) -> bool:
    """Whether the article of a sentence has every name of a text and most of its words."""
    article = f"{sentence.revision.title}\n{sentence.revision.text[:_OPENING]}\n{sentence.text}"
    names = {spaced(span.of(text)) for span in proper.names(text)}
    numbers = _numbers(text)  # "Thirteen" at the start has the form of a name
    names = {name for name in names if not proper.is_calendar(name.strip()) and not numbers.issuperset(stems(name))}
    if any(name not in spaced(article) for name in names):
        return False
    words = {each for each in content_stems(text) if not each[:1].isdigit()} - numbers
    held, least = set(stems(article)), _OF_ONE if names else _NAMELESS
    return sum(rarity(each) for each in words & held) >= least * sum(map(rarity, words))


def _numbers(text: str) -> set[str]:
    """The stems of numbers written out in a text."""
    said = " ".join(each.span.of(text) for each in figures.read(text))
    return {each for word in tokens(said) if word not in STOPWORDS for each in stems(word)}
