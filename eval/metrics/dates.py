"""A day, month or year as news writes it in English, and whether a dated mark means it.

But: no reading of text: `spellings` are looked for as they are, and a date of two small numbers (3/4/2025) is
no spelling, since half of its readers take it for another day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from eval.types import Dated

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_SHORT = 3
_MORE = {9: ("Sept",)}
_WHEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_LAST_MONTH = 12


def spellings(when: str) -> tuple[str, ...]:
    """The texts that name `when`: an ISO 8601 year, month or day, a time of day cut off; none when it is none."""
    found = _WHEN.match(when)
    if found is None:
        return ()
    year, month, day = found.groups()
    if month is None:
        return (year,)
    names = [_MONTHS[int(month) - 1], _MONTHS[int(month) - 1][:_SHORT], *_MORE.get(int(month), ())]
    if day is None:
        return (f"{year}-{month}", *(f"{name} {year}" for name in names))
    return (f"{year}-{month}-{day}", *_numeric(year, month, day), *_worded(year, int(day), names))


def means(dated: Dated, when: str) -> bool:
    """Whether a mark's value is `when` or lies in it; a span of days is its value only when it is one day."""
    return (told := value_of(dated)) is not None and told.startswith(when)


def value_of(dated: Dated) -> str | None:
    """The day, month or year that a mark means, without a time of day; None when it means none of them."""
    value = (dated.value or "").partition("T")[0]
    if _WHEN.fullmatch(value):
        return value
    if dated.begin and dated.until and _is_next(dated.begin[:10], dated.until[:10]):
        return dated.begin[:10]
    return None


def values(marks: Iterable[Dated]) -> frozenset[str]:
    """The different days, months and years that marks mean."""
    return frozenset(value for mark in marks if (value := value_of(mark)))


def _is_next(day: str, after: str) -> bool:
    try:
        return date.fromisoformat(day) + timedelta(days=1) == date.fromisoformat(after)
    except ValueError:
        return False


def _numeric(year: str, month: str, day: str) -> Iterator[str]:
    yield f"{year}/{month}/{day}"
    if int(day) > _LAST_MONTH:
        for mark in "/.":
            yield f"{day}{mark}{int(month)}{mark}{year}"
            yield f"{day}{mark}{month}{mark}{year}"
        yield f"{int(month)}/{day}/{year}"


def _worded(year: str, day: int, names: list[str]) -> Iterator[str]:
    for name in names:
        for number in (str(day), _ordinal(day)):
            yield f"{number} {name} {year}"
            yield f"{name} {number} {year}"
        yield f"{_ordinal(day)} of {name} {year}"


def _ordinal(day: int) -> str:
    ending = "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"
