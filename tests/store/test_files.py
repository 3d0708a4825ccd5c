from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from rag.errors import ArchiveIncompatible, ArchiveUnusable, ArticleUnknown
from tests.store.kit import Clock, Desk, key, opened, vector

GOLDEN = Path(__file__).parent / "golden"


def filled(root: Path) -> Path:
    """A closed archive with one article."""
    store = opened(root)
    Desk(store, Clock()).put("a", "Ferry one.\nFerry two.", date="2018-05-01")
    store.close()
    return root


def seen(root: Path) -> dict[str, str]:
    """What is in an archive."""
    store = opened(root)
    try:
        return Desk(store, Clock()).seen()
    finally:
        store.close()


def rights(root: Path) -> dict[str, int]:
    """The rights of a folder and all in it."""
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in (root, *root.iterdir())}


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o777])
def test_files_are_their_owners_alone(tmp_path: Path, mask: int) -> None:
    """0600 and 0700 whatever the umask, while in use and after, also for the folders on the way."""
    before = os.umask(mask)
    try:
        store = opened(tmp_path / "on" / "the way" / "archive")
        Desk(store, Clock()).put("a")
        assert len(Desk(store, Clock()).seen()) == 1
        in_use = rights(tmp_path / "on" / "the way" / "archive")
        store.close()
    finally:
        os.umask(before)

    assert in_use.pop("archive") == 0o700
    assert in_use.keys() >= {"dateline.sqlite", "dateline.sqlite-wal", "dateline.sqlite-shm", "LOCK"}
    assert set(in_use.values()) == {0o600}
    assert rights(tmp_path / "on")["the way"] == 0o700


def test_an_empty_folder_becomes_private_and_a_used_one_is_left(tmp_path: Path) -> None:
    """A folder that was made for us is taken over; one with other things in it belongs to somebody."""
    for name in ("empty", "used"):
        (tmp_path / name).mkdir()
        (tmp_path / name).chmod(0o755)
    (tmp_path / "used" / "notes.txt").touch()

    for name in ("empty", "used"):
        filled(tmp_path / name)

    assert rights(tmp_path / "empty")["empty"] == 0o700
    assert rights(tmp_path / "used")["used"] == 0o755


def test_reading_an_archive_that_is_not_there_makes_none(tmp_path: Path) -> None:
    """It is an archive of no articles, and looking at it leaves no trace."""
    store = opened(tmp_path / "archive")

    with store.read(Desk(store, Clock()).scope()) as reader:
        assert len(reader.visible()) == reader.newer(0) == reader.seq == 0
        assert len(reader.newer_dense(0, vector("x"), 3)) == len(reader.newer_lexical(0, ["x"], 3)) == 0
        assert reader.listing(None, 9, None) == []
        with pytest.raises(ArticleUnknown):
            reader.article(key())
    assert (store.seq(), store.fingerprint(), list(store.rows(0, 9)), list(store.check())) == (0, None, [], [])
    assert not (tmp_path / "archive").exists()


def test_a_reader_of_nothing_sees_the_first_commit(tmp_path: Path) -> None:
    """The same store, before and after another one has made the archive."""
    store = opened(tmp_path / "archive")
    assert Desk(store, Clock()).seen() == {}

    filled(tmp_path / "archive")

    assert Desk(store, Clock()).seen().keys() == {"a"}
    store.close()


def test_an_archive_that_was_replaced_is_read_anew(tmp_path: Path) -> None:
    """A restored folder under the same name is what counts, not a file that is still open."""
    store = opened(filled(tmp_path / "archive"))
    assert Desk(store, Clock()).seen().keys() == {"a"}
    shutil.rmtree(tmp_path / "archive")
    other = opened(tmp_path / "archive")
    Desk(other, Clock()).put("b")
    other.close()

    assert Desk(store, Clock()).seen().keys() == {"b"}
    Desk(store, Clock()).put("c")
    assert seen(tmp_path / "archive").keys() == {"b", "c"}
    store.close()


def test_opening_is_quick_and_loads_no_model(tmp_path: Path) -> None:
    """Below 100 ms to the first row, in a process that has just imported the store; torch stays out."""
    filled(tmp_path / "archive")
    program = (
        "import sys, time; from pathlib import Path; from tests.store.kit import opened; begin = time.perf_counter();"
        f"seq = opened(Path({str(tmp_path / 'archive')!r})).seq();"
        "print(seq, 'torch' in sys.modules, time.perf_counter() - begin)"
    )

    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()

    assert said[:2] == ["1", "False"]
    assert float(said[2]) < 0.1


@pytest.mark.parametrize("name", ["dateline.sqlite", "dateline.sqlite-wal", "LOCK"])
@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_what_is_no_plain_file_is_refused_at_once(tmp_path: Path, name: str, kind: str) -> None:
    """Links, pipes and folders in place of a file: an error within a second, and nothing behind a link changes."""
    root = filled(tmp_path / "archive")
    (root / name).unlink(missing_ok=True)
    target = filled(tmp_path / "elsewhere") / "dateline.sqlite"
    before = target.read_bytes()
    make = {"link": lambda path: path.symlink_to(target), "pipe": os.mkfifo, "folder": Path.mkdir}
    make[kind](root / name)
    store = opened(root)
    begin = time.monotonic()

    with pytest.raises(ArchiveUnusable):
        Desk(store, Clock()).put("b")

    assert time.monotonic() - begin < 1
    assert target.read_bytes() == before
    if name != "LOCK":
        with pytest.raises(ArchiveUnusable, match="no plain file"):
            store.seq()


def test_a_dangling_link_makes_no_file_elsewhere(tmp_path: Path) -> None:
    """The database is made where it belongs or nowhere."""
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "dateline.sqlite").symlink_to(tmp_path / "stolen")

    with pytest.raises(ArchiveUnusable):
        Desk(opened(tmp_path / "archive"), Clock()).put("a")

    assert not (tmp_path / "stolen").exists()


def test_a_folder_reached_by_a_link_is_an_archive(tmp_path: Path) -> None:
    """An operator may put the folder on another disk."""
    filled(tmp_path / "disk")
    (tmp_path / "archive").symlink_to(tmp_path / "disk")

    assert seen(tmp_path / "archive").keys() == {"a"}


def test_another_model_may_not_write(tmp_path: Path) -> None:
    """Both fingerprints are named, and nothing is written."""
    root = filled(tmp_path / "archive")

    for other in (opened(root, model="model-b"), opened(root, dim=9)):
        with pytest.raises(ArchiveIncompatible, match=r"model-a.*8.*model-[ab].*[89]"):
            Desk(other, Clock()).put("b")
        assert (other.seq(), other.fingerprint()) == (1, "model-a")
        other.close()


def test_a_newer_format_is_refused_untouched(tmp_path: Path) -> None:
    """Reading and writing say so, and not a byte of the file changes."""
    root = filled(tmp_path / "archive")
    with closing(sqlite3.connect(root / "dateline.sqlite", isolation_level=None)) as connection:
        connection.execute("UPDATE meta SET format = 99")
        connection.execute("ALTER TABLE meta ADD COLUMN novelty TEXT")
    before = hashlib.sha256((root / "dateline.sqlite").read_bytes()).digest()
    store = opened(root)

    for used in (store.seq, lambda: Desk(store, Clock()).put("b"), lambda: store.purge(key())):
        with pytest.raises(ArchiveIncompatible, match=r"format 99.*reads 1 to 2"):
            used()
    store.close()

    assert hashlib.sha256((root / "dateline.sqlite").read_bytes()).digest() == before


@pytest.mark.parametrize("packed", sorted(GOLDEN.glob("*.gz")), ids=lambda path: path.stem)
def test_archives_of_every_format_can_be_read_and_grow(tmp_path: Path, packed: Path) -> None:
    """One made at each change of the format: opened, searched, checked and written to."""
    (tmp_path / "dateline.sqlite").write_bytes(gzip.decompress(packed.read_bytes()))
    store = opened(tmp_path)
    desk = Desk(store, Clock())

    assert desk.seen() == {"ferry": "The ferry sailed.\nIt was late.", "flood": "The flood rose again."}
    assert desk.numbers("2018-05-02") == {"ferry": 1, "flood": 1}
    with store.read(desk.scope()) as reader:
        assert len(reader.newer_lexical(0, ["flood"], 9)) == len(reader.newer_dense(0, vector("x"), 1)) == 1
    assert all("dateline recompute" in problem.what for problem in store.check())
    assert desk.put("new").state == "new"
    with store.write() as writer:
        writer.renew(100)
    assert list(store.check()) == []
    store.close()


def test_a_golden_archive_is_there() -> None:
    """The test above has something to read."""
    assert list(GOLDEN.glob("*.gz"))


@pytest.mark.parametrize("damage", ["missing", "empty"])
def test_a_truth_that_was_lost_is_no_empty_archive(tmp_path: Path, damage: str) -> None:
    """When an index says that there were articles, an archive without any is damaged, and is not begun anew."""
    root = filled(tmp_path / "archive")
    (root / "CURRENT").write_text(f"000000000042-9f3a1c07 {'0' * 64}\n")
    (root / "dateline.sqlite").unlink()
    if damage == "empty":
        (root / "dateline.sqlite").touch()
    store = opened(root)

    for used in (store.seq, lambda: Desk(store, Clock()).put("b")):
        with pytest.raises(ArchiveUnusable, match="restore"):
            used()


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    """In one line that names it."""
    (tmp_path / "dateline.sqlite").write_bytes(b"not a database at all, but long enough to be read as one" * 99)
    store = opened(tmp_path)

    for used in (store.seq, lambda: Desk(store, Clock()).put("b")):
        with pytest.raises(ArchiveUnusable, match=r"dateline\.sqlite is damaged") as raised:
            used()
        assert "\n" not in str(raised.value)
    assert [each.where for each in store.check()][:1] == ["dateline.sqlite"]


@pytest.fixture
def frozen(tmp_path: Path) -> Iterator[Path]:
    """A closed archive in a folder that everybody may read and nobody write."""
    root = filled(tmp_path / "archive")
    for path in root.iterdir():
        path.chmod(0o444)
    root.chmod(0o555)
    for folder in root.parents:
        if not folder.stat().st_mode & stat.S_IXOTH:
            folder.chmod(0o711)  # pytest's own, which another user could not pass
    yield root
    root.chmod(0o700)


PROGRAM = """
import os, sys
from pathlib import Path
from rag.errors import ArchiveUnusable
from tests.store.kit import Clock, Desk, opened
if os.geteuid() == 0:
    os.setuid(65534)  # root may write everywhere; after the imports, which nobody may read
store = opened(Path(sys.argv[1]))
desk = Desk(store, Clock())
print(sorted(desk.seen()), [each.what for each in store.check()])
try:
    desk.put("b")
except ArchiveUnusable as error:
    print(error)
print(sorted(desk.seen()))
"""


def test_a_read_only_archive_is_read_and_not_written(frozen: Path) -> None:
    """Everything can be read and checked; writing is refused in one clear line, and reading goes on."""
    ran = subprocess.run([sys.executable, "-c", PROGRAM, str(frozen)], capture_output=True, text=True, check=False)

    assert ran.stderr == ""
    assert ran.stdout.splitlines() == [
        "['a'] []",
        f"{frozen} can't be used: Permission denied",
        "['a']",
    ]


def test_what_is_committed_by_others_is_in_the_backup(tmp_path: Path) -> None:
    """A backup is one commit's state, private, sound, and an archive of its own."""
    store = opened(filled(tmp_path / "archive"))
    Desk(store, Clock()).put("b")
    (tmp_path / "copy").mkdir()

    store.backup(tmp_path / "copy" / "dateline.sqlite")
    Desk(store, Clock()).put("c")

    assert rights(tmp_path / "copy")["dateline.sqlite"] == 0o600
    copy = opened(tmp_path / "copy")
    assert list(copy.check()) == []
    assert Desk(copy, Clock()).seen().keys() == {"a", "b"}
    with pytest.raises(ArchiveUnusable):
        store.backup(tmp_path / "copy" / "dateline.sqlite")
    for each in (store, copy):
        each.close()


def test_half_a_backup_is_none(tmp_path: Path) -> None:
    """Where the truth can't be read, no file is left that looks like a copy of it."""
    (tmp_path / "dateline.sqlite").write_bytes(b"no database" * 999)

    with pytest.raises(ArchiveUnusable):
        opened(tmp_path).backup(tmp_path / "copy")

    assert not (tmp_path / "copy").exists()


def test_vectors_take_two_bytes_a_dimension(tmp_path: Path) -> None:
    """As the format says, so that an archive of millions fits a disk."""
    root = filled(tmp_path / "archive")

    with closing(sqlite3.connect(root / "dateline.sqlite")) as connection:
        (packed,) = connection.execute("SELECT vector FROM passage WHERE id = 1").fetchone()

    np.testing.assert_allclose(np.frombuffer(packed, "<f2"), vector("Ferry one.\n"), atol=1e-3)
