"""What the tests of the way in share: files made from bytes, and the hostile inputs where they are at hand."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from rag.formats import read
from rag.formats.apart import Worker
from rag.types import Article, Rejection

Taken = Callable[[str, str | bytes], Article | Rejection]
ATTACKS = Path(__file__).parents[2].parent / "shared" / "attacks"


@pytest.fixture(scope="session")
def worker() -> Iterator[Worker]:
    """One worker for many tests: starting it is what costs."""
    with closing(Worker()) as made:
        yield made


@pytest.fixture
def taken(tmp_path: Path, worker: Worker) -> Taken:
    """Reads one file of a given name and content, and gives the one thing that comes of it."""

    def take(name: str, content: str | bytes) -> Article | Rejection:
        file = tmp_path / name
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        (found,) = read([file], worker=worker)
        return found

    return take


@pytest.fixture
def hostile() -> Callable[[str], list[bytes]]:
    """The inputs of one file of ../shared/attacks, as bytes."""
    if not ATTACKS.is_dir():
        pytest.skip("../shared/attacks is not here")

    def load(name: str) -> list[bytes]:
        rows = [msgspec.json.decode(line, strict=False) for line in _storable(ATTACKS / name)]
        return [base64.b64decode(row["b64"]) if "b64" in row else row["text"].encode() for row in rows]

    return load


def _storable(file: Path) -> list[bytes]:
    """The lines that hold no lone surrogate, which no JSON decoder of ours takes."""
    return [line for line in file.read_bytes().splitlines() if b"\\ud" not in line.lower()]
