"""What an index must do: propose. The truth disposes, so an index may be late, damaged or missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from rag.store.protocol import Store
from rag.types import Candidates, Ids


class Index(Protocol):
    """Passages by meaning and by words, up to some commit of the truth."""

    def search(self, vector: NDArray[np.float32] | None, words: Sequence[str], visible: Ids, k: int) -> Candidates:
        """The `k` best passages of the `visible` revisions by each way, best first.

        vector: (dim,) float32 of length 1, or None for words alone. visible: ascending revision row
        ids; nothing else is proposed, and the filter acts inside the search: k are found if k exist.
        With nothing usable on disk: no candidates, `upto` 0.
        """
        ...

    def due(self, store: Store) -> bool:
        """Whether the truth has outgrown the index: rows newer than it exceed max(5,000, 5 %)."""
        ...

    def publish(self, store: Store) -> int:
        """Makes a generation of all that the truth holds now; its commit sequence. Raises: ArchiveUnusable."""
        ...

    def damage(self) -> str | None:
        """Why the newest generation can't be used, None when all is well."""
        ...

    def upto(self) -> int:
        """The commit sequence of the generation in use, 0 for none."""
        ...
