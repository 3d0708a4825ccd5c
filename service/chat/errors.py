"""Problems in the words of OpenAI's clients, on the addresses that those clients use.

But: no second table of errors; each is the problem that `service/problems.py` made, told in another shape.
"""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus

import msgspec
from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.openapi.datastructures import ResponseSpec
from litestar.types import ASGIApp, HTTPResponseStartEvent, Message, Receive, Scope, Send

from service.bodies import JSON
from service.chat.shapes import ErrorBody, ErrorReply
from service.problems import MEDIA_TYPE, Problem, documented

PATHS = ("/v1/chat/completions", "/v1/models")
_TYPES = {401: "authentication_error", 403: "permission_error", 404: "not_found_error", 429: "rate_limit_error"}


class OpenAIErrors:
    """An ASGI application that tells the problems of `app` as those clients expect them."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on; a problem is held back until it can be told anew."""
        if scope["type"] != ScopeType.HTTP or not _is_theirs(scope["path"]):
            await self._app(scope, receive, send)
            return
        start: HTTPResponseStartEvent | None = None
        body = bytearray()

        async def told(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and _is_problem(message):
                start = message
            elif start is None or message["type"] != "http.response.body":
                await send(message)
            else:
                body.extend(message["body"])
                if not message.get("more_body"):
                    await _tell(start, msgspec.json.decode(body, type=Problem), send)

        await self._app(scope, receive, told)


def error_of(problem: Problem) -> ErrorReply:
    """The problem in their shape."""
    fallback = "server_error" if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR else "invalid_request_error"
    first = problem.errors[0] if problem.errors else None
    return ErrorReply(
        ErrorBody(
            message=f"{first.field}: {first.message}" if first else problem.detail,
            type=_TYPES.get(problem.status, fallback),
            param=first.field if first else None,
            code=problem.type.rsplit("/", 1)[-1].replace("-", "_"),
            request_id=problem.request_id,
        )
    )


def documented_so(*statuses: int) -> dict[int, ResponseSpec]:
    """The problems that an operation may answer with, for OpenAPI, in their shape."""
    return {status: _in_their_shape(spec) for status, spec in documented(*statuses).items()}


def _in_their_shape(spec: ResponseSpec) -> ResponseSpec:
    return ResponseSpec(
        data_container=ErrorReply, media_type=JSON, description=spec.description, generate_examples=False
    )


def _is_theirs(path: str) -> bool:
    return any(path == each or path.startswith(f"{each}/") for each in PATHS)


def _is_problem(message: HTTPResponseStartEvent) -> bool:
    headers: Iterable[tuple[bytes, bytes]] = message["headers"]
    return any(name.lower() == b"content-type" and value.startswith(MEDIA_TYPE.encode()) for name, value in headers)


async def _tell(start: HTTPResponseStartEvent, problem: Problem, send: Send) -> None:
    body = msgspec.json.encode(error_of(problem))
    headers = MutableScopeHeaders.from_message(start)
    headers["Content-Type"] = JSON
    headers["Content-Length"] = str(len(body))
    await send(start)
    await send({"type": "http.response.body", "body": body, "more_body": False})
