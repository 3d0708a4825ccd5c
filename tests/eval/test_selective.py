"""Measures of a confidence, against counting every pair and every threshold."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics import selective
from eval.types import Case, Explained, Label, Observed, Outcome, Said, Scored

CASES = st.lists(
    st.tuples(st.integers(0, 6), st.sampled_from(["right", "wrong", "null"])), min_size=1, max_size=25
)  # few confidences, so that many are equal
Cases = list[tuple[int, Label]]


def estimate(name: str, cases: Cases, at: float = 0.0) -> float:
    """The estimate on the cases, each once."""
    values = np.array([confidence for confidence, _ in cases], np.float64)
    ranked = selective.ranked(values, [label for _, label in cases])
    measures = {"auroc": selective.auroc, "aurc": selective.aurc, "nulls": selective.nulls_refused}
    return float(measures[name](ranked, np.ones((1, len(cases)), np.int32), at)[0])


def split(cases: Cases) -> tuple[list[int], list[int]]:
    """Confidences of the answerable, of the nulls."""
    return [value for value, label in cases if label != "null"], [value for value, label in cases if label == "null"]


@given(CASES)
def test_auroc_is_the_share_of_pairs_in_the_right_order(cases: Cases) -> None:
    """Equal confidences count half; without both sorts it is not defined."""
    answerable, nulls = split(cases)
    pairs = [(one > other) + (one == other) / 2 for one in answerable for other in nulls]

    found = estimate("auroc", cases)

    assert found == pytest.approx(sum(pairs) / len(pairs)) if pairs else math.isnan(found)


@given(CASES, st.sampled_from([0.5, 0.9, 0.95, 1.0]))
def test_null_recall_is_taken_at_the_highest_threshold_that_keeps_enough(cases: Cases, kept: float) -> None:
    """Of all thresholds that keep the share of the answerable, the one that refuses most nulls."""
    answerable, nulls = split(cases)
    enough = [
        sum(null < bound for null in nulls)
        for bound in range(-1, 8)
        if sum(value >= bound for value in answerable) >= Fraction(str(kept)) * len(answerable)
    ]

    found = estimate("nulls", cases, kept)

    assert found == pytest.approx(max(enough) / len(nulls)) if answerable and nulls else math.isnan(found)


@given(CASES)
def test_the_area_of_risk_is_the_mean_over_the_answerable(cases: Cases) -> None:
    """For each the share of wrong answers and nulls among all at least as sure; without nulls the usual AURC."""
    answerable, _ = split(cases)
    risks = []
    for bound in answerable:
        passed = [label for value, label in cases if value >= bound]
        risks.append(sum(label != "right" for label in passed) / len(passed))

    found = estimate("aurc", cases)

    assert found == pytest.approx(sum(risks) / len(risks)) if risks else math.isnan(found)


@given(CASES, st.data())
def test_drawing_a_case_twice_is_having_it_twice(cases: Cases, data: st.DataObject) -> None:
    """Multiplicities of a resample stand for cases."""
    times = data.draw(st.lists(st.integers(0, 3), min_size=len(cases), max_size=len(cases)))
    copied = [case for case, count in zip(cases, times, strict=True) for _ in range(count)]
    values = np.array([confidence for confidence, _ in cases], np.float64)
    ranked = selective.ranked(values, [label for _, label in cases])

    drawn = np.array([times], np.int32)
    found = selective.auroc(ranked, drawn, 0.0)[0], selective.aurc(ranked, drawn, 0.0)[0]

    expected = (estimate("auroc", copied), estimate("aurc", copied)) if copied else (math.nan, math.nan)
    assert found == pytest.approx(expected, nan_ok=True)


def outcome(**given: object) -> Outcome:
    """An answer with those parts."""
    return Outcome(**({"status": "answered", "sentences": (Said(text="34"),)} | given))  # type: ignore[arg-type]


SURE = Explained(scores=Scored(verdict=0.7))


@pytest.mark.parametrize(
    ("given", "ranks"),
    [
        (outcome(explain=SURE), 0),
        (outcome(), 1),
        (outcome(status="no_evidence", sentences=()), -1),
        (outcome(status="no_evidence", sentences=(), explain=SURE), 0),
    ],
)
def test_a_system_that_says_nothing_of_its_confidence_is_as_sure_as_it_acts(given: Outcome, ranks: int) -> None:
    """An answer is surer than any told confidence, a refusal less sure; a told one is taken as it is."""
    told = selective.confidence(given, answerable=True)

    assert (told > 0.7) - (told < 0.7) == ranks


def test_an_error_is_on_the_wrong_side_whatever_was_due() -> None:
    """Below every answerable, above every null."""
    broken = Outcome(error="503")

    assert selective.confidence(broken, answerable=True) < 0 < selective.confidence(broken, answerable=False)


@pytest.mark.parametrize(
    ("case", "label"),
    [
        (Case(id="q", question="?", answerable=True, answers=("34",)), "right"),
        (Case(id="q", question="?", answerable=True, answers=("12",)), "wrong"),
        (Case(id="q", question="?", answerable=False), "null"),
        (Case(id="q", question="?", answerable=True), None),
    ],
)
def test_a_case_is_labelled_by_what_was_due_and_said(case: Case, label: Label | None) -> None:
    """One of which nobody can say whether it is right is left out."""
    judged = list(selective.judge(Observed(case=case, outcome=outcome(explain=SURE))))

    assert {each.label for each in judged} == ({label} if label else set())
    assert all(each.value == 0.7 for each in judged)
