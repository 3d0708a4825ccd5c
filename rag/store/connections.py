"""Connections to one SQLite file, kept for the next transaction: to open one costs as much as a short read.

But: never two transactions on one connection, and none that crosses a fork or outlives its file.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_IDLE = 16  # kept open at most: as many as a service has worker threads

Stamp = tuple[int, int, int]  # process, device, inode


class Connections:
    """Lends connections that `opened` makes, and keeps `idle` of them; safe to use from several threads."""

    def __init__(self, path: Path, opened: Callable[[], sqlite3.Connection], *, idle: int = _IDLE) -> None:
        self._path = path
        self._most = idle
        self._opened = opened
        self._idle: list[tuple[Stamp, sqlite3.Connection]] = []
        self._foreign: list[sqlite3.Connection] = []
        self._guard = threading.Lock()

    @contextmanager
    def lent(self) -> Iterator[sqlite3.Connection]:
        """A connection without a transaction; closed at the end when something went wrong or is left open."""
        stamp = self._stamp()
        connection = self._taken(stamp) or self._opened()
        try:
            yield connection
        except BaseException:
            connection.close()
            raise
        self._give_back(stamp, connection)

    def close(self) -> None:
        """Closes those that are idle."""
        with self._guard:
            idle, self._idle = self._idle, []
        for stamp, connection in idle:
            self._let_go(stamp, connection)

    def _taken(self, stamp: Stamp | None) -> sqlite3.Connection | None:
        with self._guard:
            while self._idle:
                kept, connection = self._idle.pop()
                if kept == stamp:
                    return connection
                self._let_go(kept, connection)
        return None

    def _give_back(self, stamp: Stamp | None, connection: sqlite3.Connection) -> None:
        with self._guard:
            if stamp and len(self._idle) < self._most and not connection.in_transaction:
                return self._idle.append((stamp, connection))
        return connection.close()

    def _let_go(self, stamp: Stamp, connection: sqlite3.Connection) -> None:
        if stamp[0] == os.getpid():
            return connection.close()
        # Inherited by a fork: closing it here would take the parent's file from under it.
        return self._foreign.append(connection)

    def _stamp(self) -> Stamp | None:
        try:
            found = self._path.stat()
        except OSError:
            return None  # then nothing is kept, and `opened` says what is wrong
        return os.getpid(), found.st_dev, found.st_ino
