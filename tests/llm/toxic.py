"""A server on loopback that does one wrong thing, named by the first part of its path."""

from __future__ import annotations

import asyncio
import struct
import time
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from socket import SO_LINGER, SOL_SOCKET

from anyio.from_thread import start_blocking_portal

from tests.llm.kit import DONE, event, stream_of

GOOD = stream_of("The ferry sails ", "at nine – ", "daily.")
SAID = "The ferry sails at nine – daily."
MEGABYTE = bytes(1024 * 1024)

Behaviour = Callable[["Peer"], Awaitable[None]]


class Peer:
    """One connection, its request read."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self.writer = writer

    async def send(self, *parts: bytes) -> None:
        """Sends the parts, waiting for room."""
        for part in parts:
            self.writer.write(part)
            await self.writer.drain()

    async def head(self, status: str = "200 OK", kind: str = "text/event-stream", *more: str) -> None:
        """Sends a head whose body ends with the connection."""
        lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", "Connection: close", *more, "", ""]
        await self.send("\r\n".join(lines).encode())

    def reset(self) -> None:
        """Breaks the connection with a RST."""
        self.writer.get_extra_info("socket").setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


class Toxic:
    """The running server. `asked`: the path and the head of each request; `left`: when a client hung up on it."""

    def __init__(self) -> None:
        self.root = ""
        self.asked: list[tuple[str, str]] = []
        self.left: list[float] = []
        self.serving: set[asyncio.Task[None]] = set()
        self.over = asyncio.Event()

    def url(self, behaviour: str) -> str:
        """The base URL at which the server behaves so."""
        return f"{self.root}/{behaviour}/v1"

    def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serves a connection, in a task that the end waits for."""
        self.serving.add(asyncio.ensure_future(self._serve(reader, writer)))

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answers one request, or notes that the client left before."""
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            length = next(int(line[15:]) for line in head.lower().split("\r\n") if line.startswith("content-length:"))
            await reader.readexactly(length)
            path = head.split(" ")[1]
            self.asked.append((path, head))
            await self._behave(BEHAVIOURS[path.split("/")[1]](Peer(writer)), reader)
        with suppress(ConnectionError):
            writer.close()
            await writer.wait_closed()

    async def _behave(self, behaviour: Awaitable[None], reader: asyncio.StreamReader) -> None:
        working = asyncio.ensure_future(behaviour)
        leaving = asyncio.ensure_future(reader.read())
        over = asyncio.ensure_future(self.over.wait())
        await asyncio.wait({working, leaving, over}, return_when=asyncio.FIRST_COMPLETED)
        if leaving.done():
            self.left.append(time.monotonic())
        for each in (working, leaving, over):
            each.cancel()
        await asyncio.gather(working, leaving, over, return_exceptions=True)


@asynccontextmanager
async def toxic() -> AsyncIterator[Toxic]:
    """The server, while it runs."""
    made = Toxic()
    async with await asyncio.start_server(made.serve, "127.0.0.1", 0) as server:
        made.root = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        yield made
        server.close()
        made.over.set()
        await asyncio.gather(*made.serving)


@contextmanager
def toxic_apart() -> Iterator[Toxic]:
    """The server on a loop of its own, so that its work is not the client's."""
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(toxic()) as made:
        yield made


async def _hang(peer: Peer) -> None:
    await asyncio.sleep(60)


async def _hang_after_head(peer: Peer) -> None:
    await peer.head()
    await asyncio.sleep(60)


async def _endless_line(peer: Peer) -> None:
    await peer.head()
    await peer.send(b"data: ")
    while True:
        await peer.send(MEGABYTE.replace(b"\0", b"x"))


async def _huge(peer: Peer) -> None:
    await peer.head("200 OK", "application/json", f"Content-Length: {100 * len(MEGABYTE)}")
    await peer.send(*[MEGABYTE] * 100)


async def _drip(peer: Peer) -> None:
    await peer.head()
    for byte in GOOD:
        await peer.send(bytes([byte]))
        await asyncio.sleep(0.5)


async def _never_ending(peer: Peer) -> None:
    await peer.head()
    while True:
        await peer.send(event("more "))
        await asyncio.sleep(0.05)


async def _torrent(peer: Peer) -> None:
    await peer.head()
    while True:
        await peer.send(event("more "))


async def _tiny_chunks(peer: Peer) -> None:
    await peer.head("200 OK", "text/event-stream", "Transfer-Encoding: chunked")
    while True:
        await peer.send(b"1\r\n:\r\n1\r\n\n\r\n" * 4_000)


async def _newlines(peer: Peer) -> None:
    await peer.head()
    while True:
        await peer.send(b"\n" * 65_536)


async def _gzip_bomb(peer: Peer) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    await peer.head("200 OK", "application/json", "Content-Encoding: gzip")
    for _ in range(500):
        await peer.send(packer.compress(MEGABYTE))
        await asyncio.sleep(0)  # the packing is this loop's work too
    await peer.send(packer.flush())


async def _redirect(peer: Peer) -> None:
    await peer.head("307 Temporary Redirect", "text/plain", "Location: /good/v1/chat/completions")


async def _truncated(peer: Peer) -> None:
    await peer.head("200 OK", "application/json")
    await peer.send(b'{"choices":[{"message":{"content":"The ferry')


async def _page(peer: Peer) -> None:
    await peer.head("200 OK", "text/html")
    await peer.send(b"<!doctype html><title>Gateway</title><p>Log in first")


async def _nothing(peer: Peer) -> None:
    await peer.send(b"HTTP/1.1 204 No Content\r\n\r\n")


async def _wrong_type(peer: Peer) -> None:
    await peer.head("200 OK", "application/octet-stream")
    await peer.send(GOOD)


async def _no_http(peer: Peer) -> None:
    await peer.send(b"SSH-2.0-OpenSSH_9.2\r\n")


async def _endless_head(peer: Peer) -> None:
    await peer.send(b"HTTP/1.1 200 OK\r\n")
    while True:
        await peer.send(b"X-More: " + b"y" * 4_000 + b"\r\n")


async def _bad_utf8(peer: Peer) -> None:
    await peer.head()
    await peer.send(event("The ferry "), b'data: {"choices":[{"delta":{"content":"caf\xe9"}}]}\n\n', DONE)


async def _split_utf8(peer: Peer) -> None:
    await peer.head()
    at = GOOD.index("–".encode()) + 1
    await peer.send(GOOD[:at])
    await asyncio.sleep(0.05)
    await peer.send(GOOD[at:])


async def _no_done(peer: Peer) -> None:
    await peer.head()
    await peer.send(GOOD.removesuffix(DONE))


async def _slow_close(peer: Peer) -> None:
    await peer.head()
    await peer.send(GOOD)
    await asyncio.sleep(60)


async def _stays_open(peer: Peer) -> None:
    await peer.head()
    await peer.send(event("The ferry sails at nine – daily."), event(finish="stop"))
    await asyncio.sleep(60)


async def _reset(peer: Peer) -> None:
    await peer.head()
    await peer.send(event("The ferry "))
    await asyncio.sleep(0.05)
    peer.reset()


async def _sliced(peer: Peer) -> None:
    await peer.head()
    for start in range(0, len(GOOD), 7):
        await peer.send(GOOD[start : start + 7])
        await asyncio.sleep(0.001)


def _ended_by(line_end: bytes) -> Behaviour:
    async def behave(peer: Peer) -> None:
        await peer.head()
        await peer.send(b": hello\n".replace(b"\n", line_end), GOOD.replace(b"\n", line_end))

    return behave


def _answering(status: str) -> Behaviour:
    async def behave(peer: Peer) -> None:
        await peer.head(status, "application/json")
        await peer.send(b'{"error":{"message":"no"}}')

    return behave


BEHAVIOURS: dict[str, Behaviour] = {
    "good": _ended_by(b"\n"),
    "crlf": _ended_by(b"\r\n"),
    "cr": _ended_by(b"\r"),
    "sliced": _sliced,
    "split_utf8": _split_utf8,
    "no_done": _no_done,
    "slow_close": _slow_close,
    "stays_open": _stays_open,
    "hang": _hang,
    "hang_after_head": _hang_after_head,
    "drip": _drip,
    "tiny_chunks": _tiny_chunks,
    "newlines": _newlines,
    "never_ending": _never_ending,
    "torrent": _torrent,
    "endless_line": _endless_line,
    "endless_head": _endless_head,
    "huge": _huge,
    "gzip_bomb": _gzip_bomb,
    "redirect": _redirect,
    "truncated": _truncated,
    "page": _page,
    "nothing": _nothing,
    "wrong_type": _wrong_type,
    "no_http": _no_http,
    "bad_utf8": _bad_utf8,
    "reset": _reset,
    "500": _answering("500 Internal Server Error"),
    "502": _answering("502 Bad Gateway"),
    "429": _answering("429 Too Many Requests"),
    "401": _answering("401 Unauthorized"),
}
