"""The plots of a run: which curves there are, and what is said beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

import numpy as np

from eval import curves, plots
from eval.metrics.catalogue import METRICS
from eval.metrics.pooled import pool
from eval.plots import Label, Plot
from eval.types import Edition, Figure, Judgement, Line, Report, Suite

_HEADLINE = ("answer@600", "citation_recall", "kept", "null_recall")
_FOUND = ("quote_hits@10", "hits@10", "evidence@8000")
_MOST = 24  # kinds in a plot
_NO_CONFIDENCE = "The system does not say how sure it is of its answers."
_NO_CHANCE = "The system's confidence is no chance: it leaves [0, 1]."
_ONE_SORT = "The suite has no unanswerable or no answerable questions."


def drawn(report: Report, suite: Suite) -> tuple[Plot, ...]:
    """The plots of a run, each also where there is nothing to draw, with the reason."""
    lines = report.questions
    return (
        _risk(lines),
        _refusing(lines),
        _reliability(lines),
        _latency(lines),
        _by_kind(report, [part.name for part in suite.slices if part.by == "row"]),
        _by_year(lines, suite.editions),
    )


def _risk(lines: Sequence[Line]) -> Plot:
    answers = curves.given(lines)
    points = curves.risk_coverage(answers, len(lines))
    return plots.plot(
        "Risk and coverage",
        "Of all questions, the surest answered first: what share of the answers is wrong. It ends where the system"
        " stands: beyond, it refuses.",
        partial(
            plots.curve, points, x="share of the questions answered", y="share of those wrong",
            labels=[Label(points[-1], f"now: {points[-1][1]:.2f} wrong", above=True)],
        ) if points else None,
        without=_NO_CONFIDENCE,
    )  # fmt: skip


def _refusing(lines: Sequence[Line]) -> Plot:
    points = curves.refusing(curves.due(lines))
    here = _stand(lines)
    return plots.plot(
        "Keeping and refusing",
        "At every threshold on the confidence: answerable questions kept, unanswerable ones refused.",
        partial(
            plots.curve, points, x="share of the answerable kept", y="share of the unanswerable refused",
            labels=[Label(here, "now")] if here else [],
        ) if points else None,
        without=_ONE_SORT if curves.due(lines) else _NO_CONFIDENCE,
    )  # fmt: skip


def _stand(lines: Iterable[Line]) -> tuple[float, float] | None:
    said = [line for line in lines if line.outcome and line.outcome.confidence is not None]
    kept = [line.outcome.kept for line in said if line.outcome and line.case.answerable]
    refused = [line.outcome.refused for line in said if line.outcome and not line.case.answerable]
    return (sum(kept) / len(kept), sum(refused) / len(refused)) if kept and refused else None


def _reliability(lines: Sequence[Line]) -> Plot:
    series = {"right answers": curves.given(lines), "answerable questions": curves.due(lines)}
    binned = [(name, bins) for name, some in series.items() if (bins := curves.reliability(some))]
    return plots.plot(
        "Calibration",
        "Whether a confidence is a chance: on the dashed line, of those with .7 seven in ten are so. The larger the"
        " dot, the more questions.",
        partial(plots.reliability, binned) if binned else None,
        without=_NO_CHANCE if curves.due(lines) else _NO_CONFIDENCE,
    )  # fmt: skip


def _latency(lines: Sequence[Line]) -> Plot:
    taken = [line.outcome.latency_ms for line in lines if line.outcome and not line.outcome.error]
    return plots.plot(
        "Latency",
        "Milliseconds until the whole answer was there, one question at a time.",
        partial(
            plots.histogram, taken, x="milliseconds",
            marks=[(f"p{rank}", float(np.percentile(taken, rank))) for rank in (50, 95)],
        ) if taken else None,
        without="There was no answer.",
    )  # fmt: skip


def _by_kind(report: Report, kinds: Sequence[str]) -> Plot:
    found = report.metrics
    names = [*_measured(found, kinds, _HEADLINE)[:1], *_measured(found, kinds, _FOUND)[:1]]
    rows = [(kind, [found.get(f"{name}/{kind}") for name in names]) for kind in kinds]
    held = [row for row in rows if any(row[1])]
    most = f" The first {_MOST} of {len(held)} kinds." if len(held) > _MOST else ""
    return plots.plot(
        "By kind",
        f"What was said and what was found, with 95 % intervals.{most}",
        partial(plots.bars, held[:_MOST], names) if held and names else None,
        without="The suite has one kind of question only.",
    )


def _by_year(lines: Sequence[Line], editions: Sequence[Edition]) -> Plot:
    dates = {edition.article_id: edition.date for edition in editions}
    names = [*_judged(lines, _HEADLINE)[:1], *_judged(lines, _FOUND)[:1]]
    years: dict[str, list[Line]] = {}
    for line in lines:
        date = dates.get(line.case.evidence[0].article_id) if line.case.evidence else None
        years.setdefault((date or "")[:4], []).append(line)
    rows = [(year, [_pooled(years[year], name) for name in names]) for year in sorted(years) if year]
    held = [row for row in rows if any(row[1])]
    return plots.plot(
        "By year of the evidence",
        "When the first evidence article came out.",
        partial(plots.bars, held, names) if held else None,
        without="No question has dated evidence.",
    )


def _pooled(lines: Iterable[Line], metric: str) -> Figure | None:
    return pool(METRICS[metric], [(line.case.cluster, each) for line in lines for each in _of(line, metric)])


def _of(line: Line, metric: str) -> list[Judgement]:
    return [judgement for judgement in line.judgements if judgement.metric == metric]


def _measured(found: Mapping[str, Figure], parts: Sequence[str], wanted: Sequence[str]) -> list[str]:
    return [name for name in wanted if any(f"{name}/{part}" in found for part in parts)]


def _judged(lines: Sequence[Line], wanted: Sequence[str]) -> list[str]:
    return [name for name in wanted if any(_of(line, name) for line in lines)]
