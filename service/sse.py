"""Server-sent events: numbered ones with names, or bare data, as JSON, with comments while nothing happens.

But: what the events are is for `service/routes/answers.py` and `service/routes/chat.py`.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable
from typing import TypeVar

from litestar import Request
from litestar.datastructures import State
from litestar.response.sse import ServerSentEventMessage

from service.json_lines import one_line
from service.problems import ClientGone

MEDIA_TYPE = "text/event-stream"
KEEP_ALIVE_S = 10.0
KEEP_ALIVE = b": keep-alive\r\n\r\n"
# On the bare stream lines end as OpenAI's do: some chat clients look for nothing else
SILENCE = b": keep-alive\n\n"
END = b"data: [DONE]\n\n"
T = TypeVar("T")


def event(number: int, name: str, value: object) -> bytes:
    """One event with its id, its data on one line of JSON."""
    return ServerSentEventMessage(id=number, event=name, data=one_line(value)).encode()


def data(value: object) -> bytes:
    """One event without id and name, its data on one line of JSON."""
    return b"data: " + one_line(value) + b"\n\n"


async def paced(events: AsyncGenerator[T, None], every_s: float) -> AsyncIterator[T | None]:
    """The events, and None each time that `every_s` seconds pass without one. Closes `events` at its end."""
    upcoming = asyncio.ensure_future(anext(events, _END))
    try:
        while True:
            done, _ = await asyncio.wait({upcoming}, timeout=every_s)
            if not done:
                yield None
                continue
            item = upcoming.result()
            if isinstance(item, _End):
                return
            yield item
            upcoming = asyncio.ensure_future(anext(events, _END))
    finally:
        closing = asyncio.ensure_future(_close(upcoming, events))
        _closing.add(closing)
        closing.add_done_callback(_closing.discard)
        await asyncio.shield(closing)  # the client may be gone and this task cancelled: what was begun is closed


async def unless_gone(request: Request[object, object, State], work: Awaitable[T]) -> T:
    """What `work` returns; it is cancelled when the client leaves. Raises: ClientGone."""
    working = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ClientGone("The client left before the answer was ready.")
        return working.result()
    finally:
        working.cancel()
        leaving.cancel()
        await asyncio.gather(working, leaving, return_exceptions=True)


class _End:
    """What stands after the last event."""


_END = _End()
_closing: set[asyncio.Future[None]] = set()  # held so that none is collected before it has run


async def _close(upcoming: asyncio.Future[T | _End], events: AsyncGenerator[T, None]) -> None:
    upcoming.cancel()
    await asyncio.gather(upcoming, return_exceptions=True)
    await events.aclose()


async def _left(request: Request[object, object, State]) -> None:
    while True:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            return
