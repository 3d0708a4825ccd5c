"""What was found is written as a scorer of search engines reads it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from eval import export
from eval.suites import named
from eval.types import Case, Found, Line

FOUND = (Found(article_id="rain", text="Rain fell."), Found(article_id="snow", text="Snow fell."))


def line(name: str, *, arm: str = "", ranked: tuple[Found, ...] | None = FOUND) -> Line:
    """A question as it was searched."""
    case = Case(id=name, question="What fell?", answerable=True, arm=arm)
    return Line(system="dateline", case=case, outcome=None, ranked=ranked, judgements=(), search_ms=8.25)


def test_each_question_is_a_line_behind_the_runs_name(tmp_path: Path) -> None:
    """Passages best first, with their article and the time that the search took."""
    path = export.write([line("q")], tmp_path / "new" / "ours.jsonl", name="dateline")

    head, row = map(json.loads, path.read_text().splitlines())

    assert head == {"run": {"name": "dateline"}}
    assert row == {
        "question_id": "q",
        "ms": 8.25,
        "ranked": [{"article_id": "rain", "text": "Rain fell."}, {"article_id": "snow", "text": "Snow fell."}],
    }


def test_other_arms_and_what_was_not_searched_have_no_line(tmp_path: Path) -> None:
    """An id may be there once; a question without a line scores 0."""
    lines = [line("q"), line("q", arm="as_of"), line("r", ranked=None)]
    path = export.write(lines, tmp_path / "ours.jsonl", name="dateline")

    assert [json.loads(row).get("question_id") for row in path.read_text().splitlines()] == [None, "q"]


def test_the_common_scorer_reads_it(tmp_path: Path) -> None:
    """The scorer that judges all systems takes the file."""
    scorer = named.DATA.parent / "peers/score.py"
    if not scorer.is_file():
        pytest.skip(f"needs the scorer: {scorer} is development material and not part of the project")
    bench = tmp_path / "bench/rt699"
    bench.mkdir(parents=True)
    question = {
        "question_id": "q",
        "question": "What fell?",
        "evidence": [{"article_id": "rain", "quote": "Rain fell."}],
    }
    (bench / "questions.jsonl").write_text(json.dumps(question | {"kind": "x"}) + "\n")
    path = export.write([line("q")], tmp_path / "ours.jsonl", name="dateline")

    done = subprocess.run(
        [sys.executable, str(scorer), str(path), "--bench", "rt699"],
        env={"PEERS_HOME": str(tmp_path), "PATH": ""}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert "1.000" in done.stdout
