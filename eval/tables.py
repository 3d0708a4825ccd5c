"""Figures as a page's tables show them: which rows and columns there are, and how a number is written."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from eval.baseline import Change
from eval.metrics.catalogue import METRICS
from eval.types import Figure, Line, Slice

FLOOR = "bm25"
STATES = ("answered", "reported", "not_stated", "no_evidence", "error")
_FILES = "eval.metrics."
_WHOLE = 20  # from which a number needs no decimals
BY_KIND = (
    "answer@1",
    "answer@3",
    "answer@600",
    "kept",
    "null_recall",
    "status_accuracy",
    "citation_recall",
    "quote_hits@10",
    "accepted",
    "left_out",
    "supported_precision",
    "supported_recall",
    "contradicted_precision",
    "contradicted_recall",
)
_TILES = ("answer@600", "answer@1", "kept", "null_recall", "byte_verified", "citation_recall", "quote_hits@10",
          "latency_p50")  # fmt: skip


class Cell(Struct, frozen=True, kw_only=True):
    """A figure as written; `share`: it lies in [0, 1], so its interval can be drawn."""

    figure: Figure
    value: str
    range: str
    share: bool


class Row(Struct, frozen=True, kw_only=True):
    """A metric, or a kind, with a cell for each column."""

    name: str
    about: str = ""
    lower: bool = False
    cells: tuple[Cell | None, ...] = ()


class Family(Struct, frozen=True, kw_only=True):
    """Metrics that one file defines."""

    title: str
    rows: tuple[Row, ...]


class Tile(Struct, frozen=True):
    """A figure for the top of the page."""

    name: str
    about: str
    cell: Cell


class Difference(Struct, frozen=True, kw_only=True):
    """A change as written."""

    name: str
    about: str
    before: str
    now: str
    mark: str
    difference: str
    range: str
    n: int
    trend: str


class Differences(Struct, frozen=True, kw_only=True):
    """Changes of one sort."""

    title: str
    open: bool
    rows: tuple[Difference, ...]


def parts(metrics: Mapping[str, Figure], slices: Sequence[Slice]) -> list[str]:
    """The slices that are columns, then those that the floor was measured on."""
    named = [part.name for part in slices if part.by == "column"]
    floors = ["/".join(filter(None, (name, FLOOR))) for name in named]
    return named + [name for name in floors if any(key.endswith(f"/{name}") for key in metrics)]


def columns(metrics: Mapping[str, Figure], slices: Sequence[Slice]) -> list[str]:
    """The headings of the columns."""
    return [name or "all" for name in parts(metrics, slices)]


def families(metrics: Mapping[str, Figure], slices: Sequence[Slice]) -> list[Family]:
    """The measured metrics by the file that defines them, in the catalogue's order."""
    shown = parts(metrics, slices)
    named = [(title, tuple(_rows(names, metrics, shown))) for title, names in _defined()]
    return [Family(title=title, rows=rows) for title, rows in named if rows]


def tiles(metrics: Mapping[str, Figure]) -> list[Tile]:
    """The figures that are read first."""
    return [Tile(name, about(name), cell(name, metrics[name])) for name in _TILES if name in metrics]


def kind_columns(metrics: Mapping[str, Figure], slices: Sequence[Slice]) -> list[Row]:
    """The metrics that are told by kind."""
    kinds_ = [part.name for part in slices if part.by == "row"]
    return [
        Row(name=name, about=about(name)) for name in BY_KIND if any(f"{name}/{kind}" in metrics for kind in kinds_)
    ]


def kinds(metrics: Mapping[str, Figure], slices: Sequence[Slice]) -> list[Row]:
    """A row for each kind of question."""
    names = [row.name for row in kind_columns(metrics, slices)]
    rows = [
        Row(name=part.name, cells=tuple(_cell(metrics, name, part.name) for name in names))
        for part in slices
        if part.by == "row"
    ]
    return [row for row in rows if any(row.cells)]


def changes(found: Iterable[Change]) -> list[Differences]:
    """What got worse, what got better, what did of one kind of question only, what can't be told from chance."""
    some = list(found)
    whole, part = ([each for each in some if each.is_part is is_part] for is_part in (False, True))
    groups = (
        ("Worse", True, [each for each in whole if each.trend == "worse"]),
        ("Better", True, [each for each in whole if each.trend == "better"]),
        (f"By kind, of {len(part):,} comparisons", False, [each for each in part if each.trend != "same"]),
        ("No difference beyond chance", False, [each for each in whole if each.trend == "same"]),
    )
    return [
        Differences(title=title, open=is_open, rows=tuple(map(_difference, rows))) for title, is_open, rows in groups
    ]


def confusion(lines: Iterable[Line]) -> list[tuple[str, tuple[int, ...]]]:
    """How many questions with each state that is due came back in each of `STATES`; none when no state is labelled."""
    counted: Counter[tuple[str, str]] = Counter(
        (line.case.status, "error" if line.outcome.error else line.outcome.status or "error")
        for line in lines
        if line.case.status and line.outcome
    )
    due = [state for state in STATES if any(wanted == state for wanted, _ in counted)]
    return [(state, tuple(counted[state, said] for said in STATES)) for state in due]


def about(name: str) -> str:
    """What a metric says, in a sentence."""
    return METRICS[name.partition("/")[0]].about


def cell(name: str, figure: Figure) -> Cell:
    """A figure as written."""
    low, value, high = (number(name, each) for each in (figure.low, figure.value, figure.high))
    share = METRICS[name.partition("/")[0]].unit == "share" and figure.low >= 0.0 and figure.high <= 1.0
    return Cell(figure=figure, value=value, range=f"{low} to {high}", share=share)


def number(name: str, value: float) -> str:
    """A value of a metric as written: shares with three places, milliseconds and counts as they need."""
    unit = METRICS[name.partition("/")[0]].unit
    if unit == "share":
        return f"{value:.3f}"
    written = f"{value:,.1f}" if abs(value) < _WHOLE and value != round(value) else f"{value:,.0f}"
    return f"{written} ms" if unit == "ms" else written


def _cell(metrics: Mapping[str, Figure], name: str, part: str) -> Cell | None:
    figure = metrics.get(f"{name}/{part}" if part else name)
    return cell(name, figure) if figure else None


def _rows(names: Iterable[str], metrics: Mapping[str, Figure], shown: Sequence[str]) -> Iterator[Row]:
    for name in names:
        cells = tuple(_cell(metrics, name, part) for part in shown)
        if any(cells):
            yield Row(name=name, about=about(name), lower=METRICS[name].lower_is_better, cells=cells)


def _defined() -> list[tuple[str, list[str]]]:
    """The first line of each file of metrics, and the metrics in it."""
    modules = [module for name, module in sys.modules.items() if name.startswith(_FILES)]  # the catalogue's
    held = {id(metric): module for module in modules for metric in _own(module)}
    titles: dict[str, list[str]] = {}
    for name, metric in METRICS.items():
        module = held.get(id(metric))
        title = (module.__doc__ or "").strip().splitlines()[0].rstrip(".") if module else "Others"
        titles.setdefault(title, []).append(name)
    return list(titles.items())


def _own(module: object) -> tuple[object, ...]:
    found = getattr(module, "METRICS", ())
    return tuple(found) if isinstance(found, tuple) else ()


def _difference(change: Change) -> Difference:
    name, apart = change.metric, change.difference
    return Difference(
        name=name,
        about=about(name),
        before=number(name, change.before),
        now=number(name, change.now),
        mark={"better": "▲", "worse": "▼", "same": ""}[change.trend],
        difference=f"{'+' if apart.value > 0 else ''}{number(name, apart.value)}",
        range=f"{number(name, apart.low)} to {number(name, apart.high)}",
        n=apart.n,
        trend=change.trend,
    )
