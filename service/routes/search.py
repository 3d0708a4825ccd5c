"""POST /v1/search: the passages that match, page by page."""

from __future__ import annotations

from litestar import post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from service import sse
from service.bodies import WireRequest
from service.desk import Desk
from service.openapi import takes
from service.problems import documented
from service.shapes import Found, found_of
from service.wire import Find, question_of, scope_of


@post(
    "/v1/search",
    status_code=200,
    summary="Search",
    operation_class=takes(Find),
    responses=documented(413, 415),
    tags=["answers"],
)
async def search(data: JSONBody[Find], request: WireRequest, desk: NamedDependency[Desk]) -> Found:
    """Returns passages that match, verbatim, with their places and scores."""
    scope = scope_of(data, desk.archive)
    work = desk.ask(
        desk.archive.search, question_of(data.question), scope, limit=data.limit, cursor=data.cursor, sort=data.sort
    )
    return found_of(await sse.unless_gone(request, work), scope)
