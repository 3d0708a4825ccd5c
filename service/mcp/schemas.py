"""JSON Schemas of the tools, made from the Structs that are decoded and encoded; and arguments read leniently.

But: no second declaration. Only what a field is for is added, since a language model reads nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from service.bodies import misfit
from service.mcp.counsel import FIELDS

S = TypeVar("S", bound=Struct)


def given_by(shape: type[Struct]) -> dict[str, Any]:
    """The schema of a result: an object at its root."""
    made = msgspec.json.schema(shape)
    parts = dict(made["$defs"])
    root: dict[str, Any] = parts.pop(made["$ref"].rpartition("/")[2])
    return root | {"$defs": parts} if parts else root


def taken_by(shape: type[Struct]) -> dict[str, Any]:
    """The schema of arguments, each property described; what may be left out is never null."""
    made = given_by(shape)
    return made | {"properties": {name: _property(name, part) for name, part in made["properties"].items()}}


def arguments(sent: Mapping[str, Any], shape: type[S]) -> S:
    """The arguments as a Struct. Raises: QuestionRejected, which names the field.

    Hosts send null for what is left out, a number as text, a list as JSON in text, a list of one as its member: what is
    meant is plain, so it is taken.
    """
    many = {each.encode_name for each in msgspec.structs.fields(shape) if each.default == ()}
    plain = {name: _listed(value) if name in many else value for name, value in sent.items() if value is not None}
    try:
        return msgspec.convert(plain, shape, strict=False)
    except msgspec.ValidationError as error:
        raise misfit(str(error)) from error


def _property(name: str, part: dict[str, Any]) -> dict[str, Any]:
    choices = [each for each in part.get("anyOf", [part]) if each != {"type": "null"}]
    kept = {key: value for key, value in choices[0].items() if key != "anyOf"}  # formats that a bare year has not
    default = {"default": part["default"]} if part.get("default") is not None else {}
    return kept | default | {"description": FIELDS[name]}


def _listed(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        read = json.loads(value)
    except (ValueError, RecursionError):
        return [value]
    return read if isinstance(read, list) else [value]
