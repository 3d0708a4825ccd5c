"""Times that count from the one last named, as a story is told: two days later, the following Monday, that same day.

But: where no time was named, or one that is coarser than the words, they are read as nothing here.
"""

from __future__ import annotations

import re
from datetime import timedelta

from rag.marks.dates import lexicon, periods
from rag.marks.dates.lexicon import DATE_BEHIND, NUMBER, PART, WEEKDAY
from rag.marks.dates.reading import Context, Reading, dated, rule, said, timed

_DAY = timedelta(days=1)
_BACK = frozenset(("earlier", "before", "previous", "preceding"))
# "He said that day would come" joins clauses; "that day" tells when behind these, or at the head of a sentence.
_LEADS_THAT = re.compile(
    r"\b(?:on|in|at|by|since|until|from|during|of|later|earlier|early|late|before|after|through|throughout|for) $"
    r"|(?:^|[.!?\n][\"”’)]?\s?)$",
    re.IGNORECASE,
)
_ENDS_CLAUSE = re.compile(r"[.,;)]|$")
_LEADS_LATER = re.compile(r"\b(?:no|not|until|for|than|of) $", re.IGNORECASE)


def _later(match: re.Match[str], seen: Context) -> Reading | None:
    """Two days later, a month earlier: as coarse as its unit; a year before a month or quarter is that of the year."""
    count, unit, last = lexicon.number(match["n"]), lexicon.UNITS[lexicon.singular(match["unit"])], seen.last
    if last is None or not count or count != int(count) or not last.is_as_fine_as(unit):
        return None
    if _LEADS_LATER.search(seen.before(match)):
        return None
    back = said(match, "side", "side2") in _BACK
    if back and unit == "year" and last.unit in ("month", "quarter"):
        return dated(periods.in_year(last, last.begin.year - int(count)), match)
    found = periods.shifted(last.begin if back else last.until - _DAY, unit, int(-count if back else count))
    known = seen.anchor is None or found.begin <= seen.anchor or seen.points_ahead(match)
    return dated(found, match) if known else None


def _beside(match: re.Match[str], seen: Context) -> Reading | None:
    """The following Monday, the previous Friday: the nearest to the day last named."""
    if seen.last is None or seen.last.unit != "day":
        return None
    weekday, day = lexicon.WEEKDAYS[match["weekday"]], seen.last.begin
    if match["side"] in _BACK:
        return timed(day - ((day.weekday() - weekday) % 7 or 7) * _DAY, match)
    return timed(day + ((weekday - day.weekday()) % 7 or 7) * _DAY, match)


def _that(match: re.Match[str], seen: Context) -> Reading | None:
    """That day, the same month: the one that the time last named lies in, where that is not the article's own."""
    last, unit = seen.last, lexicon.UNITS.get(match["unit"], "day")
    if last is None or not last.is_as_fine_as(unit) or (match["that"] and not _tells_when(match, seen)):
        return None
    if match["unit"] in lexicon.PARTS:
        period = periods.part(last.begin, lexicon.PARTS[match["unit"]])
        return Reading("TIME", period.value, period)
    found = periods.around(last.begin, unit)
    if unit != "day" and seen.anchor and found.begin <= seen.anchor < found.until:  # it would be "this" month
        return None
    return dated(found, match)


def _tells_when(match: re.Match[str], seen: Context) -> bool:
    return bool(_LEADS_THAT.search(seen.before(match)) or _ENDS_CLAUSE.match(seen.text, match.end()))


_SIDES = (" later", " earlier", " afterwards", *(side + mark for side in (" before", " after") for mark in ".,;)"))

RULES = (
    rule(
        rf"(?<![\w.,$€£-])(?P<n>{NUMBER}) (?P<unit>(?:day|week|month|year|decade)s?) "
        r"(?:(?P<side>later|earlier|afterwards)\b(?! than\b)|(?P<side2>before|after)(?=[.,;)]))",
        _later,
        _SIDES,
    ),
    rule(
        rf"\b[Tt]he (?P<side>following|next|previous|preceding) (?P<weekday>{WEEKDAY})(?: (?P<part>{PART})\b)?"
        rf"(?![\w-]|{DATE_BEHIND})",
        _beside,
        ("ollowing ", "next ", "revious ", "receding "),
    ),
    rule(
        rf"\b(?:(?P<that>[Tt]hat(?: same| very)?)|[Tt]he (?:very )?same) "
        rf"(?P<unit>day|week|weekend|month|quarter|year|{PART})\b"
        r"(?!['’-]| (?:as|that|when|last|this|next|of|in)\b)(?(that)|(?! (?:he|she|they|we|I|you|it|the|a|an)\b))",
        _that,
    ),
)
