"""Dates of the calendar, whole or with the year left out: 14 May 2009, early March, Q3, the 1990s, Easter."""

from __future__ import annotations

import re
from datetime import date, timedelta

from rag.marks.dates import lexicon, periods
from rag.marks.dates.lexicon import DAY, MONTH, PART, WEEKDAY, YEAR
from rag.marks.dates.reading import EDGE, OF_YEAR, SHIFTS, WHICH, Context, Reading, dated, rule, said, timed

_NEAR_MONTHS = 4  # a date without a year lies no farther from its article, unless a verb says so
_NEAR_DAYS = 60
_AMBIGUOUS = frozenset(("April", "May", "June", "August", "March"))  # names of people, or words, too
_LEADS_MONTH = re.compile(
    r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]y|[Ff]rom|[Bb]efore|[Aa]fter|[Oo]f|[Dd]uring|[Bb]etween|and|or|to|through"
    r"|for|on|each|every|than|\d+|the)[ -]$"
)
_LEADS_SEASON = re.compile(r"\b(?:in|during|over|by|since|until|till|throughout|through|for|into) $", re.IGNORECASE)
_LEADS_ONLY_SEASON = {  # water comes from a spring, and pride before a fall
    "spring": re.compile(r"\bbefore $", re.IGNORECASE),
    "fall": re.compile(r"(?!)"),
}
_LEADS_OTHER_SEASON = re.compile(r"\b(?:before|after|from) $", re.IGNORECASE)
_LEADS_YEAR = re.compile(
    r"(?:\b(?:in|of|since|by|for|until|till|from|to|during|and|or|between|than|through|the|before|after|with|was|that|on"
    r"|its|their|his|her|this|a|year)|[A-Z][a-z]+,|[(–—-]|^|[.!?]|\n)[ -]?$",
    re.IGNORECASE,
)
_LEADS_OLD_YEAR = re.compile(r"\b(?:in|since|of|from|until|by|to|between|and) $", re.IGNORECASE)
NO_YEAR = re.compile(r"(?:(?:Windows|Office|Boeing|Airbus|Route|Highway|Flight|Room|No\.?|Number) ?|[$€£#.,:/\d-])$")
COUNTED = re.compile(
    r"[- ](?!(?:was|has|is|does|as|its|his|this|across)\b)[a-z]+(?<!s)s\b|[- ](?:people|men|women|children)\b"
)
_RUNS_ON = re.compile(r"[.,:/]\d|%|\w")


def _iso(match: re.Match[str], _: Context) -> Reading:
    return dated(periods.day(date.fromisoformat(match["iso"])), match)


def _numeric(match: re.Match[str], _: Context) -> Reading:
    """7/8/07: month first, unless the first number can be none."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["c"])
    year += 0 if year > 99 else 1900 if year > 50 else 2000
    month, day = (second, first) if first > 12 else (first, second)
    return dated(periods.day(date(year, month, day)), match)


def day(match: re.Match[str], seen: Context) -> Reading:
    """A month and a day: of the year that is written, else of the one that brings it near to the article."""
    month = lexicon.month_number(match["month"])
    year = _written_year(match, month) or year_of_day(match, seen, month)
    return timed(date(year, month, int(match["day"])), match)


def _written_year(match: re.Match[str], month: int) -> int:
    """The year beside a month or beside the one that ends its stretch, "28 December to 3 January 2020"; 0 without."""
    year, other = said(match, "year", "year2"), said(match, "month2").capitalize()
    return int(year) - (bool(other) and lexicon.month_number(other) < month) if year else 0


def year_of_day(match: re.Match[str], seen: Context, month: int) -> int:
    """The year of a month with a day that names none, so that it lies near to the article."""
    today = seen.today
    if match["which_year"]:
        return today.year + SHIFTS[match["which_year"].lower()]
    months = month - today.month
    ahead = seen.points_ahead(match)
    if abs(months) <= _NEAR_MONTHS:
        return today.year
    return today.year - (not ahead) if months > 0 else today.year + ahead


def _month(match: re.Match[str], seen: Context) -> Reading | None:
    """A month: of the year that is written or that the next month has, else as `_year_of_month`."""
    number = lexicon.month_number(match["month"])
    if year := _written_year(match, number):
        return dated(periods.month(year, number), match)
    if not said(match, "edge", "edge2", "which", "which_year") and not _is_month(match, seen):
        return None
    return dated(periods.month(_year_of_month(match, seen, number), number), match)


def _is_month(match: re.Match[str], seen: Context) -> bool:
    """Whether a month's name alone is one: not "May said", nor "Sept" without a number."""
    name = match["month"]
    if name not in lexicon.MONTHS:
        return False
    return name not in _AMBIGUOUS or bool(_LEADS_MONTH.search(seen.before(match)))


def _year_of_month(match: re.Match[str], seen: Context, number: int) -> int:
    """The last such month up to the article's, or the next where it is said so or lies ahead."""
    today, which = seen.today, said(match, "which")
    if match["which_year"]:
        return today.year + SHIFTS[match["which_year"].lower()]
    if which == "this":
        return today.year
    if SHIFTS.get(which, 0) > 0:
        return today.year + (number <= today.month)
    if which:
        return today.year - (number >= today.month)
    if seen.points_ahead(match):
        return today.year + (number < today.month)
    return today.year - (number > today.month)


def _year(match: re.Match[str], seen: Context) -> Reading | None:
    before, edged = seen.before(match), bool(said(match, "edge", "edge2"))
    if NO_YEAR.search(before) or _RUNS_ON.match(seen.text, match.end()):
        return None
    if int(match["year"]) < 1900 and not (edged or _LEADS_OLD_YEAR.search(before)):
        return None
    if COUNTED.match(seen.text, match.end()) and not (edged or _LEADS_YEAR.search(before)):
        return None
    return dated(periods.year(int(match["year"])), match)


def _decade(match: re.Match[str], _: Context) -> Reading:
    digits = match["decade"]
    return dated(periods.decade(int(digits) + (0 if len(digits) == 4 else 1900)), match)


def _century(match: re.Match[str], _: Context) -> Reading:
    return dated(periods.century(int(match["century"])), match)


def _quarter(match: re.Match[str], seen: Context) -> Reading | None:
    """A quarter or half of the year that is written, else the last that is over, or the next where it lies ahead."""
    number = lexicon.ORDINALS[said(match, "nth")] if match["nth"] else int(match["q"])
    is_half = said(match, "of") == "half"
    make = periods.half if is_half else periods.quarter
    if match["year"]:
        return dated(make(int(match["year"]), number), match)
    today = seen.today
    if match["which_year"]:
        return dated(make(today.year + SHIFTS[match["which_year"].lower()], number), match)
    if is_half:  # of a match, most often
        return None
    this = make(today.year, number)
    if seen.points_ahead(match):
        return dated(this if this.until > today else make(today.year + 1, number), match)
    return dated(this if this.until <= today else make(today.year - 1, number), match)


def _season(match: re.Match[str], seen: Context) -> Reading | None:
    if not said(match, "edge", "edge2", "which", "year", "which_year") and not _is_season(match, seen):
        return None
    code, which = lexicon.SEASONS[match["season"].lower()], said(match, "which")
    if match["year"]:
        return dated(periods.season(int(match["year"]), code), match)
    today = seen.today
    if match["which_year"]:
        return dated(periods.season(today.year + SHIFTS[match["which_year"].lower()], code), match)
    this, before = periods.season(today.year, code), periods.season(today.year - 1, code)
    if which in ("last", "past", "previous"):
        return dated(this if this.until <= today else before, match)
    if which in ("next", "coming") or (not which and seen.points_ahead(match)):
        return dated(this if this.begin > today else periods.season(today.year + 1, code), match)
    if before.until > today:  # January lies in the winter of the year before
        return dated(before, match)
    return dated(this if which or this.begin <= today else before, match)


def _is_season(match: re.Match[str], seen: Context) -> bool:
    """Whether the words before a season's name alone make it one."""
    before = seen.before(match)
    leads = _LEADS_ONLY_SEASON.get(match["season"].lower(), _LEADS_OTHER_SEASON)
    return bool(leads.search(before) or _LEADS_SEASON.search(before))


def _holiday(match: re.Match[str], seen: Context) -> Reading:
    name = match["holiday"].replace("’", "'")
    if match["year"]:
        return dated(periods.day(lexicon.holiday(name, int(match["year"]))), match)
    today = seen.today
    near = min((lexicon.holiday(name, today.year + n) for n in (-1, 0, 1)), key=lambda day: abs(day - today))
    if near > today + timedelta(days=_NEAR_DAYS) and not seen.points_ahead(match):
        near = lexicon.holiday(name, near.year - 1)
    return dated(periods.day(near), match)


_SEASON = r"(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"
_SEASONS = ("pring", "ummer", "utumn", "fall", "Fall", "inter")
_HOLIDAY = "|".join(lexicon.HOLIDAYS).replace("'", "['’]")
_SECOND_EDGE = EDGE.replace("edge2", "edge4").replace("edge>", "edge3>")
_THE_EDGED = rf"(?<![\w'’])(?:{EDGE})?(?:[Tt]he )?(?:{_SECOND_EDGE})?"
_NTH = "|".join(lexicon.ORDINALS)

_MORE = rf"(?:, {DAY}(?:st|nd|rd|th)?){{0,3}}"
_THEN = r"(?: ?[-–—] ?| (?:to|through|until|till|and|or) )(?:the )?"

RULES = (
    rule(r"(?<![\d-])(?P<iso>(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?![\d-])", _iso, ("-0", "-1")),
    rule(r"(?<![\d/])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<c>(?:19|20)?\d\d)(?![\d/])", _numeric, ("/",)),
    rule(
        rf"(?:\b{WEEKDAY},? )?\b(?P<month>{MONTH}) (?:the )?(?P<day>{DAY})(?:st|nd|rd|th)?(?![\d%:]|[.,]\d| {MONTH})"
        rf"(?:(?={_MORE}{_THEN}(?:(?P<month2>{MONTH}) )?{DAY}(?:st|nd|rd|th)?,? (?P<year2>{YEAR})\b)|{OF_YEAR})"
        rf"(?: (?P<part>{PART})\b)?",
        day,
    ),
    rule(
        rf"(?:\b{WEEKDAY},? )?(?:[Tt]he )?(?<![\d.,$€£])\b(?P<day>{DAY})(?:st|nd|rd|th)? (?:of )?(?P<month>{MONTH})\b"
        rf"(?:(?={_THEN}{DAY}(?:st|nd|rd|th)? (?P<month2>{MONTH}),? (?P<year2>{YEAR})\b)|{OF_YEAR})"
        rf"(?: (?P<part>{PART})\b)?",
        day,
    ),
    rule(
        rf"\b(?:{EDGE}|{WHICH} )?(?P<month>{MONTH})(?![\w’'-]*\w)"
        rf"(?:(?= (?:and|or|to|through|until) (?:(?:early|late|mid)[ -])?(?P<month2>{MONTH}),? (?:of )?"
        rf"(?P<year2>{YEAR})\b)"
        rf"|{OF_YEAR}(?! ?\d))",
        _month,
    ),
    rule(rf"(?<![\w.,:/$€£-])(?:{EDGE})?(?P<year>{YEAR})(?!\d)", _year),
    rule(rf"{_THE_EDGED}['’]?(?P<decade>(?:1[5-9]|20)\d0|[2-9]0)['’]?s\b", _decade, ("0s", "0's", "0’s")),
    rule(rf"{_THE_EDGED}(?P<century>1?\d|2[01])(?:st|nd|rd|th)[ -][Cc]entury\b", _century, ("entury",)),
    rule(
        rf"\b(?:{EDGE})?(?:[Tt]he )?(?:fiscal )?(?:(?P<nth>{_NTH})[ -](?P<of>quarter|half)|Q(?P<q>[1-4]))\b"
        rf"(?! century| time| goal| hour| final| back){OF_YEAR}",
        _quarter,
        ("quarter", "half", "Q1", "Q2", "Q3", "Q4"),
    ),
    rule(rf"\b(?:{EDGE}|[Tt]he |{WHICH} )(?:the )?{_SEASON}\b{OF_YEAR}(?! (?:in|by|from|of)\b)", _season, _SEASONS),
    rule(rf"\b{_SEASON}(?: of)? (?P<year>{YEAR})(?P<which_year>)\b", _season, _SEASONS),
    rule(rf"\b(?P<holiday>{_HOLIDAY})\b(?! Agreement| Accord| Island| Bowl)(?:,? (?P<year>{YEAR})\b)?", _holiday),
)
