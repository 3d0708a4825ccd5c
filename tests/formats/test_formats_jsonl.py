"""JSON files: each line stands for itself, and no line can hurt the others or us."""

from __future__ import annotations

import gzip
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rag.formats import read
from rag.types import Article, Rejection

GOOD = b'{"id":"a","text":"The dam broke."}'


def lines(tmp_path: Path, *content: bytes, name: str = "a.jsonl") -> list[Article | Rejection]:
    """What comes of a file of given lines."""
    file = tmp_path / name
    file.write_bytes(b"\n".join(content))
    return list(read([file]))


@pytest.mark.parametrize(
    "bad",
    [
        b"not json", b"[1]", b"7", b'"text"', b"null", b'{"id":"a"}', b'{"id":1,"text":"x"}', b"\xff",
        b'{"id":"a","text":"\xff"}', b'{"id":"a","text":"\\ud800"}', b'{"id":"a","text":"\\u0000"}', b"{",
        b'{"id":"a","text":"x","n":' + b"9" * 100_000 + b"}", b'{"id":"a","text":"x","n":' + b"[" * 100_000,
        b'{"id":"a","text":"x","n":' + b"[" * 100_000 + b"]" * 100_000 + b"}", b'{"id":"a","text":"x","n":1e999}',
        b'{"id":"a","text":"x","url":"javascript:1"}', b"\0", b'{"id":"a","text":"y","n":NaN}',
    ],
)  # fmt: skip
def test_a_bad_line_is_refused_by_number_and_the_others_go_on(tmp_path: Path, bad: bytes) -> None:
    """Blank lines are passed over, yet they count."""
    first, middle, last = lines(tmp_path, GOOD, b"", bad, GOOD)

    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(middle, Rejection)
    assert middle.line == 3
    assert middle.path == str(tmp_path / "a.jsonl")
    assert middle.reason.encode()


def test_the_field_at_fault_is_named(tmp_path: Path) -> None:
    """As it is at the HTTP door."""
    (found,) = lines(tmp_path, b'{"id":"a","text":"x","authors":[1]}')

    assert isinstance(found, Rejection)
    assert (found.line, found.field) == (1, "authors")


def test_of_two_equal_keys_the_last_counts(tmp_path: Path) -> None:
    """One reading, whatever the order of tools."""
    (found,) = lines(tmp_path, b'{"id":"a","text":"one","text":"two"}')

    assert isinstance(found, Article)
    assert found.text == "two"


def test_a_byte_order_mark_is_dropped(tmp_path: Path) -> None:
    """Editors put one at the head of the file."""
    (found,) = lines(tmp_path, b"\xef\xbb\xbf" + GOOD)

    assert isinstance(found, Article)


def test_a_line_without_end_costs_no_memory(tmp_path: Path) -> None:
    """60 MB without a newline: refused, the next line taken, no more held than one line's worth."""
    file = tmp_path / "a.jsonl"
    with file.open("wb") as out:
        out.write(b'{"id":"a","text":"')
        for _ in range(60):
            out.write(b"y" * 1_000_000)
        out.write(b"\n" + GOOD)
    tracemalloc.start()

    long, good = read([file])

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(long, Rejection)
    assert long.line == 1
    assert isinstance(good, Article)
    assert peak < 40_000_000


def test_lines_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    """The first article is there before the last line is looked at."""
    file = tmp_path / "a.jsonl"
    file.write_bytes(GOOD + b"\n" + b"\xff" * 50_000_000)

    found = read([file])

    assert isinstance(next(found), Article)


def test_a_json_file_is_one_object_or_a_list(tmp_path: Path) -> None:
    """Items of a list are refused one by one."""
    (one,) = lines(tmp_path, GOOD, name="a.json")
    first, second, third = lines(tmp_path, b"[" + GOOD + b', {"id": 1}, ' + GOOD + b"]", name="b.json")

    assert isinstance(one, Article)
    assert isinstance(first, Article)
    assert isinstance(second, Rejection)
    assert second.reason.startswith("item 2: ")
    assert isinstance(third, Article)


@pytest.mark.parametrize("raw", [b"", b"[", b"[" * 100_000, b"{}", b"[1, 2", b"\xff\xfe[\0]\0", b'[{"id":"a"}'])
def test_a_broken_json_file_is_refused(tmp_path: Path, raw: bytes) -> None:
    """Never an exception, never an empty success."""
    found = lines(tmp_path, raw, name="a.json")

    assert found
    assert all(isinstance(each, Rejection) for each in found)


def test_an_empty_file_of_lines_holds_nothing(tmp_path: Path) -> None:
    """No articles is no fault."""
    assert lines(tmp_path, b"") == []
    assert lines(tmp_path, b"\n\n \n") == []


def test_a_damaged_gzip_keeps_what_was_read_before(tmp_path: Path) -> None:
    """The rest is one refusal, at the line where it broke."""
    packed = gzip.compress(b"\n".join(b'{"id":"%d","text":"%s"}' % (n, str(n * 7919).encode()) for n in range(50_000)))
    file = tmp_path / "a.jsonl.gz"
    file.write_bytes(packed[: len(packed) // 2])

    *good, last = read([file])

    assert len(good) > 1_000
    assert all(isinstance(each, Article) for each in good)
    assert isinstance(last, Rejection)
    assert last.line == len(good) + 1
    assert "gzip" in last.reason


def test_the_suites_of_json_parsers_never_raise(hostile: Callable[[str], list[bytes]], tmp_path: Path) -> None:
    """Each case as a file, as a line and as the value of a field."""
    for number, raw in enumerate(hostile("json_suite.jsonl")):
        inside = b'{"id":"x","text":"y","n":' + raw.replace(b"\n", b" ") + b"}"
        assert lines(tmp_path, raw, name=f"{number}.json") is not None
        *_, last = lines(tmp_path, raw, inside, GOOD, name=f"{number}.jsonl")
        assert isinstance(last, Article)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_text_is_kept_to_the_code_point(tmp_path: Path, text: str) -> None:
    """No normal form, no line ends, no trimming."""
    record = msgspec.json.encode({"id": "a", "text": f"x{text}", "title": text})

    (found,) = lines(tmp_path, record)

    assert isinstance(found, Article)
    assert (found.text, found.title) == (f"x{text}", text)
