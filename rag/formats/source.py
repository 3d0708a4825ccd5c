"""One file on its way in: where it comes from, its bytes under limits, and the worker for hostile formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from msgspec import Struct

from rag.errors import ArticleRejected
from rag.formats.apart import Worker
from rag.formats.frames import Origin
from rag.types import Article, Rejection

Parse = Callable[[bytes, Origin], Iterable[Article | Rejection]]


class Source(Struct, frozen=True, kw_only=True):
    """An open file. `stream` gives its bytes, decompressed; a format reads no more of them than it needs."""

    origin: Origin
    stream: BinaryIO
    worker: Worker

    def whole(self, limit: int) -> bytes:
        """All bytes. Raises: ArticleRejected when there are more than `limit`, or none."""
        raw = self.stream.read(limit + 1)
        if len(raw) > limit:
            raise ArticleRejected(f"more than {limit:,} bytes", field="text")
        if not raw or raw.isspace():
            raise ArticleRejected("the file is empty", field="text")
        return raw

    def apart(self, module: str, *, limit: int) -> Iterator[Article | Rejection]:
        """What `rag.formats.<module>.parse` makes of the bytes, run in the worker."""
        yield from self.worker.parse(module, self.whole(limit), self.origin)
