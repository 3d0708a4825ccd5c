"""A truth in memory with as much of `Store` as an index uses, and the exact answers to hold an index against."""

from __future__ import annotations

import contextlib
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import cast

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from rag.index.local import LocalIndex
from rag.store.protocol import Rows, Store
from rag.types import Ids, Scope, Vectors

DIM = 16
MODEL = "model-a"
_LEXICON = tuple(f"stem{number}" for number in range(60))
_K1, _B = 1.2, 0.75


class FakePassage(Struct, frozen=True):
    """A passage as the truth keeps it."""

    id: int
    revision_id: int
    seq: int
    words: str
    vector: NDArray[np.float32]


class FakeReader:
    """Counts passages; whom they are visible to is not an index's affair."""

    def __init__(self, passages: Sequence[FakePassage]) -> None:
        self._passages = passages

    def newer(self, upto: int) -> int:
        """How many passages were committed after `upto`."""
        return sum(passage.seq > upto for passage in self._passages)


class FakeStore:
    """Passages in memory, one commit for each `put`."""

    def __init__(self, *, model: str | None = MODEL) -> None:
        self.passages: list[FakePassage] = []
        self.model = model
        self._seq = self._taken = 0

    @property
    def truth(self) -> Store:
        """The store, as far as an index can tell."""
        return cast("Store", self)

    def put(self, words: Sequence[str], vectors: Vectors, *, a_revision: int = 3) -> None:
        """Commits passages, `a_revision` of them to each new revision."""
        self._seq += 1
        for number, (stems, vector) in enumerate(zip(words, vectors, strict=True), self._taken):
            revision = 1000 + number // a_revision
            self.passages.append(FakePassage(7 * (number + 1), revision, self._seq, stems, vector))
        self._taken += len(words)

    def delete(self, revision: int) -> None:
        """Commits that a revision is gone."""
        self._seq += 1
        self.passages = [passage for passage in self.passages if passage.revision_id != revision]

    def seq(self) -> int:
        """The last commit."""
        return self._seq

    def fingerprint(self) -> str | None:
        """The embedding model."""
        return self.model

    def rows(self, after: int, upto: int, batch: int = 256) -> Iterator[Rows]:
        """The passages of some commits, in batches."""
        live = [passage for passage in self.passages if after < passage.seq <= upto]
        for start in range(0, len(live), batch):
            part = live[start : start + batch]
            yield Rows(
                ids=np.array([passage.id for passage in part], dtype=np.int64),
                revision_ids=np.array([passage.revision_id for passage in part], dtype=np.int64),
                words=tuple(passage.words for passage in part),
                vectors=np.stack([passage.vector for passage in part]),
            )

    @contextlib.contextmanager
    def read(self, scope: Scope) -> Iterator[FakeReader]:
        """A view of all."""
        yield FakeReader(self.passages)

    def revisions(self) -> Ids:
        """All revision row ids, ascending."""
        return np.unique(np.array([passage.revision_id for passage in self.passages], dtype=np.int64))


def local(root: Path, *, dim: int = DIM, flat_most: int = 200_000) -> LocalIndex:
    """An index as another process would open it."""
    return LocalIndex(root, fingerprint=MODEL, dim=dim, flat_most=flat_most)


def filled(n: int, *, seed: int = 0, dim: int = DIM) -> FakeStore:
    """A truth of `n` random passages in two commits."""
    store = FakeStore()
    for half in (n // 2, n - n // 2):
        store.put(random_words(half, seed=seed + half), random_vectors(half, seed=seed + half, dim=dim))
    return store


def random_vectors(n: int, *, seed: int, dim: int = DIM) -> Vectors:
    """Vectors of length 1, as precise as the truth keeps them."""
    drawn = np.random.default_rng(seed).standard_normal((n, dim)).astype(np.float32)
    unit = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
    return np.asarray(unit.astype(np.float16), dtype=np.float32)


def random_words(n: int, *, seed: int) -> list[str]:
    """Passages of 3 to 30 stems, some stems far more common than others."""
    random = np.random.default_rng(seed)
    lengths = random.integers(3, 31, n)
    return [" ".join(_LEXICON[int(at) % len(_LEXICON)] for at in random.zipf(1.3, length)) for length in lengths]


def nearness(store: FakeStore, vector: NDArray[np.float32], visible: Ids) -> dict[int, float]:
    """The inner product with every passage of the visible revisions, by passage id."""
    shown = set(visible.tolist())
    return {passage.id: float(passage.vector @ vector) for passage in store.passages if passage.revision_id in shown}


def bm25(store: FakeStore, words: Iterable[str], visible: Ids) -> dict[int, float]:
    """Okapi BM25 over all passages, of those in visible revisions that share a word, by passage id."""
    texts = {passage.id: passage.words.split() for passage in store.passages}
    mean = sum(map(len, texts.values())) / max(1, len(texts))
    held = Counter(stem for text in texts.values() for stem in set(text))
    shown = set(visible.tolist())
    scores: dict[int, float] = {}
    for passage in store.passages:
        counts = Counter(texts[passage.id])
        shared = [word for word in set(words) if counts[word]]
        if passage.revision_id in shown and shared:
            damping = _K1 * (1 - _B + _B * len(texts[passage.id]) / mean)
            scores[passage.id] = sum(
                math.log1p((len(texts) - held[word] + 0.5) / (held[word] + 0.5))
                * counts[word] * (_K1 + 1) / (counts[word] + damping)
                for word in shared
            )  # fmt: skip
    return scores


def assert_best(got: Ids, scores: dict[int, float], k: int) -> None:
    """Holds when `got` are `k` of the best, best first, or all when there are fewer; equal scores by id."""
    ids = got.tolist()
    assert len(ids) == len(set(ids)) == min(k, len(scores))
    assert set(ids) <= scores.keys()
    expected = sorted(scores.values(), reverse=True)[: len(ids)]
    np.testing.assert_allclose([scores[each] for each in ids], expected, rtol=1e-4, atol=1e-5)


def after(commits: int) -> FakeStore:
    """The truth after some commits: one more passage each, which says its number."""
    store = filled(60)
    for number in range(commits):
        store.put([f"stem0 commit{number}"], random_vectors(1, seed=number))
    return store
