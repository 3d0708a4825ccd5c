"""A draft's times lie in what it cites, by the days that they mean: a vaguer one is carried, a more precise one not."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence

from rag.compose.gate.reading import Reading, day_of
from rag.figures import numbers
from rag.marks import dates
from rag.types import Dated, Difference

_PART = "T"
_PERIOD = re.compile(r"\b(?:this|last|next|past|coming|previous) (?:week|month|quarter|year|decade)\b", re.IGNORECASE)
_BOUNDING = re.compile(r"\b(?:least|most|than|nearly|almost|about|around|roughly|approximately|up to)(?: an?)? $")
_LOOK = 24  # code points before a time in which what bounds it begins


def differences(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """The times that no citation carries."""
    for n, token in enumerate(draft.parsed.tokens):
        if token.dated and not token.quoted and not any(_carries(each, draft, n, token.dated) for each in cited):
            yield Difference("date", token.text, _instead(cited))


def _carries(cited: Reading, draft: Reading, n: int, wanted: Dated) -> bool:
    """Whether a citation names the time, counted from its own day; that of a thing to the day: "the 2016 report"."""
    exact = _names_thing(draft, n) or _PERIOD.search(wanted.text) is not None
    bound = _bound(draft, wanted)
    return any(
        covers(own, each) and (not exact or covers(each, own)) and bound == _bound(cited, each)
        for own in meant(draft, wanted, cited)
        for each in times(cited)
    )


def _bound(reading: Reading, dated: Dated) -> str:
    """How a time is bounded: "less than two weeks ago", "at least 2007"."""
    before = reading.text[max(0, dated.start - _LOOK) : dated.start]
    return numbers.bound_of(reading.text, dated.start, dated.end)[0] if _BOUNDING.search(before) else "exact"


def _names_thing(draft: Reading, n: int) -> bool:
    """Whether a time stands in a noun's phrase: "the 2016 report", "last year's election"."""
    tags = draft.parsed.tags
    return (n > 0 and tags[n - 1] in ("det", "poss")) or tags[n + 1 : n + 2] == ("poss",)


def meant(draft: Reading, wanted: Dated, cited: Reading) -> list[Dated]:
    """A draft's time as it is meant on the day of what it cites."""
    if cited.sentence is None:
        return [wanted]
    read = dates.read(draft.text, day_of(cited.sentence))
    return [each for each in read if each.start == wanted.start] or [wanted]


def times(reading: Reading) -> list[Dated]:
    """The times of a reading."""
    return [each.dated for each in reading.parsed.tokens if each.dated]


def covers(draft: Dated, cited: Dated) -> bool:
    """Whether a time is that of a citation, or a vaguer one."""
    if draft.text.casefold() == cited.text.casefold():
        return True
    weekday = _weekday(draft.text)
    if weekday and weekday != _weekday(cited.text) and not _is_on(draft, weekday):
        return False
    own, other = draft.days, cited.days
    if own is None or other is None or not (own[0] <= other[0] and other[1] <= own[1]):
        return False
    part = draft.value.partition(_PART)[2]
    return not part or part == cited.value.partition(_PART)[2]


def _weekday(words: str) -> str:
    """The day of the week that words name; empty for none."""
    return next((day for day in calendar.day_name if day in words), "")


def _is_on(dated: Dated, weekday: str) -> bool:
    """Whether a time is on that day of the week, or on no single day."""
    days = dated.days
    return days is None or (days[1] - days[0]).days != 1 or calendar.day_name[days[0].weekday()] == weekday


def _instead(cited: Sequence[Reading]) -> str | None:
    """The only time that the citations name."""
    found = {each.text for reading in cited for each in times(reading)}
    return found.pop() if len(found) == 1 else None
