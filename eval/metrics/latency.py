"""How long an answer takes, and what it costs: latency_p50, _p95, _p99 and cpu_p50, cpu_mean, in milliseconds.

Latency is as the harness sees it; CPU time is of the whole process, where that can be seen. The percentile is linear
between the two nearest ranks (Hyndman & Fan 1996, type 7). Errors are left
out: failing fast is no speed. But: nothing about load; one question at a time.
"""

from __future__ import annotations

from collections.abc import Iterator

from eval.types import Judgement, Metric, Observed

_LATENCY = (
    Metric(
        name="latency_p50", pooling="p50", lower_is_better=True, unit="ms",
        about="Half of the questions are answered within this many milliseconds.",
    ),
    Metric(
        name="latency_p95", pooling="p95", lower_is_better=True, unit="ms",
        about="95 % of the questions are answered within this many milliseconds.",
    ),
    Metric(
        name="latency_p99", pooling="p99", lower_is_better=True, unit="ms",
        about="99 % of the questions are answered within this many milliseconds.",
    ),
)  # fmt: skip
_CPU = (
    Metric(
        name="cpu_p50", pooling="p50", lower_is_better=True, unit="ms",
        about="Half of the questions cost at most this many milliseconds of processor time.",
    ),
    Metric(
        name="cpu_mean", lower_is_better=True, unit="ms",
        about="Milliseconds of processor time that a question costs on average.",
    ),
)  # fmt: skip
METRICS = _LATENCY + _CPU


def judge(observed: Observed) -> Iterator[Judgement]:
    """The judgements of this family on one case."""
    outcome = observed.outcome
    if outcome is None or outcome.error is not None:
        return
    for metric in _LATENCY:
        yield Judgement(metric=metric.name, value=outcome.latency_ms)
    for metric in _CPU if outcome.cpu_ms is not None else ():
        yield Judgement(metric=metric.name, value=outcome.cpu_ms or 0.0)
