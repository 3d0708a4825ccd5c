"""The truth as an index takes it: live passages in the order of their commits, batch by batch."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from rag.store import rows
from rag.store.protocol import Rows
from rag.store.rows import Meta, PassageRow
from rag.store.session import Session, columns, rows_of

_log = logging.getLogger(__name__)
_LIVE = (
    "SELECT p.id FROM passage p JOIN revision r ON r.id = p.revision JOIN article a ON a.id = r.article"
    " WHERE p.seq > :after AND p.seq <= :upto AND a.killed = 0 AND r.number > a.erased"
)
_ROWS = f"SELECT {columns(PassageRow, 'p')} FROM passage p WHERE p.id IN"


def live(session: Session, meta: Meta, after: int, upto: int, *, batch: int, where: Path) -> Iterator[Rows]:
    """Live passages with `after` < commit sequence <= `upto`; a damaged one is left out and logged."""
    ids = np.sort(session.numbers(_LIVE, {"after": after, "upto": upto}))
    for start in range(0, len(ids), batch):
        page = rows_of(session, PassageRow, _ROWS, ids[start : start + batch].tolist())
        sound = [row for row in page if rows.intact(row)]
        if len(sound) < min(batch, len(ids) - start):
            _log.warning("%s: some passages are damaged and get into no index: run `dateline check`", where)
        yield _rows(sorted(sound, key=lambda row: row.id), meta.dim)


def _rows(sound: list[PassageRow], dim: int) -> Rows:
    return Rows(
        ids=np.array([row.id for row in sound], np.int64),
        revision_ids=np.array([row.revision for row in sound], np.int64),
        words=tuple(row.words for row in sound),
        vectors=rows.unpack([row.vector for row in sound], dim),
    )
