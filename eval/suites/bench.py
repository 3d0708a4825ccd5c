"""A bench folder, made for comparing search engines: articles.jsonl, passages.jsonl, questions.jsonl.

Questions are put without as_of, as the engines that it is made for put them. But: `passages.jsonl` is not read; the
archive splits articles itself, and `eval.export` writes what it found for the common scorer.
"""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from eval.suites import folder
from eval.types import Suite


def is_one(home: Path) -> bool:
    """Whether a folder is such a bench."""
    return (home / "passages.jsonl").is_file()


def load(home: Path, build: Path) -> Suite:
    """The suite in `home`. Raises: SuiteInvalid."""
    suite = folder.load(home, build=build)
    note = "questions are put without as_of"
    return replace(suite, cases=tuple(replace(case, as_of=None) for case in suite.cases), notes=(note, *suite.notes))
