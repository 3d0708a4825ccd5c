"""Figures and their intervals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics.pooled import pool
from eval.types import Judgement, Metric

MEAN = Metric(name="m")


def judged(*values: float, weight: float = 1.0) -> list[tuple[str, Judgement]]:
    """Values, each of a cluster of its own."""
    return [(str(number), Judgement(metric="m", value=value, weight=weight)) for number, value in enumerate(values)]


def test_a_mean_weighs_what_a_value_stands_for() -> None:
    """One of one and none of three is one of four, not a half."""
    figure = pool(MEAN, [*judged(1.0), ("z", Judgement(metric="m", value=0.0, weight=3))])

    assert (figure.value, figure.n) == (0.25, 2)


@pytest.mark.parametrize(("pooling", "value"), [("sum", 10.0), ("p50", 2.5), ("p95", 3.85)])
def test_other_poolings_have_their_closed_forms(pooling: str, value: float) -> None:
    """Sum; percentiles linear between ranks."""
    metric = Metric(name="m", pooling=pooling)  # type: ignore[arg-type]

    assert pool(metric, judged(1, 2, 3, 4)).value == pytest.approx(value)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_an_interval_lies_within_the_values_and_repeats(values: list[float]) -> None:
    """The same seed gives the same interval, in order and in range."""
    figure = pool(MEAN, judged(*values), seed=3)

    assert figure == pool(MEAN, judged(*values), seed=3)
    assert min(values) - 1e-9 <= figure.low <= figure.high <= max(values) + 1e-9


def test_an_interval_is_as_wide_as_theory_says() -> None:
    """Of 400 independent values with mean .5 the interval is about .5 ± 1.96 * .5 / 20."""
    values = np.random.default_rng(5).permutation(np.repeat([0.0, 1.0], 200))

    figure = pool(MEAN, judged(*values))

    assert figure.low == pytest.approx(0.451, abs=0.01)
    assert figure.high == pytest.approx(0.549, abs=0.01)


def test_cases_of_one_article_are_drawn_together() -> None:
    """Clusters of ten equal values widen the interval by about the square root of ten."""
    values = np.repeat(np.tile([0.0, 1.0], 20), 10)
    alone = pool(MEAN, judged(*values))
    together = pool(MEAN, [(str(number // 10), each) for number, (_, each) in enumerate(judged(*values))])

    assert (together.high - together.low) / (alone.high - alone.low) == pytest.approx(10**0.5, rel=0.2)
