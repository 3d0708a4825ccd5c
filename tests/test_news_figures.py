"""Figures over several articles, seen from the answer: near-copies that differ, what a reply takes back, and parts.

The stories are this file's own.
"""

from __future__ import annotations

import pytest

from rag.archive import Archive
from tests.asking import ask, made, put
from tests.test_news import RISEN, TOLL, WIRE, values

CLOSE = (
    "ORME — A gallery of the Orme mine collapsed on Monday and {} died, the inspectorate said. The rock came down in "
    "the early morning, when the night shift was on its way to the cage, and filled the lower road for some forty "
    "metres. "
    "Crews from three pits dug through the day with picks and by hand, since no machine could pass the old brick arch. "
    "The owner of the mine has not spoken, and the miners’ families waited at the gate until after dark."
)


@pytest.mark.parametrize(("first", "second"), [("12 people", "19 people"), ("twelve people", "nineteen people")])
def test_near_copies_that_differ_in_the_figure_are_two_reports(archive: Archive, first: str, second: str) -> None:
    """Both are told as they differ, neither is a copy of the other, and the reports of both sides are counted."""
    put(archive, post_2018_06_05=CLOSE.format(first), echo_2018_06_05=CLOSE.format(first))
    put(archive, gazette_2018_06_05=CLOSE.format(second))

    answer = ask(archive, TOLL)

    assert answer.status == "reported"
    assert sorted(values(answer.conflicts)[0]) == sorted([first.split()[0], second.split()[0]])
    assert answer.independence == {"articles": 3, "sources": 3, "independent": 2}
    assert sorted(copy.source or "" for each in answer.citations for copy in each.copies or ()) in (["Echo"], ["Post"])


def test_a_later_near_copy_brings_the_figure_up_to_date(archive: Archive) -> None:
    """Then nobody differs."""
    put(archive, post_2018_06_05=CLOSE.format("12 people"), gazette_2018_06_06=CLOSE.format("19 people"))

    answer = ask(archive, TOLL)

    assert not answer.conflicts
    assert values(answer.history) == [["12"]]
    assert "19" in answer.sentences[0].text


@pytest.mark.parametrize(
    "reply",
    [
        "That is wrong: the inspectorate counts 14 dead.",
        "That figure is incorrect. The number was 14.",
        "The true number is 14, the inspectorate says.",
        "In fact, it was 14.",
    ],
)
def test_what_another_outlet_corrects_in_its_next_sentence_is_dead(archive: Archive, reply: str) -> None:
    """The right figure stands, told with the sentence that it replies to, and the wrong one is no history."""
    put(archive, post_2018_06_05="Forty people died when the Orme mine collapsed on Monday. Nobody spoke to the press.")
    put(archive, gazette_2018_06_06=f"The Post reported that 40 people had died in the Orme mine collapse. {reply}")

    answer = ask(archive, TOLL)

    assert "14" in answer.sentences[-1].text
    assert not answer.history
    assert not answer.conflicts
    assert [each.text[:14] for each in answer.notes if each.kind == "corrected"] == ["Taken back: Fo"]


def test_a_correction_bears_the_day_of_the_update(archive: Archive) -> None:
    """The article's own day is when it was still wrong. It is told once, in figures or in words."""
    notice = "Correction: an earlier version of this report gave the number of dead as 19. It is 17."
    died = "people died when the Orme mine collapsed on Monday."
    archive.put([made("orme_2018_06_04", f"Nineteen {died}")])
    archive.put([made("orme_2018_06_04", f"Seventeen {died} {notice}", updated="2018-06-06")])

    notes = [each.text for each in ask(archive, TOLL).notes if each.kind == "corrected"]

    assert notes == ["Taken back: 19. What stands: 17 (Orme, 2018-06-06)."]


def test_what_names_nothing_itself_is_about_what_its_article_is(archive: Archive) -> None:
    """So the figure that stands leads, where the best match tells of none, or names the place otherwise."""
    works = "At the Lorne works some 160 people work the late shift. The Lorne works make cells."
    put(
        archive, herald_2018_06_04=f"At least four people were killed when fire tore through a factory in Tarn. {works}"
    )
    put(
        archive,
        post_2018_06_05="Not even the casualties of the fire at the Lorne works are agreed. Nine deaths are confirmed.",
    )

    answer = ask(archive, "How many people were killed in the fire at the Lorne works?")

    assert [each.text for each in answer.sentences] == ["Nine deaths are confirmed."]


@pytest.mark.parametrize(
    "asked", ["what's the death toll of the Orme mine collapse?", "How high is the Orme mine's toll?"]
)
def test_a_toll_is_asked_for_by_name(archive: Archive, asked: str) -> None:
    """As by how many died."""
    put(archive, post_2018_06_04=WIRE, post_2018_06_05=RISEN)

    answer = ask(archive, asked)

    assert values(answer.history) == [["12"]]
    assert "17" in answer.sentences[0].text


def test_a_part_is_no_earlier_count(archive: Archive) -> None:
    """Neither those counted twice nor the children among the dead."""
    twice = "Three of them were counted twice, and two of the 17 were boys."
    put(archive, post_2018_06_04=f"{WIRE} {twice}", post_2018_06_05=f"{RISEN} {twice}")

    assert values(ask(archive, TOLL).history) == [["12"]]


SENTENCED = "Omar Teal was sentenced to {} in prison by the Lorne court on Monday."


@pytest.mark.parametrize(
    ("later", "value", "note"),
    [
        (
            "CORRECTION: Omar Teal was sentenced to 18 months in prison by the Lorne court, not two years as reported.",
            "18",
            "Taken back: two years. What stands: 18 months (Kell, 2018-06-25).",
        ),
        ("Omar Teal's sentence was cut to 18 months in prison by the Lorne court of appeal on Monday.", "18", None),
        ("Omar Teal's sentence was extended to 150 weeks in prison by the court in Lorne on Monday.", "150", None),
    ],
)
def test_a_length_in_another_unit_takes_the_place_of_one(
    archive: Archive, later: str, value: str, note: str | None
) -> None:
    """Two years become 18 months by a correction or a judgement, as they would become one year."""
    put(archive, orme_2018_06_04=SENTENCED.format("two years"), kell_2018_06_25=later)

    answer = ask(archive, "How long was Omar Teal sentenced to prison?")

    sentence = answer.sentences[0]
    assert sentence.text == later
    assert sentence.highlight
    assert sentence.text[slice(*sentence.highlight)].split()[0] == value
    assert note is None or note in [each.text for each in answer.notes]
    assert note or values(answer.history)[0] == ["two"]


@pytest.mark.parametrize(("one", "other"), [("two years", "24 months"), ("30 days", "one month")])
def test_one_length_in_two_units_is_no_change(archive: Archive, one: str, other: str) -> None:
    """Nothing came before, and nobody differs."""
    cut = "Omar Teal's sentence was cut to {} in prison by the Lorne court on Monday."
    put(archive, orme_2018_06_04=cut.format(one), kell_2018_06_05=cut.format(other))

    answer = ask(archive, "How long was Omar Teal sentenced to prison?")

    assert answer.status == "answered"
    assert not answer.history
    assert not answer.conflicts


def test_a_number_in_words_of_another_scale_is_the_same(archive: Archive) -> None:
    """1.2 million are 1,200,000."""
    told = "The Lorne flood displaced {} people, officials said."
    put(archive, orme_2018_06_04=told.format("1.2 million"), kell_2018_06_05=told.format("1,200,000"))

    answer = ask(archive, "How many people were displaced by the Lorne flood?")

    assert (answer.history, answer.conflicts) == ((), ())
