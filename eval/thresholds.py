"""Gates: METRIC=V on the command line, and which of them a report misses."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from msgspec import Struct

from eval.errors import GateInvalid
from eval.metrics.catalogue import METRICS
from eval.types import Report


class Gate(Struct, frozen=True):
    """A metric of `results.json`, and the worst value that passes: the least, or the most where lower is better."""

    metric: str
    worst: float

    def __str__(self) -> str:
        bound = "at most" if METRICS[base(self.metric)].lower_is_better else "at least"
        return f"{self.metric} {bound} {self.worst:g}"

    def is_met(self, value: float) -> bool:
        """Whether `value` passes."""
        return value <= self.worst if METRICS[base(self.metric)].lower_is_better else value >= self.worst


def base(name: str) -> str:
    """The metric of `METRIC/slice`."""
    return name.partition("/")[0]


def parse(texts: Iterable[str]) -> list[Gate]:
    """The gates that `METRIC=V` texts mean. Raises: GateInvalid."""
    return [_parse(text) for text in texts]


def missed(gates: Sequence[Gate], report: Report) -> list[str]:
    """What was wanted and what came, for each gate not met. Raises: GateInvalid for a metric not in the report."""
    unmeasured = [gate.metric for gate in gates if gate.metric not in report.metrics]
    if unmeasured:
        raise GateInvalid(f"suite {report.data.suite} does not measure {', '.join(unmeasured)}")
    values = [(gate, report.metrics[gate.metric].value) for gate in gates]
    return [f"{gate} wanted, {value:.4g} measured" for gate, value in values if not gate.is_met(value)]


def _parse(text: str) -> Gate:
    name, _, number = text.rpartition("=")
    if base(name) not in METRICS:
        raise GateInvalid(f"{text!r} names no metric; metrics: {', '.join(METRICS)}")
    try:
        worst = float(number)
    except ValueError:
        worst = math.nan
    if math.isnan(worst):
        raise GateInvalid(f"{text!r} has no number after =")
    return Gate(name, worst)
