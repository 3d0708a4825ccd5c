"""QuoteSum: questions that several encyclopedia passages answer, each with its own words.

The given lines repeat a question once for each written summary; here it is one case. Accepted are the
short answers that its passages hold, any one of them. But: the summaries themselves are not compared with, and a short
answer that only the passage's title holds is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec.structs import replace

from eval.suites import folder, given, lines
from eval.types import Case, Edition, Suite


def load(data: Path) -> Suite:
    """The suite from `data`/quotesum. Raises: SuiteAbsent, SuiteInvalid."""
    corpus, questions = given.files("quotesum", data / "quotesum", "corpus.jsonl", "questions.jsonl")
    editions = lines.editions(corpus)
    cases = tuple(merged(lines.cases(questions), editions))
    return Suite(
        name="quotesum",
        sources=(corpus,),
        files=(corpus, questions),
        editions=editions,
        cases=cases,
        slices=folder.slices(cases),
        notes=("evidence is the short answer itself", *folder.misplaced(cases, editions)),
    )


def merged(cases: Iterable[Case], editions: Iterable[Edition]) -> Iterator[Case]:
    """A case for each different question, its short answers accepted."""
    texts = {edition.article_id: edition.text for edition in editions}
    alike: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        alike[case.question].append(case)
    for first, *others in alike.values():
        told = dict.fromkeys(gold for case in (first, *others) for gold in case.evidence)
        evidence = tuple(gold for gold in told if gold.quote in texts.get(gold.article_id, ""))
        answers = tuple(dict.fromkeys(gold.quote for gold in evidence))
        if answers:
            yield replace(first, evidence=evidence, answers=answers)
