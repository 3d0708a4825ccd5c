"""What a reading of an expression gets and gives: shared by the families of patterns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from rag.marks.dates import lexicon, periods, tense
from rag.marks.dates.periods import Period, Third

Kind = Literal["DATE", "TIME", "DURATION", "SET"]  # as in TimeML

EDGE = (
    r"(?:(?P<edge>[Ee]arly|[Ll]ate|[Mm]id|[Ee]arlier|[Ll]ater)[ -](?:in )?"
    r"|(?:[Tt]he )?(?P<edge2>beginning|start|middle|end|close) of )"
)
WHICH = r"(?P<which>[Ll]ast|[Pp]ast|[Pp]revious|[Tt]his|[Nn]ext|[Cc]oming|[Ff]ollowing)"
OF_YEAR = (
    rf"(?:,? (?:of )?(?P<year>{lexicon.YEAR})(?![\d%]|[.,]\d)"
    r"|,? (?:of )?(?P<which_year>[Ll]ast|[Tt]his|[Nn]ext) year\b)?"
)
SHIFTS = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1, "following": 1}
_EDGES: dict[str, Third] = {
    "early": "START", "beginning": "START", "start": "START", "earlier": "START", "mid": "MID", "middle": "MID",
    "late": "END", "end": "END", "later": "END", "close": "END",
}  # fmt: skip


class Undated(Exception):
    """A word such as "yesterday" in an article without a day: it means nothing."""


class Context(Struct, frozen=True):
    """What a reading may know: the text, the article's own day, and the last period named before.

    `head`: where the expression begins whose end is being read, if it is not all of it.
    """

    text: str
    anchor: date | None
    last: Period | None = None
    head: int | None = None

    @property
    def today(self) -> date:
        """The article's day. Raises: Undated where there is none."""
        if self.anchor is None:
            raise Undated
        return self.anchor

    def points_ahead(self, match: re.Match[str]) -> bool:
        """Whether the clause of a match speaks of what is to come."""
        return tense.points_ahead(self.text, match.start() if self.head is None else self.head, match.end())

    def before(self, match: re.Match[str], length: int = 12) -> str:
        """What stands before a match."""
        return self.text[max(0, match.start() - length) : match.start()]


class Reading(Struct, frozen=True):
    """What an expression means. `period` is None for a length of time that hangs on no day.

    `end`: where the expression ends, when words behind the match belong to it.
    """

    kind: Kind
    value: str
    period: Period | None = None
    mod: str | None = None
    end: int | None = None


Reader = Callable[[re.Match[str], Context], Reading | None]  # None where the words mean no time


class Rule(Struct, frozen=True):
    """A pattern and its reading. `needs`: one of these stands in every text that it matches; empty for any text."""

    pattern: re.Pattern[str]
    read: Reader
    needs: tuple[str, ...] = ()

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """Where the pattern stands, looked for only where the words that it needs are."""
        if not self.needs or any(word in text for word in self.needs):
            yield from self.pattern.finditer(text)


def rule(pattern: str, read: Reader, needs: tuple[str, ...] = ()) -> Rule:
    """A rule from the text of its pattern."""
    return Rule(re.compile(pattern), read, needs)


def said(match: re.Match[str], *names: str) -> str:
    """The first of the groups that matched, lower-cased; empty when none did or the pattern lacks them."""
    groups = match.groupdict()
    return next((found.lower() for name in names if (found := groups.get(name))), "")


def dated(period: Period, match: re.Match[str]) -> Reading:
    """A period, or the first, middle or last third of it where the words say early, mid or late."""
    edge = said(match, "edge", "edge2", "edge3", "edge4")
    mod = _EDGES[edge] if edge else None
    return Reading("DATE", period.value, period.third(mod) if mod else period, mod)


def timed(day: date, match: re.Match[str]) -> Reading:
    """A day, or the part of it that is named."""
    part = said(match, "part")
    if not part:
        return dated(periods.day(day), match)
    period = periods.part(day, lexicon.PARTS[part])
    return Reading("TIME", period.value, period)
