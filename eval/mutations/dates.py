"""Another day: its weekday, day, month, year, or what it is told from ("last week").

But: only where the words around show that a date is meant; "May" and "March" are also words.
"""

from __future__ import annotations

import re
from random import Random

from eval.mutations.text import Mutator, any_of, swap, table

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH = "|".join(_MONTHS)
_RELATIVE = {
    "last year": "this year", "this year": "last year", "next year": "this year", "last month": "last week",
    "this month": "last month", "next month": "next week", "last week": "last month", "this week": "last week",
    "next week": "next year", "yesterday": "last week", "tomorrow": "next week", "last night": "last week",
    "this morning": "last night", "a year ago": "a month ago", "a month ago": "a year ago",
    "a week ago": "a year ago", "the previous year": "the following year", "the following day": "the previous day",
    "the following year": "the previous year", "the next day": "the day before",
}  # fmt: skip
_NAMED = r"(?:in|on|since|until|by|from|of|late|early|mid|last|next|between|during|before|after|and|to|\d{1,2})"


def _other(match: re.Match[str], rng: Random, known: tuple[str, ...]) -> str:
    return rng.choice([each for each in known if each != match["word"]])


def _month(match: re.Match[str], rng: Random) -> str:
    return match["head"] + _other(match, rng, _MONTHS)


def _day(match: re.Match[str], rng: Random) -> str | None:
    day = int(match["day"])
    if not 1 <= day <= 31:
        return None
    return match[0].replace(match["day"], str(rng.choice([each for each in range(1, 29) if each != day])), 1)


def _year(match: re.Match[str], rng: Random) -> str:
    return f"{match['head']}{int(match['year']) + rng.choice((-10, -3, -2, -1, 1, 2, 10))}"


def _weekday(match: re.Match[str], rng: Random) -> str:
    return match["head"] + _other(match, rng, _WEEKDAYS)


month: Mutator = any_of((
    swap(rf"\b(?P<head>(?i:{_NAMED}) )(?P<word>{_MONTH})\b(?! (?:[A-Z]|on\b))(?!-)", _month),
    swap(rf"\b(?P<head>)(?P<word>{_MONTH})(?= \d)", _month),
))  # fmt: skip
day: Mutator = any_of((
    swap(rf"\b(?:{_MONTH}) (?P<day>\d{{1,2}})\b(?![:\d%-])", _day),
    swap(rf"(?<![\d$£€.,-])(?P<day>\d{{1,2}}) (?:{_MONTH})\b", _day),
))  # fmt: skip
year: Mutator = swap(
    rf"\b(?P<head>(?:(?i:in|since|by|from|until|of|during|after|before|to|between|and)|{_MONTH}|\d{{1,2}},) )"
    r"(?P<year>(?:1[89]|20)\d\d)\b(?![%-]|,\d| (?:[a-z]+s|people|million|per)\b)",
    _year,
)
weekday: Mutator = swap(
    rf"\b(?P<head>(?i:on|by|until|since|late|early|from|last|next) )(?P<word>{'|'.join(_WEEKDAYS)})\b(?! [A-Z])",
    _weekday,
)
relative_date: Mutator = table(_RELATIVE)
