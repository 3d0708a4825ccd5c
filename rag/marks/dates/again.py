"""Times that come again: every Monday, each spring, the first Thursday of each month, on Fridays, Sunday nights.

They are sets, and no day of the calendar: none of them dates an event. But: "the first Thursday of the month", in which
nothing says that it comes again, is that of the article's month.
"""

from __future__ import annotations

import re

from rag.marks.dates import lexicon
from rag.marks.dates.lexicon import DAY, MONTH, NUMBER, PART, WEEKDAY
from rag.marks.dates.reading import Context, Reading, rule, said

_UNITS = "hour|day|week|weekend|fortnight|month|quarter|year|decade"
_SEASON = "|".join(f"[{name[0].upper()}{name[0]}]{name[1:]}" for name in lexicon.SEASONS)
_COUNTED = re.compile(rf"\b(?:{NUMBER}|few|several|many|of) $", re.IGNORECASE)
_HOLIDAY = "|".join(lexicon.HOLIDAYS).replace("'", "['’]")


def _again(match: re.Match[str], _: Context) -> Reading:
    return Reading("SET", _value(match))


def _often(match: re.Match[str], seen: Context) -> Reading | None:
    """Mondays, Sunday nights; but not "two Mondays late", which are counted."""
    return None if _COUNTED.search(seen.before(match)) else _again(match, seen)


def _value(match: re.Match[str]) -> str:
    """The TIMEX3 value of what comes again; that of its period where it has none."""
    groups = match.groupdict()
    if weekday := groups.get("weekday"):
        part = groups.get("part")
        return f"XXXX-WXX-{lexicon.WEEKDAYS[weekday] + 1}{f'T{lexicon.PARTS[part]}' if part else ''}"
    if month := groups.get("month"):
        return f"XXXX-{lexicon.month_number(month):02d}"
    if season := groups.get("season"):
        return f"XXXX-{lexicon.SEASONS[season.lower()]}"
    fixed = lexicon.FIXED_DAYS.get((groups.get("holiday") or "").replace("’", "'"))
    unit = said(match, "unit") or "year"
    if fixed:
        return f"XXXX-{fixed[0]:02d}-{fixed[1]:02d}"
    return "P1W" if unit == "weekend" else lexicon.length(unit, 1.0)


_EACH = r"(?:[Ee]very|[Ee]ach)"
_NTH = "first|second|third|fourth|fifth|last|final|1st|2nd|3rd|4th"
_EACH_ONE = rf"\b{_EACH} (?:(?:single|other|{_NTH}) )?"
_NEEDS = ("very ", "ach ")

RULES = (
    rule(
        rf"{_EACH_ONE}(?:(?P<weekday>{WEEKDAY})(?: (?P<part>{PART})\b)?"
        rf"(?: (?:of the month|of {MONTH}\b|(?:and|or) {WEEKDAY}\b))?"
        rf"|(?P<season>{_SEASON})|(?P<holiday>{_HOLIDAY})|(?P<month>{MONTH})(?: {DAY}\b| and {MONTH})?"
        rf"|(?P<unit>{_UNITS})(?: (?:in|on|at) (?:{DAY} )?(?:{MONTH}|{_HOLIDAY})(?: {DAY}\b)?)?)(?!\w)",
        _again,
        _NEEDS,
    ),
    rule(r"\b(?:per|once an?|twice an?) (?P<unit>hour|day|week|month|quarter|year)\b", _again),
    rule(
        rf"\b(?:[Tt]he )?(?i:{_NTH}) (?:{WEEKDAY}|day|week|weekend)(?: {PART}\b)? (?:of|in) (?:each|every|a|any) "
        rf"(?P<unit>{_UNITS})\b",
        _again,
        (" each ", " every ", " a ", " any "),
    ),
    rule(
        rf"\b(?:[Ff]rom )?{WEEKDAY}(?: (?:to|through|until|and)|[–-]) ?{WEEKDAY},? (?:each|every) (?P<unit>week)\b",
        _again,
        ("very week", "ach week"),
    ),
    rule(rf"\b(?:{DAY} )?(?P<month>{MONTH})(?: {DAY})?,? (?:each|every) year\b", _again, ("very year", "ach year")),
    rule(
        rf"\b(?P<weekday>{WEEKDAY})(?:s\b(?! ago)| (?P<part>{PART})s\b)",
        _often,
        ("days", "mornings", "afternoons", "evenings", "nights"),
    ),
)
