"""RGB's counterfactual questions: web snippets that say the truth, copies with another value, and noise.

One archive holds them all, so its sources disagree and nothing in it tells who is right. Due is therefore
what an archive can know: both values side by side, as reported; evidence are the snippets as they were found and
their altered copies. But: which of the two is true is not asked, since only a model's memory could say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from eval.suites import folder, given, labels, lines
from eval.types import Case, Gold, Suite

_FOUND, _ALTERED = "_positive_", "_positive_wrong_"


class Faked(Struct, frozen=True):
    """What the altered copies say instead."""

    id: str
    fakeanswer: labels.Texts


def load(data: Path) -> Suite:
    """The suite from `data`/rgb_fact. Raises: SuiteAbsent, SuiteInvalid."""
    corpus, questions = given.files("rgb_fact", data / "rgb_fact", "corpus.jsonl", "questions.jsonl")
    fakes = {row.id: labels.listed(row.fakeanswer) for row in given.rows(questions, Faked)}
    editions = lines.editions(corpus)
    texts = {edition.article_id: edition.text for edition in editions}
    cases = tuple(disputed(case, fakes[case.id], texts) for case in lines.cases(questions))
    return Suite(
        name="rgb_fact",
        sources=(corpus,),
        files=(corpus, questions),
        editions=editions,
        cases=cases,
        slices=folder.slices(cases),
        notes=("of two values one is altered: both are due, side by side", *folder.misplaced(cases, editions)),
    )


def disputed(case: Case, fakes: tuple[str, ...], texts: Mapping[str, str]) -> Case:
    """The case with both values due, and the altered copies as evidence too."""
    return replace(
        case,
        status="reported",
        evidence=(*case.evidence, *_altered(case.evidence, texts)),
        due=replace(case.due, conflict=(case.answers, fakes)),
    )


def _altered(evidence: Iterable[Gold], texts: Mapping[str, str]) -> Iterable[Gold]:
    for gold in evidence:
        copy = gold.article_id.replace(_FOUND, _ALTERED)
        if copy in texts:
            yield Gold(article_id=copy, quote=texts[copy])
