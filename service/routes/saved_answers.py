"""/v1/answers, those that were kept: the latest, one, and deleting one. Where none are kept, it says so."""

from __future__ import annotations

from typing import Annotated

from litestar import delete, get
from litestar.di import NamedDependency
from litestar.params import PathParameter
from msgspec import Meta, Struct

from rag.errors import ArticleUnknown
from service import recalled
from service.desk import Desk
from service.openapi import described_by
from service.problems import Refused, documented
from service.queries import asked
from service.recalled import ListedAnswers, SavedAnswer
from service.saved import Kept, Numbered, Saved

_PAGE = 20  # each has all its citations verified
AnswerId = Annotated[str, PathParameter(description="The `id` of an answer that was asked for with `save`.")]


class LatestQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which page. `cursor`: the `next` of the page before."""

    cursor: Annotated[str, Meta(pattern="^[1-9][0-9]{0,15}$")] | None = None
    limit: Annotated[int, Meta(ge=1, le=50)] = _PAGE


@get(
    "/v1/answers",
    summary="List saved answers",
    dependencies=asked(LatestQuery),
    operation_class=described_by(LatestQuery),
    responses=documented(),
    tags=["answers"],
)
async def latest(query_: NamedDependency[LatestQuery], desk: NamedDependency[Desk]) -> ListedAnswers:
    """Returns the answers that were saved, newest first, and how many of their citations have changed since."""
    if desk.saved is None:
        return ListedAnswers(answers=None)
    before = int(query_.cursor) if query_.cursor else None
    found = await desk.look(desk.saved.latest, before=before, limit=query_.limit + 1)
    page = found[: query_.limit]
    shown = [await desk.look(recalled.listed, each, desk.archive) for each in page]
    return ListedAnswers(answers=tuple(filter(None, shown)), next=_next(found, page))


@get("/v1/answers/{answer_id:str}", summary="Read a saved answer", responses=documented(404, 409), tags=["answers"])
async def read(answer_id: AnswerId, desk: NamedDependency[Desk]) -> SavedAnswer:
    """Returns a saved answer with its citations verified again; without what rests on a withdrawn one."""
    saved = _saved(desk)
    return await desk.look(lambda: _recalled(_found(answer_id, saved), desk))


@delete("/v1/answers/{answer_id:str}", summary="Delete a saved answer", responses=documented(404), tags=["answers"])
async def remove(answer_id: AnswerId, desk: NamedDependency[Desk]) -> None:
    """Deletes a saved answer."""
    saved = _saved(desk)
    if not await desk.write(saved.remove, answer_id):
        raise _unknown()


def _recalled(kept: Kept, desk: Desk) -> SavedAnswer:
    try:
        return recalled.recall(kept, desk.archive, desk.public_url)
    except ArticleUnknown as error:  # purged, or of a collection of others: nothing of it is told
        raise _unknown() from error


def _found(answer_id: str, saved: Saved) -> Kept:
    kept = saved.find(answer_id)
    if kept is None:
        raise _unknown()
    return kept


def _saved(desk: Desk) -> Saved:
    if desk.saved is None:
        detail = "Answers are not kept here. Whoever runs the service can have them kept: DATELINE_SAVED_ANSWERS."
        raise Refused("not-configured", status=404, detail=detail)
    return desk.saved


def _unknown() -> Refused:
    return Refused("answer-unknown", status=404, detail="There is no such saved answer that you may read.")


def _next(found: list[Numbered], page: list[Numbered]) -> str | None:
    return str(page[-1].seq) if len(found) > len(page) else None
