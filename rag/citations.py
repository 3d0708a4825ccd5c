"""Verifying a citation again: its id says where it points, the truth says whether that still holds."""

from __future__ import annotations

import base64
import binascii
import re

import msgspec
import numpy as np

from rag import printings
from rag.compose import fragments
from rag.errors import ArticleGone, ArticleUnknown, CitationUnknown
from rag.store.protocol import Reader
from rag.types import Citation, CitationState, Correction, Field, Revision, Span, Successor, digest

_FIELDS: dict[str, Field] = {"e": "text", "i": "title"}


def verify(citation_id: str, reader: Reader) -> CitationState:
    """The citation made afresh from the stored revision, and whether that revision still stands.

    Raises: CitationUnknown; CitationCorrupt when the stored text no longer has its hash.
    """
    key, number, field, span, quoted = _parsed(citation_id)
    try:
        revision = reader.article(key, number)
    except ArticleGone:
        return CitationState(id=citation_id, state="withdrawn", citation=None)
    except ArticleUnknown as error:
        raise _unknown() from error
    citation = _cited(revision, span, field, quoted)
    stands = reader.standing(revision)
    if len(reader.withdrawn(np.array([stands.row], np.int64))):
        return CitationState(id=citation_id, state="withdrawn", citation=None)
    copies = printings.copies(citation.quote, stands.row, printings.gather({stands.row: revision}, reader))
    corrected = _correction(citation, stands.successor, reader) if stands.successor else None
    citation = msgspec.structs.replace(citation, superseded_by=stands.successor, copies=copies, corrected=corrected)
    return CitationState(id=citation_id, state="corrected" if corrected else stands.state, citation=citation)


def _correction(citation: Citation, successor: Successor, reader: Reader) -> Correction | None:
    """The notice of the revision that stands, where it says that something quoted was wrong."""
    revision = reader.article(citation.article)
    row = reader.standing(revision).row
    for notice in reader.marks({row: revision})[row].notices:
        if any(has(citation.quote, wrong) for wrong in notice.wrong):
            span = Span(notice.start, notice.end)
            return Correction(at=successor.at, note=span.of(revision.text), citation=revision.cite(span).id)
    return None


def has(quote: str, words: str) -> bool:
    """Whether words stand in a quote, and not as a part of longer ones: 48 is not in 480."""
    return re.search(rf"(?<![\w.,]){re.escape(words)}(?!\w|[.,]\d)", quote) is not None


def _cited(revision: Revision, span: Span, field: Field, quoted: str) -> Citation:
    whole = revision.text if field == "text" else revision.title
    if span.end > len(whole) or digest(span.of(whole))[:16] != quoted:
        raise _unknown()
    made = revision.cite(span, field=field)
    return msgspec.structs.replace(made, link=fragments.to_cited(made, revision))


def _parsed(citation_id: str) -> tuple[str, int, Field, Span, str]:
    try:
        where = base64.b64decode(citation_id + "=" * (-len(citation_id) % 4), altchars=b"-_", validate=True).decode()
        key, number, field, start, end, quoted = where.split(".")
        span = Span(int(start), int(end))
        if not 0 <= span.start < span.end or int(number) < 1 or len(number) > 18:
            raise ValueError(where)
        return key, int(number), _FIELDS[field], span, quoted
    except (ValueError, KeyError, binascii.Error) as error:
        raise _unknown() from error


def _unknown() -> CitationUnknown:
    return CitationUnknown("no citation has this id")
