"""RealTimeQA over 2,500 full articles: development data, kept outside the project.

Every question is put twice: without as_of (the headline, arm ""), and with it (arm "as_of", without
those whose evidence was not out by then). Questions asked before their answer was out (arm "null")
must be refused. `gold-link` labels are the quiz's own; `silver-auto` ones favour shared words, so
the former are shown apart.
"""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from eval.suites import folder, given, lines
from eval.types import Case, Edition, Slice, Suite

_ARMS = {"": ("", "null"), "as_of": ("as_of", "null")}  # slice -> arms that it holds
_FILES = ("corpus.jsonl.gz", "questions.jsonl", "questions_null_asof.jsonl")
_GROUP = "gold-link"


def load(data: Path) -> Suite:
    """The suite from `data`/rtqa. Raises: SuiteAbsent, SuiteInvalid."""
    corpus, questions, nulls = files = given.files("rtqa", data / "rtqa", *_FILES)
    editions, asked = lines.editions(corpus), lines.cases(questions)
    timely = [case for case in asked if is_timely(case, editions)]
    cases = (
        *(replace(case, as_of=None) for case in asked),
        *(replace(case, arm="as_of") for case in timely),
        *(replace(case, arm="null") for case in lines.cases(nulls)),
    )
    late = f"as_of: {len(asked) - len(timely)} questions without evidence published by then are left out"
    return Suite(
        name="rtqa",
        sources=(corpus,),
        files=tuple(files),
        editions=editions,
        cases=cases,
        slices=tuple(_slice(name, arms, group) for name, arms in _ARMS.items() for group in ("", _GROUP)),
        notes=(late, *folder.misplaced(asked, editions)),
    )


def is_timely(case: Case, editions: tuple[Edition, ...]) -> bool:
    """Whether some evidence article was published by the day of the case's as_of."""
    named = {gold.article_id for gold in case.evidence}
    days = [edition.date[:10] for edition in editions if edition.date and edition.article_id in named]
    return case.as_of is not None and any(day <= case.as_of[:10] for day in days)


def _slice(name: str, arms: tuple[str, ...], group: str) -> Slice:
    return Slice(
        name="/".join(filter(None, (name, group))),
        holds=lambda case: case.arm in arms and case.group in (group or case.group,),
    )
