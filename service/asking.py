"""The events of an answer in the making, and the answer at their end: what every door that asks builds on."""

from __future__ import annotations

from collections.abc import AsyncGenerator

from rag import archive
from rag.types import Answer

Events = AsyncGenerator[archive.Event, None]


async def collected(events: Events) -> Answer:
    """The answer with which the events end; closes them."""
    try:
        async for each in events:
            if isinstance(each, archive.Answered):
                return each.answer
    finally:
        await events.aclose()
    raise RuntimeError("a stream of events ended without its answer")
