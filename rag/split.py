"""Revision to Passages: whole sentences, packed in order, no overlap.

A passage is embedded together with its article's headline, so both must fit into what the model
reads. But: a passage never crosses the border of a text, and is never cut inside a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rag.marks.sentences import sentences
from rag.types import Passage, Revision, Span

_HEADLINE = 40  # word pieces that a headline may take of what the model reads
_ROOM = 4  # word pieces for the model's own marks and the line end


def split(revision: Revision, *, lengths: Callable[[Sequence[str]], list[int]], max_tokens: int) -> tuple[Passage, ...]:
    """The passages of a revision, covering every sentence of its text once.

    `lengths` gives the word pieces of each text, `max_tokens` how many the model reads.
    """
    spans = sentences(revision.text)
    if not spans:
        return ()
    sizes = lengths([revision.title[:400], *(span.of(revision.text) for span in spans)])
    budget = max_tokens - min(sizes[0], _HEADLINE) - _ROOM
    return tuple(Passage(span=span, ordinal=n) for n, span in enumerate(_packed(spans, sizes[1:], budget)))


def embedded(revision: Revision, passage: Passage) -> str:
    """What is embedded and looked up by words: the headline, then the passage."""
    return f"{revision.title[:400]}\n{passage.span.of(revision.text)}"


def _packed(spans: list[Span], sizes: list[int], budget: int) -> list[Span]:
    packed: list[Span] = []
    taken = 0
    for span, size in zip(spans, sizes, strict=True):
        if packed and taken + size <= budget:
            packed[-1] = Span(packed[-1].start, span.end)
            taken += size
        else:
            packed.append(span)
            taken = size
    return packed
