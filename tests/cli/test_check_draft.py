"""`dateline check-draft`: a draft against the archive, for people and for programs."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from tests.cli.newsroom import Run

pytestmark = pytest.mark.xdist_group("model")
DRAFT = "Astana\n\nRussia, Turkey and Iran sponsor the Astana talks. Talks on Syria opened in Astana on Friday. Why?\n"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft as a file."""
    path = tmp_path / "draft.txt"
    path.write_text(DRAFT, encoding="utf-8")
    return path


def test_each_sentence_is_shown_with_its_state(made: Path, run: Run, draft: Path) -> None:
    """With numbered sources below, and in words what differs."""
    said = run("check-draft", draft, "--archive", made)

    assert said.code == 0
    assert "not checkable  Astana\n" in said.out
    assert "supported      Russia, Turkey and Iran sponsor the Astana talks. [1]" in said.out
    assert "contradicted   Talks on Syria opened in Astana on Friday. [2]" in said.out
    assert "- date: Friday, the archive says Wednesday" in said.out
    assert "[2] Northgate Herald, 2017-05-03, Talks on Syria open in Astana" in said.out


def test_json_is_that_of_the_wire(made: Path, run: Run, draft: Path) -> None:
    """With --json one object; filters are flags."""
    told = json.loads(run("check-draft", draft, "--as-of", "2017-05-02", "--json", "--archive", made).out)

    assert [each["status"] for each in told["sentences"][1:]] == ["not_found", "not_found", "not_checkable"]
    assert told["searched"]["as_of"] == "2017-05-02"


def test_a_dash_reads_what_is_piped_in(made: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """In any encoding that articles may have."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(DRAFT.encode("utf-16"))))

    said = run("check-draft", "-", "--archive", made)

    assert "supported      Russia, Turkey and Iran" in said.out


@pytest.mark.parametrize(
    ("raw", "message"),
    [(b" \n", "the draft is empty"), (b"a\0b", "NUL"), (b"a " * 200_000, "50,000 characters")],
    ids=["blank", "no text", "long"],
)
def test_what_is_no_draft_is_a_usage_error(raw: bytes, message: str, made: Path, run: Run, tmp_path: Path) -> None:
    """One line that names the field."""
    path = tmp_path / "draft.txt"
    path.write_bytes(raw)

    said = run("check-draft", path, "--archive", made)

    assert said.code == 2
    assert said.err.startswith("dateline: text: ")
    assert message in said.err


def test_a_file_that_is_not_there_is_told(made: Path, run: Run, tmp_path: Path) -> None:
    """In one line, not with a traceback."""
    said = run("check-draft", tmp_path / "none.txt", "--archive", made)

    assert said.code != 0
    assert said.err.count("\n") == 1
