"""Bytes of a request to values: JSON read strictly and once, lines read in bounded memory.

Strictly: UTF-8, no lone surrogate, no name twice in an object, no number beyond what can be kept, no
unknown field. But: no meaning; that is for `service/wire.py`.
"""

from __future__ import annotations

import json
import re
from collections.abc import AsyncGenerator, AsyncIterator
from typing import TypeVar

import msgspec
from litestar import Request
from litestar.datastructures import State
from litestar.exceptions import InternalServerException

from rag.errors import QuestionRejected
from service.problems import ClientGone, TooLarge, UnsupportedMediaType

SMALL_BODY = 1_000_000  # bytes of any request but an article
ARTICLE_BODY = 10_000_000  # bytes of one article, alone or in a line
JSON = "application/json"
NDJSON = "application/x-ndjson"
_PLACE = re.compile(r" - at `\$\.?(.*)`$")
_NAMED = re.compile(r"field `([^`]*)`$")
T = TypeVar("T")


class WireRequest(Request[object, object, State]):
    """A request whose JSON body is decoded strictly to the type that its route asks for."""

    async def json(self) -> object:
        """The body. Raises: QuestionRejected, UnsupportedMediaType."""
        if media_type(self) != JSON:
            raise UnsupportedMediaType(f"Send {JSON}.")
        asked = self.route_handler.parsed_data_field
        return decode(await self.body(), type=asked.annotation if asked else object)

    async def body(self) -> bytes:
        """The body. Raises: QuestionRejected where the route needs one and there is none."""
        held = await super().body()
        if not held and self.route_handler.parsed_data_field:
            raise QuestionRejected("the body is empty", field="body")
        return held

    async def stream(self) -> AsyncGenerator[bytes, None]:
        """The body in pieces. Raises: ClientGone; HTTPException 413 above the route's limit."""
        try:
            async for piece in super().stream():
                yield piece
        except InternalServerException as error:
            raise ClientGone("The client left while it sent the request.") from error


def media_type(request: Request[object, object, State]) -> str:
    """The media type of the body, in lower case, without parameters."""
    return request.content_type[0].lower()


async def whole(request: WireRequest, *, limit: int) -> bytes:
    """The body. Raises: TooLarge for more than `limit` bytes, ClientGone."""
    held = bytearray()
    async for piece in request.stream():
        held += piece
        if len(held) > limit:
            raise TooLarge(f"The body has more than {limit:,} bytes.")
    return bytes(held)


async def lines(pieces: AsyncIterator[bytes], *, limit: int) -> AsyncIterator[bytes | None]:
    """Each line without its end; None for one of more than `limit` bytes, of which no more is held."""
    held, over = bytearray(), False
    async for piece in pieces:
        *ended, rest = piece.split(b"\n")
        for part in ended:
            held += part
            yield None if over or len(held) > limit else bytes(held.removesuffix(b"\r"))
            held, over = bytearray(), False
        held += rest
        if len(held) > limit:
            held, over = bytearray(), True
    if held or over:
        yield None if over else bytes(held)


def decode(body: bytes, *, type: type[T]) -> T:
    """The JSON value in `body`. Raises: QuestionRejected, which names the field, or `body` for the whole."""
    try:
        value = msgspec.json.decode(body, type=type)
        json.loads(body.decode(), object_pairs_hook=_once, parse_int=str, parse_float=str)
    except msgspec.ValidationError as error:
        raise misfit(str(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise QuestionRejected(f"not JSON in UTF-8: {error}", field="body") from error
    except RecursionError as error:
        raise QuestionRejected("nested too deep", field="body") from error
    return value


def misfit(said: str) -> QuestionRejected:
    """The rejection in msgspec's words, with the path of the field taken out of them."""
    place = _PLACE.search(said)
    reason = _PLACE.sub("", said)
    named = _NAMED.search(reason)
    path = ".".join(part for part in (place[1] if place else "", named[1] if named else "") if part)
    return QuestionRejected(reason, field=path or "body")


def _once(pairs: list[tuple[str, object]]) -> None:
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise QuestionRejected("the name stands twice in one object", field=twice)
