"""kill -9 of `dateline ingest` itself, model and all: what it printed as taken is there, and it goes on from there.

Five rounds; KILLS=50 makes as many. With the development data the articles are real ones, else made up.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.archive import Archive
from rag.config import Settings, assemble
from rag.errors import ArticleUnknown

REAL = Path(__file__).parents[2] / ".." / "shared" / "data" / "rtqa" / "corpus.jsonl.gz"
ROUNDS = int(os.environ.get("KILLS", "5"))


def _lines() -> list[str]:
    if REAL.exists():
        with gzip.open(REAL, "rt", encoding="utf-8") as file:
            return [line.rstrip("\n") for line in file]
    bodies = (f"Mayor {n} said that ward {n} flooded. " * 40 for n in range(2_500))
    return [json.dumps({"id": f"made-{n}", "title": f"Ward {n}", "text": body}) for n, body in enumerate(bodies)]


def _killed_ingest(source: Path, archive: Path, *, early: bool, after_s: float) -> Iterator[str]:
    """Keys that an ingest printed before it was killed: after it began, or after it first took something new."""
    command = [sys.executable, "-m", "service", "ingest", "--json", "--archive", str(archive), str(source)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout
        printed: list[str] = []
        while not early and '"new"' not in "".join(printed[-1:]):
            printed.append(process.stdout.readline())
        time.sleep(after_s)
        process.send_signal(signal.SIGKILL)
        printed.extend(process.stdout)
    yield from (json.loads(line)["article"] for line in printed if line.endswith("\n"))


def _missing(archive: Archive, keys: set[str]) -> set[str]:
    missing = set()
    for key in keys:
        try:
            archive.article(key)
        except ArticleUnknown:
            missing.add(key)
    return missing


@pytest.mark.timeout(1_800)
def test_what_ingest_acknowledged_survives_kill_9(tmp_path: Path) -> None:
    """Round after round: nothing acknowledged is lost, nothing is damaged, and the next ingest goes on."""
    draw = random.Random(7)
    source, folder = tmp_path / "articles.jsonl", tmp_path / "archive"
    source.write_text("\n".join(_lines()) + "\n", encoding="utf-8")
    acknowledged: set[str] = set()
    for number in range(ROUNDS):
        early = number % 5 == 4  # while it still loads, or reads again what it has
        acknowledged |= set(_killed_ingest(source, folder, early=early, after_s=draw.uniform(0, 4)))
        reopened = assemble(Settings(archive=folder))
        assert _missing(reopened, acknowledged) == set(), number
        assert [problem for problem in reopened.check() if problem.where != "index"] == [], number
        reopened.close()

    assert len(acknowledged) >= 16 * ROUNDS  # it went on each time, and was not killed before it did anything
