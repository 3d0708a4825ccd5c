"""What a reader is told of the times in a shown sentence that only its article's day explains."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from rag.marks.dates.lexicon import MONTH
from rag.types import Dated

_HAS_YEAR = re.compile(r"\d{4}|\d\d[’']?s\b|[’']\d\d\b|/\d\d\b|century", re.IGNORECASE)
_WEEK = re.compile(r"-W\d")  # and not a winter: 2018-WI
_HAS_MONTH = re.compile(rf"\b{MONTH}\b")


def glosses(dates: Sequence[Dated]) -> tuple[tuple[int, str], ...]:
    """Where in a sentence something is shown in brackets, and what; a day once where a time of the clock stands by."""
    days = {each.begin for each in dates if not _is_clock(each)}
    told = ((each.end, gloss(each)) for each in dates if not (_is_clock(each) and each.begin in days))
    return tuple((end, said) for end, said in told if said)


def _is_clock(dated: Dated) -> bool:
    return dated.value[11:12].isdigit()  # 2017-05-03T06:00, not 2017-05-03TMO


def gloss(dated: Dated) -> str | None:
    """What to show in brackets behind an expression: the day or year that its words leave out; None when they don't."""
    if dated.kind not in ("DATE", "TIME") or dated.begin is None or dated.until is None or _HAS_YEAR.search(dated.text):
        return None
    first, last = date.fromisoformat(dated.begin), date.fromisoformat(dated.until) - timedelta(days=1)
    value = dated.value
    if _HAS_MONTH.search(dated.text):
        return value[:4]
    if "/" in value:
        return _days(first, last)
    if value.count("-") == 2 and "W" not in value:
        return _day(first)
    if _WEEK.search(value):
        return _days(*_of_week(value))
    if value[5:].isdigit():
        return f"{first:%B} {value[:4]}"
    return _within(value, first, last)


def _within(value: str, first: date, last: date) -> str:
    """A year, or a quarter or season by its months: northern names mislead half the world."""
    if len(value) == 4:
        return value
    if len(value) < 4:
        return f"{first.year}–{last.year}"
    begins = f"{first:%B}" if first.year == last.year else f"{first:%B} {first.year}"
    return f"{begins} to {last:%B} {last.year}"


def _of_week(value: str) -> tuple[date, date]:
    """The first and the last day of a week or weekend."""
    year, week = int(value[:4]), int(value[6:8])
    first = date.fromisocalendar(year, week, 6 if value.endswith("-WE") else 1)
    return first, date.fromisocalendar(year, week, 7)


def _days(first: date, last: date) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_day(last)}"
    return f"{first.day} {first:%B} – {_day(last)}" if first.year == last.year else f"{_day(first)} – {_day(last)}"


def _day(of: date) -> str:
    return f"{of.day} {of:%B} {of.year}"
