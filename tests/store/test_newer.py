from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.errors import ArchiveIncompatible, ModelUnavailable
from rag.store import newer
from rag.store.protocol import Reader, Store
from rag.types import Article
from rag.words import bm25, rarity, stems
from tests.store.kit import DIM, Desk, opened, prepared, texts_of, vector

WORDS = ("ferry", "harbour", "minister", "talks", "flood", "the", "a", "été", "日本", "x1")


def sentences(count: int, *, seed: int = 1) -> list[str]:
    """Lines of a few words each."""
    random = np.random.default_rng(seed)
    return [" ".join(random.choice(WORDS, random.integers(1, 9))) + "." for _ in range(count)]


def fill(desk: Desk, lines: list[str], *, seed: int = 1) -> None:
    """Articles of a few lines each, some in a commit of their own, some revised, one deleted."""
    for start in range(0, len(lines), 5):
        number = start // 5
        fields = {"collection": "xy"[number % 2], "date": f"2018-0{1 + number % 9}-01"}
        desk.put(f"a{number}", "\n".join(lines[start : start + 5]), **fields)
        if number % 4 == 0:
            desk.put(f"a{number}", "\n".join(lines[start : start + 2]), **fields)
    desk.delete("a3", collection="y")


def expected_dense(reader: Reader, asked: np.typing.NDArray[np.float32], k: int) -> list[str]:
    """What a look at every passage in Scope gives."""
    ids = np.array([each.id for each in reader.passages(np.arange(1, 2_000, dtype=np.int64))], np.int64)
    scores = reader.vectors(ids).astype(np.float64) @ asked.astype(np.float64)
    return texts_of(reader, ids[np.lexsort((ids, -np.round(scores, 9)))[:k]])


def expected_lexical(reader: Reader, words: list[str], k: int) -> list[int]:
    """What BM25 over every passage in Scope gives."""
    passages = reader.passages(np.arange(1, 2_000, dtype=np.int64))
    revisions = reader.revisions(np.array(sorted({each.revision_id for each in passages}), np.int64))
    scored = [
        (round(bm25(words, stems(each.span.of(revisions[each.revision_id].text))), 9), -each.id) for each in passages
    ]
    return [-negative for score, negative in sorted(scored, reverse=True)[:k] if score > 0]


def test_dense_is_exact(desk: Desk, store: Store) -> None:
    """Equal to a look at every passage in Scope; equal texts are ordered by id."""
    fill(desk, sentences(120))

    for readable, k, text in product((None, frozenset({"x"})), (1, 7, 1000), ("one", "two")):
        with store.read(desk.scope(readable=readable)) as reader:
            asked = vector(text)
            assert texts_of(reader, reader.newer_dense(0, asked, k)) == expected_dense(reader, asked, k)


@pytest.mark.parametrize("as_of", [None, "2018-04-15"])
def test_lexical_is_exact(desk: Desk, store: Store, as_of: str | None) -> None:
    """Equal to BM25 over every passage in Scope, in any script."""
    fill(desk, sentences(120))
    asked: list[list[str]] = [["ferri"], ["the"], ["ferri", "harbour", "the"], ["été"], ["日本", "x1", "nowher"], []]

    with store.read(desk.scope(as_of)) as reader:
        for words, k in product(asked, (1, 7, 1000)):
            assert reader.newer_lexical(0, words, k).tolist() == expected_lexical(reader, words, k)


def test_lexical_is_exact_where_it_stops_early(desk: Desk, store: Store) -> None:
    """With more passages that share a word than are looked at before the rest can't win."""
    common = "\n".join(f"the {number}" for number in range(1_200))
    desk.put("a", f"{common}\nferry\nthe ferry\nthe the\nthe the the")

    with store.read(desk.scope()) as reader:
        for words, k in product((["ferri", "the"], ["the"]), (1, 2, 5)):
            assert reader.newer_lexical(0, words, k).tolist() == expected_lexical(reader, words, k)


def test_only_what_was_committed_after_is_searched(desk: Desk, store: Store) -> None:
    """`newer` restricts to later commits, in both ways and in the count."""
    desk.put("a", "Ferry one.\nFerry two.")
    upto = store.seq()
    desk.put("b", "Ferry three.")

    with store.read(desk.scope()) as reader:
        assert [reader.newer(each) for each in (0, upto, store.seq(), 99)] == [3, 1, 0, 0]
        assert texts_of(reader, reader.newer_dense(upto, vector("x"), 9)) == ["Ferry three."]
        assert texts_of(reader, reader.newer_lexical(upto, ["ferri"], 9)) == ["Ferry three."]
        assert len(reader.newer_lexical(99, ["ferri"], 9)) == 0


def test_the_count_has_what_is_not_visible(desk: Desk, store: Store) -> None:
    """It says how far an index is behind, which is no matter of access."""
    desk.put("a", "One.", collection="secret")

    with store.read(desk.scope(readable=frozenset())) as reader:
        assert reader.newer(0) == 1
        assert len(reader.newer_dense(0, vector("x"), 9)) == len(reader.newer_lexical(0, ["one"], 9)) == 0


def test_what_was_remembered_is_extended(desk: Desk, store: Store) -> None:
    """A search after a commit finds both what was there and what came."""
    for number, id in enumerate("abcde", 1):
        desk.put(id, f"Ferry {id}.")
        with store.read(desk.scope()) as reader:
            assert len(reader.newer_dense(0, vector("x"), 99)) == number
            assert len(reader.newer_lexical(0, ["ferri"], 99)) == number


def test_an_older_snapshot_sees_no_newer_row(desk: Desk, store: Store) -> None:
    """Not even when a younger reader has filled what is remembered."""
    desk.put("a", "Ferry a.")
    with store.read(desk.scope()) as older:
        assert older.seq == 1
        desk.put("b", "Ferry b.")
        with store.read(desk.scope()) as younger:
            assert len(younger.newer_dense(0, vector("x"), 9)) == len(younger.newer_lexical(0, ["ferri"], 9)) == 2
        assert len(older.newer_dense(0, vector("x"), 9)) == len(older.newer_lexical(0, ["ferri"], 9)) == 1
        assert len(older.visible()) == older.newer(0) == 1


def test_purged_rows_are_forgotten(desk: Desk, store: Store) -> None:
    """Nothing remembered from before a purge proposes what is gone."""
    desk.put("a", "Ferry a.")
    desk.put("b", "Ferry b.")
    with store.read(desk.scope()) as reader:
        found = reader.newer_lexical(0, ["ferri"], 9)
        revision = reader.revisions(reader.visible())[reader.passages(found)[0].revision_id]

    store.purge(revision.key)

    with store.read(desk.scope()) as reader:
        assert reader.newer(0) == len(reader.newer_dense(0, vector("x"), 9)) == 1
        assert len(reader.newer_lexical(0, ["ferri"], 9)) == 1


HOSTILE = [
    '"',
    '""',
    "'",
    "*",
    "a*",
    "NEAR(a b)",
    "AND",
    "OR",
    "NOT",
    "^",
    "{",
    "a:b",
    "-a",
    "\x00",
    "a\x00b",
    "\ud800",
    "",
]


@pytest.mark.parametrize("word", HOSTILE)
def test_no_word_raises(desk: Desk, store: Store, word: str) -> None:
    """Words are words to the word index, whatever they hold."""
    desk.put("a", "Ferry and or not near.")

    with store.read(desk.scope()) as reader:
        reader.newer_lexical(0, [word], 9)
        assert len(reader.newer_lexical(0, [word, "ferri"], 9)) == 1


def test_no_text_raises(desk: Desk, store: Store) -> None:
    """Any list of any strings is a search."""
    desk.put("a", "Ferry.")

    @given(st.lists(st.text(max_size=12), max_size=8))
    def searched(words: list[str]) -> None:
        with store.read(desk.scope()) as reader:
            assert len(reader.newer_lexical(0, [*words, "ferri"], 9)) == 1

    searched()


def test_many_words_are_no_error(desk: Desk, store: Store) -> None:
    """The rarest of them are looked up."""
    desk.put("a", "Ferry.")

    with store.read(desk.scope()) as reader:
        assert len(reader.newer_lexical(0, ["ferri", *(f"the{number}" for number in range(20))], 9)) == 1
        reader.newer_lexical(0, [f"w{number}" for number in range(50_000)], 9)


def test_another_model_is_refused_by_name(desk: Desk, store: Store, tmp_path: Path) -> None:
    """Vectors of two models are never compared; words still are."""
    desk.put("a", "Ferry.")
    other = opened(tmp_path / "archive", model="model-b")

    with other.read(desk.scope()) as reader:
        with pytest.raises(ArchiveIncompatible, match=r"model-a.*model-b"):
            reader.newer_dense(0, vector("x"), 9)
        with pytest.raises(ArchiveIncompatible, match=r"model-a.*model-b"):
            reader.vectors(np.array([1], np.int64))
        assert len(reader.newer_lexical(0, ["ferri"], 9)) == 1
    other.close()


@pytest.mark.parametrize("asked", [np.full(DIM, np.nan, np.float32), np.ones(DIM + 1, np.float32)])
def test_a_question_vector_of_no_use_is_refused(desk: Desk, store: Store, asked: np.typing.NDArray[np.float32]) -> None:
    """A wrong answer would look like any other."""
    desk.put("a")

    with store.read(desk.scope()) as reader, pytest.raises(ModelUnavailable):
        reader.newer_dense(0, asked, 9)


@given(st.lists(st.sampled_from(["ferri", "the", "x"]), min_size=1, max_size=400))
def test_no_word_adds_more_than_its_bound(passage: list[str]) -> None:
    """What the search stops at is a bound of the score that ranks."""
    for word in set(passage):
        assert bm25([word], passage) <= newer._SATURATION * rarity(word) + 1e-9


def test_rows_for_an_index_are_all_live_passages(desk: Desk, store: Store) -> None:
    """In the order of ids, batch by batch; superseded revisions too, which an as_of may ask for."""
    desk.put("a", "One.\nTwo.")
    desk.put("a", "Three.")
    desk.put("b", "Four.")
    desk.put("c", "Five.")
    desk.put("c", "", status="canceled")
    desk.delete("b")
    stored = prepared(Article(id="a", text="One.\nTwo."))

    batches = list(store.rows(0, store.seq(), batch=2))

    assert [batch.ids.tolist() for batch in batches] == [[1, 2], [3]]
    assert [batch.revision_ids.tolist() for batch in batches] == [[1, 1], [2]]
    assert [batch.words for batch in batches] == [("one", "two"), ("three",)]
    np.testing.assert_allclose(batches[0].vectors, stored.vectors, atol=1e-3)


def test_rows_between_two_commits(desk: Desk, store: Store) -> None:
    """After the one, up to and with the other."""
    for id in "abcd":
        desk.put(id, f"{id}.")

    assert [batch.ids.tolist() for batch in store.rows(1, 3)] == [[2, 3]]
    assert list(store.rows(4, 9)) == []
    assert list(store.rows(0, 0)) == []


def test_rows_are_one_snapshot(desk: Desk, store: Store) -> None:
    """What is committed while an index is built is none of its rows."""
    for id in "abc":
        desk.put(id, f"{id}.")

    taken = []
    for batch in store.rows(0, 99, batch=1):
        taken += batch.ids.tolist()
        desk.put(f"d{len(taken)}", "Later.")

    assert taken == [1, 2, 3]
