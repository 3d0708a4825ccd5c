"""JSON files: one article a line (`.jsonl`, `.ndjson`), or one object or a list of them (`.json`).

Text is kept to the code point. A line that can't be taken is refused by its number, the others go on;
of two equal keys the last one counts. But: no size limit on a file of lines, only on each line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from rag.errors import ArticleRejected
from rag.formats.frames import Origin
from rag.formats.record import article_of
from rag.formats.source import Source
from rag.types import Article, Rejection

MAX_LINE = 10_000_000  # bytes
_MAX_WHOLE = 100_000_000  # bytes of a `.json` file, which can't be read in parts
_SKIPPED_AT_ONCE = 1_000_000
_MARK = b"\xef\xbb\xbf"
_LONE = re.compile(rb"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_VISIBLE = re.compile(rb"\S")
_items = msgspec.json.Decoder(list[msgspec.Raw])


def read(source: Source) -> Iterator[Article | Rejection]:
    """The articles of a file of lines, each as it is read: memory is bounded by the longest line."""
    number = 0
    try:
        for number, line in enumerate(_lines(source.stream), 1):
            if line is None:
                yield source.origin.rejection(f"a line of more than {MAX_LINE:,} bytes", line=number)
            elif line.strip():
                yield _read(line, source.origin, line=number)
    except ArticleRejected as error:  # the stream under it is damaged: what was read before stands
        yield source.origin.rejection(error.reason, field=error.field, line=number + 1)


def read_whole(source: Source) -> Iterator[Article | Rejection]:
    """The articles of a JSON file that holds one object or a list of objects."""
    raw = source.whole(_MAX_WHOLE).removeprefix(_MARK)
    first = _VISIBLE.search(raw)
    if first is None or first.group() != b"[":
        yield _read(raw, source.origin)
        return
    try:
        items = _items.decode(raw)
    except (ValueError, RecursionError) as error:
        raise ArticleRejected(_why(error, raw)) from error
    for number, item in enumerate(items, 1):
        yield _read(bytes(item), source.origin, item=number)


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """Each line, the first without a byte order mark; None for one that is too long, which is skipped."""
    line = stream.readline(MAX_LINE + 1).removeprefix(_MARK)
    while line:
        long = len(line) > MAX_LINE
        yield None if long else line
        while long and line and not line.endswith(b"\n"):
            line = stream.readline(_SKIPPED_AT_ONCE)
        line = stream.readline(MAX_LINE + 1)


def _read(raw: bytes, origin: Origin, *, line: int | None = None, item: int | None = None) -> Article | Rejection:
    where = f"item {item}: " if item else ""
    try:
        return article_of(_fields(raw), collection=origin.collection)
    except ArticleRejected as error:
        return origin.rejection(where + error.reason, field=error.field, line=line)


def _fields(raw: bytes) -> dict[str, object]:
    try:
        fields = msgspec.json.decode(raw)
    except (ValueError, RecursionError) as error:
        raise ArticleRejected(_why(error, raw)) from error
    if not isinstance(fields, dict):
        raise ArticleRejected("not a JSON object")
    return fields


def _why(error: Exception, raw: bytes) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "not UTF-8"
    if "truncated" in str(error) and _LONE.search(raw):
        return "not JSON: cut short, or an escaped surrogate stands alone"
    return f"not JSON: {error}"
