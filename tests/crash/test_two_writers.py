from __future__ import annotations

import random
import time
from pathlib import Path

from tests.crash.kills import killed_in_the_middle
from tests.store.kit import Clock, Desk, opened
from tests.store.test_writers import COUNT, run


def test_two_writers_take_turns_a_hundred_times(tmp_path: Path) -> None:
    """No update of either is lost, and neither waits for ever."""
    processes = [run(COUNT, tmp_path, name, 100) for name in "xy"]
    told = [process.communicate()[0].splitlines() for process in processes]

    assert [line.split()[0] for lines in told for line in lines] == ["new"] * 200
    assert sorted(int(line.split()[1]) for lines in told for line in lines) == list(range(1, 201))
    assert len(Desk(opened(tmp_path), Clock()).seen()) == 201


def test_a_killed_holder_is_followed_at_once(tmp_path: Path) -> None:
    """Thirty times kill -9 of a writer: the next one need not wait."""
    dice = random.Random(5)
    for number in range(30):
        killed_in_the_middle(tmp_path, 0, dice)
        store = opened(tmp_path, wait_s=0.0)
        begin = time.monotonic()

        assert Desk(store, Clock()).put(f"next {number}").state == "new"

        assert time.monotonic() - begin < 1
        store.close()
