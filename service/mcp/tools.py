"""The tools: for each what it takes, what it gives, and the one function that does it.

What they give are the objects of the wire. But: nothing is written; there is no tool that changes the archive.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from typing import Annotated, Any, cast

from msgspec import Meta, Struct

from rag.archive import Answered, Archive, Event
from rag.types import Answer, CheckedDraft
from service.mcp import counsel, lines
from service.shapes import Found, Record, found_of, linked_answer, linked_checks, record_of
from service.wire import Check, DateText, Filters, Find, Key, QuestionText, question_of, scope_of

_ASKING = 2  # questions at work at once: encoding and ranking fill a core each


class Room:
    """Where tools work: the archive, what links start with, and how many questions are at work at once."""

    def __init__(self, archive: Archive, *, public_url: str = "") -> None:
        self.archive = archive
        self.public_url = public_url
        self.asking = asyncio.Semaphore(_ASKING)


class Asked(Filters, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question with its filters."""

    question: QuestionText


class Opened(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An article, and which revision of it: that number, else the current one, under `as_of` that of the day."""

    key: Key
    revision: Annotated[int, Meta(ge=1, le=1_000_000_000)] | None = None
    as_of: DateText | None = None


class Given(Struct, frozen=True):
    """What a tool gives: an object of the wire, and the same in lines that can be read."""

    value: Struct
    text: str


class Tool(Struct, frozen=True, kw_only=True):
    """A tool as it is listed, and what it does."""

    title: str
    description: str
    takes: type[Struct]
    gives: type[Struct]
    run: Callable[[Any, Room], Awaitable[Given]]


async def ask_archive(asked: Asked, room: Room) -> Given:
    """The answer to a question, or what was searched in vain."""
    scope = scope_of(asked, room.archive)
    async with room.asking:
        events = room.archive.stream(question_of(asked.question), scope)
        answer = linked_answer(await _collected(cast("AsyncGenerator[Event, None]", events)), room.public_url)
    return Given(answer, lines.of_answer(answer))


async def search_archive(find: Find, room: Room) -> Given:
    """A page of the passages that match."""
    asked, scope = question_of(find.question), scope_of(find, room.archive)
    async with room.asking:
        page = await asyncio.to_thread(
            room.archive.search, asked, scope, limit=find.limit, cursor=find.cursor, sort=find.sort
        )
    found = found_of(page, scope)
    return Given(found, lines.of_found(found))


async def get_article(opened: Opened, room: Room) -> Given:
    """A revision of an article, and the revisions that there are."""
    scope = scope_of(Filters(as_of=opened.as_of), room.archive)

    def read() -> Record:
        revision = room.archive.article(opened.key, scope, number=opened.revision)
        return record_of(revision, room.archive.revisions(opened.key, scope))

    record = await asyncio.to_thread(read)
    return Given(record, lines.of_record(record))


async def check_draft(check: Check, room: Room) -> Given:
    """What the archive says of each sentence of a draft."""
    scope = scope_of(check, room.archive)
    async with room.asking:
        draft = linked_checks(await asyncio.to_thread(room.archive.check_draft, check.text, scope), room.public_url)
    return Given(draft, lines.of_checks(draft))


TOOLS = {
    "ask_archive": Tool(
        title="Ask the news archive", description=counsel.ASK, takes=Asked, gives=Answer, run=ask_archive
    ),
    "search_archive": Tool(
        title="Search the news archive", description=counsel.SEARCH, takes=Find, gives=Found, run=search_archive
    ),
    "check_draft": Tool(
        title="Check a draft", description=counsel.CHECK, takes=Check, gives=CheckedDraft, run=check_draft
    ),
    "get_article": Tool(
        title="Read an article", description=counsel.ARTICLE, takes=Opened, gives=Record, run=get_article
    ),
}


async def _collected(events: AsyncGenerator[Event, None]) -> Answer:
    async with aclosing(events):  # a caller that takes its question back stops the work at its next step
        async for each in events:
            if isinstance(each, Answered):
                return each.answer
    raise RuntimeError("a stream of events ended without its answer")
