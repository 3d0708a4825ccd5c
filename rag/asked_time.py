"""The time that a question names, as a window: dates, months, years, and a few words relative to now.

But: no reading of running text: expressions in articles are the marks' affair.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta, tzinfo

from rag import times
from rag.types import When, Window

_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name} | {
    name.lower(): n for n, name in enumerate(calendar.month_abbr) if name
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
# "2000 people" is a count, "the 2018 floods" a year.
_BARE_YEAR = (
    r"(?:(?<=\bthe )|(?<=\bin )|(?<=\bof )|(?<=\bsince ))(?P<year4>(?:19|20)\d\d)\b(?!s)"
    r"|\b(?P<year5>(?:19|20)\d\d)\b(?!s\b)(?! (?:people|men|women|children|[a-z]+s)\b)"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DATED = re.compile(
    rf"\b(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})\b"
    rf"|\b{_DAY} (?:of )?(?P<month>{_MONTH})\.?,? (?P<year>(?:19|20)\d\d)\b"
    rf"|\b(?P<month2>{_MONTH})\.? (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year2>(?:19|20)\d\d)\b"
    rf"|\b(?P<month3>{_MONTH})\.?,? (?:of )?(?P<year3>(?:19|20)\d\d)\b"
    rf"|{_BARE_YEAR}",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?P<day>today|yesterday|tomorrow)\b|\b(?P<which>last|this|past|previous) (?P<unit>week|month|year)\b",
    re.IGNORECASE,
)
# "On Tuesday", "last weekend": of the week before, but "Black Friday" and "the Sunday Times" are names.
_WEEKDAY = re.compile(
    rf"\b(?:on|since|late|early|last|this|overnight) (?:{'|'.join(calendar.day_name)}|weekend|night)\b"
    r"|\b(?:tonight|overnight|this (?:morning|afternoon|evening))\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\b(?:before|until|prior to|by)\s+(?:the\s+)?$", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:after|since)\s+(?:the\s+)?$", re.IGNORECASE)


def read(question: str, *, now: int, zone: tzinfo) -> Window:
    """The window that `question` names, open on both sides when it names none. `now`: microseconds."""
    found = [(match.start(), _of_date(match, zone)) for match in _DATED.finditer(question)]
    today = times.moment(now).astimezone(zone).date()
    found += [(match.start(), _of_words(match, today, zone)) for match in _RELATIVE.finditer(question)]
    spans = [(start, window) for start, window in found if window]
    if not spans:
        return Window()
    return _joined([_sided(question[:start], window) for start, window in sorted(spans, key=lambda item: item[0])])


def recent(question: str, *, now: int, zone: tzinfo) -> When | None:
    """The first day of what words such as "this week" or "on Tuesday" mean, today at the latest; None without them."""
    today = times.moment(now).astimezone(zone).date()
    begins = [window.begin for match in _RELATIVE.finditer(question) if (window := _of_words(match, today, zone)).begin]
    if _WEEKDAY.search(question):
        begins.append(times.of_day(today - timedelta(days=7), zone))
    return min([*begins, times.of_day(today, zone)], key=_first) if begins else None


def years(question: str) -> list[str]:
    """The years that `question` names, alone or in a date, in order; counts such as "2000 people" are none."""
    return [year for found in _DATED.finditer(question) if (year := _year(found))]


def _year(match: re.Match[str]) -> str | None:
    named = (match[name] for name in ("year", "year2", "year3", "year4", "year5"))
    return next((year for year in named if year), match["iso"] and match["iso"][:4])


def _of_date(match: re.Match[str], zone: tzinfo) -> Window:
    month = match["month"] or match["month2"] or match["month3"]
    day = match["day"] or match["day2"]
    text = match["iso"] or "-".join(
        [
            _year(match) or "",
            *([f"{_MONTHS[month.lower()]:02d}"] if month else []),
            *([f"{int(day):02d}"] if day else []),
        ]
    )
    try:
        when = times.parse(text, zone)
    except ValueError:
        return Window()
    return Window(when, when)


def _of_words(match: re.Match[str], today: date, zone: tzinfo) -> Window:
    if match["day"]:
        shift = {"today": 0, "yesterday": -1, "tomorrow": 1}[match["day"].lower()]
        day = times.of_day(today + timedelta(days=shift), zone)
        return Window(day, day)
    this = match["which"].lower() == "this"
    first, last = _unit(match["unit"].lower(), today, this=this)
    return Window(times.of_day(first, zone), times.of_day(last, zone))


def _unit(unit: str, today: date, *, this: bool) -> tuple[date, date]:
    if unit == "week":
        monday = today - timedelta(days=today.weekday() + (0 if this else 7))
        return monday, monday + timedelta(days=6)
    if unit == "year":
        year = today.year - (not this)
        return date(year, 1, 1), date(year, 12, 31)
    first = today.replace(day=1) if this else (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _sided(before: str, window: Window) -> Window:
    if _BEFORE.search(before):
        return Window(None, window.until)
    if _AFTER.search(before):
        return Window(window.begin, None)
    return window


def _joined(windows: list[Window]) -> Window:
    """The smallest window around all of them."""
    begins = [window.begin for window in windows]
    untils = [window.until for window in windows]
    begin = None if None in begins else min((when for when in begins if when), key=_first)
    until = None if None in untils else max((when for when in untils if when), key=_last)
    return Window(begin, until)


def _first(when: When) -> int:
    return when.first


def _last(when: When) -> int:
    return when.last
