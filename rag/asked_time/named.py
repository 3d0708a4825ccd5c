"""The times that a question names, each with its days: as articles' dates are read, counted from the day it is put on.

But: not on which side of them the question looks, and not how several belong together.

What an article may leave open is settled for a question: a date or month without a year is the last one not after the
day of the question, unless its clause looks ahead. Early, mid and late are thirds, wider on their inner edges by an
eighth of themselves, two days at least.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

import msgspec
from msgspec import Struct

from rag.asked_time.meant import is_meant
from rag.marks import dates
from rag.marks.dates import lexicon, periods, tense
from rag.marks.dates.lexicon import MONTH, NUMBER
from rag.types import Dated

DAY = timedelta(days=1)
_NEAR = 120  # code points before a time in which words can change it
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")
_PART_OF = re.compile(r"(?P<when>[Ee]arlier|[Ll]ater) (?:in )?(?P<whole>.+)")
# In a question "is opening in November", "starting June 12" look ahead.
_PLANNED = re.compile(
    r"\b(?:is|are) (?:\w+ )?\w+ing (?:[\w,.’'-]+ ){0,6}$|\b(?:beginning|starting|available|this)(?: on| in| from)? $"
)
_DECADES = re.compile(r"\d{2,3}")
_YEAR = re.compile(r"\d{4}")
_YEARLY = re.compile(rf"\b(?:{MONTH}|{'|'.join(lexicon.SEASONS)}|{'|'.join(lexicon.HOLIDAYS)})", re.IGNORECASE)
_DATED = re.compile(
    r"\d{4}|\b(?:last(?! (?:\w+ )?(?:\w+day|days?|weeks?|weekend|half) (?:of|in)\b)|past|previous|this|next|coming"
    r"|following|year)\b",
    re.IGNORECASE,
)
_WEEK_OF = re.compile(r"\b(?:the )?(?P<unit>week|weekend) (?P<of>of|beginning|starting|from|ending) (?:the )?$")
_BESIDE = re.compile(
    rf"\b(?P<within>(?:in|during|over|within) )?(?P<the>the )?(?:(?P<n>{NUMBER}) )?"
    r"(?P<unit>day|week|month|year)(?P<many>s)? "
    r"(?P<side>before|prior to|preceding|leading up to|after|following) (?:the )?$"
)
_BACK = ("before", "prior to", "preceding", "leading up to")


class Named(Struct, frozen=True, kw_only=True):
    """A time that a question names.

    `start`, `end`: its code points in the wording. `begin`, `until`: the days from the one up to, not with, the other.
    `first`, `last`: its ends as written, ISO 8601 and no more precise than that; None for decades and centuries, which
    articles tell of by any of their years. `yearless`: whether it is a time of a year that is not named. `stretch`:
    whether both its ends are named.
    """

    start: int
    end: int
    text: str
    begin: date
    until: date
    first: str | None
    last: str | None
    yearless: bool = False
    stretch: bool = False

    def of_year(self, year: int) -> Named:
        """The same time of another year."""
        again = dates.read(f"{self.text} {year}", None)
        if len(again) != 1 or again[0].begin is None:
            return self
        return msgspec.structs.replace(_named(again[0]), start=self.start, end=self.end, text=self.text, yearless=True)

    def days(self, begin: date, until: date, *, start: int | None = None) -> Named:
        """Other days in its stead, named from `start` on."""
        first, last = begin.isoformat(), (until - DAY).isoformat()
        start = self.start if start is None else start
        return msgspec.structs.replace(self, start=start, begin=begin, until=until, first=first, last=last)


def read(wording: str, today: date) -> list[Named]:
    """The times that a wording names, in order."""
    found = [_settled(_named(each), wording, today) for each in dates.read(wording, today) if is_meant(each, wording)]
    whole = [_around(each, wording) for each in _of_years(found)]
    return [each for each, after in pairwise([*whole, None]) if each and (after is None or each.end <= after.start)]


def _named(each: Dated) -> Named:
    begin, until = date.fromisoformat(each.begin or ""), date.fromisoformat(each.until or "")
    slack = max((until - begin).days // 8, 2) * DAY
    begin -= slack if each.mod in ("MID", "END") else 0 * DAY
    until += slack if each.mod in ("MID", "START") else 0 * DAY
    first, last = begin.isoformat(), (until - DAY).isoformat()
    yearless = bool(_YEARLY.search(each.text)) and not _DATED.search(each.text)
    if each.mod is None and _DATE.fullmatch(each.value) and (yearless or _YEAR.search(each.text)):
        first = last = each.value
    decades = bool(_DECADES.fullmatch(each.value))
    return Named(
        start=each.start,
        end=each.end,
        text=each.text,
        begin=begin,
        until=until,
        first=None if decades else first,
        last=None if decades else last,
        yearless=yearless,
    )


def _settled(each: Named, wording: str, today: date) -> Named:
    """A time without a year lies behind the question, unless its clause looks ahead; "earlier this year" is over."""
    part = _PART_OF.match(each.text)
    if part:
        return _up_to(each, part, today)
    if not each.yearless:
        return each
    if _looks_ahead(each, wording):
        return each.of_year(each.begin.year + 1) if each.until <= today else each
    return each.of_year(each.begin.year - 1) if each.begin > today else each


def _looks_ahead(each: Named, wording: str) -> bool:
    before = wording[max(0, each.start - _NEAR) : each.start]
    return tense.points_ahead(wording, each.start, each.end) or bool(_PLANNED.search(before))


def _up_to(each: Named, part: re.Match[str], today: date) -> Named:
    """What is over of the time that "earlier" cuts, or what is left of it for "later"."""
    whole = dates.read(part["whole"], today)
    if len(whole) != 1 or whole[0].begin is None:
        return each
    known = _named(whole[0])
    if not known.begin <= today < known.until:
        return each.days(known.begin, known.until)
    return each.days(known.begin, today + DAY) if part["when"].lower() == "earlier" else each.days(today, known.until)


def _of_years(found: list[Named]) -> list[Named]:
    """In 2018, who won in May? May 2018: a year of its own goes to the times without one, where it is the only one."""
    years = [each for each in found if _YEAR.search(each.text)]
    if len(years) != 1 or not years[0].text.isdecimal() or not any(each.yearless for each in found):
        return found
    return [each.of_year(years[0].begin.year) if each.yearless else each for each in found if each != years[0]]


def _around(each: Named, wording: str) -> Named:
    """The days that words before a time make of it: the week of 3 May, the week after 3 May."""
    before = wording[max(0, each.start - _NEAR) : each.start]
    for pattern, days in ((_WEEK_OF, _week_of), (_BESIDE, _beside)):
        match = pattern.search(before)
        if match and (found := days(match, each)):
            return each.days(*found, start=each.start - len(before) + match.start())
    return each


def _week_of(match: re.Match[str], each: Named) -> tuple[date, date] | None:
    if each.until - each.begin > 7 * DAY:
        return None
    if match["of"] in ("beginning", "starting", "from"):
        return each.begin, each.begin + 7 * DAY
    if match["of"] == "ending":
        return each.until - 7 * DAY, each.until
    found = periods.around(each.begin, "weekend" if match["unit"] == "weekend" else "week")
    return found.begin, found.until


def _beside(match: re.Match[str], each: Named) -> tuple[date, date] | None:
    """In the two weeks after: all of them; two weeks after: the week that lies so far off."""
    count = lexicon.number(match["n"] or "a")
    one = bool(match["the"] or match["within"]) and not match["many"]
    if count is None or count != int(count) or not (match["n"] or one):
        return None
    unit, by = lexicon.UNITS[match["unit"]], int(-count if match["side"] in _BACK else count)
    try:
        if match["n"] and not match["within"]:
            found = periods.shifted(each.begin if by < 0 else each.until - DAY, unit, by)
            return found.begin, found.until
        return (
            (periods.moved(each.begin, unit, by), each.begin)
            if by < 0
            else (each.until, periods.moved(each.until, unit, by))
        )
    except (OverflowError, ValueError):  # before the first year, or behind the last
        return None
