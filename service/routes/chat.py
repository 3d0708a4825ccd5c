"""POST /v1/chat/completions: the same answers for OpenAI's clients, in one piece or as they become known.

But: no sampling, no tools, no second choice; docs/chat.md says what becomes of each field. A client that leaves stops
the work at its next step.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import cast

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.openapi.spec import OpenAPIMediaType, OpenAPIResponse
from litestar.params import JSONBody
from litestar.response import Stream
from msgspec import UNSET, Struct

from rag import archive
from rag.archive import Archive
from rag.errors import QuestionRejected
from rag.types import Answer, Scope
from service import shapes, sse
from service.asking import Events, collected
from service.bodies import ARTICLE_BODY, WireRequest
from service.chat import chores
from service.chat.content import Content
from service.chat.errors import documented_so, error_of
from service.chat.shapes import Chat, Choice, Completion, Delta, Narrowed, Piece, PieceChoice, Said, Usage
from service.chat.turns import turns_of
from service.desk import Desk
from service.openapi import MadeSchema, takes
from service.problems import noted
from service.routes import models
from service.wire import scope_of

_PIECES: dict[str, object] = {
    "type": "object",
    "description": "One event of the stream: a `chat.completion.chunk` as JSON, an error, or `[DONE]`.",
    "properties": {"data": {"type": "string"}},
    "required": ["data"],
}


@dataclass
class _ChatOperation(takes(Chat)):  # type: ignore[misc]
    """Documents that the reply may also come in pieces."""

    def __post_init__(self) -> None:
        super().__post_init__()
        answered = (self.responses or {}).get("200")
        if isinstance(answered, OpenAPIResponse) and answered.content is not None:
            answered.content[sse.MEDIA_TYPE] = OpenAPIMediaType(schema=MadeSchema(made=_PIECES))


class _Reply(Struct, frozen=True, kw_only=True):
    """What all pieces of a reply have in common, and the content that they make up."""

    model: str
    content: Content
    public_url: str
    counted: bool
    id: str
    created: int

    def piece(self, delta: Delta, *, ends: bool = False) -> bytes:
        """A piece that adds `delta`, or ends the reply."""
        return self._sent((PieceChoice(delta=delta, finish_reason="stop" if ends else None),))

    def beside(self, *, answer: Answer | None = None, usage: Usage | None = None) -> bytes:
        """A piece that adds nothing to the reply but says something of it."""
        return self._sent((), answer=answer, usage=usage)

    def _sent(
        self, choices: tuple[PieceChoice, ...], *, answer: Answer | None = None, usage: Usage | None = None
    ) -> bytes:
        piece = Piece(
            id=self.id,
            created=self.created,
            model=self.model,
            choices=choices,
            usage=usage if self.counted else UNSET,
            dateline=answer or UNSET,
        )
        return sse.data(piece)


@post(
    "/v1/chat/completions",
    status_code=200,
    summary="Ask as a chat",
    operation_class=_ChatOperation,
    responses=documented_so(404, 413, 415),
    request_max_body_size=ARTICLE_BODY,  # a long chat, with pictures that nothing reads
    tags=["chat"],
)
async def complete(data: JSONBody[Chat], request: WireRequest, desk: NamedDependency[Desk]) -> Response[Completion]:
    """Answers the last user turn of a chat from the archive, with a marker and an annotation for each citation."""
    reply = _begun(data, request, desk)
    scope = _scope(data.dateline or Narrowed(), desk.archive)
    done = chores.reply_to(data.messages)
    if done is not None:
        return _streamed(_done(done, reply)) if data.stream else Response(_completion(reply, done, None))
    mode = "extract" if reply.model == models.EXTRACT else (data.dateline or Narrowed()).mode
    events = cast("Events", desk.archive.stream(turns_of(data.messages), scope, mode=mode))
    if data.stream:
        # A question that can't be taken is refused here, with a status of its own
        await sse.unless_gone(request, anext(events))
        return _streamed(_told(events, request, reply))
    answer = await sse.unless_gone(request, collected(events))
    return Response(_completion(reply, reply.content.whole(answer), answer))


def _begun(data: Chat, request: WireRequest, desk: Desk) -> _Reply:
    model = models.known(data.model)
    base = desk.public_url or str(request.base_url)
    return _Reply(
        model=model,
        content=Content(base=base, listing=model == models.LISTING),
        public_url=desk.public_url,
        counted=bool(data.stream_options and data.stream_options.include_usage),
        id=f"chatcmpl-{uuid.uuid4().hex}",
        created=int(time.time()),
    )


def _scope(narrowed: Narrowed, asked: Archive) -> Scope:
    """Who asks about what. Raises: QuestionRejected, which names the field as it stands in the request."""
    try:
        return scope_of(narrowed, asked)
    except QuestionRejected as error:
        raise QuestionRejected(error.reason, field=f"dateline.{error.field}") from error


def _completion(reply: _Reply, content: str, answer: Answer | None) -> Completion:
    return Completion(
        id=reply.id,
        created=reply.created,
        model=reply.model,
        choices=(Choice(message=Said(content=content, annotations=reply.content.annotations)),),
        usage=Usage.of(answer),
        dateline=shapes.linked_answer(answer, reply.public_url) if answer else None,
    )


def _streamed(pieces: AsyncIterator[bytes]) -> Response[Completion]:
    stream = Stream(pieces, media_type=sse.MEDIA_TYPE, status_code=200, headers={"X-Accel-Buffering": "no"})
    return cast("Response[Completion]", stream)


async def _told(events: Events, request: WireRequest, reply: _Reply) -> AsyncIterator[bytes]:
    yield reply.piece(Delta(role="assistant", content=""))
    try:
        async for each in sse.paced(events, sse.KEEP_ALIVE_S):
            match each:
                case None:
                    yield sse.SILENCE
                case archive.Told():
                    yield reply.piece(Delta(content=reply.content.sentence(each.sentence, each.citations)))
                case archive.Answered():
                    for piece in _closing(reply, reply.content.rest(each.answer), each.answer):
                        yield piece
    except Exception as error:  # the status is sent; clients raise at an object with `error`, and miss the end
        yield sse.data(error_of(noted(error, request.scope)))


async def _done(said: str, reply: _Reply) -> AsyncIterator[bytes]:
    yield reply.piece(Delta(role="assistant", content=""))
    for piece in _closing(reply, said, None):
        yield piece


def _closing(reply: _Reply, rest: str, answer: Answer | None) -> Iterator[bytes]:
    """The last pieces: what is left to say, where the markers lead, the end, the whole answer, what it took."""
    if rest:
        yield reply.piece(Delta(content=rest))
    if reply.content.annotations:
        yield reply.piece(Delta(annotations=reply.content.annotations))
    yield reply.piece(Delta(), ends=True)
    if answer:
        yield reply.beside(answer=shapes.linked_answer(answer, reply.public_url))
    if reply.counted:
        yield reply.beside(usage=Usage.of(answer))
    yield sse.END
