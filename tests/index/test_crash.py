"""Processes that are killed, that race each other, and that find no room."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rag.index.local import LocalIndex
from tests.index.kit import after, assert_best, bm25, local, nearness, random_vectors

PREPARED = (
    "import resource, sys, faiss, tantivy\n"
    "from pathlib import Path\n"
    "from tests.index.kit import after, local\n"
    "index = local(Path(sys.argv[1]))\n"
    "first, last = int(sys.argv[2]), int(sys.argv[3])\n"
)
PUBLISHES = (
    PREPARED + "for number in range(first, last): index.publish(after(number).truth); print(number, flush=True)\n"
)
FINDS_NO_ROOM = (
    PREPARED + "resource.setrlimit(resource.RLIMIT_FSIZE, (last, last))\n" + "index.publish(after(first).truth)\n"
)
KILLS = 8


def test_killed_while_publishing(tmp_path: Path) -> None:
    """After kill -9 at any moment the last acknowledged generation, or the next one, is whole."""
    chance, acknowledged = random.Random(11), 0
    for _ in range(KILLS):
        child = started(PUBLISHES, tmp_path, acknowledged + 1, acknowledged + 100)
        assert child.stdout
        acknowledged = int(child.stdout.readline())
        time.sleep(chance.uniform(0.0, 0.3))
        child.kill()
        acknowledged = int([str(acknowledged), *child.communicate()[0].split()][-1])

        index = local(tmp_path)
        assert index.damage() is None
        assert index.upto() - 2 in (acknowledged, acknowledged + 1)
        answers_right(index)


def test_leftovers_of_kills_are_gone_after_the_next_publish(tmp_path: Path) -> None:
    """However many publishes were killed, two generations and no temporary folder remain."""
    for delay in (0.05, 0.1, 0.2):
        child = started(PUBLISHES, tmp_path, 1, 100)
        assert child.stdout
        child.stdout.readline()
        time.sleep(delay)
        child.kill()
        child.communicate()

    local(tmp_path).publish(after(100).truth)

    names = [path.name for path in (tmp_path / "gen").iterdir()]
    assert len([name for name in names if not name.startswith(".")]) <= 2
    assert not [name for name in names if name.startswith(".tmp")]


def test_two_processes_publish_at_once(tmp_path: Path) -> None:
    """Both end well, and the last commit stands whole."""
    children = [started(PUBLISHES, tmp_path, 1, 7) for _ in range(2)]
    for child in children:
        child.communicate(timeout=60)

    assert [child.returncode for child in children] == [0, 0]
    index = local(tmp_path)
    assert (index.upto(), index.damage()) == (2 + 6, None)
    answers_right(index)


@pytest.mark.parametrize("room", [0, 64, 300, 1_000, 2_000])
def test_no_room_is_told_and_changes_nothing(room: int, tmp_path: Path) -> None:
    """A disk that fills at any point of a publish: one clear error, the old generation goes on, nothing is left."""
    local(tmp_path).publish(after(1).truth)
    before = sorted(tmp_path.rglob("*"))

    child = started(FINDS_NO_ROOM, tmp_path, 2, room)
    told = child.communicate(timeout=60)[1]

    assert "ArchiveUnusable: no index can be published" in told
    assert sorted(tmp_path.rglob("*")) == before
    index = local(tmp_path)
    assert (index.upto(), index.damage()) == (3, None)
    assert index.publish(after(2).truth) == 4


def started(script: str, root: Path, first: int, last: int) -> subprocess.Popen[str]:
    """A process that runs a script on an archive."""
    command = [sys.executable, "-c", script, str(root), str(first), str(last)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def answers_right(index: LocalIndex) -> None:
    """Holds when the index answers exactly from the truth after its commits."""
    store, vector = after(index.upto() - 2), random_vectors(1, seed=9)[0]
    found = index.search(vector, ("stem0",), store.revisions(), 20)
    assert_best(found.dense, nearness(store, vector, store.revisions()), 20)
    assert_best(found.lexical, bm25(store, ("stem0",), store.revisions()), 20)
