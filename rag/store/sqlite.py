"""The truth in one SQLite file: durable when acknowledged, one writer at a time, readers never kept waiting.

Here stand the file, its lock and its upkeep. But: no rule about articles, revisions or time, which
are shared with other engines.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from datetime import tzinfo
from functools import partial
from pathlib import Path

import msgspec
from msgspec import Struct

from rag.errors import ArchiveIncompatible, ArchiveUnusable, ArticleUnknown
from rag.store import check, files, indexing, lock, purge, schema, sqlite_upkeep, writer
from rag.store.connections import Connections
from rag.store.faults import guarded
from rag.store.protocol import Problem, Rows
from rag.store.reader import Remembered, RowReader
from rag.store.rows import Meta, intact, sealed
from rag.store.session import add, columns, number
from rag.store.sqlite_session import SqliteSession, in_memory, make, to_read, to_write, transaction
from rag.store.writer import RowWriter
from rag.types import Receipt, Revision, Scope

DATABASE = "dateline.sqlite"
LOCK = "LOCK"
CURRENT = "CURRENT"
_HAD_ARTICLES = re.compile(rb"0*[1-9][0-9]*-")  # how CURRENT begins: the commit of the generation in use


class SqliteStore:
    """The Store in the folder `root`, which the first write makes. Safe to use from several threads.

    fingerprint, dim: of the model whose vectors come in; recorded by the first write. zone: where days
    end, for engines that reckon with dates themselves; this one is given instants. clock: microseconds
    now. lock_wait_s: how long a second writer waits.
    """

    def __init__(
        self,
        root: Path,
        *,
        fingerprint: str,
        dim: int,
        zone: tzinfo,
        clock: Callable[[], int],
        lock_wait_s: float = 5.0,
    ) -> None:
        self.zone = zone
        self._root = root
        self._path = root / DATABASE
        self._fingerprint = fingerprint
        self._dim = dim
        self._clock = clock
        self._lock_wait_s = lock_wait_s
        self._remembered = Remembered(self._path)
        self._readers = Connections(self._path, self._to_read)
        # None is kept: it would not see the file change.
        self._frozen = Connections(self._path, partial(self._to_read, frozen=True), idle=0)
        self._writers = Connections(self._path, self._to_write)

    @contextmanager
    def read(self, scope: Scope) -> Iterator[RowReader]:
        """Opens the only way to rows. Raises: ArchiveUnusable, ArchiveIncompatible for a newer format."""
        with self._snapshot() as (session, meta):
            yield RowReader(session, meta, scope, fingerprint=self._fingerprint, remembered=self._remembered)

    @contextmanager
    def write(self) -> Iterator[RowWriter]:
        """Begins the one write transaction.

        Raises: ArchiveBusy after a short wait, ArchiveUnusable, ArchiveIncompatible for another model.
        """
        with self._writing() as connection, transaction(connection, self._path, "IMMEDIATE") as session:
            meta = self._founded(session)
            self._demand_model(meta)
            writing = RowWriter(session, meta, now=self._clock(), where=self._path)
            yield writing
            if writing.changed:
                _note(session, msgspec.structs.replace(meta, seq=writing.seq))
            else:
                session.run("ROLLBACK")

    def unchanged(self, revisions: Sequence[Revision]) -> list[Receipt | None]:
        """For each revision, its receipt when the current one has the same sha256: a cheap test before encoding."""
        with self._snapshot() as (session, _):
            return writer.unchanged(session, revisions, now=self._clock())

    def rows(self, after: int, upto: int, batch: int = 8192) -> Iterator[Rows]:
        """Live passages with `after` < commit sequence <= `upto`, for an index to take."""
        with self._snapshot() as (session, meta):
            yield from indexing.live(session, meta, after, upto, batch=batch, where=self._path)

    def seq(self) -> int:
        """The last commit sequence, 0 when nothing was written."""
        with self._snapshot() as (_, meta):
            return meta.seq

    def fingerprint(self) -> str | None:
        """The embedding model that the vectors belong to; None before the first write."""
        with self._snapshot() as (_, meta):
            return meta.fingerprint if meta.seq else None

    def check(self) -> Iterator[Problem]:
        """Verifies the hash of every row and the file's own structure; damage is told, never raised.

        Raises: ArchiveBusy when a writer is in the way for too long.
        """
        yield from check.told(self._path.name, self._check_rows())
        yield from check.told("passage_fts", self._check_words())

    def purge(self, key: str) -> None:
        """Removes every byte of an article, for good. Raises: ArticleUnknown, ArchiveBusy when it must be repeated."""
        with self._snapshot() as (session, _):
            if not purge.known(session, key):
                raise ArticleUnknown(f"no such article: {key}")
        self.purge_all([key])

    def purge_all(self, keys: Iterable[str]) -> None:
        """Removes articles, also ones that are not here: a ledger is replayed so after a backup was restored."""
        with self._writing() as connection:
            with transaction(connection, self._path, "IMMEDIATE") as session:
                meta = self._founded(session)
                for key in keys:
                    purge.remove(session, key, now=self._clock())
                _note(session, msgspec.structs.replace(meta, seq=meta.seq + 1, purges=meta.purges + 1))
            sqlite_upkeep.scrub(connection, self._path)

    def purged(self) -> list[str]:
        """The keys of purged articles, ascending: the ledger."""
        with self._snapshot() as (session, _):
            return purge.ledger(session)

    def backup(self, target: Path) -> None:
        """Copies the truth as it stands to a new file, also while it is written to. Raises: ArchiveUnusable."""
        with guarded(target):
            files.make_file(target)
            try:
                with self._reading() as connection, closing(sqlite3.connect(target)) as copy:
                    sqlite_upkeep.copied(connection, copy, target)
            except BaseException:
                target.unlink()  # half a backup would look like one
                raise
            files.flush(target.parent)

    def close(self) -> None:
        """Lets go of files."""
        for connections in (self._readers, self._writers):  # a writer last: it folds the log into the file
            connections.close()

    @contextmanager
    def _snapshot(self) -> Iterator[tuple[SqliteSession, Meta]]:
        with self._reading() as connection, transaction(connection, self._path, "DEFERRED") as session:
            meta = _meta(session)
            if meta:
                yield session, meta
                return
            self._refuse_loss()
            with closing(in_memory()) as nothing:
                yield SqliteSession(nothing, self._path), self._first_meta()

    def _reading(self) -> AbstractContextManager[sqlite3.Connection]:
        log = self._path.with_name(f"{DATABASE}-wal")
        with guarded(self._path):
            frozen = not os.access(self._root, os.W_OK) and not (log.exists() and log.stat().st_size)
        return (self._frozen if frozen else self._readers).lent()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with ExitStack() as held:
            with guarded(self._root):
                files.make_folder(self._root)
                held.enter_context(lock.held(self._root / LOCK, wait_s=self._lock_wait_s))
            yield held.enter_context(self._writers.lent())

    def _to_read(self, *, frozen: bool = False) -> sqlite3.Connection:
        with guarded(self._path):
            files.refuse_irregular(self._path)
            if not self._path.exists():
                return sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        return to_read(self._path, frozen=frozen)

    def _to_write(self) -> sqlite3.Connection:
        with self._snapshot():  # a newer format is refused before its file is touched
            pass
        with guarded(self._path):
            if not self._path.exists() or not self._path.stat().st_size:
                make(self._path, wait_s=self._lock_wait_s)
        return to_write(self._path, wait_s=self._lock_wait_s)

    def _founded(self, session: SqliteSession) -> Meta:
        """What the archive says of itself; its tables are made when it has none yet, or lacks some."""
        meta = _meta(session)
        if meta is not None and meta.format < schema.FORMAT:
            return _upgraded(session, meta)
        if meta is None:
            self._refuse_loss()
            meta = self._first_meta()
            for statement in schema.CREATE:
                session.run(statement)
            add(session, "meta", meta)
        return meta

    def _demand_model(self, meta: Meta) -> None:
        if (meta.fingerprint, meta.dim) != (self._fingerprint, self._dim):
            raise ArchiveIncompatible(
                f"the archive {self._root} holds vectors of {meta.fingerprint} ({meta.dim} dimensions),"
                f" not of {self._fingerprint} ({self._dim})"
            )

    def _first_meta(self) -> Meta:
        return sealed(Meta(schema.FORMAT, 0, 0, self._fingerprint, self._dim))

    def _refuse_loss(self) -> None:
        """Raises ArchiveUnusable when the truth holds nothing, but an index was made of it: then it was lost."""
        with guarded(self._root):
            current = self._root / CURRENT
            had = current.is_file() and _HAD_ARTICLES.match(current.read_bytes())
        if had:
            raise ArchiveUnusable(f"{self._path} is missing or empty, but {current} says it held articles: restore it")

    def _check_rows(self) -> Iterator[Problem]:
        with self._snapshot() as (session, meta):
            yield from check.told(self._path.name, sqlite_upkeep.structure(session, self._path, meta.format))
            yield from check.problems(session, meta)

    def _check_words(self) -> Iterator[Problem]:
        if not self.seq():
            return
        if os.access(self._root, os.W_OK):
            with self._writing() as connection:
                yield from sqlite_upkeep.words(connection, self._path)
        else:  # to compare them is a write to SQLite: done on a copy that goes when it is closed
            with self._reading() as connection, closing(sqlite3.connect("", isolation_level=None)) as copy:
                sqlite_upkeep.copied(connection, copy, self._path)
                yield from sqlite_upkeep.words(copy, self._path)


class _Format(Struct, frozen=True, array_like=True):
    format: int


def _meta(session: SqliteSession) -> Meta | None:
    """What the archive says of itself, None before the first write. Raises: ArchiveIncompatible."""
    if not number(session, "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'meta'"):
        return None
    found = session.rows(_Format, "SELECT format FROM meta")
    if found and not 1 <= found[0].format <= schema.FORMAT:
        raise ArchiveIncompatible(
            f"the archive has format {found[0].format}, this version of Dateline reads 1 to {schema.FORMAT}:"
            " use the version that made it, or a newer one"
        )
    rows = session.rows(Meta, f"SELECT {columns(Meta, 'm')} FROM meta m")
    if not rows or not intact(rows[0]):
        raise ArchiveUnusable("the archive's row about itself is damaged: restore a backup")
    return rows[0]


def _upgraded(session: SqliteSession, meta: Meta) -> Meta:
    """The archive brought to the present format, within the caller's transaction."""
    for older in range(meta.format, schema.FORMAT):
        for statement in schema.UPGRADES[older]:
            session.run(statement)
    renewed = sealed(msgspec.structs.replace(meta, format=schema.FORMAT))
    session.run("UPDATE meta SET format = :format, seal = :seal", {"format": renewed.format, "seal": renewed.seal})
    return renewed


def _note(session: SqliteSession, meta: Meta) -> None:
    """Writes down what the archive says of itself."""
    row = sealed(meta)
    session.run(
        "UPDATE meta SET seq = :seq, purges = :purges, seal = :seal",
        {"seq": row.seq, "purges": row.purges, "seal": row.seal},
    )
