"""What an article says of its own mistakes. All articles are our own."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.marks import notices

STORIES = Path(__file__).parents[3] / "shared/data/news/stories.jsonl"

TOLD = [
    # Labelled paragraphs, with figures.
    ("(Corrects the fine in paragraph 2 to 12 million crowns, not 21 million)", ("21 million",), ("12 million",)),
    ("CORRECTION: The dam is 48 metres high, not 84 metres as stated.", ("84",), ("48",)),
    (
        "Correction: An earlier version of this article misstated the number of strikers. It is 34, not 37.",
        ("37",),
        ("34",),
    ),
    ("Editor's note: the figure for visitors has been corrected to 212,400 from 412,200.", ("412,200",), ("212,400",)),
    # What was said and why it was wrong, then what is right.
    (
        "CORRECTION: a report said 41 people were hurt; some were counted twice and the number is 33.",
        ("41",),
        ("33",),
    ),
    (
        "Correction: An article said 900 people left three villages owing to a slip. The right number was 90.",
        ("900",),
        ("90",),
    ),
    (
        "Correction: Our story put the loss at 41 million crowns because of a typing error. The sum is 14 million.",
        ("41 million",),
        ("14 million",),
    ),
    ("CORRECTION: The count of strikers was wrong. The correct number is 33.", (), ("33",)),
    ("CORRECTION: A report said the firm has 12 plants. The number of its workers is 300.", (), ()),
    # In a paragraph of their own or at the end of one.
    (
        "An earlier version of this story said that 37 people had died. The ministry now says that 34 died.",
        ("37",),
        ("34",),
    ),
    (
        "This article was amended on 5 May 2024. An earlier version said 37 ships were held up; the number is 34.",
        ("37",),
        ("34",),
    ),
    (
        "This story has been corrected to say that the firm made 12 million crowns, rather than 12 billion.",
        ("12 billion",),
        ("12 million",),
    ),
    # Names.
    ("CORRECTION: The mayor's name is Ada Quill, not Ada Quell.", ("Ada Quell",), ("Ada Quill",)),
    ("Correction: The match was played in Tilbrook, not in Corden.", ("Corden",), ("Tilbrook",)),
    # Days.
    ("Correction: The fair will be held on 27 May, not on 20 May.", ("20 May",), ("27 May",)),
    ("Correction: We said on 3 May that the fair opens on 20 May. It opens on 27 May.", ("20 May",), ("27 May",)),
    ("Correction: An article on 3 May misspelled the mayor. He takes office on 27 May.", (), ()),
    # It does not tell.
    ("(Corrects spelling of a name in paragraph 3)", (), ()),
    ("Clarification: This article was amended on 5 May to make clear that the fee is paid once a year.", (), ()),
    ("An earlier version of this article misspelled the name of the mayor.", (), ()),
]  # fmt: skip


@pytest.mark.parametrize(("notice", "wrong", "right"), TOLD, ids=[row[0][:40] for row in TOLD])
@pytest.mark.parametrize("frame", ["{}", "{}\n\nThe dam broke.", "The dam broke.\n\n{}\n\nIt was old."])
def test_a_notice_tells_what_is_wrong_and_what_stands(
    notice: str, wrong: tuple[str, ...], right: tuple[str, ...], frame: str
) -> None:
    """Wherever in the article it stands, verbatim."""
    text = frame.format(notice)
    (found,) = notices.read(text)

    assert text[found.start : found.end] == notice
    assert (found.wrong, found.right) == (wrong, right)


@pytest.mark.parametrize(
    "text",
    [
        "Corrections officers walked out of the prison on Monday, the ministry said.",
        "The bank corrected its forecast on Tuesday.",
        "An earlier version of the bill said that fines would be doubled.",
        "Editor's note: This is the first of a series on dams.",
        "Nine ships left, not 12, the board said.",
        "He clarified that the dam was 48 metres high.",
        "",
    ],
)
def test_news_about_mistakes_is_no_notice(text: str) -> None:
    """Of others, of plans, or of nothing."""
    assert notices.read(text) == ()


def test_only_the_sentences_that_tell_of_it_are_the_notice() -> None:
    """What stands before them in their paragraph is news."""
    text = "The dam broke. An earlier version of this story said that 37 people had died. It was 34 people."
    (found,) = notices.read(text)

    assert text[found.start : found.end].startswith("An earlier version")


@given(
    lines=st.lists(
        st.sampled_from(["Correction: it is 34, not 37.", "The dam broke.", "Editor's note: x", ""]), max_size=9
    )
)
def test_notices_stand_in_order_and_quote_verbatim(lines: list[str]) -> None:
    """None overlaps another, and what is wrong or right stands in it."""
    text = "\n".join(lines)
    found = notices.read(text)

    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert all(words in text[each.start : each.end] for each in found for words in (*each.wrong, *each.right))
    assert len(found) == lines.count("Correction: it is 34, not 37.")


@pytest.mark.skipif(not STORIES.is_file(), reason=f"development data is absent: {STORIES.name}")
def test_the_one_notice_of_the_invented_news_is_found() -> None:
    """With both its figures, and nothing else in all the stories."""
    rows = map(json.loads, STORIES.read_text().splitlines())
    found = [(row["revision"], each.wrong, each.right) for row in rows for each in notices.read(row["text"])]

    assert found == [(2, ("48 million",), ("84 million",))]
