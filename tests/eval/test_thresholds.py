"""Gates: what passes, what does not, and what is no gate."""

from __future__ import annotations

import pytest

from eval import thresholds
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


@pytest.mark.parametrize("text", ["keept=0.9", "kept", "kept=", "kept=high", "=1", "", "kept=nan"])
def test_what_names_no_metric_or_number_is_no_gate(text: str) -> None:
    """It is refused before anything is measured."""
    with pytest.raises(GateInvalid):
        thresholds.parse([text])


def test_a_metric_that_was_not_measured_is_no_passed_gate() -> None:
    """A known metric that the suite has no cases for is an error, as is an unknown slice."""
    for gate in ("null_recall=0.9", "kept/no-such-kind=0.9"):
        with pytest.raises(GateInvalid, match="does not measure"):
            thresholds.missed(thresholds.parse([gate]), report(kept=1.0))
