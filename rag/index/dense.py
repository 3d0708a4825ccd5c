"""Passages by meaning: a FAISS index of inner products over rows 0..n-1.

Up to `flat_most` rows half-precision vectors are scanned, exactly; beyond, bytes in cells are
probed (ENGINES.md 1). But: knows rows only, neither passage ids nor revisions, and no file: what
it loads was checked before, since a damaged FAISS file often loads and answers wrongly.
"""

from __future__ import annotations

import functools
from types import ModuleType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rag.errors import ArchiveUnusable
from rag.types import Ids, Vectors

if TYPE_CHECKING:
    import faiss

FLAT_MOST = 200_000  # rows: above, scanning costs more than 20 ms a question
_BYTES_MOST, _LOOPS_MOST = 1 << 37, 1 << 22  # what a FAISS file may ask for: five million passages fit many times
_SUBSET_SHARE = 0.05  # below, every cell's passing rows are scored: probing would miss most of them
_PROBED_SHARE, _PROBES_LEAST = 1 / 8, 32  # of cells: recall@10 .97, @50 .93 on sentences of news; 1 / 64: .80, .66
_ROWS_A_CELL_LEAST, _ROWS_A_CELL_TRAINED = 39, 64  # k-means wants at least 39, and gains little past 64
_BATCH = 65_536
_OUTGROWN = 2  # cells are shaped anew when the rows doubled


class Dense:
    """Vectors to search: `cells_from` says how many rows shaped the cells, 0 for none."""

    def __init__(self, index: faiss.Index, cells_from: int) -> None:
        self._index = index
        self.cells_from = cells_from

    @property
    def n(self) -> int:
        """How many rows there are."""
        return int(self._index.ntotal)

    @classmethod
    def load(cls, content: bytes | bytearray, *, dim: int, cells_from: int) -> Dense:
        """The vectors that `dump` packed. Raises: ArchiveUnusable, and what FAISS raises for junk."""
        index = _library().deserialize_index(np.frombuffer(content, dtype=np.uint8))
        if index.d != dim or index.metric_type != _library().METRIC_INNER_PRODUCT:
            raise ArchiveUnusable(f"the vectors have {index.d} dimensions, not {dim}, or another metric")
        return cls(index, cells_from)

    def dump(self) -> memoryview:
        """The bytes of the index."""
        return memoryview(_library().serialize_index(self._index))

    def search(self, vector: NDArray[np.float32], passing: NDArray[np.bool_] | None, k: int) -> Ids:
        """Up to `k` rows, nearest first and equal ones by row; only those `passing`, where it is given.

        vector: (dim,). passing: (n,). As many rows are found as exist, up to `k`.
        """
        share = 1.0 if passing is None else np.count_nonzero(passing) / max(1, self.n)
        k = min(k, round(share * self.n))
        query = np.ascontiguousarray(vector, dtype=np.float32)
        if k < 1 or not np.isfinite(query).all():
            return np.empty(0, dtype=np.int64)
        if self.cells_from:
            return self._probe(query, passing, k, share)
        return self._ask(query, k, _with(_library().SearchParameters(), passing))

    def _probe(self, query: NDArray[np.float32], passing: NDArray[np.bool_] | None, k: int, share: float) -> Ids:
        cells = int(_library().extract_index_ivf(self._index).nlist)
        probes = max(_PROBES_LEAST, cells * _PROBED_SHARE) / share  # so many passing rows are met, whatever the share
        probes = cells if share < _SUBSET_SHARE else min(cells, round(probes))
        found = self._ask(query, k, _with(_library().SearchParametersIVF(nprobe=probes), passing))
        if len(found) < k and probes < cells:
            found = self._ask(query, k, _with(_library().SearchParametersIVF(nprobe=cells), passing))
        return found

    def _ask(self, query: NDArray[np.float32], k: int, parameters: faiss.SearchParameters) -> Ids:
        scores, rows = self._index.search(query[None, :], k, params=parameters)
        there = rows[0] >= 0  # -1 stands for nothing
        return _ordered(rows[0][there], scores[0][there])


class DenseBuilder:
    """Takes vectors a batch at a time; `shaped` lends its cells when they still fit."""

    def __init__(self, *, dim: int, flat_most: int, shaped: Dense | None) -> None:
        library = _library()
        kind = library.ScalarQuantizer.QT_fp16  # as precise as the truth keeps them
        self._flat = library.IndexScalarQuantizer(dim, kind, library.METRIC_INNER_PRODUCT)
        self._flat_most = flat_most
        self._shaped = shaped

    def add(self, vectors: Vectors) -> None:
        """Appends rows, (m, dim)."""
        self._flat.add(np.ascontiguousarray(vectors, dtype=np.float32))

    def finish(self) -> Dense:
        """The vectors, in cells when there are many."""
        n = int(self._flat.ntotal)
        if n <= self._flat_most:
            return Dense(self._flat, 0)
        index, cells_from = self._cells(n)
        for first in range(0, n, _BATCH):
            index.add(self._flat.reconstruct_n(first, min(_BATCH, n - first)))
        return Dense(index, cells_from)

    def _cells(self, n: int) -> tuple[faiss.Index, int]:
        lent = self._shaped.cells_from if self._shaped else 0
        if self._shaped and lent and n < lent * _OUTGROWN:
            index = _library().clone_index(self._shaped._index)
            index.reset()
            return index, lent
        return self._trained(n), n

    def _trained(self, n: int) -> faiss.Index:
        library = _library()
        dim = self._flat.d
        cells = max(1, min(n // _ROWS_A_CELL_LEAST, 1 << round(np.log2(4 * np.sqrt(n)))))
        centres = library.IndexFlatIP(dim)
        kind = library.ScalarQuantizer.QT_8bit
        index: faiss.Index = library.IndexIVFScalarQuantizer(centres, dim, cells, kind, library.METRIC_INNER_PRODUCT)
        sample = np.linspace(0, n - 1, min(n, cells * _ROWS_A_CELL_TRAINED)).astype(np.int64)  # of every age
        index.train(self._flat.reconstruct_batch(sample))
        return index


def version() -> str:
    """The FAISS version that made an index."""
    return str(_library().__version__)


def _with(parameters: faiss.SearchParameters, passing: NDArray[np.bool_] | None) -> faiss.SearchParameters:
    if passing is not None:
        bits = np.packbits(passing, bitorder="little")
        parameters.sel = _library().IDSelectorBitmap(bits)
    return parameters


def _ordered(rows: Ids, scores: NDArray[np.float32]) -> Ids:
    return np.asarray(rows[np.lexsort((rows, -scores))], dtype=np.int64)


@functools.cache
def _library() -> ModuleType:
    import faiss

    faiss.set_deserialization_vector_byte_limit(_BYTES_MOST)
    faiss.set_deserialization_loop_limit(_LOOPS_MOST)
    return faiss
