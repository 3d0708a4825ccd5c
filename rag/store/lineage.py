"""One article's revisions as a Scope knows them: which stands, which came before, or that it is gone."""

from __future__ import annotations

from msgspec import Struct

from rag.errors import ArticleGone, ArticleUnknown, CitationCorrupt
from rag.store import rows, scoped
from rag.store.rows import ArticleRow, RevisionRow
from rag.store.session import Session, columns
from rag.types import Scope


class Lineage(Struct, frozen=True):
    """The revisions `known` at the Scope's as_of, by number, and the one that `stands`; filters aside."""

    key: str
    known: tuple[RevisionRow, ...]
    stands: RevisionRow

    def numbered(self, number: int) -> RevisionRow:
        """The revision `number`. Raises: ArticleUnknown."""
        for row in self.known:
            if row.number == number:
                return row
        raise unknown(self.key)


def lineage(session: Session, scope: Scope, key: str) -> Lineage:
    """The lineage of an article.

    Raises: ArticleUnknown, in the same words whether it is not there, not readable, embargoed or later
    than as_of; ArticleGone when it was withdrawn, but only where it was known; CitationCorrupt.
    """
    article = _article(session, scope, key)
    known = _known(session, scope, article)
    if not known:
        raise unknown(key)
    if article.killed or article.withheld or article.current is None:
        raise ArticleGone(f"the article {key} was withdrawn")
    live = tuple(row for row in known if row.number > article.erased)
    stands = max(live, key=lambda row: (row.ordered, row.number), default=None)
    if stands is None or not scoped.shown(stands, scope):
        raise unknown(key)
    return Lineage(key, live, stands)


def unknown(key: str) -> ArticleUnknown:
    """The one error for all that a caller may not know of."""
    return ArticleUnknown(f"no such article, or no such revision of it: {key}")


def _article(session: Session, scope: Scope, key: str) -> ArticleRow:
    sql = f"SELECT {columns(ArticleRow, 'a')} FROM article a WHERE a.key = :key AND {scoped.readable(scope)}"
    found = session.rows(ArticleRow, sql, {**scoped.bindings(scope), "key": key})
    if not found:
        raise unknown(key)
    if not rows.intact(found[0]):
        raise CitationCorrupt(f"the row of article {key} does not match its seal")
    return found[0]


def _known(session: Session, scope: Scope, article: ArticleRow) -> list[RevisionRow]:
    sql = (
        f"SELECT {columns(RevisionRow, 'r')} FROM revision r"
        f" WHERE r.article = :article AND {scoped.known('r')} ORDER BY r.number"
    )
    return session.rows(RevisionRow, sql, {**scoped.bindings(scope), "article": article.id})
