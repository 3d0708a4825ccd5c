"""A suite by its name, or by the folder that holds it. To add a suite, write its file and name it here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from eval.errors import SuiteInvalid
from eval.suites import (
    bench,
    checks,
    demo,
    folder,
    gate,
    made,
    near_miss,
    null_asof,
    pages,
    quotesum,
    revisions,
    rgb_fact,
    rtqa,
    stories,
    wice,
)  # fmt: skip
from eval.types import Suite

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"  # beside the project, where it is developed
_GIVEN: dict[str, Callable[[Path], Suite]] = {
    "demo": lambda _: demo.load(),
    "rtqa": rtqa.load,
    "null_asof": null_asof.load,
    "near_miss": near_miss.load,
    "near_miss_fit": near_miss.load_fit,
    "stories": stories.load,
    "cases": stories.load_cases,
    "mhrag500": pages.load_mhrag500,
    "timeqa": pages.load_timeqa,
    "rgb_fact": rgb_fact.load,
    "quotesum": quotesum.load,
    "gate": gate.load,
}
_MADE: dict[str, Callable[[Path, Path], Suite]] = {
    "wice": wice.load,
    "revisions": revisions.load,
    "checks": checks.load,
}
NAMES = (*_GIVEN, *_MADE)


def find(name: str, *, data: Path | None = None, build: Path = made.BUILD) -> Suite:
    """The suite called `name`, else the one in the folder `name`.

    `data`: where development data lies. `build`: where articles are put that a suite makes out of it.

    Raises: SuiteAbsent, SuiteInvalid.
    """
    if name in _GIVEN:
        return _GIVEN[name](data or DATA)
    if name in _MADE:
        return _MADE[name](data or DATA, build)
    home = Path(name)
    if not home.is_dir():
        raise SuiteInvalid(f"{name!r} is neither a folder nor a suite; suites: {', '.join(NAMES)}")
    return bench.load(home, build) if bench.is_one(home) else folder.load(home, build=build)
