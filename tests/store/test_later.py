from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.errors import ArticleUnknown
from rag.store.protocol import Store
from rag.types import Article, Scope
from tests.store.kit import DAY, NOON, Clock, Desk, key, opened, vector, when

AS_OF = "2020-05-10"
BEFORE = ["2020-05-01", "2020-05-02T10:00:00Z", "2020-05-09", "2020-05-10T23:59:59Z"]
AFTER = ["2020-05-11", "2020-05-10T23:59:59.999999Z", "2020-06", "2031-01-01"]
IDS = st.sampled_from("abcd")
TEXTS = st.lists(st.sampled_from(["Ferry talks.", "Harbour flood.", "Ferry flood, ferry."]), min_size=1, max_size=3)

earlier = st.builds(
    Article,
    id=IDS,
    text=TEXTS.map("\n".join),
    date=st.sampled_from([None, *BEFORE]),
    updated=st.sampled_from([None, *BEFORE]),
    embargoed_until=st.sampled_from([None, None, *BEFORE]),
    expires=st.sampled_from([None, None, "2031-01-01"]),
)
later = st.one_of(
    st.builds(Article, id=st.sampled_from("abcdef"), text=TEXTS.map("\n".join), updated=st.sampled_from(AFTER[2:])),
    st.builds(
        Article, id=st.sampled_from("ef"), text=TEXTS.map("\n".join), date=st.sampled_from([AFTER[0], *AFTER[2:]])
    ),
    st.builds(Article, id=st.sampled_from("abcd"), text=TEXTS.map("\n".join), title=st.just("Silent")),
    st.builds(
        Article,
        id=st.sampled_from("abcdef"),
        text=TEXTS.map("\n".join),
        updated=st.sampled_from(AFTER[2:]),
        embargoed_until=st.just("2031-01-01"),
    ),
)


def told(store: Store, scope: Scope) -> dict[str, Any]:
    """Everything that a reader returns, but for counts of what is not in its Scope."""
    ids = np.arange(1, 500, dtype=np.int64)
    with store.read(scope) as reader:
        return {
            "visible": reader.visible().tolist(),
            "coverage": msgspec.structs.replace(reader.coverage(), undated_left_out=0),
            "dense": [reader.newer_dense(0, vector(each), 3).tolist() for each in "xyz"],
            "lexical": [reader.newer_lexical(0, words, 3).tolist() for words in (["ferri"], ["flood", "talk"])],
            "passages": reader.passages(ids),
            "revisions": reader.revisions(ids),
            "listing": reader.listing(None, 99, None),
            "articles": [lookup(reader, each) for each in "abcdef"],
        }


def lookup(reader: Any, id: str) -> object:  # noqa: ANN401
    """An article, its history and where each of its revisions stands; or the error."""
    try:
        numbers = [each.revision for each in reader.history(key(id))]
        revisions = [reader.article(key(id), number) for number in numbers]
        return revisions, reader.history(key(id)), [reader.standing(each) for each in revisions]
    except ArticleUnknown as error:
        return type(error).__name__, str(error)


@settings(max_examples=30, deadline=None)
@given(st.lists(earlier, min_size=1, max_size=6), st.lists(later, min_size=1, max_size=6))
def test_what_comes_later_changes_nothing_before(first: list[Article], second: list[Article]) -> None:
    """A reader at an as_of returns the same, whatever is published, revised or seen after it."""
    clock = Clock(when(AS_OF).last - DAY)
    with tempfile.TemporaryDirectory() as folder:
        store = opened(Path(folder) / "archive", clock=clock)
        Desk(store, clock).put_all(first)
        scope = Scope(now=NOON, as_of=when(AS_OF))
        before = told(store, scope)

        clock.now = NOON
        Desk(store, clock).put_all(second)

        assert told(store, scope) == before
        store.close()
