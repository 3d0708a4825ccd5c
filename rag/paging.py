"""Pages of search hits: what is on the matter, an opaque cursor, and the orders other than relevance."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Literal

from rag import printings
from rag.errors import QuestionRejected
from rag.marks import proper
from rag.rank import covered
from rag.store.protocol import Reader
from rag.types import Evidence, Hit, Page, Question
from rag.words import spaced, stems

Sort = Literal["relevance", "newest", "oldest"]
POOL = 200  # hits that paging can reach, the same for every page, so that none repeats or skips

_NO_MATTER = frozenset(  # "what happened on Thursday" asks for whatever there is
    stems("happen news latest newest recent today yesterday report tell story event day week month year last past")
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLOSE = 0.35  # cosine from which a passage is on the matter, by the default model; others lie higher and admit more
_COVERED = 0.4  # share of the question's words, weighted by rarity, from which it is so too


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


def page(question: Question, found: Evidence, reader: Reader, *, start: int, limit: int, sort: Sort) -> Page:
    """The hits from `start` on in the order asked for, of those that are on the matter as it was asked for."""
    matching = _ordered([hit for hit in found.hits if _admits(question, hit)], sort)
    more = len(matching) > start + limit and start + limit < POOL
    hits = matching[start : start + limit]
    of = printings.gather({each.passage.revision_id: each.revision for each in hits}, reader)
    return Page(
        hits=tuple(hits),
        copies=tuple(printings.others(each.passage.revision_id, of) for each in hits),
        next=base64.urlsafe_b64encode(str(start + limit).encode()).decode() if more else None,
        coverage=found.coverage,
    )


def _ordered(hits: list[Hit], sort: Sort) -> list[Hit]:
    if sort == "relevance":
        return hits
    dated = [hit for hit in hits if hit.revision.published]
    undated = [hit for hit in hits if not hit.revision.published]
    return sorted(dated, key=_published, reverse=sort == "newest") + undated


def _published(hit: Hit) -> int:
    return hit.revision.published.first if hit.revision.published else 0


def _admits(question: Question, hit: Hit) -> bool:
    """Whether a hit has the phrases, lacks the words that are excluded, and is on the matter by meaning or by words.

    What the index proposes is only nearest: of a matter that the archive does not have, everything is.
    """
    text = f"{hit.revision.title}\n{hit.text}"
    spoken, held = spaced(text), set(stems(text))
    if not all(spaced(phrase) in spoken for phrase in question.required):
        return False
    if any(set(stems(word)) <= held for word in question.excluded):
        return False
    if question.required or all(map(_is_no_matter, question.words)):
        return True
    return (hit.scores.dense or 0.0) >= _CLOSE or covered(question, text) >= _COVERED


def _is_no_matter(word: str) -> bool:
    return word in _NO_MATTER or proper.is_calendar(word) or bool(_YEAR.fullmatch(word))
