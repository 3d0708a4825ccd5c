"""What Litestar can't read off a handler's signature for /schema: JSON Schemas of our Structs, put in by hand.

But: no second declaration; each schema is made from the Struct that the request is decoded to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
from litestar.openapi.spec import OpenAPIMediaType, Operation, Parameter, RequestBody, Schema
from msgspec import Struct


@dataclass
class MadeSchema(Schema):
    """A schema that is already JSON Schema."""

    made: dict[str, object] = field(default_factory=dict)

    def to_schema(self) -> dict[str, object]:
        """The schema as it stands."""
        return self.made


def takes(shape: type[Struct], *, lines: str | None = None) -> type[Operation]:
    """An operation whose JSON body is `shape`, or one such object a line as the media type `lines`."""

    @dataclass
    class Taking(Operation):
        def __post_init__(self) -> None:
            self.request_body = _body(shape, lines)

    return Taking


def _body(shape: type[Struct], lines: str | None) -> RequestBody:
    content = {"application/json": OpenAPIMediaType(schema=MadeSchema(made=_made(shape)))}
    if lines:
        # No type: a line that fits nothing gets its own problem, and the request is still taken
        content[lines] = OpenAPIMediaType(schema=MadeSchema(made={"description": "One article a line."}))
    return RequestBody(required=True, content=content)


def described_by(query: type[Struct]) -> type[Operation]:
    """An operation whose query parameters are the fields of `query`."""

    @dataclass
    class Described(Operation):
        def __post_init__(self) -> None:
            self.parameters = [*(self.parameters or []), *_parameters(query)]

    return Described


def _parameters(query: type[Struct]) -> list[Parameter]:
    return [
        Parameter(name=name, param_in="query", schema=MadeSchema(made=_without_null(shape)), required=False)
        for name, shape in _made(query)["properties"].items()
    ]


def _made(shape: type[Struct]) -> dict[str, Any]:
    """The JSON Schema of a Struct, with those of the Structs in it in their places."""
    _, components = msgspec.json.schema_components((shape,), ref_template="{name}")
    made: dict[str, Any] = _inlined(components[shape.__name__], components)
    return made


def _inlined(part: Any, components: Mapping[str, Any]) -> Any:  # noqa: ANN401, JSON
    if isinstance(part, dict):
        if "$ref" in part:
            return _inlined(components[part["$ref"]], components)
        return {name: _inlined(value, components) for name, value in part.items()}
    return [_inlined(each, components) for each in part] if isinstance(part, list) else part


def _without_null(shape: dict[str, object]) -> dict[str, object]:
    """An absent parameter is left out, never null."""
    choices = shape.get("anyOf")
    if not isinstance(choices, list):
        return shape
    kept = [each for each in choices if each != {"type": "null"}]
    rest = {name: value for name, value in shape.items() if name not in ("anyOf", "default")}
    return rest | kept[0] if len(kept) == 1 else rest | {"anyOf": kept}
