"""Rows back to Revisions, each checked against its hash and its seals before it may be shown."""

from __future__ import annotations

import logging
from pathlib import Path

from msgspec import Struct

from rag.settle import restore
from rag.store import rows
from rag.store.rows import ArticleRow, RevisionRow
from rag.store.session import Session, columns, rows_of
from rag.types import Ids, Revision

_log = logging.getLogger(__name__)
_ARTICLES = f"SELECT {columns(ArticleRow, 'a')} FROM article a WHERE a.id IN"
_RECORDS = "SELECT revision, packed FROM record WHERE revision IN"


class RecordRow(Struct, frozen=True, array_like=True):
    """What the publisher said, packed by `rag.settle.record`."""

    revision: int
    packed: bytes


def revisions(session: Session, ids: Ids, *, where: Path) -> dict[int, Revision]:
    """Revisions by row id, in no order; a damaged one is left out and logged with the archive's path."""
    found = rows_of(session, RevisionRow, f"SELECT {columns(RevisionRow, 'r')} FROM revision r WHERE r.id IN", ids)
    articles = {row.id: row for row in rows_of(session, ArticleRow, _ARTICLES, {row.article for row in found})}
    packed = {row.revision: row.packed for row in rows_of(session, RecordRow, _RECORDS, [row.id for row in found])}
    sound: dict[int, Revision] = {}
    for row in found:
        revision = sound_revision(row, articles.get(row.article), packed.get(row.id))
        if revision is None:
            _log.warning("%s: revision %d (row %d) is damaged and not shown", where, row.number, row.id)
        else:
            sound[row.id] = revision
    return sound


def sound_revision(row: RevisionRow, article: ArticleRow | None, packed: bytes | None) -> Revision | None:
    """The revision that three rows make, None when one is missing or doesn't match its hash."""
    if article is None or packed is None or not (rows.intact(row) and rows.intact(article)):
        return None
    revision = restore(
        packed, sha256=row.sha256, number=row.number, valid_from=row.valid_from, first_seen=row.first_seen
    )
    return revision if revision and revision.key == article.key else None
