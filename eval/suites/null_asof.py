"""Refusing what was not out yet: rtqa's questions asked before, long before and long after their evidence.

Arms: "as_of" are rtqa's own answerable ones, each at its time. "null" are the given nulls, all 35 days too early, so
that age alone gives most of it. "null_1d", "null_3d", "null_7d" are the questions put so many days before the first
evidence article, without those whose answer was known: an article published by then holds an accepted string and half
of the question's content words. "later" are the answerable ones, half a year after the last evidence article: whoever
refuses by age alone refuses these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from msgspec.structs import replace

from eval.metrics.words import content, reach, tokens
from eval.suites import folder, given, lines, rtqa
from eval.types import Case, Edition, Slice, Suite

_DAYS = (1, 3, 7)
_LATER = timedelta(days=182)
_SHARE = 0.5
_FILES = ("corpus.jsonl.gz", "questions.jsonl", "questions_null_asof.jsonl")
_SLICES = {
    "": ("as_of", "null"),
    **{f"{days}d": ("as_of", f"null_{days}d") for days in _DAYS},
    "later": ("later", "null"),
    "later-1d": ("later", "null_1d"),
}  # slice -> arms that it holds


def load(data: Path) -> Suite:
    """The suite from `data`/rtqa. Raises: SuiteAbsent, SuiteInvalid."""
    corpus, questions, nulls = files = given.files("null_asof", data / "rtqa", *_FILES)
    editions, asked = lines.editions(corpus), lines.cases(questions)
    known = known_since(asked, editions)
    early = [case for days in _DAYS for case in made_nulls(asked, editions, known, days=days)]
    cases = (
        *(replace(case, arm="as_of") for case in asked if rtqa.is_timely(case, editions)),
        *(replace(case, arm="null") for case in lines.cases(nulls)),
        *early,
        *later(asked, editions),
    )
    counts = ", ".join(f"{sum(case.arm == f'null_{days}d' for case in early)} at {days} d" for days in _DAYS)
    return Suite(
        name="null_asof",
        corpus="rtqa",
        sources=(corpus,),
        files=tuple(files),
        editions=editions,
        cases=cases,
        slices=tuple(_slice(name, arms) for name, arms in _SLICES.items()),
        notes=(f"made nulls: {counts} of {len(asked)}; the others were known", *folder.misplaced(asked, editions)),
    )


def known_since(asked: Iterable[Case], editions: Iterable[Edition]) -> dict[str, str]:
    """Per question, the day of the first article that holds an accepted string and half of the content words."""
    pending = {case.id: (content(case.question), {each: _words(each) for each in case.answers}) for case in asked}
    known: dict[str, str] = {}
    for edition in sorted((each for each in editions if each.date), key=_day):
        text = f"{edition.title}\n{edition.text}"
        words = _words(text)
        for name, (wanted, answers) in list(pending.items()):
            held = [answer for answer, its in answers.items() if its <= words]
            if held and len(wanted & words) >= _SHARE * len(wanted) and reach(text, held) is not None:
                known[name] = _day(edition)
                del pending[name]
    return known


def made_nulls(
    asked: Iterable[Case], editions: Iterable[Edition], known: Mapping[str, str], *, days: int
) -> Iterator[Case]:
    """The questions so many days before their first evidence, without those whose answer was known by then."""
    for case, first, _ in _dated(asked, editions):
        before = (first - timedelta(days=days)).isoformat()
        if case.id not in known or before < known[case.id]:
            yield replace(
                case, arm=f"null_{days}d", as_of=before, answerable=False, answers=(), evidence=(), about=case.cluster
            )


def later(asked: Iterable[Case], editions: Iterable[Edition]) -> Iterator[Case]:
    """The questions half a year after their last evidence."""
    for case, _, last in _dated(asked, editions):
        yield replace(case, arm="later", as_of=(last + _LATER).isoformat())


def _dated(asked: Iterable[Case], editions: Iterable[Edition]) -> Iterator[tuple[Case, date, date]]:
    """Questions with the days of their first and last evidence, those without a dated one left out."""
    published = {each.article_id: date.fromisoformat(_day(each)) for each in editions if each.date}
    for case in asked:
        out = [published[gold.article_id] for gold in case.evidence if gold.article_id in published]
        if out:
            yield case, min(out), max(out)


def _words(text: str) -> frozenset[str]:
    return frozenset(token.text for token in tokens(text))


def _day(edition: Edition) -> str:
    return (edition.date or "")[:10]


def _slice(name: str, arms: Sequence[str]) -> Slice:
    return Slice(name=name, holds=lambda case: case.arm in arms)
