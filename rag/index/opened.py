"""A generation in memory: verified file by file, then searched.

What was hashed is what is searched: vectors are read into memory, and the mapped lexical files are
private copies that have no name any more, so neither a file cut short nor one swapped afterwards
reaches a running search, and an archive that can't be written to can still be read.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.errors import ArchiveUnusable
from rag.index import files, generation
from rag.index.dense import Dense
from rag.index.generation import Manifest, Named
from rag.index.lexical import Lexical
from rag.types import Candidates, Ids


class Opened:
    """A whole generation, ready to be searched by any number of threads."""

    def __init__(self, named: Named, manifest: Manifest, columns: Ids, dense: Dense, lexical: Lexical) -> None:
        self.named = named
        self.seq = manifest.seq
        self.n = manifest.n
        self.dense = dense
        self._lexical = lexical
        self.ids = columns[0]
        self._revisions, self._revision_of = np.unique(columns[1], return_inverse=True)

    def search(self, vector: NDArray[np.float32] | None, words: Iterable[str], visible: Ids, k: int) -> Candidates:
        """The `k` best passages of the `visible` revisions by each way."""
        shown = np.isin(self._revisions, visible)
        passing = None if shown.all() else shown[self._revision_of]
        near = self.dense.search(vector, passing, k) if vector is not None else np.empty(0, dtype=np.int64)
        alike = self._lexical.search(words, passing, self._revisions[shown], k)
        return Candidates(dense=self.ids[near], lexical=self.ids[alike], upto=self.seq)


def open_generation(root: Path, named: Named, *, fingerprint: str, dim: int) -> Opened:
    """The generation `named` of an archive, verified. Raises: OSError, ArchiveUnusable, and what FAISS raises."""
    with generation.generations(root) as inside, files.folder(named.name, within=inside) as folder:
        return read(folder, named, fingerprint=fingerprint, dim=dim, beside=root)


def read(folder: int, named: Named, *, fingerprint: str, dim: int, beside: Path) -> Opened:
    """The generation in an open folder, verified; its private copy is made in the archive `beside` it, or elsewhere."""
    manifest = generation.manifest(named, within=folder, fingerprint=fingerprint, dim=dim)
    if not {generation.VECTORS, generation.COLUMNS} <= manifest.files.keys():
        raise ArchiveUnusable(f"{generation.MANIFEST} lists no vectors or no columns")
    columns = files.read(generation.COLUMNS, manifest.files[generation.COLUMNS], within=folder)
    vectors = files.read(generation.VECTORS, manifest.files[generation.VECTORS], within=folder)
    dense = Dense.load(vectors, dim=dim, cells_from=manifest.cells_from)
    lexical = _lexical(folder, manifest, beside)
    counts = len(columns) // 16, dense.n, lexical.n
    if counts != (manifest.n,) * 3:
        raise ArchiveUnusable(f"{counts} rows in columns, vectors and words, the manifest says {manifest.n}")
    return Opened(named, manifest, np.frombuffer(columns, dtype="<i8").reshape(2, -1), dense, lexical)


def _lexical(folder: int, manifest: Manifest, beside: Path) -> Lexical:
    try:
        with files.workspace(generation.folder_of(beside)) as copy:
            return _copied(folder, manifest, copy)
    except OSError:  # an archive that can't be written to, or is full
        with tempfile.TemporaryDirectory(prefix="dateline-") as copy:
            return _copied(folder, manifest, Path(copy))


def _copied(folder: int, manifest: Manifest, copy: Path) -> Lexical:
    with files.folder(copy) as target, files.folder(generation.LEXICAL, within=folder) as source:
        for path, sealed in manifest.files.items():
            if path.startswith(f"{generation.LEXICAL}/"):
                files.copy(path.partition("/")[2], sealed, source=source, target=target)
    return Lexical.open(copy)
