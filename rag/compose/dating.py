"""The times that a shown sentence names, and what a reader is told of those that only its article's day explains."""

from __future__ import annotations

import re
from datetime import date, timedelta

import msgspec

from rag.marks import dateline
from rag.marks import dates as marks
from rag.marks.dates.lexicon import MONTH
from rag.types import Dated, Sentence

_EARLIER = 400  # code points before a sentence that may name what "the next day" counts from
_HAS_YEAR = re.compile(r"\d{4}|\d\d[’']?s\b|[’']\d\d\b|/\d\d\b|century", re.IGNORECASE)
_HAS_MONTH = re.compile(rf"\b{MONTH}\b")


def dates(sentence: Sentence) -> tuple[Dated, ...]:
    """The expressions of time in a sentence, with offsets in its text."""
    start = max(0, sentence.span.start - _EARLIER)
    read = marks.read(sentence.revision.text[start : sentence.span.end], dateline.day(sentence.revision))
    shift = sentence.span.start - start
    return tuple(
        msgspec.structs.replace(each, start=each.start - shift, end=each.end - shift)
        for each in read
        if each.start >= shift
    )


def gloss(dated: Dated) -> str | None:
    """What to show in brackets behind an expression: the day or year that its words leave out; None when they don't."""
    if dated.kind not in ("DATE", "TIME") or dated.begin is None or dated.until is None or _HAS_YEAR.search(dated.text):
        return None
    first, last = date.fromisoformat(dated.begin), date.fromisoformat(dated.until) - timedelta(days=1)
    value = dated.value
    if _HAS_MONTH.search(dated.text):
        return value[:4]
    if value.count("-") == 2 and "W" not in value:
        return _day(first)
    if "-W" in value:
        return _days(value)
    if value[5:].isdigit():
        return f"{first:%B} {value[:4]}"
    return _within(value, first, last)


def _within(value: str, first: date, last: date) -> str:
    """A year, or a quarter or season by its months: northern names mislead half the world."""
    if len(value) == 4:
        return value
    if len(value) < 4:
        return f"{first.year}–{last.year}"
    return f"{first:%B} to {last:%B} {last.year}"


def _days(value: str) -> str:
    """A week or weekend from its first to its last day."""
    year, week = int(value[:4]), int(value[6:8])
    first = date.fromisocalendar(year, week, 6 if value.endswith("-WE") else 1)
    last = date.fromisocalendar(year, week, 7)
    if first.month == last.month:
        return f"{first.day}–{_day(last)}"
    return f"{first.day} {first:%B} – {_day(last)}" if first.year == last.year else f"{_day(first)} – {_day(last)}"


def _day(of: date) -> str:
    return f"{of.day} {of:%B} {of.year}"
