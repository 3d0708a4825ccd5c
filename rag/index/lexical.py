"""Passages by words: a tantivy index of stems over rows 0..n-1, ranked by BM25.

A stem is exactly one term: no query language is parsed, so nothing in a question can raise. Its
BM25 counts the whole generation and only proposes; the score that decides is computed elsewhere,
over the rows in Scope (DESIGN.md 3). But: knows rows and revision ids only, no passage ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rag.types import Ids

if TYPE_CHECKING:
    from tantivy import Index, Query, Searcher

_STEMS, _ROW, _REVISION = "stems", "row", "revision"
_HEAP_BYTES = 128_000_000
_LOCKS = ".tantivy-*.lock"
_TIED = 16  # fetched beyond `k`, to see whether the last score is shared
_GROWTH = 4
_FETCHED_MOST = 20_000  # hits: past that, filtering inside the query is cheaper, and ties stay in tantivy's order
_OVERFETCH_SHARE = 0.2  # of rows that pass: above, taking more hits and dropping some beats a filter query


class Lexical:
    """Words to search."""

    def __init__(self, index: Index) -> None:
        index.config_reader("manual")  # a generation never changes: nothing to watch
        self._schema = index.schema
        self._searcher: Searcher = index.searcher()

    @property
    def n(self) -> int:
        """How many rows there are."""
        return int(self._searcher.num_docs)

    @classmethod
    def open(cls, folder: Path) -> Lexical:
        """The index in a folder, whose files are mapped: they may be unlinked afterwards, never truncated."""
        from tantivy import Index

        return cls(Index.open(str(folder)))

    def search(self, words: Iterable[str], passing: NDArray[np.bool_] | None, revisions: Ids, k: int) -> Ids:
        """Up to `k` rows that share a word, best BM25 first and equal ones by row; only those `passing`, if given.

        passing: (n,). revisions: ids of the revisions whose rows pass.
        """
        wanted = self._any(words)
        share = 1.0 if passing is None else np.count_nonzero(passing) / max(1, self.n)
        k = min(k, round(share * self.n))
        if k < 1 or wanted is None:
            return np.empty(0, dtype=np.int64)
        if share >= _OVERFETCH_SHARE:
            rows, sure = self._best(wanted, passing, k, round(k / share))
            if sure or passing is None:
                return rows
        return self._best(self._within(wanted, revisions), None, k, k)[0]

    def _any(self, words: Iterable[str]) -> Query | None:
        from tantivy import Occur, Query

        terms = [Query.term_query(self._schema, _STEMS, word, "freq") for word in dict.fromkeys(map(_sound, words))]
        return Query.boolean_query([(Occur.Should, term) for term in terms]) if terms else None

    def _within(self, wanted: Query, revisions: Ids) -> Query:
        from tantivy import Occur, Query

        visible = Query.term_set_query(self._schema, _REVISION, revisions.tolist())
        return Query.boolean_query([(Occur.Must, wanted), (Occur.Must, Query.const_score_query(visible, 0.0))])

    def _best(self, wanted: Query, passing: NDArray[np.bool_] | None, k: int, first: int) -> tuple[Ids, bool]:
        """Up to `k` passing rows of the best hits, and whether there are no others that could take their place."""
        limit = first + _TIED
        while True:
            scores, rows = self._hits(wanted, limit)
            kept = np.ones(len(rows), dtype=np.bool_) if passing is None else passing[rows]
            order = np.lexsort((rows[kept], -scores[kept]))[:k]
            parted = len(order) == k and scores[kept][order[-1]] > scores[-1]
            if parted or len(rows) < limit:
                return rows[kept][order], True
            if limit >= _FETCHED_MOST:
                return rows[kept][order], len(order) == k
            limit = min(limit * _GROWTH, max(_FETCHED_MOST, limit))

    def _hits(self, wanted: Query, limit: int) -> tuple[NDArray[np.float32], Ids]:
        hits = self._searcher.search(wanted, min(limit, self.n), count=False).hits
        rows = self._searcher.fast_field_values(_ROW, [address for _, address in hits])
        return np.array([score for score, _ in hits], dtype=np.float32), np.array(rows, dtype=np.int64)


class LexicalBuilder:
    """Takes stems a batch at a time, into a folder of its own."""

    def __init__(self, folder: Path) -> None:
        from tantivy import Index, SchemaBuilder

        schema = SchemaBuilder()
        schema.add_text_field(_STEMS, tokenizer_name="whitespace", index_option="freq")
        schema.add_integer_field(_ROW, fast=True)  # an unsigned one takes no Python int (LIBRARIES.md, trap 2)
        schema.add_integer_field(_REVISION, indexed=True)
        self._folder = folder
        index = Index(schema.build(), path=str(folder))
        index.config_reader("manual")
        self._writer = index.writer(_HEAP_BYTES, 1)  # one thread: rows stay in order

    def add(self, first: int, words: Sequence[str], revision_ids: Ids) -> None:
        """Adds rows from `first` on: the stems of each, joined by spaces, and its revision."""
        from tantivy import Document

        for row, (stems, revision) in enumerate(zip(words, revision_ids.tolist(), strict=True), first):
            entry = Document()
            entry.add_text(_STEMS, _sound(stems))
            entry.add_integer(_ROW, row)
            entry.add_integer(_REVISION, revision)
            self._writer.add_document(entry)

    def finish(self) -> list[Path]:
        """Writes what was added; the files that matter."""
        self._writer.commit()
        self._writer.wait_merging_threads()
        for lock in self._folder.glob(_LOCKS):
            lock.unlink()
        return sorted(self._folder.iterdir())


def _sound(text: str) -> str:
    """`text` without lone surrogates, which have no bytes: both sides see the same stand-in."""
    return text.encode("utf-8", "replace").decode()
