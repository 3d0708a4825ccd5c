"""`dateline ingest` and `dateline demo`: what they take, what they tell, and how they are stopped."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.newsroom import ARTICLES, Run, write

pytestmark = pytest.mark.xdist_group("model")


def test_a_table_tells_what_became_of_the_articles(folder: Path, tmp_path: Path, run: Run) -> None:
    """New, revised, unchanged and rejected are counted, and a rejection fails the command."""
    corrected = ARTICLES[1] | {"text": "The ferry resumed on Tuesday.", "updated": "2018-02-13T10:00:00Z"}
    new = {"id": "dam", "text": "The dam at Tarnholt held.", "date": "2019-01-02"}
    articles = write(tmp_path / "more.jsonl", ARTICLES[0], corrected, new, {"id": "empty", "text": ""})

    said = run("ingest", articles, "--archive", folder)

    rows = dict(line.split() for line in said.out.splitlines()[:4])
    assert rows == {"new": "1", "revised": "1", "unchanged": "1", "rejected": "1"}
    assert said.code == 1


@pytest.mark.parametrize("options", [(), ("--dry-run",)], ids=["ingest", "dry run"])
def test_each_rejection_names_file_line_and_reason(
    options: tuple[str, ...], folder: Path, tmp_path: Path, run: Run
) -> None:
    """What was not taken is told so that it can be found."""
    path = tmp_path / "bad.jsonl"
    path.write_text(f'{json.dumps(ARTICLES[0])}\nnot json\n{{"id": "x", "text": "A.", "date": "soon"}}\n')

    said = run("ingest", path, *options, "--archive", folder)

    assert said.code == 1
    assert f"{path}, line 2" in said.out
    assert "date: not an ISO 8601 date or time: 'soon'" in said.out


def test_a_dry_run_takes_nothing_in(tmp_path: Path, run: Run) -> None:
    """Everything is read and counted, and no archive is made."""
    articles = write(tmp_path / "articles.jsonl", *ARTICLES)

    said = run("ingest", articles, "--dry-run", "--archive", tmp_path / "none")

    assert said.code == 0
    assert said.out.splitlines()[0].split() == ["readable", "3"]
    assert not (tmp_path / "none").exists()


def test_where_every_article_is_rejected_there_is_an_archive_without_articles(tmp_path: Path, run: Run) -> None:
    """Asked, it says that it holds none; a folder into which nothing was put is no archive."""
    (tmp_path / "scan.pdf").write_text("%PDF")

    rejected = run("ingest", tmp_path / "scan.pdf", "--archive", tmp_path / "archive")
    asked = run("ask", "Who won the cup?", "--archive", tmp_path / "archive")
    elsewhere = run("ask", "Who won the cup?", "--archive", tmp_path / "nowhere")

    assert (rejected.code, asked.code, elsewhere.code) == (1, 0, 3)
    assert "The archive holds no articles." in asked.out
    assert "there is no archive" in elsewhere.err


def test_json_gives_one_receipt_a_line(folder: Path, tmp_path: Path, run: Run) -> None:
    """With --json each outcome is an object as on the wire."""
    said = run("ingest", write(tmp_path / "articles.jsonl", *ARTICLES), "--archive", folder, "--json")

    receipts = [json.loads(line) for line in said.out.splitlines()]
    assert [receipt["id"] for receipt in receipts] == ["astana", "ferry", "rates"]
    assert {receipt["state"] for receipt in receipts} == {"unchanged"}


def test_a_file_with_corrections_changes_nothing_the_second_time(folder: Path, tmp_path: Path, run: Run) -> None:
    """An article and its dated correction in one file, taken in twice: the correction still stands."""
    corrected = ARTICLES[1] | {"text": "The ferry resumed on Tuesday.", "updated": "2018-02-13T10:00:00Z"}
    articles = write(tmp_path / "articles.jsonl", ARTICLES[1], corrected)
    run("ingest", articles, "--archive", folder)

    again = run("ingest", articles, "--json", "--archive", folder)
    found = json.loads(run("search", "ferry", "--limit", "1", "--json", "--archive", folder).out)["hits"]

    assert [json.loads(line)["state"] for line in again.out.splitlines()] == ["unchanged", "unchanged"]
    assert found[0]["text"].endswith("The ferry resumed on Tuesday.")


def test_what_is_unchanged_costs_no_encoding(folder: Path, tmp_path: Path) -> None:
    """Ingesting the same again loads no model."""
    articles = write(tmp_path / "articles.jsonl", *ARTICLES)
    program = (
        "import sys; from service.cli import main;"
        f"code = main(['ingest', {str(articles)!r}, '--archive', {str(folder)!r}]);"
        "sys.exit(code or int('torch' in sys.modules))"
    )

    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=False).returncode == 0


def test_a_collection_is_a_place_of_its_own(folder: Path, tmp_path: Path, run: Run) -> None:
    """Articles of one collection are not found in another."""
    wire = write(tmp_path / "wire.jsonl", {"id": "dam", "text": "The dam at Tarnholt held.", "date": "2019-01-02"})
    run("ingest", wire, "--collection", "wire", "--archive", folder)

    found = json.loads(run("search", "dam", "--collection", "wire", "--json", "--archive", folder).out)
    elsewhere = json.loads(run("search", "dam", "--collection", "default", "--json", "--archive", folder).out)

    assert [hit["article_id"] for hit in found["hits"]] == ["dam"]
    assert "dam" not in {hit["article_id"] for hit in elsewhere["hits"]}


def test_ctrl_c_keeps_what_was_taken_and_the_same_command_goes_on(tmp_path: Path, run: Run) -> None:
    """Stopped after the first outcome, it exits with 130; run again, it takes the rest."""
    total = 100
    articles = write(tmp_path / "many.jsonl", *({"id": f"a{n}", "text": f"Train {n} was late."} for n in range(total)))
    command = ["ingest", str(articles), "--archive", str(tmp_path / "archive"), "--json"]
    with subprocess.Popen(
        [sys.executable, "-m", "service", *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as stopped:
        assert stopped.stdout
        first = stopped.stdout.readline()
        stopped.send_signal(signal.SIGINT)
        rest, told = stopped.communicate(timeout=60)

    again = [json.loads(line)["state"] for line in run(*command).out.splitlines()]

    taken = 1 + len([line for line in rest.splitlines() if line.startswith("{")])
    assert json.loads(first)["state"] == "new"
    assert stopped.returncode == 130
    assert "Traceback" not in told
    assert taken <= again.count("unchanged") < total
    assert again.count("new") == total - again.count("unchanged")


def test_an_archive_in_use_is_told_in_one_line(folder: Path, tmp_path: Path, run: Run) -> None:
    """While another process writes, the command ends with 3 and says who does."""
    program = (
        "import fcntl, sys, time; lock = open(sys.argv[1], 'a'); fcntl.flock(lock, fcntl.LOCK_EX);"
        "print('held', flush=True); time.sleep(60)"
    )
    new = write(tmp_path / "new.jsonl", {"id": "dam", "text": "The dam at Tarnholt held."})
    with subprocess.Popen([sys.executable, "-c", program, folder / "LOCK"], stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        holder.stdout.readline()
        said = run("ingest", new, "--archive", folder)
        holder.kill()

    assert said.code == 3
    assert "Traceback" not in said.err
    assert said.err.strip().splitlines()[-1].startswith("dateline: ")
