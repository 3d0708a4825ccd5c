"""What is shown to people, and how far an ingest is."""

from __future__ import annotations

import gzip
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.commands.progress import expected
from service.commands.terminal import shown


@given(st.text())
def test_text_from_articles_can_not_act_on_a_terminal(text: str) -> None:
    """No control character but tab and line feed is left, and nothing else is changed."""
    seen = shown(text)

    assert all(char in "\t\n" or unicodedata.category(char) != "Cc" for char in seen)
    assert len(seen) == len(text)
    assert all(
        before == after or after == "\N{REPLACEMENT CHARACTER}" for before, after in zip(text, seen, strict=True)
    )


@pytest.mark.parametrize("char", ["\x1b", "\r", "\u202e", "\u2066", "\U000e0041", "\x9b"])
def test_escapes_and_overrides_are_made_visible(char: str) -> None:
    """An escape sequence or a change of direction shows as a replacement character."""
    assert char not in shown(f"a{char}b")


@pytest.mark.parametrize("ending", ["", "\n"], ids=["open", "closed"])
def test_lines_of_json_lines_are_counted(ending: str, tmp_path: Path) -> None:
    """A last line counts with and without its line feed, packed and unpacked."""
    (tmp_path / "a.jsonl").write_bytes(b"{}\n{}" + ending.encode())
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b"{}\n{}\n{}" + ending.encode()))

    assert expected([tmp_path]) == 5


def test_other_files_count_one_each(tmp_path: Path) -> None:
    """A folder of texts holds as many articles as files; hidden ones are passed over, as ingesting does."""
    for name in ("a.txt", "b.md", "c.html", ".hidden.txt"):
        (tmp_path / name).write_text("x")

    assert expected([tmp_path, tmp_path / "a.txt"]) == 4


def test_a_broken_gz_gives_no_estimate(tmp_path: Path) -> None:
    """Counting leaves it to ingesting to say what is wrong."""
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b"{}\n" * 100)[:20])

    assert expected([tmp_path]) is None
