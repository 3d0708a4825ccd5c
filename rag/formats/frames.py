"""What the worker and its owner say to each other: msgpack frames behind a length, over pipes.

But: never pickle, and no frame longer than the reader allows.
"""

from __future__ import annotations

import struct
from typing import IO

import msgspec
from msgspec import Struct

from rag.types import Article, Rejection

MAX_FRAME = 64 * 2**20
_LENGTH = struct.Struct(">I")


class Origin(Struct, frozen=True, kw_only=True):
    """Where a file stands: the id of a bare article in it, its path as it is shown, where it goes."""

    id: str
    path: str
    collection: str | None = None

    def rejection(self, reason: str, *, field: str | None = None, line: int | None = None) -> Rejection:
        """The refusal of this file, or of a line of it."""
        return Rejection(path=self.path, line=line, field=field, reason=reason)


class Request(Struct, frozen=True):
    """A file to parse with `rag.formats.<module>.parse`."""

    module: str
    raw: bytes
    origin: Origin


class Outcome(Struct, frozen=True, kw_only=True):
    """One article or one refusal."""

    article: Article | None = None
    rejection: Rejection | None = None


def send(pipe: IO[bytes], message: object) -> None:
    """Writes one frame. Raises: BrokenPipeError when nobody reads."""
    packed = msgspec.msgpack.encode(message)
    pipe.write(_LENGTH.pack(len(packed)))
    pipe.write(packed)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes:
    """The next frame. Raises: EOFError when the other side is gone or says too much."""
    head = _exactly(pipe, _LENGTH.size)
    (length,) = _LENGTH.unpack(head)
    if length > MAX_FRAME:
        raise EOFError(f"a frame of {length:,} bytes")
    return _exactly(pipe, length)


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    raw = pipe.read(length)
    if len(raw) < length:
        raise EOFError("the other side is gone")
    return raw
