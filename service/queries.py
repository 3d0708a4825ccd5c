"""Query strings to Structs: as strict as bodies, unknown parameters refused.

But: no meaning; that is for `service/wire.py`.
"""

from __future__ import annotations

from typing import TypeVar
from urllib.parse import parse_qsl

import msgspec
from litestar import Request
from litestar.datastructures import State
from litestar.di import Provide
from msgspec import Struct

from rag.errors import QuestionRejected
from service.bodies import misfit

QUERY = "query_"  # the dependency that a handler with parameters asks for
_MOST = 1_000  # parameters in one address
Q = TypeVar("Q", bound=Struct)


def asked(shape: type[Struct]) -> dict[str, Provide]:
    """The dependencies of a handler whose parameters are the fields of `shape`."""

    def provide(request: Request[object, object, State]) -> Struct:
        return parse(request.scope["query_string"], shape)

    provide.__annotations__["return"] = shape
    return {QUERY: Provide(provide, sync_to_thread=False)}


def parse(query: bytes, shape: type[Q]) -> Q:
    """The parameters as a Struct. Raises: QuestionRejected, which names the parameter."""
    given = _given(query)
    many = {each.encode_name for each in msgspec.structs.fields(shape) if each.default == ()}
    for name, values in given.items():
        if len(values) > 1 and name not in many:
            raise QuestionRejected("given more than once", field=name)
    flat = {name: values if name in many else values[0] for name, values in given.items()}
    try:
        return msgspec.convert(flat, shape, strict=False)
    except msgspec.ValidationError as error:
        raise misfit(str(error)) from error


def refuse_stray(request: Request[object, object, State]) -> None:
    """Refuses parameters on an interface address that takes none: a filter there would be silently ignored."""
    stray = request.scope["path"].startswith("/v1/") and request.scope["query_string"]
    if stray and QUERY not in request.route_handler.resolve_dependencies():
        name = next(iter(_given(request.scope["query_string"])), "query")
        raise QuestionRejected("this address takes no such parameter", field=name)


def _given(query: bytes) -> dict[str, list[str]]:
    given: dict[str, list[str]] = {}
    try:
        for name, value in parse_qsl(query.decode(), keep_blank_values=True, errors="strict", max_num_fields=_MOST):
            given.setdefault(name, []).append(value)
    except ValueError as error:
        raise QuestionRejected(f"not a query in UTF-8 of at most {_MOST:,} parameters", field="query") from error
    return given
