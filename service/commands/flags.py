"""The flags that commands share, and what they stand for: a Scope, an open archive."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Annotated

from cyclopts import Group, Parameter

from rag.archive import Archive
from rag.config import Settings, assemble
from rag.errors import ArchiveUnusable
from rag.types import Scope
from service import wire
from service.wire import scope_of


class WrongUsage(Exception):
    """What was asked for can't be done as it was asked; the message says what to do."""


Json = Annotated[bool, Parameter(name="--json", negative="", help="Print JSON, the same objects as over HTTP.")]
Collection = Annotated[str, Parameter(help="The collection that the articles belong to.")]


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What is searched; empty does not restrict."""

    as_of: str | None = None
    """Answer as on this day or at this time: nothing that came later is read."""
    begin: Annotated[str | None, Parameter(name="--from")] = None
    """Published then or later."""
    until: Annotated[str | None, Parameter(name="--to")] = None
    """Published then or earlier."""
    event_from: str | None = None
    """Telling of something that happened then or later."""
    event_to: str | None = None
    """Telling of something that happened then or earlier."""
    sources: Annotated[tuple[str, ...], Parameter(name="--source", negative="")] = ()
    """Outlets, repeatable."""
    authors: Annotated[tuple[str, ...], Parameter(name="--author", negative="")] = ()
    """Authors, repeatable."""
    kinds: Annotated[tuple[str, ...], Parameter(name="--kind", negative="")] = ()
    """Kinds of article, such as news or opinion, repeatable."""
    languages: Annotated[tuple[str, ...], Parameter(name="--language", negative="")] = ()
    """Languages, such as en, repeatable."""
    collections: Annotated[tuple[str, ...], Parameter(name="--collection", negative="")] = ()
    """Collections, repeatable."""


FilterFlags = Annotated[Filters, Parameter(name="*", group=Group("Filters", sort_key=5))]


def scope(filters: Filters, archive: Archive) -> Scope:
    """The Scope that the filters describe. Raises: QuestionRejected, which names the filter."""
    given = asdict(filters)
    demand_unicode(*(part for value in given.values() for part in (value or ())))
    return scope_of(wire.Filters(**given), archive)


def demand_unicode(*texts: str) -> None:
    """Looks whether what was typed is text. Raises: WrongUsage."""
    for text in texts:
        if any("\ud800" <= char <= "\udfff" for char in text):
            raise WrongUsage(f"not valid UTF-8: {text.encode(errors='backslashreplace').decode()}")


@contextmanager
def opened(settings: Settings, *, new: bool = False) -> Iterator[Archive]:
    """The archive, closed afterwards; `new`: it may be a folder that holds none yet. Raises: ArchiveUnusable."""
    if not new and not (settings.archive / "dateline.sqlite").is_file():
        raise ArchiveUnusable(f"there is no archive at {settings.archive}: make one with `dateline ingest PATH`")
    try:
        archive = assemble(settings)
    except ValueError as error:
        raise WrongUsage(str(error)) from error
    try:
        yield archive
    finally:
        archive.close()
