"""What only SQLite's own commands can do: look into the file's structure, and leave no byte of what was deleted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from rag.errors import ArchiveBusy, ArchiveUnusable
from rag.store import schema
from rag.store.faults import guarded
from rag.store.protocol import Problem
from rag.store.session import number
from rag.store.sqlite_session import SqliteSession

# A page of another index in the place of its own passes both SQLite's check and the word index's.
_STRANGE = "SELECT COUNT(*) FROM passage_fts_idx WHERE typeof(segid) != 'integer' OR typeof(term) != 'blob'"
_WORDS = "INSERT INTO passage_fts (passage_fts, rank) VALUES ('integrity-check', 1)"  # 1: compared with passage.words


# SQLite reads a flipped letter of "NOT NULL" as a name, and trusts its counters: neither is in its own check.
_TABLES = (
    "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"
    " AND name NOT LIKE 'passage_fts\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
)
_COUNTED = ("article", "revision", "passage")


class _Text(Struct, frozen=True, array_like=True):
    text: str


def structure(session: SqliteSession, path: Path, format: int) -> Iterator[Problem]:
    """What is wrong with pages and indexes, by SQLite's own check, and with what its check takes for granted."""
    for finding in session.rows(_Text, "PRAGMA integrity_check"):
        if finding.text != "ok":
            yield Problem(path.name, finding.text)
    if sorted(row.text for row in session.rows(_Text, _TABLES)) != schema.tables(format):
        yield Problem("sqlite_master", "the tables are not declared as this format has them")
    for table in _COUNTED:
        ahead = f"(SELECT COALESCE(MAX(id), 0) FROM {table}) <= (SELECT MAX(seq) FROM sqlite_sequence WHERE name = :t)"
        used = f"NOT EXISTS (SELECT 1 FROM {table})"
        if not number(session, f"SELECT {used} OR COALESCE({ahead}, 0)", {"t": table}):
            yield Problem("sqlite_sequence", f"the counter of {table} lags behind: ids could be used twice")


def words(connection: sqlite3.Connection, path: Path) -> Iterator[Problem]:
    """Whether the word index has just the words that it was made of."""
    session = SqliteSession(connection, path)
    try:
        session.run(_WORDS)
        strange = session.numbers(_STRANGE).tolist() != [0]
    except ArchiveUnusable:
        strange = True
    if strange:
        yield Problem("passage_fts", "the word index does not match the words of the passages")


def copied(connection: sqlite3.Connection, target: sqlite3.Connection, path: Path) -> None:
    """Copies a whole database as one commit left it, also while it is written to."""
    with guarded(path):
        connection.backup(target)


def scrub(connection: sqlite3.Connection, path: Path) -> None:
    """Removes what deleted rows left in the file: in the word index, in the slack of pages, in the log.

    A row that was moved to another page leaves a copy in the old one, which secure_delete does not see:
    only VACUUM writes every page anew. Raises: ArchiveBusy when readers hold on to the log.
    """
    session = SqliteSession(connection, path)
    session.run("INSERT INTO passage_fts (passage_fts) VALUES ('optimize')")
    session.run("VACUUM")
    if number(session, "PRAGMA wal_checkpoint(TRUNCATE)"):
        raise ArchiveBusy(f"{path} is being read: what was purged is not yet gone from its log; repeat the purge")
