"""Gates: what passes, what does not, and what is no gate."""

from __future__ import annotations

import pytest

from eval import thresholds
from eval.baseline import Change, Comparison, Trend
from eval.errors import GateInvalid
from eval.types import Data, Figure, Report


def report(**metrics: float) -> Report:
    """A report with those values."""
    figures = {name: Figure(value=value, low=value, high=value, n=1) for name, value in metrics.items()}
    data = Data(suite="demo", articles=1, revisions=1, cases=1, sha256="")
    return Report(metrics=figures, questions=(), settings={}, data=data)


@pytest.mark.parametrize(
    ("gate", "value", "is_met"),
    [
        ("kept=0.9", 0.9, True),
        ("kept=0.9", 0.89, False),
        ("asof_leaks=0", 0.0, True),
        ("asof_leaks=0", 1.0, False),
        ("latency_p95=250", 251.0, False),
    ],
)
def test_a_gate_is_the_worst_that_passes(gate: str, value: float, is_met: bool) -> None:
    """At least, or at most where lower is better; equal passes."""
    (parsed,) = thresholds.parse([gate])

    assert (thresholds.missed([parsed], report(**{parsed.metric: value})) == []) is is_met


def test_a_missed_gate_says_what_was_wanted_and_what_came() -> None:
    """Both figures stand in the message."""
    missed = thresholds.missed(thresholds.parse(["kept=0.9", "errors=0"]), report(kept=0.5, errors=2))

    assert missed == ["kept at least 0.9 wanted, 0.5 measured", "errors at most 0 wanted, 2 measured"]


def compared(trend: Trend) -> Comparison:
    """A comparison in which `kept` went that way."""
    apart = Figure(value=-0.1, low=-0.2, high=-0.05, n=9)
    change = Change(metric="kept", is_part=False, before=0.9, now=0.8, difference=apart, trend=trend)
    return Comparison(paired=9, changes=(change,), flips=())


def test_a_baseline_is_a_gate_too() -> None:
    """Worse beyond chance fails with both values; the same and better pass."""
    gates = thresholds.parse(["kept=baseline"], has_baseline=True)

    assert thresholds.missed(gates, report(kept=0.8), compared("worse")) == [
        "kept no worse than in the baseline wanted, 0.9 became 0.8"
    ]
    assert thresholds.missed(gates, report(kept=0.8), compared("same")) == []
    assert thresholds.missed(gates, report(kept=0.8), compared("better")) == []


def test_a_baseline_gate_needs_a_baseline_that_measures_it() -> None:
    """Without the file, or without the metric in it, nothing is passed."""
    with pytest.raises(GateInvalid, match="needs --baseline"):
        thresholds.parse(["kept=baseline"])
    gates = thresholds.parse(["errors=baseline"], has_baseline=True)
    with pytest.raises(GateInvalid, match="does not measure errors"):
        thresholds.missed(gates, report(errors=0.0), compared("same"))


@pytest.mark.parametrize("text", ["keept=0.9", "kept", "kept=", "kept=high", "=1", "", "kept=nan"])
def test_what_names_no_metric_or_number_is_no_gate(text: str) -> None:
    """It is refused before anything is measured."""
    with pytest.raises(GateInvalid):
        thresholds.parse([text])


def test_a_gate_without_a_value_is_told_how_to_write_one() -> None:
    """The metric is there; what is missing is said."""
    with pytest.raises(GateInvalid, match="write METRIC=V"):
        thresholds.parse(["kept"])


def test_a_metric_that_was_not_measured_is_no_passed_gate() -> None:
    """A known metric that the suite has no cases for is an error, as is an unknown slice."""
    for gate in ("null_recall=0.9", "kept/no-such-kind=0.9"):
        with pytest.raises(GateInvalid, match="does not measure"):
            thresholds.missed(thresholds.parse([gate]), report(kept=1.0))
