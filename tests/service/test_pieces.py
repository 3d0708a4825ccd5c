"""A text cut at what is marked in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rag.types import Span
from service.reader.pieces import Noted, places, runs


@st.composite
def spans(draw: st.DrawFn, size: int) -> Span:
    """A span of a text of that size."""
    start = draw(st.integers(0, size - 1))
    return Span(start, draw(st.integers(start + 1, size)))


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, Span | None, list[Span], list[Noted]]:
    """A text, what is cited in it, what else is, and dates of which none is in another."""
    text = draw(st.text(min_size=1, max_size=40))
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    dates = [Noted(Span(one, other), f"{one}") for one, other in zip(edges[::2], edges[1::2], strict=False)]
    first = draw(st.none() | spans(len(text)))
    return text, first, draw(st.lists(spans(len(text)), max_size=5)), dates


@given(marked())
def test_pieces_join_back_to_the_text(given: tuple[str, Span | None, list[Span], list[Noted]]) -> None:
    """However spans overlap, no code point is lost or doubled, and each run is all of one place."""
    text, first, others, dates = given
    cited = places(first, others)
    cut = runs(text, cited, dates)

    assert "".join(run.text for run in cut) == text
    assert [run.text for run in cut if run.mark] == [span.of(text) for span in cited]
    assert [run.mark for run in cut if run.mark] == list(range(1, len(cited) + 1))


@given(marked())
def test_places_hold_what_is_cited_and_nothing_else(given: tuple[str, Span | None, list[Span], list[Noted]]) -> None:
    """None overlaps another, the first stays whole, and all of every span is in one of them."""
    _, first, others, _ = given
    cited = places(first, others)
    held = [at for span in cited for at in range(span.start, span.end)]

    assert len(held) == len(set(held))
    assert set(held) == {at for span in (*others, *([first] if first else [])) for at in range(span.start, span.end)}
    assert first is None or first in cited


@given(marked())
def test_every_date_is_told_once(given: tuple[str, Span | None, list[Span], list[Noted]]) -> None:
    """A date that a citation cuts is in two pieces, and what it means stands behind the last."""
    text, first, others, dates = given
    found = [piece for run in runs(text, places(first, others), dates) for piece in run.pieces if piece.note]

    assert "".join(piece.text for piece in found) == "".join(date.span.of(text) for date in dates)
    assert [piece.note for piece in found if piece.ended] == [date.note for date in dates]
