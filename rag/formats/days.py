"""Calendar days as people write them in English, to ISO 8601: `3 May 2017`, `May 3rd, 2017`, `Wed. 3 Sept`.

But: nothing relative ("yesterday"), and nothing that two countries read differently (5/3/2017).
"""

from __future__ import annotations

import re
from datetime import UTC, date

from msgspec import Struct

from rag import times

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?,?\s+)?"
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]|20|21)\d\d"
DAY = (
    rf"(?:{_WEEKDAY}(?:the\s+)?{_NUMBER}[\s-]+(?:of\s+)?{MONTH}(?:,?[\s-]+{_YEAR})?"
    rf"|{_WEEKDAY}{MONTH}\s+{_NUMBER}(?:,?\s+{_YEAR})?"
    r"|\d{4}-\d{2}-\d{2})(?!\w)"
)
_HOUR = r"\d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\b\.?)?(?:\s+[A-Z]{2,4}\b)?"
_WRITTEN = re.compile(rf"(?:{_HOUR},?\s+(?:on\s+)?)?({DAY})(?:,?\s+(?:at\s+)?{_HOUR})?", re.IGNORECASE)
_PARTS = re.compile(rf"(?P<month>{MONTH})|(?P<year>\b{_YEAR}\b)|(?P<number>\b\d{{1,2}})", re.IGNORECASE)
_LONGEST = 100  # code points of a date, however it is written
_NEAR = 60  # days between two dates of one article, at most


class Day(Struct, frozen=True):
    """A day of a month; the year may be unwritten."""

    month: int
    number: int
    year: int | None = None

    def iso(self) -> str | None:
        """The day as ISO 8601, None while its year is unknown or no such day exists."""
        found = self.in_year(self.year) if self.year else None
        return found.isoformat() if found else None

    def in_year(self, year: int) -> date | None:
        """The day in `year`, None where that year has no such day."""
        try:
            return date(year, self.month, self.number)
        except ValueError:
            return None

    def near(self, known: date) -> Day:
        """The day with the year that puts it nearest to `known`; as it is when it has one or none is near."""
        if self.year or not 1 < known.year < 9999:
            return self
        found = [day for year in (known.year - 1, known.year, known.year + 1) if (day := self.in_year(year))]
        nearest = min(found, key=lambda day: abs(day - known), default=None)
        if nearest is None or abs((nearest - known).days) > _NEAR:
            return self
        return Day(self.month, self.number, nearest.year)


def read_day(text: str) -> Day | None:
    """The day that the whole of `text` names, a time of day beside it aside; None for anything else."""
    written = _WRITTEN.fullmatch(text.strip(" \t,.;")) if len(text) <= _LONGEST else None
    if not written:
        return None
    if written[1][:4].isdigit() and "-" in written[1][4:5]:
        year, month, number = (int(part) for part in written[1].split("-"))
    else:
        found = {part.lastgroup or "": part.group() for part in _PARTS.finditer(written[1])}
        year = int(found.get("year", 0))
        month = _MONTHS.index(found["month"][:3].lower()) + 1
        number = int(found["number"])
    day = Day(month, number, year or None)
    return day if day.in_year(year or 2000) else None  # 2000 has every day


def read_stamp(text: str) -> str | None:
    """A date or time that a person or a program wrote, as ISO 8601 or RFC 822; None when it is neither."""
    if len(text) > _LONGEST:
        return None
    day = read_day(text)
    if day:
        return day.iso()
    try:
        times.parse(text, UTC)
    except ValueError:
        return None
    return text.strip()
