"""The time that a question names: which days it looks at, and whether it wants the latest.

But: no table of dates of its own: the expressions are those that articles are read by, in `rag/marks/dates/`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta, tzinfo
from functools import lru_cache

from msgspec import Struct

from rag import times
from rag.asked_time import named, sides
from rag.asked_time.latest import ends_today, wants_latest
from rag.asked_time.meant import is_meant
from rag.asked_time.named import Named
from rag.asked_time.sides import Mode, Reach
from rag.asked_time.wording import spelled
from rag.marks import dates
from rag.marks.dates.lexicon import MONTH, SEASONS
from rag.types import When, Window

__all__ = ["Asked", "Mode", "read", "recent", "understand", "years"]

_DAY = timedelta(days=1)
_WEEK = 7 * _DAY
_YEAR = re.compile(r"\b(?:19|20)\d\d\b(?!['’]?s)")
_SENTENCE = re.compile(r"(?<=[a-z\d)][.!?]) +(?=[A-Z])")
_RELATIVE = re.compile(
    r"\b(?:today|yesterday|tomorrow|last|this|past|previous|next|coming|ago|week|month|year)\b", re.IGNORECASE
)
# News of a day of the week, or of a night, is of any day of the week before.
_OF_THE_WEEK = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:weekend|tonight|night|morning|afternoon|evening)\b",
    re.IGNORECASE,
)
_OVERNIGHT = re.compile(r"\bovernight\b", re.IGNORECASE)
_ON_THE_CALENDAR = re.compile(rf"\d{{4}}|\b(?:{MONTH}|{'|'.join(SEASONS)})\b", re.IGNORECASE)


class Asked(Struct, frozen=True, kw_only=True):
    """The time that a question asks about.

    `mode` says which bounds hold: during [`begin`, `until`); before `until`; after and since `begin`, where after
    begins on the first day behind the time that is named; as_of `until`, the day that is named counted in. `latest`:
    whether it wants the newest there is.
    """

    mode: Mode = "none"
    begin: date | None = None
    until: date | None = None
    latest: bool = False


def understand(question: str, *, now: int, zone: tzinfo) -> Asked:
    """The time that `question` asks about, put at `now`, in microseconds."""
    today, latest = _day(now, zone), wants_latest(question)
    reach = _reach(question, _named(question, today), today)
    until = reach.until
    if until and reach.begin and ends_today(question) and reach.begin <= today < until:
        until = today + _DAY
    return Asked(mode=reach.mode, begin=reach.begin, until=until, latest=latest)


def read(question: str, *, now: int, zone: tzinfo) -> Window:
    """The window that `question` names, open on both sides when it names none. `now`: microseconds.

    Wider than `understand`: "before May 2017" holds May, which the question names. No window is made by a decade, by a
    day of the week, which may be that of any week, and by what lies ahead without a year: it is told of before.
    """
    today = _day(now, zone)
    reach = _reach(question, [each for each in _named(question, today) if _makes_window(each, today)], today)
    return Window(*(times.parse(edge, zone) if edge else None for edge in (reach.first, reach.last)))


def recent(question: str, *, now: int, zone: tzinfo) -> When | None:
    """The first day of what words such as "this week" or "on Tuesday" mean, today at the latest; None without them."""
    today = _day(now, zone)
    begins = [_begin(each, today) for each in _named(question, today) if _is_relative(each)]
    if _OVERNIGHT.search(question):
        begins.append(today - _WEEK)
    return times.of_day(min([*begins, today]), zone) if begins else None


@lru_cache(maxsize=64)
def years(question: str) -> tuple[str, ...]:
    """The years that `question` names, alone or in a date, in order; counts such as "2000 people" are none."""
    wording = spelled(question)
    found = [each.text for each in dates.read(wording, None) if is_meant(each, wording)]
    return tuple(dict.fromkeys(year for text in found for year in _YEAR.findall(text) if year in question))


def _day(now: int, zone: tzinfo) -> date:
    return times.moment(now).astimezone(zone).date()


@lru_cache(maxsize=64)
def _named(question: str, today: date) -> tuple[Named, ...]:
    return tuple(named.read(spelled(question), today))


def _reach(question: str, found: Sequence[Named], today: date) -> Reach:
    """What the sentence that asks looks at, where it names a time; else the others, which tell of the matter."""
    wording = spelled(question)
    asks = max((end.end() for end in _SENTENCE.finditer(wording)), default=0)
    return sides.joined(sides.reaches([each for each in found if each.start >= asks] or found, wording, today), today)


def _makes_window(each: Named, today: date) -> bool:
    if _ON_THE_CALENDAR.search(each.text):
        return each.first is not None and (each.begin <= today or bool(_YEAR.search(each.text)))
    return each.begin <= today and not _OF_THE_WEEK.search(each.text)


def _is_relative(each: Named) -> bool:
    return bool(_RELATIVE.search(each.text) or _OF_THE_WEEK.search(each.text)) and not _ON_THE_CALENDAR.search(
        each.text
    )


def _begin(each: Named, today: date) -> date:
    return min(each.begin, today - _WEEK) if _OF_THE_WEEK.search(each.text) else each.begin
