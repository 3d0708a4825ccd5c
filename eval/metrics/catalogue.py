"""Every family of metrics: to add one, write its file and name it here.

A case that ended in an error counts 0 in every share that it could have raised, and is left out of the counts of faults
and of times: it said nothing, and quickly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from eval.metrics import (
    answers,
    checked,
    citations,
    gated,
    highlight,
    latency,
    lead,
    leaks,
    news,
    reading,
    refusal,
    retrieval,
    selective,
)  # fmt: skip
from eval.types import Judgement, Metric, Observed

_FAMILIES: tuple[tuple[tuple[Metric, ...], Callable[[Observed], Iterable[Judgement]]], ...] = (
    (answers.METRICS, answers.judge),
    (lead.METRICS, lead.judge),
    (highlight.METRICS, highlight.judge),
    (reading.METRICS, reading.judge),
    (refusal.METRICS, refusal.judge),
    (selective.METRICS, selective.judge),
    (retrieval.METRICS, retrieval.judge),
    (citations.METRICS, citations.judge),
    (leaks.METRICS, leaks.judge),
    (news.METRICS, news.judge),
    (latency.METRICS, latency.judge),
)
JUDGED: dict[str, Metric] = {metric.name: metric for metrics, _ in _FAMILIES for metric in metrics}
_OF_DRAFTS = (*gated.METRICS, *checked.METRICS)  # judged where no question is asked
METRICS: dict[str, Metric] = JUDGED | {metric.name: metric for metric in _OF_DRAFTS}


def judge(observed: Observed) -> tuple[Judgement, ...]:
    """Every judgement that can be made of a case."""
    return tuple(judgement for _, family in _FAMILIES for judgement in family(observed))
