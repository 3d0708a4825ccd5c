"""Articles, vectors and stores by hand, small enough to follow."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from rag import marks, stories, times
from rag.settle import settle
from rag.store.protocol import Prepared, Reader, Store
from rag.store.sqlite import SqliteStore
from rag.types import Article, Ids, Passage, Receipt, Scope, Span, When, Window, article_key
from rag.words import stems

DIM = 8
MODEL = "model-a"
NOON = times.micros(datetime(2020, 6, 1, 12, tzinfo=UTC))
SECOND = 1_000_000
HOUR = 3_600 * SECOND
DAY = 24 * HOUR


class Clock:
    """A clock that stands until it is put."""

    def __init__(self, now: int = NOON) -> None:
        self.now = now

    def __call__(self) -> int:
        """Microseconds now."""
        return self.now


def opened(
    root: Path, *, clock: Clock | None = None, model: str = MODEL, dim: int = DIM, wait_s: float = 5.0
) -> SqliteStore:
    """The store in a folder."""
    return SqliteStore(root, fingerprint=model, dim=dim, zone=UTC, clock=clock or Clock(), lock_wait_s=wait_s)


def when(text: str) -> When:
    """A time as a caller writes it."""
    return times.parse(text, UTC)


def instant(text: str) -> int:
    """The first microsecond of a time."""
    return when(text).first


def window(begin: str | None = None, until: str | None = None) -> Window:
    """A publication window."""
    return Window(when(begin) if begin else None, when(until) if until else None)


def vector(text: str, *, dim: int = DIM) -> NDArray[np.float32]:
    """A vector of length 1 that follows from the text alone."""
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
    raw = np.random.default_rng(seed).standard_normal(dim).astype(np.float32)
    return np.asarray(raw / np.linalg.norm(raw), np.float32)


def prepared(article: Article, *, dim: int = DIM, vectors: NDArray[np.float32] | None = None) -> Prepared:
    """An article as the archive hands it to the store: a passage for each line of its text."""
    revision = settle(article, zone=UTC)
    passages: list[Passage] = []
    start = 0
    for line in revision.text.splitlines(keepends=True):
        if line.strip():
            passages.append(Passage(span=Span(start, start + len(line)), ordinal=len(passages)))
        start += len(line)
    texts = [passage.span.of(revision.text) for passage in passages]
    made = np.stack([vector(text, dim=dim) for text in texts]) if texts else np.zeros((0, dim), np.float32)
    return Prepared(
        revision=revision,
        passages=tuple(passages),
        words=tuple(" ".join(stems(text)) for text in texts),
        vectors=made if vectors is None else vectors,
        marks=marks.read(revision),
        bands=stories.bands(revision.text),
    )


class Seen(Struct, frozen=True):
    """A revision in Scope, as tests compare it."""

    id: str
    number: int
    text: str


class Desk:
    """A store with short words for what tests do all the time."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store = store
        self.clock = clock

    def put(self, id: str = "a", text: str = "One.", **fields: Any) -> Receipt:  # noqa: ANN401
        """Takes an article in, in a transaction of its own."""
        return self.put_all([Article(id=id, text=text, **fields)])[0]

    def put_all(self, articles: Iterable[Article]) -> list[Receipt]:
        """Takes articles in, in one transaction."""
        with self.store.write() as writer:
            return [writer.put(prepared(article)) for article in articles]

    def delete(self, id: str = "a", *, collection: str = "default") -> None:
        """Deletes an article."""
        with self.store.write() as writer:
            writer.delete(article_key(collection, id))

    def scope(self, as_of: str | None = None, **fields: Any) -> Scope:  # noqa: ANN401
        """A Scope at the clock's now."""
        return Scope(now=self.clock.now, as_of=when(as_of) if as_of else None, **fields)

    def seen(self, as_of: str | None = None, **fields: Any) -> dict[str, str]:  # noqa: ANN401
        """The texts in Scope by article id."""
        with self.store.read(self.scope(as_of, **fields)) as reader:
            return {each.id: each.text for each in shown(reader)}

    def numbers(self, as_of: str | None = None, **fields: Any) -> dict[str, int]:  # noqa: ANN401
        """The revision numbers in Scope by article id."""
        with self.store.read(self.scope(as_of, **fields)) as reader:
            return {each.id: each.number for each in shown(reader)}


def shown(reader: Reader) -> list[Seen]:
    """The revisions that a reader sees."""
    revisions = reader.revisions(reader.visible())
    return [Seen(each.article_id, each.number, each.text) for each in revisions.values()]


def texts_of(reader: Reader, ids: Ids) -> list[str]:
    """The texts of passages, in the order given."""
    passages = reader.passages(ids)
    revisions = reader.revisions(np.unique(np.array([each.revision_id for each in passages], np.int64)))
    return [each.span.of(revisions[each.revision_id].text) for each in passages]


def key(id: str = "a", *, collection: str = "default") -> str:
    """The key of an article."""
    return article_key(collection, id)
