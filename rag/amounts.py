"""Amounts whole: lit words that are a part of a figure with its unit, grown to all of it.

"percent" alone answers nothing, nor does "9" for nine million dollars. But: a plain count stays a number, "41" houses,
and so does what is asked for by its unit.
"""

from __future__ import annotations

from rag.figures import numbers, units
from rag.figures.numbers import Number
from rag.types import Expects, Span

_ALIKE: frozenset[Expects] = frozenset(("thing", "number"))  # what names no unit itself


def whole(span: Span, text: str, expects: Expects) -> Span:
    """The span with the rest of the number that it is a part of ("nine" in "thirty-nine"), and of its amount.

    That is the figure whose unit it is, or the unit of money or share whose figure it is.
    """
    read = numbers.read(text)
    around = (Span(each.start, each.end) for each in read if each.start <= span.start and span.end <= each.end)
    span = next(around, span)
    if expects not in _ALIKE:
        return span
    for number in read:
        unit, end = units.read(text, number.end, sign=number.sign)
        measured = units.is_money(unit) or unit in units.SHARES
        if measured and number.start < span.end and span.start < end:
            return Span(min(number.start, span.start), max(end, span.end))
        if _is_behind(span, number, text):
            return Span(number.start, span.end)
    return span


def _is_behind(span: Span, number: Number, text: str) -> bool:
    """Whether a span is what stands next behind a number: "40 buses", but no name."""
    return text[number.end : span.start] in (" ", "-") and text[span.start].islower()
