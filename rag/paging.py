"""Pages of search hits: an opaque cursor, and the orders other than relevance."""

from __future__ import annotations

import base64
import binascii
from typing import Literal

from rag.errors import QuestionRejected
from rag.types import Evidence, Hit, Page, Question
from rag.words import spaced, stems

Sort = Literal["relevance", "newest", "oldest"]
POOL = 200  # hits that paging can reach, the same for every page, so that none repeats or skips


def offset(cursor: str | None) -> int:
    """How many hits come before the page. Raises: QuestionRejected naming `cursor`."""
    if cursor is None:
        return 0
    try:
        start = int(base64.urlsafe_b64decode(cursor.encode()).decode())
    except (ValueError, binascii.Error) as error:
        raise QuestionRejected("not a cursor that a search gave out", field="cursor") from error
    if not 0 <= start <= POOL:
        raise QuestionRejected(f"a search reaches {POOL:,} hits; narrow the filters", field="cursor")
    return start


def page(question: Question, found: Evidence, *, start: int, limit: int, sort: Sort) -> Page:
    """The hits from `start` on in the order asked for, of those that have the phrases and lack the words excluded."""
    hits = _ordered([hit for hit in found.hits if _admits(question, hit)], sort)
    more = len(hits) > start + limit and start + limit < POOL
    following = base64.urlsafe_b64encode(str(start + limit).encode()).decode() if more else None
    return Page(hits=tuple(hits[start : start + limit]), next=following, coverage=found.coverage)


def _ordered(hits: list[Hit], sort: Sort) -> list[Hit]:
    if sort == "relevance":
        return hits
    dated = [hit for hit in hits if hit.revision.published]
    undated = [hit for hit in hits if not hit.revision.published]
    return sorted(dated, key=_published, reverse=sort == "newest") + undated


def _published(hit: Hit) -> int:
    return hit.revision.published.first if hit.revision.published else 0


def _admits(question: Question, hit: Hit) -> bool:
    if not question.required and not question.excluded:
        return True
    text = f"{hit.revision.title}\n{hit.text}"
    spoken, held = spaced(text), set(stems(text))
    has_all = all(spaced(phrase) in spoken for phrase in question.required)
    return has_all and not any(set(stems(word)) <= held for word in question.excluded)
