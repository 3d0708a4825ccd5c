from __future__ import annotations

import pytest

from rag.store.protocol import Store
from tests.store.kit import DAY, HOUR, NOON, SECOND, Desk, instant, when, window


def test_each_as_of_has_its_revision(desk: Desk) -> None:
    """Before publication nothing, then each revision from its update on."""
    desk.put("a", "One.", date="2018-05-01T10:00:00Z")
    desk.put("a", "Two.", date="2018-05-01T10:00:00Z", updated="2018-05-09T10:00:00Z")

    assert desk.seen("2018-05-01T09:59:59Z") == {}
    assert desk.seen("2018-05-01T10:00:00Z") == {"a": "One."}
    assert desk.seen("2018-05-09T09:59:59Z") == {"a": "One."}
    assert desk.seen("2018-05-09T10:00:00Z") == {"a": "Two."}


def test_a_bare_date_is_admitted_when_its_day_has_passed(desk: Desk) -> None:
    """Under a time on the day itself it may not have been out yet."""
    desk.put("a", "One.", date="2018-05-01")

    assert desk.seen("2018-05-01T18:00:00Z") == {}
    assert desk.seen("2018-05-01") == {"a": "One."}


def test_an_only_copy_that_was_updated_does_not_exist_before(desk: Desk) -> None:
    """What it said before the update nobody knows."""
    desk.put("a", "One.", date="2018-05-01", updated="2018-05-05")

    assert desk.seen("2018-05-03") == {}


def test_a_revision_that_moves_its_publication_to_later_follows(desk: Desk) -> None:
    """A revision is not seen before its own publication date, whatever its update says."""
    desk.put("a", "One.", date="2018-05-01")
    desk.put("a", "Two.", date="2018-06-01", updated="2018-05-05")

    assert desk.seen("2018-05-10") == {"a": "One."}
    assert desk.seen("2018-06-01") == {"a": "Two."}


def test_a_silent_edit_counts_from_when_it_was_seen(desk: Desk) -> None:
    """A later revision without an update time does not reach back."""
    desk.put("a", "One.", date="2018-05-01")
    desk.put("a", "Two.", date="2018-05-01")

    assert desk.seen("2018-05-10") == {"a": "One."}
    assert desk.seen() == {"a": "Two."}


def test_undated_articles_count_from_when_they_were_seen(desk: Desk, store: Store) -> None:
    """And the coverage tells how many as_of left out."""
    desk.put("a", "Undated.")
    desk.put("b", "Dated.", date="2018-05-01")

    assert desk.seen("2018-05-02") == {"b": "Dated."}
    assert desk.seen("2020-06-02") == {"a": "Undated.", "b": "Dated."}
    with store.read(desk.scope("2018-05-02")) as reader:
        assert reader.coverage().undated_left_out == 1
    with store.read(desk.scope("2020-06-02")) as reader:
        assert reader.coverage().undated_left_out == 0


def test_undated_articles_left_out_are_counted_where_they_may_be_read(desk: Desk, store: Store) -> None:
    """Those in another collection, deleted, killed or embargoed ones are not counted."""
    desk.put("a", collection="open")
    desk.put("b", collection="closed")
    desk.put("c", collection="open")
    desk.delete("c", collection="open")
    desk.put("d", collection="open", embargoed_until="2031-01-01")

    with store.read(desk.scope("2018-05-02", readable=frozenset({"open"}))) as reader:
        assert reader.coverage().undated_left_out == 1


def test_undated_articles_fall_out_of_a_window_and_are_counted(desk: Desk, store: Store) -> None:
    """A publication window admits nothing that has no publication date."""
    desk.put("a", "Undated.")
    desk.put("b", "Dated.", date="2018-05-01")

    with store.read(desk.scope(published=window(begin="2018-01-01"))) as reader:
        coverage = reader.coverage()

    assert (coverage.articles, coverage.undated_left_out) == (1, 1)


def test_the_future_of_a_revision_does_not_hide_it_without_as_of(desk: Desk) -> None:
    """An article dated ahead is there for whoever asks without as_of."""
    desk.put("a", "Ahead.", date="2031-01-01")

    assert desk.seen() == {"a": "Ahead."}
    assert desk.seen("2020-06-01") == {}


class TestEmbargo:
    """What is not to be shown yet."""

    def test_embargoed_text_is_not_seen_before_its_time(self, desk: Desk) -> None:
        """Not a microsecond early, and from then on without any new commit."""
        desk.put("a", "Secret.", embargoed_until="2020-06-01T13:00:00Z")
        assert desk.seen() == {}

        desk.clock.now = NOON + HOUR - 1
        assert desk.seen() == {}
        desk.clock.now = NOON + HOUR
        assert desk.seen() == {"a": "Secret."}

    def test_an_embargoed_revision_leaves_the_earlier_one(self, desk: Desk) -> None:
        """The earlier revision stands until the embargo is over."""
        desk.put("a", "One.", date="2018-05-01")
        desk.put("a", "Secret.", date="2018-05-01", embargoed_until="2020-06-01T13:00:00Z")
        assert desk.seen() == {"a": "One."}

        desk.clock.now += HOUR
        assert desk.seen() == {"a": "Secret."}

    def test_the_embargo_counts_at_as_of_and_now(self, desk: Desk) -> None:
        """Over by both, or not seen."""
        desk.put("a", "One.", date="2018-05-01", embargoed_until="2018-05-10")

        assert desk.seen("2018-05-05") == {}
        assert desk.seen("2018-05-10") == {"a": "One."}

    def test_an_as_of_ahead_of_now_does_not_lift_it(self, desk: Desk) -> None:
        """The earlier of the two decides."""
        desk.put("a", "Secret.", date="2018-05-01", embargoed_until="2021-01-01")

        assert desk.seen("2022-01-01") == {}

    def test_who_may_see_embargoed_text_sees_it(self, desk: Desk) -> None:
        """At every as_of."""
        desk.put("a", "Secret.", date="2018-05-01", embargoed_until="2031-01-01")

        assert desk.seen(embargoed=True) == desk.seen("2018-05-05", embargoed=True) == {"a": "Secret."}

    def test_a_whole_day_is_over_at_its_end(self, desk: Desk) -> None:
        """An embargo until a day without a time lasts through that day."""
        desk.put("a", "Secret.", embargoed_until="2020-06-01")

        assert desk.seen() == {}
        desk.clock.now += DAY
        assert desk.seen() == {"a": "Secret."}


class TestExpiry:
    """What is not to be shown any more."""

    def test_an_expired_article_is_hidden(self, desk: Desk) -> None:
        """At every as_of, and without any new commit."""
        desk.put("a", "One.", date="2018-05-01", expires="2020-06-01T13:00:00Z")
        assert desk.seen() == {"a": "One."}

        desk.clock.now += HOUR + SECOND

        assert desk.seen() == desk.seen("2018-05-05") == {}

    def test_an_embargo_and_an_expiry_at_one_instant(self, desk: Desk) -> None:
        """At that instant both are seen, a microsecond later only what is free."""
        desk.put("a", "Over.", expires="2020-06-01T13:00:00Z")
        desk.put("b", "Free.", embargoed_until="2020-06-01T13:00:00Z")

        desk.clock.now = NOON + HOUR
        assert desk.seen().keys() == {"a", "b"}
        desk.clock.now += 1
        assert desk.seen().keys() == {"b"}

    def test_it_does_not_uncover_an_earlier_revision(self, desk: Desk) -> None:
        """The publisher's last word is that the article is over."""
        desk.put("a", "One.", date="2018-05-01")
        desk.put("a", "Two.", date="2018-05-01", updated="2018-05-09", expires="2019-01-01")

        assert desk.seen() == {}


@pytest.mark.parametrize(
    ("begin", "until", "expected"),
    [
        ("2018-05-02", None, {"b", "c"}),
        (None, "2018-05-02", {"a", "b"}),
        ("2018-05-02", "2018-05-02", {"b"}),
        ("2018-05", "2018-05", {"a", "b", "c"}),
        ("2018-05-02T10:00:00Z", None, {"c"}),
        ("2019", None, set()),
    ],
)
def test_a_window_takes_what_lies_in_it_whole(
    desk: Desk, begin: str | None, until: str | None, expected: set[str]
) -> None:
    """A day is in a window that holds all of it."""
    for id, day in (("a", 1), ("b", 2), ("c", 3)):
        desk.put(id, date=f"2018-05-0{day}")
    desk.put("undated")

    assert desk.seen(published=window(begin, until)).keys() == expected


def test_coverage_counts_what_is_in_scope(desk: Desk, store: Store) -> None:
    """Articles, passages, and the first and last publication as their sources wrote them."""
    desk.put("a", "One.\nTwo.", date="2018-05-01")
    desk.put("b", "Three.", date="2018-05")
    desk.put("c", "Four.", date="2018-05-03T10:00:00Z")

    with store.read(desk.scope()) as reader:
        coverage = reader.coverage()

    assert (coverage.articles, coverage.passages) == (3, 4)
    assert (coverage.first, coverage.last) == (when("2018-05-01"), when("2018-05"))


def test_coverage_of_nothing_is_zero(store: Store, desk: Desk) -> None:
    """An archive of no articles has no first and no last."""
    with store.read(desk.scope()) as reader:
        coverage = reader.coverage()

    assert (coverage.articles, coverage.passages, coverage.first, coverage.last) == (0, 0, None, None)


def test_first_seen_is_the_clock_at_the_commit(desk: Desk, store: Store) -> None:
    """The listing since an instant has what came then or later."""
    desk.put("a")
    desk.clock.now += DAY
    desk.put("b")

    with store.read(desk.scope()) as reader:
        assert [each.article_id for each in reader.listing(None, 10, instant("2020-06-02"))] == ["b"]
