"""Judgements to figures, and figures to a table on the terminal and to `results.json`. The page is `eval.html`.

A figure is named METRIC for all cases, METRIC/SLICE for some, METRIC/bm25 for the floor.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from eval.metrics.catalogue import METRICS
from eval.metrics.pooled import pool
from eval.tables import BY_KIND, number, parts
from eval.types import Figure, Judgement, Line, Report, Slice

_FEW = 4  # columns of the table by kind that leave room for intervals
_GAP = 2  # columns of the table are as wide as their widest cell, and this


def figures(lines: Iterable[Line], slices: Sequence[Slice], *, seed: int = 0, system: str = "") -> dict[str, Figure]:
    """A figure for each metric judged in each slice; `system` is written behind the name."""
    some = list(lines)
    found = {}
    for part in slices:
        suffix = "/".join(filter(None, (part.name, system)))
        for metric, judged in _by_metric(line for line in some if part.holds(line.case)).items():
            figure = pool(METRICS[metric], judged, seed=seed)
            if figure:
                found[f"{metric}/{suffix}" if suffix else metric] = figure
    return found


def table(report: Report, slices: Sequence[Slice]) -> str:
    """The figures to read: metrics by slice with intervals, then kinds by a few metrics."""
    shown = parts(report.metrics, slices)
    rows = [["", *(name or "all" for name in shown)]]
    rows += [
        [metric, *cells] for metric in METRICS if any(cells := [_cell(report.metrics, metric, name) for name in shown])
    ]
    kinds = [part.name for part in slices if part.by == "row"]
    return "\n".join([*_head(report), *_aligned(rows), *_kinds(report.metrics, kinds)]) + "\n"


def write(report: Report, folder: Path) -> Path:
    """Writes `results.json` into `folder`, whole or not at all; its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "results.json"
    unfinished = path.with_suffix(".part")
    unfinished.write_bytes(msgspec.json.format(msgspec.json.encode(report), indent=1))
    os.replace(unfinished, path)
    return path


def _by_metric(lines: Iterable[Line]) -> dict[str, list[tuple[str, Judgement]]]:
    judged: dict[str, list[tuple[str, Judgement]]] = defaultdict(list)
    for line in lines:
        for judgement in line.judgements:
            judged[judgement.metric].append((line.case.cluster, judgement))
    return judged


def _head(report: Report) -> list[str]:
    data = report.data
    settings = ", ".join(f"{name} {value}" for name, value in report.settings.items() if value is not None)
    return [
        f"{data.suite}: {data.cases} cases, {data.articles} articles ({data.revisions} revisions)",
        f"{settings}; commit {report.commit or 'none'}; intervals 95 %, bootstrap over articles",
        *(f"note: {note}" for note in data.notes),
        *(f"rejected: {reason}" for reason in data.rejected),
        "",
    ]


def _kinds(metrics: Mapping[str, Figure], kinds: Sequence[str]) -> list[str]:
    if not kinds:
        return []
    told = [name for name in BY_KIND if any(f"{name}/{kind}" in metrics for kind in kinds)]
    rows = [["by kind", *told]]
    for kind in kinds:
        held = [(name, metrics.get(f"{name}/{kind}")) for name in told]
        if any(each for _, each in held):
            rows.append([kind, *(_short(name, each, ranged=len(told) <= _FEW) if each else "" for name, each in held)])
    return ["", *_aligned(rows)]


def _short(metric: str, figure: Figure, *, ranged: bool) -> str:
    low, value, high = (number(metric, each) for each in (figure.low, figure.value, figure.high))
    return f"{value} [{low}, {high}] ({figure.n})" if ranged else f"{value} ({figure.n})"


def _cell(metrics: Mapping[str, Figure], metric: str, part: str) -> str:
    figure = metrics.get(f"{metric}/{part}" if part else metric)
    if figure is None:
        return ""
    low, value, high = (number(metric, each) for each in (figure.low, figure.value, figure.high))
    return f"{value} [{low}, {high}] {figure.n}"


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [_GAP + max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["".join(map(str.ljust, row, widths)).rstrip() for row in rows]
