"""`dateline ingest` and `dateline demo`: articles in, with progress, a table at the end, and every rejection."""

from __future__ import annotations

import signal
from collections.abc import Iterable
from contextlib import closing
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from cyclopts import Parameter
from cyclopts.types import ExistingPath

from rag import formats
from rag.archive import Archive
from rag.config import Settings
from rag.errors import ArticleRejected
from rag.settle import settle
from rag.types import Article, Receipt, Rejection, article_key
from service.commands.flags import Json, WrongUsage, demand_unicode, opened
from service.commands.progress import Progress, expected, stoppable
from service.commands.terminal import emit, say, shown, table
from service.settings import LibraryFlags

_STOPPED = 128 + signal.SIGINT
_STATES = ("new", "revised", "unchanged")
Outcome = Receipt | Rejection


class _Listed(msgspec.Struct, frozen=True):
    id: str
    status: str = "usable"


class Tally:
    """What became of the articles."""

    def __init__(self) -> None:
        self.counts = dict.fromkeys(_STATES, 0)
        self.rejections: list[Rejection] = []

    def add(self, outcome: Outcome) -> None:
        """Counts one more."""
        if isinstance(outcome, Rejection):
            self.rejections.append(outcome)
        else:
            self.counts[outcome.state] += 1

    def print(self) -> None:
        """The table, and each rejection."""
        table([*self.counts.items(), ("rejected", len(self.rejections))])
        list_rejections(self.rejections)


def ingest(
    *paths: Annotated[ExistingPath, Parameter(required=True)],
    collection: str | None = None,
    dry_run: Annotated[bool, Parameter(negative="")] = False,
    json: Json = False,
    library: LibraryFlags = Settings(),
) -> int:
    """Take articles in: text, Markdown, HTML and JSON Lines, folders and gz of these; what is unchanged costs nothing.

    Ctrl-C stops it between articles, and the same command goes on from there.

    Args:
        paths: Files and folders.
        collection: The collection that they go to; else the one that a record names, else default.
        dry_run: Read and check everything, take nothing in.
    """
    demand_unicode(collection or "")
    if dry_run:
        return _try(paths, collection, json, library)
    with opened(library, new=True) as archive:
        return take(archive, paths, collection=collection, json=json)


def demo(
    *,
    if_empty: Annotated[bool, Parameter(negative="")] = False,
    json: Json = False,
    library: LibraryFlags = Settings(),
) -> int:
    """Take the demo archive in: some sixty short news stories of 2016 to 2019.

    Args:
        if_empty: Only when the archive holds nothing else.
    """
    with as_file(files("eval").joinpath("demo/articles.jsonl")) as path, opened(library, new=True) as archive:
        if if_empty and not _wants(archive, path):
            return 0
        return take(archive, [path], collection=None, json=json)


def take(archive: Archive, paths: Iterable[Path], *, collection: str | None, json: bool) -> int:
    """Ingests with progress; the exit code."""
    paths = list(paths)
    tally, progress = Tally(), Progress(expected(paths))
    with stoppable() as stopped, closing(progress):
        for outcome in archive.ingest(paths, collection=collection, stop=stopped):
            tally.add(outcome)
            progress.advance()
            if json:
                emit(outcome)
    if not any(tally.counts.values()):
        archive.found()  # an archive without articles is told apart from none: a mistyped folder is no archive
    if not json:
        tally.print()
    if stopped():
        held = archive.coverage().articles
        say(f"Stopped. The archive holds {held:,} articles; the same command goes on from there.")
        return _STOPPED
    return 1 if tally.rejections else 0


def _wants(archive: Archive, path: Path) -> bool:
    """Whether the archive holds nothing but a part of the demo, as an interrupted `dateline demo` leaves it."""
    records = [msgspec.json.decode(line, type=_Listed) for line in path.read_bytes().splitlines()]
    shown_last = {article_key("default", record.id): record.status == "usable" for record in records}
    held = {revision.key for revision in archive.listing(limit=len(shown_last) + 1)}
    return held <= shown_last.keys() and not {key for key, usable in shown_last.items() if usable} <= held


def list_rejections(rejections: Iterable[Rejection]) -> None:
    """Prints each rejection: file, line, field, reason."""
    for rejection in rejections:
        line = f"line {rejection.line}" if rejection.line is not None else None
        place = ", ".join(part for part in (rejection.path, line, rejection.field) if part)
        print(f"  {shown(place)}: {shown(rejection.reason)}")


def _try(paths: Iterable[Path], collection: str | None, json: bool, library: Settings) -> int:
    zone = _zone(library.timezone)
    checked = [_rejection(read, zone) for read in formats.read(paths, collection=collection)]
    rejections = [each for each in checked if each]
    if json:
        for rejection in rejections:
            emit(rejection)
    else:
        table([("readable", len(checked) - len(rejections)), ("rejected", len(rejections))])
        list_rejections(rejections)
    return 1 if rejections else 0


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise WrongUsage(f"timezone {name!r} is not known; write it like Europe/Berlin") from error


def _rejection(read: Article | Rejection, zone: ZoneInfo) -> Rejection | None:
    if isinstance(read, Rejection):
        return read
    try:
        settle(read, zone=zone)
    except ArticleRejected as error:
        return Rejection(path=read.id, line=None, field=error.field, reason=error.reason)
    return None
