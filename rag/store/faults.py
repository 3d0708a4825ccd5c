"""SQLite's and the system's errors to ours: the one place where they are translated.

But: retries nothing, and hides no error that is not the engine's.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from rag.errors import ArchiveBusy, ArchiveUnusable, DatelineError

_DAMAGED = "is damaged: run `dateline check`, and restore a backup where it says so"
_SAID = {
    sqlite3.SQLITE_FULL: "can't be written: no space left on the disk",
    sqlite3.SQLITE_IOERR: "can't be read or written: the disk is full or failing",
    sqlite3.SQLITE_READONLY: "can't be written: it is read-only",
    sqlite3.SQLITE_PERM: "can't be opened: permission denied",
    sqlite3.SQLITE_CANTOPEN: "can't be opened: no right to it, or its -shm file is missing on a read-only disk",
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_NOMEM: "asks for more memory than there is",
}
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Turns what the engine raises into ArchiveBusy or ArchiveUnusable, in one line that names `path`."""
    try:
        yield
    except sqlite3.Error as error:
        raise _typed(error, path) from error
    except (msgspec.ValidationError, UnicodeDecodeError) as error:
        # A value of another type than was written, or SQLite's own words about bytes that are no text.
        raise ArchiveUnusable(f"{path} {_DAMAGED} ({error})") from error
    except MemoryError as error:
        raise ArchiveUnusable(f"{path} {_SAID[sqlite3.SQLITE_NOMEM]}") from error
    except OSError as error:
        raise ArchiveUnusable(f"{path} can't be used: {error.strerror or error}") from error


def _typed(error: sqlite3.Error, path: Path) -> DatelineError:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF  # the rest says which kind of I/O
    if code in _BUSY:
        return ArchiveBusy(f"{path} is being written by another program: try again")
    said = " ".join(str(error).split())  # it may quote a damaged schema, line breaks and all
    if isinstance(error, sqlite3.ProgrammingError):
        return ArchiveUnusable(f"{path} can't be used: {said}")
    return ArchiveUnusable(f"{path} {_SAID.get(code, _DAMAGED)} ({said})")
