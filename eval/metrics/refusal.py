"""Refusing what can't be answered, and not what can.

null_recall = refused unanswerable cases / unanswerable cases; kept = answerable cases given an answer /
answerable cases (1 - kept is the rate of wrong refusals: always read the two together);
status_accuracy = cases with exactly the status that is due, or a further one that is right / cases with one; errors =
cases that ended in an error. A refusal says so in its status and shows no sentence; an error is neither a
refusal nor an answer. score = mean of +1 right (also a due refusal), 0 refused though answerable, or an error, -1
wrong: guessing pays only above one half. triples = an answerable case right and each of its twins refused / such
groups, judged where all of a group were asked.

Source: abstention recall and coverage of selective answering (El-Yaniv & Wiener 2010; Rajpurkar et al. 2018, SQuAD
2.0's NoAns); score as in CRAG (Yang et al. 2024) and as SimpleQA (Wei et al. 2024) proposes; triples as the
consistency of contrast sets (Gardner et al. 2020).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from eval.metrics.right import is_right
from eval.types import Case, Judgement, Label, Line, Metric, Observed, Outcome

METRICS = (
    Metric(name="null_recall", about="Share of unanswerable questions that were refused."),
    Metric(name="kept", about="Share of answerable questions that were given an answer."),
    Metric(name="score", about="A right answer or due refusal is +1, silence 0, a wrong answer -1; the mean."),
    Metric(name="triples", pooling="all", about="Share of questions answered right, all near misses refused."),
    Metric(name="status_accuracy", about="Share of questions with the state that is due."),
    Metric(name="errors", pooling="sum", lower_is_better=True, unit="count", about="Questions that ended in an error."),
)


class Cell(Struct, frozen=True, kw_only=True):
    """How often one status was due and another given; `given` may be `error` or `none`."""

    due: str
    given: str
    n: int


def confusion(lines: Iterable[Line]) -> tuple[Cell, ...]:
    """The pairs of statuses due and given that there are; a further right one counts as the one that is due."""
    pairs = Counter(
        (line.case.status, _given(line.case, line.outcome)) for line in lines if line.case.status and line.outcome
    )
    return tuple(Cell(due=due, given=given, n=n) for (due, given), n in sorted(pairs.items()))


def score(observed: Observed) -> float | None:
    """+1, 0 or -1; None where nothing can be judged."""
    right, outcome = is_right(observed), observed.outcome
    if right is None or outcome is None:
        return None
    if right:
        return 1.0
    return 0.0 if outcome.refused or outcome.error is not None else -1.0


def judge(observed: Observed) -> Iterator[Judgement]:
    """The judgements of this family on one case."""
    outcome, case = observed.outcome, observed.case
    if outcome is None:
        return
    yield Judgement(metric="errors", value=float(outcome.error is not None))
    if case.answerable:
        yield Judgement(metric="kept", value=float(outcome.kept))
    else:
        yield Judgement(metric="null_recall", value=float(outcome.refused))
    if case.status is not None:
        yield Judgement(metric="status_accuracy", value=float(_given(case, outcome) == case.status))
    if (points := score(observed)) is not None:
        yield Judgement(metric="score", value=points)
    yield from _triple(observed)


def _given(case: Case, outcome: Outcome) -> str:
    if outcome.error is not None:
        return "error"
    return case.status if case.status and outcome.status in case.due.also else outcome.status or "none"


def _triple(observed: Observed) -> Iterator[Judgement]:
    """This case's part: a near miss may be named by its question only, so each that may be one is judged."""
    case, right = observed.case, is_right(observed)
    if right is None or not (case.twins or case.trap):
        return
    names = tuple(f"{case.arm}/{name}" for name in (case.id, *case.twins))
    label: Label = "null" if not case.answerable else "right" if right else "wrong"
    yield Judgement(metric="triples", value=float(right), label=label, together=names)
