"""Against an earlier run: what counts as a difference, which questions flipped, what can't be compared."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from eval import baseline, report
from eval.baseline import Change
from eval.errors import BaselineInvalid
from eval.types import Line, Slice
from tests.eval.a_run import ALL, line, run_of


def lines(*right: bool) -> list[Line]:
    """Questions of an article each, right or wrong."""
    return [line(f"q{number}", right=each) for number, each in enumerate(right)]


def change(now: list[Line], before: list[Line], metric: str = "answer@600") -> Change:
    """The change of one metric."""
    compared = baseline.compare(run_of(*now), run_of(*before), (ALL,))
    return next(each for each in compared.changes if each.metric == metric)


def test_what_got_better_beyond_chance_is_better() -> None:
    """Half of twenty questions gained: the interval leaves 0 outside."""
    gained = change(lines(*[True] * 20), lines(*[True, False] * 10))

    assert (gained.before, gained.now, gained.difference.value) == (0.5, 1.0, 0.5)
    assert gained.difference.low > 0.0
    assert gained.trend == "better"


def test_one_question_in_forty_is_chance() -> None:
    """One flip proves nothing, though the value differs."""
    lost = change(lines(*[True] * 39, False), lines(*[True] * 40))

    assert lost.difference.value == pytest.approx(-1 / 40)
    assert lost.trend == "same"


def test_pairing_sees_what_two_intervals_hide() -> None:
    """Forty questions, half of them hard in both runs: losing six is told though each run's interval is wide."""
    before = lines(*[True, False] * 20)
    now = lines(*[True, False] * 14, *[False] * 12)

    assert change(now, before).trend == "worse"


def test_the_same_run_differs_in_nothing() -> None:
    """No change, no flip, no note."""
    compared = baseline.compare(run_of(*lines(True, False)), run_of(*lines(True, False)), (ALL,))

    assert {each.trend for each in compared.changes} == {"same"}
    assert {each.difference.value for each in compared.changes} == {0.0}
    assert (compared.flips, compared.notes, compared.paired) == ((), (), 2)


def test_where_lower_is_better_more_is_worse() -> None:
    """Leaks that came are no gain."""
    leaking = [line(f"q{number}", more={"asof_leaks": 2.0}) for number in range(10)]
    sound = [line(f"q{number}", more={"asof_leaks": 0.0}) for number in range(10)]

    assert change(leaking, sound, "asof_leaks").trend == "worse"


def test_questions_flip_both_ways_the_worse_first() -> None:
    """What was well and no longer is, what was not and is."""
    compared = baseline.compare(run_of(*lines(True, False, True)), run_of(*lines(False, True, True)), (ALL,))

    assert [(flip.now.case.id, flip.better) for flip in compared.flips] == [("q1", False), ("q0", True)]


def test_only_the_same_question_is_compared() -> None:
    """One put in other words, or not at all, is left out, and said to be."""
    before = lines(True, False)
    now = [before[0], line("q1", question="What was the toll?"), line("q2")]
    compared = baseline.compare(run_of(*now), run_of(*before, sha256="other"), (ALL,))

    assert compared.paired == 1
    assert [note.split()[0] for note in compared.notes] == ["The", "2"]


def test_a_metric_that_one_run_has_not_flips_nothing() -> None:
    """What could not be judged then is no fault now."""
    now = [line("q0", more={"hedge_kept": 0.0}), line("q1")]
    compared = baseline.compare(run_of(*now), run_of(*lines(True, True)), (ALL,))

    assert compared.flips == ()
    assert "hedge_kept" not in {each.metric for each in compared.changes}


def test_a_part_has_changes_of_its_own() -> None:
    """A slice that is a row is told apart from the headline."""
    part = Slice(name="who", holds=lambda case: case.kind == "who", by="row")
    some = [line("a", kind="who"), line("b")]
    compared = baseline.compare(run_of(*some), run_of(*some), (ALL, part))

    assert {each.metric for each in compared.changes if each.is_part} == {"kept/who", "answer@600/who"}


def test_a_report_is_read_as_it_was_written(tmp_path: Path) -> None:
    """The file of a run is a baseline."""
    written = run_of(*lines(True, False))
    path = report.write(written, tmp_path)

    assert baseline.read(path, suite="small") == written


@pytest.mark.parametrize("content", [None, b"", b"[]", b'{"metrics": {}}', b"\xff"])
def test_what_is_no_report_is_no_baseline(content: bytes | None, tmp_path: Path) -> None:
    """A missing or foreign file is told by name."""
    path = tmp_path / "results.json"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(BaselineInvalid, match=r"results\.json"):
        baseline.read(path, suite="small")


def test_another_suite_is_no_baseline(tmp_path: Path) -> None:
    """Figures of other questions are not compared."""
    measured = run_of(*lines(True))
    path = report.write(replace(measured, data=replace(measured.data, suite="large")), tmp_path)

    with pytest.raises(BaselineInvalid, match="measures large, not small"):
        baseline.read(path, suite="small")
