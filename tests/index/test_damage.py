"""Derived files that are damaged, swapped or no files at all: never a wrong answer, never a wait."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from rag.index.local import LocalIndex
from tests.index.kit import FakeStore, assert_best, bm25, filled, local, nearness, random_vectors

ROUNDS = 300
VECTOR = random_vectors(1, seed=77)[0]
WORDS = ("stem0", "stem3")
Damage = Callable[[Path, random.Random], None]


class Twice:
    """An archive with a previous and a current generation, whose truths differ."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.previous, self.current = filled(60), filled(60)
        local(root).publish(self.previous.truth)
        self.current.put(["stem0 newest"] * 9, random_vectors(9, seed=5))
        local(root).publish(self.current.truth)

    def files(self) -> list[Path]:
        """CURRENT and the files of the current generation."""
        return [self.root / "CURRENT", *sorted(path for path in self.newest().rglob("*") if path.is_file())]

    def newest(self) -> Path:
        """The folder of the current generation."""
        return self.root / "gen" / (self.root / "CURRENT").read_text().split()[0]

    def answers_right(self, index: LocalIndex) -> None:
        """Holds when `index` answers exactly from one of the two generations, or with nothing."""
        store = {2: self.previous, 3: self.current}.get(index.upto(), FakeStore())
        everything = self.current.revisions()
        found = index.search(VECTOR, WORDS, everything, 20)
        assert_best(found.dense, nearness(store, VECTOR, everything), 20)
        assert_best(found.lexical, bm25(store, WORDS, everything), 20)


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Twice:
    """Two generations, to be copied."""
    return Twice(tmp_path_factory.mktemp("pristine"))


@pytest.fixture
def twice(pristine: Twice, tmp_path: Path) -> Twice:
    """Two generations, to be damaged."""
    shutil.copytree(pristine.root, tmp_path / "archive")
    copy = Twice.__new__(Twice)
    copy.root, copy.previous, copy.current = tmp_path / "archive", pristine.previous, pristine.current
    return copy


def cut(path: Path, chance: random.Random) -> None:
    """Truncates a file."""
    os.truncate(path, chance.randrange(path.stat().st_size))


def flip(path: Path, chance: random.Random) -> None:
    """Changes one bit."""
    content = bytearray(path.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def junk(path: Path, chance: random.Random) -> None:
    """Replaces everything."""
    path.write_bytes(chance.randbytes(chance.randrange(1, 4_096)))


def zero(path: Path, chance: random.Random) -> None:
    """Zeroes a piece."""
    content = bytearray(path.read_bytes())
    start = chance.randrange(len(content))
    content[start : start + 512] = bytes(len(content[start : start + 512]))
    path.write_bytes(content)


def grow(path: Path, chance: random.Random) -> None:
    """Appends to a file."""
    path.write_bytes(path.read_bytes() + chance.randbytes(chance.randrange(1, 99)))


def test_random_damage_never_answers_wrongly(twice: Twice) -> None:
    """300 damaged files, one at a time: the damage is told, and the answers are those of a whole generation."""
    chance, damages = random.Random(7), (cut, flip, junk, zero, grow)
    for _ in range(ROUNDS):
        path, damage = chance.choice([each for each in twice.files() if each.stat().st_size]), chance.choice(damages)
        kept = path.read_bytes()
        damage(path, chance)
        changed = path.read_bytes() != kept

        index = local(twice.root)
        assert (index.damage() is not None) == changed, (path, damage)
        assert (index.upto() == 2) == (changed and path.name != "CURRENT"), (path, damage)
        twice.answers_right(index)

        path.write_bytes(kept)


@pytest.mark.parametrize("damage", [cut, flip, junk])
def test_damage_to_both_generations_leaves_none(damage: Damage, twice: Twice) -> None:
    """With nothing whole on the disk nothing is proposed, and a rebuild is due and mends it."""
    for path in twice.root.rglob("vectors.faiss"):
        damage(path, random.Random(3))
    index = local(twice.root)

    assert index.upto() == 0
    assert index.search(VECTOR, WORDS, twice.current.revisions(), 9).dense.size == 0
    assert index.due(twice.current.truth)

    index.publish(twice.current.truth)
    assert index.damage() is None
    twice.answers_right(index)
    assert local(twice.root).upto() == 3


@pytest.mark.parametrize("line", [b"", b"\xff\xfe\x00", b"x" * 10_000, b"../../etc 0\n", b"\n", "é 0\n".encode()])
def test_a_current_that_names_nothing(line: bytes, twice: Twice) -> None:
    """Without a name in CURRENT the newest generation that vouches for itself is used."""
    (twice.root / "CURRENT").write_bytes(line)
    index = local(twice.root)

    assert "CURRENT" in str(index.damage())
    assert index.upto() == 3
    twice.answers_right(index)


def test_a_current_that_is_missing(twice: Twice) -> None:
    """A generation that no CURRENT names, as a killed first publish leaves it, is used and told."""
    (twice.root / "CURRENT").unlink()
    index = local(twice.root)

    assert index.damage() == "CURRENT is missing"
    assert index.due(twice.current.truth)
    twice.answers_right(index)


def test_a_file_that_is_missing(twice: Twice) -> None:
    """Any file can be gone."""
    for path in twice.files()[1:]:
        path.rename(twice.root / "aside")
        index = local(twice.root)

        assert index.upto() == 2, path
        twice.answers_right(index)
        (twice.root / "aside").rename(path)


def test_links_are_not_followed(twice: Twice) -> None:
    """A file behind a symbolic link is refused, though its content is right."""
    for path in twice.files():
        path.rename(twice.root / "aside")
        path.symlink_to(twice.root / "aside")
        index = local(twice.root)

        assert index.damage(), path
        twice.answers_right(index)
        path.unlink()
        (twice.root / "aside").rename(path)


@pytest.mark.parametrize("place", ["", "tantivy"])
def test_linked_folders_are_not_followed(place: str, twice: Twice) -> None:
    """Nor is a folder behind a link."""
    folder = twice.newest() / place
    folder.rename(twice.root / "aside")
    folder.symlink_to(twice.root / "aside")
    index = local(twice.root)

    assert index.upto() == 2
    twice.answers_right(index)


def test_a_linked_folder_of_generations_is_refused(twice: Twice) -> None:
    """Neither read nor written through a link in place of the folder of generations."""
    (twice.root / "gen").rename(twice.root / "aside")
    (twice.root / "gen").symlink_to(twice.root / "aside")
    before = sorted(twice.root.rglob("*"))
    index = local(twice.root)

    assert index.upto() == 0
    with pytest.raises(Exception, match="no index can be published"):
        index.publish(twice.current.truth)
    assert sorted(twice.root.rglob("*")) == before


def test_pipes_do_not_hang(twice: Twice) -> None:
    """A FIFO in place of a file is refused at once."""
    for path in twice.files():
        path.rename(twice.root / "aside")
        os.mkfifo(path)
        begin = time.monotonic()
        index = local(twice.root)

        assert index.damage(), path
        assert time.monotonic() - begin < 1.0
        twice.answers_right(index)
        path.unlink()
        (twice.root / "aside").rename(path)


def test_folders_in_place_of_files(twice: Twice) -> None:
    """Nor does a folder in place of a file do harm."""
    for path in twice.files():
        path.rename(twice.root / "aside")
        path.mkdir()
        index = local(twice.root)

        assert index.damage(), path
        twice.answers_right(index)
        path.rmdir()
        (twice.root / "aside").rename(path)


def test_damage_behind_a_running_index_does_no_harm(twice: Twice) -> None:
    """Files cut short in place, under an index that has them open, reach no search."""
    index = local(twice.root)
    index.upto()
    for path in twice.root.rglob("*"):
        if path.is_file() and path.name != "CURRENT":
            os.truncate(path, 0)

    twice.answers_right(index)
    assert index.upto() == 3


def test_a_swap_to_damage_is_told_and_survived(twice: Twice) -> None:
    """When another process publishes and the files rot at once, the running index falls back."""
    index = local(twice.root)
    index.upto()
    (twice.root / "CURRENT").unlink()
    (twice.root / "CURRENT").write_text(f"{'9' * 12}-{'a' * 16} {'b' * 64}\n")

    twice.answers_right(index)
    assert index.damage()
    assert index.upto() == 3


def test_a_newer_format_is_left_alone(twice: Twice) -> None:
    """A manifest of a later version is not guessed at."""
    manifest = twice.newest() / "MANIFEST.json"
    manifest.write_bytes(manifest.read_bytes().replace(b'"format":1', b'"format":2'))
    kept = manifest.read_bytes()

    index = local(twice.root)

    assert index.upto() == 2
    assert manifest.read_bytes() == kept


def test_an_archive_that_cannot_be_written_is_read(twice: Twice) -> None:
    """Who may only read the files searches them all the same."""
    for path in [twice.root, *twice.root.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    for path in twice.root.parents[:4]:  # those that the test made
        path.chmod(0o755)
    reads = (
        "import os, sys, faiss, tantivy\n"
        "from pathlib import Path\n"
        "from tests.index.kit import local\n"
        "if not os.getuid(): os.setgid(65534); os.setuid(65534)\n"
        "index = local(Path(sys.argv[1]))\n"
        "sys.exit(index.damage() or (0 if index.upto() == 3 else 'not read'))\n"
    )

    done = subprocess.run([sys.executable, "-c", reads, str(twice.root)], check=False, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
