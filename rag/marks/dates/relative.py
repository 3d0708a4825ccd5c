"""Words that count from a day: today, on Tuesday, last week, two years ago, the year before."""

from __future__ import annotations

import re
from datetime import timedelta

from rag.marks.dates import lexicon, periods, tense
from rag.marks.dates.lexicon import DATE_BEHIND, LONG, NUMBER, PART, UNIT, WEEKDAY, YEAR
from rag.marks.dates.reading import EDGE, SHIFTS, WHICH, Context, Reading, dated, rule, said, timed

_NAME_BEFORE = re.compile(r"\b(?:Good|Black|Bloody|Super|Ash|Holy|Cyber|Giving|Fat|Palm|Easter|Red|Sheffield|The) $")
_NAME_AFTER = re.compile(
    r" (?:Times|Post|Night (?:Football|Live)|Mirror|Telegraph|Agreement|Herald|Express|Mail|Star|World|Review|League)\b"
)
_NIGHTS = {"tonight": 0, "last night": 1, "the night before last": 2}  # how many days ago
_BACK = frozenset(("previous", "before", "earlier", "preceding"))
_COARSE = {"night": ("day", 1), "fortnight": ("week", 2), "decade": ("year", 10), "century": ("year", 100)}


def _near(match: re.Match[str], seen: Context) -> Reading:
    """Today and its neighbours."""
    words = match.group().lower()
    if words.startswith("the day"):
        return dated(periods.day(seen.today + timedelta(days=2 if "tomorrow" in words else -2)), match)
    if words in _NIGHTS:
        period = periods.part(seen.today - timedelta(days=_NIGHTS[words]), "NI")
        return Reading("TIME", period.value, period)
    shift = {"yesterday": -1, "tomorrow": 1}.get(words.split()[0], 0)
    return timed(seen.today + timedelta(days=shift), match)


def _weekday(match: re.Match[str], seen: Context) -> Reading | None:
    """The last such day up to the article's, or the next where the clause speaks of what is to come."""
    if _NAME_BEFORE.search(seen.before(match)) or _NAME_AFTER.match(seen.text, match.end()):
        return None
    today, which = seen.today, said(match, "which")
    back = (today.weekday() - lexicon.WEEKDAYS[match["weekday"]]) % 7
    this_week = today + timedelta(days=lexicon.WEEKDAYS[match["weekday"]] - today.weekday())
    if which == "next":  # of the next week, not the next one to come: on a Monday, "next Friday" is eleven days away
        return timed(this_week + timedelta(days=7), match)
    if which in ("coming", "following"):
        return timed(today + timedelta(days=7 - back), match)
    if which in ("last", "past", "previous"):
        return timed(today - timedelta(days=back or 7), match)
    if which == "this" and (this_week >= today or tense.points_back(seen.text, *match.span())):
        return timed(this_week, match)
    ahead = which == "this" or seen.points_ahead(match)
    return timed(today + timedelta(days=(7 - back) % 7) if ahead else today - timedelta(days=back), match)


def _unit(match: re.Match[str], seen: Context) -> Reading | None:
    """Last week, this year, the end of next month, earlier in the week."""
    unit, which = lexicon.UNITS[match["unit"]], said(match, "which") or "this"
    if which == "past" and unit != "weekend":  # "the past year" is a length of time
        return None
    counts_on = which in ("following", "previous") or match.group().lower().startswith("the next ")
    if counts_on and seen.last:
        if not seen.last.is_as_fine_as(unit):
            return None
        return dated(periods.shifted(seen.last.begin, unit, SHIFTS[which]), match)
    shift = _weekends(match, seen) if unit == "weekend" else SHIFTS[which]
    return dated(periods.shifted(seen.today, unit, shift), match)


def _weekends(match: re.Match[str], seen: Context) -> int:
    """How many weeks on from the article's the weekend lies: "the weekend" of a Monday is the one that is over."""
    which, day = said(match, "which"), seen.today.weekday()
    if which in ("next", "coming", "following"):
        return 1 if day >= 5 or which == "following" else 0
    if which in ("last", "past", "previous"):
        return -1
    if which == "this":
        return -1 if day < 2 and tense.points_back(seen.text, *match.span()) else 0
    return 0 if day >= 5 or seen.points_ahead(match) else -1


def _whole(match: re.Match[str], seen: Context) -> Reading:
    """The entire year: the one last named."""
    return dated(periods.around(seen.last.begin if seen.last else seen.today, lexicon.UNITS[match["unit"]]), match)


def _neighbour(match: re.Match[str], seen: Context) -> Reading | None:
    """The year before, the next day: counted from the last time that was named."""
    unit = lexicon.UNITS[match["unit"]]
    if seen.last is None or not seen.last.is_as_fine_as(unit):
        return None
    shift = -1 if match["side"] in _BACK else 1
    return dated(periods.shifted(seen.last.begin, unit, shift), match)


def _same(match: re.Match[str], seen: Context) -> Reading | None:
    """The same month a year ago: the period last named, in the year that is said."""
    if seen.last is None:
        return None
    year = seen.last.begin.year - 1
    if match["year"]:
        year = int(match["year"])
    elif match["ago"] in ("last year", "a year ago"):
        year = seen.today.year - 1
    return dated(periods.in_year(seen.last, year), match)


def _ago(match: re.Match[str], seen: Context) -> Reading | None:
    """Two weeks ago, in two years' time: a period as coarse as its unit."""
    count, unit = lexicon.number(match["n"]), lexicon.singular(match["unit"])
    if unit in ("second", "minute", "hour"):
        return None if match["ago"] == "time" else dated(periods.day(seen.today), match)  # "a second time"
    if count is None or count != int(count):
        return None
    coarse, factor = _COARSE.get(unit, (unit, 1))
    sign = -1 if match["ago"] == "ago" else 1
    return dated(periods.shifted(seen.today, lexicon.UNITS[coarse], sign * factor * int(count)), match)


def _from_now(match: re.Match[str], seen: Context) -> Reading | None:
    """A week from today, two days from tomorrow."""
    count, unit = lexicon.number(match["n"]), lexicon.singular(match["unit"])
    if count is None or count != int(count):
        return None
    begin = seen.today + timedelta(days=match["of"].lower() == "tomorrow")
    if match["of"] in lexicon.WEEKDAYS:
        begin += timedelta(days=(lexicon.WEEKDAYS[match["of"]] - begin.weekday()) % 7)
    if unit in ("day", "week"):
        return dated(periods.day(begin + timedelta(days=int(count) * (7 if unit == "week" else 1))), match)
    return dated(periods.shifted(begin, lexicon.UNITS[unit], int(count)), match)


def _second_off(match: re.Match[str], seen: Context) -> Reading:
    """The week before last, the Friday after next: one farther than the last, or than that of the next week."""
    sign = -1 if match["side"] == "before last" else 1
    if match["unit"]:
        return dated(periods.shifted(seen.today, lexicon.UNITS[match["unit"]], 2 * sign), match)
    weekday, today = lexicon.WEEKDAYS[match["weekday"]], seen.today
    if sign < 0:
        return timed(today - timedelta(days=((today.weekday() - weekday) % 7 or 7) + 7), match)
    return timed(today + timedelta(days=weekday - today.weekday() + 14), match)


def _weekdays_ago(match: re.Match[str], seen: Context) -> Reading | None:
    """Two Mondays ago: the second one back from the day before the article's."""
    count = lexicon.number(match["n"])
    if not count or count != int(count):
        return None
    back = (seen.today.weekday() - lexicon.WEEKDAYS[match["weekday"]]) % 7 or 7
    return dated(periods.day(seen.today - timedelta(days=back + 7 * (int(count) - 1))), match)


def _week_on(match: re.Match[str], seen: Context) -> Reading | None:
    """Friday week, a week on Friday: the Friday to come, and so many weeks."""
    count = lexicon.number(said(match, "n") or "a")
    if _NAME_BEFORE.search(seen.before(match)) or count is None or count != int(count):
        return None
    ahead = (lexicon.WEEKDAYS[match["weekday"]] - seen.today.weekday()) % 7
    return dated(periods.day(seen.today + timedelta(days=ahead + 7 * int(count))), match)


def _anniversary(match: re.Match[str], seen: Context) -> Reading | None:
    """Two years ago today, a year ago this month."""
    count, unit = lexicon.number(match["n"]), lexicon.UNITS[lexicon.singular(match["unit"])]
    if count is None or count != int(count):
        return None
    day = periods.moved(seen.today, unit, -int(count))
    return dated(periods.around(day, lexicon.UNITS[said(match, "of") or "day"]), match)


def _this_time(match: re.Match[str], seen: Context) -> Reading:
    """This time last year: that month of it; this time last week: that day."""
    by = SHIFTS[match["which"].lower()]
    if match["unit"] == "week":
        return dated(periods.day(seen.today + timedelta(days=7 * by)), match)
    return dated(periods.month(seen.today.year + by, seen.today.month), match)


def _this_day(match: re.Match[str], seen: Context) -> Reading:
    """On this day in 1998."""
    return dated(periods.day(seen.today.replace(year=int(match["year"]))), match)


_NEAR = (
    rf"\b(?:[Tt]he day before yesterday|[Tt]he day after tomorrow|[Tt]he night before last|[Tt]onight|[Ll]ast night"
    rf"|(?:[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]his(?= (?:{PART})\b))(?: (?P<part>{PART})\b)?)(?!\w)"
)
_AWAY = (" ago", "from now", "s time", "s' time", "s’ time")
_A_YEAR_BEFORE = r"(?P<ago>a year (?:ago|earlier|before)|last year|the (?:previous|prior) year)"

RULES = (
    rule(_NEAR, _near),
    rule(
        rf"\b(?P<n>{NUMBER}) (?P<unit>days?|weeks?|months?|years?) from (?P<of>today|tomorrow|{WEEKDAY})\b",
        _from_now,
        tuple(f"from {day}" for day in ("today", "tomorrow", *lexicon.WEEKDAYS)),
    ),
    rule(rf"\b(?:{WHICH} )?(?P<weekday>{WEEKDAY})(?: (?P<part>{PART})\b)?(?![\w-]|{DATE_BEHIND})", _weekday),
    rule(rf"\b(?:{EDGE})?(?:[Tt]he )?{WHICH} (?P<unit>{UNIT})\b(?!s\b|[- ](?:long|old)\b)", _unit),
    rule(r"\b" + EDGE + r"(?:the )?(?P<unit>week|month|year|decade|century|weekend|day)\b", _unit),
    rule(r"\b[Tt]he (?P<unit>weekend)\b(?! of\b)", _unit),
    rule(
        r"\b[Tt]he (?:entire|whole|full) (?P<unit>week|month|quarter|year|decade)\b",
        _whole,
        ("entire ", "whole ", "full "),
    ),
    rule(r"\b[Tt]he (?P<side>following|next|preceding) (?P<unit>day|week|month|quarter|year)\b", _neighbour),
    rule(
        r"\b[Tt]he (?P<unit>day|week|month|quarter|year) (?P<side>previous|before|earlier|after)\b"
        r"(?! (?:the|a|an|he|she|it|they|his|her|its|their|[A-Z]\w*)\b)",
        _neighbour,
    ),
    rule(
        rf"\b[Tt]he same (?:month|period|time|quarter|week|day) (?:of |in )?(?:{_A_YEAR_BEFORE}|(?P<year>{YEAR}))\b",
        _same,
        ("he same ",),
    ),
    rule(
        rf"(?<![\w.,$€£-])(?:[Ii]n )?(?P<n>{NUMBER}) (?P<unit>{LONG}s?)(?:['’]s?)? (?P<ago>ago|from now|time)\b",
        _ago,
        _AWAY,
    ),
    rule(
        rf"\b[Tt]he (?:(?P<unit>{UNIT})|(?P<weekday>{WEEKDAY})) (?P<side>before last|after next)\b",
        _second_off,
        ("before last", "after next"),
    ),
    rule(rf"(?<![\w.,-])(?P<n>{NUMBER}) (?P<weekday>{WEEKDAY})s? ago\b", _weekdays_ago, ("day ago", "days ago")),
    rule(rf"\b(?P<weekday>{WEEKDAY}) week\b(?!['’-]| (?:of|in|at)\b)", _week_on, ("day week",)),
    rule(
        rf"(?<![\w.,-])(?<!for )(?P<n>[Aa]|[Oo]ne|[Tt]wo|[Tt]hree) weeks? on (?P<weekday>{WEEKDAY})\b(?!['’])",
        _week_on,
        ("week on ", "weeks on "),
    ),
    rule(
        rf"(?<![\w.,-])(?P<n>{NUMBER}) (?P<unit>day|week|month|year|decade)s? ago (?:today|this (?P<of>week|month))\b",
        _anniversary,
        ("ago today", "ago this"),
    ),
    rule(r"\b[Tt]his time (?P<which>last|next) (?P<unit>week|year)\b", _this_time, ("his time ",)),
    rule(rf"\b[Tt]his (?:very )?day in (?P<year>{YEAR})\b", _this_day, ("day in ",)),
    rule(r"\b(?<=by )(?:the )?(?P<unit>year|month)(?:['’]s |-)(?P<edge>end)\b(?! \d)", _unit, ("end",)),
)
