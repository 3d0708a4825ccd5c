"""How long an answer takes: latency_p50, latency_p95 in milliseconds, as the harness sees it.

The percentile is linear between the two nearest ranks (Hyndman & Fan 1996, type 7). Errors are left
out: failing fast is no speed. But: nothing about load; one question at a time.
"""

from __future__ import annotations

from collections.abc import Iterator

from eval.types import Judgement, Metric, Observed

METRICS = (
    Metric(name="latency_p50", pooling="p50", lower_is_better=True),
    Metric(name="latency_p95", pooling="p95", lower_is_better=True),
)


def judge(observed: Observed) -> Iterator[Judgement]:
    """The judgements of this family on one case."""
    outcome = observed.outcome
    if outcome is not None and outcome.error is None:
        for metric in METRICS:
            yield Judgement(metric=metric.name, value=outcome.latency_ms)
