"""Curves as SVG that stands inside a page: its colours are the page's variables, so it is read in light and dark.

matplotlib draws and is imported when the first plot is: without it (`pip install dateline[eval]`) there are figures
and no plots. But: no numbers are made here, `eval.curves` does.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from msgspec import Struct

from eval.curves import Bin, Point
from eval.types import Figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ABSENT = "Not drawn: matplotlib is not installed (pip install 'dateline[eval]')."
_SIZE = (4.3, 2.8)  # inches
_ROW = 0.24  # inches for a bar
# The page's variables, each under a colour that nothing else has while matplotlib draws
_COLOURS = {"#010101": "--ink", "#020202": "--soft", "#030303": "--line", "#040404": "--blue", "#050505": "--accent"}
_INK, _SOFT, _LINE, _BLUE, _ACCENT = _COLOURS


class Plot(Struct, frozen=True, kw_only=True):
    """A plot with its words; `svg` is None where there is nothing to draw, and `absent` says why."""

    title: str
    caption: str
    svg: str | None = None
    absent: str = ""


class Label(Struct, frozen=True):
    """A place on a curve that is named; `above` where the curve comes from below."""

    at: Point
    text: str
    above: bool = False


def plot(title: str, caption: str, draw: Callable[[], str] | None, *, without: str) -> Plot:
    """The plot that `draw` makes; `without`: why there is none when `draw` is None."""
    if draw is None:
        return Plot(title=title, caption=caption, absent=without)
    try:
        return Plot(title=title, caption=caption, svg=draw())
    except ImportError:
        return Plot(title=title, caption=caption, absent=ABSENT)


def curve(points: Sequence[Point], *, x: str, y: str, labels: Sequence[Label] = ()) -> str:
    """A line through `points`, shares both, as SVG."""
    with _axes(x, y) as (axes, svg):
        axes.plot(*zip(*points, strict=True), color=_BLUE, linewidth=1.8, drawstyle="steps-post")
        for label in labels:
            axes.plot(*label.at, "o", color=_ACCENT, markersize=6)
            right = label.at[0] > 0.6
            beside = (-8 if right else 8, 6 if label.above else -12)
            axes.annotate(
                label.text, label.at, xytext=beside, textcoords="offset points",
                ha="right" if right else "left", color=_ACCENT,
            )  # fmt: skip
        axes.set_xlim(-0.02, 1.02)
        axes.set_ylim(-0.02, max(0.2, *(value * 1.1 for _, value in points)) if points[-1][1] < 0.9 else 1.04)
    return svg()


def reliability(series: Sequence[tuple[str, Sequence[Bin]]]) -> str:
    """Bins of each named series against the diagonal, the area of a mark standing for its number, as SVG."""
    with _axes("confidence", "share") as (axes, svg):
        axes.plot([0, 1], [0, 1], color=_SOFT, linewidth=0.8, linestyle="--")
        for (name, bins), colour in zip(series, (_BLUE, _ACCENT), strict=False):
            at, shares = [each.confidence for each in bins], [each.share for each in bins]
            axes.plot(at, shares, color=colour, linewidth=1.2, label=name)
            largest = max(each.n for each in bins)
            axes.scatter(at, shares, s=[10 + 90 * each.n / largest for each in bins], color=colour)
        axes.set_xlim(-0.02, 1.02)
        axes.set_ylim(-0.02, 1.04)
        axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=len(series))
    return svg()


def histogram(values: Sequence[float], *, x: str, marks: Sequence[tuple[str, float]]) -> str:
    """How often which value, with named marks, as SVG."""
    with _axes(x, "questions") as (axes, svg):
        axes.hist(values, bins=30, color=_BLUE)
        axes.margins(y=0.18)
        for name, value in marks:
            axes.axvline(value, color=_ACCENT, linewidth=1.2)
            axes.annotate(
                f"{name} {value:,.0f}", (value, 1), xycoords=("data", "axes fraction"), xytext=(4, -10),
                textcoords="offset points", color=_ACCENT,
            )  # fmt: skip
    return svg()


def bars(rows: Sequence[tuple[str, Sequence[Figure | None]]], names: Sequence[str]) -> str:
    """A row each with a figure of each of `names` and its interval, as SVG."""
    height = max(1.6, _ROW * len(rows) * len(names) + 0.9)
    with _axes("", "", height=height) as (axes, svg):
        for number, (name, colour) in enumerate(zip(names, (_BLUE, _ACCENT), strict=False)):
            for row, (_, figures) in enumerate(rows):
                figure = figures[number]
                if figure is None:
                    continue
                at = -row - (number - (len(names) - 1) / 2) * 0.3
                axes.plot([figure.low, figure.high], [at, at], color=colour, linewidth=1.4)
                axes.plot(figure.value, at, "o", color=colour, markersize=5)
            axes.plot([], [], "o-", color=colour, label=name)
        axes.set_yticks([-row for row in range(len(rows))], [_short(label) for label, _ in rows])
        axes.set_xlim(-0.02, 1.02)
        axes.set_ylim(-len(rows) + 0.4, 0.6)
        axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=len(names))
    return svg()


@contextmanager
def _axes(x: str, y: str, *, height: float = _SIZE[1]) -> Iterator[tuple[Axes, Callable[[], str]]]:
    from matplotlib.figure import Figure as Sheet

    with _styled():
        sheet = Sheet(figsize=(_SIZE[0], height), layout="constrained")
        axes = sheet.subplots()
        axes.set_xlabel(x)
        axes.set_ylabel(y)
        drawn = io.StringIO()
        yield axes, lambda: _page_svg(drawn.getvalue())
        sheet.savefig(drawn, format="svg", transparent=True, metadata={"Date": None, "Creator": None})


@contextmanager
def _styled() -> Iterator[None]:
    from matplotlib import rc_context

    style = rc_context(
        {
            "svg.fonttype": "none",
            "svg.hashsalt": "dateline",  # else each run names its clip paths anew
            "text.parse_math": False,  # a kind of question may hold $ signs
            "font.family": "sans-serif",
            "font.size": 9.0,
            "text.color": _INK,
            "axes.edgecolor": _SOFT,
            "axes.labelcolor": _SOFT,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.grid": True,
            "grid.color": _LINE,
            "grid.linewidth": 0.7,
            "axes.axisbelow": True,
            "xtick.color": _SOFT,
            "ytick.color": _SOFT,
            "legend.frameon": False,
        }
    )
    with style, warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing", UserWarning)  # the page has more fonts than matplotlib
        yield


def _page_svg(drawn: str) -> str:
    """An SVG file as an element of a page: no prologue, no styles (the page's policy bars them), its variables."""
    svg = drawn[drawn.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>|<style[^>]*>.*?</style>|<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = re.sub(r' style="([^"]*)"', lambda found: _attributes(found[1]), svg)
    svg = re.sub(r' (?:width|height)="[0-9.]+pt"', "", svg, count=2)
    svg = re.sub(r'<g id="[^"]*"', "<g", svg)  # the next plot has the same
    for colour, variable in _COLOURS.items():
        svg = svg.replace(f'="{colour}"', f'="var({variable})"')
    return svg.replace("<svg ", '<svg role="img" ', 1)


def _attributes(style: str) -> str:
    """CSS declarations as presentation attributes."""
    pairs = (part.split(":", 1) for part in style.split(";") if ":" in part)
    return "".join(f' {name.strip()}="{value.strip()}"' for name, value in pairs if name.strip() not in _FONTS)


_FONTS = {"font", "font-family"}  # the page's own


def _short(text: str) -> str:
    return text if len(text) <= 24 else f"{text[:23]}…"
