"""Stretches of the calendar written in one: 24-26 February, February 24 to 26, 2015-19; and days that share a month.

But: two ends that each name their month, or their weekday, stay two expressions.
"""

from __future__ import annotations

import re
from datetime import date

from rag.marks.dates import absolute, lexicon, periods
from rag.marks.dates.lexicon import DAY, MONTH, YEAR
from rag.marks.dates.reading import OF_YEAR, Context, Reading, dated, rule, said

_LONGEST = 100  # years
_SHARES = re.compile(rf"\b(?P<month>{MONTH}) (?:{DAY}(?:st|nd|rd|th)?(?:,|,? (?:and|or)) ){{1,3}}$")
_LOOK_BACK = 40
_LISTS = re.compile(r"(?:\b(?:[Oo]n|of|the|both)|\d,) $")


def _days(match: re.Match[str], seen: Context) -> Reading | None:
    """From the first to the last of the days of a month."""
    first, last, month = int(match["day"]), int(match["last"]), lexicon.month_number(match["month"])
    if first >= last or absolute.COUNTED.match(seen.text, match.end()):
        return None
    year = int(match["year"]) if match["year"] else absolute.year_of_day(match, seen, month)
    return dated(periods.span(date(year, month, first), date(year, month, last)), match)


def _listed(match: re.Match[str], seen: Context) -> Reading | None:
    """The first day of "on 24 and 26 February", the first two of "on 3, 5 and 7 May"."""
    return absolute.day(match, seen) if _LISTS.search(seen.before(match)) else None


def _shared(match: re.Match[str], seen: Context) -> Reading | None:
    """The second day of "February 24 and 26"."""
    found = _SHARES.search(seen.before(match, _LOOK_BACK))
    if not found or absolute.COUNTED.match(seen.text, match.end()):
        return None
    month = lexicon.month_number(found["month"])
    written = said(match, "year", "year2")
    year = int(written) if written else absolute.year_of_day(match, seen, month)
    return dated(periods.day(date(year, month, int(match["day"]))), match)


def _years(match: re.Match[str], seen: Context) -> Reading | None:
    """2015-2019, 2019-20; but 2015-10 is a month, and 2010-11 two years."""
    first, short = int(match["first"]), match["last"]
    last = int(short) if len(short) == len(match["first"]) else first - first % 100 + int(short)
    one_on = last == first + 1
    if absolute.NO_YEAR.search(seen.before(match)):
        return None
    if not first < last <= first + _LONGEST or (len(short) == 2 and int(short) <= 12 and not one_on):
        return None
    begin, until = periods.year(first).begin, periods.year(last).until
    return dated(periods.Period(f"{first}/{last}", begin, until, "year"), match)


_TH = r"(?:st|nd|rd|th)?"
_TO = r"(?: ?[-–—/] ?| (?:to|through|thru|until|till) (?:the )?)"
_BETWEEN = r"(?:(?<=\b[Bb]etween )|(?<=\b[Bb]etween the ))"
_NO_NUMBER = r"(?<![\w.,:/$€£-])"
_AFTER_DAY = r"[.;)]|,|$|\n| (?:and|or|at|in|for|when|while|after|before|to|with|as|by|because|near|last|this|next)\b"
_ENDS = rf"(?![\d%:]|[.,]\d|[- ]{MONTH})"

_AND = r"(?:, {0}){{0,3}},? (?:and|or) {0}".format(DAY + _TH)

_JOINED = tuple(f"{end} {joint} " for end in (*"0123456789", "st", "nd", "rd", "th") for joint in ("and", "or"))
_WITH_DAY = tuple(f"etween {begin}" for begin in (*"0123456789", "the "))
_WITH_MONTH = tuple(f"etween {name[:3]}" for name in lexicon.MONTHS)

RULES = (
    rule(
        rf"{_NO_NUMBER}(?P<day>{DAY}){_TH}{_TO}(?P<last>{DAY}){_TH} (?:of )?(?P<month>{MONTH})\b{OF_YEAR}",
        _days,
    ),
    rule(
        rf"{_BETWEEN}(?P<day>{DAY}){_TH} and (?:the )?(?P<last>{DAY}){_TH} (?:of )?(?P<month>{MONTH})\b{OF_YEAR}",
        _days,
        _WITH_DAY,
    ),
    rule(rf"\b(?P<month>{MONTH}) (?:the )?(?P<day>{DAY}){_TH}{_TO}(?P<last>{DAY}){_TH}{_ENDS}{OF_YEAR}", _days),
    rule(
        rf"{_BETWEEN}(?P<month>{MONTH}) (?P<day>{DAY}){_TH} and (?P<last>{DAY}){_TH}{_ENDS}{OF_YEAR}",
        _days,
        _WITH_MONTH,
    ),
    rule(rf"{_NO_NUMBER}(?P<day>{DAY}){_TH}(?={_AND} (?:of )?(?P<month>{MONTH})\b{OF_YEAR})", _listed, _JOINED),
    rule(
        rf"{_NO_NUMBER}(?P<day>{DAY}){_TH}(?={_AFTER_DAY}){_ENDS}(?:(?={_AND}, (?P<year2>{YEAR})\b)|{OF_YEAR})",
        _shared,
        _JOINED,
    ),
    rule(rf"{_NO_NUMBER}(?P<first>{YEAR})[-–—/](?P<last>{YEAR}|\d\d)(?![\w%/–—-]|[.,:]\d)", _years),
)
