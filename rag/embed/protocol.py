"""What an embedder must do: one method; batching is its own affair."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from rag.types import Vectors


class Embedder(Protocol):
    """Texts to vectors of length 1."""

    @property
    def dim(self) -> int:
        """The number of dimensions."""
        ...

    @property
    def fingerprint(self) -> str:
        """What must be equal for two vectors to be comparable: weights, tokenizer, prefixes. Known without loading."""
        ...

    @property
    def max_tokens(self) -> int:
        """How many word pieces of a text are read."""
        ...

    def lengths(self, texts: Sequence[str]) -> list[int]:
        """The number of word pieces of each text."""
        ...

    def encode(self, texts: Sequence[str], *, role: Literal["passage", "query"]) -> Vectors:
        """(n, dim) float32, rows of length 1, in the order given. Raises: ModelUnavailable."""
        ...
