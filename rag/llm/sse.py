"""Raw bytes of a `text/event-stream` to the data of its events, however they are cut into chunks.

Own code: httpx-sse has no cap on a line, and the cap is the point. But: no event names, ids or retry times, which
no model's server uses for text. https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_END_OF_LINE = re.compile(rb"[\r\n]")
_BOM = b"\xef\xbb\xbf"


class Events:
    """Lines of at most `cap` bytes, ended by CR, LF or CRLF, gathered to events."""

    def __init__(self, *, cap: int) -> None:
        self._cap = cap
        self._line = bytearray()  # still without its end
        self._data: list[bytes] = []
        self._after_cr = False  # a LF that comes now belongs to the CR before it
        self._first = True

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """The data of each event that `chunk` completes. Raises: ValueError for a line over the cap."""
        start = 0
        for end in _END_OF_LINE.finditer(chunk):
            at = end.start()
            second_half = chunk[at] == 0x0A and at == start and self._after_cr
            self._after_cr = chunk[at] == 0x0D
            if not second_half:
                self._grow(chunk[start:at])
                yield from self._ended_line()
            start = at + 1
        if start < len(chunk):
            self._after_cr = False
            self._grow(chunk[start:])

    def end(self) -> Iterator[bytes]:
        """The data of an event whose closing blank line never came."""
        yield from self._ended_line()
        yield from self._ended_event()

    def _grow(self, part: bytes) -> None:
        self._line += part
        if len(self._line) > self._cap:
            raise ValueError("a line of the stream is too long")

    def _ended_line(self) -> Iterator[bytes]:
        line = bytes(self._line)
        self._line.clear()
        if self._first:
            line, self._first = line.removeprefix(_BOM), False
        if not line:
            yield from self._ended_event()
        name, _, value = line.partition(b":")  # a comment has an empty name
        if name == b"data":
            self._data.append(value.removeprefix(b" "))

    def _ended_event(self) -> Iterator[bytes]:
        data, self._data = b"\n".join(self._data), []
        if data:
            yield data


class Whole:
    """The same for a reply that is one JSON body: its only event is the whole of it."""

    def __init__(self) -> None:
        self._body = bytearray()

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """Nothing yet."""
        self._body += chunk
        yield from ()

    def end(self) -> Iterator[bytes]:
        """The body."""
        yield bytes(self._body)
