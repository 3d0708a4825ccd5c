"""What a correction in another article says of told words: a day, a place, a figure; and notices of other matters.

The stories are this file's own.
"""

from __future__ import annotations

import pytest

from rag.archive import Archive
from tests.asking import ask, put, told
from tests.test_news import values

BRIDGE = "The Lantern bridge in Harwell will reopen on 12 June, its engineers said."
WHEN = "When will the Lantern bridge in Harwell reopen?"
SCHOOL = "The new school in Dunmere will cost 50 million crowns, the town said on Monday."
COST = "How much will the new school in Dunmere cost?"


@pytest.mark.parametrize(
    "notice",
    [
        "Correction: A report on Friday misstated when the Lantern bridge in Harwell will reopen. It will reopen on "
        "21 June, not on 12 June.",
        "Correction: An earlier report said the Lantern bridge in Harwell would reopen on 12 June. It will reopen on "
        "21 June.",
    ],
    ids=["not", "said"],
)
def test_a_day_that_a_notice_corrects_is_told_behind_it(archive: Archive, notice: str) -> None:
    """The right day first and lit, the old report marked as superseded, its day no longer lit, and a note."""
    put(archive, gazette_2018_06_01=BRIDGE)
    put(archive, gazette_2018_06_04=notice)

    answer = ask(archive, WHEN)

    lit = [each.text[slice(*each.highlight)] for each in answer.sentences if each.highlight]
    texts = [each.text for each in answer.sentences]
    assert texts[-1] == BRIDGE
    assert "21 June" in texts[-2]
    assert lit == ["21 June"]
    assert [bool(each.superseded_by) for each in answer.citations][-1]
    assert {each.kind for each in answer.notes} == {"superseded", "corrected"}


@pytest.mark.parametrize(
    "notice",
    [
        "Correction: A report on Friday misstated the day of the chess cup in Selby. It will begin on 21 June, not on "
        "12 June.",
        "Correction: A report on Friday misstated where the Lantern bridge in Harwell was cast. It was cast in Selby, "
        "not in Tarn.",
    ],
    ids=["another matter", "other words"],
)
def test_a_notice_of_something_else_corrects_nothing_told(archive: Archive, notice: str) -> None:
    """Though it names the same day, or the same bridge."""
    put(archive, gazette_2018_06_01=BRIDGE)
    put(archive, gazette_2018_06_04=notice)

    answer = ask(archive, WHEN)

    assert answer.sentences[0].text == BRIDGE
    assert not any(each.superseded_by for each in answer.citations)


@pytest.mark.parametrize(
    "notice",
    [
        "CORRECTION: An article on Monday misstated the cost of the new school in Dunmere. It is 30 million crowns, "
        "not 50 million.",
        "Correction: An article on Monday said the new school in Dunmere would cost 50 million crowns. It will cost "
        "30 million crowns.",
        "Correction: An article on Monday misstated the cost of the new school in Dunmere. It said the school would "
        "cost 50 million crowns. It will cost 30 million.",
    ],
    ids=["it is", "said", "it said"],
)
def test_a_figure_that_a_plain_notice_corrects_is_dead(archive: Archive, notice: str) -> None:
    """What stands is told, and what was taken back in a note."""
    put(archive, gazette_2018_06_04=SCHOOL)
    put(archive, gazette_2018_06_07=notice)

    answer = ask(archive, COST)

    assert SCHOOL not in told(answer)
    assert "30 million" in answer.sentences[-1].text
    assert any(each.text.startswith("Taken back: 50 million.") for each in answer.notes)


def test_a_notice_of_another_building_leaves_a_cost_as_it_was(archive: Archive) -> None:
    """Though it gives the same figures."""
    put(archive, gazette_2018_06_04=SCHOOL)
    put(
        archive,
        gazette_2018_06_07="Correction: An article on Monday misstated the cost of the new hospital in Selby. It is 30 "
        "million crowns, not 50 million.",
    )

    answer = ask(archive, COST)

    assert answer.sentences[0].text == SCHOOL
    assert not any(each.text.startswith("Taken back") for each in answer.notes)


FERRY = "The ferry Grey Lark sank off Tarn on Friday, killing at least 9 people and damaging 40 boats."
BOATS = "How many boats were damaged when the ferry Grey Lark sank?"


@pytest.mark.parametrize(
    ("later", "note"),
    [
        ("The death toll of the sinking of the ferry Grey Lark off Tarn rose to 21 on Monday.", "No longer 9: since"),
        (
            "The death toll of the sinking of the ferry Grey Lark off Tarn was lowered to 7 from 9 on Monday, as two "
            "people had been counted twice.",
            "Taken back: 9. What stands: 7",
        ),
    ],
    ids=["risen", "lowered"],
)
def test_a_passed_figure_beside_the_answer_is_noted(archive: Archive, later: str, note: str) -> None:
    """Whatever is asked; and the figure that is asked for is lit."""
    put(archive, post_2018_06_01=FERRY)
    put(archive, gazette_2018_06_04=later)

    answer = ask(archive, BOATS)
    (sentence,) = answer.sentences

    assert sentence.highlight
    assert sentence.text[slice(*sentence.highlight)] == "40"
    assert [each.text.startswith(note) for each in answer.notes] == [True]


def test_nothing_is_noted_beside_a_figure_that_stands(archive: Archive) -> None:
    """A later report of another ferry changes nothing."""
    put(archive, post_2018_06_01=FERRY)
    put(
        archive, gazette_2018_06_04="The death toll of the sinking of the ferry Ida Rose off Marl rose to 21 on Monday."
    )

    assert not ask(archive, BOATS).notes


def test_two_who_count_differently_in_one_article_are_two_sides(archive: Archive) -> None:
    """Both are told; "one of the marchers" counts nobody."""
    put(
        archive,
        post_2018_06_04="About 8,000 people marched through Harwell on Saturday against the rent law, police said. "
        "Organisers put the number at 25,000.\n\n“Rent eats our wages,” said one of the marchers, Ida Sund.",
    )

    answer = ask(archive, "How many people marched in Harwell against the rent law?")

    assert answer.status == "reported"
    assert sorted(values(answer.conflicts)[0]) == ["25,000", "8,000"]


@pytest.mark.parametrize(
    ("later", "history"),
    [
        ("A higher court cut the prison sentence of Rolf Ekman of Tarn to three years on Tuesday.", [["five"]]),
        ("Rolf Ekman of Tarn was sentenced to three years in prison on Tuesday for fraud in Selby.", []),
        ("A higher court cut the prison sentence of Nils Orr of Marl to three years on Tuesday.", []),
    ],
    ids=["cut", "a second sentence", "another man"],
)
def test_a_term_that_a_court_changes_is_history(archive: Archive, later: str, history: list[list[str]]) -> None:
    """Only where the later report says that it was changed, and of the same person."""
    put(archive, post_2018_03_06="Rolf Ekman of Tarn was sentenced to five years in prison on Tuesday for arson.")
    put(archive, gazette_2018_06_05=later)

    answer = ask(archive, "How long was Rolf Ekman sentenced to prison for arson?")

    assert values(answer.history) == history
    assert ("three" if history else "five") in answer.sentences[0].text
