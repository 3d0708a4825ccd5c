"""Measures a suite: `main` is what `dateline eval` and `python -m eval` call.

Exit codes: 0 done (also when a development suite is not here and nothing was demanded of it), 1 a gate
not met, 2 usage, 3 the archive or service can't be used. Errors go to stderr, one line each.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace as replace_struct
from tqdm import tqdm

from eval import baseline, export, html, kept, measure, openai_http, opened, report, tables, thresholds
from eval.baseline import Comparison
from eval.console import emit, guarded, say
from eval.errors import SuiteAbsent, SuiteInvalid
from eval.floor import Bm25
from eval.in_process import InProcess
from eval.suites import named
from eval.target import Target
from eval.types import Case, Checking, Data, Figure, Line, Report, Suite
from rag.config import Settings

BUILD = Path("build/eval")


class Plan(Struct, frozen=True, kw_only=True):
    """How a suite is measured.

    `base_url`: a running service is asked, ours or an OpenAI-compatible one; else `archive`: one that is there already,
    as it is; else one that is made for the suite under `build`. `limit`: cases of each arm, None for all; `seed`: of
    sampling and of intervals.
    """

    base_url: str | None = None
    archive: Path | None = None
    limit: int | None = None
    seed: int = 0
    settings: Settings = Settings()
    build: Path = BUILD


class Wanted(Struct, frozen=True, kw_only=True):
    """What becomes of a run. `out`: the folder of results.json and report.html, else `build`/SUITE."""

    out: Path | None = None
    fail_under: tuple[str, ...] = ()
    baseline: Path | None = None
    export: Path | None = None
    json: bool = False


class Told(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What `--json` prints: figures by name, what was measured on, where the page is, which gates were not met."""

    metrics: Mapping[str, Figure]
    data: Data | None
    report: str | None
    missed: tuple[str, ...] = ()
    skipped: str | None = None


def main(
    suite: str,
    *,
    out: Path | None = None,
    base_url: str | None = None,
    archive: Path | None = None,
    fail_under: Sequence[str] = (),
    baseline: Path | None = None,
    export: Path | None = None,
    limit: int | None = None,
    seed: int = 0,
    json: bool = False,
    archive_settings: Settings | None = None,
    data: Path | None = None,
    build: Path = BUILD,
) -> int:
    """Measures `suite` (a name or a folder), writes results.json and report.html, shows a table; the exit code.

    `data`: where development data lies, else DATELINE_DATA, else beside the project. `build`: where
    archives are kept between runs. `archive_settings`: their folder is not used, `archive` is.
    """
    settings = archive_settings or Settings()
    plan = Plan(base_url=base_url, archive=archive, limit=limit, seed=seed, settings=settings, build=build)
    wanted = Wanted(out=out, fail_under=tuple(fail_under), baseline=baseline, export=export, json=json)
    return guarded(lambda: _measured(suite, data or default_data(), plan, wanted))


def _measured(name: str, data: Path | None, plan: Plan, wanted: Wanted) -> int:
    gates = thresholds.parse(wanted.fail_under, has_baseline=wanted.baseline is not None)
    try:
        suite = named.find(name, data=data)
    except SuiteAbsent as absent:
        return _skipped(absent, wanted)
    before = baseline.read(wanted.baseline, suite=suite.name) if wanted.baseline else None
    measured = run(suite, plan)
    changed = baseline.compare(measured, before, suite.slices, seed=plan.seed) if before else None
    path, page = _written(measured, suite, wanted.out or plan.build / suite.name, changed)
    if wanted.export:
        export.write(measured.questions, wanted.export, name=InProcess.name)
    missed = tuple(thresholds.missed(gates, measured, changed))
    if wanted.json:
        emit(Told(metrics=measured.metrics, data=measured.data, report=str(page), missed=missed))
    else:
        print(report.table(measured, suite.slices), *_change_lines(changed), path, page, sep="\n")
    for gate in missed:
        say(f"not met: {gate}")
    return 1 if missed else 0


def _skipped(absent: SuiteAbsent, wanted: Wanted) -> int:
    say(f"skipped: {absent}")
    if wanted.json:
        emit(Told(metrics={}, data=None, report=None, skipped=str(absent)))
    return 1 if wanted.fail_under else 0


def _written(measured: Report, suite: Suite, folder: Path, changed: Comparison | None) -> tuple[Path, Path]:
    return report.write(measured, folder), html.write(measured, suite, folder, changed)


def _change_lines(changed: Comparison | None) -> Iterator[str]:
    """What the terminal is told of a comparison: what differs by more than chance, how many questions flipped."""
    if changed is None:
        return
    yield f"against the baseline, {changed.paired:,} questions:"
    yield from (f"note: {note}" for note in changed.notes)
    for change in changed.changes:
        if change.trend != "same" and not change.is_part:
            name, apart = change.metric, change.difference
            values = (change.before, change.now, apart.value, apart.low, apart.high)
            before, now, *by = (tables.number(name, each) for each in values)
            yield f"{change.trend:<7}{name:<30}{before} -> {now}  by {by[0]} [{by[1]}, {by[2]}]"
    better = sum(flip.better for flip in changed.flips)
    yield f"{better:,} questions got better, {len(changed.flips) - better:,} worse\n"


def run(suite: Suite, plan: Plan) -> Report:
    """The report of `suite`. Raises: TargetUnusable, DatelineError."""
    cases = measure.sample(suite.cases, limit=plan.limit, seed=plan.seed)
    if suite.direct:
        return _directly(suite.direct(cases), suite, plan, total=len(cases))
    if suite.checked:
        return _checked(suite.checked, suite, plan, cases)
    with _target(suite, plan) as (target, rejected):
        lines = list(
            tqdm(measure.answers(target, cases, suite.editions), total=len(cases), desc=suite.name, disable=None)
        )
    floor = list(measure.rankings(Bm25(suite.editions), lines))
    return Report(
        metrics=report.figures(lines, suite.slices, seed=plan.seed)
        | report.figures(floor, suite.slices, seed=plan.seed, system=Bm25.name),
        questions=tuple(lines),
        settings=_settings(plan),
        data=_measured_on(suite, lines, rejected),
        commit=_commit(),
    )


def _directly(measured: Iterator[Line], suite: Suite, plan: Plan, *, total: int) -> Report:
    """The report of a suite that asks no archive. Raises: SuiteInvalid where one is named."""
    if plan.base_url or plan.archive:
        raise SuiteInvalid(f"suite {suite.name} asks no archive and no service")
    lines = list(tqdm(measured, total=total, desc=suite.name, disable=None))
    articles = len({gold.article_id for line in lines for gold in line.case.evidence})
    notes = (*suite.notes, *(suite.remarks(lines) if suite.remarks else ()))
    data = replace_struct(_measured_on(suite, lines, ()), articles=articles, revisions=articles, notes=notes)
    return Report(
        metrics=report.figures(lines, suite.slices, seed=plan.seed),
        questions=tuple(lines),
        settings={"target": "in process", "limit": plan.limit, "seed": plan.seed},
        data=data,
        commit=_commit(),
    )


def _checked(
    put: Callable[[Checking, Sequence[Case]], Iterator[Line]], suite: Suite, plan: Plan, cases: Sequence[Case]
) -> Report:
    """The report of a suite whose drafts an archive checks. Raises: SuiteInvalid where a service is named."""
    if plan.base_url:
        raise SuiteInvalid(f"suite {suite.name} checks drafts in process, and asks no service")
    with _archive(suite, plan) as (target, rejected):
        lines = list(tqdm(put(target.check, cases), total=len(cases), desc=suite.name, disable=None))
    data = _measured_on(suite, lines, rejected)
    return Report(
        metrics=report.figures(lines, suite.slices, seed=plan.seed),
        questions=tuple(lines),
        settings=_settings(plan),
        data=replace_struct(data, notes=(*data.notes, *(suite.remarks(lines) if suite.remarks else ()))),
        commit=_commit(),
    )


@contextmanager
def _target(suite: Suite, plan: Plan) -> Iterator[tuple[Target, tuple[str, ...]]]:
    """The system to ask, and the articles of the suite that it did not take."""
    if plan.base_url:
        with openai_http.connected(plan.base_url, suite.editions) as service:
            yield service, ()
        return
    with _archive(suite, plan) as asked:
        yield asked


@contextmanager
def _archive(suite: Suite, plan: Plan) -> Iterator[tuple[InProcess, tuple[str, ...]]]:
    """The archive to ask in process, and the articles of the suite that it did not take."""
    if plan.archive:
        with opened.existing(replace(plan.settings, archive=plan.archive)) as archive:
            yield InProcess(archive), ()
        return
    ready = kept.opened(suite, plan.settings, root=plan.build, make=opened.assemble)
    with closing(ready.archive):
        yield InProcess(ready.archive), ready.rejected


def _settings(plan: Plan) -> dict[str, str | int | None]:
    return {
        "target": plan.base_url or "in process",
        "embedder": None if plan.base_url else plan.settings.embedder or "default",
        "reranker": None if plan.base_url else plan.settings.reranker or "default",
        "archive": str(plan.archive) if plan.archive and not plan.base_url else None,
        "limit": plan.limit,
        "seed": plan.seed,
    }


def _measured_on(suite: Suite, lines: Sequence[Line], rejected: tuple[str, ...]) -> Data:
    return Data(
        suite=suite.name,
        articles=len({edition.article_id for edition in suite.editions}),
        revisions=len(suite.editions),
        cases=len(lines),
        sha256=kept.sha256(suite.files),
        rejected=rejected,
        notes=(*suite.notes, *_strange(suite, lines)),
    )


def _strange(suite: Suite, lines: Sequence[Line]) -> Iterator[str]:
    """What to doubt when an archive or a service that was there already returns none of the suite's articles."""
    known = {edition.article_id for edition in suite.editions}
    found = {found.article_id for line in lines for found in line.ranked or ()}
    cited = {cited.article_id for line in lines if line.outcome for cited in line.outcome.shown}
    if lines and not known & (found | cited):
        yield "Not one article of the suite came back: does what was asked hold them?"


def default_data() -> Path | None:
    """The folder of development data that DATELINE_DATA names."""
    named_there = os.environ.get("DATELINE_DATA")
    return Path(named_there) if named_there else None


def _commit() -> str | None:
    """The commit of the code that is measured, `+` when files differ from it; else the version installed."""
    here = Path(__file__).resolve().parent
    found = subprocess.run(
        ["git", "-C", str(here), "describe", "--always", "--abbrev=40", "--dirty=+", "--exclude=*"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if found.returncode == 0:
        return found.stdout.strip()
    try:
        return version("dateline")
    except PackageNotFoundError:
        return None
