"""Figures as written: which columns and families there are, and how a number reads."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from eval import tables
from eval.metrics.catalogue import METRICS
from eval.types import Figure, Outcome, Slice
from tests.eval.a_run import ALL, line

HALF = Figure(value=0.5, low=0.25, high=0.75, n=8)


@pytest.mark.parametrize(
    ("metric", "value", "written"),
    [
        ("kept", 0.12345, "0.123"),
        ("kept/who", -0.5, "-0.500"),
        ("errors", 3.0, "3"),
        ("latency_p50", 12.34, "12.3 ms"),
        ("latency_p95", 1234.5, "1,234 ms"),
    ],
)
def test_a_number_is_written_as_its_metric_needs(metric: str, value: float, written: str) -> None:
    """Shares with three places; milliseconds and counts without what nobody reads."""
    assert tables.number(metric, value) == written


def test_every_metric_has_its_family() -> None:
    """Each under the first line of the file that defines it, none left over, none twice."""
    families = tables.families({name: HALF for name in METRICS}, (ALL,))

    assert sorted(row.name for family in families for row in family.rows) == sorted(METRICS)
    assert "Others" not in {family.title for family in families}
    assert len(families) > 4


def test_a_column_stands_for_a_slice_and_for_the_floor_measured_on_it() -> None:
    """Rows are no columns; a floor that was not measured is none."""
    slices = (ALL, Slice(name="as_of", holds=lambda case: True), Slice(name="who", holds=lambda case: True, by="row"))

    assert tables.columns({"hits@1": HALF, "hits@1/bm25": HALF}, slices) == ["all", "as_of", "bm25"]


def test_states_are_counted_against_what_was_due() -> None:
    """A right state, a wrong one, an error; questions without a due state have no part."""
    due = [replace(each, case=replace(each.case, status="answered")) for each in (line("a"), line("b", right=None))]
    down = replace(due[0], outcome=Outcome(error="503"))

    assert tables.confusion([*due, down, line("c")]) == [("answered", (1, 0, 0, 1, 1))]
    assert tables.confusion([line("c")]) == []
