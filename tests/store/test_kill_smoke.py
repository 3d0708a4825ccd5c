from __future__ import annotations

import random
from pathlib import Path

from tests.crash.edits import damaged_copy, made, questioned
from tests.crash.kills import rounds
from tests.store.kit import opened


def test_three_kills_lose_nothing(tmp_path: Path) -> None:
    """The first rounds of what `make test-crash` does at length."""
    assert not any(rounds(tmp_path, 3, seed=4))


def test_a_dozen_edits_show_nothing_false(tmp_path: Path) -> None:
    """The first edits of what `make test-crash` does at length."""
    dice = random.Random(11)
    shown = made(tmp_path / "whole")
    for _ in range(12):
        damaged_copy(tmp_path / "whole", tmp_path / "hurt", "dateline.sqlite", dice)
        store = opened(tmp_path / "hurt")
        list(store.check())
        assert questioned(store, shown) == []
        store.close()
