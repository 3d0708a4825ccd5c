"""Passages by words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.index.lexical import Lexical, LexicalBuilder
from rag.index.local import LocalIndex
from rag.types import Ids
from rag.words import stems
from tests.index.kit import FakeStore, assert_best, bm25, local, random_vectors

NAUGHTY = Path("../shared/attacks/strings_naughty.jsonl")
WORDS = st.lists(st.integers(0, 62).map(lambda number: f"stem{number}"), min_size=1, max_size=6)
REVISIONS = st.sets(st.integers(995, 1205)).map(lambda ids: np.array(sorted(ids), dtype=np.int64))
ANY_TEXT = st.text(st.characters(codec=None, categories=None), max_size=40)


@given(words=WORDS, visible=REVISIONS, k=st.integers(1, 700))
def test_equals_bm25(index: LocalIndex, store: FakeStore, words: Sequence[str], visible: Ids, k: int) -> None:
    """Whatever is visible, the best by BM25 are found, and as many as share a word."""
    found = index.search(None, words, visible, k)

    assert_best(found.lexical, bm25(store, words, visible), k)


@pytest.mark.parametrize("share", [0.1, 0.5, 1.0])
def test_a_filter_that_misses_all_good_matches_still_finds(share: float, tmp_path: Path) -> None:
    """`k` are found though thousands of better ones are hidden."""
    store = FakeStore()
    store.put(["fire"] * 4_000 + ["fire and much else that dilutes it"] * 400, random_vectors(4_400, seed=1))
    index = local(tmp_path)
    index.publish(store.truth)
    hidden = store.passages[3_999].revision_id
    visible = np.array([each for each in store.revisions().tolist() if each > hidden or each % 10 > 10 * share])

    found = index.search(None, ("fire",), visible, 50).lexical

    assert_best(found, bm25(store, ("fire",), visible), 50)


def test_ties_stand_by_id(tmp_path: Path) -> None:
    """Equal scores are cut and ordered by passage id."""
    store = FakeStore()
    store.put(["harbour fire"] * 500, random_vectors(500, seed=1))
    index = local(tmp_path)
    index.publish(store.truth)

    found = index.search(None, ("fire",), store.revisions(), 7).lexical

    assert found.tolist() == [passage.id for passage in store.passages[:7]]


def test_ties_stand_by_row_whatever_the_order_of_writing(tmp_path: Path) -> None:
    """The cut falls by row even where the engine met the rows in another order."""
    builder = LexicalBuilder(tmp_path)
    for first in (400, 0, 200):
        builder.add(first, ["fire"] * 200, np.arange(200))
    builder.finish()

    found = Lexical.open(tmp_path).search(("fire",), None, np.arange(200), 300)

    assert found.tolist() == list(range(300))


def test_a_word_given_twice_counts_once(index: LocalIndex, store: FakeStore) -> None:
    """Repeating a word changes nothing."""
    once = index.search(None, ("stem1", "stem2"), store.revisions(), 50)
    twice = index.search(None, ("stem1", "stem2", "stem1"), store.revisions(), 50)

    assert once.lexical.tolist() == twice.lexical.tolist()


def test_no_words_no_candidates(index: LocalIndex, store: FakeStore) -> None:
    """Without words there is nothing by words."""
    assert index.search(None, (), store.revisions(), 5).lexical.size == 0


@given(words=st.lists(ANY_TEXT, max_size=8), visible=REVISIONS)
def test_no_string_raises(index: LocalIndex, words: Sequence[str], visible: Ids) -> None:
    """Any code points, operators and surrogates included, are words that may not occur."""
    index.search(None, words, visible, 10)


def test_naughty_strings_raise_nothing(index: LocalIndex, store: FakeStore) -> None:
    """Strings known to break parsers are words like any others, whole or in pieces."""
    if not NAUGHTY.exists():
        pytest.skip("../shared/attacks is not here")
    for line in NAUGHTY.read_text().splitlines():
        text = json.loads(line)["text"]
        for words in ([text], text.split(), stems(text)):
            index.search(None, words, store.revisions(), 10)


@pytest.mark.parametrize(
    "word", ["", " ", "a b", "\0", "x" * 70_000, "x" * 2_000_000, '"', "stem1 OR stem2", "stems:stem1", "*", "\udc80"]
)
def test_an_odd_word_is_one_term(word: str, index: LocalIndex, store: FakeStore) -> None:
    """No word is parsed, so an odd one finds nothing, and does no harm to its neighbours."""
    assert index.search(None, (word,), store.revisions(), 5).lexical.size == 0
    assert_best(
        index.search(None, (word, "stem1"), store.revisions(), 5).lexical, bm25(store, ["stem1"], store.revisions()), 5
    )


def test_ten_thousand_words_are_searched(index: LocalIndex, store: FakeStore) -> None:
    """A question that is a whole book raises nothing."""
    words = [f"stem{number}" for number in range(10_000)]

    assert index.search(None, words, store.revisions(), 5).lexical.size == 5


@settings(max_examples=10, deadline=None)  # each writes to the disk
@given(texts=st.lists(ANY_TEXT, min_size=5, max_size=50))
def test_what_is_indexed_is_found_by_each_stem(texts: Sequence[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    """A stem of a passage finds it, in any script."""
    folder = tmp_path_factory.mktemp("words")
    builder = LexicalBuilder(folder)
    builder.add(0, [" ".join(stems(text)) for text in texts], np.arange(len(texts)))
    builder.finish()
    lexical = Lexical.open(folder)

    for row, text in enumerate(texts):
        for stem in stems(text):
            assert row in lexical.search((stem,), None, np.arange(len(texts)), len(texts)).tolist()
