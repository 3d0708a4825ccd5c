"""What got better or worse against an earlier run: the same questions, paired.

The interval of a difference: percentile bootstrap, 95 %, seeded, both runs estimated on the same drawn
clusters, so what is hard for both cancels out (Efron & Tibshirani 1993; paired as in Koehn 2004). But: a question
counts only when it was put in the same words at the same as_of in both runs, and a metric only when both judged it.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from eval import faults
from eval.errors import BaselineInvalid
from eval.metrics.catalogue import METRICS
from eval.metrics.pooled import difference
from eval.types import Figure, Judgement, Line, Metric, Report, Slice

Trend = Literal["better", "worse", "same"]


class Change(Struct, frozen=True, kw_only=True):
    """A metric before and now; `difference` is now less before, with its paired interval.

    `is_part`: of one kind of question only; where there are many, some differ by chance alone.
    """

    metric: str
    is_part: bool
    before: float
    now: float
    difference: Figure
    trend: Trend


class Flip(Struct, frozen=True, kw_only=True):
    """A question that is answered well in one run only."""

    before: Line
    now: Line

    @property
    def better(self) -> bool:
        """Whether it got better."""
        return _is_well(self.now)


class Comparison(Struct, frozen=True, kw_only=True):
    """Two runs side by side. `paired`: questions in both; `notes`: what makes them hard to compare."""

    paired: int
    changes: tuple[Change, ...]
    flips: tuple[Flip, ...]
    notes: tuple[str, ...] = ()


def read(path: Path, *, suite: str) -> Report:
    """The report in a results.json of the same suite. Raises: BaselineInvalid."""
    try:
        report = msgspec.json.decode(path.read_bytes(), type=Report)
    except OSError as error:
        raise BaselineInvalid(f"the baseline {path} can't be read: {error.strerror}") from error
    except msgspec.MsgspecError as error:
        raise BaselineInvalid(f"the baseline {path} is no results.json: {error}") from error
    if report.data.suite != suite:
        raise BaselineInvalid(f"the baseline {path} measures {report.data.suite}, not {suite}")
    return report


def compare(now: Report, before: Report, slices: Sequence[Slice], *, seed: int = 0) -> Comparison:
    """What changed from `before` to `now`, metric by metric in each slice, question by question."""
    pairs = _pairs(now.questions, before.questions)
    return Comparison(
        paired=len(pairs),
        changes=tuple(_changes(pairs, slices, seed=seed)),
        flips=tuple(sorted(_flips(pairs), key=lambda flip: (flip.better, faults.severity(flip.now)))),
        notes=tuple(_notes(now, before, len(pairs))),
    )


def _pairs(now: Sequence[Line], before: Sequence[Line]) -> list[Flip]:
    """The questions of both runs, with the judgements that both could make: a new metric makes no question worse."""
    common = _metrics(now) & _metrics(before)
    earlier = {(line.case.arm, line.case.id): line for line in before}
    pairs = [(earlier.get((line.case.arm, line.case.id)), line) for line in now]
    return [
        Flip(before=_only(old, common), now=_only(new, common))
        for old, new in pairs
        if old is not None and _asked(old) == _asked(new)
    ]


def _metrics(lines: Iterable[Line]) -> set[str]:
    return {judgement.metric for line in lines for judgement in line.judgements}


def _only(line: Line, metrics: Container[str]) -> Line:
    return replace(line, judgements=tuple(each for each in line.judgements if each.metric in metrics))


def _asked(line: Line) -> tuple[object, ...]:
    return line.case.question, line.case.as_of, line.case.history


def _changes(pairs: Sequence[Flip], slices: Sequence[Slice], *, seed: int) -> Iterable[Change]:
    for part in slices:
        held = [pair for pair in pairs if part.holds(pair.now.case)]
        now, before = _by_metric(held, lambda pair: pair.now), _by_metric(held, lambda pair: pair.before)
        for name, metric in METRICS.items():
            found = difference(metric, now[name], before[name], seed=seed) if name in now and name in before else None
            if found:
                yield _change(metric, part, found)


def _change(metric: Metric, part: Slice, found: tuple[float, float, Figure]) -> Change:
    now, before, apart = found
    return Change(
        metric=f"{metric.name}/{part.name}" if part.name else metric.name,
        is_part=part.by == "row",
        before=before,
        now=now,
        difference=apart,
        trend=_trend(metric, apart),
    )


def _trend(metric: Metric, apart: Figure) -> Trend:
    if apart.low <= 0.0 <= apart.high:
        return "same"
    return "better" if (apart.value > 0.0) != metric.lower_is_better else "worse"


def _by_metric(pairs: Iterable[Flip], run: Callable[[Flip], Line]) -> Mapping[str, list[tuple[str, Judgement]]]:
    """The judgements of one run, each in its question's cluster by the labels of now, should they have changed."""
    held: dict[str, list[tuple[str, Judgement]]] = {}
    for pair in pairs:
        for judgement in run(pair).judgements:
            held.setdefault(judgement.metric, []).append((pair.now.case.cluster, judgement))
    return held


def _flips(pairs: Iterable[Flip]) -> Iterable[Flip]:
    return (pair for pair in pairs if _is_well(pair.now) != _is_well(pair.before))


def _is_well(line: Line) -> bool:
    return not any(fault.is_answer for fault in faults.of(line))


def _notes(now: Report, before: Report, paired: int) -> Iterable[str]:
    if now.data.sha256 != before.data.sha256:
        yield "The suite's files differ from the baseline's; only questions put in the same words are compared."
    alone = len(now.questions) - paired
    if alone:
        yield f"{alone:,} of {len(now.questions):,} questions are not in the baseline and are left out here."
    changed = [name for name, value in now.settings.items() if before.settings.get(name, value) != value]
    if changed:
        yield f"Settings differ: {', '.join(changed)}."
