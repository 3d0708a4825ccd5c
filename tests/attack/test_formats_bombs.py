"""The large hostile files: each is refused or taken, within bounds of time and memory, and ingest goes on."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.formats import read
from rag.types import Article, Rejection

GENERATOR = Path(__file__).parents[2].parent / "shared" / "attacks" / "gen_bombs.py"
SECONDS = 15  # of one file: 10 of processor time, on a machine that is shared
MEMORY = 200_000_000  # bytes that we hold at once: the cap of a JSON file, and room


@pytest.fixture(scope="module")
def bombs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder of the generated files, each under every suffix that it could be sent in with."""
    if not GENERATOR.is_file():
        pytest.skip("../shared/attacks/gen_bombs.py is not here")
    made = tmp_path_factory.mktemp("bombs")
    subprocess.run([sys.executable, str(GENERATOR), str(made)], check=True, stdout=subprocess.DEVNULL, timeout=120)
    for name, suffixes in (
        ("gz_bomb_2GB.gz", (".txt.gz", ".md.gz", ".html.gz", ".jsonl.gz", ".json.gz")),
        ("deep_xml.xml", (".html", ".md", ".txt")),
        ("billion_laughs.xml", (".html",)),
        ("quadratic.xml", (".html",)),
        ("xxe.xml", (".html",)),
        ("one_line_50MB.txt", (".md", ".jsonl", ".json", ".html")),
        ("deep.json", (".jsonl", ".md")),
    ):
        for suffix in suffixes:
            shutil.copy(made / name, made / f"{name.partition('.')[0]}_as{suffix}")
    yield made
    shutil.rmtree(made)


def test_no_bomb_costs_more_than_its_bounds(bombs: Path) -> None:
    """Each file is answered, in time, and our own memory stays small."""
    (bombs / "zz_good.txt").write_text("Dam breaks\n\nThe dam broke today.")
    tracemalloc.start()
    slowest, began, answered = 0.0, time.monotonic(), 0

    for found in read([bombs]):
        slowest, began, answered = max(slowest, time.monotonic() - began), time.monotonic(), answered + 1
        assert isinstance(found, Rejection) or found.text.strip()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert isinstance(found, Article)
    assert found.id == "zz_good.txt"
    assert answered == len(list(bombs.iterdir()))
    assert slowest < SECONDS
    assert peak < MEMORY


def test_words_are_there_or_the_file_is_refused(bombs: Path) -> None:
    """The two pages whose text lxml drops without a word."""
    for name in ("deep_div_255.html", "text_11MB.html"):
        (found,) = read([bombs / name])
        assert isinstance(found, Rejection) or "news" in found.text


def test_nothing_is_unpacked(bombs: Path) -> None:
    """Bundles are refused unread, and no file appears anywhere near."""
    before = sorted(os.listdir(bombs.parent))

    found = [each for name in bombs.iterdir() if name.suffix in (".zip", ".tar") for each in read([name])]

    assert len(found) == 4
    assert all(isinstance(each, Rejection) for each in found)
    assert sorted(os.listdir(bombs.parent)) == before


def test_a_file_of_lines_has_no_cap_but_that_of_a_line(tmp_path: Path) -> None:
    """250 MB of good lines, compressed, in the memory of a few."""
    line = b'{"id":"%d","text":"' + b" ".join(b"%d" % (n * n) for n in range(1_500)) + b'"}\n'
    with gzip.open(tmp_path / "a.jsonl.gz", "wb", 1) as out:
        for number in range(25_000):
            out.write(line % number)
    tracemalloc.start()

    taken = sum(isinstance(found, Article) for found in read([tmp_path]))

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert taken == 25_000
    assert peak < 2_000_000
