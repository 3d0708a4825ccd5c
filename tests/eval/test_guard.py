"""A small suite guards every commit: a sample of the demo, measured as a user measures it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval import run

pytestmark = pytest.mark.xdist_group("model")
_FLOORS = (
    "byte_verified=1",
    "sentences_cited=1",
    "fabricated=0",
    "asof_leaks=0",
    "quote_hits@10=0.95",
    "hits@1=0.6",
    "answer@1=0.3",
    "answer@600=0.55",
    "kept=0.8",
    "null_recall=0.3",
)  # promises exactly; qualities a good deal below what was measured, so that only a real loss fails


def test_the_demo_keeps_what_it_promises(tmp_path: Path) -> None:
    """Citations verify, nothing leaks, and answers are about as good as they were."""
    out = tmp_path / "out"

    code = run.main("demo", out=out, build=tmp_path, limit=50, fail_under=_FLOORS)

    assert code == 0, json.loads((out / "results.json").read_text())["metrics"]
