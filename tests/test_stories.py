"""Which articles go back to one report: how alike they are, how far apart, and whose credit they bear."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag import stories
from rag.stories import Likeness
from rag.types import Article
from tests.store.kit import prepared

TEXT = (
    "Ferry crews in Lorne voted on Monday to end a strike of two weeks after the line offered them a rise of four per "
    "cent and a day off in each week of the winter timetable, which begins in October."
)


def credited(text: str, **metadata: str) -> str | None:
    """The credit of an article with that text."""
    return stories.credit(prepared(Article(id="a", text=text, metadata=metadata)).revision)


@pytest.mark.parametrize(
    ("alike", "days", "one"),
    [
        (Likeness(0.9, 0.95), None, True),  # a reprint, whenever it was made
        (Likeness(0.9, 0.95), 900.0, True),
        (Likeness(0.4, 0.5), 0.2, True),  # a desk worked it over
        (Likeness(0.4, 0.5), 5.0, False),  # background that both carry
        (Likeness(0.5, 0.7), 5.0, True),  # the same story went on
        (Likeness(0.5, 0.7), 30.0, False),
        (Likeness(0.2, 0.3), 0.0, False),
        (Likeness(0.5, 0.7), None, False),
    ],
)
def test_articles_go_back_to_one_report(alike: Likeness, days: float | None, one: bool) -> None:
    """By how much they share and how many days lie between them."""
    assert stories.is_one_report(alike, days=days) is one


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("LORNE, Jan 14 (Reuters) — The ferry sank.", "reuters"),
        ("LORNE (AP) - The ferry sank.", "ap"),
        ("The ferry sank.\n\nThe Associated Press contributed to this report.", "ap"),
        ("By Agence France-Presse\n\nThe ferry sank.", "afp"),
        ("The ferry sank, Reuters reported.", None),
        ("The AP course is full.", None),
    ],
)
def test_a_credit_is_read(text: str, credit: str | None) -> None:
    """From the dateline, a byline or the last line; never from a mention."""
    assert credited(text) == credit


def test_the_record_names_the_agency_first() -> None:
    """What the publisher says of the credit counts before the text; a phrase there is no name."""
    assert credited("LORNE (AP) - The ferry sank.", agency="Meridian") == "meridian"
    assert credited("The ferry sank.", agency="with material from several agencies") is None


def test_groups_are_joined_over_others() -> None:
    """A is a printing of B, B of C; D stands alone; pairs with strangers are left out."""
    assert stories.groups([4, 3, 2, 1], [(1, 2), (2, 3), (3, 9)]) == [(1, 2, 3), (4,)]


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8))))
def test_groups_do_not_hang_on_the_order_of_pairs(pairs: list[tuple[int, int]]) -> None:
    """However links were found."""
    assert stories.groups(range(9), pairs) == stories.groups(range(9), list(reversed(pairs)))


@given(st.text(max_size=400))
def test_every_text_has_a_signature(text: str) -> None:
    """Also an empty one; equal texts have equal ones, and each value fits a column."""
    assert stories.bands(text) == stories.bands(text)
    assert all(0 <= value < 1 << 63 for value in stories.bands(text))


def test_alike_texts_share_bands_and_others_none() -> None:
    """Which is how they are found among millions."""
    other = TEXT.replace("two weeks", "eleven days").replace("Lorne", "Port Lorne")

    assert len(set(stories.bands(TEXT)) & set(stories.bands(other))) >= stories.FEWEST_BANDS
    assert not set(stories.bands(TEXT)) & set(stories.bands("A museum of maps opens in the old customs house."))
