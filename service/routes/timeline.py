"""POST /v1/timeline: the course of events of a matter, one cited entry an event."""

from __future__ import annotations

from litestar import post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from rag.types import Timeline
from service import shapes, sse
from service.bodies import WireRequest
from service.desk import Desk
from service.openapi import takes
from service.problems import documented
from service.wire import Trace, question_of, scope_of


@post(
    "/v1/timeline",
    status_code=200,
    summary="Tell the course of events",
    operation_class=takes(Trace),
    responses=documented(413, 415),
    tags=["answers"],
)
async def timeline(data: JSONBody[Trace], request: WireRequest, desk: NamedDependency[Desk]) -> Timeline:
    """Returns what happened in a matter, by the days of the events, each entry verbatim with its citations."""
    work = desk.ask(desk.archive.timeline, question_of(data.question), scope_of(data, desk.archive))
    return shapes.linked_timeline(await sse.unless_gone(request, work), desk.public_url)
