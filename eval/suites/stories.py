"""Small sets about what a newsroom needs: dates, speakers, hedges, corrections, tolls, copies, kills, embargoes.

`stories` are invented clusters with revisions; `cases` three real articles with questions. Other printings of the same
origin count as evidence. But: a citation of a killed article is seen only as one that can't be fetched and by
what must not be said, since a kill leaves no date to hold it against.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from eval.suites import folder, given, lines
from eval.types import Case, Suite

_STORIES = ("stories.jsonl", "stories_questions.jsonl", "stories_labels.jsonl")


class Printed(Struct, frozen=True):
    """Whose report a printing is."""

    id: str
    origin: str


def load(data: Path) -> Suite:
    """The suite of stories, from `data`/news. Raises: SuiteAbsent, SuiteInvalid."""
    articles, questions, labels = given.files("stories", data / "news", *_STORIES)
    copies = copied(given.rows(labels, Printed))
    cases = tuple(with_copies(case, copies) for case in lines.cases(questions))
    return _suite("stories", (articles, questions, labels), cases)


def load_cases(data: Path) -> Suite:
    """The suite of questions about real articles, from `data`/news. Raises: SuiteAbsent, SuiteInvalid."""
    articles, questions = given.files("cases", data / "news", "articles.jsonl", "cases.jsonl")
    return _suite("cases", (articles, questions), lines.cases(questions))


def copied(printings: Iterable[Printed]) -> dict[str, tuple[str, ...]]:
    """Per article the others of its origin, where there are any."""
    by_origin: dict[str, list[str]] = defaultdict(list)
    for printed in printings:
        if printed.id not in by_origin[printed.origin]:
            by_origin[printed.origin].append(printed.id)
    groups = [group for group in by_origin.values() if len(group) > 1]
    return {name: tuple(other for other in group if other != name) for group in groups for name in group}


def with_copies(case: Case, copies: Mapping[str, tuple[str, ...]]) -> Case:
    """The case with the copies of its evidence."""
    due = {gold.article_id: copies[gold.article_id] for gold in case.evidence if gold.article_id in copies}
    return replace(case, due=replace(case.due, copies=due)) if due else case


def _suite(name: str, files: tuple[Path, ...], cases: tuple[Case, ...]) -> Suite:
    editions = lines.editions(files[0])
    return Suite(
        name=name,
        sources=files[:1],
        files=files,
        editions=editions,
        cases=cases,
        slices=folder.slices(cases),
        notes=folder.misplaced(cases, editions),
    )
