"""Archives that many tests search and none changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.index.local import LocalIndex
from tests.index.kit import FakeStore, filled, local


@pytest.fixture(scope="session")
def store() -> FakeStore:
    """A truth of 600 passages in 200 revisions."""
    return filled(600)


@pytest.fixture(scope="session")
def index(store: FakeStore, tmp_path_factory: pytest.TempPathFactory) -> LocalIndex:
    """An index of all of it, opened from the disk."""
    return published(store, tmp_path_factory.mktemp("archive"))


@pytest.fixture(scope="session")
def celled(store: FakeStore, tmp_path_factory: pytest.TempPathFactory) -> LocalIndex:
    """An index of all of it in cells, as a large archive has."""
    return published(store, tmp_path_factory.mktemp("large"), flat_most=100)


def published(store: FakeStore, root: Path, *, flat_most: int = 200_000) -> LocalIndex:
    """An index opened by another than who published it."""
    local(root, flat_most=flat_most).publish(store.truth)
    return local(root, flat_most=flat_most)
