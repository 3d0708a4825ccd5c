"""Hits to Evidence: the sentences of the passages that were found, ranked by how well they answer.

A quotation is never torn from its speaker: sentences inside one quotation stay together.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from rag import rank
from rag.marks.sentences import sentences
from rag.rerank import Reranker
from rag.retrieve import Retrieved
from rag.types import Evidence, Hit, Question, Revision, Sentence, Span

_LONGEST = 900  # code points of a kept-together quotation: what a reader takes in at once
_SPOKEN = re.compile(
    r"\b(?:said|says|told|added|adds|asked|wrote|writes|replied|insisted|warned|argued|explained|noted|tweeted|recalled|"
    r"stated|declared|announced|claimed|according to|continued|concluded|remarked|joked|shouted|cried)\b"
)


def gather(question: Question, found: Retrieved, *, reranker: Reranker | None) -> Evidence:
    """The sentences that may be cited, best first."""
    candidates = [
        Sentence(revision=hit.revision, span=span, hit=n) for n, hit in enumerate(found.hits) for span in _spans(hit)
    ]
    ranked = rank.rank(question, candidates, found.hits, reranker=reranker)
    return Evidence(
        hits=found.hits,
        sentences=tuple(ranked),
        coverage=found.coverage,
        seq=found.seq,
        degraded=found.degraded,
    )


def neighbours(sentence: Sentence) -> tuple[Span | None, Span | None]:
    """The units before and after a sentence in its text."""
    units = _units_of(sentence.revision)
    at = next((n for n, span in enumerate(units) if span.start >= sentence.span.start), len(units) - 1)
    return (units[at - 1] if at > 0 else None), (units[at + 1] if at + 1 < len(units) else None)


def before(sentence: Sentence) -> Sentence | None:
    """The sentence that stands before in the same text."""
    span, _ = neighbours(sentence)
    return msgspec.structs.replace(sentence, span=span, match=None) if span else None


def _spans(hit: Hit) -> list[Span]:
    """The units that begin in the passage: each belongs to one passage only."""
    inside = hit.passage.span
    return [span for span in _units_of(hit.revision) if inside.start <= span.start < inside.end]


def _units_of(revision: Revision) -> tuple[Span, ...]:
    return units(revision.text)


@lru_cache(maxsize=512)
def units(text: str) -> tuple[Span, ...]:
    """Spans that can be shown alone: sentences, joined where a quotation would be torn from its speaker."""
    joined: list[Span] = []
    for span in sentences(text):
        if joined and _belongs(text, joined[-1], span):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)


def _belongs(text: str, earlier: Span, later: Span) -> bool:
    if later.end - earlier.start > _LONGEST:
        return False
    same_paragraph = "\n" not in text[earlier.end : later.start]
    first, second = earlier.of(text), later.of(text)
    if _is_open(first):
        return same_paragraph or second[:1] in "“\"'‘"
    if not same_paragraph:
        return False
    return (_is_bare_quote(second) and bool(_SPOKEN.search(first))) or (
        _is_bare_quote(first) and bool(_SPOKEN.search(second))
    )


def _is_open(text: str) -> bool:
    """Whether a quotation that begins in `text` does not end in it."""
    last_paragraph = text.rpartition("\n")[2]  # a quotation that runs on is opened again there, but closed once
    return text.rfind("“") > text.rfind("”") or last_paragraph.count('"') % 2 == 1


def _is_bare_quote(text: str) -> bool:
    """Whether nothing but quoted words stands there, so nobody is named who says them."""
    return text[:1] in '“"' and text.rstrip()[-1:] in '”"'
