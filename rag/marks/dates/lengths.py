"""Lengths of time, rates, and times of the clock: six days, $28 an hour, 10:30 a.m."""

from __future__ import annotations

import re
from datetime import date, timedelta

from rag.marks.dates import lexicon, periods, within
from rag.marks.dates.lexicon import LONG, NUMBER
from rag.marks.dates.periods import Period
from rag.marks.dates.reading import Context, Reading, rule, said

_MODS = {
    "more than": "MORE_THAN", "over": "MORE_THAN", "longer than": "MORE_THAN", "at least": "EQUAL_OR_MORE",
    "less than": "LESS_THAN", "under": "LESS_THAN", "fewer than": "LESS_THAN", "up to": "EQUAL_OR_LESS",
    "at most": "EQUAL_OR_LESS", "about": "APPROX", "around": "APPROX", "nearly": "APPROX", "almost": "APPROX",
    "roughly": "APPROX", "some": "APPROX", "approximately": "APPROX", "close to": "APPROX",
}  # fmt: skip
_BEHIND = frozenset(("last", "past", "previous", "preceding"))
_DAYS = {"hour": 1 / 24, "day": 1.0, "night": 1.0, "week": 7.0, "fortnight": 14.0, "month": 30.44, "quarter": 91.3,
         "year": 365.25, "decade": 3652.5, "century": 36525.0}  # fmt: skip
_JOINT = re.compile(r"(?: (?:local time|local|GMT|UTC|BST|CET|[ECMP][DS]?T|Eastern|Pacific))?(?:,| on)? (?=\S)")
_COUNTS = "|".join(word for word in lexicon.NUMBERS if len(word) > 2)
_RATED = re.compile(  # "$28 an hour", "10 a month": so much, then "a" and a unit
    rf"(?:\d%?|\b(?:{_COUNTS}|million|billion|trillion|thousand|percent|once|twice|times))(?: [a-z]+){{0,2}} $"
)


def _length(match: re.Match[str], seen: Context) -> Reading | None:
    """A length of time; one that ends or begins at the article's day covers those days."""
    words, unit = match["n"].lower(), lexicon.singular(match["unit"])
    if unit in ("quarter", "second") and words in ("a", "three"):  # of something else; "a second chance"
        return None
    if words in ("a", "an") and not match["which"] and _RATED.search(seen.before(match, 40)):
        return Reading("SET", lexicon.length(unit, 1.0))
    count = 2.0 if "couple" in words else lexicon.number(words)
    mod = _MODS.get(said(match, "mod")) or ("EQUAL_OR_MORE" if match["more"] else None)
    return Reading("DURATION", lexicon.length(unit, count), _covered(said(match, "which"), seen, unit, count), mod)


def _past(match: re.Match[str], seen: Context) -> Reading:
    """The past year: the twelve months before."""
    unit = match["unit"]
    return Reading("DURATION", lexicon.length(unit, 1.0), _covered(said(match, "which"), seen, unit, 1.0))


def _covered(which: str, seen: Context, unit: str, count: float | None) -> Period | None:
    if not which or count is None or seen.anchor is None or unit not in _DAYS:
        return None
    length, day = timedelta(days=round(count * _DAYS[unit])), timedelta(days=1)
    begin, until = (seen.anchor - length, seen.anchor) if which in _BEHIND else (seen.anchor, seen.anchor + length)
    return Period(lexicon.length(unit, count), begin, until + day)


def _adjective(match: re.Match[str], _: Context) -> Reading | None:
    if match["unit"] == "quarter" or match["n"].lower() in ("a", "an"):  # of something else; "a second chance"
        return None
    return Reading("DURATION", lexicon.length(match["unit"], lexicon.number(match["n"])))


def _vague(match: re.Match[str], _: Context) -> Reading:
    return Reading("DURATION", lexicon.length(lexicon.singular(match["unit"]), None))


def _half(match: re.Match[str], _: Context) -> Reading:
    return Reading("DURATION", lexicon.HALVES[match["unit"]])


def _clock(match: re.Match[str], seen: Context) -> Reading:
    """A time of the clock on the day behind it, on the one last named, else on the article's."""
    hour, minute = int(said(match, "hour", "hour2") or 0), int(said(match, "minute", "minute2") or 0)
    half = said(match, "half").replace(".", "")
    if half or match["noon"]:
        hour = hour % 12 + 12 * (half == "pm" or match["noon"] == "noon")
    of = _day_behind(match, seen) or (seen.last.begin if seen.last and seen.last.unit == "day" else seen.today)
    period = periods.part(of, f"{hour:02d}:{minute:02d}")
    return Reading("TIME", period.value, period)


def _day_behind(match: re.Match[str], seen: Context) -> date | None:
    """The day that stands behind a time of the clock: "6 a.m. on Wednesday", "10:30 GMT, 3 May"."""
    joint = _JOINT.match(seen.text, match.end())
    found = within.behind(seen, joint.end()) if joint else None
    return found[0].begin if found and found[0].unit == "day" else None


_MOD = "|".join(f"[{mod[0].upper()}{mod[0]}]{mod[1:]}" for mod in _MODS)
_MANY = rf"(?:{NUMBER}|[Ss]everal|(?:[Aa] )?few|(?:[Aa] )?couple of|[Mm]any)"
_WIDE = r"(?P<which>last|past|previous|next|coming|following|preceding)"

_SPANS = ("he past ", "he coming ")

RULES = (
    rule(
        rf"(?<![\w.,$€£-])(?:(?P<mod>{_MOD}) |[Tt]he {_WIDE} )?(?P<n>{_MANY}) "
        rf"(?:more |full |consecutive |straight )?(?P<unit>{LONG}s?)\b(?P<more> or (?:more|longer))?"
        r"(?! (?:ago|old|from now)\b)",
        _length,
    ),
    rule(r"\b[Tt]he (?P<which>past|coming) (?P<unit>day|week|month|quarter|year|decade|century)\b", _past, _SPANS),
    rule(rf"(?<![\w.,$€£-])(?P<n>{NUMBER})[- ](?P<unit>{LONG})\b(?!s|['’]|[- ]olds?\b| ago\b)", _adjective),
    rule(r"\b(?P<unit>[Dd]ecades|[Cc]enturies)\b(?! ago\b)", _vague, ("ecades", "enturies")),
    rule(r"\b[Hh]alf (?:an? )?(?P<unit>minute|hour|day|year|decade|century)\b", _half, ("alf ",)),
    rule(
        r"\b(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))? ?(?P<half>[ap]\.m\.|[AaPp][Mm]\b)"
        r"|\b(?<=at |by )(?:(?P<hour2>[01]?\d|2[0-3]):(?P<minute2>[0-5]\d)\b(?!:)|(?P<noon>noon|midnight)\b)",
        _clock,
    ),
)
