"""Another number: a digit, a number in words, its scale, its unit, the bound that it is given with.

But: no years, days and clock times (`dates`), no numbers that are part of a name, and none behind "more than", where
another number may be true as well.
"""

from __future__ import annotations

import re
from random import Random

from eval.mutations.text import Mutator, any_of, both_ways, put, swap, table

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_OPEN = "than|least|most|to|over|under|about|around|nearly|almost|roughly|approximately|some|as many as|up|below|above"
_NUMBER = (
    rf"(?<![\w.,/:#°-])(?P<sign>[$£€]?)(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)"
    rf"(?=(?:m|bn|k)?(?: [a-z]{{3,}}\b|%|[.,;] |\.$))(?! (?:{_MONTHS})\b)(?! a\.?m\b| p\.?m\b)"
)
_BEHIND = re.compile(rf"(?:\b(?:{_OPEN})|\b(?:{_MONTHS})|\b[A-Z][\w.’'-]*) $")
_WORDS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
).split()
_AFTER = "hundred|thousand|million|billion|or|and|to|of"
_ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_SCALES = {"million": "billion", "billion": "million", "trillion": "billion", "thousand": "million"}
_CROWDS = {"dozens of": "hundreds of", "hundreds of": "thousands of", "thousands of": "millions of"}
_UNITS = both_ways({
    "kilometres": "miles", "kilometers": "yards", "km": "miles", "metres": "feet", "meters": "inches",
    "kilograms": "tonnes", "kg": "tonnes", "tons": "pounds", "acres": "hectares", "litres": "gallons",
    "hours": "days", "minutes": "seconds", "weeks": "months", "years": "decades", "dollars": "euros",
    "degrees celsius": "degrees fahrenheit", "megawatts": "gigawatts", "year": "month", "day": "week",
    "mph": "km/h",
}) | {"percentage points": "per cent"}  # fmt: skip
_GREW = r"\b(?:rose|fell|grew|increased|decreased|dropped|climbed|declined)(?: by)? "
_SIGNS = {"$": "€", "£": "$", "€": "$"}
_BOUND = (
    r"\b(?:[Mm]ore than|[Ll]ess than|[Ff]ewer than|[Aa]t least|[Uu]p to|[Aa]s (?:many|much) as|[Nn]early|[Aa]lmost)"
    r" (?=[$£€]?\d|(?:two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty)\b)"
)


def _is_open(match: re.Match[str]) -> bool:
    """Whether what stands before leaves room for another number, or makes it part of a name."""
    return bool(_BEHIND.search(match.string[: match.start()])) and match.start() > 0


def _digit(match: re.Match[str], rng: Random) -> str | None:
    number = match["number"]
    if _is_open(match) or re.fullmatch(r"1[5-9]\d\d|20\d\d", number):
        return None
    places = [at for at, char in enumerate(number) if char.isdigit()]
    at = rng.choice(places)
    lowest = 1 if at == 0 else 0
    other = rng.choice([digit for digit in "0123456789"[lowest:] if digit != number[at]])
    return match["sign"] + number[:at] + other + number[at + 1 :]


def _word(match: re.Match[str], rng: Random) -> str | None:
    word = match[1]
    if _is_open(match):
        return None
    near = _WORDS.index(word.lower())
    other = rng.choice([each for each in _WORDS[max(0, near - 3) : near + 4] if each != word.lower()])
    return other.capitalize() if word[0].isupper() else other


def _ordinal(match: re.Match[str], rng: Random) -> str:
    return f"the {rng.choice([each for each in _ORDINALS if each != match[1]])}"


def _unbounded(match: re.Match[str], _: Random) -> str:
    return "" if match.start() else "Some "


digit: Mutator = swap(_NUMBER, _digit)
number_word: Mutator = any_of((
    swap(rf"(?<!-)\b({'|'.join(_WORDS)})\b(?= [a-z]{{3,}})(?! (?:{_AFTER})\b)", _word, flags=re.I),
    swap(rf"\bthe ({'|'.join(_ORDINALS[1:])})\b(?= [a-z])", _ordinal),
))  # fmt: skip
scale: Mutator = any_of((
    table(_SCALES, before=r"(?:\d|\b(?:two|three|four|five|six|ten|several)) "),
    swap(r"(?<=\d)(m|bn)\b", lambda match, _: "bn" if match[1] == "m" else "m"),
    table(_CROWDS),
))  # fmt: skip
unit: Mutator = any_of((
    table(_UNITS, before=r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty)) "),
    put(rf"({_GREW}\d+(?:\.\d+)?)(?:%| per ?cent)", r"\1 percentage points"),
    swap(r"(?<!\w)([$£€])(?=\d)", lambda match, _: _SIGNS[match[1]]),
))  # fmt: skip
bound: Mutator = swap(_BOUND, _unbounded)
