"""POST /v1/files: one file of text, Markdown or HTML as it is, read by the same code as `dateline ingest` reads it.

But: JSON and lines of it go to /v1/articles, and what holds several files is for the command line.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import Annotated

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import OpenAPIMediaType, RequestBody
from msgspec import Meta, Struct
from msgspec.structs import replace

from rag.archive import Archive
from rag.errors import ArticleRejected, QuestionRejected
from rag.formats import FORMATS
from rag.formats.apart import Worker
from rag.formats.frames import Origin
from rag.formats.source import Source
from rag.types import Article, Receipt, Rejection
from service.bodies import ARTICLE_BODY, WireRequest, media_type, whole
from service.desk import Desk
from service.openapi import MadeSchema, described_by
from service.problems import UnsupportedMediaType, documented
from service.queries import asked
from service.wire import DateText

OCTETS = "application/octet-stream"
_SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".xhtml")
_NAME = r"^[^/\\\x00-\x1f\x7f]{1,200}\.[A-Za-z]{2,8}$"


class FileQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file's name, which is the article's id where the file gives none; what holds where it says nothing."""

    name: Annotated[str, Meta(max_length=210, pattern=_NAME)]
    collection: Annotated[str, Meta(min_length=1, max_length=128)] | None = None
    source: Annotated[str, Meta(min_length=1, max_length=500)] | None = None
    date: DateText | None = None


@dataclass
class _FileOperation(described_by(FileQuery)):  # type: ignore[misc]
    """Documents that the body is the file itself."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.request_body = RequestBody(required=True, content={OCTETS: OpenAPIMediaType(schema=MadeSchema(made={}))})


@post(
    "/v1/files",
    summary="Take a file in",
    request_max_body_size=None,
    dependencies=asked(FileQuery),
    operation_class=_FileOperation,
    responses={200: ResponseSpec(Receipt, description="Revised or unchanged", generate_examples=False)}
    | documented(413, 415),
    tags=["articles"],
)
async def take_file(
    request: WireRequest, query_: NamedDependency[FileQuery], desk: NamedDependency[Desk]
) -> Response[Receipt]:
    """Takes a file of text, Markdown or HTML in as an article, its headline and date read in it."""
    if media_type(request) != OCTETS:
        raise UnsupportedMediaType(f"Send {OCTETS}.")
    receipt = await desk.write(_taken, await whole(request, limit=ARTICLE_BODY), query_, desk.archive)
    return Response(receipt, status_code=201 if receipt.state == "new" else 200)


def _taken(raw: bytes, query: FileQuery, archive: Archive) -> Receipt:
    article = _read(raw, query)
    dated = {"date": query.date, "published_source": "field"} if query.date and not article.date else {}
    (outcome,) = archive.put([replace(article, source=article.source or query.source, **dated)])
    if isinstance(outcome, Rejection):
        raise ArticleRejected(outcome.reason, field=outcome.field)
    return outcome


def _read(raw: bytes, query: FileQuery) -> Article:
    """The article of the file. Raises: ArticleRejected; QuestionRejected for a format that is taken elsewhere."""
    suffix = PurePosixPath(query.name.lower()).suffix
    if suffix not in _SUFFIXES:
        raise QuestionRejected(f"unknown format {suffix!r}: it is one of {', '.join(_SUFFIXES)}", field="name")
    origin = Origin(id=query.name, path=query.name, collection=query.collection)
    with closing(Worker()) as worker:
        (found,) = FORMATS[suffix](Source(origin=origin, stream=BytesIO(raw), worker=worker))
    if isinstance(found, Rejection):
        raise ArticleRejected(found.reason, field=found.field)
    return found
