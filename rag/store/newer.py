"""Exact search over the passages that no index has yet: all of them, when there is no index.

Nothing outside the Scope, and nothing later than it, moves a score or an order: word weights are
static, and a cosine is computed row by row.
"""

from __future__ import annotations

import heapq
import logging
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from rag.errors import ModelUnavailable
from rag.store import rows
from rag.store.rows import Meta
from rag.store.session import Session, among, rows_of
from rag.store.views import Lru
from rag.types import Ids, Vectors
from rag.words import bm25, rarity

_log = logging.getLogger(__name__)
_BLOCKS = 2  # the index's last generation and the one before
_LOAD = 4_096  # vectors read at a time
_SCORED = 512  # passages whose words are read at a time
_TERMS = 64  # words of one question that are looked up, the rarest first
_SATURATION = 2.2  # k1 + 1 of `words.bm25`: no word adds more than this times its rarity
_SLACK = 1e-4  # by which two ways to sum the same products may differ
_DIGITS = 9  # to which scores are told apart


class Block(Struct, frozen=True):
    """Passages committed after `upto` and known at `seq`, ascending by id; `vectors` where they were asked for."""

    upto: int
    seq: int
    purges: int
    ids: Ids
    revisions: Ids
    vectors: Vectors


class Blocks:
    """Blocks remembered; one that is out of date is extended by what was committed since."""

    def __init__(self, where: Path) -> None:
        self._where = where
        self._kept: Lru[tuple[int, bool], Block] = Lru(2 * _BLOCKS)
        self._guard = threading.Lock()

    def of(self, session: Session, meta: Meta, upto: int, *, dense: bool) -> Block:
        """The block after `upto` in the session's snapshot; a dense one is without passages of damaged vectors."""
        with self._guard:  # held while loading: whoever else wants it would only load it too
            kept = self._kept.get((upto, dense))
            if kept is None or kept.purges != meta.purges or kept.seq > meta.seq:
                kept = Block(upto, upto, meta.purges, rows.no_ids(), rows.no_ids(), np.zeros((0, meta.dim), np.float32))
            if kept.seq < meta.seq:
                kept = self._kept.keep((upto, dense), self._extended(session, meta, kept, dense=dense))
            return kept

    def _extended(self, session: Session, meta: Meta, block: Block, *, dense: bool) -> Block:
        added = session.numbers(
            "SELECT id, revision FROM passage WHERE seq > :seq ORDER BY seq, id", {"seq": block.seq}, width=2
        )
        vectors = np.zeros((0, meta.dim), np.float32)
        if dense:
            sound, vectors = self._load(session, meta, added[:, 0])
            added = added[sound]
        return Block(
            block.upto,
            meta.seq,
            meta.purges,
            np.concatenate([block.ids, added[:, 0]]),
            np.concatenate([block.revisions, added[:, 1]]),
            np.concatenate([block.vectors, vectors]) if len(block.vectors) else vectors,
        )

    def _load(self, session: Session, meta: Meta, ids: Ids) -> tuple[NDArray[np.bool_], Vectors]:
        """Which of the passages have a sound vector, and those vectors."""
        sound = np.zeros(len(ids), np.bool_)
        parts = [np.zeros((0, meta.dim), np.float32)]
        for start in range(0, len(ids), _LOAD):
            found = packed_vectors(session, ids[start : start + _LOAD].tolist())
            whole = [row for row in found if rows.whole(row.vector, row.vector_sha256, meta.dim)]
            sound |= among(ids, np.array([row.id for row in whole], np.int64))
            parts.append(rows.unpack([row.vector for row in whole], meta.dim))
        if not sound.all():
            _log.warning("%s: the vectors of %d passages are damaged", self._where, int((~sound).sum()))
        return sound, np.concatenate(parts)


class PackedVector(Struct, frozen=True, array_like=True):
    """A vector as it is stored."""

    id: int
    vector: bytes
    vector_sha256: bytes


def packed_vectors(session: Session, ids: Iterable[int]) -> list[PackedVector]:
    """The stored vectors of passages, ascending by id; one that is purged or can't be read is missing."""
    sql = "SELECT id, vector, vector_sha256 FROM passage WHERE id IN"
    return sorted(rows_of(session, PackedVector, sql, ids), key=lambda row: row.id)


def nearest(block: Block, visible: Ids, vector: NDArray[np.float32], k: int) -> Ids:
    """The `k` passages of visible revisions nearest to `vector`, nearest first; ties by id."""
    if vector.shape != block.vectors.shape[1:] or not np.isfinite(vector).all():
        raise ModelUnavailable(f"a question's vector of shape {vector.shape} is of no use: it must be finite")
    seen = np.flatnonzero(among(block.revisions, visible))
    if not len(seen) or k < 1:
        return rows.no_ids()
    scores = (block.vectors @ vector)[seen]
    if len(seen) > k:
        least = np.partition(scores, -k)[-k]
        seen = seen[scores >= least - _SLACK]
    # A matrix product sums in an order that depends on how many rows there are; this sum doesn't.
    exact = (block.vectors[seen].astype(np.float64) * vector.astype(np.float64)).sum(axis=1)
    best = np.lexsort((block.ids[seen], -np.round(exact, _DIGITS)))[:k]
    return block.ids[seen[best]]


def sharing(session: Session, block: Block, visible: Ids, words: Sequence[str], k: int) -> Ids:
    """Up to `k` passages of visible revisions that have one of the stems, best BM25 first; ties by id."""
    if not len(block.ids) or not len(visible) or k < 1:
        return rows.no_ids()
    terms = sorted({word for word in words if word.isalnum()}, key=lambda term: (-rarity(term), term))[:_TERMS]
    ids, bounds = _bounds(session, block, visible, terms)
    best: list[tuple[float, int]] = []  # a heap of (score, -id): the worst of the best k first
    for start in range(0, len(ids), _SCORED):
        if len(best) == k and best[0][0] > bounds[start]:
            break  # no passage from here on can have a higher score
        for scored in _scores(session, ids[start : start + _SCORED], terms):
            heapq.heappush(best, scored)
            if len(best) > k:
                heapq.heappop(best)
    return np.array([-negative for _, negative in sorted(best, reverse=True)], np.int64)


def _bounds(session: Session, block: Block, visible: Ids, terms: Sequence[str]) -> tuple[Ids, NDArray[np.float64]]:
    """Passages that have a term, and the score that each can have at most, highest first."""
    total = np.zeros(len(block.ids), np.float64)
    for term in terms:
        total[among(block.ids, session.holding(term, int(block.ids[0])))] += _SATURATION * rarity(term)
    total[~among(block.revisions, visible)] = 0.0
    order = np.argsort(-total, kind="stable")[: np.count_nonzero(total)]
    return block.ids[order], total[order]


class _Worded(Struct, frozen=True, array_like=True):
    id: int
    words: str


def _scores(session: Session, ids: Ids, terms: Sequence[str]) -> Iterator[tuple[float, int]]:
    for row in rows_of(session, _Worded, "SELECT id, words FROM passage WHERE id IN", ids.tolist()):
        score = bm25(terms, row.words.split())
        if score > 0:
            yield round(score, _DIGITS), -row.id
