"""The questions of docs/news.md, asked of the demo: a reader who pastes them sees what the table says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

import msgspec
import pytest

from rag import times
from rag.archive import Archive
from rag.config import Settings, assemble
from rag.types import Answer, Turn

pytestmark = pytest.mark.xdist_group("model")
ROOT = Path(__file__).parent.parent.parent
ROWS = [
    tuple(cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1])
    for line in (ROOT / "docs" / "news.md").read_text(encoding="utf-8").partition("## Try it")[2].splitlines()
    if line.startswith("|") and "?" in line
]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The demo archive."""
    archive = assemble(Settings(archive=tmp_path_factory.mktemp("demo") / "archive"))
    for _ in archive.ingest([ROOT / "eval" / "demo" / "articles.jsonl"]):
        pass
    yield archive
    archive.close()


def seen(answer: Answer) -> dict[str, str]:
    """What a reader sees of an answer, by the words that the table has for it."""
    shown = []
    for sentence in answer.sentences:
        text = sentence.text
        for gloss in sorted(sentence.glosses or (), key=lambda each: each.at, reverse=True):
            text = f"{text[: gloss.at]} [{gloss.text}]{text[gloss.at :]}"
        shown.append(text)
    return {
        "": " ".join(shown) or answer.text,
        "status": answer.status,
        "note": " ".join(each.text for each in answer.notes),
        "speaker": ", ".join(each.speaker for each in answer.sentences if each.speaker),
        "certainty": ", ".join(each.certainty or "" for each in answer.sentences),
        "history": ", ".join(each.value for group in answer.history or () for each in group.values),
        "conflict": ", ".join(sorted(each.value for group in answer.conflicts or () for each in group.values)),
        "read as": answer.interpreted.question,
    }


@pytest.mark.parametrize(("question", "as_of", "due"), [row[1:] for row in ROWS])
def test_a_pasted_question_shows_what_the_table_says(demo: Archive, question: str, as_of: str, due: str) -> None:
    """As of the day that stands beside it, or now."""
    scope = demo.scope()
    if as_of:
        scope = msgspec.structs.replace(scope, as_of=times.parse(as_of, UTC))
    said = question.split("||")
    turns = [Turn("assistant" if n % 2 else "user", text) for n, text in enumerate(said)]

    answer = seen(demo.ask(turns, scope))

    where, _, words = due.partition(": ") if due.split(": ")[0] in answer else ("", "", due)
    assert words in answer[where]


def test_the_table_has_rows() -> None:
    """The test above has something to ask."""
    assert len(ROWS) > 10
