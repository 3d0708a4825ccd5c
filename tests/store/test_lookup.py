from __future__ import annotations

from datetime import UTC
from typing import Any

import numpy as np
import pytest

from rag.errors import ArticleGone, ArticleUnknown
from rag.settle import settle
from rag.store.protocol import Reader, Store
from rag.times import iso
from rag.types import Article, Revision, Successor
from tests.store.kit import HOUR, Desk, instant, key, prepared


def article(
    desk: Desk, id: str = "a", number: int | None = None, as_of: str | None = None, **fields: object
) -> Revision:
    """An article of the default collection as a Scope sees it."""
    with desk.store.read(desk.scope(as_of, **fields)) as reader:
        return reader.article(key(id), number)


def told(desk: Desk, id: str = "a", number: int | None = None, **fields: Any) -> str:  # noqa: ANN401
    """What the error says when an article can't be had."""
    with pytest.raises(ArticleUnknown) as raised:
        article(desk, id, number, **fields)
    return f"{type(raised.value).__name__}: {raised.value}"


def test_a_revision_comes_back_as_it_was_settled(desk: Desk) -> None:
    """Every field of the record, to the code point."""
    whole = Article(
        id="a",
        text="One.\r\n\u202eTwo\u0000 – “three” 🐈.",
        title="T\u00ad",
        date="2018-05",
        updated="2018-06-01T10:00:00+02:00",
        source="S",
        url="https://example.org/?a=1",
        authors=("B", "A", "a"),
        language="en",
        kind="Opinion",
        topics=("x",),
        places=("y",),
        expires="2031",
        supersedes="z",
        metadata={"n": [1, {"m": None}]},
    )
    desk.put_all([whole])

    found, settled = article(desk), settle(whole, zone=UTC)

    assert found.text == whole.text
    assert found.sha256 == settled.sha256
    assert found.text_sha256 == settled.text_sha256
    assert [getattr(found, name) for name in ("authors", "published", "updated", "metadata", "expires")] == [
        getattr(settled, name) for name in ("authors", "published", "updated", "metadata", "expires")
    ]


def test_an_earlier_revision_is_had_by_its_number(desk: Desk) -> None:
    """So that a citation of it can be verified."""
    desk.put("a", "One.")
    desk.put("a", "Two.")

    assert article(desk, number=1).text == "One."
    assert article(desk, number=2).text == "Two."


def test_unknown_unreadable_and_later_are_told_in_the_same_words(desk: Desk) -> None:
    """Nobody learns that an article exists which they may not read, or not yet."""
    desk.put("a", "One.", date="2018-05-01")
    absent = told(desk, "b").replace(key("b"), "KEY")

    tellings = [
        told(desk, readable=frozenset({"other"})),
        told(desk, collections=("other",)),
        told(desk, as_of="2017-01-01"),
        told(desk, number=2),
        told(desk, number=0),
    ]

    assert {each.replace(key("a"), "KEY") for each in tellings} == {absent}


def test_deleted_and_killed_are_gone_where_they_were_known(desk: Desk) -> None:
    """410 for readers; not even that for others, or at an as_of before them."""
    for id in "ab":
        desk.put(id, "One.", date="2018-05-01")
    desk.delete("a")
    desk.put("b", "", status="canceled")

    for id in "ab":
        assert told(desk, id).startswith("ArticleGone")
        assert told(desk, id, number=1).startswith("ArticleGone")
        assert told(desk, id, readable=frozenset({"other"})).startswith("ArticleUnknown")
        assert told(desk, id, as_of="2017-01-01").startswith("ArticleUnknown")


def test_withheld_is_gone_for_now(desk: Desk) -> None:
    """A citation of it is withdrawn; afterwards it is good again."""
    desk.put("a", "One.", date="2018-05-01")
    desk.put("a", "Held.", status="withheld", date="2018-05-01", updated="2018-05-05")
    assert told(desk).startswith("ArticleGone")

    desk.put("a", "Three.", date="2018-05-01", updated="2018-05-09")

    assert article(desk, number=1).text == "One."
    assert told(desk, number=2).startswith("ArticleUnknown")


def test_embargoed_is_unknown(desk: Desk) -> None:
    """Also the revision by its number, also when the article was deleted."""
    desk.put("a", "One.", date="2018-05-01")
    desk.put("a", "Secret.", embargoed_until="2031-01-01")
    desk.put("b", "Secret.", embargoed_until="2031-01-01")

    assert told(desk, number=2).startswith("ArticleUnknown")
    assert article(desk, number=2, embargoed=True).text == "Secret."
    desk.delete("b")
    assert told(desk, "b").startswith("ArticleUnknown")


def test_expired_is_unknown(desk: Desk) -> None:
    """All of its revisions."""
    desk.put("a", "One.", date="2018-05-01")
    desk.put("a", "Two.", date="2018-05-01", expires="2020-06-01T13:00:00Z")
    desk.clock.now += 2 * HOUR

    assert told(desk).startswith("ArticleUnknown")
    assert told(desk, number=1).startswith("ArticleUnknown")


def test_a_filter_of_the_scope_leaves_an_article_out(desk: Desk) -> None:
    """`article` without a number is what is in Scope."""
    desk.put("a", "One.", source="S")

    assert article(desk, sources=("s",)).text == "One."
    assert told(desk, sources=("t",)).startswith("ArticleUnknown")


def test_history_has_what_was_known_at_as_of(desk: Desk, store: Store) -> None:
    """By number, with the times that count."""
    desk.put("a", "One.", date="2018-05-01T08:00:00Z")
    desk.put("a", "Two.", date="2018-05-01T08:00:00Z", updated="2018-05-09T08:00:00Z")

    with store.read(desk.scope()) as reader:
        history = reader.history(key())
    with store.read(desk.scope("2018-05-05")) as reader:
        earlier = reader.history(key())

    assert [each.revision for each in history] == [1, 2]
    assert [each.valid_from for each in history] == ["2018-05-01T08:00:00Z", "2018-05-09T08:00:00Z"]
    assert {each.first_seen for each in history} == {iso(desk.clock.now)}
    assert earlier == history[:1]


def test_history_leaves_out_what_may_not_be_shown(desk: Desk, store: Store) -> None:
    """A revision that was withheld or has expired is not told of: what is listed can be read."""
    desk.put("a", "One.", status="withheld")
    desk.put("a", "Two.", expires="2018-01-01")
    desk.put("a", "Three.")

    with store.read(desk.scope()) as reader:
        assert [each.revision for each in reader.history(key())] == [3]


def test_standing_tells_what_replaced_a_revision(desk: Desk, store: Store) -> None:
    """But only what was known at as_of."""
    desk.put("a", "One.", date="2018-05-01T08:00:00Z")
    desk.put("a", "Two.", date="2018-05-01T08:00:00Z", updated="2018-05-09T08:00:00Z")
    first = article(desk, number=1)

    with store.read(desk.scope()) as reader:
        stands = reader.standing(first)
        assert (stands.state, stands.successor) == ("superseded", Successor(key(), 2, "2018-05-09T08:00:00Z"))
        assert reader.standing(article(desk)).state == "current"
    with store.read(desk.scope("2018-05-05")) as reader:
        assert reader.standing(first).state == "current"
        with pytest.raises(ArticleUnknown):
            reader.standing(article(desk))


def test_standing_of_what_was_deleted_is_gone(desk: Desk, store: Store) -> None:
    """The caller makes "withdrawn" of it."""
    desk.put("a", "One.")
    cited = article(desk)
    desk.delete("a")

    with store.read(desk.scope()) as reader, pytest.raises(ArticleGone):
        reader.standing(cited)


def test_a_listing_has_every_article_once(desk: Desk, store: Store) -> None:
    """By key, page after page."""
    desk.put_all([Article(id=f"a{number}", text=f"{number}.") for number in range(150)])

    with store.read(desk.scope()) as reader:
        pages, after = [], None
        while page := reader.listing(after, 40, None):
            pages.append([each.key for each in page])
            after = page[-1].key

    listed = [each for page in pages for each in page]
    assert listed == sorted(key(f"a{number}") for number in range(150))
    assert [len(page) for page in pages] == [40, 40, 40, 30]


@pytest.mark.parametrize("limit", [0, -1])
def test_a_listing_of_none_is_empty(desk: Desk, store: Store, limit: int) -> None:
    """A limit below one takes nothing."""
    desk.put("a")

    with store.read(desk.scope()) as reader:
        assert reader.listing(None, limit, None) == []


def test_a_listing_obeys_the_scope(desk: Desk, store: Store) -> None:
    """As everything a reader returns."""
    desk.put("a", date="2018-05-01", collection="x")
    desk.put("b", date="2019-05-01", collection="x")
    desk.put("c", date="2018-05-01", collection="y")

    with store.read(desk.scope("2018-12-31", readable=frozenset({"x"}))) as reader:
        assert [each.article_id for each in reader.listing(None, 10, None)] == ["a"]


def all_passages(reader: Reader) -> list[int]:
    """The ids of all passages in Scope."""
    return [each.id for each in reader.passages(np.arange(100, dtype=np.int64))]


def test_passages_come_in_the_order_asked_for(desk: Desk, store: Store) -> None:
    """Those that are not there or not in Scope are left out."""
    desk.put("a", "One.\nTwo.", collection="x")
    desk.put("b", "Three.", collection="y")

    with store.read(desk.scope(readable=frozenset({"x"}))) as reader:
        found = reader.passages(np.array([99, 3, 2, 1], np.int64))

    assert [each.id for each in found] == [2, 1]
    assert [each.ordinal for each in found] == [1, 0]


def test_revisions_out_of_scope_are_left_out(desk: Desk, store: Store) -> None:
    """Superseded ones too: at most one revision an article."""
    desk.put("a", "One.")
    desk.put("a", "Two.")
    desk.put("b", "Three.", collection="y")

    with store.read(desk.scope(readable=frozenset({"default"}))) as reader:
        found = reader.revisions(np.array([3, 2, 1, 99], np.int64))

    assert {each: revision.text for each, revision in found.items()} == {2: "Two."}


def test_vectors_are_those_that_were_stored(desk: Desk, store: Store) -> None:
    """In the order asked for, of length 1, off by no more than 16 bits allow."""
    stored = prepared(Article(id="a", text="One.\nTwo.\nThree."))
    with store.write() as writer:
        writer.put(stored)

    with store.read(desk.scope()) as reader:
        found = reader.vectors(np.array([3, 1, 2], np.int64))
        with pytest.raises(ArticleUnknown):
            reader.vectors(np.array([4], np.int64))

    np.testing.assert_allclose(found, stored.vectors[[2, 0, 1]], atol=1e-3)
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1.0, atol=1e-6)


def test_no_ids_are_no_rows(desk: Desk, store: Store) -> None:
    """Asking for nothing gives nothing of the right shape."""
    desk.put("a")
    nothing = np.zeros(0, np.int64)

    with store.read(desk.scope()) as reader:
        assert reader.passages(nothing) == []
        assert reader.revisions(nothing) == {}
        assert reader.vectors(nothing).shape == (0, 8)


def test_a_reader_tells_its_scope_and_commit(desk: Desk, store: Store) -> None:
    """What it saw can be said."""
    desk.put("a")
    scope = desk.scope("2019-01-01")

    with store.read(scope) as reader:
        assert (reader.scope, reader.seq) == (scope, 1)


def test_all_ids_are_found(desk: Desk, store: Store) -> None:
    """Passage ids count up in the order of commits."""
    desk.put("a", "One.\nTwo.")
    desk.put("b", "Three.")

    with store.read(desk.scope()) as reader:
        assert all_passages(reader) == [1, 2, 3]
        assert instant("2018") < desk.clock.now
