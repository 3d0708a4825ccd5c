"""A part that is counted inside a time named behind it: the first week of February, Friday next week.

But: the time behind is read by the rules of its own kind, and where those read none, nothing is counted.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

import msgspec

from rag.marks.dates import absolute, lexicon, periods, relative
from rag.marks.dates.lexicon import NUMBER, PART, WEEKDAY
from rag.marks.dates.periods import Period
from rag.marks.dates.reading import SHIFTS, Context, Reading, Undated, rule, said, timed

_DAY = timedelta(days=1)
_NTH = {"first": 0, "opening": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "last": -1, "final": -1,
        "closing": -1}  # fmt: skip
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_BARE = re.compile(r"the (?P<unit>week|month|quarter|year|decade|century)\b(?!['’-]| \d)")


def behind(seen: Context, at: int) -> tuple[Period, int] | None:
    """The longest expression with days that begins at a place of the text, and where it ends."""
    found: tuple[Period, int] | None = None
    for each in (*absolute.RULES, *relative.RULES):
        match = each.pattern.match(seen.text, at)
        if match and (found is None or match.end() > found[1]):
            try:
                reading = each.read(match, seen)
            except (Undated, ValueError, OverflowError):
                continue
            if reading and reading.period and reading.mod is None:
                found = reading.period, match.end()
    return found


def _weekday(match: re.Match[str], seen: Context) -> Reading:
    """Friday next week, Tuesday evening of last week."""
    week = periods.shifted(seen.today, "week", SHIFTS[said(match, "which")])
    return timed(week.begin + lexicon.WEEKDAYS[match["weekday"]] * _DAY, match)


def _nth(match: re.Match[str], seen: Context) -> Reading | None:
    """The first week of February, the last Sunday of the month, the second day of next week."""
    whole = _whole(match, seen)
    if whole is None:
        return None
    nth, unit = _NTH[said(match, "nth")], said(match, "unit")
    if unit in _DAYS:
        begin, length = _edge(whole[0], nth, _DAYS[unit]), _DAYS[unit]
    else:
        begin, length = _on(whole[0], nth, lexicon.WEEKDAYS[match["weekday"] or "Saturday"]), 2 if unit else 1
    return _reading(begin, begin + length * _DAY, whole)


def _edge(whole: Period, nth: int, length: int) -> date:
    return whole.until - length * _DAY if nth < 0 else whole.begin + nth * length * _DAY


def _on(whole: Period, nth: int, weekday: int) -> date:
    if nth < 0:
        last = whole.until - _DAY
        return last - (last.weekday() - weekday) % 7 * _DAY
    return whole.begin + (weekday - whole.begin.weekday()) % 7 * _DAY + 7 * nth * _DAY


def _several(match: re.Match[str], seen: Context) -> Reading | None:
    """The first three months of 2020, the last ten days of May."""
    whole, count, unit = _whole(match, seen), lexicon.number(match["n"]), lexicon.UNITS[match["unit"]]
    if whole is None or count is None or count != int(count):
        return None
    begin, until = whole[0].begin, whole[0].until
    if _NTH[said(match, "nth")] < 0:
        return _reading(periods.moved(until, unit, -int(count)), until, whole)
    return _reading(begin, periods.moved(begin, unit, int(count)), whole)


def _half(match: re.Match[str], seen: Context) -> Reading | None:
    """The first half of the year, the second half of March."""
    whole, first = _whole(match, seen), said(match, "nth") == "first"
    if whole is None or whole[0].unit not in ("month", "year", "decade", "century"):
        return None
    begin, until = whole[0].begin, whole[0].until
    if whole[0].unit == "year":
        period = periods.half(begin.year, 1 if first else 2)
        return Reading("DATE", period.value, period, end=whole[1])
    middle = begin + (until - begin) // 2
    return _reading(begin, middle, whole) if first else _reading(middle, until, whole)


def _whole(match: re.Match[str], seen: Context) -> tuple[Period, int] | None:
    """What a part is of, "the year" without more being the article's."""
    at, seen = match.end(), msgspec.structs.replace(seen, head=match.start())
    bare = _BARE.match(seen.text, at)
    if bare:
        return periods.around(seen.today, lexicon.UNITS[bare["unit"]]), bare.end()
    return behind(seen, at)


def _reading(begin: date, until: date, whole: tuple[Period, int]) -> Reading | None:
    """Those days, if they are a part of the whole and not all of it."""
    period, end = whole
    if not period.begin <= begin < until <= period.until or until - begin == period.until - period.begin:
        return None
    period = periods.day(begin) if until - begin == _DAY else periods.span(begin, until - _DAY)
    return Reading("DATE", period.value, period, end=end)


_WEEK_ON = ("week on ", "week, on ")
_NTHS = "|".join(_NTH)

RULES = (
    rule(
        rf"\b(?P<weekday>{WEEKDAY})(?: (?P<part>{PART}))?(?:,? of|,)? (?P<which>last|this|next) week\b(?!['’-])",
        _weekday,
        ("last week", "this week", "next week"),
    ),
    rule(
        rf"\b(?P<which>[Ll]ast|[Tt]his|[Nn]ext) week,? on (?P<weekday>{WEEKDAY})(?: (?P<part>{PART}))?\b",
        _weekday,
        _WEEK_ON,
    ),
    rule(
        rf"\b(?:[Tt]he )?(?P<nth>(?i:{_NTHS})) (?:(?P<unit>day|week|weekend|fortnight)|(?P<weekday>{WEEKDAY})) "
        r"(?:of|in) ",
        _nth,
        tuple(f"{unit} {joint} " for unit in ("day", "week", "weekend", "fortnight") for joint in ("of", "in")),
    ),
    rule(
        rf"\b(?:[Tt]he )?(?P<nth>(?i:first|opening|last|final|closing)) (?P<n>{NUMBER}) "
        r"(?P<unit>day|week|month|quarter|year)s (?:of|in) ",
        _several,
        tuple(f"{unit}s {joint} " for unit in ("day", "week", "month", "quarter", "year") for joint in ("of", "in")),
    ),
    rule(r"\b(?:[Tt]he )?(?P<nth>[Ff]irst|[Ss]econd|[Ll]atter|[Ll]ast|[Ff]inal) half of ", _half, ("half of ",)),
)
