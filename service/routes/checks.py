"""POST /v1/checks: a draft against the archive, sentence by sentence."""

from __future__ import annotations

from litestar import post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from rag import checking
from rag.types import CheckedDraft, Scope, Searched
from service import shapes, sse
from service.bodies import WireRequest
from service.desk import Desk
from service.openapi import takes
from service.problems import documented
from service.wire import Check, scope_of


@post(
    "/v1/checks",
    status_code=200,
    summary="Check a draft",
    operation_class=takes(Check),
    responses=documented(413, 415),
    tags=["answers"],
)
async def check(data: JSONBody[Check], request: WireRequest, desk: NamedDependency[Desk]) -> CheckedDraft:
    """Returns for each sentence whether the archive bears it out, what differs, and who says so."""
    work = _checked(data.text, scope_of(data, desk.archive), desk)
    return shapes.linked_checks(await sse.unless_gone(request, work), desk.public_url)


async def _checked(text: str, scope: Scope, desk: Desk) -> CheckedDraft:
    # A turn of its own for each sentence: a client who leaves ends the work at the next one, and questions get theirs
    drafted = await desk.ask(lambda: list(checking.sentences(text)))
    checked = [await desk.ask(desk.archive.check_sentence, each, scope) for each in drafted]
    coverage = await desk.look(desk.archive.coverage, scope)
    return CheckedDraft(sentences=tuple(checked), searched=Searched.of(coverage, scope))
