"""Judgements that are a part of a whole."""

from __future__ import annotations

from collections.abc import Iterator

from eval.types import Judgement


def share(metric: str, part: int, whole: int) -> Iterator[Judgement]:
    """The share, weighing as many things as the whole has; nothing where there is no whole."""
    if whole:
        yield Judgement(metric=metric, value=part / whole, weight=float(whole))


def nothing(*metrics: str) -> Iterator[Judgement]:
    """0 of one in each: what a question without an outcome counts."""
    for metric in metrics:
        yield Judgement(metric=metric, value=0.0)
