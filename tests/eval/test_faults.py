"""What is held against an answer, and in which order."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from eval import faults
from eval.types import Judgement, Line, Outcome
from tests.eval.a_run import line


@pytest.mark.parametrize(
    ("judged", "fault"),
    [
        (line("right"), None),
        (line("wrong", right=False), "wrong"),
        (line("refused", right=None), "refused"),
        (line("null refused", right=None, answerable=False), None),
        (line("null answered", right=False, answerable=False), "unfounded"),
        (line("altered", more={"byte_verified": 0.5}), "unreal"),
        (line("invented", right=False, more={"fabricated": 0.1}), "unreal"),
        (line("late", more={"asof_leaks": 1.0}), "leak"),
        (line("hedge lost", more={"hedge_kept": 0.0}), "misleading"),
        (line("refused, nothing kept", right=None, more={"conflict_exact": 0.0}), "refused"),
        (line("bare", more={"sentences_cited": 0.5}), "unreal"),
        (line("not found", more={"quote_hits@10": 0.0}), "missed"),
        (line("reported", more={"status_accuracy": 0.0}), "state"),
        (replace(line("down"), outcome=Outcome(error="503")), "error"),
        (replace(line("null down", answerable=False), outcome=Outcome(error="503")), "error"),
    ],
    ids=lambda it: it.case.id if isinstance(it, Line) else "",
)
def test_a_line_is_held_to_its_worst_fault(judged: Line, fault: str | None) -> None:
    """Each way to fail has its name; a due refusal and a right answer have none."""
    worst = faults.worst(judged)

    assert (worst and worst.key) == fault


def test_a_label_says_what_is_right_before_any_metric() -> None:
    """A suite whose answers are judged otherwise says so in its labels."""
    labelled = Judgement(metric="auroc", value=0.8, label="right")
    wrong = line("by label", right=False)

    assert faults.is_right(replace(wrong, judgements=(*wrong.judgements, labelled)))


def test_the_worst_come_first() -> None:
    """Wrong answers by falling confidence, then refusals by rising confidence, then what was not found."""
    lines = [
        line("not found", more={"quote_hits@10": 0.0}),
        line("nearly answered", right=None, sure=0.4),
        line("never answered", right=None, sure=0.1),
        line("doubtful", right=False, sure=0.5),
        line("well"),
        line("sure", right=False, sure=0.9),
    ]

    assert [each.case.id for each in sorted(lines, key=faults.severity)] == [
        "sure", "doubtful", "never answered", "nearly answered", "not found", "well",
    ]  # fmt: skip
