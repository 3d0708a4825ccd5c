"""/v1/articles: listing, reading, taking in, replacing and deleting articles.

But: many at once, one a line, is `service/routes/bulk.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, cast

import msgspec
from litestar import Controller, Response, delete, get, post, put
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, HeaderParameter
from msgspec import Meta, Struct

from rag.archive import Archive
from rag.errors import ArticleGone, ArticleRejected, ArticleUnknown
from rag.formats.record import article_of
from rag.types import Receipt, Rejection, article_key
from service.bodies import ARTICLE_BODY, JSON, NDJSON, WireRequest, decode, media_type, whole
from service.desk import Desk
from service.openapi import described_by, takes
from service.problems import PreconditionFailed, UnsupportedMediaType, documented
from service.queries import asked
from service.routes import bulk
from service.shapes import Listing, Record, listed_of, record_of
from service.wire import ArticleRecord, DateText, Filters, Key, instant_of, scope_of

Tags = Annotated[str | None, HeaderParameter(name="If-Match", description="The ETag that the article must have.")]
KnownTags = Annotated[str | None, HeaderParameter(name="If-None-Match", description="The ETag that is known already.")]
_COLLECTION = "default"


class ListQuery(Filters, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a list is narrowed to. `since`: first seen then or later; `id`: that article of `collection`.

    `collection` narrows as `collections` does, and beside it.
    """

    cursor: Annotated[str, Meta(max_length=512)] | None = None
    limit: Annotated[int, Meta(ge=1, le=100)] = 50
    since: DateText | None = None
    collection: Annotated[str, Meta(min_length=1, max_length=128)] | None = None
    id: Key | None = None


class ReadQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which revision; the current one when left out."""

    revision: Annotated[int, Meta(ge=1, le=1_000_000_000)] | None = None


class Articles(Controller):
    """The articles, at one address together and at one each."""

    path = "/v1/articles"
    tags = ("articles",)

    @get(
        "/",
        summary="List articles",
        dependencies=asked(ListQuery),
        operation_class=described_by(ListQuery),
        responses=documented(),
    )
    async def list_articles(self, query_: NamedDependency[ListQuery], desk: NamedDependency[Desk]) -> Listing:
        """Returns articles without their texts, page by page, in an order that stays the same."""
        return await desk.look(_listing, query_, desk.archive)

    @get(
        "/{key:str}",
        summary="Read an article",
        dependencies=asked(ReadQuery),
        operation_class=described_by(ReadQuery),
        responses={304: ResponseSpec(None, description="The known one is current")} | documented(404, 409, 410),
    )
    async def read_article(
        self,
        key: FromPath[str],
        query_: NamedDependency[ReadQuery],
        desk: NamedDependency[Desk],
        if_none_match: KnownTags = None,
    ) -> Response[Record]:
        """Returns a revision with its text exactly as cited, and the revisions that there are."""
        record = await desk.look(_record, key, query_.revision, desk.archive)
        headers = {"ETag": f'"{record.sha256}"'}
        if if_none_match and _matches(if_none_match, record.sha256):
            return cast("Response[Record]", Response(None, status_code=304, headers=headers))
        return Response(record, headers=headers)

    @post(
        "/",
        summary="Take articles in",
        request_max_body_size=None,
        operation_class=takes(ArticleRecord, lines=NDJSON),
        responses={
            200: ResponseSpec(Receipt, description="Revised or unchanged", generate_examples=False),
            207: ResponseSpec(
                dict[str, Any], description="A line for each line", media_type=NDJSON, generate_examples=False
            ),
        }
        | documented(413, 415),
    )
    async def add_articles(self, request: WireRequest, desk: NamedDependency[Desk]) -> Response[Receipt]:
        """Takes one article as JSON, or many, one a line. What is acknowledged is durable and searchable."""
        sent = media_type(request)
        if sent == NDJSON:
            return cast("Response[Receipt]", await bulk.take(request, desk))
        if sent != JSON:
            raise UnsupportedMediaType(f"Send {JSON} or {NDJSON}.")
        article = article_of(decode(await whole(request, limit=ARTICLE_BODY), type=dict), collection=None)
        receipt = _receipt(await desk.write(desk.archive.put, [article]))
        return Response(receipt, status_code=201 if receipt.state == "new" else 200)

    @put(
        "/{key:str}",
        summary="Replace an article",
        request_max_body_size=None,
        operation_class=takes(ArticleRecord),
        responses={201: ResponseSpec(Receipt, description="New", generate_examples=False)}
        | documented(404, 409, 410, 412, 413, 415),
    )
    async def replace_article(
        self, key: FromPath[str], request: WireRequest, desk: NamedDependency[Desk], if_match: Tags = None
    ) -> Response[Receipt]:
        """Takes a new revision of the article at `key`; `id` and `collection` may be left out where it exists."""
        if media_type(request) != JSON:
            raise UnsupportedMediaType(f"Send {JSON}.")
        fields: dict[str, object] = decode(await whole(request, limit=ARTICLE_BODY), type=dict)
        receipt = await desk.write(_replace, key, fields, if_match, desk.archive)
        return Response(receipt, status_code=201 if receipt.state == "new" else 200)

    @delete("/{key:str}", summary="Delete an article", responses=documented(404, 409, 410, 412))
    async def delete_article(self, key: FromPath[str], desk: NamedDependency[Desk], if_match: Tags = None) -> None:
        """Takes an article out of every answer at once."""
        await desk.write(_delete, key, if_match, desk.archive)


def _listing(query: ListQuery, archive: Archive) -> Listing:
    scope = scope_of(query, archive)
    since = instant_of(query.since, "since", archive)
    if query.collection is not None:
        if scope.collections and query.collection not in scope.collections:
            return Listing(articles=(), next=None)
        scope = msgspec.structs.replace(scope, collections=(query.collection,))
    if query.id is not None:
        key = article_key(query.collection or _COLLECTION, query.id)
        found = archive.listing(scope, after=_before(key), limit=1, since=since)
        return Listing(articles=tuple(listed_of(each) for each in found if each.key == key), next=None)
    found = archive.listing(scope, after=query.cursor, limit=query.limit + 1, since=since)
    following = found[query.limit - 1].key if len(found) > query.limit else None
    return Listing(articles=tuple(map(listed_of, found[: query.limit])), next=following)


def _before(key: str) -> str:
    """A cursor after which `key` comes first."""
    return key[:-1] + chr(ord(key[-1]) - 1) + "\uffff"


def _record(key: str, number: int | None, archive: Archive) -> Record:
    scope = archive.scope()
    return record_of(archive.article(key, scope, number=number), archive.revisions(key, scope))


def _replace(key: str, fields: dict[str, object], if_match: str | None, archive: Archive) -> Receipt:
    named = fields if "id" in fields else _names_of(key, archive) | fields
    article = article_of(named, collection=None)
    if article_key(article.collection, article.id) != key:
        raise ArticleRejected("id and collection belong to another key than the address", field="id")
    # On the writer's one thread: no other request can write between the comparison and the write
    _demand(key, if_match, archive)
    return _receipt(archive.put([article]))


def _names_of(key: str, archive: Archive) -> dict[str, object]:
    current = archive.article(key)
    return {"id": current.article_id, "collection": current.collection}


def _delete(key: str, if_match: str | None, archive: Archive) -> None:
    _demand(key, if_match, archive)
    archive.delete(key)


def _demand(key: str, if_match: str | None, archive: Archive) -> None:
    if if_match is None:
        return
    try:
        current = archive.article(key).sha256
    except (ArticleUnknown, ArticleGone) as error:
        raise PreconditionFailed("There is no current revision to match.") from error
    if not _matches(if_match, current):
        raise PreconditionFailed("The article has changed; read it again.")


def _matches(tags: str, sha256: str) -> bool:
    """Whether a list of entity tags names the revision."""
    return any(tag.strip().removeprefix("W/") in ("*", f'"{sha256}"') for tag in tags.split(","))


def _receipt(outcomes: Sequence[Receipt | Rejection]) -> Receipt:
    outcome = outcomes[0]
    if isinstance(outcome, Rejection):
        raise ArticleRejected(outcome.reason, field=outcome.field)
    return outcome
