from __future__ import annotations

import contextlib

import numpy as np
import pytest

from rag.errors import ArticleGone, ArticleUnknown, ModelUnavailable
from rag.store.protocol import Store
from rag.types import Article
from tests.store.kit import DAY, DIM, HOUR, Desk, instant, key, prepared


def test_a_first_revision_is_new_and_seen(desk: Desk) -> None:
    """An article that was taken in is numbered 1 and there at once."""
    receipt = desk.put("a", "One.")

    assert (receipt.state, receipt.revision, receipt.key) == ("new", 1, key("a"))
    assert desk.seen() == {"a": "One."}


def test_equal_content_is_unchanged(desk: Desk) -> None:
    """The same record again adds nothing, not even a commit."""
    desk.put("a", "One.")
    before = desk.store.seq()

    assert desk.put("a", "One.").state == "unchanged"
    assert desk.store.seq() == before


def test_changed_content_is_a_revision(desk: Desk) -> None:
    """Another text under the same id is the next revision, and it is the one that is seen."""
    desk.put("a", "One.")

    receipt = desk.put("a", "Two.")

    assert (receipt.state, receipt.revision) == ("revised", 2)
    assert desk.numbers() == {"a": 2}


def test_there_and_back_is_three_revisions(desk: Desk) -> None:
    """A, B, A: the third says the same as the first and is still a revision."""
    for text in ("One.", "Two.", "One."):
        desk.put("a", text)

    assert desk.numbers() == {"a": 3}
    assert desk.put("a", "One.").state == "unchanged"


def test_a_title_alone_makes_a_revision(desk: Desk) -> None:
    """The record is compared, not the text."""
    desk.put("a", "One.", title="Old")

    assert desk.put("a", "One.", title="New").state == "revised"


def test_same_text_under_two_ids_is_two_articles(desk: Desk) -> None:
    """Articles are told apart by their ids."""
    desk.put("a", "One.")
    desk.put("b", "One.")

    assert desk.seen() == {"a": "One.", "b": "One."}


def test_same_id_in_two_collections_is_two_articles(desk: Desk) -> None:
    """An id is unique in its collection only."""
    desk.put("a", "One.", collection="x")
    desk.put("a", "Two.", collection="y")

    assert desk.seen(collections=("x",)) == {"a": "One."}
    assert desk.seen(collections=("y",)) == {"a": "Two."}


def test_several_revisions_in_one_transaction(desk: Desk) -> None:
    """A batch may hold the same article again, changed and unchanged."""
    receipts = desk.put_all([Article(id="a", text=text) for text in ("One.", "Two.", "Two.", "One.")])

    assert [(each.state, each.revision) for each in receipts] == [
        ("new", 1),
        ("revised", 2),
        ("unchanged", 2),
        ("revised", 3),
    ]


def test_an_older_update_that_arrives_late_is_not_current(desk: Desk) -> None:
    """What was updated earlier stays behind, however late it comes."""
    desk.put("a", "New.", date="2018-05-01", updated="2018-05-09")
    desk.put("a", "Old.", date="2018-05-01", updated="2018-05-04")

    assert desk.numbers() == {"a": 1}
    assert desk.numbers("2018-05-05") == {"a": 2}


def test_revisions_of_equal_time_are_ordered_by_arrival(desk: Desk) -> None:
    """Two that were updated at the same time: the second to arrive stands."""
    desk.put("a", "One.", updated="2018-05-04")
    desk.put("a", "Two.", updated="2018-05-04")

    assert desk.numbers() == {"a": 2}


def test_taking_in_all_revisions_again_changes_nothing(desk: Desk) -> None:
    """Several dated revisions of one article, taken in twice: the second time all are unchanged."""
    revisions = [Article(id="a", text=f"{day}.", date="2018-05-01", updated=f"2018-05-0{day}") for day in (2, 5, 3)]
    desk.put_all(revisions)
    before = desk.store.seq()

    again = desk.put_all(revisions)

    assert [(each.state, each.revision) for each in again] == [("unchanged", 1), ("unchanged", 2), ("unchanged", 3)]
    assert desk.store.seq() == before


def test_an_update_on_the_day_of_publication_stands(desk: Desk) -> None:
    """A bare publication date does not outrank an update at a time on that day."""
    desk.put("a", "Morning.", date="2018-05-04")
    desk.put("a", "Afternoon.", date="2018-05-04", updated="2018-05-04T15:00:00Z")

    assert desk.seen() == {"a": "Afternoon."}
    assert desk.seen("2018-05-04") == {"a": "Afternoon."}


def test_a_correction_on_the_day_of_ingestion_stands(desk: Desk) -> None:
    """An article of today, corrected today without saying when: the correction is what is seen."""
    desk.put("a", "Wrong.", date="2020-06-01")
    desk.clock.now += HOUR
    desk.put("a", "Right.", date="2020-06-01")

    assert desk.seen() == {"a": "Right."}


def test_a_clock_set_back_does_not_hide_the_newest_arrival(desk: Desk) -> None:
    """Ten years back between two arrivals: the order is still that of arrival."""
    desk.put("a", "One.")
    desk.clock.now -= 3650 * DAY

    desk.put("a", "Two.")

    desk.clock.now += 3650 * DAY
    assert desk.seen() == {"a": "Two."}


def test_unchanged_tells_what_put_would_do(desk: Desk) -> None:
    """The cheap test before encoding agrees with the transaction."""
    desk.put("a", "One.", updated="2018-05-04")
    desk.put("a", "Two.", updated="2018-05-05")
    asked = [
        prepared(Article(id="a", text="Two.", updated="2018-05-05")).revision,
        prepared(Article(id="a", text="One.", updated="2018-05-04")).revision,
        prepared(Article(id="a", text="Three.")).revision,
        prepared(Article(id="b", text="One.")).revision,
    ]

    receipts = desk.store.unchanged(asked)

    assert [each and each.revision for each in receipts] == [2, 1, None, None]


def test_an_error_in_the_transaction_takes_all_of_it_back(desk: Desk, store: Store) -> None:
    """What was put before the error is not there, nor a commit of it."""
    with contextlib.suppress(KeyError), store.write() as writer:
        writer.put(prepared(Article(id="a", text="One.")))
        raise KeyError

    assert desk.seen() == {}
    assert store.seq() == 0
    assert store.fingerprint() is None


def test_a_deleted_article_is_gone_at_every_as_of(desk: Desk) -> None:
    """Deleting takes out all revisions, also the ones of long ago."""
    desk.put("a", "One.", date="2018-05-01")
    desk.put("a", "Two.", date="2018-05-01", updated="2018-05-09")

    desk.delete("a")

    assert desk.seen() == desk.seen("2018-05-05") == {}


def test_deleting_twice_or_nothing_is_told(desk: Desk) -> None:
    """Gone and unknown are different errors."""
    desk.put("a")
    desk.delete("a")

    with pytest.raises(ArticleGone):
        desk.delete("a")
    with pytest.raises(ArticleUnknown):
        desk.delete("b")


def test_a_deleted_article_may_come_back_without_its_past(desk: Desk) -> None:
    """Taken in again it is new, numbered on; what was deleted stays away."""
    desk.put("a", "One.", date="2018-05-01")
    desk.delete("a")

    receipt = desk.put("a", "One.", date="2018-05-01")

    assert (receipt.state, receipt.revision) == ("new", 2)
    assert desk.numbers() == {"a": 2}
    assert desk.numbers("2018-05-05") == {}


def test_a_kill_is_for_ever(desk: Desk) -> None:
    """Once canceled, an article is seen at no as_of, whatever comes later."""
    desk.put("a", "One.", date="2018-05-01")
    desk.put("a", "", status="canceled", date="2018-05-01", updated="2018-05-09")
    desk.put("a", "Three.", date="2018-05-01", updated="2018-06-01")

    assert desk.seen() == desk.seen("2018-05-05") == {}


def test_a_kill_that_is_older_than_the_current_revision_kills(desk: Desk) -> None:
    """A kill that arrives late acts all the same."""
    desk.put("a", "One.", updated="2018-05-09")

    desk.put("a", "", status="canceled", updated="2018-05-04")

    assert desk.seen() == {}


def test_a_withheld_article_is_hidden_until_it_is_usable_again(desk: Desk) -> None:
    """Withheld hides the past, too; a usable revision lifts that, but shows no withheld one."""
    desk.put("a", "One.", date="2018-05-01")
    desk.put("a", "Held.", status="withheld", date="2018-05-01", updated="2018-05-04")
    assert desk.seen() == desk.seen("2018-05-02") == {}

    desk.put("a", "Three.", date="2018-05-01", updated="2018-05-09")

    assert desk.seen() == {"a": "Three."}
    assert desk.seen("2018-05-02") == {"a": "One."}
    assert desk.seen("2018-05-05") == {}


def test_a_late_withheld_revision_that_is_not_current_hides_nothing_now(desk: Desk) -> None:
    """Only the current revision decides."""
    desk.put("a", "One.", updated="2018-05-09")

    desk.put("a", "Held.", status="withheld", updated="2018-05-04")

    assert desk.seen() == {"a": "One."}


def test_times_are_kept_with_the_revision(desk: Desk, store: Store) -> None:
    """A revision counts from its update, else its publication, else from when it was seen."""
    desk.put("a", "One.", date="2018-05-01", updated="2018-05-04T10:00:00Z")
    desk.put("b", "One.", date="2018-05-01T08:00:00Z")
    desk.put("c", "One.")

    with store.read(desk.scope()) as reader:
        times = {each: reader.article(key(each)) for each in "abc"}

    assert times["a"].valid_from == instant("2018-05-04T10:00:00Z")
    assert times["b"].valid_from == instant("2018-05-01T08:00:00Z")
    assert times["c"].valid_from == times["c"].first_seen == desk.clock.now


@pytest.mark.parametrize(
    "vectors",
    [
        pytest.param(np.full((1, DIM), np.nan, np.float32), id="nan"),
        pytest.param(np.full((1, DIM), np.inf, np.float32), id="infinite"),
        pytest.param(np.full((1, DIM), 1e30, np.float32), id="too large"),
        pytest.param(np.zeros((1, DIM), np.float32), id="zero"),
        pytest.param(np.ones((2, DIM), np.float32), id="one too many"),
        pytest.param(np.ones((1, DIM + 1), np.float32), id="other dimension"),
    ],
)
def test_vectors_of_no_use_are_refused(desk: Desk, store: Store, vectors: np.typing.NDArray[np.float32]) -> None:
    """Nothing is stored that no question could find, and the transaction can go on."""
    bad = prepared(Article(id="a", text="One."), vectors=vectors)

    with store.write() as writer:
        with pytest.raises(ModelUnavailable):
            writer.put(bad)
        writer.put(prepared(Article(id="b", text="Two.")))

    assert desk.seen() == {"b": "Two."}


def test_an_article_without_a_passage_is_kept(desk: Desk, store: Store) -> None:
    """An empty body, as a kill may have, needs no vectors."""
    with store.write() as writer:
        writer.put(prepared(Article(id="a", text=" ", status="withheld"), vectors=np.zeros(0, np.float32)))

    assert store.seq() == 1
