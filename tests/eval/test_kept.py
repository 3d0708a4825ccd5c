"""The archive that a suite is measured in is made once, and made anew when it would differ."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

import pytest

from eval import kept, shaping
from eval.suites import folder
from eval.types import Suite
from rag.archive import Archive
from rag.config import Settings
from rag.embed.protocol import Embedder
from rag.errors import ArchiveIncompatible
from rag.plugins import load
from rag.types import Vectors

Make = Callable[[Settings], Archive]
STORY = {"id": "fire", "text": "The fire killed 12 people.", "date": "2018-06-04"}
REVISED = STORY | {"text": "The fire killed 34 people.", "updated": "2018-06-06T08:00:00Z"}


class Counting:
    """An embedder that counts the texts it embeds for passages."""

    def __init__(self, inner: Embedder) -> None:
        self.inner = inner
        self.dim, self.fingerprint, self.max_tokens = inner.dim, inner.fingerprint, inner.max_tokens
        self.passages = 0

    def lengths(self, texts: Sequence[str]) -> list[int]:
        """As inside."""
        return self.inner.lengths(texts)

    def encode(self, texts: Sequence[str], *, role: Literal["passage", "query"]) -> Vectors:
        """As inside, counted."""
        self.passages += len(texts) if role == "passage" else 0
        return self.inner.encode(texts, role=role)


@pytest.fixture
def counting(embedder: Embedder) -> Counting:
    """The tests' embedder, counted."""
    return Counting(embedder)


@pytest.fixture
def make(counting: Counting) -> Make:
    """Archives without models."""

    def made(settings: Settings) -> Archive:
        made_for = {"fingerprint": counting.fingerprint, "dim": counting.dim}
        zone, clock = ZoneInfo("UTC"), lambda: 1_600_000_000_000_000
        store = load("store", "sqlite")(settings.archive, **made_for, zone=zone, clock=clock)
        index = load("index", "local")(settings.archive, **made_for)
        return Archive(store=store, index=index, embedder=counting, reranker=None, zone=zone, clock=clock)

    return made


@pytest.fixture
def suite(tmp_path: Path) -> Suite:
    """A suite of one article in two revisions, and a line that no archive takes."""
    rows = [STORY, REVISED, {"id": "empty", "text": " "}]
    asked = {"id": "q", "question": "How many died?", "answer": "34"}
    (tmp_path / "articles.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    (tmp_path / "questions.jsonl").write_text(json.dumps(asked))
    return folder.load(tmp_path, name="fires")


def revisions(suite: Suite, root: Path, make: Make) -> list[str]:
    """The texts of the revisions that the suite's archive holds, by number."""
    archive = kept.opened(suite, Settings(), root=root, make=make).archive
    key = archive.listing()[0].key
    texts = [archive.article(key, number=each.revision).text for each in archive.revisions(key)]
    archive.close()
    return texts


def test_a_second_run_embeds_nothing(suite: Suite, tmp_path: Path, make: Make, counting: Counting) -> None:
    """The articles are taken in once; what was rejected is still told."""
    first = kept.opened(suite, Settings(), root=tmp_path / "build", make=make)
    first.archive.close()
    embedded = counting.passages
    second = kept.opened(suite, Settings(), root=tmp_path / "build", make=make)
    second.archive.close()

    assert embedded == counting.passages == 2
    assert first.rejected == second.rejected
    assert "the text is empty" in second.rejected[0]


def test_an_interrupted_archive_with_revisions_is_made_anew(suite: Suite, tmp_path: Path, make: Make) -> None:
    """Taking both revisions in again on top of the old ones would number them 3 and 4."""
    revisions(suite, tmp_path / "build", make)
    next((tmp_path / "build").glob("*/complete.json")).unlink()

    assert revisions(suite, tmp_path / "build", make) == [STORY["text"], REVISED["text"]]


def test_an_index_of_other_code_is_made_anew_from_the_rows(
    suite: Suite, tmp_path: Path, make: Make, counting: Counting
) -> None:
    """A generation costs no embedding; it is published again, and the code that made it noted."""
    kept.opened(suite, Settings(), root=tmp_path / "build", make=make).archive.close()
    note = next((tmp_path / "build").glob("*/complete.json"))
    before = set(note.parent.glob("archive/gen/*")), counting.passages
    note.write_text(json.dumps({"rejected": [], "index": "other code"}))

    kept.opened(suite, Settings(), root=tmp_path / "build", make=make).archive.close()

    assert counting.passages == before[1]
    assert set(note.parent.glob("archive/gen/*")) != before[0]
    assert json.loads(note.read_text())["index"] == shaping.index()


def test_an_archive_of_another_format_is_made_anew(suite: Suite, tmp_path: Path, make: Make) -> None:
    """One kept from before the store changed is thrown away, not a reason to stop."""
    kept.opened(suite, Settings(), root=tmp_path / "build", make=make).archive.close()
    tried = []

    def refusing_once(settings: Settings) -> Archive:
        tried.append(settings)
        if len(tried) == 1:
            raise ArchiveIncompatible("format 1, wanted 2")
        return make(settings)

    assert revisions(suite, tmp_path / "build", refusing_once) == [STORY["text"], REVISED["text"]]


def test_code_counts_by_what_it_does() -> None:
    """What is followed are our own modules on the way in; what answers questions is not among them."""
    followed = shaping._closure(shaping._ROWS)

    assert {"rag.formats.record", "rag.marks.sentences", "rag.times", "rag.types", "rag.embed.weights"} <= followed
    assert followed.isdisjoint({"rag.verdict", "rag.rank", "rag.retrieve", "rag.errors", "rag.index.local"})
    assert shaping.rows() != shaping.index()


def test_docstrings_and_layout_do_not_count() -> None:
    """Two ways to write one function have one hash; another value has another."""
    plain = ast.parse("def f(a):\n    return a + 1")
    dressed = ast.parse('"""A file."""\ndef f( a ):  # why\n    """Adds."""\n    return (a + 1)')

    assert ast.dump(shaping._undocumented(plain)) == ast.dump(shaping._undocumented(dressed))
    assert ast.dump(plain) != ast.dump(ast.parse("def f(a):\n    return a + 2"))


def test_an_archive_that_nothing_can_use_is_removed(suite: Suite, tmp_path: Path, make: Make) -> None:
    """Other data under the same name replaces it; other suites' archives and files stay."""
    build = tmp_path / "build"
    (build / "fires-elsewhere").mkdir(parents=True)
    (build / "fires-0123456789ab").mkdir()

    kept.opened(suite, Settings(), root=build, make=make).archive.close()

    names = {f"fires-{kept.fingerprint(suite, Settings())}", "fires-elsewhere"}
    assert {path.name for path in build.iterdir()} == names


def test_what_shapes_rows_changes_the_fingerprint(suite: Suite) -> None:
    """Data, embedder and zone do; the reranker and the folder do not."""
    base = Settings()
    before = kept.fingerprint(suite, base)

    assert kept.fingerprint(suite, replace(base, reranker="none", archive=Path("x"))) == before
    assert kept.fingerprint(suite, replace(base, embedder="other")) != before
    assert kept.fingerprint(suite, replace(base, timezone="Asia/Tokyo")) != before
    with suite.sources[0].open("a") as file:
        file.write(json.dumps(STORY | {"id": "new"}))
    assert kept.fingerprint(suite, base) != before
