"""`dateline eval` and `dateline calibrate` on an archive that is there, and what becomes of wrong usage."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rag import calibration
from tests.cli.newsroom import ARTICLES, Run, write

pytestmark = pytest.mark.xdist_group("model")


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """A suite of the three articles, each asked about seven times, as few words apart as will do."""
    home = tmp_path / "newsroom"
    home.mkdir()
    write(home / "articles.jsonl", *ARTICLES)
    evidence = [{"article_id": each["id"], "quote": each["text"].split("\n")[0]} for each in ARTICLES]
    asked = [_asked(gold, number) for gold in evidence for number in range(7)]
    null = {"id": "null", "question": "What does a loaf of bread cost in Pelmouth?", "answerable": False}
    write(home / "questions.jsonl", *asked, null)
    return home


def test_the_archive_that_is_named_is_asked_as_it_is(made: Path, suite: Path, tmp_path: Path, run: Run) -> None:
    """Nothing is ingested; the report says which archive it was, and evidence is found in it."""
    said = run("eval", suite, "--archive", made, "--out", tmp_path / "out", "--limit", 4, "--json")

    assert said.code == 0, said.err
    told = json.loads(said.out)
    results = json.loads((tmp_path / "out/results.json").read_text(encoding="utf-8"))
    assert results["settings"]["archive"] == str(made)
    assert told["metrics"]["hits@10"]["value"] == 1.0
    assert told["report"] == str(tmp_path / "out/report.html")
    assert not Path("build/eval/newsroom").exists()


def test_the_archive_of_the_environment_is_named_too(
    made: Path, suite: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DATELINE_ARCHIVE is a wish as a flag is."""
    monkeypatch.setenv("DATELINE_ARCHIVE", str(tmp_path / "typo"))

    assert run("eval", suite, "--out", tmp_path / "out").code == 3
    assert run("eval", suite, "--out", tmp_path / "out", "--archive", made, "--limit", 1).code == 0


def test_an_archive_in_the_default_folder_is_not_asked_unasked(
    suite: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`./archive` may hold anything: only when it is named is it measured, even in the same words."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATELINE_ARCHIVE", raising=False)

    assert run("eval", suite, "--out", tmp_path / "out", "--archive", "archive").code == 3
    assert run("eval", suite, "--out", tmp_path / "out", "--limit", 1).code == 0
    assert (tmp_path / "build/eval").is_dir()


def test_an_archive_is_calibrated(folder: Path, suite: Path, tmp_path: Path, run: Run) -> None:
    """The threshold is written into the archive, told with held-out figures, and drawn."""
    said = run("calibrate", suite, "--archive", folder, "--out", tmp_path / "out", "--kept", 0.6, "--json")

    assert said.code == 0, said.err
    told = json.loads(said.out)
    kept = calibration.read(folder, reranker=False)
    assert kept.threshold == told["threshold"]
    assert (kept.suite, kept.questions) == ("newsroom", 22)
    assert (told["answerable"], told["wanted"], told["kept"]["n"]) == (21, 0.6, 21)
    assert "<svg" in (tmp_path / "out/calibration.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("eval", "no-such-suite"), 2),
        (("eval", "demo", "--fail-under", "keept=1"), 2),
        (("eval", "demo", "--baseline", "/no/such/results.json"), 2),
        (("eval", "demo", "--timezone", "Mars/Olympus"), 2),
        (("eval", "demo", "--base-url", "http://127.0.0.1:9"), 3),
        (("calibrate", "no-such-suite"), 2),
        (("calibrate", "demo", "--kept", "1.5"), 2),
        (("calibrate", "demo", "--archive", "/no/such/archive"), 3),
    ],
    ids=lambda it: " ".join(it) if isinstance(it, tuple) else "",
)
def test_what_can_not_be_done_is_told_in_one_line(
    command: tuple[str, ...], code: int, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On stderr, with the exit code of its kind, and no file is left."""
    monkeypatch.chdir(tmp_path)

    said = run(*command)

    assert (said.code, said.out) == (code, "")
    assert said.err.startswith("dateline: ")
    assert said.err.count("\n") == 1


def _asked(gold: dict[str, str], number: int) -> dict[str, object]:
    name, question = f"{gold['article_id']} {number}", f"{gold['quote'][:-1]}?"
    return {"id": name, "question": question, "answer": ["a"], "evidence": [gold]}
