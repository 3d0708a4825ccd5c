"""Generations: made, noticed, kept and removed."""

from __future__ import annotations

import os
import stat
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.errors import ArchiveIncompatible, ArchiveUnusable
from rag.index import files
from rag.index.local import LocalIndex
from rag.store.protocol import Rows
from tests.index.kit import FakeStore, assert_best, bm25, filled, local, nearness, random_vectors


def test_nothing_is_published_yet(tmp_path: Path) -> None:
    """A fresh archive has no index: nothing is proposed, nothing is damaged, nothing is written."""
    index = local(tmp_path / "archive")

    found = index.search(random_vectors(1, seed=1)[0], ("stem1",), filled(9).revisions(), 5)

    assert (found.dense.size, found.lexical.size, found.upto) == (0, 0, 0)
    assert (index.upto(), index.damage(), index.due(FakeStore().truth)) == (0, None, False)
    assert not (tmp_path / "archive").exists()


def test_an_empty_archive_makes_an_empty_generation(tmp_path: Path) -> None:
    """No rows: a whole generation with nothing in it."""
    index = local(tmp_path)

    assert index.publish(FakeStore().truth) == 0

    again = local(tmp_path)
    found = again.search(random_vectors(1, seed=1)[0], ("stem1",), filled(9).revisions(), 5)
    assert (found.dense.size, found.lexical.size, again.damage()) == (0, 0, None)


def test_publish_says_the_commit(tmp_path: Path) -> None:
    """The commit of the truth is the index's, for who published and for who opens it."""
    store = filled(30)
    index = local(tmp_path)

    assert index.publish(store.truth) == 2
    assert index.upto() == local(tmp_path).upto() == 2


def test_another_process_is_noticed_at_the_next_search(tmp_path: Path) -> None:
    """What somebody else published is in use at once."""
    store, reader = filled(30), local(tmp_path)
    local(tmp_path).publish(store.truth)
    before = reader.search(None, ("harbour",), store.revisions(), 5)

    store.put(["harbour fire"], random_vectors(1, seed=5))
    local(tmp_path).publish(store.truth)
    after = reader.search(None, ("harbour",), store.revisions(), 5)

    assert (before.lexical.tolist(), before.upto) == ([], 2)
    assert (after.lexical.tolist(), after.upto) == ([store.passages[-1].id], 3)


def test_what_is_deleted_is_gone_after_publishing(tmp_path: Path) -> None:
    """A deleted revision is proposed until the next generation, not after."""
    store, index = filled(30), local(tmp_path)
    everything = store.revisions()
    index.publish(store.truth)

    store.delete(1003)
    index.publish(store.truth)

    found = index.search(random_vectors(1, seed=1)[0], (), everything, 50).dense
    assert sorted(found.tolist()) == sorted(passage.id for passage in store.passages)


def test_due_when_there_are_rows_and_no_index(tmp_path: Path) -> None:
    """The first row makes a generation due."""
    index = local(tmp_path)

    assert not index.due(FakeStore().truth)
    assert index.due(filled(2).truth)


def test_due_when_more_than_five_thousand_rows_are_newer(tmp_path: Path) -> None:
    """A few newer rows wait; more than 5,000 don't."""
    store, index = filled(10), local(tmp_path)
    index.publish(store.truth)

    store.put(["few"] * 5_000, random_vectors(5_000, seed=1))
    assert not index.due(store.truth)
    store.put(["one more"], random_vectors(1, seed=2))
    assert index.due(store.truth)


def test_due_when_the_truth_went_back(tmp_path: Path) -> None:
    """An index of commits that the truth does not have, as after a restore, is replaced."""
    index = local(tmp_path)
    index.publish(filled(10).truth)
    restored = FakeStore()
    restored.put(["once"], random_vectors(1, seed=1))

    assert index.due(restored.truth)
    assert index.publish(restored.truth) == index.upto() == 1
    assert not index.due(restored.truth)


def test_one_previous_generation_is_kept(tmp_path: Path) -> None:
    """The current generation and the one before it stand on the disk."""
    store, index = filled(10), local(tmp_path)
    for number in range(4):
        store.put(["more"], random_vectors(1, seed=number))
        index.publish(store.truth)

    assert commits(tmp_path) == [5, 6]


def test_no_previous_generation_holds_what_is_gone(tmp_path: Path) -> None:
    """After a deletion or purge, one publish leaves not a byte of it in derived files."""
    store = filled(10)
    store.put(["canary"], random_vectors(1, seed=1))
    local(tmp_path).publish(store.truth)
    canary = store.passages[-1].vector.astype("<f2").tobytes()
    assert holding(tmp_path, canary)

    store.delete(store.passages[-1].revision_id)
    local(tmp_path).publish(store.truth)

    assert commits(tmp_path) == [4]
    assert not holding(tmp_path, canary)


def test_an_old_generation_in_use_outlives_its_files(tmp_path: Path) -> None:
    """A process that has a generation open goes on with it after others removed it."""
    store, old = filled(60), local(tmp_path)
    local(tmp_path).publish(store.truth)
    vector, everything = random_vectors(1, seed=1)[0], store.revisions()
    old.upto()
    (tmp_path / "CURRENT").rename(tmp_path / "aside")
    for path in sorted((tmp_path / "gen").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (tmp_path / "aside").rename(tmp_path / "CURRENT")

    found = old.search(vector, ("stem1",), everything, 9)

    assert_best(found.dense, nearness(store, vector, everything), 9)
    assert_best(found.lexical, bm25(store, ("stem1",), everything), 9)


def test_leftovers_of_a_killed_process_are_removed(tmp_path: Path) -> None:
    """Unfinished folders and an unswapped CURRENT go with the next publish."""
    index = local(tmp_path)
    index.publish(filled(10).truth)
    (tmp_path / "gen" / ".tmp-left").mkdir()
    (tmp_path / "gen" / ".tmp-left" / "vectors.faiss").write_bytes(b"half")
    (tmp_path / ".CURRENT.next").write_bytes(b"half")

    index.publish(filled(10).truth)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["CURRENT", "gen"]
    assert not list((tmp_path / "gen").glob(".tmp-*"))


def test_a_folder_in_use_is_not_taken_for_a_leftover(tmp_path: Path) -> None:
    """What another process is building or opening stays."""
    index = local(tmp_path)
    index.publish(filled(10).truth)

    with files.workspace(tmp_path / "gen") as building:
        index.publish(filled(10).truth)

        assert building.exists()
    assert not building.exists()


def test_no_thread_or_file_outlives_its_generation(tmp_path: Path) -> None:
    """Replacing the generation again and again takes no more of the machine."""
    store, index = filled(30), local(tmp_path)
    for _ in range(3):
        index.publish(store.truth)
    before = held()

    for _ in range(6):
        index.publish(store.truth)

    deadline = time.monotonic() + 10  # the engine's threads end in their own time
    while held() > before and time.monotonic() < deadline:
        time.sleep(0.05)
    assert held() <= before


def test_everything_is_for_its_owner_alone(tmp_path: Path) -> None:
    """Rights are 0600 and 0700 whatever the umask."""
    before = os.umask(0)
    try:
        local(tmp_path / "archive").publish(filled(30).truth)
    finally:
        os.umask(before)

    paths = [tmp_path / "archive", *(tmp_path / "archive").rglob("*")]
    assert len(paths) > 10
    for path in paths:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_another_models_vectors_are_refused(tmp_path: Path) -> None:
    """The message names both models."""
    store = filled(10)
    store.model = "model-b"

    with pytest.raises(ArchiveIncompatible, match=r"model-b.*model-a"):
        local(tmp_path).publish(store.truth)


def test_vectors_of_another_length_are_refused(tmp_path: Path) -> None:
    """Nothing is published of rows that don't fit."""
    with pytest.raises(ArchiveUnusable, match="shape"):
        local(tmp_path, dim=7).publish(filled(10).truth)

    assert not (tmp_path / "CURRENT").exists()
    assert not list((tmp_path / "gen").iterdir())


def test_another_models_generation_is_not_used(tmp_path: Path) -> None:
    """Same dimensions, other weights: the index says so and proposes nothing."""
    local(tmp_path).publish(filled(10).truth)

    other = LocalIndex(tmp_path, fingerprint="model-b", dim=16)

    assert other.upto() == 0
    assert "model-a" in str(other.damage())
    assert "model-b" in str(other.damage())


def test_the_same_truth_gives_the_same_candidates(tmp_path: Path) -> None:
    """Two generations of one truth propose the same, in the same order."""
    store = filled(300)
    indexes = [local(tmp_path / name) for name in ("one", "two")]
    for index in indexes:
        index.publish(store.truth)

    for vector in random_vectors(20, seed=8):
        one, two = (index.search(vector, ("stem0", "stem1"), store.revisions(), 40) for index in indexes)
        assert one.dense.tolist() == two.dense.tolist()
        assert one.lexical.tolist() == two.lexical.tolist()


@pytest.mark.parametrize(("rivals", "stands"), [(0, 2), (2, 2), (3, 3)])
def test_a_rival_that_landed_meanwhile_stays_unless_it_is_older(rivals: int, stands: int, tmp_path: Path) -> None:
    """Of two publishes at once the later commit stands: it alone knows what was deleted meanwhile."""
    early = Interrupted(local(tmp_path))
    for number in range(2):
        early.put(["ours"], random_vectors(1, seed=number))
    for number in range(rivals):
        early.rival.put(["theirs"], random_vectors(1, seed=number))
    index = local(tmp_path)

    assert index.publish(early.truth) == stands

    for each in (index, local(tmp_path)):
        found = each.search(None, ("ours" if rivals < 2 else "theirs",), early.revisions(), 9)
        assert (found.upto, found.lexical.size, each.damage()) == (stands, min(stands, 3), None)
    assert commits(tmp_path) == [stands]


def test_publishing_while_others_search(tmp_path: Path) -> None:
    """Every search is answered from one generation, however often the current one is replaced."""
    store, writer, reader = filled(90), local(tmp_path), local(tmp_path)
    writer.publish(store.truth)
    vector, everything = random_vectors(1, seed=1)[0], store.revisions()
    right, stop, wrong = set(map(float, nearness(store, vector, everything))), threading.Event(), []

    def search() -> None:
        while not stop.is_set():
            found = reader.search(vector, ("stem0",), everything, 90)
            if set(found.dense.tolist()) != right or not found.lexical.size:
                wrong.append(found)

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for _ in range(8):
        writer.publish(store.truth)
    stop.set()
    for thread in threads:
        thread.join()

    assert not wrong


class Interrupted(FakeStore):
    """A truth during whose first reading another process publishes `rival`."""

    def __init__(self, other: LocalIndex) -> None:
        super().__init__()
        self.rival = FakeStore()
        self._other: LocalIndex | None = other

    def rows(self, after: int, upto: int, batch: int = 256) -> Iterator[Rows]:
        """The rows, after the other's publish."""
        if self._other:
            self._other.publish(self.rival.truth)
            self._other = None
        yield from super().rows(after, upto, batch)


def held() -> int:
    """How many threads and open files this process has."""
    return len(os.listdir("/proc/self/task")) + len(os.listdir("/proc/self/fd"))


def commits(root: Path) -> list[int]:
    """The commits of the generations on the disk."""
    return sorted(int(path.name[:12]) for path in (root / "gen").iterdir() if path.is_dir())


def holding(root: Path, canary: bytes) -> list[Path]:
    """The files that hold some bytes."""
    return [path for path in root.rglob("*") if path.is_file() and canary in path.read_bytes()]
