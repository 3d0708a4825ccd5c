"""SQLite's side of a transaction: connections opened with the right pragmas, statements run, rows checked.

But: no choice of file and no lock, which are the store's.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Literal

import msgspec
import numpy as np

from rag.errors import ArchiveUnusable
from rag.store import files, schema
from rag.store.faults import guarded
from rag.store.session import Params, Row
from rag.types import Ids

_WAIT_S = 5.0  # for locks of SQLite's own, which are held for moments
_READING = ("PRAGMA cell_size_check = ON", "PRAGMA cache_size = -8000")
_WRITING = (
    "PRAGMA synchronous = FULL",  # NORMAL lost acknowledged commits when the power went
    "PRAGMA fullfsync = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA journal_size_limit = 67108864",
)


class SqliteSession:
    """A Session on a connection; `path` is what errors name."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def rows(self, shape: type[Row], sql: str, params: Params | None = None) -> list[Row]:
        """All rows, each as a `shape`."""
        with guarded(self._path):
            return [msgspec.convert(row, shape) for row in self._connection.execute(sql, params or {}).fetchall()]

    def numbers(self, sql: str, params: Params | None = None, *, width: int = 1) -> Ids:
        """All rows of whole numbers, (n, width); a `width` of 1 gives (n,)."""
        with guarded(self._path):
            found = self._connection.execute(sql, params or {}).fetchall()
        try:
            flat = np.fromiter(chain.from_iterable(found), np.int64, len(found) * width)
        except (TypeError, ValueError, OverflowError) as error:
            raise ArchiveUnusable(f"{self._path} is damaged: a number is none ({error})") from error
        return flat if width == 1 else flat.reshape(-1, width)

    def run(self, sql: str, params: Params | None = None) -> None:
        """Executes a statement that gives no rows."""
        with guarded(self._path):
            self._connection.execute(sql, params or {}).close()

    def holding(self, word: str, first: int) -> Ids:
        """Ids from `first` on, ascending, of the passages that have a stem."""
        quoted = '"' + word.replace('"', '""') + '"'  # a string to FTS5, whatever is in it
        sql = "SELECT rowid FROM passage_fts WHERE passage_fts MATCH :word AND rowid >= :first ORDER BY rowid"
        return self.numbers(sql, {"word": quoted, "first": first})


@contextmanager
def transaction(
    connection: sqlite3.Connection, path: Path, kind: Literal["DEFERRED", "IMMEDIATE"]
) -> Iterator[SqliteSession]:
    """A transaction for a `with` block, committed at its end unless the block has rolled it back.

    After an error it stays open: whoever closes the connection undoes it.
    """
    session = SqliteSession(connection, path)
    session.run(f"BEGIN {kind}")
    yield session
    if connection.in_transaction:
        session.run("COMMIT")


def to_read(path: Path, *, frozen: bool) -> sqlite3.Connection:
    """A connection that can't write. `frozen`: nothing can change the file, and no lock can be left beside it."""
    return _opened(f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if frozen else ''}", path, _READING)


def to_write(path: Path, *, wait_s: float) -> sqlite3.Connection:
    """A connection that commits durably. Raises: ArchiveUnusable where the file system has no WAL."""
    connection = _opened(f"{path.absolute().as_uri()}?mode=rw", path, (*_READING, *_WRITING), wait_s=wait_s)
    with guarded(path):
        (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        connection.close()
        raise ArchiveUnusable(f"{path} can't be used: the file system allows no write-ahead log")
    return connection


def make(path: Path, *, wait_s: float) -> None:
    """Makes an empty database at `path`, whole or not at all. Raises: OSError, ArchiveUnusable.

    To switch a file to a write-ahead log takes a rollback journal; one that a kill left behind would
    keep every reader out. So that happens under another name.
    """
    fresh = path.with_name(f"{path.name}-new")
    for suffix in ("", "-journal", "-wal", "-shm"):
        fresh.with_name(fresh.name + suffix).unlink(missing_ok=True)
    files.make_file(fresh)
    to_write(fresh, wait_s=wait_s).close()
    fresh.replace(path)
    files.flush(path.parent)


def in_memory() -> sqlite3.Connection:
    """A connection to an archive of nothing."""
    connection = _opened(":memory:", Path(":memory:"), ())
    for statement in schema.CREATE:
        connection.execute(statement)
    return connection


def _opened(uri: str, path: Path, pragmas: tuple[str, ...], *, wait_s: float = _WAIT_S) -> sqlite3.Connection:
    with guarded(path):
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=wait_s, check_same_thread=False)
        try:
            for pragma in pragmas:
                connection.execute(pragma)
        except BaseException:
            connection.close()
            raise
        return connection
