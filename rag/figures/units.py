"""What a number counts: the stem of the noun behind it, a currency, a share, or people.

But: only the noun's form is looked at: "12 spring floods" counts floods because that is the last plural of its run.
"""

from __future__ import annotations

import re

from rag.words import STOPWORDS, stem

PEOPLE = "people"
PERCENT = "percent"
SHARES = (PERCENT, "point")
_PEOPLE = frozenset(
    "people person persons victim victims villager villagers resident residents civilian civilians inhabitant "
    "inhabitants individual individuals lives souls townspeople locals evacuees detainees".split()
)
GATHERED = frozenset(
    map(stem, "spectators fans visitors attendees protesters demonstrators marchers supporters".split())
)
_SIGNS = {"$": "dollar", "US$": "dollar", "£": "pound", "€": "euro", "¥": "yen", "₹": "rupe"}
_UNCOUNTED = frozenset(
    "men women children police cattle sheep fish deer aircraft personnel staff troops crew feet geese pounds yen yuan "
    "rand won baht km kg mph kph hectares salmon poultry livestock spacecraft dead injured wounded missing hurt "
    "homeless".split()
)
_ALIKE = {
    "km": "kilometr", "kilomet": "kilometr", "kg": "kilogram", "kilo": "kilogram", "meter": "metr", "m": "metr",
    "hour": "hour", "hr": "hour", "fatal": PEOPLE, "death": PEOPLE, "dead": PEOPLE, "injuri": PEOPLE, "injur": PEOPLE,
    "wound": PEOPLE, "miss": PEOPLE, "hurt": PEOPLE, "homeless": PEOPLE, "casualti": PEOPLE, "arrest": PEOPLE,
    "women": "woman", "men": "man", "children": "child", "feet": "foot", "ft": "foot",
    "usd": "dollar", "eur": "euro", "gbp": "pound",
}  # fmt: skip
_MONEY = frozenset(
    "dollar pound euro yen yuan rupe crown krona franc peso rand won baht ruble lira real cent penc penni".split()
)
_TIMES = frozenset("second minut hour day night week weekend month quarter year decad centuri time".split())
_DAYS = {  # of lengths of time that are told in one another: two years, 18 months
    "second": 1 / 86_400, "minut": 1 / 1_440, "hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 365.25 / 12,
    "quarter": 365.25 / 4, "year": 365.25, "decad": 3_652.5, "centuri": 36_525.0,
}  # fmt: skip
_LENGTH = "length of time"
_PERCENT = re.compile(r"[ -]?(?:%|per ?cents?\b|percent\b)(?P<points>[ -]points?\b)?|[ -]percentage[ -]points?\b")
_PER = re.compile(
    r"(?: (?:a|an|per|each|every)|/)[ ]?(second|minute|hour|day|night|week|month|year|share|barrel|tonne|ton"
    r"|kilo|litre"
    r"|liter|gallon|head|person|household|pupil|visit|ticket|unit|ounce|bushel)\b"
)
_NEXT = re.compile(r"(?:[ -]|, (?=mostly |mainly ))(?P<word>[^\W\d_][\w’'-]*|\d[\d,]*)")
_FURTHEST = 6  # words behind a number in which its noun stands
_VERBS = frozenset(
    "died killed were was are is have has had will would could can may might must voted fell rose lay said took left "
    "including among after before as since during while per against compared this last next today yesterday "
    "tonight later earlier ago".split()
)
_SKIPPED = frozenset("of the its their his her our those these more other additional further extra so all such".split())
_NOT_PLURAL = ("ss", "us", "is", "’s", "'s")


def read(text: str, end: int, *, sign: str = "", one: bool = False, hyphened: bool = False) -> tuple[str, int]:
    """The unit of the number that ends at `end`, and where its words end; empty when there is none.

    `one`: whether the number is 1, so that no plural is looked for; `hyphened`: "11-day".
    """
    if sign:
        return _rated(text, end, _SIGNS.get(sign, sign.lower()))
    if share := _PERCENT.match(text, end):
        return ("point" if "point" in share.group() else PERCENT), share.end()
    unit, stop = _noun(text, end, singular=one or hyphened)
    return _rated(text, stop, unit) if unit else ("", end)


def named(word: str) -> str:
    """The unit that a noun names: "villagers" are people."""
    lower = word.lower().replace("’", "'")
    if lower in _PEOPLE:
        return PEOPLE
    root = stem(lower.removesuffix("'s"))
    return _ALIKE.get(lower, _ALIKE.get(root, root))


def is_money(unit: str) -> bool:
    """Whether a unit is a currency, be it by the share or the barrel."""
    return unit.partition("/")[0] in _MONEY or "$" in unit


def is_time(unit: str) -> bool:
    """Whether a unit is a length of time."""
    return unit in _TIMES


def dimension(unit: str) -> str:
    """What two units are both of where figures in them can be compared: years and months; else the unit itself."""
    return _LENGTH if unit in _DAYS else unit


def scale(unit: str) -> float:
    """What one of a unit is, among those of its dimension."""
    return _DAYS.get(unit, 1.0)


def _noun(text: str, end: int, *, singular: bool) -> tuple[str, int]:
    unit, stop, at = "", end, end
    for _ in range(_FURTHEST):
        found = _NEXT.match(text, at)
        word = found["word"].lower() if found else ""
        if not found or word in _VERBS or (word in STOPWORDS and word not in _SKIPPED):
            break
        at = found.end()
        if word in _SKIPPED or word[0].isdigit():
            if unit:
                break
        elif (_is_plural(word) and found["word"][0].islower()) or (singular and not unit):
            unit, stop = named(found["word"]), at
            if word not in _UNCOUNTED:  # "police officers"
                break
        elif unit:
            break
    return unit, stop


def _is_plural(word: str) -> bool:
    return (
        word in _PEOPLE
        or word in _UNCOUNTED
        or (len(word) > 2 and word.endswith("s") and not word.endswith(_NOT_PLURAL))
    )


def _rated(text: str, end: int, unit: str) -> tuple[str, int]:
    per = _PER.match(text, end)
    return (f"{unit}/{stem(per[1])}", per.end()) if per else (unit, end)
