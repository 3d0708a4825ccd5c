"""What is read in a text: times, quotations, how sure it is, and notices of mistakes."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from rag.types.basics import Span

Certainty = Literal[
    "asserted", "attributed", "secondhand", "alleged", "unconfirmed", "possible", "planned", "denied", "unknown"
]


class Dated(Struct, frozen=True, kw_only=True):
    """An expression of time in a text and what it means on the day of its article.

    `start`, `end`: code points of the text that holds it. `kind`: DATE, TIME, DURATION or SET; `value` and
    `mod`: those of TIMEX3. `begin`, `until`: the first day meant and the day after the last, ISO 8601; None for a
    length of time that hangs on no day.
    """

    start: int
    end: int
    text: str
    kind: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    mod: str | None = None
    begin: str | None = None
    until: str | None = None

    @property
    def days(self) -> tuple[date, date] | None:
        """The first day and the one after the last; None for a length of time and for what comes again."""
        if self.kind not in ("DATE", "TIME") or self.begin is None or self.until is None:
            return None
        return date.fromisoformat(self.begin), date.fromisoformat(self.until)


class Quote(Struct, frozen=True, kw_only=True):
    """Words that somebody is quoted with.

    `start`, `end`: the quotation with its marks, in code points of the text; one that runs over paragraphs is one.
    `speaker`: the full name as the article first gives it, None where the text leaves doubt.
    """

    start: int
    end: int
    speaker: str | None = None


class Claim(Struct, frozen=True, kw_only=True):
    """How sure an article is of one of its sentences, and who says so.

    `start`, `end`: the sentence, in code points of the text. `cue`: the words that show it, None where it is asserted;
    behind the sentence where a later one denies it. `source`: the words that name who says so ("the Interior
    Ministry"), None in the outlet's own voice. `own_act`: whether that one tells of what it did itself. `speaker`: the
    full name of a person who says so.
    """

    start: int
    end: int
    certainty: Certainty
    cue: Span | None = None
    source: Span | None = None
    own_act: bool = False
    speaker: str | None = None


class Notice(Struct, frozen=True, kw_only=True):
    """What an article says of its own mistakes: `wrong` is dead, `right` stands; `start`, `end`: the whole notice."""

    start: int
    end: int
    wrong: tuple[str, ...] = ()
    right: tuple[str, ...] = ()


class Marks(Struct, frozen=True, kw_only=True):
    """What is read in a revision's text: its times, quotations, claims and notices, each in order.

    `claims`: at most one a sentence, none where the outlet states it in its own voice. `english`: whether it could be
    read at all.
    """

    english: bool = True
    dates: tuple[Dated, ...] = ()
    quotes: tuple[Quote, ...] = ()
    claims: tuple[Claim, ...] = ()
    notices: tuple[Notice, ...] = ()
