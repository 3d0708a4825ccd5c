"""The words of time in English: months, days, units, numbers, holidays; and the patterns that are made of them."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from rag.marks.dates import periods
from rag.marks.dates.periods import Unit

MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
SHORT_MONTHS = {name: number for number, name in enumerate(calendar.month_abbr) if name} | {"Sept": 9}
WEEKDAYS = {name: number for number, name in enumerate(calendar.day_name)}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "noon": "AF"}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
UNITS: dict[str, Unit] = {
    "day": "day", "week": "week", "weekend": "weekend", "month": "month", "quarter": "quarter", "year": "year",
    "decade": "decade", "century": "century",
}  # fmt: skip
DURATIONS = {
    "second": ("PT", 1, "S"), "minute": ("PT", 1, "M"), "hour": ("PT", 1, "H"), "day": ("P", 1, "D"),
    "night": ("P", 1, "D"), "week": ("P", 1, "W"), "fortnight": ("P", 2, "W"), "month": ("P", 1, "M"),
    "quarter": ("P", 3, "M"), "year": ("P", 1, "Y"), "decade": ("P", 10, "Y"), "century": ("P", 100, "Y"),
}  # fmt: skip
HALVES = {"minute": "PT30S", "hour": "PT30M", "day": "PT12H", "year": "P6M", "decade": "P5Y", "century": "P50Y"}
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
NUMBERS = {word: n for n, word in enumerate(_SMALL)} | _TENS | {"a": 1, "an": 1, "hundred": 100, "dozen": 12}
VAGUE = frozenset(("several", "few", "many", "some", "couple", "recent"))

MONTH = rf"(?:{'|'.join(MONTHS)}|(?:{'|'.join(name for name in SHORT_MONTHS if name != 'May')})\b\.?)"
WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})"
PART = rf"(?:{'|'.join(PARTS)})"
UNIT = rf"(?:{'|'.join(UNITS)})"
LONG = rf"(?:{'|'.join([*DURATIONS, 'centurie'])})"
YEAR = r"(?:1[5-9]|20)\d\d"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
DATE_BEHIND = rf",? (?:the )?(?:{DAY}(?:st|nd|rd|th)? (?:of )?{MONTH}|{MONTH} {DAY}\b)"  # last Friday, 3 May
_WORDS = "|".join([*_SMALL[1:], *_TENS])
NUMBER = rf"(?:\d+(?:[.,]\d+)*|(?i:(?:{'|'.join(_TENS)})-(?:{'|'.join(_SMALL[1:10])})|{_WORDS}|a hundred|a dozen|an?))"

FIXED_DAYS = {
    "Christmas Eve": (12, 24), "Christmas Day": (12, 25), "Christmas": (12, 25), "Boxing Day": (12, 26),
    "New Year's Eve": (12, 31), "New Year's Day": (1, 1), "Valentine's Day": (2, 14), "Halloween": (10, 31),
    "Bastille Day": (7, 14), "May Day": (5, 1), "Veterans Day": (11, 11), "Armistice Day": (11, 11),
    "Fourth of July": (7, 4), "St. Patrick's Day": (3, 17), "Juneteenth": (6, 19),
}  # fmt: skip
_FROM_EASTER = {
    "Easter Sunday": 0, "Easter Monday": 1, "Good Friday": -2, "Palm Sunday": -7, "Ash Wednesday": -46, "Easter": 0,
}  # fmt: skip
HOLIDAYS = (*FIXED_DAYS, *_FROM_EASTER, "Thanksgiving Day", "Thanksgiving", "Labor Day", "Memorial Day")


def month_number(name: str) -> int:
    """1 to 12 for a month's name or abbreviation."""
    name = name.rstrip(".")
    return MONTHS.get(name) or SHORT_MONTHS[name]


def number(words: str) -> float | None:
    """What a number in digits or words says; None for a vague one."""
    words = words.lower().replace(",", "")
    if words[0].isdigit():
        return float(words)
    if words in ("a hundred", "a dozen"):
        return float(NUMBERS[words[2:]])
    tens, _, ones = words.partition("-")
    if tens not in NUMBERS:
        return None
    return float(NUMBERS[tens] + (NUMBERS[ones] if ones else 0))


def holiday(name: str, year: int) -> date:
    """The day of a holiday in a year."""
    if name in FIXED_DAYS:
        return date(year, *FIXED_DAYS[name])
    if name in _FROM_EASTER:
        return periods.easter(year) + timedelta(days=_FROM_EASTER[name])
    if name.startswith("Thanksgiving"):
        return _nth_weekday(year, 11, weekday=3, nth=4)
    if name == "Labor Day":
        return _nth_weekday(year, 9, weekday=0, nth=1)
    return _nth_weekday(year, 6, weekday=0, nth=1) - timedelta(days=7)


def _nth_weekday(year: int, month: int, *, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def singular(unit: str) -> str:
    """A unit of time in the singular, lower-cased."""
    unit = unit.lower()
    return "century" if unit.startswith("centur") else unit.removesuffix("s")


def length(unit: str, count: float | None) -> str:
    """The TIMEX3 value of so many units, of an unknown number for None."""
    head, factor, letter = DURATIONS[unit]
    if count is None:
        return {"decade": "PXE", "century": "PXC"}.get(unit, f"{head}X{letter}")
    return f"{head}{count * factor:g}{letter}"
