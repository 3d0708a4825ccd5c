"""Suites over given corpora whose questions need no making: MultiHop-RAG's sample, TimeQA.

`mhrag500`: 257 questions over several articles each, so that all evidence is due; 32 have none and are to be refused;
articles are made of single facts, so figures compare systems and nothing else. `timeqa`: time-bound questions over long
encyclopedia pages with bare answers, some unanswerable; pages have no date.
"""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from eval.suites import folder, given, lines
from eval.types import Case, Suite


def load_mhrag500(data: Path) -> Suite:
    """The suite from `data`/mhrag500. Raises: SuiteAbsent, SuiteInvalid."""
    return _load("mhrag500", data, "corpus_facts.jsonl", note="articles are made of single facts: compare systems only")


def load_timeqa(data: Path) -> Suite:
    """The suite from `data`/timeqa. Raises: SuiteAbsent, SuiteInvalid."""
    return _load("timeqa", data, "corpus.jsonl.gz", note="evidence is the answer itself, wherever its page has it")


def whole(case: Case) -> Case:
    """The case with all of its evidence due, where there is more than one piece; a repeated piece is one."""
    evidence = tuple(dict.fromkeys(case.evidence))
    return replace(case, evidence=evidence, due=replace(case.due, all_evidence=len(evidence) > 1))


def _load(name: str, data: Path, corpus: str, *, note: str) -> Suite:
    articles, questions = files = given.files(name, data / name, corpus, "questions.jsonl")
    editions, cases = lines.editions(articles), lines.cases(questions)
    if name == "mhrag500":
        cases = tuple(map(whole, cases))
    return Suite(
        name=name,
        sources=(articles,),
        files=tuple(files),
        editions=editions,
        cases=cases,
        slices=folder.slices(cases),
        notes=(note, *folder.misplaced(cases, editions)),
    )
