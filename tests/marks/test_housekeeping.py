"""What a page says to its readers, and news that begins alike."""

from __future__ import annotations

import pytest

from rag.marks.housekeeping import is_to_readers


@pytest.mark.parametrize(
    "text",
    [
        "Newest entry first.",
        "The latest updates on top.",
        "Read more: the bridge in pictures",
        "READ ALSO: Two held in Halm",
        "Click here for the map.",
        "Sign up for our morning letter.",
        "Subscribe now and save.",
        "This story has been updated.",
        "This article was last updated at 9 p.m.",
        "Updated at 14:05",
        "The page will be updated through the night.",
        "All times are local.",
        "Refresh this page for updates.",
    ],
)
def test_words_to_readers(text: str) -> None:
    """By how they open."""
    assert is_to_readers(text)


@pytest.mark.parametrize(
    "text",
    [
        "The newest member of the board resigned first.",
        "The report was updated to show 34 dead.",
        "Readers of the paper signed up for the march.",
        "The latest figures top the forecast.",
        "Read was 54 when he died.",
        "Follow-up checks found nothing.",
        "Subscribers left the service in May.",
        "The article was read in court.",
        "All times trials were called off.",
        "Watch makers struck on Monday.",
        "The mayor updated the plan on 3 May.",
    ],
)
def test_news_that_begins_alike(text: str) -> None:
    """It tells of something."""
    assert not is_to_readers(text)
