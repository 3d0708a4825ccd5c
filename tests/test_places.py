"""Sentences in the same words on different places, which are different events."""

from __future__ import annotations

import pytest

from rag import places
from rag.archive import Archive
from tests.asking import ask, put

MARCH = "About 8,000 people marched through {} on Saturday against the new rent law, police said."


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (MARCH.format("Drum"), MARCH.format("Eask"), True),
        ("A bus crash in Port Vell killed 5 people.", "A bus crash in Dorr killed 5 people.", True),
        (MARCH.format("Drum"), MARCH.format("Drum"), False),
        ("A crash in Kirovsk killed 5 people.", "A crash in Kyrovsk killed 5 people.", False),
        ("A crash in Dorr, in the Orr valley, killed 5.", "A crash in Orr killed 5.", False),
        ("A crash in Dorr killed 5 people on Monday.", "A crash in Dorr killed 5 people on Friday.", False),
        ("A crash killed 5 people, said Ada Quill.", "A crash killed 5 people, said Tom Reed.", False),
        ("A crash in Dorr killed 5 people.", "A crash in fog killed 5 people.", False),
    ],
)
def test_places_differ_in_the_same_slot(one: str, other: str, differ: bool) -> None:
    """Both are names behind a preposition, and no spellings of one."""
    assert places.differ(one, other) is differ
    assert places.differ(other, one) is differ


def test_events_in_different_places_are_no_printings_of_each_other(archive: Archive) -> None:
    """They share nearly all words, and neither carries what the other tells."""
    put(archive, post_2025_05_17=MARCH.format("Drum"), star_2025_05_17=MARCH.format("Eask"))

    answer = ask(archive, "How many people marched through Drum against the rent law?")

    assert answer.independence is not None
    assert (answer.independence["articles"], answer.independence["independent"]) == (1, 1)
    assert not answer.citations[0].copies
