"""The only way to rows: what one Scope sees of one snapshot, each row checked against its hash.

But: no search by an index, and no judgement of what a correction says.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from rag import marks as reading
from rag.errors import ArchiveIncompatible, ArticleUnknown, CitationCorrupt
from rag.store import derived, facets, newer, restored, rows, scoped
from rag.store.lineage import lineage, unknown
from rag.store.newer import Block, Blocks, PackedVector
from rag.store.protocol import Facet, Linked, RevisionInfo, Standing
from rag.store.rows import Meta
from rag.store.session import Session, among, rows_of
from rag.store.views import Lru, View, Views
from rag.times import iso
from rag.types import Counted, Coverage, Ids, Marks, Passage, Precision, Revision, Scope, Span, Successor, Vectors, When

_log = logging.getLogger(__name__)
_SPANS = "SELECT id, revision, ordinal, span_start, span_end FROM passage WHERE id IN"
_COVERAGES = 64
_PAGE = 64  # articles of a listing that are read at a time


class Remembered:
    """What readers of one archive share, so that a second question costs less than the first."""

    def __init__(self, where: Path) -> None:
        self.where = where
        self.views = Views()
        self.blocks = Blocks(where)
        self.coverages: Lru[tuple[Scope, int, int], Coverage] = Lru(_COVERAGES)


class _SpanRow(Struct, frozen=True, array_like=True):
    id: int
    revision: int
    ordinal: int
    span_start: int
    span_end: int


class _PublishedRow(Struct, frozen=True, array_like=True):
    text: str
    precision: Precision


class _ListedRow(Struct, frozen=True, array_like=True):
    key: str
    revision: int


class RowReader:
    """A Reader over one transaction. `fingerprint`: the model that the caller's vectors are made with."""

    def __init__(self, session: Session, meta: Meta, scope: Scope, *, fingerprint: str, remembered: Remembered) -> None:
        if scope.events and meta.format < derived.SINCE:
            raise ArchiveIncompatible("this archive has no days of events yet: run `dateline recompute`")
        self.scope = scope
        self.seq = meta.seq
        self._session = session
        self._meta = meta
        self._fingerprint = fingerprint
        self._remembered = remembered

    def visible(self) -> Ids:
        """Row ids of the revisions in Scope, ascending: at most one an article."""
        return self._view().ids

    def coverage(self) -> Coverage:
        """Counts and dates of what is in Scope."""
        view = self._view()
        key = (view.key, view.seq, view.purges)
        return self._remembered.coverages.get(key) or self._remembered.coverages.keep(key, self._covered(view))

    def newer(self, upto: int) -> int:
        """How many passages, visible or not, were committed after `upto`."""
        return len(self._block(upto, dense=False).ids)

    def newer_dense(self, upto: int, vector: NDArray[np.float32], k: int) -> Ids:
        """The `k` passages in Scope committed after `upto` that are nearest to `vector`, exactly.

        Raises: ArchiveIncompatible when the vectors here are another model's.
        """
        if not self.seq:
            return rows.no_ids()
        self._demand_model()
        return newer.nearest(self._block(upto, dense=True), self.visible(), vector, k)

    def newer_lexical(self, upto: int, words: Sequence[str], k: int) -> Ids:
        """Up to `k` passages in Scope committed after `upto` that share a word, by BM25."""
        return newer.sharing(self._session, self._block(upto, dense=False), self.visible(), words, k)

    def passages(self, ids: Ids) -> list[Passage]:
        """Those of `ids` that are live and in Scope, in the order given; a damaged one is left out and logged."""
        found = rows_of(self._session, _SpanRow, _SPANS, ids.tolist())
        visible = among(np.array([row.revision for row in found], np.int64), self.visible())
        live = {row.id: row for row, seen in zip(found, visible, strict=True) if seen}
        whole = {row.id for row in self._packed(live) if rows.whole(row.vector, row.vector_sha256, self._meta.dim)}
        for damaged in sorted(live.keys() - whole):
            _log.warning("%s: the vector of passage %d is damaged", self._remembered.where, damaged)
        return [_passage(live[each]) for each in ids.tolist() if each in whole]

    def vectors(self, ids: Ids) -> Vectors:
        """The stored vectors of passages, (n, dim), in the order given.

        Raises: CitationCorrupt; ArticleUnknown for a passage that is not here; ArchiveIncompatible.
        """
        self._demand_model()
        found = {row.id: row for row in self._packed(ids.tolist())}
        for each in ids.tolist():
            if each not in found:
                raise ArticleUnknown(f"there is no passage {each}")
            if not rows.whole(found[each].vector, found[each].vector_sha256, self._meta.dim):
                raise CitationCorrupt(f"the vector of passage {each} does not match its sha256")
        return rows.unpack([found[each].vector for each in ids.tolist()], self._meta.dim)

    def revisions(self, ids: Ids) -> dict[int, Revision]:
        """Revisions in Scope by row id, each hash-checked; a damaged one is left out and logged."""
        return restored.revisions(self._session, ids[among(ids, self.visible())], where=self._remembered.where)

    def marks(self, revisions: Mapping[int, Revision]) -> dict[int, Marks]:
        """What is read in revisions, by row id: as stored, or read now where it is missing or of older rules."""
        if self._meta.format < derived.SINCE:
            return {row: reading.read(revision) for row, revision in revisions.items()}
        return derived.marks(self._session, revisions)

    def happening(self, first: int, last: int) -> Ids:
        """Row ids, ascending, of the revisions in Scope that name a time within days `first` to `last` (ordinals)."""
        if self._meta.format < derived.SINCE:
            return rows.no_ids()
        found = derived.happening(self._session, first, last)
        return found[among(found, self.visible())]

    def facets(self, by: Facet) -> list[Counted]:
        """How many articles in Scope have each month of publication, outlet or collection, by value."""
        return facets.counted(self._session, self.scope, by, where=self._remembered.where)

    def linked(self, ids: Ids) -> list[Linked]:
        """The links of some revisions to others in Scope."""
        if self._meta.format < derived.SINCE:
            return []
        return derived.linked(self._session, ids, self.visible())

    def withdrawn(self, ids: Ids) -> Ids:
        """Which of some revisions in Scope print the text of an article that was killed, ascending."""
        if self._meta.format < derived.SINCE:
            return rows.no_ids()
        return derived.withdrawn(self._session, ids, self.scope)

    def article(self, key: str, number: int | None = None) -> Revision:
        """The revision in Scope of an article, or its revision `number`.

        Raises: ArticleUnknown, ArticleGone, CitationCorrupt.
        """
        found = lineage(self._session, self.scope, key)
        row = found.stands if number is None else found.numbered(number)
        if number is None and not among(np.array([row.id]), self.visible())[0]:
            raise unknown(key)  # a filter of the Scope leaves it out
        if not scoped.shown(row, self.scope):
            raise unknown(key)
        sound = restored.revisions(self._session, np.array([row.id]), where=self._remembered.where)
        if not sound:
            raise CitationCorrupt(f"revision {row.number} of {key} does not match its sha256")
        return sound[row.id]

    def history(self, key: str) -> list[RevisionInfo]:
        """The revisions of an article known at the Scope's as_of that may be shown, by number.

        Raises: ArticleUnknown, ArticleGone.
        """
        return [
            RevisionInfo(
                revision=row.number, valid_from=iso(row.valid_from), first_seen=iso(row.first_seen), sha256=row.sha256
            )
            for row in lineage(self._session, self.scope, key).known
            if scoped.shown(row, self.scope)
        ]

    def standing(self, revision: Revision) -> Standing:
        """Whether a revision is current in this Scope, and what replaced it. Raises: ArticleUnknown, ArticleGone."""
        found = lineage(self._session, self.scope, revision.key)
        row = found.numbered(revision.number)
        if row.number == found.stands.number:
            return Standing(row.id, "current")
        successor = Successor(found.key, found.stands.number, iso(found.stands.valid_from))
        return Standing(row.id, "superseded", successor)

    def listing(self, after: str | None, limit: int, since: int | None) -> list[Revision]:
        """Revisions in Scope by key, after the key `after`, first seen at or after `since` (microseconds)."""
        listed: list[Revision] = []
        page = self._page(after or "", limit, since)
        while page and len(listed) < limit:
            found = self.revisions(np.array([row.revision for row in page], np.int64))
            listed += [found[row.revision] for row in page if row.revision in found]
            page = self._page(page[-1].key, limit - len(listed), since)
        return listed

    def _page(self, after: str, limit: int, since: int | None) -> list[_ListedRow]:
        bound = {**scoped.bindings(self.scope), "after": after, "limit": max(0, min(limit, _PAGE)), "since": since or 0}
        seen = " AND r.first_seen >= :since" if since is not None else ""
        sql = f"SELECT a.key, r.id {scoped.in_scope(self.scope)} AND a.key > :after{seen} ORDER BY a.key LIMIT :limit"
        return self._session.rows(_ListedRow, sql, bound)

    def _view(self) -> View:
        return self._remembered.views.of(self._session, self._meta, self.scope)

    def _block(self, upto: int, *, dense: bool) -> Block:
        return self._remembered.blocks.of(self._session, self._meta, upto, dense=dense)

    def _packed(self, ids: Iterable[int]) -> list[PackedVector]:
        return newer.packed_vectors(self._session, ids)

    def _demand_model(self) -> None:
        if self._meta.fingerprint != self._fingerprint:
            raise ArchiveIncompatible(
                f"the archive has vectors of {self._meta.fingerprint}, not of {self._fingerprint}"
            )

    def _covered(self, view: View) -> Coverage:
        dated = view.table[view.dated]
        return Coverage(
            articles=len(view.table),
            passages=int(view.table[:, 2].sum()),
            undated_left_out=self._remembered.views.undated_left_out(self._session, self._meta, self.scope),
            first=self._published(dated[dated[:, 3].argmin()]) if len(dated) else None,
            last=self._published(dated[dated[:, 4].argmax()]) if len(dated) else None,
        )

    def _published(self, seen: NDArray[np.int64]) -> When | None:
        sql = "SELECT published_text, published_precision FROM revision WHERE id = :id"
        said = self._session.rows(_PublishedRow, sql, {"id": int(seen[0])})
        return When(said[0].text, said[0].precision, int(seen[3]), int(seen[4])) if said else None


def _passage(row: _SpanRow) -> Passage:
    return Passage(span=Span(row.span_start, row.span_end), ordinal=row.ordinal, id=row.id, revision_id=row.revision)
