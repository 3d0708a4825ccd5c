"""Periods of the calendar: a TIMEX3 value and the days from `begin` up to, not with, `until`.

Values are those of TimeML (Pustejovsky et al. 2003): `2009-05-14`, `2009-W20`, `2009-W20-WE`, `2009-05`, `2009-Q2`,
`2009-H1`, `2009-SU`, `2009`, `200` (a decade), `20` (a century), `2009-05-14TMO`. Weeks are ISO weeks. Where it has
none the value is an ISO 8601 interval with its last day: `2009-05-14/2009-05-16`.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

Unit = Literal["day", "week", "weekend", "month", "quarter", "year", "decade", "century"]
Third = Literal["START", "MID", "END"]
_FINE: tuple[Unit, ...] = ("day", "weekend", "week", "month", "quarter", "year", "decade", "century")
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first month, of the north: whose news the rules were made on
_FIRST, _LAST = 1, 9998  # years that can be counted with


class Period(Struct, frozen=True):
    """A stretch of days with its TIMEX3 value; `unit` is how coarse it is."""

    value: str
    begin: date
    until: date
    unit: Unit = "day"

    def is_as_fine_as(self, unit: Unit) -> bool:
        """Whether units can be counted from it: no days from a month."""
        return _FINE.index(self.unit) <= _FINE.index(unit)

    def third(self, which: Third) -> Period:
        """The same value with the days of its first, middle or last third."""
        length = max((self.until - self.begin).days // 3, 1)
        if which == "START":
            return Period(self.value, self.begin, self.begin + timedelta(days=length), self.unit)
        if which == "END":
            return Period(self.value, self.until - timedelta(days=length), self.until, self.unit)
        return Period(self.value, self.begin + timedelta(days=length), self.until - timedelta(days=length), self.unit)


def day(of: date) -> Period:
    """One day."""
    return Period(of.isoformat(), of, of + timedelta(days=1))


def part(of: date, code: str) -> Period:
    """A part of a day: MO, AF, EV, NI, or a clock time such as 10:30."""
    return Period(f"{of.isoformat()}T{code}", of, of + timedelta(days=1))


def week(of: date) -> Period:
    """The ISO week of a day."""
    monday = of - timedelta(days=of.weekday())
    number, year = of.isocalendar().week, of.isocalendar().year
    return Period(f"{year}-W{number:02d}", monday, monday + timedelta(days=7), "week")


def weekend(of: date) -> Period:
    """Saturday and Sunday of the ISO week of a day."""
    whole = week(of)
    return Period(f"{whole.value}-WE", whole.begin + timedelta(days=5), whole.until, "weekend")


def month(year_: int, number: int) -> Period:
    """A month; `number` may lie outside 1 to 12 and is carried into the years."""
    year_, number = year_ + (number - 1) // 12, (number - 1) % 12 + 1
    return Period(f"{year_:04d}-{number:02d}", date(year_, number, 1), _first_of(year_, number + 1), "month")


def quarter(year_: int, number: int) -> Period:
    """A quarter; `number` may lie outside 1 to 4 and is carried into the years."""
    year_, number = year_ + (number - 1) // 4, (number - 1) % 4 + 1
    begin = 3 * number - 2
    return Period(f"{year_:04d}-Q{number}", date(year_, begin, 1), _first_of(year_, begin + 3), "quarter")


def half(year_: int, number: int) -> Period:
    """The first or second half of a year."""
    begin = 6 * number - 5
    return Period(f"{year_:04d}-H{number}", date(year_, begin, 1), _first_of(year_, begin + 6), "quarter")


def span(first: date, last: date) -> Period:
    """The days from the first to the last: an ISO 8601 interval, for which TimeML has no value."""
    return Period(f"{first.isoformat()}/{last.isoformat()}", first, last + timedelta(days=1), "week")


def in_year(period: Period, number: int) -> Period:
    """The same period in another year. Raises: ValueError for one that names no year, or 29 February elsewhere."""
    years = number - int(period.value[:4])
    begin = period.begin.replace(year=number)
    until = period.until.replace(year=period.until.year + years)
    if "/" in period.value:
        return span(begin, until - timedelta(days=1))
    return Period(f"{number:04d}{period.value[4:]}", begin, until, period.unit)


def season(year_: int, code: str) -> Period:
    """A season of three months; the winter of a year begins in its December."""
    begin = _SEASONS[code]
    return Period(f"{year_:04d}-{code}", date(year_, begin, 1), _first_of(year_, begin + 3), "quarter")


def year(number: int) -> Period:
    """A year."""
    return Period(f"{number:04d}", date(number, 1, 1), date(number + 1, 1, 1), "year")


def decade(first: int) -> Period:
    """Ten years from the one that ends in 0."""
    return Period(f"{first // 10:03d}", date(first, 1, 1), date(first + 10, 1, 1), "decade")


def century(number: int) -> Period:
    """The `number`th century: the 20th is 1900 to 1999, as the news counts."""
    first = max(100 * (number - 1), _FIRST)
    return Period(f"{number - 1:02d}", date(first, 1, 1), date(100 * number, 1, 1), "century")


def around(of: date, unit: Unit) -> Period:
    """The period of that kind that a day lies in."""
    match unit:
        case "day":
            return day(of)
        case "week":
            return week(of)
        case "weekend":
            return weekend(of)
        case "month":
            return month(of.year, of.month)
        case "quarter":
            return quarter(of.year, (of.month + 2) // 3)
        case "year":
            return year(of.year)
        case "decade":
            return decade(of.year - of.year % 10)
        case "century":
            return century(of.year // 100 + 1)


def shifted(of: date, unit: Unit, by: int) -> Period:
    """The period of that kind `by` periods after the one that a day lies in. Raises: OverflowError, ValueError."""
    match unit:
        case "day":
            return day(of + timedelta(days=by))
        case "week" | "weekend":
            return around(of + timedelta(weeks=by), unit)
        case "month":
            return month(of.year, of.month + by)
        case "quarter":
            return quarter(of.year, (of.month + 2) // 3 + by)
        case "year":
            return year(of.year + by)
        case "decade":
            return decade(of.year - of.year % 10 + 10 * by)
        case "century":
            return century(of.year // 100 + 1 + by)


def moved(of: date, unit: Unit, by: int) -> date:
    """The day so many units on: the last of its month where that one is shorter. Raises: OverflowError, ValueError."""
    if unit in ("day", "week"):
        return of + timedelta(days=by * (7 if unit == "week" else 1))
    there = month(of.year, of.month + by * {"month": 1, "quarter": 3, "year": 12, "decade": 120}.get(unit, 1200))
    return min(there.begin + timedelta(days=of.day - 1), there.until - timedelta(days=1))


def easter(year_: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus 1991, after the anonymous algorithm of 1876)."""
    golden, (hundreds, rest) = year_ % 19, divmod(year_, 100)
    leap, skipped = divmod(hundreds, 4)
    moon = (19 * golden + hundreds - leap - (hundreds - (hundreds + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * skipped + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    number, of_month = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year_, number, of_month + 1)


def _first_of(year_: int, number: int) -> date:
    return date(year_ + (number - 1) // 12, (number - 1) % 12 + 1, 1)
