"""Rows in: a revision beside those before it, and what that makes of its article. One transaction.

But: no encoding and no splitting, which are done before; and no acknowledging, which comes after COMMIT.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from rag.errors import ArchiveUnusable, ArticleGone, ArticleRejected, ArticleUnknown
from rag.settle import record
from rag.store import derived, rows
from rag.store.protocol import Prepared, Renewed
from rag.store.rows import ArticleRow, Meta, RevisionRow
from rag.store.session import Params, Session, add, columns, number
from rag.types import Receipt, Revision, State

_ARTICLE = f"SELECT {columns(ArticleRow, 'a')} FROM article a WHERE a.key = :key"
_UPDATE = (
    "UPDATE article SET current = :current, embargo = :embargo, withheld = :withheld, killed = :killed,"
    " erased = :erased, seq = :seq, seal = :seal WHERE id = :id"
)


class RowWriter:
    """A Writer over one transaction. `meta`: the archive as the transaction found it; `now`: microseconds.

    `where`: the archive's file, for the log.
    """

    def __init__(self, session: Session, meta: Meta, *, now: int, where: Path) -> None:
        self._session = session
        self._where = where
        self._now = now
        self._dim = meta.dim
        self.seq = meta.seq + 1
        self.changed = False

    def put(self, prepared: Prepared) -> Receipt:
        """Adds a revision, or nothing when the current one has the same sha256.

        Raises, before it writes anything: ModelUnavailable for a vector that is of no use; ArticleRejected
        for an article that was purged.
        """
        rows.demand_vectors(prepared, self._dim)
        revision = prepared.revision
        article = find(self._session, revision.key)
        held = held_already(self._session, article, revision, now=self._now)
        if held:
            return held
        self._refuse_purged(revision)
        self.changed = True
        article = article or self._new_article(revision)
        stands = standing(self._session, article)
        last = _last_number(self._session, article)
        placed = rows.times(revision, first=last == 0, now=self._now, after=stands.ordered if stands else 0)
        row = rows.revision_row(prepared, placed, article=article.id, number=last + 1, seq=self.seq)
        row = msgspec.structs.replace(row, id=self._add(row, prepared))
        self._update(_with(article, row, stands, self.seq))
        return _receipt(revision, row.number, "revised" if stands else "new")

    def delete(self, key: str) -> None:
        """Takes an article out of every answer, at every as_of. Raises: ArticleUnknown, ArticleGone."""
        article = find(self._session, key)
        if article is None:
            raise ArticleUnknown(f"no such article: {key}")
        if article.current is None or article.killed:
            raise ArticleGone(f"the article {key} was withdrawn")
        self.changed = True
        erased = _last_number(self._session, article)
        self._update(
            msgspec.structs.replace(article, current=None, embargo=None, withheld=0, erased=erased, seq=self.seq)
        )

    def renew(self, most: int, *, after: int = 0) -> Renewed:
        """Derives anew from up to `most` revisions, of rows after `after`, whose marks are missing or of older rules.

        A damaged one cannot be read and stays due: who goes on does so after `last`, which is `after` at the end.
        """
        late = derived.stale(self._session, most, after=after)
        read = derived.renew(self._session, late, where=self._where)
        self.changed = self.changed or bool(read)
        return Renewed(read=read, damaged=len(late) - read, last=int(late[-1]) if len(late) else after)

    def _refuse_purged(self, revision: Revision) -> None:
        if number(self._session, "SELECT at FROM purged WHERE key = :key", {"key": revision.key}) is not None:
            raise ArticleRejected(f"the article {revision.article_id!r} was purged for good", field="id")

    def _new_article(self, revision: Revision) -> ArticleRow:
        row = rows.sealed(
            ArticleRow(key=revision.key, collection=revision.collection, article_id=revision.article_id, seq=self.seq)
        )
        return msgspec.structs.replace(row, id=add(self._session, "article", row))

    def _add(self, row: RevisionRow, prepared: Prepared) -> int:
        added = add(self._session, "revision", row)
        packed: Params = {"revision": added, "packed": record(prepared.revision)}
        self._session.run("INSERT INTO record (revision, packed) VALUES (:revision, :packed)", packed)
        for author in sorted({name.casefold() for name in prepared.revision.authors}):
            self._session.run(
                "INSERT INTO revision_author (revision, author) VALUES (:revision, :author)",
                {"revision": added, "author": author},
            )
        for passage in rows.passage_rows(prepared, revision=added, seq=self.seq):
            add(self._session, "passage", passage)
        derived.put(self._session, added, prepared.revision, prepared.marks, prepared.bands, where=self._where)
        return added

    def _update(self, article: ArticleRow) -> None:
        row = rows.sealed(article)
        self._session.run(_UPDATE, {name: getattr(row, name) for name in row.__struct_fields__})


def unchanged(session: Session, revisions: Iterable[Revision], *, now: int) -> list[Receipt | None]:
    """For each revision, its receipt when `put` would add nothing."""
    return [held_already(session, find(session, each.key), each, now=now) for each in revisions]


def find(session: Session, key: str) -> ArticleRow | None:
    """The row of an article, whatever became of it. Raises: ArchiveUnusable for one that is damaged.

    To change such a row would seal its damage as if it were meant.
    """
    found = session.rows(ArticleRow, _ARTICLE, {"key": key})
    if found and not rows.intact(found[0]):
        raise _damaged(key)
    return found[0] if found else None


def standing(session: Session, article: ArticleRow | None) -> RevisionRow | None:
    """The current revision of an article, None when it has none or is deleted."""
    if article is None or article.current is None:
        return None
    sql = f"SELECT {columns(RevisionRow, 'r')} FROM revision r WHERE r.id = :id"
    found = session.rows(RevisionRow, sql, {"id": article.current})
    if not found or not rows.intact(found[0]):
        raise _damaged(article.key)
    return found[0]


def held_already(session: Session, article: ArticleRow | None, revision: Revision, *, now: int) -> Receipt | None:
    """The receipt of a revision that changes nothing: equal to the current one, or to an older one it would join.

    The second is what makes it harmless to take in the same file twice, where it holds several
    revisions of an article, the later ones of which say when they were updated.
    """
    stands = standing(session, article)
    if article is None or stands is None:
        return None
    if stands.sha256 == revision.sha256:
        return _receipt(revision, stands.number, "unchanged")
    placed = rows.times(revision, first=False, now=now, after=stands.ordered)
    dated = stands.valid_from != stands.first_seen  # one that says its own time is not undone by one that says none
    if placed.ordered >= stands.ordered and (revision.updated or not dated):
        return None
    sql = "SELECT MIN(number) FROM revision WHERE article = :article AND sha256 = :sha256 AND number > :erased"
    bound: Params = {"article": article.id, "sha256": revision.sha256, "erased": article.erased}
    twin = number(session, sql, bound)
    return None if twin is None else _receipt(revision, twin, "unchanged")


def _with(article: ArticleRow, row: RevisionRow, stands: RevisionRow | None, seq: int) -> ArticleRow:
    """The article after the revision `row` has joined it."""
    killed = 1 if row.status == "canceled" else article.killed
    if stands and (stands.ordered, stands.number) > (row.ordered, row.number):
        return msgspec.structs.replace(article, killed=killed, seq=seq)
    withheld = 1 if row.status == "withheld" else 0
    return msgspec.structs.replace(
        article, current=row.id, embargo=row.embargo, withheld=withheld, killed=killed, seq=seq
    )


def _last_number(session: Session, article: ArticleRow) -> int:
    sql = "SELECT COALESCE(MAX(number), 0) FROM revision WHERE article = :article"
    return number(session, sql, {"article": article.id}) or 0


def _damaged(key: str) -> ArchiveUnusable:
    return ArchiveUnusable(f"the rows of article {key} are damaged: restore a backup, or purge it and take it in again")


def _receipt(revision: Revision, number: int, state: State) -> Receipt:
    return Receipt(
        key=revision.key, id=revision.article_id, collection=revision.collection, revision=number, state=state
    )
