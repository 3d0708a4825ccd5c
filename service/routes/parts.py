"""The page at / and its parts from service/static, each compressed once and checked for news by its ETag.

Comments and indentation stay here: they are a fifth of what would be sent. But: nothing is bundled or renamed; what a
browser runs is the file that is in the folder, line by line.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

import brotli
from litestar import MediaType, Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from msgspec import Struct

_STATIC = Path(__file__).parents[1] / "static"
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".html": "text/html"}
_HOME = "index.html"
_REFUSED = {"q=0", "q=0.0", "q=0.00", "q=0.000"}
_CODINGS = ("br", "gzip")  # those that are offered, the smaller one first
_COMMENTS = re.compile(
    r"^[ \t]*(?:/\*.*?\*/[ \t]*|//[^\n]*)$", re.MULTILINE | re.DOTALL
)  # that have their lines to themselves
_PARTS = {each.name: _TYPES[each.suffix] for each in _STATIC.iterdir() if each.suffix in _TYPES}


class Part(Struct, frozen=True, kw_only=True):
    """A part of the page: its bytes, the same compressed by coding, and the tag that changes with them."""

    plain: bytes
    packed: dict[str, bytes]
    etag: str
    media_type: str


@get("/", include_in_schema=False, sync_to_thread=False, media_type=MediaType.HTML)
def home(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The page."""
    return _sent(_read(_HOME), request)


@get("/static/{name:str}", include_in_schema=False, sync_to_thread=False)
def part(name: FromPath[str], request: Request[Any, Any, Any]) -> Response[bytes]:
    """A part of the page."""
    if name not in _PARTS or name == _HOME:
        raise NotFoundException
    return _sent(_read(name), request)


@cache
def _read(name: str) -> Part:
    plain = bare((_STATIC / name).read_text(encoding="utf-8")).encode()
    # Weak: the compressed bytes and the plain ones are forms of the same
    etag = f'W/"{hashlib.sha256(plain).hexdigest()[:32]}"'
    packed = {"br": brotli.compress(plain), "gzip": gzip.compress(plain, compresslevel=9, mtime=0)}
    return Part(plain=plain, packed=packed, etag=etag, media_type=_PARTS[name])


def bare(text: str) -> str:
    """A part's text without the comments that have their lines to themselves, indentation and empty lines."""
    return "\n".join(filter(None, map(str.strip, _COMMENTS.sub("", text).splitlines())))


def _sent(part: Part, request: Request[Any, Any, Any]) -> Response[bytes]:
    # Kept by browsers, but never shown before the service has said that it is still the same
    headers = {"ETag": part.etag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    if part.etag in _listed(request.headers.get("if-none-match", "")):
        return Response(b"", status_code=304, headers=headers, media_type=part.media_type)
    taken = _taken(request.headers.get("accept-encoding", ""))
    coding = next((each for each in _CODINGS if each in taken), None)
    if coding is None:
        return Response(part.plain, headers=headers, media_type=part.media_type)
    return Response(part.packed[coding], headers=headers | {"Content-Encoding": coding}, media_type=part.media_type)


def _taken(accepted: str) -> set[str]:
    """The codings that a client takes."""
    codings = (each.partition(";") for each in accepted.lower().split(","))
    return {name.strip() for name, _, quality in codings if quality.replace(" ", "") not in _REFUSED}


def _listed(tags: str) -> set[str]:
    return {each.strip() for each in tags.split(",")}
