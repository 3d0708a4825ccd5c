"""What a newsroom holds against an answer, or for it; judged where a suite says what is due.

violations = strings that must not be stated, in a sentence without what excuses it; a sum, counted once a sentence,
due is 0. hedge_kept = answers of which a sentence that carries the answer has one of the words that must be kept /
answers that carry it, such words being due. speaker_kept = answers of which a sentence names the speaker that is due,
in its speaker, or in its text where it gives none / answers with one due. conflict_exact = 1 when one conflict is shown
that has a cited value for each side that is due and no other; where sides are due. false_conflicts =
conflicts shown where other labels are due and no conflict is; a sum. independence_exact = 1 when the numbers of
origins and of printings are those that are due. timeline_precision = days told that are due or may be told / days
told; timeline_recall = days due that are told / days due; timeline_f1 = their harmonic mean, per case (the date F1 of
timeline summarisation, Martschat & Markert 2018); days are the sentences' marks. followup = cases with earlier turns
that are right (`eval.metrics.right`) and, where evidence is due, cite it / cases with earlier turns. A refusal is
no answer, so that it keeps no hedge and loses none; an error counts 0 in every share.
But: strings are compared, not meanings: a hedge in words that no label has counts as lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eval.metrics import citations, dates, held
from eval.metrics.right import is_right
from eval.metrics.words import reach
from eval.types import Case, Conflict, Due, Judgement, Metric, Observed, Outcome, Said

METRICS = (
    Metric(
        name="violations", pooling="sum", lower_is_better=True, unit="count",
        about="Statements that must not be made: old, false or another's figures told as the answer.",
    ),
    Metric(name="hedge_kept", about="Share of answers that keep the hedge or attribution that the source has."),
    Metric(name="speaker_kept", about="Share of answers that name the right speaker."),
    Metric(name="conflict_exact", about="Share of disagreements between sources that are shown side by side."),
    Metric(
        name="false_conflicts", pooling="sum", lower_is_better=True, unit="count",
        about="Disagreements shown where the sources do not disagree.",
    ),
    Metric(name="independence_exact", about="Share of questions with the right numbers of origins and of printings."),
    Metric(name="timeline_precision", about="Share of the days told that belong to the timeline."),
    Metric(name="timeline_recall", about="Share of the timeline's days that are told."),
    Metric(name="timeline_f1", about="How far the days told and the timeline's days are the same, on average."),
    Metric(name="followup", about="Share of questions after earlier turns that are answered right and cite evidence."),
)  # fmt: skip
_DAY = len("2025-01-15")


def keeps(sentences: Sequence[Said], case: Case) -> bool | None:
    """Whether a sentence that carries the answer has one of the words to be kept; None when none carries it.

    Where no strings are due, every sentence carries it.
    """
    carrying = [said for said in sentences if held.holds(said, case)] if held.is_judged(case) else sentences
    return any(reach(held.shown(said), case.due.must_keep) is not None for said in carrying) if carrying else None


def names(sentences: Sequence[Said], speaker: str) -> bool:
    """Whether a sentence names `speaker` as who says it."""
    return any(reach(said.speaker or held.shown(said), [speaker]) is not None for said in sentences)


def is_exact(conflicts: Sequence[Conflict], sides: Sequence[Sequence[str]]) -> bool:
    """Whether the only conflict has one cited value for each side."""
    return len(conflicts) == 1 and _matches(conflicts[0], sides)


def timeline(told: frozenset[str], due: Due) -> tuple[float, float, float]:
    """Precision, recall and F1 of days told; a month or year is looked at only where it is one of the labels."""
    known = {*due.timeline, *due.timeline_optional}
    told = frozenset(value for value in told if len(value) == _DAY or value in known)
    welcome = told & known
    precision = len(welcome) / len(told) if told else 0.0
    recall = len(told & set(due.timeline)) / len(set(due.timeline))
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def judge(observed: Observed) -> Iterator[Judgement]:
    """The judgements of this family on one case."""
    outcome, case = observed.outcome, observed.case
    if outcome is None:
        return
    if outcome.error is None:
        yield from _counts(outcome, case.due)
    if case.answerable and (outcome.kept or outcome.error is not None):
        yield from _kept(outcome, case)
    yield from _sources(outcome, case.due)
    if case.due.timeline:
        told = dates.values(mark for said in _given(outcome) for mark in said.dates or ())
        for name, value in zip(("precision", "recall", "f1"), timeline(told, case.due), strict=True):
            yield Judgement(metric=f"timeline_{name}", value=value)
    if case.history and (right := is_right(observed)) is not None:
        cited = not (case.answerable and case.evidence) or citations.recalls(outcome, case, observed.fetched)
        yield Judgement(metric="followup", value=float(right and cited))


def _counts(outcome: Outcome, due: Due) -> Iterator[Judgement]:
    if due.must_not:
        yield Judgement(metric="violations", value=float(len(held.violations(outcome.sentences, due))))
    if due != Due() and not due.conflict:
        yield Judgement(metric="false_conflicts", value=float(len(outcome.conflicts or ())))


def _kept(outcome: Outcome, case: Case) -> Iterator[Judgement]:
    hedged = False if outcome.error is not None else keeps(outcome.sentences, case)
    if case.due.must_keep and hedged is not None:
        yield Judgement(metric="hedge_kept", value=float(hedged))
    if case.due.speaker:
        yield Judgement(metric="speaker_kept", value=float(names(outcome.sentences, case.due.speaker)))


def _sources(outcome: Outcome, due: Due) -> Iterator[Judgement]:
    if due.conflict:
        yield Judgement(metric="conflict_exact", value=float(is_exact(outcome.conflicts or (), due.conflict)))
    if due.independent is not None or due.reports is not None:
        given = outcome.independence
        pairs = [(due.independent, given and given.independent), (due.reports, given and given.articles)]
        yield Judgement(metric="independence_exact", value=float(all(one in (None, other) for one, other in pairs)))


def _given(outcome: Outcome) -> tuple[Said, ...]:
    """The sentences of an answer; none of a refusal, whatever stands under it."""
    return outcome.sentences if outcome.kept else ()


def _matches(conflict: Conflict, sides: Sequence[Sequence[str]]) -> bool:
    """Whether values and sides pair off; sides share no value, so that counting is enough."""
    matched = [
        number
        for value in conflict.values
        for number, side in enumerate(sides)
        if value.citations and reach(value.value, side) is not None
    ]
    return sorted(matched) == list(range(len(sides))) and len(conflict.values) == len(sides)
