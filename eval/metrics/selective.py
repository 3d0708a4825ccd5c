"""How well a confidence tells what to answer from what to refuse: of a whole set, not of one case.

A case has a confidence (larger is surer) and a label: an answerable one whose answer is right or wrong, or a null,
which can't be answered. Cases of equal confidence are let through together.

auroc = P(confidence of an answerable > that of a null) + half P(equal): Mann-Whitney's U over pairs (Hanley &
McNeil 1982; Fawcett 2006). null_recall@K = nulls whose confidence is below the highest threshold that keeps a share
K of the answerable / nulls (NoAns recall at a fixed coverage; El-Yaniv & Wiener 2010). aurc = mean over answerable
cases of the risk when all at least as sure as it are let through; risk = (wrong + nulls) / all let through (Geifman
& El-Yaniv 2017, their coverage here counted over the answerable, so that a perfect system has 0).
But: only the order of confidences counts, not whether .9 means nine in ten; the system's own
threshold plays no part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from eval.metrics.right import is_right
from eval.types import Judgement, Label, Metric, Observed, Outcome

METRICS = (
    Metric(
        name="null_recall@.95", pooling="nulls", at=0.95,
        about="Share of unanswerable questions refused at the threshold that keeps 95 % of the answerable ones.",
    ),
    Metric(
        name="null_recall@.90", pooling="nulls", at=0.90,
        about="Share of unanswerable questions refused at the threshold that keeps 90 % of the answerable ones.",
    ),
    Metric(
        name="auroc", pooling="auroc",
        about="Chance that an answerable question gets a higher confidence than an unanswerable one; .5 is a coin.",
    ),
    Metric(
        name="aurc", pooling="aurc", lower_is_better=True,
        about="Mean share of wrong answers among the surest, over every point at which one could stop answering.",
    ),
)  # fmt: skip
_BEYOND = 1e9  # surer, or less sure, than any confidence told
_SLACK = 1e-9
Floats = NDArray[np.float64]
Counts = NDArray[np.int32]


class Ranked(Struct, frozen=True):
    """Cases by descending confidence: their order, where each run of equal ones begins, and their labels in order."""

    order: NDArray[np.intp]
    starts: NDArray[np.intp]
    is_null: NDArray[np.bool_]
    is_wrong: NDArray[np.bool_]

    def counts(self, times: Counts, some: NDArray[np.bool_]) -> Floats:
        """How many of `some` are in each run, a row a resample: (resamples, runs)."""
        taken = times[:, self.order] * some
        return np.asarray(np.add.reduceat(taken, self.starts, axis=1), np.float64)


def ranked(confidences: Floats, labels: Sequence[Label | None]) -> Ranked:
    """Cases, at least one, ready for the estimates below."""
    order = np.argsort(-confidences, kind="stable")
    steps = np.flatnonzero(np.diff(confidences[order])) + 1
    named = np.array([label or "" for label in labels])[order]
    return Ranked(order, np.concatenate([[0], steps]).astype(np.intp), named == "null", named == "wrong")


def auroc(cases: Ranked, times: Counts, _: float) -> Floats:
    """The area under the ROC curve in each resample; not a number without both sorts."""
    nulls, answerable = cases.counts(times, cases.is_null), cases.counts(times, ~cases.is_null)
    surer = np.cumsum(answerable, axis=1) - answerable / 2  # for each null: the answerable above it, and half its run
    return ratio((surer * nulls).sum(axis=1), nulls.sum(axis=1) * answerable.sum(axis=1))


def nulls_refused(cases: Ranked, times: Counts, kept: float) -> Floats:
    """The share of nulls refused where a share `kept` of the answerable is kept; not a number without both sorts."""
    nulls, answerable = (np.cumsum(cases.counts(times, some), axis=1) for some in (cases.is_null, ~cases.is_null))
    total = answerable[:, -1:]
    last = np.argmax(answerable >= kept * total - _SLACK, axis=1)  # the run that must still pass
    answered = np.take_along_axis(nulls, last[:, None], axis=1)[:, 0]
    return ratio((nulls[:, -1] - answered) * (total[:, 0] > 0), nulls[:, -1] * (total[:, 0] > 0))


def aurc(cases: Ranked, times: Counts, _: float) -> Floats:
    """The area under the risk-coverage curve in each resample; not a number without an answerable case."""
    answerable = cases.counts(times, ~cases.is_null)
    wrong = np.cumsum(cases.counts(times, cases.is_null | cases.is_wrong), axis=1)
    passed = np.cumsum(answerable + cases.counts(times, cases.is_null), axis=1)
    risks = np.divide(wrong, passed, out=np.zeros_like(wrong), where=passed > 0)
    return ratio((risks * answerable).sum(axis=1), answerable.sum(axis=1))


def ratio(part: Floats, whole: Floats) -> Floats:
    """The part of each whole; not a number where there is no whole."""
    return np.divide(part, whole, out=np.full_like(whole, np.nan), where=whole > 0)


def confidence(outcome: Outcome, *, answerable: bool) -> float:
    """How sure the system is; one that does not say is as sure as it acts; an error is wrong whatever was due."""
    if outcome.error is not None:
        return -_BEYOND if answerable else _BEYOND
    told = outcome.confidence
    return told if told is not None else (_BEYOND if outcome.kept else -_BEYOND)


def judge(observed: Observed) -> Iterator[Judgement]:
    """The judgements of this family on one case."""
    outcome, case = observed.outcome, observed.case
    right = is_right(observed)
    if outcome is None or (case.answerable and right is None):
        return
    label: Label = "null" if not case.answerable else "right" if right else "wrong"
    sure = confidence(outcome, answerable=case.answerable)
    for metric in METRICS:
        yield Judgement(metric=metric.name, value=sure, label=label)
