"""Judgements of many cases to one figure with its interval, and two runs of the same cases to their difference.

mean = sum of value x weight / sum of weights (a ratio estimate: a share over all citations, not a
mean of shares); sum; p50, p95, p99, linear between the two nearest ranks (Hyndman & Fan 1996, type 7);
all = share of the groups of cases in which every one is right. From confidences and labels: auroc, aurc
and nulls, see `eval.metrics.selective`. Interval: percentile bootstrap, 95 %, 1,000 resamples, seeded (Efron &
Tibshirani 1993), drawing whole clusters of cases that share an article (Davison & Hinkley 1997, 3.8), since
such cases succeed and fail together. But: where every case agrees the interval has no width,
which is not certainty.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from eval.metrics import selective
from eval.types import Figure, Judgement, Metric

_RESAMPLES = 1_000
_BOUNDS = (2.5, 97.5)
_RANKS = {"p50": 0.50, "p95": 0.95, "p99": 0.99}
_BY_CONFIDENCE = {"auroc": selective.auroc, "aurc": selective.aurc, "nulls": selective.nulls_refused}
Clustered = tuple[str, Judgement]
Floats = NDArray[np.float64]
Counts = NDArray[np.int32]


class _Sample(Struct, frozen=True):
    """Judgements as an estimator of many resamples, and the cluster of each."""

    clusters: list[str]
    estimate: Callable[[Counts], Floats]

    def estimates(self, drawn: Counts, numbers: dict[str, int]) -> Floats:
        """An estimate for each row of `drawn`: how often each numbered cluster was drawn."""
        return self.estimate(drawn[:, [numbers[cluster] for cluster in self.clusters]])


def pool(metric: Metric, judged: Sequence[Clustered], *, seed: int = 0) -> Figure | None:
    """The figure of `metric` over pairs of a cluster and a judgement; None where it is not defined."""
    sample = _sample(metric, judged)
    numbers = _numbered(sample)
    value = _plainly(sample, numbers)
    if np.isnan(value):
        return None
    return _figure(value, sample.estimates(_draws(len(numbers), seed), numbers), len(sample.clusters))


def difference(
    metric: Metric, now: Sequence[Clustered], before: Sequence[Clustered], *, seed: int = 0
) -> tuple[float, float, Figure] | None:
    """The values now and before, and now less before with its paired interval: both on the same drawn clusters.

    None where one of them is not defined.
    """
    samples = _sample(metric, now), _sample(metric, before)
    numbers = _numbered(*samples)
    new, old = (_plainly(sample, numbers) for sample in samples)
    if np.isnan(new) or np.isnan(old):
        return None
    drawn = _draws(len(numbers), seed)
    apart = samples[0].estimates(drawn, numbers) - samples[1].estimates(drawn, numbers)
    return new, old, _figure(new - old, apart, len(samples[0].clusters))


def _figure(value: float, estimates: Floats, n: int) -> Figure:
    """`value` between the bounds of the estimates that are defined."""
    low, high = np.nanpercentile(estimates, _BOUNDS)
    return Figure(value=value, low=float(low), high=float(high), n=n)


def _plainly(sample: _Sample, numbers: dict[str, int]) -> float:
    """The estimate on the cases as they are, each once."""
    return float(sample.estimates(np.ones((1, len(numbers)), np.int32), numbers)[0]) if sample.clusters else np.nan


def _numbered(*samples: _Sample) -> dict[str, int]:
    names = dict.fromkeys(cluster for sample in samples for cluster in sample.clusters)
    return {name: number for number, name in enumerate(names)}


@lru_cache(maxsize=8)
def _draws(count: int, seed: int) -> Counts:
    """How often each of `count` clusters is drawn, a row a resample: (resamples, count)."""
    draws = np.random.default_rng(seed).integers(count, size=(_RESAMPLES, count))
    drawn = np.stack([np.bincount(draw, minlength=count) for draw in draws]).astype(np.int32)
    drawn.flags.writeable = False
    return drawn


def _sample(metric: Metric, judged: Sequence[Clustered]) -> _Sample:
    if metric.pooling == "all":
        judged = _groups(judged)
    values = np.array([judgement.value for _, judgement in judged], np.float64)
    clusters = [cluster for cluster, _ in judged]
    if metric.pooling in _BY_CONFIDENCE:
        labels = [judgement.label for _, judgement in judged]
        by_confidence = selective.ranked(values, labels)
        return _Sample(clusters, lambda times: _BY_CONFIDENCE[metric.pooling](by_confidence, times, metric.at))
    if metric.pooling in _RANKS:
        return _Sample(clusters, lambda times: _percentile(values, times, _RANKS[metric.pooling]))
    if metric.pooling == "sum":
        return _Sample(clusters, lambda times: times @ values)
    weights = np.array([judgement.weight for _, judgement in judged], np.float64)
    return _Sample(clusters, lambda times: selective.ratio(times @ (values * weights), times @ weights))


def _groups(judged: Sequence[Clustered]) -> list[Clustered]:
    """A judgement for each group of which every case was judged: the least of theirs, in the answerable's cluster."""
    values = {judgement.together[0]: judgement.value for _, judgement in judged}
    return [
        (cluster, Judgement(metric=each.metric, value=min(values[name] for name in each.together)))
        for cluster, each in judged
        if each.label != "null" and values.keys() >= set(each.together)
    ]


def _percentile(values: Floats, times: Counts, share: float) -> Floats:
    """The percentile of `values`, each counted as often as a row of `times` says."""
    order = np.argsort(values)
    counts = np.cumsum(times[:, order], axis=1)  # (resamples, n)
    ranks = share * (counts[:, -1] - 1)
    below, above = (
        values[order][np.argmax(counts > rank[:, None], axis=1)] for rank in (np.floor(ranks), np.ceil(ranks))
    )
    between = below + (above - below) * (ranks - np.floor(ranks))
    return np.where(counts[:, -1] > 0, between, np.nan)
