"""Near misses over rtqa's corpus: per article one question that it answers and two that it only tempts to answer.

`near_miss` is to report on, `near_miss_fit`, over other articles, to fit on and never to report on. A near miss names
its answerable twin too, so that either leads to the other. But: "no article answers" was looked up in this corpus only.
"""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from eval.suites import folder, given, lines
from eval.types import Case, Slice, Suite

_FIT = "near_miss_fit"
_NOTES = {
    "near_miss": "for reporting: fit nothing on it",
    _FIT: "for fitting thresholds and rule weights only: report no figure on it",
}


def load(data: Path) -> Suite:
    """The suite to report on, from `data`/news and `data`/rtqa. Raises: SuiteAbsent, SuiteInvalid."""
    return _load(data, "near_miss")


def load_fit(data: Path) -> Suite:
    """The suite to fit on. Raises: SuiteAbsent, SuiteInvalid."""
    return _load(data, _FIT)


def _load(data: Path, name: str) -> Suite:
    corpus, questions = files = given.files(name, data, "rtqa/corpus.jsonl.gz", f"news/{name}.jsonl")
    editions, cases = lines.editions(corpus), paired(lines.cases(questions))
    return Suite(
        name=name,
        corpus="rtqa",
        sources=(corpus,),
        files=tuple(files),
        editions=editions,
        cases=cases,
        slices=(*folder.slices(cases), *_by_trap(cases)),
        notes=(_NOTES[name], *folder.misplaced(cases, editions)),
    )


def paired(cases: tuple[Case, ...]) -> tuple[Case, ...]:
    """The cases with twins named in both directions."""
    owners = {twin: case.id for case in cases for twin in case.twins}
    return tuple(replace(case, twins=case.twins or (owners[case.id],)) if case.id in owners else case for case in cases)


def _by_trap(cases: tuple[Case, ...]) -> list[Slice]:
    """Each trap with all answerable questions, since refusing is read beside what is kept."""
    return [_trapped(trap) for trap in sorted({case.trap for case in cases if case.trap})]


def _trapped(trap: str) -> Slice:
    return Slice(name=f"trap-{trap}", holds=lambda case: case.answerable or case.trap == trap, by="row")
