"""How many expressions of real news are read right: skipped where the development data is absent."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from rag.marks import dates

SET = Path(__file__).parents[3] / "shared/data/news/temporal_text.jsonl"


@pytest.mark.skipif(not SET.is_file(), reason=f"development data is absent: {SET.name}")
def test_values_in_wikinews_sentences_are_right() -> None:
    """Of the calendar expressions at least .95; of lengths at least .9; nearly nothing that is no time."""
    right: dict[str, list[bool]] = {"calendar": [], "other": []}
    spurious = 0
    for row in map(json.loads, SET.read_text().splitlines()):
        read = dates.read(row["text"], date.fromisoformat(row["dct"]))
        for due in row["timex"]:
            if not due["value"].endswith("_REF"):
                there = [each for each in read if each.start < due["end"] and due["start"] < each.end]
                accepted = {due["value"], *due.get("accept", ())}
                kind = "calendar" if due["type"] in ("DATE", "TIME") else "other"
                right[kind].append(any(each.value in accepted for each in there))
        spurious += sum(
            not any(each.start < due["end"] and due["start"] < each.end for due in row["timex"]) for each in read
        )

    assert sum(right["calendar"]) >= 0.95 * len(right["calendar"]) > 100
    assert sum(right["other"]) >= 0.9 * len(right["other"]) > 30
    assert spurious <= 3
