"""What the truth must do. Rows are reached only through a Reader, and a Reader only through a Scope.

Every implementation passes the contract tests of `tests/store/`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Literal, Protocol

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from rag.stories import Likeness
from rag.types import Counted, Coverage, Ids, Kept, Marks, Passage, Receipt, Revision, Scope, Successor, Vectors

Facet = Literal["month", "source", "collection"]


class Prepared(Struct, frozen=True, kw_only=True):
    """A revision ready to be written: its passages, their stems joined by spaces, their vectors (n, dim).

    `marks`: what is read in it; `bands`: the signature by which printings of the same report are found.
    """

    revision: Revision
    passages: tuple[Passage, ...]
    words: tuple[str, ...]
    vectors: Vectors
    marks: Marks
    bands: tuple[int, ...]


class Linked(Struct, frozen=True):
    """Two revisions in Scope, by row id, of articles that share much of their text."""

    one: int
    other: int
    likeness: Likeness


class Renewed(Struct, frozen=True, kw_only=True):
    """How many revisions were read anew, how many are damaged and stay as they are, and the last row looked at."""

    read: int = 0
    damaged: int = 0
    last: int = 0


class Rows(Struct, frozen=True, kw_only=True):
    """Passages as an index needs them, ascending by id: what a generation is built from."""

    ids: Ids
    revision_ids: Ids
    words: tuple[str, ...]
    vectors: Vectors


class RevisionInfo(Struct, frozen=True, kw_only=True):
    """A revision as an article's record lists it."""

    revision: int
    valid_from: str
    first_seen: str
    sha256: str


class Standing(Struct, frozen=True):
    """A revision, by row id, among those of its article: current, or superseded and by which."""

    row: int
    state: Kept
    successor: Successor | None = None


class Problem(Struct, frozen=True):
    """Something that a check found wrong: where, and what."""

    where: str
    what: str


class Reader(Protocol):
    """One consistent view of what a Scope may see: a single read transaction."""

    scope: Scope
    seq: int  # commit sequence of the view

    def visible(self) -> Ids:
        """Row ids of the revisions in Scope, ascending: at most one an article."""
        ...

    def coverage(self) -> Coverage:
        """Counts and dates of what is in Scope."""
        ...

    def newer(self, upto: int) -> int:
        """How many passages, visible or not, were committed after `upto`."""
        ...

    def newer_dense(self, upto: int, vector: NDArray[np.float32], k: int) -> Ids:
        """The `k` passages in Scope committed after `upto` that are nearest to `vector`, exactly."""
        ...

    def newer_lexical(self, upto: int, words: Sequence[str], k: int) -> Ids:
        """Up to `k` passages in Scope committed after `upto` that share a word, by BM25."""
        ...

    def passages(self, ids: Ids) -> list[Passage]:
        """Those of `ids` that are live and in Scope, in the order given."""
        ...

    def vectors(self, ids: Ids) -> Vectors:
        """The stored vectors of passages, (n, dim), in the order given. Raises: CitationCorrupt."""
        ...

    def revisions(self, ids: Ids) -> dict[int, Revision]:
        """Revisions in Scope by row id, each hash-checked; a damaged one is left out and logged."""
        ...

    def marks(self, revisions: Mapping[int, Revision]) -> dict[int, Marks]:
        """What is read in revisions, by row id: as stored, or read now where it is missing or of older rules."""
        ...

    def happening(self, first: int, last: int) -> Ids:
        """Row ids, ascending, of the revisions in Scope that name a time within days `first` to `last` (ordinals)."""
        ...

    def facets(self, by: Facet) -> list[Counted]:
        """How many articles in Scope have each month of publication, outlet or collection, by value."""
        ...

    def linked(self, ids: Ids) -> list[Linked]:
        """The links of some revisions to others in Scope."""
        ...

    def withdrawn(self, ids: Ids) -> Ids:
        """Which of some revisions in Scope print the text of an article that was killed, ascending."""
        ...

    def article(self, key: str, number: int | None = None) -> Revision:
        """The revision in Scope of an article, or its revision `number`. Raises: ArticleUnknown, ArticleGone."""
        ...

    def history(self, key: str) -> list[RevisionInfo]:
        """The revisions of an article known at the Scope's as_of that may be shown, by number."""
        ...

    def standing(self, revision: Revision) -> Standing:
        """Whether a revision is current in this Scope, and what replaced it. Raises: ArticleUnknown, ArticleGone."""
        ...

    def listing(self, after: str | None, limit: int, since: int | None) -> list[Revision]:
        """Revisions in Scope by key, after the key `after`, first seen at or after `since` (microseconds)."""
        ...


class Writer(Protocol):
    """One write transaction. Leaving it without an error commits; then what it took is durable."""

    def put(self, prepared: Prepared) -> Receipt:
        """Adds a revision, or nothing when the current one has the same sha256."""
        ...

    def renew(self, most: int, *, after: int = 0) -> Renewed:
        """Derives anew from up to `most` revisions, of rows after `after`, whose marks are missing or of older rules.

        A damaged one cannot be read and stays due: who goes on does so after `last`, which is `after` at the end.
        """
        ...

    def delete(self, key: str) -> None:
        """Takes an article out of every answer, at every as_of. Raises: ArticleUnknown, ArticleGone."""
        ...


class Store(Protocol):
    """The truth."""

    def read(self, scope: Scope) -> AbstractContextManager[Reader]:
        """Opens the only way to rows. Raises: ArchiveUnusable."""
        ...

    def write(self) -> AbstractContextManager[Writer]:
        """Begins the one write transaction. Raises: ArchiveBusy after a short wait, ArchiveUnusable."""
        ...

    def unchanged(self, revisions: Sequence[Revision]) -> list[Receipt | None]:
        """For each revision, its receipt when the current one has the same sha256: a cheap test before encoding."""
        ...

    def rows(self, after: int, upto: int, batch: int = 8192) -> Iterator[Rows]:
        """Live passages with `after` < commit sequence <= `upto`, for an index to take."""
        ...

    def seq(self) -> int:
        """The last commit sequence, 0 when nothing was written."""
        ...

    def fingerprint(self) -> str | None:
        """The embedding model that the vectors belong to; None before the first write."""
        ...

    def check(self) -> Iterator[Problem]:
        """Verifies the hash of every row and the file's own structure."""
        ...

    def purge(self, key: str) -> None:
        """Removes every byte of an article, for good."""
        ...

    def close(self) -> None:
        """Lets go of files."""
        ...
