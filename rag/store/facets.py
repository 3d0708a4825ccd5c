"""Counts of a Scope's articles by month, outlet or collection: what a reader may narrow a search to."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from msgspec import Struct

from rag.store import restored, scoped
from rag.store.protocol import Facet
from rag.store.session import Session
from rag.types import Counted, Scope

_BY: dict[Facet, str] = {"month": "substr(r.published_text, 1, 7)", "source": "r.source", "collection": "a.collection"}


class _CountRow(Struct, frozen=True, array_like=True):
    value: str | None
    count: int
    sample: int


def counted(session: Session, scope: Scope, by: Facet, *, where: Path) -> list[Counted]:
    """The counts by value, ascending, those without a value last; an outlet is named as an article writes it."""
    sql = f"SELECT {_BY[by]}, COUNT(*), MIN(r.id) {scoped.in_scope(scope)} GROUP BY 1"
    found = session.rows(_CountRow, sql, scoped.bindings(scope))
    found.sort(key=lambda row: (row.value is None, row.value or ""))
    if by != "source":
        return [Counted(row.value, row.count) for row in found]
    samples = np.array([row.sample for row in found if row.value is not None], np.int64)
    named = {row: each.source for row, each in restored.revisions(session, samples, where=where).items()}
    return [Counted(row.value and named.get(row.sample, row.value), row.count) for row in found]
