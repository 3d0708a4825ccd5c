"""Refusing what can't be answered, and not what can.

null_recall = refused unanswerable cases / unanswerable cases; kept = answerable cases given an answer /
answerable cases (1 - kept is the rate of wrong refusals: always read the two together);
status_accuracy = cases with exactly the status that is due / cases with one; errors = cases that
ended in an error. A refusal says so in its status and shows no sentence; an error is neither a
refusal nor an answer. Source: abstention recall and coverage of selective answering (El-Yaniv & Wiener
2010; Rajpurkar et al. 2018, SQuAD 2.0's NoAns).
"""

from __future__ import annotations

from collections.abc import Iterator

from eval.types import Judgement, Metric, Observed

METRICS = (
    Metric(name="null_recall"),
    Metric(name="kept"),
    Metric(name="status_accuracy"),
    Metric(name="errors", pooling="sum", lower_is_better=True),
)


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
        yield Judgement(metric="status_accuracy", value=float(outcome.status == case.status))
