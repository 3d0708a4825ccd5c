"""`dateline check`, `recompute` and `purge`: is all still what was stored, read by today's rules, gone what must be."""

from __future__ import annotations

import sys
from typing import Annotated

from cyclopts import Parameter
from msgspec import Struct

from rag.archive import Archive
from rag.config import Settings
from rag.errors import ArticleUnknown
from rag.store.protocol import Problem
from rag.types import article_key
from service.commands.flags import Collection, Json, demand_unicode, opened
from service.commands.terminal import emit, shown
from service.saved import Saved
from service.settings import LibraryFlags


class Checked(Struct, frozen=True, kw_only=True):
    """What a check found; `rebuilt`: the commit sequence of the fresh index, null when none was made."""

    problems: tuple[Problem, ...]
    rebuilt: int | None


class Recomputed(Struct, frozen=True):
    """How many revisions were read anew, and how many are damaged and were left as they are."""

    recomputed: int
    damaged: int


class Purged(Struct, frozen=True, kw_only=True):
    """What a purge removed, by key, and what it could not find, as it was given."""

    purged: tuple[str, ...]
    unknown: tuple[str, ...]


def check(
    *,
    repair: Annotated[bool, Parameter(negative="")] = False,
    json: Json = False,
    library: LibraryFlags = Settings(),
) -> int:
    """Verify the hash of every stored row and of every index file; 1 when something is wrong.

    Args:
        repair: Make the index anew from the stored articles.
    """
    with opened(library) as archive:
        rebuilt = archive.rebuild() if repair else None
        found = Checked(problems=tuple(archive.check()), rebuilt=rebuilt)
    if json:
        emit(found)
    else:
        _show(found)
    return 1 if found.problems else 0


def recompute(*, json: Json = False, library: LibraryFlags = Settings()) -> int:
    """Read marks and links anew in what older rules have read; 1 when some of it is damaged and stays as it is."""
    with opened(library) as archive:
        batches = list(archive.recompute())
    done = Recomputed(sum(each.read for each in batches), sum(each.damaged for each in batches))
    if json:
        emit(done)
    else:
        print(f"read anew {done.recomputed:,}")
    if done.damaged:
        sys.stderr.write(f"dateline: {done.damaged:,} damaged and left as they are: `dateline check` names them\n")
    return 1 if done.damaged else 0


def purge(
    *articles: Annotated[str, Parameter(name="KEY_OR_ID", required=True)],
    collection: Collection = "default",
    json: Json = False,
    library: LibraryFlags = Settings(),
) -> int:
    """Remove every byte of articles, here, in the index and in saved answers, for good; 1 when one is unknown.

    Args:
        articles: Keys, or the publisher's ids.
        collection: The collection that ids belong to.
    """
    demand_unicode(collection, *articles)
    with opened(library) as archive:
        keys = {given: _purged(archive, given, collection, saved=Saved(library.archive)) for given in articles}
    done = Purged(
        purged=tuple(key for key in keys.values() if key),
        unknown=tuple(given for given, key in keys.items() if not key),
    )
    if json:
        emit(done)
        return 1 if done.unknown else 0
    print(f"purged {len(done.purged):,}")
    for given in done.unknown:
        sys.stderr.write(f"dateline: no article has the key or id {shown(given)} in collection {shown(collection)}\n")
    return 1 if done.unknown else 0


def _show(found: Checked) -> None:
    if found.rebuilt is not None:
        print(f"index made anew, complete up to commit {found.rebuilt:,}")
    for problem in found.problems:
        print(f"{shown(problem.where)}: {shown(problem.what)}")
    if not found.problems:
        print("all is well")


def _purged(archive: Archive, given: str, collection: str, *, saved: Saved) -> str | None:
    """The key that was purged, whatever state its article was in; None when there is none."""
    for key in (given, article_key(collection, given)):
        try:
            archive.purge(key)
        except ArticleUnknown:
            continue
        saved.forget(key)  # behind the archive: an answer that is saved meanwhile finds its article gone
        return key
    return None
