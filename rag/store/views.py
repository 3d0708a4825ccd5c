"""What a Scope sees, remembered: the revisions that are visible, and what is counted of them.

A view is brought up to date with the articles that changed since, so that a commit costs what it
added. Whatever was remembered before a purge is forgotten.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from rag.store import scoped
from rag.store.rows import Meta
from rag.store.session import Session, number
from rag.times import FOREVER
from rag.types import Ids, Scope, Window

_KEPT = 24  # views: as many as callers with Scopes of their own may be at it at a time
_COLUMNS = (
    f"r.id, r.article, r.passages, COALESCE(r.published_first, {FOREVER}), COALESCE(r.published_last, {-FOREVER})"
)

Key = TypeVar("Key", bound=Hashable)
Kept = TypeVar("Kept")


class View(Struct, frozen=True):
    """One row for each visible revision, ascending by id: id, article, passages, first, last publication.

    `key`: the Scope, its `now` put back to where the view began to hold.
    """

    key: Scope
    seq: int
    purges: int
    table: NDArray[np.int64]

    @property
    def ids(self) -> Ids:
        """The row ids of the revisions, ascending."""
        return self.table[:, 0]

    @property
    def articles(self) -> Ids:
        """The row id of each one's article."""
        return self.table[:, 1]

    @property
    def dated(self) -> NDArray[np.bool_]:
        """Whether each one says when it was published."""
        return np.asarray(self.table[:, 3] != FOREVER, np.bool_)


class Lru(Generic[Key, Kept]):
    """The values used last, by key; safe to use from several threads."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: OrderedDict[Key, Kept] = OrderedDict()
        self._guard = threading.Lock()

    def get(self, key: Key) -> Kept | None:
        """The value of `key`, None when it is not kept."""
        with self._guard:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: Key, value: Kept) -> Kept:
        """Keeps a value, and lets go of the one not used for longest."""
        with self._guard:
            self._kept[key] = value
            self._kept.move_to_end(key)
            if len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return value


class Views:
    """The views of one archive."""

    def __init__(self) -> None:
        self._kept: Lru[Scope, View] = Lru(_KEPT)

    def of(self, session: Session, meta: Meta, scope: Scope) -> View:
        """What `scope` sees in the session's snapshot."""
        key = msgspec.structs.replace(scope, now=_since(session, scope.now))
        view = self._kept.get(key)
        if view is not None and view.purges == meta.purges and view.seq == meta.seq:
            return view
        if view is not None and view.purges == meta.purges and view.seq < meta.seq:
            return self._kept.keep(key, _renewed(session, meta, scope, view))
        fresh = View(key, meta.seq, meta.purges, _select(session, scope, after=0))
        return fresh if view is not None and view.seq > meta.seq else self._kept.keep(key, fresh)

    def undated_left_out(self, session: Session, meta: Meta, scope: Scope) -> int:
        """How many articles without a publication date only as_of or the published window keeps out."""
        at_that_time = self.of(session, meta, msgspec.structs.replace(scope, published=Window()))
        by_window = int((~at_that_time.dated).sum()) if scope.published else 0
        if scope.as_of is None:
            return by_window
        today = self.of(session, meta, msgspec.structs.replace(scope, published=Window(), as_of=None))
        unseen = ~np.isin(today.articles, at_that_time.articles)
        return by_window + int((unseen & ~today.dated).sum())


def _since(session: Session, now: int) -> int:
    """The last instant up to `now` at which an embargo or an expiry changed what is visible.

    Between two such instants every now sees the same: this is what lets a view be remembered.
    """
    lifted = number(session, "SELECT MAX(embargo) FROM revision WHERE embargo <= :now", {"now": now})
    expired = number(session, "SELECT MAX(expires) FROM revision WHERE expires < :now", {"now": now})
    return max(-FOREVER if lifted is None else lifted, -FOREVER if expired is None else expired + 1)


def _select(session: Session, scope: Scope, *, after: int) -> NDArray[np.int64]:
    changed = " AND a.seq > :after" if after else ""
    sql = f"SELECT {_COLUMNS} {scoped.in_scope(scope)}{changed}"
    found = session.numbers(sql, {**scoped.bindings(scope), "after": after}, width=5)
    table = found[np.argsort(found[:, 0])]
    table.flags.writeable = False  # shared by every reader of this view
    return table


def _renewed(session: Session, meta: Meta, scope: Scope, view: View) -> View:
    changed = np.sort(session.numbers("SELECT id FROM article WHERE seq > :after", {"after": view.seq}))
    kept = view.table[~np.isin(view.articles, changed)]
    table = np.concatenate([kept, _select(session, scope, after=view.seq)])
    table = table[np.argsort(table[:, 0])]
    table.flags.writeable = False
    return View(view.key, meta.seq, meta.purges, table)
