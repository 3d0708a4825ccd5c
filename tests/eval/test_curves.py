"""Curves: closed forms, and what holds of every one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval import curves
from eval.curves import Sure
from tests.eval.a_run import line

sures = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=30)


def test_risk_grows_as_less_sure_answers_are_let_through() -> None:
    """Two right ones surest, then a wrong one, of five questions asked."""
    answers = [(0.5, False), (0.9, True), (0.8, True)]

    assert curves.risk_coverage(answers, 5) == [(0.2, 0.0), (0.4, 0.0), (0.6, pytest.approx(1 / 3))]


@given(sures)
def test_the_last_point_of_risk_is_where_the_system_stands(answers: list[Sure]) -> None:
    """Everything answered, everything wrong counted, whatever the ties."""
    points = curves.risk_coverage(answers, len(answers) + 1)

    if answers:
        wrong = sum(not right for _, right in answers)
        assert points[-1] == (len(answers) / (len(answers) + 1), wrong / len(answers))
    else:
        assert points == []


@given(sures)
def test_a_higher_threshold_keeps_less_and_refuses_more(questions: list[Sure]) -> None:
    """From all kept and none refused to none kept and all refused, without a step back."""
    points = curves.refusing(questions)

    if {answerable for _, answerable in questions} == {True, False}:
        assert (points[0], points[-1]) == ((1.0, 0.0), (0.0, 1.0))
        assert all(a[0] >= b[0] and a[1] <= b[1] for a, b in pairwise(points))
    else:
        assert points == []


@given(sures)
def test_every_question_is_in_one_bin(questions: list[Sure]) -> None:
    """Bins hold all, in order, each with its mean confidence within it."""
    bins = curves.reliability(questions)

    assert sum(each.n for each in bins) == len(questions)
    assert [each.confidence for each in bins] == sorted(each.confidence for each in bins)
    assert all(0.0 <= each.share <= 1.0 for each in bins)


def test_a_confidence_that_is_no_chance_is_not_held_to_be_one() -> None:
    """A logit of 4 has no place in a reliability diagram."""
    assert curves.reliability([(4.0, True), (0.5, False)]) == []


def test_only_answers_that_were_given_have_a_risk() -> None:
    """A refusal counts as a question that can or can't be answered, not as an answer."""
    lines = [line("a"), line("b", right=None, sure=0.1), line("c", sure=None)]

    assert curves.given(lines) == [(0.8, True)]
    assert curves.due(lines) == [(0.8, True), (0.1, True)]
