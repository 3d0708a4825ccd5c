"""Times and counts as people write them: "3 May 2017, 08:00 UTC".

But: nothing is rounded, and a date without a day gets none.
"""

from __future__ import annotations

from datetime import datetime

from rag import times
from rag.types import PublishedSource, When

GIVEN_BY: dict[PublishedSource, str] = {
    "feed": "the outlet’s feed",
    "jsonld": "data in the page",
    "ninjs": "the agency’s record",
    "field": "the record",
    "meta": "data in the page",
    "url": "the article’s address",
    "dateline": "the dateline",
    "none": "nothing",
}  # fmt: skip


def when(time: When) -> str:
    """A time as precisely as its source gave it, in its source's own zone."""
    if time.precision == "year":
        return time.text[:4]
    if time.precision == "month":
        return f"{_read(time.text[:7] + '-01'):%B %Y}"
    read = _read(time.text)
    return _day(read) if time.precision == "day" else f"{_day(read)}, {read:%H:%M} {_zone(read)}"


def instant(iso: str) -> str:
    """An instant as the store tells it, to the minute."""
    return when(times.of_instant(times.micros(_read(iso))))


def _read(iso: str) -> datetime:
    return datetime.fromisoformat(iso)


def _day(read: datetime) -> str:
    return f"{read.day} {read:%B %Y}"


def _zone(read: datetime) -> str:
    name = read.tzname() or "UTC"
    return name if name.startswith("UTC") else f"UTC{read:%z}"
