"""Measures a suite: `main` is what `dateline eval` and `python -m eval` call.

Exit codes: 0 done (also when a development suite is not here and nothing was demanded of it), 1 a gate
not met, 2 usage, 3 the archive or service can't be used.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from msgspec import Struct
from tqdm import tqdm

from eval import kept, measure, report, thresholds
from eval.errors import GateInvalid, SuiteAbsent, SuiteInvalid, TargetUnusable
from eval.floor import Bm25
from eval.in_process import InProcess
from eval.over_http import OverHttp
from eval.suites import named
from eval.target import Target
from eval.types import Data, Line, Report, Suite
from rag.config import Settings
from rag.errors import DatelineError

BUILD = Path("build/eval")


class Plan(Struct, frozen=True, kw_only=True):
    """How a suite is measured. `limit`: cases of each arm, None for all; `seed`: of sampling and of intervals."""

    base_url: str | None = None
    limit: int | None = None
    seed: int = 0
    settings: Settings = Settings()
    build: Path = BUILD


def main(
    suite: str,
    *,
    out: Path | None = None,
    base_url: str | None = None,
    fail_under: Sequence[str] = (),
    limit: int | None = None,
    seed: int = 0,
    archive_settings: Settings | None = None,
    data: Path | None = None,
    build: Path = BUILD,
) -> int:
    """Measures `suite` (a name or a folder), writes `out`/results.json, shows a table; the exit code.

    `data`: where development data lies, else DATELINE_DATA, else beside the project. `build`: where
    archives are kept between runs. `out`: else `build`/SUITE. `archive_settings`: their folder is not used.
    """
    plan = Plan(base_url=base_url, limit=limit, seed=seed, settings=archive_settings or Settings(), build=build)
    try:
        gates = thresholds.parse(fail_under)
        loaded = named.find(suite, data=data or _data())
        measured = run(loaded, plan)
        path = report.write(measured, out or build / loaded.name)
        print(report.table(measured, loaded.slices), path, sep="\n")
        missed = thresholds.missed(gates, measured)
    except SuiteAbsent as absent:
        print(f"skipped: {absent}")
        return 1 if fail_under else 0
    except (GateInvalid, SuiteInvalid) as error:
        print(error)
        return 2
    except (TargetUnusable, DatelineError) as error:
        print(error)
        return 3
    print("".join(f"not met: {gate}\n" for gate in missed), end="")
    return 1 if missed else 0


def run(suite: Suite, plan: Plan) -> Report:
    """The report of `suite`. Raises: TargetUnusable, DatelineError."""
    cases = measure.sample(suite.cases, limit=plan.limit, seed=plan.seed)
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


@contextmanager
def _target(suite: Suite, plan: Plan) -> Iterator[tuple[Target, tuple[str, ...]]]:
    """The system to ask, and the articles of the suite that it did not take."""
    if plan.base_url:
        with OverHttp.at(plan.base_url) as service:
            yield service, ()
        return
    ready = kept.opened(suite, plan.settings, root=plan.build)
    with closing(ready.archive):
        yield InProcess(ready.archive), ready.rejected


def _settings(plan: Plan) -> dict[str, str | int | None]:
    return {
        "target": plan.base_url or "in process",
        "embedder": None if plan.base_url else plan.settings.embedder or "default",
        "reranker": None if plan.base_url else plan.settings.reranker or "default",
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
        notes=suite.notes,
    )


def _data() -> Path | None:
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
