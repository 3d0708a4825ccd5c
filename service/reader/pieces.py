"""A text cut at the edges of all that is shown in it, so that each piece is marked as a whole and none is lost.

Two levels: runs, which are cited or not, and in each run pieces, which are a date or not. But: no markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

from rag.types import Span


class Noted(Struct, frozen=True):
    """A span of a text and what there is to say of it."""

    span: Span
    note: str


class Piece(Struct, frozen=True):
    """A part of a run. `note`: what it means; `ended`: whether what the note is about ends with it."""

    text: str
    note: str | None = None
    ended: bool = False


class Run(Struct, frozen=True):
    """A part of a text, in pieces that join back to it. `mark`: the number of the cited place that it is, from 1."""

    pieces: tuple[Piece, ...]
    mark: int | None = None

    @property
    def text(self) -> str:
        """The code points of the run."""
        return "".join(each.text for each in self.pieces)


def places(first: Span | None, others: Iterable[Span]) -> tuple[Span, ...]:
    """Cited spans in the order of the text, none in another: of `others` what is beside `first`, joined."""
    free = [part for span in others for part in (_beside(span, first) if first else (span,))]
    joined: list[Span] = []
    for span in sorted(free):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(sorted([*joined, first] if first else joined))


def runs(text: str, marked: Sequence[Span], noted: Sequence[Noted]) -> tuple[Run, ...]:
    """The text in runs; `marked`: as `places` gives them, `noted`: ascending, none in another."""
    numbers = {span: number for number, span in enumerate(marked, 1)}
    return tuple(Run(_pieces(text, span, noted), numbers.get(span)) for span in _covering(len(text), marked))


def _pieces(text: str, run: Span, noted: Sequence[Noted]) -> tuple[Piece, ...]:
    within = [each for each in noted if each.span.start < run.end and each.span.end > run.start]
    inner = {_within(each.span, run): each for each in within}
    return tuple(
        Piece(span.of(text), inner[span].note, ended=span.end == inner[span].span.end)
        if span in inner
        else Piece(span.of(text))
        for span in _covering(run.end, list(inner), start=run.start)
    )


def _covering(end: int, spans: Sequence[Span], *, start: int = 0) -> list[Span]:
    """The spans and what is between them, from `start` to `end`."""
    edges = [start, *(edge for span in spans for edge in (span.start, span.end)), end]
    return [Span(one, other) for one, other in pairwise(edges) if one < other]


def _within(span: Span, outer: Span) -> Span:
    return Span(max(span.start, outer.start), min(span.end, outer.end))


def _beside(span: Span, taken: Span) -> list[Span]:
    left, right = Span(span.start, min(span.end, taken.start)), Span(max(span.start, taken.end), span.end)
    return [each for each in (left, right) if each.start < each.end]
