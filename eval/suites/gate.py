"""The gate by itself: drafts that their citations carry, and drafts made false by one change.

Sentences of real articles changed by rule (`eval.mutations`), compressions of them that stay true, drafts written by
hand, and claims that people have judged. No archive is asked. But: where development data is not here, only the
written drafts are put.
"""

from __future__ import annotations

from pathlib import Path

from eval.mutations import articles, bench, labels, trials, written
from eval.mutations.bench import Bench
from eval.suites import slicing
from eval.types import Case, Slice, Suite

_GROUPS = ("mutation", "compression", "written", "labelled")
_WRITTEN = Path(written.__file__).parent / "cases.jsonl"


def load(data: Path) -> Suite:
    """The suite, from what is there of `data`. Raises: SuiteInvalid."""
    sets = articles.read(data)
    every = [*trials.of(sets), *written.read(), *labels.read(data)]
    cases, direct = tuple(map(bench.case, every)), Bench(every)
    absent = () if sets else (f"development data is not here ({data}): only drafts written by hand",)
    return Suite(
        name="gate",
        sources=(),
        files=(_WRITTEN, *articles.files(data)),
        editions=(),
        cases=cases,
        slices=_slices(cases),
        notes=("kept: true drafts let through; null_recall: false drafts rejected", *absent),
        direct=direct.lines,
        remarks=bench.reasons,
    )


def _slices(cases: tuple[Case, ...]) -> tuple[Slice, ...]:
    groups = [name for name in _GROUPS if any(case.group == name for case in cases)]
    kinds = dict.fromkeys(case.kind for name in groups for case in cases if case.group == name)
    return (Slice(name="", holds=lambda _: True), *map(slicing.of_group, groups), *map(slicing.of_kind, kinds))
