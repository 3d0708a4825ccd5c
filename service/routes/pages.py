"""What people see of an article: the reader, which shows cited words in their place.

But: no page holds article text that a browser could take for markup; templates escape, scripts set text.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import MediaType, Request, Response, get
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException
from litestar.params import FromPath
from msgspec import Meta, Struct

from rag.archive import Archive
from rag.errors import DatelineError, QuestionRejected
from rag.types import Field
from service import problems
from service.desk import Desk
from service.openapi import described_by
from service.queries import asked

_TEMPLATE_FILES = Path(__file__).parents[1] / "templates"
_TEMPLATES = Environment(loader=FileSystemLoader(_TEMPLATE_FILES), autoescape=True, undefined=StrictUndefined)
_Offset = Annotated[int, Meta(ge=0, le=100_000_000)]


class PlaceQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which words to show: `[start, end)` of `field` of a revision, in code points."""

    revision: Annotated[int, Meta(ge=1, le=1_000_000_000)] | None = None
    start: _Offset | None = None
    end: _Offset | None = None
    field: Field = "text"


class _Parted(Struct, frozen=True):
    """A text in three: before the cited words, those, and after; `cited` is empty when none are."""

    before: str
    cited: str
    after: str


def told(request: Request[object, object, State], error: Exception) -> Response[bytes]:
    """An error on a page for people, as a problem for programs."""
    problem = problems.noted(error, request.scope)
    if "text/html" not in request.headers.get("accept", ""):
        return problems.respond(problem)
    body = _TEMPLATES.get_template("problem.html").render(problem=problem)
    return Response(body.encode(), status_code=problem.status, media_type=MediaType.HTML)


@get(
    "/read/{key:str}",
    summary="Read an article as a page",
    media_type=MediaType.HTML,
    dependencies=asked(PlaceQuery),
    operation_class=described_by(PlaceQuery),
    responses=problems.documented(404, 409, 410),
    exception_handlers={HTTPException: told, DatelineError: told, Exception: told},
    tags=["articles"],
)
async def read(key: FromPath[str], query_: NamedDependency[PlaceQuery], desk: NamedDependency[Desk]) -> str:
    """Returns the article as a page on which the cited words are marked."""
    return await desk.look(_page, key, query_, desk.archive)


def _page(key: str, place: PlaceQuery, archive: Archive) -> str:
    scope = archive.scope()
    revision = archive.article(key, scope, number=place.revision)
    current = archive.article(key, scope).number if place.revision else revision.number
    return _TEMPLATES.get_template("read.html").render(
        article=revision,
        title=_parted(revision.title, place, "title"),
        text=_parted(revision.text, place, "text"),
        current=current,
    )


def _parted(whole: str, place: PlaceQuery, field: Field) -> _Parted:
    if place.field != field or (place.start is None and place.end is None):
        return _Parted(whole, "", "")
    start, end = place.start or 0, len(whole) if place.end is None else place.end
    if not start < end <= len(whole):
        raise QuestionRejected(f"wanted start < end within the {len(whole):,} characters of the {field}", field="end")
    return _Parted(whole[:start], whole[start:end], whole[end:])
