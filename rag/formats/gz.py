"""Compressed files: a stream that stops when it grows too fast. But: no zip and no tar."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import BinaryIO

from rag.errors import ArticleRejected

MAX_RATIO = 100  # plain bytes a packed byte; text reaches about 20
_STEP = 262_144  # plain bytes between two looks at the ratio
_JUDGED_FROM = 1_000_000  # plain bytes; less than this does no harm


class Inflated(io.RawIOBase):
    """The plain bytes of a gzip file. There is no limit on their number: who reads them sets one.

    Raises: ArticleRejected on reading, when the file is damaged or a decompression bomb.
    """

    def __init__(self, packed: BinaryIO) -> None:
        self._packed = packed
        self._plain = gzip.GzipFile(fileobj=packed, mode="rb")
        self._given = 0

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """The number of bytes that it put into `buffer`."""
        try:
            size = self._plain.readinto(memoryview(buffer)[:_STEP])
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise ArticleRejected(f"damaged gzip: {error}") from error
        self._given += size
        if self._given > _JUDGED_FROM and self._given > MAX_RATIO * self._packed.tell():
            raise ArticleRejected(f"a decompression bomb: it grows more than {MAX_RATIO} times")
        return size

    def close(self) -> None:
        """Closes this stream, not the packed one."""
        self._plain.close()
        super().close()
