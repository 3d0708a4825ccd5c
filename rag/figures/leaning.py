"""Figures that lean on the sentence before: "Organisers put the number at 25,000", "It is 30 million, not 50 million".

But: only where one thing was counted there, or where a correction says of what it is one. In doubt nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from msgspec.structs import replace

from rag.figures import classes, numbers, reading, units
from rag.figures.nouns import Figure
from rag.figures.numbers import Number
from rag.types import Span
from rag.words import stem, tokens

_SUM = r"(?:number|figure|count|total|tally|toll|crowd|turnout|cost|price|bill|sum|loss|amount)s?"
_GIVEN = re.compile(  # what stands before a bare number that somebody gives for what was counted before
    rf"\b(?:(?:put|puts|estimate[sd]?|gave|gives|set|sets) (?:the|that|this|its|their) (?:[\w-]+ )?{_SUM} (?:at|as)"
    r"|(?:put|puts|estimate[sd]?) (?:it|them) at|(?:spoke|speaks) of|(?:said|says|claim(?:s|ed)|insist(?:s|ed))"
    r"(?: that)?(?: (?:it|there|they) (?:is|was|were|had been))?"
    rf"|(?:the|its|their|[\w-]+['’]s?) (?:own )?(?:{_SUM}|estimates?) (?:is|was|were)) $",
    re.IGNORECASE,
)
_CLOSES = re.compile(r"[.,;:!?”\"]*(?:$|[,;] )|[.!?](?: |$)")
_LEANING = re.compile(
    r"\W*(?:(?:it|they|he|she|the \w+|that|this)\b(?: (?:also|has since|since|has|had|later))? (?:said|says|added"
    r"|called|is|was|are|were|should|will)\b|the \w+(?: of [\w ]{1,30}?)? (?:is|was|are|were|should)\b)",
    re.IGNORECASE,
)
_LOOK = 60  # code points before a number in which it is said who gives it


def read(text: str, found: Sequence[Figure], line: str, *, corrects: bool) -> tuple[Figure, ...]:
    """The figures `found` in a sentence and those it gives barely, with what the one before, `line`, tells of them.

    `corrects`: whether `line` opens a correction.
    """
    bare = [each for each in numbers.read(text) if not any(each.start == other.start for other in found)]
    given = [each for each in bare if _is_given(text, each)]
    opening = _LEANING.match(text) is not None
    if not given and not (opening and (corrects or any(not each.said for each in found))):
        return tuple(found)
    before = reading.read(line)
    told = [*found, *chain.from_iterable(_given(text, each, before) for each in given)]
    if opening:
        told += chain.from_iterable(_corrected(text, each, line) for each in bare if corrects)
        told = [each if each.said else _explained(each, before, line if corrects else "") for each in told]
    return tuple(sorted({each.start: each for each in told}.values(), key=lambda each: each.start))


def _is_given(text: str, number: Number) -> bool:
    """Whether somebody gives a bare number, as far as the words before and behind it tell."""
    before = text[max(0, number.opens - _LOOK) : number.opens]
    return not number.sign and bool(_GIVEN.search(before) and _CLOSES.match(text, number.end))


def _given(text: str, number: Number, before: Sequence[Figure]) -> Iterator[Figure]:
    """A bare number that somebody gives for the one thing that the sentence before counts."""
    plain = [each for each in before if not each.marks - {"forecast"}]
    if len({(each.unit, each.said) for each in plain}) == 1:
        yield replace(
            plain[0],
            start=number.start,
            end=number.end,
            value=number.value,
            upper=number.upper,
            bound=number.bound,
            clause=Span(0, len(text)),
        )


def _corrected(text: str, number: Number, corrected: str) -> Iterator[Figure]:
    """A bare number of persons in a correction: "misstated the number of injured. It is 14, not 37"."""
    said = _classes(corrected, units.PEOPLE) & classes.PERSONAL
    if said and not number.sign and number.scale == 1 and _CLOSES.match(text, number.end):
        yield Figure(
            start=number.start,
            end=number.end,
            value=number.value,
            upper=number.upper,
            bound=number.bound,
            unit=units.PEOPLE,
            said=said,
            clause=Span(0, len(text)),
        )


def _explained(figure: Figure, before: Sequence[Figure], corrected: str) -> Figure:
    """A figure of which its sentence tells nothing, with what the sentence before does."""
    if corrected:
        words = frozenset(stem(token) for token in tokens(corrected))
        return replace(figure, said=_classes(corrected, figure.unit), words=figure.words | words)
    like = [each for each in before if each.unit == figure.unit and not each.marks]
    if len({each.said for each in like}) != 1:
        return figure
    return replace(figure, said=like[0].said, words=figure.words | like[0].words)


def _classes(text: str, unit: str) -> frozenset[str]:
    named = (classes.of(stem(token)) for token in tokens(text))
    return frozenset(name for name in named if name and classes.fits(name, unit))
