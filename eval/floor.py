"""The floor that a system must beat: plain BM25 over passages of 220 words. No model, no dates, no care.

tantivy's BM25 (k1 1.2, b .75) over English stems, each word of the question optional; the last
revision of each article, its headline read with every passage. `as_of` is not honoured: it is a
floor for search.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import tantivy

from eval.types import Edition, Found

_WORDS = 220
_WORD = re.compile(r"\S+")
_TOKEN = re.compile(r"\w+")


class Bm25:
    """Passages in memory, ranked by BM25."""

    name = "bm25"

    def __init__(self, editions: Iterable[Edition]) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("read", tokenizer_name="en_stem")
        builder.add_text_field("text", stored=True, tokenizer_name="raw")
        builder.add_text_field("article_id", stored=True, tokenizer_name="raw")
        self._index = tantivy.Index(builder.build())
        writer = self._index.writer(num_threads=1)
        latest = {edition.article_id: edition for edition in editions}
        for edition in latest.values():
            for passage in passages(edition.text):
                read = f"{edition.title}\n{passage}"
                writer.add_document(tantivy.Document(read=read, text=passage, article_id=edition.article_id))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def search(self, question: str, *, as_of: str | None, limit: int) -> tuple[Found, ...]:
        """Up to `limit` passages, best first; `as_of` is not honoured."""
        query = self._index.parse_query(" ".join(_TOKEN.findall(question)).lower(), ["read"])
        searcher = self._index.searcher()
        stored = (searcher.doc(address) for _, address in searcher.search(query, limit).hits)
        return tuple(Found(article_id=each["article_id"][0], text=each["text"][0]) for each in stored)


def passages(text: str) -> Iterator[str]:
    """Runs of 220 words of `text`, verbatim, without overlap."""
    words = list(_WORD.finditer(text))
    for begin in range(0, len(words), _WORDS):
        yield text[words[begin].start() : words[min(begin + _WORDS, len(words)) - 1].end()]
