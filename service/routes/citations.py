"""/v1/citations: verifying again what was cited, one or a list."""

from __future__ import annotations

from typing import Annotated

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, PathParameter

from rag.errors import ArticleUnknown, CitationCorrupt
from service.desk import Desk
from service.openapi import takes
from service.problems import documented, problem_of
from service.shapes import Verified, VerifiedList, verified_of
from service.wire import Verify


@get("/v1/citations/{citation_id:str}", summary="Verify a citation", responses=documented(404, 409), tags=["citations"])
async def verify(
    citation_id: Annotated[str, PathParameter(description="The `id` of a citation.")], desk: NamedDependency[Desk]
) -> Verified:
    """Returns the citation, checked against the stored hash, and whether its revision still stands."""
    return await desk.look(_verified, citation_id, desk)


@post(
    "/v1/citations",
    status_code=200,
    summary="Verify citations",
    operation_class=takes(Verify),
    responses=documented(413, 415),
    tags=["citations"],
)
async def verify_list(data: JSONBody[Verify], desk: NamedDependency[Desk]) -> VerifiedList:
    """Returns each citation as it stands now, in the order of the ids; one that can't be shown has an `error`."""
    return VerifiedList(citations=tuple([await desk.look(_verified_or_not, each, desk) for each in data.ids]))


def _verified(citation_id: str, desk: Desk) -> Verified:
    return verified_of(desk.archive.citation(citation_id), desk.public_url)


def _verified_or_not(citation_id: str, desk: Desk) -> Verified:
    try:
        return _verified(citation_id, desk)
    except (ArticleUnknown, CitationCorrupt) as error:
        return Verified(id=citation_id, state=None, error=problem_of(error))
