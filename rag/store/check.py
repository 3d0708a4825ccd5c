"""Every hash, seal, span and pointer of the truth verified, article by article.

But: repairs nothing, and does not look into the file's own structure, which the dialect knows.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from rag.errors import ArchiveIncompatible, ArchiveUnusable
from rag.store import derived, rows
from rag.store.protocol import Problem
from rag.store.restored import RecordRow, sound_revision
from rag.store.rows import ArticleRow, Meta, PassageRow, RevisionRow
from rag.store.session import Session, columns, number
from rag.types import Revision, Span, article_key

_ORPHANS = {
    "revision": "article NOT IN (SELECT id FROM article)",
    "passage": "revision NOT IN (SELECT id FROM revision)",
    "record": "revision NOT IN (SELECT id FROM revision)",
    "revision_author": "revision NOT IN (SELECT id FROM revision)",
    "mark": "revision NOT IN (SELECT id FROM revision)",
    "event": "revision NOT IN (SELECT id FROM revision)",
    "band": "revision NOT IN (SELECT id FROM revision)",
    "link": "one NOT IN (SELECT id FROM revision) OR other NOT IN (SELECT id FROM revision)",
}


class _AuthorRow(Struct, frozen=True, array_like=True):
    author: str


def problems(session: Session, meta: Meta) -> Iterator[Problem]:
    """Everything that is wrong with rows. Raises: ArchiveUnusable when not even the articles can be listed."""
    for each in session.numbers("SELECT id FROM article ORDER BY id").tolist():
        yield from told(f"article row {each}", _article(session, meta, each))
    kept = {name: lost for name, lost in _ORPHANS.items() if name not in derived.TABLES or meta.format >= derived.SINCE}
    if meta.format >= derived.SINCE:
        yield from told("link", _links(session))
    for table, condition in kept.items():
        yield from told(table, _orphans(session, table, condition))


def told(where: str, found: Iterator[Problem]) -> Iterator[Problem]:
    """The problems that are found, and as the last one that the search had to stop."""
    try:
        yield from found
    except (ArchiveUnusable, ArchiveIncompatible) as error:
        yield Problem(where, str(error))


def _article(session: Session, meta: Meta, row_id: int) -> Iterator[Problem]:
    sql = f"SELECT {columns(ArticleRow, 'a')} FROM article a WHERE a.id = :id"
    found = session.rows(ArticleRow, sql, {"id": row_id})
    if not found:
        yield Problem(f"article row {row_id}", "is listed, but not there")
        return
    article = found[0]
    where = f"article {article.key}"
    if not rows.intact(article) or article.key != article_key(article.collection, article.article_id):
        yield Problem(where, "its row does not match its seal")
    revisions = session.rows(
        RevisionRow, f"SELECT {columns(RevisionRow, 'r')} FROM revision r WHERE r.article = :id", {"id": row_id}
    )
    if _stands(article, revisions) != article.current:
        yield Problem(where, "its current revision is not the latest")
    for revision in revisions:
        yield from _revision(session, meta, article, revision)


def _stands(article: ArticleRow, revisions: list[RevisionRow]) -> int | None:
    live = [row for row in revisions if row.number > article.erased]
    return max(live, key=lambda row: (row.ordered, row.number)).id if live else None


def _revision(session: Session, meta: Meta, article: ArticleRow, row: RevisionRow) -> Iterator[Problem]:
    where = f"revision {row.number} of {article.key}"
    records = session.rows(RecordRow, "SELECT revision, packed FROM record WHERE revision = :id", {"id": row.id})
    revision = sound_revision(row, article, records[0].packed if records else None)
    if revision is None:
        yield Problem(where, "its record does not match its sha256, or its row its seal")
    else:
        yield from _authors(session, row, revision, where)
        if meta.format >= derived.SINCE:
            yield from (Problem(where, what) for what in derived.problems(session, row.id, revision))
    passages = session.rows(
        PassageRow, f"SELECT {columns(PassageRow, 'p')} FROM passage p WHERE p.revision = :id", {"id": row.id}
    )
    if len(passages) != row.passages:
        yield Problem(where, f"has {len(passages)} passages, not {row.passages}")
    for passage in passages:
        yield from _passage(meta, passage, revision)


def _authors(session: Session, row: RevisionRow, revision: Revision, where: str) -> Iterator[Problem]:
    found = session.rows(_AuthorRow, "SELECT author FROM revision_author WHERE revision = :id", {"id": row.id})
    if {each.author for each in found} != {name.casefold() for name in revision.authors}:
        yield Problem(where, "is filed under other authors than its record names")


def _passage(meta: Meta, row: PassageRow, revision: Revision | None) -> Iterator[Problem]:
    where = f"passage {row.id}"
    if not rows.whole(row.vector, row.vector_sha256, meta.dim):
        yield Problem(where, "its vector does not match its sha256")
    if not rows.intact(row):
        yield Problem(where, "its row does not match its seal")
    if revision is None:
        return
    span = Span(row.span_start, row.span_end)
    if not 0 <= span.start < span.end <= len(revision.text):
        yield Problem(where, "its span is outside the text")
    elif rows.hashed(span.of(revision.text).encode()) != row.sha256:
        yield Problem(where, "its text does not match its sha256")


def _links(session: Session) -> Iterator[Problem]:
    lost = derived.lopsided(session)
    if lost:
        yield Problem("link", f"{lost} links do not stand the same in both directions")


def _orphans(session: Session, table: str, condition: str) -> Iterator[Problem]:
    lost = number(session, f"SELECT COUNT(*) FROM {table} WHERE {condition}")
    if lost:
        yield Problem(table, f"{lost} rows belong to nothing")
