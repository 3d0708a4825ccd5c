"""Passages by meaning."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from rag.index.dense import Dense, DenseBuilder
from rag.index.local import LocalIndex
from rag.types import Ids
from tests.index.kit import DIM, FakeStore, assert_best, local, nearness, random_vectors

ANYWHERE = st.integers(0, 2**32 - 1).map(lambda seed: random_vectors(1, seed=seed)[0])
REVISIONS = st.sets(st.integers(995, 1205)).map(lambda ids: np.array(sorted(ids), dtype=np.int64))


@given(vector=ANYWHERE, visible=REVISIONS, k=st.integers(1, 700))
def test_equals_an_exact_search(
    index: LocalIndex, store: FakeStore, vector: NDArray[np.float32], visible: Ids, k: int
) -> None:
    """Whatever is visible, the nearest passages are found, and as many as exist."""
    found = index.search(vector, (), visible, k)

    assert_best(found.dense, nearness(store, vector, visible), k)


@given(vector=ANYWHERE, visible=REVISIONS, k=st.integers(1, 700))
def test_cells_find_as_many_as_exist(
    celled: LocalIndex, store: FakeStore, vector: NDArray[np.float32], visible: Ids, k: int
) -> None:
    """Probing cells never proposes what is not visible, and goes on until enough were met."""
    found = celled.search(vector, (), visible, k).dense.tolist()

    scores = nearness(store, vector, visible)
    assert len(set(found)) == len(found) == min(k, len(scores))
    assert set(found) <= scores.keys()


def test_cells_miss_little(celled: LocalIndex, store: FakeStore) -> None:
    """Nearly all of the true ten nearest are among the fifty proposed."""
    visible = store.revisions()
    shares = []
    for vector in random_vectors(50, seed=9):
        scores = nearness(store, vector, visible)
        nearest = set(sorted(scores, key=lambda each: -scores[each])[:10])
        shares.append(len(nearest & set(celled.search(vector, (), visible, 50).dense.tolist())) / 10)

    assert np.mean(shares) > 0.95


def test_a_narrow_filter_is_exact_in_cells(celled: LocalIndex, store: FakeStore) -> None:
    """Where few passages are visible, all are scored: only rounding to bytes is lost."""
    visible = store.revisions()[::50]
    for vector in random_vectors(20, seed=3):
        found = celled.search(vector, (), visible, 12).dense.tolist()
        scores = nearness(store, vector, visible)

        assert set(found) == scores.keys()
        assert scores[found[0]] > max(scores.values()) - 0.02


def test_equal_vectors_stand_by_id(tmp_path: Path) -> None:
    """Reprints are as near as each other: the order is that of ids."""
    store = FakeStore()
    store.put(["same"] * 20, np.repeat(random_vectors(1, seed=1), 20, axis=0))
    index = local(tmp_path)
    index.publish(store.truth)

    found = index.search(store.passages[0].vector, (), store.revisions(), 20).dense

    assert found.tolist() == sorted(found.tolist())


def test_no_vector_no_candidates(index: LocalIndex, store: FakeStore) -> None:
    """Without a vector there is nothing by meaning."""
    assert index.search(None, ("stem1",), store.revisions(), 5).dense.size == 0


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_vector_that_is_no_number_finds_nothing(
    bad: float, index: LocalIndex, celled: LocalIndex, store: FakeStore
) -> None:
    """An encoding that failed proposes nothing, and never the id -1."""
    vector = np.full(DIM, bad, dtype=np.float32)

    assert index.search(vector, (), store.revisions(), 5).dense.size == 0
    assert celled.search(vector, (), store.revisions(), 5).dense.size == 0


def test_another_length_is_the_callers_mistake(index: LocalIndex, store: FakeStore) -> None:
    """A vector of another model is named, not searched."""
    with pytest.raises(ValueError, match=r"shape \(3,\)"):
        index.search(np.ones(3, dtype=np.float32), (), store.revisions(), 5)


@pytest.mark.parametrize("k", [-1, 0])
def test_none_asked_none_given(k: int, index: LocalIndex, store: FakeStore) -> None:
    """No candidates for a `k` below one."""
    found = index.search(store.passages[0].vector, ("stem1",), store.revisions(), k)

    assert found.dense.size == found.lexical.size == 0


def test_cells_are_lent_until_the_rows_doubled() -> None:
    """Growing keeps the shape of the cells; twice as many passages shape them anew."""
    first = grown(200, shaped=None)

    assert first.cells_from == 200
    assert grown(399, shaped=first).cells_from == 200
    assert grown(400, shaped=first).cells_from == 400
    assert grown(399, shaped=first).n == 399


def test_lent_cells_hold_nothing_of_the_old_rows() -> None:
    """What is nearest to an old row is found only among the new ones."""
    first = grown(200, shaped=None, seed=1)
    second = grown(201, shaped=first, seed=2)

    rows = second.search(random_vectors(1, seed=4)[0], None, 500)

    assert sorted(rows.tolist()) == list(range(201))


def test_importing_loads_no_engine() -> None:
    """The engines are loaded by the first search, not by an import."""
    loads = "import sys, rag.index.local; sys.exit(bool({'faiss', 'tantivy'} & set(sys.modules)))"

    assert subprocess.run([sys.executable, "-c", loads], check=False).returncode == 0


def grown(n: int, *, shaped: Dense | None, seed: int = 0) -> Dense:
    """Vectors in cells."""
    builder = DenseBuilder(dim=DIM, flat_most=100, shaped=shaped)
    builder.add(random_vectors(n, seed=seed))
    return builder.finish()
