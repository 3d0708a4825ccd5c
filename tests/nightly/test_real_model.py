"""Answers written by a real small model, end to end: whatever it writes, what is shown is carried.

Slow: `make nightly` fetches the model and runs these.
"""

from __future__ import annotations

import re
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.language_model import FOLDER, WEIGHTS
from rag.archive import Archive
from rag.config import Settings, assemble

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = [
    "How many people died in the Tarnholt battery factory fire?",
    "When will the footbridge over the Pallister gorge open?",
    "Who won the presidential election in Marenza?",
    "How many people spent the night of Storm Tamsin in shelters?",
]
pytestmark = [pytest.mark.timeout(1_800), pytest.mark.xdist_group("model")]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """The address of the model."""
    python = FOLDER / "venv" / "bin" / "python"
    if not (WEIGHTS.exists() and python.exists()):
        pytest.skip("needs tool: the language model that `make nightly` fetches")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serving = subprocess.Popen([str(python), str(Path(__file__).with_name("served.py")), str(WEIGHTS), str(port)])
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        with socket.socket() as trying:
            if trying.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.5)
    yield f"http://127.0.0.1:{port}/v1"
    serving.kill()
    serving.wait()


@pytest.fixture(scope="module")
def demo(url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The demo archive, written for by the model."""
    settings = Settings(
        archive=tmp_path_factory.mktemp("demo") / "archive", llm_url=url, llm_model="qwen", llm_timeout_s=300
    )
    archive = assemble(settings)
    for _ in archive.ingest([ROOT / "eval" / "demo" / "articles.jsonl"]):
        pass
    yield archive
    archive.close()


def test_what_a_real_model_writes_is_carried_or_not_shown(demo: Archive) -> None:
    """Every citation verifies; every figure shown stands in what is cited; some of it is the model's own wording."""
    kinds = []
    for question in QUESTIONS:
        answer = demo.ask(question)
        quotes = {each.id: each.quote for each in answer.citations}
        kinds += [each.kind for each in answer.sentences]

        assert answer.degraded_reason in (None, "llm_rejected")
        assert answer.sentences
        for sentence in answer.sentences:
            cited = " ".join(quotes[each] for each in sentence.citations)
            shown = set(re.findall(r"\d[\d,.]*\d|\d", sentence.text))
            assert shown <= set(re.findall(r"\d[\d,.]*\d|\d", cited))
        assert all(demo.citation(each).state != "withdrawn" for each in quotes)

    assert "generate" in kinds
