"""The truth to the files of a generation.

Always from the truth's live rows, never from an older generation: what was deleted or purged must
not come along. Only the shape of the cells is taken over, which took minutes and holds no article.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import numpy as np

from rag.errors import ArchiveIncompatible, ArchiveUnusable
from rag.index import dense, files, generation
from rag.index.dense import Dense, DenseBuilder
from rag.index.generation import Named
from rag.index.lexical import LexicalBuilder
from rag.store.protocol import Rows, Store


class Builder:
    """Builds one generation in a folder of its own, `work`."""

    def __init__(self, work: Path, *, dim: int, flat_most: int, shaped: Dense | None) -> None:
        self._work = work
        self._dim = dim
        os.mkdir(work / generation.LEXICAL, 0o700)
        self._dense = DenseBuilder(dim=dim, flat_most=flat_most, shaped=shaped)
        self._lexical = LexicalBuilder(work / generation.LEXICAL)
        self._ids: list[np.ndarray[tuple[int], np.dtype[np.int64]]] = []
        self._n = 0

    def add(self, rows: Rows) -> None:
        """Takes the next passages. Raises: ArchiveUnusable for vectors of another length."""
        if not len(rows.ids):
            return
        if rows.vectors.shape != (len(rows.ids), self._dim):
            raise ArchiveUnusable(f"vectors of shape {rows.vectors.shape} for {len(rows.ids)} passages of {self._dim}")
        self._dense.add(rows.vectors)
        self._lexical.add(self._n, rows.words, rows.revision_ids)
        self._ids.append(np.stack([rows.ids, rows.revision_ids]).astype("<i8"))
        self._n += len(rows.ids)

    def finish(self, *, seq: int, fingerprint: str) -> Named:
        """Makes the generation whole and durable in its folder; its name."""
        vectors = self._dense.finish()
        columns = np.concatenate([np.empty((2, 0), dtype="<i8"), *self._ids], axis=1)  # (2, n)
        words = self._lexical.finish()
        with files.folder(self._work) as inside, files.folder(generation.LEXICAL, within=inside) as lexical:
            sealed = {f"{generation.LEXICAL}/{path.name}": files.seal(path.name, within=lexical) for path in words}
            files.flush(lexical)
            sealed[generation.COLUMNS] = files.write(generation.COLUMNS, columns.tobytes(), within=inside)
            sealed[generation.VECTORS] = files.write(generation.VECTORS, vectors.dump(), within=inside)
        said = generation.describe(
            seq=seq,
            n=self._n,
            dim=self._dim,
            fingerprint=fingerprint,
            faiss=dense.version(),
            cells_from=vectors.cells_from,
        )
        return generation.finish(self._work, msgspec.structs.replace(said, files=sealed))


def build(store: Store, work: Path, *, fingerprint: str, dim: int, flat_most: int, shaped: Dense | None) -> Named:
    """Makes a generation of all that the truth holds in the folder `work`; its name.

    Raises: ArchiveIncompatible when the truth's vectors are another model's; ArchiveUnusable; OSError.
    """
    theirs = store.fingerprint()
    if theirs not in (None, fingerprint):
        raise ArchiveIncompatible(f"the archive's vectors are from {theirs}, the index is for {fingerprint}")
    seq = store.seq()
    builder = Builder(work, dim=dim, flat_most=flat_most, shaped=shaped)
    for rows in store.rows(0, seq):
        builder.add(rows)
    return builder.finish(seq=seq, fingerprint=fingerprint)
