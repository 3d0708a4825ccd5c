"""Rows out, for good: what belongs to an article is deleted, and its key goes to a ledger.

But: the bytes that rows leave behind in the file are the dialect's affair, those in an index its own.
"""

from __future__ import annotations

from msgspec import Struct

from rag.store.session import Session, number

_REVISIONS = "(SELECT id FROM revision WHERE article = :article)"
_STATEMENTS = (
    f"DELETE FROM link WHERE other IN {_REVISIONS} AND one IN (SELECT other FROM link WHERE one IN {_REVISIONS})",
    f"DELETE FROM link WHERE one IN {_REVISIONS}",
    f"DELETE FROM band WHERE revision IN {_REVISIONS}",
    f"DELETE FROM event WHERE revision IN {_REVISIONS}",
    f"DELETE FROM mark WHERE revision IN {_REVISIONS}",
    f"DELETE FROM passage WHERE revision IN {_REVISIONS}",
    f"DELETE FROM revision_author WHERE revision IN {_REVISIONS}",
    f"DELETE FROM record WHERE revision IN {_REVISIONS}",
    "DELETE FROM revision WHERE article = :article",
    "DELETE FROM article WHERE id = :article",
)


class _Key(Struct, frozen=True, array_like=True):
    key: str


def remove(session: Session, key: str, *, now: int) -> None:
    """Deletes all rows of an article, if there are any, and notes its key in the ledger."""
    session.run("INSERT INTO purged (key, at) VALUES (:key, :at) ON CONFLICT (key) DO NOTHING", {"key": key, "at": now})
    article = number(session, "SELECT id FROM article WHERE key = :key", {"key": key})
    for statement in _STATEMENTS if article is not None else ():
        session.run(statement, {"article": article})


def known(session: Session, key: str) -> bool:
    """Whether there is an article with this key, or was one before it was purged."""
    sql = "SELECT 1 FROM article WHERE key = :key UNION SELECT 1 FROM purged WHERE key = :key"
    return number(session, sql, {"key": key}) is not None


def ledger(session: Session) -> list[str]:
    """The keys that were purged, ascending."""
    return [row.key for row in session.rows(_Key, "SELECT key FROM purged ORDER BY key")]
