"""What the expressions of time in a text mean on the day of its article."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rag.marks.dates import absolute, again, lengths, ranges, relative, told, within
from rag.marks.dates.reading import Context, Reading, Undated
from rag.types import Dated, Span

_RULES = (*absolute.RULES, *ranges.RULES, *relative.RULES, *told.RULES, *within.RULES, *lengths.RULES, *again.RULES)


def read(text: str, anchor: date | None) -> tuple[Dated, ...]:
    """The expressions of `text`, in order, none overlapping another.

    `anchor`: the day of the article, its dateline's or else its publication's. Without one, words that
    count from it ("yesterday", "in March") are left out.
    """
    return tuple(_dated(span, text, reading) for span, reading in _found(text, anchor))


def _found(text: str, anchor: date | None) -> Iterator[tuple[Span, Reading]]:
    matches = [(match, each) for each in _RULES for match in each.matches(text)]
    matches.sort(key=lambda found: (found[0].start(), -found[0].end()))
    seen, end = Context(text, anchor), -1
    for match, each in matches:
        if match.start() < end:
            continue
        try:
            reading = each.read(match, seen)
        except (Undated, ValueError, OverflowError):  # no day to count from, or no such day: 31 June
            continue
        if reading is None:
            continue
        end = reading.end or match.end()
        if reading.period and reading.kind in ("DATE", "TIME"):
            seen = Context(text, anchor, reading.period)
        yield Span(match.start(), end), reading


def _dated(span: Span, text: str, reading: Reading) -> Dated:
    period = reading.period
    return Dated(
        start=span.start,
        end=span.end,
        text=span.of(text),
        kind=reading.kind,
        value=reading.value,
        mod=reading.mod,
        begin=period.begin.isoformat() if period else None,
        until=period.until.isoformat() if period else None,
    )
