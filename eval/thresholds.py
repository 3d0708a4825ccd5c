"""Gates: METRIC=V on the command line, and which of them a report misses.

V is a number, or `baseline`: not worse than in the earlier run by more than chance (the paired interval of the
difference leaves 0 outside). But: a difference that is too small for that passes, however often it comes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from msgspec import Struct

from eval.baseline import Change, Comparison
from eval.errors import GateInvalid
from eval.metrics.catalogue import METRICS
from eval.types import Report

_BASELINE = "baseline"


class Gate(Struct, frozen=True):
    """A metric of `results.json`, and the worst value that passes: the least, or the most where lower is better.

    `worst` is None where the earlier run is the measure.
    """

    metric: str
    worst: float | None

    def __str__(self) -> str:
        if self.worst is None:
            return f"{self.metric} no worse than in the baseline"
        bound = "at most" if METRICS[base(self.metric)].lower_is_better else "at least"
        return f"{self.metric} {bound} {self.worst:g}"

    def is_met(self, value: float) -> bool:
        """Whether `value` passes, as far as a number says."""
        if self.worst is None:
            return True
        return value <= self.worst if METRICS[base(self.metric)].lower_is_better else value >= self.worst


def base(name: str) -> str:
    """The metric of `METRIC/slice`."""
    return name.partition("/")[0]


def parse(texts: Iterable[str], *, has_baseline: bool = False) -> list[Gate]:
    """The gates that `METRIC=V` texts mean. Raises: GateInvalid, also for `baseline` where there is none."""
    gates = [_parse(text) for text in texts]
    lacking = [gate.metric for gate in gates if gate.worst is None and not has_baseline]
    if lacking:
        raise GateInvalid(f"{lacking[0]}={_BASELINE} needs --baseline FILE")
    return gates


def missed(gates: Sequence[Gate], report: Report, comparison: Comparison | None = None) -> list[str]:
    """What was wanted and what came, for each gate not met. Raises: GateInvalid for a metric not in the report."""
    unmeasured = [gate.metric for gate in gates if gate.metric not in report.metrics]
    if unmeasured:
        raise GateInvalid(f"suite {report.data.suite} does not measure {', '.join(unmeasured)}")
    values = [(gate, report.metrics[gate.metric].value) for gate in gates]
    by_number = [f"{gate} wanted, {value:.4g} measured" for gate, value in values if not gate.is_met(value)]
    return by_number + [
        f"{gate} wanted, {change.before:.4g} became {change.now:.4g}"
        for gate in gates
        if gate.worst is None and (change := _change(gate, comparison)).trend == "worse"
    ]


def _change(gate: Gate, comparison: Comparison | None) -> Change:
    for change in comparison.changes if comparison else ():
        if change.metric == gate.metric:
            return change
    raise GateInvalid(f"the baseline does not measure {gate.metric} on the same questions")


def _parse(text: str) -> Gate:
    name, equals, number = text.rpartition("=")
    if not equals:
        raise GateInvalid(f"{text!r} has no =: write METRIC=V, such as answer@600=0.78")
    if base(name) not in METRICS:
        raise GateInvalid(f"{text!r} names no metric; metrics: {', '.join(METRICS)}")
    if number == _BASELINE:
        return Gate(name, None)
    try:
        worst = float(number)
    except ValueError:
        worst = math.nan
    if math.isnan(worst):
        raise GateInvalid(f"{text!r} has no number after =")
    return Gate(name, worst)
