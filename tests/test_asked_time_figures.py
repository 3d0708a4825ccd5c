"""How many questions' times are read right: skipped where the development data is absent."""

from __future__ import annotations

import json
from datetime import UTC, date, timedelta
from pathlib import Path
from typing import Any

import pytest

from rag import asked_time, times

SET = Path(__file__).parents[2] / "shared/data/news/temporal_questions.jsonl"


@pytest.mark.skipif(not SET.is_file(), reason=f"development data is absent: {SET.name}")
def test_the_times_of_questions_are_right() -> None:
    """Mode, bounds and latest together: at least 19 of 20."""
    rows = [json.loads(line) for line in SET.read_text().splitlines()]

    right = [row["id"] for row in rows if _is_right(row)]

    assert len(right) >= 0.95 * len(rows) > 10


def _is_right(row: dict[str, Any]) -> bool:
    asked = asked_time.understand(row["question"], now=times.parse(row["now"], UTC).first, zone=UTC)
    tolerance = row.get("tolerance_days", 0)
    bounds = _near(asked.begin, row["begin"], tolerance) and _near(asked.until, row["until"], tolerance)
    return asked.mode == row["mode"] and asked.latest == row["latest"] and bounds


def _near(bound: date | None, due: str | None, tolerance: int) -> bool:
    if bound is None or due is None:
        return bound is None and due is None
    return abs(bound - date.fromisoformat(due)) <= timedelta(days=tolerance)
