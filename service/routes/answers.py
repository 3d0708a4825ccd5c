"""POST /v1/answers: one answer as JSON, or its sentences as they become known.

With `save` it is kept before it is told. A client that leaves stops the work at its next step.
But: what was saved is read in `service/routes/saved_answers.py`.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import cast

import msgspec
from litestar import Response, post
from litestar.di import NamedDependency
from litestar.openapi.spec import OpenAPIMediaType, OpenAPIResponse
from litestar.params import JSONBody
from litestar.response import Stream

from rag import archive
from rag.errors import QuestionRejected
from rag.types import Answer
from service import recalled, shapes, sse
from service.asking import Events, collected
from service.bodies import WireRequest
from service.desk import Desk
from service.openapi import MadeSchema, takes
from service.problems import documented, noted
from service.saved import Asked, Saved, asked_of
from service.wire import FILTERS, Ask, scope_of, turns_of

_EVENT: dict[str, object] = {
    "type": "object",
    "description": "One event of the stream; `data` is JSON.",
    "properties": {
        "id": {"type": "string", "pattern": "^[0-9]+$"},
        "event": {"type": "string", "enum": ["start", "evidence", "sentence", "answer", "error"]},
        "data": {"type": "string", "contentMediaType": "application/json"},
    },
    "required": ["id", "event", "data"],
}


@dataclass
class _AnswerOperation(takes(Ask)):  # type: ignore[misc]
    """Documents that the answer may also come as events."""

    def __post_init__(self) -> None:
        super().__post_init__()
        answered = (self.responses or {}).get("200")
        if isinstance(answered, OpenAPIResponse) and answered.content is not None:
            answered.content[sse.MEDIA_TYPE] = OpenAPIMediaType(schema=MadeSchema(made=_EVENT))


@post(
    "/v1/answers",
    status_code=200,
    summary="Ask",
    operation_class=_AnswerOperation,
    responses=documented(413, 415),
    tags=["answers"],
)
async def answer(data: JSONBody[Ask], request: WireRequest, desk: NamedDependency[Desk]) -> Response[Answer]:
    """Answers a question from the archive in sentences that each carry a citation, or says that it can't."""
    if data.save and desk.saved is None:
        raise QuestionRejected("answers are not kept here; leave it out or false", field="save")
    scope = scope_of(data, desk.archive)
    events = cast("Events", desk.archive.stream(turns_of(data), scope, mode=data.mode, explain=data.explain))
    if data.save and desk.saved is not None:
        events = _kept(events, data, desk, desk.saved)
    if data.stream:
        return cast("Response[Answer]", await _streamed(events, request, desk))
    found = await sse.unless_gone(request, collected(events))
    return Response(shapes.linked_answer(found, desk.public_url))


async def _kept(events: Events, ask: Ask, desk: Desk, saved: Saved) -> Events:
    """The events, the answer kept before it is told."""
    async with contextlib.aclosing(events):
        async for each in events:
            if isinstance(each, archive.Answered):
                asked = _asked(ask, each.answer, desk)
                await desk.write(recalled.keep, each.answer, asked, saved, desk.archive)
            yield each


def _asked(ask: Ask, answer: Answer, desk: Desk) -> Asked:
    # The earlier turns of a conversation hold answers, quotes and all: what is kept is the question made whole
    filters = {name: msgspec.to_builtins(ask)[name] for name in FILTERS}
    question = ask.question or answer.interpreted.question
    return asked_of(question, filters, mode=ask.mode, now=desk.archive.scope().now)


async def _streamed(events: Events, request: WireRequest, desk: Desk) -> Stream:
    # A question that can't be taken is refused here, with a status of its own
    first = await sse.unless_gone(request, anext(events))
    return Stream(
        _told(first, events, request, desk),
        media_type=sse.MEDIA_TYPE,
        status_code=200,
        headers={"X-Accel-Buffering": "no"},
    )


async def _told(first: archive.Event, events: Events, request: WireRequest, desk: Desk) -> AsyncIterator[bytes]:
    number = 1
    yield _encoded(number, first, desk.public_url)
    try:
        async for each in sse.paced(events, sse.KEEP_ALIVE_S):
            if each is None:
                yield sse.KEEP_ALIVE
                continue
            number += 1
            yield _encoded(number, each, desk.public_url)
    except Exception as error:  # the status is sent: what goes wrong now can only be told as an event
        yield sse.event(number + 1, "error", noted(error, request.scope))


def _encoded(number: int, each: archive.Event, public_url: str) -> bytes:
    match each:
        case archive.Started():
            return sse.event(number, "start", shapes.Started(id=each.id, interpreted=each.interpreted))
        case archive.Found():
            return sse.event(number, "evidence", shapes.Evidence(hits=tuple(map(shapes.hit_of, each.hits))))
        case archive.Told():
            cited = tuple(shapes.linked(citation, public_url) for citation in each.citations)
            return sse.event(number, "sentence", shapes.Told(sentence=each.sentence, citations=cited))
        case archive.Answered():
            return sse.event(number, "answer", shapes.linked_answer(each.answer, public_url))
