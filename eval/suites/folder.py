"""A suite from any folder with articles.jsonl and questions.jsonl: no code needed.

Questions are put as they say, `as_of` honoured. But: it does not judge whether the labels are right;
evidence that no article holds is only pointed out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from eval.errors import SuiteInvalid
from eval.suites import lines, made, slicing
from eval.types import Case, Edition, Gold, Slice, Suite

_NAMED = 5  # ids shown in a note


def load(folder: Path, *, name: str = "", build: Path = made.BUILD) -> Suite:
    """The suite in `folder`. Raises: SuiteInvalid."""
    articles, questions = folder / "articles.jsonl", folder / "questions.jsonl"
    for path in (articles, questions):
        if not path.is_file():
            raise SuiteInvalid(f"{folder} is no suite: it has no {path.name}")
    name = name or folder.resolve().name
    cases, editions = lines.cases(questions), lines.editions(articles)
    return Suite(
        name=name,
        sources=(made.with_ids(articles, name=name, build=build),),
        files=(articles, questions),
        editions=editions,
        cases=cases,
        slices=slices(cases),
        notes=misplaced(cases, editions),
    )


def slices(cases: Iterable[Case]) -> tuple[Slice, ...]:
    """All cases, then each group and each kind by itself where there are several."""
    groups = sorted({case.group for case in cases})
    kinds = sorted({case.kind for case in cases})
    by_group = [slicing.of_group(group) for group in groups if group and len(groups) > 1]
    by_kind = [slicing.of_kind(kind) for kind in kinds if len(kinds) > 1]
    return (Slice(name="", holds=lambda case: True), *by_group, *by_kind)


def misplaced(cases: Iterable[Case], editions: Iterable[Edition]) -> tuple[str, ...]:
    """A note that names questions with a quote that its article does not hold; none when all is well."""
    texts: dict[str, dict[int, str]] = defaultdict(dict)
    for edition in editions:
        texts[edition.article_id][edition.number] = edition.text
    wrong = [case.id for case in cases if not all(_stands(gold, texts[gold.article_id]) for gold in case.evidence)]
    if not wrong:
        return ()
    return (f"{len(wrong)} questions have a quote that is not in its article, such as {', '.join(wrong[:_NAMED])}",)


def _stands(gold: Gold, revisions: dict[int, str]) -> bool:
    looked_at = revisions.values() if gold.revision is None else [revisions.get(gold.revision, "")]
    return any(gold.quote in text for text in looked_at)
