"""`dateline check` and `dateline purge`, and what every command makes of an error."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from rag.types import article_key
from service.saved import Kept, Saved, asked_of
from tests.cli.newsroom import Run

pytestmark = pytest.mark.xdist_group("model")


def damage(folder: Path) -> None:
    """Flips a byte in the largest file of the index."""
    largest = max(
        (path for path in (folder / "gen").rglob("*") if path.is_file()), key=lambda path: path.stat().st_size
    )
    packed = bytearray(largest.read_bytes())
    packed[len(packed) // 2] ^= 0xFF
    largest.chmod(0o600)
    largest.write_bytes(packed)


def test_a_sound_archive_checks_well(made: Path, run: Run) -> None:
    """Nothing wrong: exit code 0 and no problems."""
    said = run("check", "--json", "--archive", made)

    assert said.code == 0
    assert json.loads(said.out) == {"problems": [], "rebuilt": None}


def test_a_damaged_index_is_found_and_made_anew(folder: Path, run: Run) -> None:
    """A flipped byte is a problem and exit code 1; --repair rebuilds the index and all is well."""
    damage(folder)

    found = run("check", "--archive", folder)
    mended = run("check", "--repair", "--archive", folder)
    after = run("check", "--archive", folder)

    assert (found.code, mended.code, after.code) == (1, 0, 0)
    assert found.out.strip()
    assert after.out == "all is well\n"


@pytest.mark.parametrize("given", ["ferry", article_key("default", "ferry")], ids=["id", "key"])
def test_a_purge_removes_every_byte(given: str, folder: Path, run: Run) -> None:
    """Purged by id or key, an article's words are in no file of the archive."""
    said = run("purge", given, "--archive", folder)

    assert said.code == 0
    assert [path for path in folder.rglob("*") if path.is_file() and b"Orrin" in path.read_bytes()] == []


def test_a_purge_takes_saved_answers_with_it(folder: Path, run: Run) -> None:
    """Those that cite the article, whether answers are still kept or not; others stay."""
    saved = Saved(folder)
    for name in ("ferry", "other"):
        saved.keep(_kept(name), {article_key("default", name)})

    said = run("purge", "ferry", "--archive", folder)

    assert said.code == 0
    assert saved.find("ferry") is None
    assert saved.find("other") == _kept("other")
    assert b"on the ferry?" not in (folder / "saved.sqlite").read_bytes()


def test_a_purge_of_what_is_unknown_says_so(folder: Path, run: Run) -> None:
    """Known ones are purged, unknown ones named, and the exit code is 1."""
    said = run("purge", "ferry", "no-such", "--json", "--archive", folder)

    assert said.code == 1
    assert json.loads(said.out) == {"purged": [article_key("default", "ferry")], "unknown": ["no-such"]}


@pytest.mark.parametrize(
    "command", [("ask", "Who?"), ("search", "x"), ("check",), ("purge", "x")], ids=lambda it: it[0]
)
def test_without_an_archive_nothing_is_made(command: tuple[str, ...], tmp_path: Path, run: Run) -> None:
    """A command that reads ends with 3 and one line, and leaves no folder behind."""
    said = run(*command, "--archive", tmp_path / "typo")

    assert said.code == 3
    assert said.err.count("\n") == 1
    assert not (tmp_path / "typo").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("bogus",),
        ("ask",),
        ("ask", "Who?", "--bogus"),
        ("ingest",),
        ("ingest", "/no/such/file"),
        ("search", "x", "--limit", "0"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_told_in_one_line(arguments: tuple[str, ...], run: Run) -> None:
    """Exit code 2, no traceback."""
    said = run(*arguments)

    assert said.code == 2
    assert said.err.startswith("dateline: ")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", "caf\udcff"),
        ("search", "x", "--source", "caf\udcff"),
        ("ask", "x", "--as-of", "\udcff"),
        ("purge", "\udcff"),
    ],
    ids=["question", "source", "time", "id"],
)
def test_what_is_no_text_is_refused(arguments: tuple[str, ...], made: Path, run: Run) -> None:
    """Bytes that are no UTF-8 end with exit code 2 and one line."""
    said = run(*arguments, "--archive", made)

    assert said.code == 2
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("options", [("check",), ("ingest", "--dry-run", __file__)], ids=["check", "dry run"])
def test_an_unknown_zone_is_a_usage_error(options: tuple[str, ...], made: Path, run: Run) -> None:
    """A zone that does not exist ends with exit code 2."""
    said = run(*options, "--timezone", "Mars/Olympus", "--archive", made)

    assert said.code == 2
    assert "Mars/Olympus" in said.err


def test_an_archive_that_is_a_file_is_unusable(tmp_path: Path, run: Run) -> None:
    """What can't be an archive ends with exit code 3."""
    (tmp_path / "file").write_text("not a folder")

    said = run("demo", "--archive", tmp_path / "file")

    assert said.code == 3
    assert "Traceback" not in said.err


def test_recompute_ends_and_tells_what_is_damaged(folder: Path, run: Run) -> None:
    """However many rows are past reading: each is looked at once, and the command fails."""
    with closing(sqlite3.connect(folder / "dateline.sqlite")) as connection:
        (held,) = connection.execute("SELECT COUNT(*) FROM revision").fetchone()
        connection.execute("DELETE FROM mark")
        connection.execute("UPDATE record SET packed = x'00'")
        connection.commit()

    said = run("recompute", "--json", "--archive", folder)

    assert said.code == 1
    assert json.loads(said.out) == {"recomputed": 0, "damaged": held}
    assert "dateline check" in said.err


def _kept(name: str) -> Kept:
    """An answer about something, as it is kept."""
    return Kept(
        id=name,
        asked=asked_of(f"Who was on the {name}?", {}, mode="auto", now=0),
        status="no_evidence",
        reason=None,
        parts=(),
        refusal="Nothing.",
        sentences=(),
        citations=(),
        notes=(),
        nearest=(),
        conflicts=None,
        history=None,
        mode="extract",
        generation=0,
    )
