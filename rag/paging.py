"""Pages of search hits: an opaque cursor, and the orders other than relevance."""

from __future__ import annotations

import base64
import binascii
from typing import Literal

from rag.errors import QuestionRejected
from rag.retrieve import Retrieved
from rag.types import Hit, Page

_DEEPEST = 1_000  # hits that paging can reach: beyond, a narrower question or filter serves better


def offset(cursor: str | None) -> int:
    """How many hits come before the page. Raises: QuestionRejected naming `cursor`."""
    if cursor is None:
        return 0
    try:
        start = int(base64.urlsafe_b64decode(cursor.encode()).decode())
    except (ValueError, binascii.Error) as error:
        raise QuestionRejected("not a cursor that a search gave out", field="cursor") from error
    if not 0 <= start <= _DEEPEST:
        raise QuestionRejected(f"a search reaches {_DEEPEST:,} hits; narrow the filters", field="cursor")
    return start


def pool(start: int, limit: int, sort: Literal["relevance", "newest", "oldest"]) -> int:
    """How many hits to retrieve for the page: all that can be reached when they are put in another order."""
    return _DEEPEST if sort != "relevance" else min(start + limit + 1, _DEEPEST)


def page(found: Retrieved, *, start: int, limit: int, sort: Literal["relevance", "newest", "oldest"]) -> Page:
    """The hits from `start` on in the order asked for."""
    hits = _ordered(list(found.hits), sort)
    more = len(hits) > start + limit and start + limit < _DEEPEST
    following = base64.urlsafe_b64encode(str(start + limit).encode()).decode() if more else None
    return Page(hits=tuple(hits[start : start + limit]), next=following, coverage=found.coverage)


def _ordered(hits: list[Hit], sort: Literal["relevance", "newest", "oldest"]) -> list[Hit]:
    if sort == "relevance":
        return hits
    dated = [hit for hit in hits if hit.revision.published]
    undated = [hit for hit in hits if not hit.revision.published]
    return sorted(dated, key=_published, reverse=sort == "newest") + undated


def _published(hit: Hit) -> int:
    return hit.revision.published.first if hit.revision.published else 0
