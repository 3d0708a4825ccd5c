"""Figures that the next sentence refutes, and parts of what another figure counts. All articles are our own."""

from __future__ import annotations

import pytest

from rag import figures
from rag.figures import refuting

COURIER = "The Courier reported that 400 people had been evacuated."
REFUTED = [
    ([COURIER, "That is wrong: the council says 140 left their homes."], [(400, 140)]),
    ([COURIER, "That figure is incorrect.", "The number was 140."], [(400, 140)]),
    ([COURIER, "The true number is 140, the council says."], [(400, 140)]),
    ([COURIER, "In fact, it was 140."], [(400, 140)]),
    ([COURIER, "The number was 140."], [(400, 140)]),
    ([COURIER, "The council has since said the figure was wrong."], [(400, None)]),
    ([COURIER, "That is wrong, the council says: 140 left their homes."], [(400, 140)]),
    ([COURIER, "That figure is wrong.", "It counts people twice.", "In all 140 were evacuated."], [(400, 140)]),
    (["We reported that 37 people were hurt.", "We got it wrong.", "That was the shift.", "It hurt 14."], [(37, 14)]),
    (["Correction: We said the dam would cost 5 million crowns.", "It will cost 8 million."], [(5e6, 8e6)]),
    (["Posts spoke of 60 dead.", "The correct toll is six, the hospital says."], [(60, 6)]),
    (["The Post wrote that nine died and 40 were hurt.", "That is wrong: 21 were hurt."], [(40, 21)]),
    # Nothing is refuted: an opinion, a denial by one party, news, a guess, another matter, no telling which.
    (["The yard dismissed 300 workers.", "That is wrong, the union leader said."], []),
    ([COURIER, "That figure is wrong.", "It rained.", "The number was 140."], [(400, None)]),
    (["The town said the dam would cost 5 million crowns.", "It will cost 8 million."], []),
    ([COURIER, "We were wrong about the weather."], []),
    ([COURIER, "“That is wrong,” the mayor said."], []),
    ([COURIER, "That is not right, he said, and the state must help."], []),
    (["The army said 40 people had been killed.", "The rebels said that was untrue."], []),
    (["Police said 12 people had died.", "The number is now 17."], []),
    (["The Post reported that 14 people had died.", "The total was 20 by Friday."], []),
    (["Police said 12 people had died.", "The true number may be higher than 40."], []),
    (["The Post reported that 4,000 people attended.", "In fact, 300 people fainted."], []),
    (["Police said at least 12 people had died.", "In fact, 15 died."], []),
    ([COURIER, "The report that the dam had broken was wrong."], []),
    ([COURIER, "It is wrong to blame the mayor."], []),
    (["The Post wrote that nine died and 40 were hurt.", "That is wrong."], []),
]


@pytest.mark.parametrize(("lines", "due"), REFUTED, ids=[" ".join(row[0])[-50:] for row in REFUTED])
def test_the_next_sentences_refute_a_figure(lines: list[str], due: list[tuple[float, float | None]]) -> None:
    """The figure that is dead, and what stands by what stands behind it."""
    found = refuting.refuted(lines)

    assert [(each.figure.value, each.stands and each.stands.value) for each in found] == due
    assert all(each.wrong for each in found)


def test_a_bare_number_counts_what_it_is_said_to_correct() -> None:
    """It has the unit and the class of the figure that it takes the place of."""
    (stands,) = figures.read_in_context("That is wrong: the council says 140 left.", (COURIER,))

    assert (stands.value, stands.unit, set(stands.said)) == (140, "people", {"evacuated"})


LEANING = [
    ("About 800 people marched, police said.", "Organisers put the number at 2,500.", [(2500, "people", {"marched"})]),
    ("Some 40 boats were damaged, the port said.", "The union said it was 90.", [(90, "boat", {"damaged"})]),
    ("Police counted 800 marchers and 30 buses.", "Organisers put the number at 2,500.", []),
    ("Inflation was 5 percent.", "It said the figure of 3 percent was wrong.", [(3, "percent", {"inflation"})]),
    (
        "Correction: The number of injured was misstated.",
        "It is 14, not 37.",
        [(14, "people", {"injured"}), (37, "people", {"injured"})],
    ),
    ("The number of injured was high.", "It is 14, not 37.", []),
]  # fmt: skip


@pytest.mark.parametrize(("before", "sentence", "due"), LEANING, ids=[row[1][:30] for row in LEANING])
def test_a_bare_number_counts_what_the_sentence_before_does(
    before: str, sentence: str, due: list[tuple[float, str, set[str]]]
) -> None:
    """Only where it counts one thing, or opens a correction that says what was counted."""
    found = figures.read_in_context(sentence, (before,))

    assert [(each.value, each.unit, set(each.said)) for each in found] == due


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("“We are tired,” said one of the marchers, Ida Sund.", []),
        ("One of the miners was killed.", [(1, {"part"})]),
        ("The toll was cut to 19, as four victims had been counted twice.", [(19, set()), (4, {"part"})]),
    ],
)
def test_one_of_some_is_no_count_of_them(sentence: str, due: list[tuple[float, set[str]]]) -> None:
    """It is none, or a part; and so are those by whom a count was wrong."""
    assert [(each.value, set(each.marks)) for each in figures.read(sentence)] == due


PARTS = [
    ("Fourteen people died and three of the 14 were children.", [14], [3, 14]),
    ("Some 41 people were hurt, but eight of them were counted twice.", [41], [8]),
    ("Thirty people were hurt and five were in critical condition.", [30], [5]),
    ("Of the 14 dead, three were children.", [14], [3]),
    ("Of those killed, nine were miners.", [], [9]),
    ("Six skiers and a guide were killed.", [], [6]),
    ("The crash killed eight passengers and two crew members.", [], [8, 2]),
    ("There were 30 people aboard and 12 of them died.", [30, 12], []),
    ("Of the 30 people on board, 12 died.", [30, 12], []),
    ("Because of the dead cattle, 12 people were evacuated.", [12], []),
    ("The toll was put at 12, but 14 were confirmed dead.", [12, 14], []),
    ("The slide killed six skiers, and two guides were hurt.", [6, 2], []),
]


@pytest.mark.parametrize(("sentence", "whole", "part"), PARTS)
def test_a_part_is_told_from_the_whole(sentence: str, whole: list[float], part: list[float]) -> None:
    """By what it is a part of, or by who else is counted beside it."""
    read = figures.read(sentence)

    assert [each.value for each in read if "part" not in each.marks] == whole
    assert [each.value for each in read if "part" in each.marks] == part


def test_what_a_part_is_of_may_stand_in_the_sentence_before() -> None:
    """Of those aboard a number may have died; of the dead it is a part."""
    line = "Twelve of them died."

    assert figures.read_in_context(line, ("The bus carried 30 people.",))[0].marks == set()
    assert figures.read_in_context(line, ("The crash killed 30 people.",))[0].marks == {"part"}
