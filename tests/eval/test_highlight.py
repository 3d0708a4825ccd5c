"""Exact match and F1 as SQuAD's script has them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics import highlight
from eval.types import Case, Observed, Outcome, Said


@pytest.mark.parametrize(
    ("given", "accepted", "em", "f1"),
    [
        ("the Bank of England", "Bank of England.", 1.0, 1.0),
        ("Pieter Aalvik", "Aalvik", 0.0, 2 / 3),
        ("on 5 May", "5 May 2025", 0.0, 2 / 3),
        ("rain", "snow", 0.0, 0.0),
        ("the", "A!", 1.0, 1.0),
        ("the", "rain", 0.0, 0.0),
        ("rain rain", "rain", 0.0, 2 / 3),
    ],
)
def test_words_are_compared_without_articles_and_marks(given: str, accepted: str, em: float, f1: float) -> None:
    """Closed forms, the empty ones as in SQuAD 2.0."""
    assert highlight.exact(given, accepted) == em
    assert highlight.f1(given, accepted) == pytest.approx(f1)


@given(st.text(), st.text())
def test_f1_is_even_handed_and_1_when_exact(one: str, other: str) -> None:
    """It does not matter which is the accepted one."""
    assert highlight.f1(one, other) == highlight.f1(other, one)
    assert highlight.f1(one, other) == 1.0 or not highlight.exact(one, other)
    assert 0.0 <= highlight.f1(one, other) <= 1.0


def judged(*sentences: Said, status: str = "answered") -> list[float]:
    """EM and F1 of an answer to which `34` and `34 people` are accepted."""
    case = Case(id="q", question="?", answerable=True, answers=("34", "34 people"))
    outcome = Outcome(status=status, sentences=sentences)  # type: ignore[arg-type]
    return [each.value for each in highlight.judge(Observed(case=case, outcome=outcome))]


def test_the_first_highlight_counts_against_the_nearest_accepted_string() -> None:
    """A later one does not help."""
    assert judged(Said(text="It rained."), Said(text="34 people died.", highlight=(0, 9))) == [1.0, 1.0]
    assert judged(Said(text="It rained.", highlight=(3, 9)), Said(text="34 died.", highlight=(0, 2))) == [0.0, 0.0]


def test_without_a_highlight_nothing_was_marked() -> None:
    """No mark, a refusal: 0."""
    assert judged(Said(text="34")) == judged(status="no_evidence") == [0.0, 0.0]
    assert judged(Said(text="34", highlight=(0, 2)), status="not_stated") == [0.0, 0.0]
