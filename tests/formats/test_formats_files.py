"""Files and folders: a fixed order, ids by path, nothing outside the folder, compressed files within bounds."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from rag.formats import FORMATS, read, sizes
from rag.types import Article, Rejection

STORY = "Dam breaks\n\nThe dam broke today."


def folder(root: Path, *names: str) -> Path:
    """A folder with a story in each of the named files."""
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(STORY)
    return root


def ids(found: list[Article | Rejection]) -> list[str]:
    """The ids of articles, which all must be."""
    assert all(isinstance(each, Article) for each in found), found
    return [each.id for each in found if isinstance(each, Article)]


def test_ids_are_paths_within_the_folder_in_order(tmp_path: Path) -> None:
    """Sorted, POSIX slashes, hidden files passed over."""
    folder(tmp_path, "b.txt", "a/z.txt", "a/b/c.TXT", ".hidden.txt", ".git/x.txt", "ä.txt")

    assert ids(list(read([tmp_path]))) == ["a/b/c.TXT", "a/z.txt", "b.txt", "ä.txt"]


def test_a_single_file_is_known_by_its_name(tmp_path: Path) -> None:
    """Wherever it stands, and even when it is hidden: it was named."""
    folder(tmp_path, "a/b.txt", ".c.txt")

    assert ids(list(read([tmp_path / "a" / "b.txt", tmp_path / ".c.txt"]))) == ["b.txt", ".c.txt"]


def test_two_files_that_would_share_an_id_are_not_merged(tmp_path: Path) -> None:
    """The second is refused; the same file twice is no conflict."""
    folder(tmp_path, "2017/a.txt", "2018/a.txt")

    first, second = read([tmp_path / "2017", tmp_path / "2018"])
    again = read([tmp_path / "2017", tmp_path / "2017" / "a.txt"])

    assert isinstance(first, Article)
    assert isinstance(second, Rejection)
    assert second.field == "id"
    assert ids(list(again)) == ["a.txt", "a.txt"]


def test_the_collection_is_the_one_that_was_asked_for(tmp_path: Path) -> None:
    """For bare files and for records that name none."""
    folder(tmp_path, "a.txt")
    (tmp_path / "b.jsonl").write_text('{"id":"b","text":"x"}\n{"id":"c","text":"x","collection":"other"}')

    first, second, third = read([tmp_path], collection="desk")

    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert isinstance(third, Rejection)
    assert (first.collection, second.collection, third.field) == ("desk", "desk", "collection")


def test_links_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    """A file or folder elsewhere is never read; a link inside is."""
    inside = folder(tmp_path / "in", "a.txt", "sub/c.txt")
    outside = folder(tmp_path / "out", "secret.txt")
    for name, target in (
        ("b.txt", "a.txt"),
        ("d.txt", outside / "secret.txt"),
        ("e.txt", "../out/secret.txt"),
        ("f", outside),
        ("g", "sub"),
        ("h.txt", "h.txt"),
        ("i", ".."),
    ):
        (inside / name).symlink_to(target)

    found = list(read([inside]))

    assert [each.id for each in found if isinstance(each, Article)] == ["a.txt", "b.txt", "sub/c.txt"]
    assert {Path(each.path).name for each in found if isinstance(each, Rejection)} == {
        "d.txt", "e.txt", "f", "g", "h.txt", "i",
    }  # fmt: skip


def test_a_named_link_is_followed(tmp_path: Path) -> None:
    """The user pointed at it."""
    folder(tmp_path, "real/a.txt")
    (tmp_path / "link").symlink_to("real")

    assert ids(list(read([tmp_path / "link"]))) == ["a.txt"]


def test_what_is_no_plain_file_is_refused_at_once(tmp_path: Path) -> None:
    """A pipe without a writer would block."""
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").mkdir()

    (found,) = read([tmp_path])

    assert isinstance(found, Rejection)
    assert found.reason == "not a plain file"


@pytest.mark.parametrize(
    "name", ["a.xyz", "a", "a.gz", "a.txt.gz.gz", "a.zip", "a.tar.gz", "a.tgz", "a.jpg", "a.txt.zip"]
)
def test_unknown_formats_are_refused_by_name(tmp_path: Path, name: str) -> None:
    """With the formats that there are, or what to do."""
    folder(tmp_path, name)

    (found,) = read([tmp_path])

    assert isinstance(found, Rejection)
    assert "unknown format" in found.reason or "unpack" in found.reason


@pytest.mark.parametrize("path", ["none.txt", "none", "a\0b.txt", "\ud800.txt", "x" * 5_000 + ".txt"])
def test_a_path_that_can_not_be_opened_is_refused(tmp_path: Path, path: str) -> None:
    """Never an exception, and the refusal has UTF-8."""
    (found,) = read([tmp_path / path])

    assert isinstance(found, Rejection)
    assert (found.path + found.reason).encode()
    assert sizes([tmp_path / path]) == 0


def test_a_name_that_is_no_utf8_gets_an_id_that_is(tmp_path: Path) -> None:
    """The bytes are written as escapes."""
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text(STORY)

    assert ids(list(read([tmp_path]))) == ["caf\\xe9.txt"]


def test_hostile_names_stay_in_the_folder(hostile: Callable[[str], list[bytes]], tmp_path: Path) -> None:
    """As file names and as ids, traversal strings are names and nothing else."""
    root = tmp_path / "in"
    root.mkdir()
    names = {raw.replace(b"/", b"_").replace(b"\0", b"")[:200] + b".txt" for raw in hostile("paths_crlf.jsonl")}
    for name in names:
        Path(os.fsdecode(os.fsencode(root) + b"/" + name)).write_text(STORY)

    found = list(read([root]))

    assert len(found) == len({name for name in names if not name.startswith(b".")})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in"]


def test_any_format_may_be_compressed(tmp_path: Path) -> None:
    """The id is the whole path still."""
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(STORY.encode()))

    (found,) = read([tmp_path])

    assert isinstance(found, Article)
    assert (found.id, found.text) == ("a.txt.gz", "The dam broke today.")


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".jsonl", ".json"])
def test_a_decompression_bomb_is_refused(tmp_path: Path, suffix: str) -> None:
    """64 MB of zeros in 64 kB."""
    with gzip.open(tmp_path / f"a{suffix}.gz", "wb", 9) as out:
        for _ in range(64):
            out.write(bytes(2**20))

    (found,) = read([tmp_path])

    assert isinstance(found, Rejection)
    assert "bomb" in found.reason


@pytest.mark.parametrize(
    "raw",
    [b"", b"\x1f\x8b", b"not gzip", gzip.compress(b"words")[:-5], gzip.compress(b"w") + b"junk"],
    ids=["empty", "magic", "text", "cut", "trailing"],
)
def test_a_broken_gzip_is_refused(tmp_path: Path, raw: bytes) -> None:
    """Empty, cut short, something else, or with junk behind."""
    (tmp_path / "a.txt.gz").write_bytes(raw)

    (found,) = read([tmp_path])

    assert isinstance(found, Rejection)


def test_progress_adds_up_to_the_sizes(tmp_path: Path) -> None:
    """Also over files that are refused."""
    folder(tmp_path, "a.txt", "b.xyz", "c/d.txt")
    (tmp_path / "e.jsonl").write_text('{"id":"b","text":"x"}\n' * 100)
    (tmp_path / "f.jsonl.gz").write_bytes(gzip.compress(b'{"id":"b","text":"x"}\n' * 100))
    done: list[int] = []

    list(read([tmp_path], progress=done.append))

    assert sum(done) == sizes([tmp_path])
    assert all(step >= 0 for step in done)


def test_every_suffix_is_lower_case_and_reads_nothing_from_nothing(tmp_path: Path) -> None:
    """The table holds for each of its formats: an empty file is no article."""
    for suffix in FORMATS:
        assert suffix == suffix.lower()
        (tmp_path / f"a{suffix}").write_bytes(b"")

    assert not [each for each in read([tmp_path]) if isinstance(each, Article)]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("report.gz", "unknown format: the name 'report.gz' tells none"),
        ("report", "unknown format: the name 'report' tells none"),
        ("report.pdf", "unknown format '.pdf'"),
        ("report.pdf.gz", "unknown format '.pdf'"),
    ],
)
def test_a_file_of_no_known_format_is_told_which_there_are(tmp_path: Path, name: str, said: str) -> None:
    """By its name where that tells none, behind .gz or without."""
    (tmp_path / name).write_bytes(b"x")

    (found,) = read([tmp_path / name])

    assert isinstance(found, Rejection)
    assert found.path == str(tmp_path / name)
    assert found.reason == f"{said}; wanted one of {', '.join(FORMATS)}, each also with .gz behind it"
