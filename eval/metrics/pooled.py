"""Judgements of many cases to one figure with its interval.

mean = sum of value x weight / sum of weights (a ratio estimate: a share over all citations, not a
mean of shares); sum; p50, p95. Interval: percentile bootstrap, 95 %, 1,000 resamples, seeded (Efron &
Tibshirani 1993), drawing whole clusters of cases that share an article (Davison & Hinkley 1997, 3.8), since
such cases succeed and fail together. But: where every case agrees the interval has no width,
which is not certainty.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from eval.types import Figure, Judgement, Metric

_RESAMPLES = 1_000
_BOUNDS = (2.5, 97.5)
_RANKS = {"p50": 50.0, "p95": 95.0}
Floats = NDArray[np.float64]


def pool(metric: Metric, judged: Sequence[tuple[str, Judgement]], *, seed: int = 0) -> Figure:
    """The figure of `metric` over pairs of a cluster and a judgement, at least one."""
    values = np.array([judgement.value for _, judgement in judged])
    weights = np.array([judgement.weight for _, judgement in judged])
    names = {name: number for number, name in enumerate(dict.fromkeys(cluster for cluster, _ in judged))}
    clusters = np.array([names[cluster] for cluster, _ in judged])
    draws = np.random.default_rng(seed).integers(len(names), size=(_RESAMPLES, len(names)))
    times = np.stack([np.bincount(draw, minlength=len(names)) for draw in draws])[:, clusters]  # (resamples, n)
    estimates = np.array([_estimate(metric, values, weights, row) for row in times])
    low, high = np.percentile(estimates, _BOUNDS)
    value = _estimate(metric, values, weights, np.ones(len(values), np.int64))
    return Figure(value=value, low=float(low), high=float(high), n=len(values))


def _estimate(metric: Metric, values: Floats, weights: Floats, times: NDArray[np.int64]) -> float:
    if metric.pooling in _RANKS:
        return float(np.percentile(np.repeat(values, times), _RANKS[metric.pooling]))
    if metric.pooling == "sum":
        return float(values @ times)
    return float((values * weights) @ times / (weights @ times))
