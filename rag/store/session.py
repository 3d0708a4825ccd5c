"""One transaction as readers and writers see it: SQL in, checked rows out. A dialect implements it.

Statements use `:name` parameters and what SQLite and PostgreSQL have in common.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from typing import Protocol, TypeVar

import numpy as np
from msgspec import Struct

from rag.errors import ArchiveUnusable
from rag.types import Ids

Value = int | str | bytes | None
Params = Mapping[str, Value]
Row = TypeVar("Row", bound=Struct)

_log = logging.getLogger(__name__)
_CHUNK = 500  # ids in one statement


class Session(Protocol):
    """A transaction. Every method raises ArchiveBusy or ArchiveUnusable, and nothing of the engine's own."""

    def rows(self, shape: type[Row], sql: str, params: Params | None = None) -> list[Row]:
        """All rows, each as a `shape`, whose fields stand in the order of the columns."""
        ...

    def numbers(self, sql: str, params: Params | None = None, *, width: int = 1) -> Ids:
        """All rows of whole numbers, (n, width); a `width` of 1 gives (n,)."""
        ...

    def run(self, sql: str, params: Params | None = None) -> None:
        """Executes a statement that gives no rows."""
        ...

    def holding(self, word: str, first: int) -> Ids:
        """Ids from `first` on, ascending, of the passages that have a stem."""
        ...


class _Number(Struct, frozen=True, array_like=True):
    value: int | None


def number(session: Session, sql: str, params: Params | None = None) -> int | None:
    """The one number of the first row; None when there is no row or it is NULL."""
    found = session.rows(_Number, sql, params)
    return found[0].value if found else None


def add(session: Session, table: str, row: Struct) -> int:
    """Adds a row without an id of its own; the id that it gets."""
    names = [name for name in row.__struct_fields__ if name != "id"]
    added = number(
        session,
        f"INSERT INTO {table} ({', '.join(names)}) VALUES (:{', :'.join(names)}) RETURNING id",
        {name: getattr(row, name) for name in names},
    )
    return added or 0


def columns(shape: type[Struct], alias: str) -> str:
    """The columns of a shape, for a SELECT."""
    return ", ".join(f"{alias}.{name}" for name in shape.__struct_fields__)


def rows_of(session: Session, shape: type[Row], sql: str, ids: Iterable[int]) -> list[Row]:
    """The rows of some ids, in no order; `sql` ends in `IN`.

    A row that can't be read is left out and logged: what is damaged must not take others with it.
    """
    wanted = [int(each) for each in ids]
    chunks = [wanted[start : start + _CHUNK] for start in range(0, len(wanted), _CHUNK)]
    return [row for chunk in chunks for row in _sound(session, shape, sql, chunk)]


def _sound(session: Session, shape: type[Row], sql: str, ids: list[int]) -> list[Row]:
    try:
        return session.rows(shape, f"{sql} ({', '.join(map(str, ids))})")
    except ArchiveUnusable as error:
        if len(ids) == 1:
            _log.warning("row %d can't be read: %s", ids[0], error)
            return []
    return [row for each in ids for row in _sound(session, shape, sql, [each])]


def among(values: Ids, ascending: Ids) -> np.typing.NDArray[np.bool_]:
    """Whether each value is in `ascending`."""
    if not len(ascending):
        return np.zeros(len(values), np.bool_)
    at = np.minimum(np.searchsorted(ascending, values), len(ascending) - 1)
    return np.asarray(ascending[at] == values, np.bool_)
