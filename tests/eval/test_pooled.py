"""Figures and their intervals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics.pooled import difference, pool
from eval.types import Figure, Judgement, Label, Metric, Pooling

MEAN = Metric(name="m")


def judged(*values: float, weight: float = 1.0) -> list[tuple[str, Judgement]]:
    """Values, each of a cluster of its own."""
    return [(str(number), Judgement(metric="m", value=value, weight=weight)) for number, value in enumerate(values)]


def pooled(metric: Metric, some: list[tuple[str, Judgement]], *, seed: int = 0) -> Figure:
    """The figure, which must be defined."""
    figure = pool(metric, some, seed=seed)
    assert figure is not None
    return figure


def test_a_mean_weighs_what_a_value_stands_for() -> None:
    """One of one and none of three is one of four, not a half."""
    figure = pooled(MEAN, [*judged(1.0), ("z", Judgement(metric="m", value=0.0, weight=3))])

    assert (figure.value, figure.n) == (0.25, 2)


def test_a_sum_is_a_sum() -> None:
    """Of values, whatever they weigh."""
    assert pooled(Metric(name="m", pooling="sum"), judged(1, 2, 3, 4, weight=3)).value == 10.0


@pytest.mark.parametrize(("pooling", "rank"), [("p50", 50), ("p95", 95), ("p99", 99)])
@given(values=st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30))
def test_percentiles_are_numpys(pooling: Pooling, rank: int, values: list[float]) -> None:
    """Linear between ranks, in any order of values."""
    figure = pooled(Metric(name="m", pooling=pooling), judged(*values))

    assert figure.value == pytest.approx(float(np.percentile(values, rank)))
    assert min(values) - 1e-6 <= figure.low <= figure.high <= max(values) + 1e-6


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_an_interval_lies_within_the_values_and_repeats(values: list[float]) -> None:
    """The same seed gives the same interval, in order and in range."""
    figure = pooled(MEAN, judged(*values), seed=3)

    assert figure == pooled(MEAN, judged(*values), seed=3)
    assert min(values) - 1e-9 <= figure.low <= figure.high <= max(values) + 1e-9


def test_an_interval_is_as_wide_as_theory_says() -> None:
    """Of 400 independent values with mean .5 the interval is about .5 ± 1.96 * .5 / 20."""
    values = np.random.default_rng(5).permutation(np.repeat([0.0, 1.0], 200))

    figure = pooled(MEAN, judged(*values))

    assert figure.low == pytest.approx(0.451, abs=0.01)
    assert figure.high == pytest.approx(0.549, abs=0.01)


def test_cases_of_one_article_are_drawn_together() -> None:
    """Clusters of ten equal values widen the interval by about the square root of ten."""
    values = np.repeat(np.tile([0.0, 1.0], 20), 10)
    alone = pooled(MEAN, judged(*values))
    together = pooled(MEAN, [(str(number // 10), each) for number, (_, each) in enumerate(judged(*values))])

    assert (together.high - together.low) / (alone.high - alone.low) == pytest.approx(10**0.5, rel=0.2)


def of_case(name: str, value: float, label: Label, *twins: str) -> tuple[str, Judgement]:
    """A case's part in the judgement of a group."""
    return name, Judgement(metric="m", value=value, label=label, together=(name, *twins))


def test_a_group_is_right_when_all_of_it_is() -> None:
    """One group is right, one has a wrong twin, one was not asked whole; twins need not name each other."""
    some = [
        of_case("a", 1, "right", "a-x", "a-y"), of_case("a-x", 1, "null"), of_case("a-y", 1, "null"),
        of_case("b", 1, "right", "b-x"), of_case("b-x", 0, "null", "b"),
        of_case("c", 1, "right", "c-x"),
    ]  # fmt: skip

    figure = pooled(Metric(name="m", pooling="all"), some)

    assert (figure.value, figure.n) == (0.5, 2)


def test_a_figure_that_is_not_defined_is_none() -> None:
    """No whole group; no null to tell from the answerable."""
    assert pool(Metric(name="m", pooling="all"), [of_case("c", 1, "right", "c-x")]) is None
    assert pool(Metric(name="m", pooling="auroc"), [of_case("c", 1, "right")]) is None


def test_a_difference_is_paired() -> None:
    """What is hard for both runs cancels out: the same gain everywhere has no interval, however hard cases differ."""
    before = judged(*np.linspace(0, 0.5, 50))
    after = [(cluster, Judgement(metric="m", value=each.value + 0.25)) for cluster, each in before]

    measured = difference(MEAN, after, before, seed=1)

    assert measured is not None
    now, then, apart = measured
    assert now - then == pytest.approx(0.25)
    assert (apart.low, apart.value, apart.high) == pytest.approx((0.25, 0.25, 0.25))


def test_a_difference_is_taken_of_set_measures_too() -> None:
    """Of the same questions, one run tells nulls apart and the other does not; without nulls there is none."""
    labels: list[Label] = ["right", "null", "right", "null"]
    apart, blind = (
        [
            (str(n), Judgement(metric="m", value=value, label=label))
            for n, (value, label) in enumerate(zip(some, labels, strict=True))
        ]
        for some in ([0.9, 0.1, 0.8, 0.2], [0.5, 0.5, 0.5, 0.5])
    )
    metric = Metric(name="m", pooling="auroc")

    measured = difference(metric, apart, blind)

    assert measured is not None
    assert (measured[0], measured[1], measured[2].value) == (1.0, 0.5, 0.5)
    assert difference(metric, apart[::2], blind[::2]) is None


@pytest.mark.parametrize("pooling", ["mean", "p50", "sum"])
def test_runs_that_were_judged_on_different_articles_have_a_difference(pooling: Pooling) -> None:
    """Resamples in which one run has nothing are left out, and warn of nothing."""
    metric = Metric(name="m", pooling=pooling)

    measured = difference(metric, judged(3.0, 3.0, 3.0)[2:], judged(1.0, 1.0, 1.0)[:1])

    assert measured is not None
    assert measured[2].value == 2.0
