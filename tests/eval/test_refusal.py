"""Scores, states and triples."""

from __future__ import annotations

import pytest

from eval.metrics import refusal
from eval.metrics.refusal import Cell
from eval.types import Case, Due, Line, Observed, Outcome, Said
from rag.types import Status

RIGHT = Outcome(status="answered", sentences=(Said(text="34 died."),))
WRONG = Outcome(status="answered", sentences=(Said(text="Rain fell."),))
REFUSED = Outcome(status="not_stated")
BOTH = Outcome(status="not_stated", sentences=(Said(text="34 died."),))
ERROR = Outcome(error="503")
TOLL = Case(id="q", question="?", answerable=True, answers=("34",), status="answered")
NULL = Case(id="n", question="?", answerable=False, status="no_evidence")


@pytest.mark.parametrize(
    ("case", "points"),
    [(TOLL, {1.0: RIGHT, -1.0: WRONG, 0.0: REFUSED}), (NULL, {1.0: REFUSED, -1.0: WRONG, 0.0: ERROR})],
)
def test_wrong_costs_more_than_silence(case: Case, points: dict[float, Outcome]) -> None:
    """+1 right, also a due refusal; 0 silent or broken; -1 wrong, also an answer where none is."""
    for due, outcome in points.items():
        assert refusal.score(Observed(case=case, outcome=outcome)) == due
    assert refusal.score(Observed(case=case, outcome=ERROR)) == 0.0
    assert refusal.score(Observed(case=case, outcome=BOTH)) == -1.0


def test_a_right_answer_beside_a_forbidden_one_is_wrong() -> None:
    """What must not be said outweighs what is due."""
    case = Case(id="q", question="?", answerable=True, answers=("34",), due=Due(must_not=("37",), unless=("lowered",)))
    corrected = Outcome(status="answered", sentences=(Said(text="It was lowered to 34 from 37."),))
    both = Outcome(status="answered", sentences=(Said(text="34 died."), Said(text="37 died.")))

    assert refusal.score(Observed(case=case, outcome=corrected)) == 1.0
    assert refusal.score(Observed(case=case, outcome=both)) == -1.0


@pytest.mark.parametrize(
    ("status", "also", "right"),
    [
        ("answered", (), 1.0),
        ("reported", (), 0.0),
        ("reported", ("reported",), 1.0),
        ("not_stated", ("reported",), 0.0),
    ],
)
def test_a_further_right_status_is_right(status: Status, also: tuple[Status, ...], right: float) -> None:
    """Besides the one that is due, those that are accepted."""
    case = Case(id="q", question="?", answerable=True, status="answered", due=Due(also=also))

    judged = {each.metric: each.value for each in refusal.judge(Observed(case=case, outcome=Outcome(status=status)))}

    assert judged["status_accuracy"] == right


def test_states_are_counted_by_what_was_due_and_given() -> None:
    """An error is its own state; an accepted one counts as due; cases without a status are left out."""
    lenient = Case(id="l", question="?", answerable=False, status="no_evidence", due=Due(also=("not_stated",)))
    unlabelled = Case(id="u", question="?", answerable=True)
    asked = [(TOLL, RIGHT), (TOLL, REFUSED), (NULL, ERROR), (lenient, REFUSED), (NULL, REFUSED), (unlabelled, RIGHT)]
    lines = [Line(system="s", case=case, outcome=given, ranked=None, judgements=()) for case, given in asked]

    assert refusal.confusion(lines) == (
        Cell(due="answered", given="answered", n=1),
        Cell(due="answered", given="not_stated", n=1),
        Cell(due="no_evidence", given="error", n=1),
        Cell(due="no_evidence", given="no_evidence", n=1),
        Cell(due="no_evidence", given="not_stated", n=1),
    )


@pytest.mark.parametrize(
    ("case", "outcome", "value"),
    [
        (Case(id="a", question="?", answerable=True, answers=("34",), twins=("x",), arm="now"), RIGHT, 1.0),
        (Case(id="a", question="?", answerable=True, answers=("34",), twins=("x",), arm="now"), WRONG, 0.0),
        (Case(id="a", question="?", answerable=False, trap="year", arm="now"), REFUSED, 1.0),
        (Case(id="a", question="?", answerable=False, twins=("x",), arm="now"), ERROR, 0.0),
    ],
)
def test_a_triple_is_judged_by_each_of_its_cases(case: Case, outcome: Outcome, value: float) -> None:
    """The answerable one right, a near miss refused; within one arm."""
    (part,) = (each for each in refusal.judge(Observed(case=case, outcome=outcome)) if each.metric == "triples")

    assert (part.value, part.together[0]) == (value, "now/a")
    assert part.together[1:] == (("now/x",) if case.twins else ())


def test_cases_that_stand_alone_are_no_part_of_a_triple() -> None:
    """Neither twins nor a trap."""
    for case in (TOLL, NULL):
        assert "triples" not in {each.metric for each in refusal.judge(Observed(case=case, outcome=RIGHT))}
