"""`report.html`: a run as one page that needs nothing else, no network, no other file.

Everything from data is escaped by the template engine; the page's own style and script are let in by their
hashes, and nothing else is (Content-Security-Policy). But: no figures are made here.
"""

from __future__ import annotations

import base64
import hashlib
import os
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from eval import drawings, failures, tables
from eval.baseline import Comparison, Flip
from eval.faults import worst
from eval.plots import Plot
from eval.types import Line, Report, Suite

_HOME = Path(__file__).parent / "templates"
_FLIPS = 100  # shown each way


class Side(Struct, frozen=True):
    """How a question went in one run."""

    verdict: str
    said: str


class Flipped(Struct, frozen=True, kw_only=True):
    """A question that went well in one run only."""

    name: str
    question: str
    kind: str
    expected: str
    before: Side
    now: Side


class Flips(Struct, frozen=True, kw_only=True):
    """The questions that flipped one way."""

    title: str
    count: int
    flips: tuple[Flipped, ...]
    left_out: int


def write(report: Report, suite: Suite, folder: Path, comparison: Comparison | None = None) -> Path:
    """Writes `report.html` into `folder`, whole or not at all; its path."""
    return put(folder / "report.html", page(report, suite, comparison))


def page(report: Report, suite: Suite, comparison: Comparison | None = None) -> str:
    """The page of a run."""
    sections = failures.sections(report.questions)
    failed = sum(section.total for section in sections)
    shown = [failure for section in sections for failure in section.failures]
    return render(
        "report.html.j2",
        script="report.js",
        data=report.data,
        settings=[(name, value) for name, value in report.settings.items() if value is not None],
        commit=report.commit,
        tiles=tables.tiles(report.metrics),
        families=tables.families(report.metrics, suite.slices),
        columns=tables.columns(report.metrics, suite.slices),
        kinds=tables.kinds(report.metrics, suite.slices),
        kind_columns=tables.kind_columns(report.metrics, suite.slices),
        confusion=tables.confusion(report.questions),
        states=tables.STATES,
        comparison=comparison,
        changes=tables.changes(comparison.changes) if comparison else (),
        flips=_flips(comparison.flips) if comparison else (),
        drawn=inline(drawings.drawn(report, suite)),
        sections=sections,
        failed=failed,
        left_out=failed - len(shown),
        failed_kinds=sorted({failure.kind for failure in shown}),
    )


def render(template: str, *, script: str | None = None, **fields: object) -> str:
    """A page from a template; `script` names the file of the page's own script."""
    engine = Environment(
        loader=FileSystemLoader(_HOME), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    css, code = _own("report.css"), _own(script) if script else ""
    return engine.get_template(template).render(css=css, script=code, policy=_policy(css, code), **fields)


def inline(drawn: tuple[Plot, ...]) -> list[Plot]:
    """The plots as a template takes them: their SVG is ours, its texts escaped by the program that drew it."""
    return [replace(plot, svg=plot.svg and Markup(plot.svg)) for plot in drawn]


def put(path: Path, text: str) -> Path:
    """Writes a page, whole or not at all; its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    unfinished.write_text(text, encoding="utf-8", errors="replace")
    os.replace(unfinished, path)
    return path


def _own(name: str) -> Markup:
    return Markup((_HOME / name).read_text(encoding="utf-8"))


def _policy(css: str, script: str) -> str:
    scripts = f"script-src {_source(script)}; " if script else ""
    return f"default-src 'none'; style-src {_source(css)}; {scripts}base-uri 'none'; form-action 'none'"


def _source(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _flips(flips: tuple[Flip, ...]) -> list[Flips]:
    groups = (("Questions that got worse", False), ("Questions that got better", True))
    return [_group(title, [flip for flip in flips if flip.better is better]) for title, better in groups]


def _group(title: str, some: list[Flip]) -> Flips:
    shown = tuple(_flipped(flip) for flip in some[:_FLIPS])
    return Flips(title=title, count=len(some), flips=shown, left_out=len(some) - len(shown))


def _flipped(flip: Flip) -> Flipped:
    return Flipped(
        name=failures.name(flip.now),
        question=flip.now.case.question,
        kind=flip.now.case.kind,
        expected=failures.expected(flip.now),
        before=_side(flip.before),
        now=_side(flip.now),
    )


def _side(line: Line) -> Side:
    fault, outcome = worst(line), line.outcome
    said = " ".join(sentence.text for sentence in outcome.sentences) if outcome else ""
    return Side(fault.title if fault else "well", said or (outcome and (outcome.error or outcome.status)) or "nothing")
