"""What a page has around a story is never quoted; sentences about such things are."""

from __future__ import annotations

import time

import pytest

from rag.evidence import units
from rag.marks import furniture


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Council closes the mill",
        "MORE:Council closes the mill",
        "►Related: Ten mills that closed",
        "WATCH: The mill comes down",
        "Read more.",
        "Previously:Mill to close next year",
        "Opinion:The mill was worth saving.",
        "Click here to see the full list.",
        "Sign up for our free weekly newsletter.",
        "Subscribe to the newsletter here.",
        "Get our politics newsletter in your inbox by signing up here.",
        "NEVER MISS A MOMENT: Follow our sports newsletter for daily updates",
        "Want this news roundup in your inbox every night?",
        "Follow her on Twitter @marahale.",
        "Reach him at tom.reed@gazette.example or on X @tomreed.",
        "You can follow her on Instagram @marahale",
        "mhale@gazette.example",
        "Contributing: Tom Reed, The Associated Press",
        "(Image credit: Mara Hale/AFP via Getty Images)",
        "Mara Hale/Getty Images",
        "Special for USA TODAY",
        "Photo: Mara Hale",
        "Updated March 13, 2026, 4:21 p.m. ET",
        "(This story was updated to add new information.)",
        "– Mara Hale",
        "Advertisement",
        "Newest entry first.",
        "The latest updates on top.",
        "Subscribe now and save.",
        "Sign up for our morning letter.",
        "The page will be updated through the night.",
        "This page on the mill was updated on Thursday.",
        "All times are local.",
        "Refresh this page for updates.",
    ],
)
def test_what_stands_around_a_story_is_not_quoted(line: str) -> None:
    """Calls, credits, addresses and time stamps tell nothing of the news."""
    text = f"The mill closed on Monday, the council said.\n\n{line}\n\nIt made paper for a century."

    assert furniture.is_one(line)
    assert line not in [span.of(text) for span, whole in units(text) if whole]


@pytest.mark.parametrize(
    "sentence",
    [
        "Follow the money, prosecutors told the jury.",
        "Sign-ups for the plan fell by a fifth.",
        "Contributing to the fall was a weak crown.",
        "Subscribers to the newsletter rose to 9,000.",
        "More than 40 people died.",
        "Watch repairers are few.",
        "Reuters and AP said that the mill closed.",
        "Images of the fire spread on Twitter.",
        "The photo by Mara Hale shows the mill.",
        "Updated figures show that 12 died.",
        "This story was updated to correct the number of dead.",
        "This story has been updated because an earlier version named another mill.",
        "Reach for the sky, he said.",
        "She tweeted that @millco had lied.",
        "Getty Images sued the firm for copying its photographs.",
        "Related charges were dropped.",
        "The newest member of the board resigned first.",
        "The report was updated to show 34 dead.",
        "The latest figures top the forecast.",
        "All times trials were called off.",
        "Opinion: 40 percent of voters want it open, a poll says.",
        "Montgomery:The state is to spend $400 million.",
    ],
)
def test_sentences_about_such_things_are_quoted(sentence: str) -> None:
    """They tell something, and a notice says what is wrong."""
    assert not furniture.is_one(sentence)
    assert not furniture.is_byline(sentence)


@pytest.mark.parametrize(
    "byline",
    [
        "Mara Hale and Tom Reed",
        "MARA HALE",
        "AP Airlines Writer",
        "From USA TODAY Network and wire reports",
        "Hamza Hale, Associated Press",
        "The Arn Gazette",
        "Staff Report",
    ],
)
def test_names_above_the_first_sentence_are_a_byline(byline: str) -> None:
    """Further down the same words may be all that a list says."""
    text = f"{byline}\n\nThe mill closed on Monday.\n\n{byline}"

    assert [span.of(text) for span, whole in units(text) if whole] == ["The mill closed on Monday.", byline]


@pytest.mark.parametrize(
    "line", ["Mill closes after fire", "The mill closed.", "Who won?", "“We lost,” Mara Hale said"]
)
def test_a_line_that_says_something_is_no_byline(line: str) -> None:
    """A standfirst without a full stop is news too."""
    assert not furniture.is_byline(line)


@pytest.mark.parametrize("line", ["A/" * 120, "Sign up " * 30, "Follow a@" * 28, "– A " * 60, "Get, " * 50])
def test_any_line_is_read_in_little_time(line: str) -> None:
    """Whatever it repeats."""
    started = time.process_time()
    furniture.is_one(line)

    assert time.process_time() - started < 0.5
