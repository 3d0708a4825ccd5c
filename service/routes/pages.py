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
from markupsafe import Markup, escape
from msgspec import Meta, Struct

from rag import times
from rag.archive import Archive
from rag.errors import DatelineError, QuestionRejected
from rag.types import Field, Revision, Span
from service import problems
from service.desk import Desk
from service.openapi import described_by
from service.queries import asked
from service.reader import sheets, wording
from service.reader.sheets import Cited

_TEMPLATE_FILES = Path(__file__).parents[1] / "templates"
_TEMPLATES = Environment(loader=FileSystemLoader(_TEMPLATE_FILES), autoescape=True, undefined=StrictUndefined)
_Offset = Annotated[int, Meta(ge=0, le=100_000_000)]
_Number = Annotated[int, Meta(ge=1, le=1_000_000_000)]
_Range = Annotated[str, Meta(pattern="^[0-9]{1,9}-[0-9]{1,9}$")]


class PlaceQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which words to show: `[start, end)` of `field` of a revision, in code points.

    `also`: other words of the text that the same answer cites, as `start-end`. `against`: the revision to compare with.
    """

    revision: _Number | None = None
    start: _Offset | None = None
    end: _Offset | None = None
    field: Field = "text"
    also: Annotated[tuple[_Range, ...], Meta(max_length=50)] = ()
    against: _Number | None = None


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
async def read(
    key: FromPath[str],
    query_: NamedDependency[PlaceQuery],
    desk: NamedDependency[Desk],
    request: Request[object, object, State],
) -> str:
    """Returns the article as a page on which the cited words are marked; or, with `against`, what changed."""
    return await desk.look(_page, key, query_, desk.archive, desk.public_url or str(request.base_url))


def _page(key: str, place: PlaceQuery, archive: Archive, address: str) -> str:
    _demand_one_purpose(place)
    scope = archive.scope()
    opened = archive.opened(key, scope, number=place.revision, against=place.against)
    if opened.against:
        return _TEMPLATES.get_template("changes.html").render(shown=sheets.differences(opened, opened.against))
    sheet = sheets.sheet(opened, _cited(opened.revision, place))
    return _TEMPLATES.get_template("read.html").render(
        shown=sheet, article=opened.revision, read_at=times.iso(scope.now), public_url=address.rstrip("/")
    )


def _demand_one_purpose(place: PlaceQuery) -> None:
    if place.against is not None and (place.start is not None or place.end is not None or place.also):
        raise QuestionRejected("a comparison takes no start, end or also", field="against")


def _cited(revision: Revision, place: PlaceQuery) -> Cited:
    whole = revision.text if place.field == "text" else revision.title
    span = None
    if place.start is not None or place.end is not None:
        span = _span(place.start or 0, len(whole) if place.end is None else place.end, whole, "end", place.field)
    return Cited(place.field, span, tuple(_other(each, revision.text) for each in place.also))


def _other(given: str, text: str) -> Span:
    start, _, end = given.partition("-")
    return _span(int(start), int(end), text, "also", "text")


def _span(start: int, end: int, whole: str, parameter: str, field: Field) -> Span:
    if not start < end <= len(whole):
        told = f"wanted start < end within the {len(whole):,} characters of the {field}"
        raise QuestionRejected(told, field=parameter)
    return Span(start, end)


def _exact(text: str) -> Markup:
    """Text as markup that a browser reads back to the same code points: it makes line feeds of bare returns."""
    return Markup(escape(text).replace("\r", Markup("&#13;")))


_TEMPLATES.filters |= {"exact": _exact, "when": wording.when, "instant": wording.instant}
