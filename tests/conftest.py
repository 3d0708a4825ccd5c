"""What every subject needs: an embedder without weights, an archive of a test's own, and CI's rule on skips."""

from __future__ import annotations

import os
import zlib
from collections.abc import Generator, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

import hypothesis
import numpy as np
import pytest

from rag.archive import Archive
from rag.plugins import load
from rag.times import micros
from rag.types import Vectors
from rag.words import stems

os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")  # what commands set too late where a test came before
hypothesis.settings.register_profile("dateline", deadline=None)  # a busy machine is no fault of the code
hypothesis.settings.load_profile("dateline")
NOW = micros(datetime(2019, 12, 31, 12, tzinfo=UTC))


class FakeEmbedder:
    """Embeds a text as the counts of its stems, hashed into 64 dimensions: texts that share words are near."""

    dim = 64
    fingerprint = "fake-64"
    max_tokens = 128

    def lengths(self, texts: Sequence[str]) -> list[int]:
        """The number of stems of each text."""
        return [len(stems(text)) for text in texts]

    def encode(self, texts: Sequence[str], *, role: Literal["passage", "query"]) -> Vectors:
        """(n, 64) float32, rows of length 1."""
        vectors = np.full((len(texts), self.dim), 1e-3, np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for stem in stems(text):
                row[zlib.crc32(stem.encode()) % self.dim] += 1.0
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


@pytest.fixture
def anyio_backend() -> str:
    """The event loop of async tests."""
    return "asyncio"


@pytest.fixture
def embedder() -> FakeEmbedder:
    """An embedder without weights."""
    return FakeEmbedder()


@pytest.fixture
def archive(tmp_path: Path, embedder: FakeEmbedder) -> Iterator[Archive]:
    """An empty archive at noon on the last day of 2019."""
    folder, zone = tmp_path / "archive", ZoneInfo("UTC")
    made_for = {"fingerprint": embedder.fingerprint, "dim": embedder.dim}
    store = load("store", "sqlite")(folder, **made_for, zone=zone, clock=lambda: NOW)
    index = load("index", "local")(folder, **made_for)
    made = Archive(store=store, index=index, embedder=embedder, reranker=None, zone=zone, clock=lambda: NOW)
    yield made
    made.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a skip for want of a tool is a failure; one for want of data is not."""
    report = yield
    if report.skipped and os.environ.get("CI") and isinstance(report.longrepr, tuple):
        reason = report.longrepr[2].removeprefix("Skipped: ")
        if reason.startswith("needs tool:"):
            report.outcome, report.longrepr = "failed", f"{item.nodeid}: {reason}"
    return report
