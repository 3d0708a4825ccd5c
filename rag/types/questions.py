"""Who asks what of which part of the archive."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from rag.types.basics import When

Mode = Literal["auto", "extract", "generate"]
Expects = Literal[
    "person", "name", "place", "date", "count", "number", "money", "percent", "duration", "age", "size",
    "reason", "yes_no", "thing",
]  # fmt: skip
Form = Literal["fact", "timeline", "sources"]


class Window(Struct, frozen=True):
    """Instants from `begin` to `until`, both included; None is open."""

    begin: When | None = None
    until: When | None = None

    def __bool__(self) -> bool:
        return self.begin is not None or self.until is not None


class Scope(Struct, frozen=True, kw_only=True):
    """Who asks about what: the only way to rows. Empty tuples do not restrict.

    `events`: only what tells of something that happened then, by the days that its text names.
    `readable`: the collections that the caller may read, None for all. `now`: microseconds.
    `embargoed`: whether the caller may see embargoed text.
    """

    now: int
    readable: frozenset[str] | None = None
    collections: tuple[str, ...] = ()
    as_of: When | None = None
    published: Window = Window()
    events: Window = Window()
    sources: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    embargoed: bool = False

    @property
    def narrowed(self) -> bool:
        """Whether a filter other than access and as_of is set."""
        return bool(self.published or self.events or self.sources or self.authors or self.kinds or self.languages)


class Coverage(Struct, frozen=True, kw_only=True):
    """What a Scope holds: counts, and the first and last publication time in it."""

    articles: int
    passages: int
    undated_left_out: int
    first: When | None
    last: When | None


class Turn(Struct, frozen=True):
    """One turn of a conversation; assistant turns are never evidence."""

    role: Literal["user", "assistant", "system"]
    content: str


class Question(Struct, frozen=True, kw_only=True):
    """A question understood.

    `text`: made whole from earlier turns; for a course of events or for sources, the matter alone. `form`: what is
    wanted: a fact, a timeline, or who reports something. `words`: its content stems. `required`, `excluded`:
    phrases in quotes and words with a leading minus. `expects`: the type of thing that answers it.
    `window`: the time that it names, None when it names none. `recent`: the first day of what "this week" or the like
    means. `as_of`: the last instant of the day that it is put at, in microseconds, None when it is put now. `by`: the
    day up to which it asks how things stood: "by 6 May 2025".
    """

    text: str
    asked: str
    words: tuple[str, ...]
    form: Form = "fact"
    expects: Expects = "thing"
    required: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    window: Window = Window()
    latest: bool = False
    assumptions: tuple[str, ...] = ()
    recent: When | None = None
    as_of: int | None = None
    by: When | None = None
