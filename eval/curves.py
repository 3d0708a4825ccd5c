"""Curves over the questions of a run, as numbers: what there is to draw, and what a threshold would do.

Source: risk-coverage of selective answering (El-Yaniv & Wiener 2010), reliability diagrams (DeGroot & Fienberg
1983). But: what a system would have said where it refused is not known, so risk is told of given answers only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from msgspec import Struct

from eval import faults
from eval.types import Line

_BINS = 10
Point = tuple[float, float]
Sure = tuple[float, bool]  # a confidence, and whether it was deserved


class Bin(Struct, frozen=True, kw_only=True):
    """Questions of like confidence: its mean, the share for which it was deserved, how many they are."""

    confidence: float
    share: float
    n: int


def given(lines: Iterable[Line]) -> list[Sure]:
    """Of each answer that was given with a confidence: whether it is right."""
    return [
        (line.outcome.confidence, faults.is_right(line))
        for line in lines
        if line.outcome and line.outcome.kept and line.outcome.confidence is not None
    ]


def due(lines: Iterable[Line]) -> list[Sure]:
    """Of each question to which a confidence was told: whether it can be answered."""
    return [
        (line.outcome.confidence, line.case.answerable)
        for line in lines
        if line.outcome and line.outcome.confidence is not None
    ]


def risk_coverage(answers: Sequence[Sure], asked: int) -> list[Point]:
    """(share of the `asked` questions answered, share of those wrong), as ever less sure answers are let through.

    Answers of one confidence pass together. The last point is where the system stands.
    """
    points, passed, wrong = [], 0, 0
    for _, alike in groupby(sorted(answers, key=lambda sure: -sure[0]), key=lambda sure: sure[0]):
        some = [deserved for _, deserved in alike]
        passed += len(some)
        wrong += some.count(False)
        points.append((passed / asked, wrong / passed))
    return points


def refusing(questions: Sequence[Sure]) -> list[Point]:
    """(share of the answerable kept, share of the unanswerable refused) at every threshold, from all kept to none.

    None when there is no question of one of the two sorts.
    """
    answerable = sum(deserved for _, deserved in questions)
    nulls = len(questions) - answerable
    if not answerable or not nulls:
        return []
    points, kept, refused = [(1.0, 0.0)], answerable, 0
    for _, alike in groupby(sorted(questions), key=lambda sure: sure[0]):
        some = [deserved for _, deserved in alike]
        kept -= some.count(True)
        refused += some.count(False)
        points.append((kept / answerable, refused / nulls))
    return points


def reliability(questions: Sequence[Sure]) -> list[Bin]:
    """Up to ten bins of equal width; none when a confidence lies outside [0, 1], being no chance then."""
    if any(not 0.0 <= confidence <= 1.0 for confidence, _ in questions):
        return []
    held: dict[int, list[Sure]] = {}
    for confidence, deserved in questions:
        held.setdefault(min(_BINS - 1, int(confidence * _BINS)), []).append((confidence, deserved))
    return [_bin(some) for _, some in sorted(held.items())]


def _bin(some: Sequence[Sure]) -> Bin:
    return Bin(
        confidence=sum(confidence for confidence, _ in some) / len(some),
        share=sum(deserved for _, deserved in some) / len(some),
        n=len(some),
    )
