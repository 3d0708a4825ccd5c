from __future__ import annotations

import contextlib
import random
import shutil
from pathlib import Path

import pytest

from rag.errors import DatelineError
from tests.crash.edits import damaged_copy, made, questioned, undetected
from tests.store.kit import Clock, Desk, opened


@pytest.mark.parametrize("seed", range(6))
def test_a_damaged_truth_never_shows_a_changed_text(tmp_path: Path, seed: int) -> None:
    """Fifty random edits a seed: whatever is shown is what was stored, errors are ours, and the check tells."""
    dice = random.Random(seed)
    shown = made(tmp_path / "whole")
    missed = []
    for number in range(50):
        damaged_copy(tmp_path / "whole", tmp_path / "hurt", "dateline.sqlite", dice)
        shutil.copy(tmp_path / "hurt" / "dateline.sqlite", tmp_path / "as it was hurt")
        store = opened(tmp_path / "hurt")
        problems = list(store.check())
        assert questioned(store, shown) == [], number
        store.close()
        if not problems and not undetected(tmp_path / "as it was hurt", tmp_path / "whole" / "dateline.sqlite"):
            missed.append(number)

    assert missed == []


@pytest.mark.parametrize("name", ["dateline.sqlite-wal", "dateline.sqlite-shm"])
def test_a_damaged_log_gives_whole_commits_or_an_error(tmp_path: Path, name: str) -> None:
    """A hundred random edits of a log that is not yet folded in: the first commits whole, or an error of ours."""
    dice = random.Random(7)
    store = opened(tmp_path / "whole")
    desk = Desk(store, Clock())
    for number in range(30):
        desk.put(f"{number:02}", f"Ferry {number}.\nTalks {number}.")
    shutil.copytree(tmp_path / "whole", tmp_path / "in use")
    store.close()
    for _ in range(100):
        damaged_copy(tmp_path / "in use", tmp_path / "hurt", name, dice)
        store = opened(tmp_path / "hurt")
        with contextlib.suppress(DatelineError):
            seen = Desk(store, Clock()).seen()
            assert sorted(seen) == [f"{number:02}" for number in range(len(seen))]
            assert all(text == f"Ferry {int(id)}.\nTalks {int(id)}." for id, text in seen.items())
            assert list(store.check()) == []
        store.close()
