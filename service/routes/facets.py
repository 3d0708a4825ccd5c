"""GET /v1/facets: how many articles there are by month, outlet or collection, under the same filters as everywhere."""

from __future__ import annotations

from litestar import get
from litestar.di import NamedDependency
from msgspec import Struct

from rag.store.protocol import Facet
from rag.types import Counted
from service.desk import Desk
from service.openapi import described_by
from service.problems import documented
from service.queries import asked
from service.wire import Filters, scope_of


class FacetQuery(Filters, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is counted, and what it is narrowed to."""

    by: Facet


class Facets(Struct, frozen=True, kw_only=True):
    """Counts by value, ascending, those without a value last."""

    by: Facet
    counts: tuple[Counted, ...]


@get(
    "/v1/facets",
    summary="Count articles",
    dependencies=asked(FacetQuery),
    operation_class=described_by(FacetQuery),
    responses=documented(),
    tags=["articles"],
)
async def facets(query_: NamedDependency[FacetQuery], desk: NamedDependency[Desk]) -> Facets:
    """Returns how many articles have each month of publication, outlet or collection."""
    scope = scope_of(query_, desk.archive)
    return Facets(by=query_.by, counts=tuple(await desk.look(desk.archive.facets, query_.by, scope)))
