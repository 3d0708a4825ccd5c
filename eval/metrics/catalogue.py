"""Every family of metrics: to add one, write its file and name it here."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from eval.metrics import answers, citations, latency, refusal, retrieval
from eval.types import Judgement, Metric, Observed

_FAMILIES: tuple[Callable[[Observed], Iterable[Judgement]], ...] = (
    answers.judge, refusal.judge, retrieval.judge, citations.judge, latency.judge,
)  # fmt: skip
METRICS: dict[str, Metric] = {
    metric.name: metric
    for metric in (
        *answers.METRICS,
        *refusal.METRICS,
        *retrieval.METRICS,
        *citations.METRICS,
        *latency.METRICS,
    )
}


def judge(observed: Observed) -> tuple[Judgement, ...]:
    """Every judgement that can be made of a case."""
    return tuple(judgement for family in _FAMILIES for judgement in family(observed))
