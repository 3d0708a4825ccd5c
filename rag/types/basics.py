"""Spans, times and hashes: what every other noun is made of."""

from __future__ import annotations

import hashlib
from typing import Literal

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Vectors = NDArray[np.float32]  # (n, dim), rows of length 1
Ids = NDArray[np.int64]
Precision = Literal["second", "minute", "day", "month", "year"]
Field = Literal["text", "title"]


class Span(Struct, frozen=True, order=True):
    """A run of code points of a revision's `text` (or `title`): half-open `[start, end)`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The code points that the span covers in `text`."""
        return text[self.start : self.end]


class When(Struct, frozen=True):
    """A time as precise as its source gave it.

    `text`: ISO 8601 as it is echoed (a bare date stays bare). `first`, `last`: the first and the
    last instant that it may mean, in microseconds; equal for a time to the second.
    """

    text: str
    precision: Precision
    first: int
    last: int


def echo(when: When | None) -> str | None:
    """A time as its source wrote it."""
    return when.text if when else None


def digest(text: str) -> str:
    """The sha256 of `text` in UTF-8, 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
