"""A store of each kind that there is: every contract test runs on all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.store.protocol import Store
from tests.store.kit import Clock, Desk, opened


@pytest.fixture
def clock() -> Clock:
    """A clock that stands at noon."""
    return Clock()


@pytest.fixture(params=["sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Store]:
    """An empty store."""
    made = {"sqlite": opened}[request.param](tmp_path / "archive", clock=clock)
    yield made
    made.close()


@pytest.fixture
def desk(store: Store, clock: Clock) -> Desk:
    """An empty store with short words for what tests do all the time."""
    return Desk(store, clock)
