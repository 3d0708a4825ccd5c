"""Errors as application/problem+json (RFC 9457): one table from error class to status, one shape for all.

But: no internals. Only our own words about the request go out; what went wrong inside goes to the log,
by class and place, since messages of other libraries may quote a question.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from pathlib import Path

import msgspec
import structlog
from litestar import Request, Response
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.openapi.datastructures import ResponseSpec
from litestar.types import ExceptionHandlersMap, HTTPScope, Receive, Scope, Send
from msgspec import Struct

from rag.errors import (
    ArchiveBusy,
    ArchiveIncompatible,
    ArchiveUnusable,
    ArticleGone,
    ArticleRejected,
    ArticleUnknown,
    CitationCorrupt,
    CitationUnknown,
    DatelineError,
    ExtraMissing,
    ModelUnavailable,
    QuestionRejected,
)

MEDIA_TYPE = "application/problem+json"
GONE_AWAY = 499  # the client left; nobody reads this status, but the log does
_RETRY_AFTER_S = 2
_log = structlog.get_logger()


class FieldError(Struct, frozen=True):
    """One part of the request at fault; `field` is its path, `body` for the whole body."""

    field: str
    message: str


class Problem(Struct, frozen=True, kw_only=True):
    """What went wrong with a request. `type` stays the same for the same kind of problem."""

    type: str
    title: str
    status: int
    detail: str
    errors: tuple[FieldError, ...] = ()
    request_id: str | None = None


class UnsupportedMediaType(HTTPException):
    """The body is of a type that this address does not take."""

    status_code = 415


class TooLarge(HTTPException):
    """The body has more bytes than this address takes."""

    status_code = 413


class PreconditionFailed(HTTPException):
    """The stored article is not the one that the request names in If-Match."""

    status_code = 412


class ClientGone(HTTPException):
    """The client left before the answer was ready."""

    status_code = GONE_AWAY


class Refused(HTTPException):
    """A request that is not served, with the slug that says why."""

    def __init__(self, slug: str, *, status: int, detail: str) -> None:
        super().__init__(detail, status_code=status)
        self.slug = slug


class _Kind(Struct, frozen=True):
    """How an error class is shown; a `detail` of None lets the error's own words through."""

    status: int
    title: str
    detail: str | None = None


_NOT_NOW = "The archive can't do this at the moment; the log of the service says why."
_KINDS: dict[type[DatelineError], _Kind] = {
    ArticleRejected: _Kind(400, "The article can't be taken"),
    QuestionRejected: _Kind(400, "The request can't be taken"),
    ArticleUnknown: _Kind(404, "No such article", "There is no such article or revision that you may read."),
    ArticleGone: _Kind(410, "The article is gone", "The article was deleted or withdrawn."),
    CitationUnknown: _Kind(404, "No such citation", "There is no such citation that you may read."),
    CitationCorrupt: _Kind(
        409, "The stored text is damaged", "The stored text no longer has the hash it was stored with."
    ),
    ArchiveBusy: _Kind(503, "The archive is busy", "Another process writes to the archive; try again."),
    ArchiveUnusable: _Kind(503, "The archive can't be used", _NOT_NOW),
    ArchiveIncompatible: _Kind(503, "The archive does not fit", _NOT_NOW),
    ModelUnavailable: _Kind(503, "The model is not available", _NOT_NOW),
    ExtraMissing: _Kind(503, "A part is not installed", _NOT_NOW),
    DatelineError: _Kind(500, "Something went wrong", _NOT_NOW),
}
_SLUGS = {
    400: "invalid-request",
    401: "key-required",
    403: "forbidden",
    404: "not-found",
    405: "method-not-allowed",
    412: "precondition-failed",
    413: "too-large",
    415: "unsupported-media-type",
}

_NOT_DESCRIBED = "The request does not fit what is described at /schema."
_DETAILS = {
    404: "There is nothing at this address.",
    405: "This address does not take this method; the header Allow names those that it takes.",
    413: "The body has more bytes than this address takes.",
}


def problem_of(error: Exception, *, request_id: str | None = None) -> Problem:
    """The problem that an error is shown as; whatever is not meant for the caller becomes a plain 500."""
    if isinstance(error, DatelineError):
        return _of_ours(error, request_id)
    if isinstance(error, HTTPException) and error.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
        return _of_http(error, request_id)
    return _problem("internal", 500, "Something went wrong", "The service failed; its log says why.", (), request_id)


def respond(problem: Problem, headers: Mapping[str, str] | None = None) -> Response[bytes]:
    """The problem as a response."""
    sent = dict(headers or {})
    if problem.status == HTTPStatus.SERVICE_UNAVAILABLE:
        sent["Retry-After"] = str(_RETRY_AFTER_S)
    if problem.status == HTTPStatus.UNAUTHORIZED:
        sent["WWW-Authenticate"] = 'Bearer realm="dateline"'
    return Response(msgspec.json.encode(problem), status_code=problem.status, media_type=MEDIA_TYPE, headers=sent)


async def send_problem(problem: Problem, scope: HTTPScope, receive: Receive, send: Send) -> None:
    """Answers with the problem, outside any route."""
    request: Request[object, object, State] = Request(scope, receive, send)
    await respond(problem).to_asgi_response(app=None, request=request)(scope, receive, send)


def handle(request: Request[object, object, State], error: Exception) -> Response[bytes]:
    """The response to any error that a route raised."""
    return respond(noted(error, request.scope), error.headers if isinstance(error, HTTPException) else None)


def noted(error: Exception, scope: Scope) -> Problem:
    """The problem that an error is shown as; logged where it is not the caller's fault."""
    request_id = request_id_of(scope)
    problem = problem_of(error, request_id=request_id)
    if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR or isinstance(error, CitationCorrupt):
        log_failure(error, request_id)
    return problem


HANDLERS: ExceptionHandlersMap = {HTTPException: handle, DatelineError: handle, Exception: handle}


def log_failure(error: BaseException, request_id: str | None) -> None:
    """One event: the class of an error and where it was raised; its words only where they are ours."""
    places = [f"{Path(each.filename).name}:{each.lineno}" for each in traceback.extract_tb(error.__traceback__)]
    said = {"message": str(error)} if isinstance(error, DatelineError) else {}
    _log.error("failed", request_id=request_id, error=type(error).__name__, at=places[-6:], **said)


def request_id_of(scope: Scope) -> str | None:
    """The id that the request was given, None outside the service's frame."""
    found = scope.get("state", {}).get("request_id")
    return found if isinstance(found, str) else None


def documented(*statuses: int) -> dict[int, ResponseSpec]:
    """The problems that an operation may answer with, for OpenAPI; 400, 401, 405, 500 and 503 go without saying."""
    return {
        status: ResponseSpec(
            data_container=Problem,
            media_type=MEDIA_TYPE,
            description=HTTPStatus(status).phrase,
            generate_examples=False,
        )
        for status in sorted({*statuses, 400, 401, 405, 500, 503})
    }


def _of_ours(error: DatelineError, request_id: str | None) -> Problem:
    kind = next(_KINDS[each] for each in type(error).__mro__ if each in _KINDS)
    field = getattr(error, "field", None)
    detail = kind.detail or str(error)
    errors = (FieldError(field, str(error)),) if isinstance(field, str) else ()
    return _problem(error.slug, kind.status, kind.title, detail, errors, request_id)


def _of_http(error: HTTPException, request_id: str | None) -> Problem:
    status = error.status_code
    slug = error.slug if isinstance(error, Refused) else _SLUGS.get(status, f"http-{status}")
    try:
        title = HTTPStatus(status).phrase
    except ValueError:
        title = "The client left"
    return _problem(slug, status, title, _detail(error), _fields(error.extra), request_id)


def _detail(error: HTTPException) -> str:
    # Litestar puts the whole address, with what a caller typed into it, into some of its messages
    return error.detail if type(error).__module__ == __name__ else _DETAILS.get(error.status_code, _NOT_DESCRIBED)


def _fields(extra: object) -> tuple[FieldError, ...]:
    if not isinstance(extra, Sequence) or isinstance(extra, str):
        return ()
    return tuple(
        FieldError(re.sub(r"^data\b\.?", "", str(each.get("key", ""))) or "body", str(each.get("message", "")))
        for each in extra
        if isinstance(each, Mapping)
    )


def _problem(
    slug: str, status: int, title: str, detail: str, errors: tuple[FieldError, ...], request_id: str | None
) -> Problem:
    return Problem(
        type=f"/problems/{slug}", title=title, status=status, detail=detail, errors=errors, request_id=request_id
    )
