"""Times as publishers and callers write them: ISO 8601 and RFC 822, read to a `When`; and back.

But: no expressions inside running text ("last Tuesday"), which belong to `rag/marks/`.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from email.utils import parsedate_to_datetime
from typing import Literal

from rag.types import Precision, When, Window

_DAY_LONG = 86_400_000_000  # microseconds
FOREVER = 2**63 - 1  # an instant after every other
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?")
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
_MOMENT = re.compile(r"\d{4}-?\d{2}-?\d{2}[T ]\d{2}:?\d{2}.*")
_MINUTE = re.compile(r"\d{4}-?\d{2}-?\d{2}[T ]\d{2}:?\d{2}(?:Z|[+-]\d{2}:?\d{2})?")
_NANOSECONDS = re.compile(r"(\.\d{6})\d+")


def parse(text: str, zone: tzinfo) -> When:
    """The time that `text` gives; one without an offset is in `zone`.

    Raises: ValueError, with the text in its message.
    """
    text = text.strip()
    try:
        return _parse_day(text, zone) or _parse_partial(text, zone) or _parse_moment(text, zone)
    except (ValueError, TypeError, IndexError, OverflowError) as error:
        raise ValueError(f"not an ISO 8601 date or time: {text[:80]!r}") from error


def of_day(day: date, zone: tzinfo) -> When:
    """A whole day."""
    after = day + timedelta(days=1) if day < date.max else day
    return _whole(day.isoformat(), "day", day, after, zone)


def of_instant(instant: int) -> When:
    """An instant in microseconds, to the second."""
    return When(iso(instant), "second", instant, instant)


def micros(moment: datetime) -> int:
    """An aware datetime in microseconds since 1970."""
    return (moment - _EPOCH) // _MICROSECOND


def moment(instant: int) -> datetime:
    """Microseconds since 1970 as a datetime in UTC."""
    return _EPOCH + timedelta(microseconds=instant)


def iso(instant: int) -> str:
    """Microseconds since 1970 as ISO 8601 in UTC, whole seconds where they are whole."""
    return moment(instant).isoformat().replace("+00:00", "Z")


def days_of(window: Window) -> tuple[date, date]:
    """The first and the last day of a window; an open side is the calendar's."""
    first = day_of(window.begin) if window.begin else date.min
    return first, day_of(window.until, "last") if window.until else date.max


def day_of(when: When, edge: Literal["first", "last"] = "first") -> date:
    """The calendar day of a time, as its source wrote it where it wrote one."""
    if when.precision in ("second", "minute", "day"):
        return date.fromisoformat(when.text[:10])
    return moment(when.first if edge == "first" else when.last).date()


def ordinal(when: When | None) -> int:
    """The number of the calendar day of a time, to order days by; 0 where there is no time."""
    return day_of(when).toordinal() if when else 0


def _parse_day(text: str, zone: tzinfo) -> When | None:
    found = _DAY.fullmatch(text)
    if not found:
        return None
    return of_day(date(*map(int, found.groups())), zone)


def _parse_partial(text: str, zone: tzinfo) -> When | None:
    found = _PARTIAL.fullmatch(text)
    if not found:
        return None
    year, month = int(found[1]), int(found[2] or 1)
    first = date(year, month, 1)
    following = (year + (month == 12), month % 12 + 1, 1) if found[2] else (year + 1, 1, 1)
    after = date(*following) if following[0] <= date.max.year else date.max
    return _whole(text, "month" if found[2] else "year", first, after, zone)


def _parse_moment(text: str, zone: tzinfo) -> When:
    # An hour alone or a day of a week would be read as an instant, and admitted too early.
    iso_like = _MOMENT.fullmatch(text)
    read = datetime.fromisoformat(_NANOSECONDS.sub(r"\1", text)) if iso_like else parsedate_to_datetime(text)
    aware = read if read.tzinfo else read.replace(tzinfo=zone)
    precision: Precision = "minute" if _MINUTE.fullmatch(text) else "second"
    first = micros(aware)
    last = first + 60_000_000 - 1 if precision == "minute" else first
    return When(aware.isoformat().replace("+00:00", "Z"), precision, first, last)


def _whole(text: str, precision: Precision, first: date, after: date, zone: tzinfo) -> When:
    begin = datetime(first.year, first.month, first.day, tzinfo=zone)
    end = datetime(after.year, after.month, after.day, tzinfo=zone)
    last = micros(end) - 1 if after < date.max else micros(end) + _DAY_LONG - 1  # there is no day after the last one
    return When(text, precision, micros(begin), last)
