"""The sentences of docs/checking.md, checked against the demo: a reader who pastes them sees what the table says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from rag import times
from rag.archive import Archive
from rag.config import Settings, assemble

pytestmark = pytest.mark.xdist_group("model")
ROOT = Path(__file__).parent.parent
ROWS = [
    tuple(cell.strip() for cell in line.split("|")[1:-1])
    for line in (ROOT / "docs" / "checking.md").read_text(encoding="utf-8").partition("## Try it")[2].splitlines()
    if re.match(r"\| [A-Z].*\. \|", line)
]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The demo archive."""
    archive = assemble(Settings(archive=tmp_path_factory.mktemp("demo") / "archive", reranker="none"))
    for _ in archive.ingest([ROOT / "eval" / "demo" / "articles.jsonl"]):
        pass
    yield archive
    archive.close()


@pytest.mark.parametrize(("sentence", "as_of", "state", "differs"), ROWS)
def test_a_pasted_sentence_comes_back_as_the_table_says(
    demo: Archive, sentence: str, as_of: str, state: str, differs: str
) -> None:
    """As of the day that stands beside it, or now."""
    scope = demo.scope()
    if as_of:
        scope = msgspec.structs.replace(scope, as_of=times.parse(as_of, demo.zone))

    (checked,) = demo.check_draft(sentence, scope).sentences

    assert checked.status == state
    if differs:
        kind, _, words = differs.partition(": ")
        assert (kind, words) in {
            (each.kind, ", ".join(filter(None, (each.draft, each.archive)))) for each in checked.differs
        }


def test_the_table_has_every_state() -> None:
    """So that a reader sees each once."""
    assert {row[2] for row in ROWS} == {"supported", "contradicted", "partly", "not_found", "not_checkable"}
