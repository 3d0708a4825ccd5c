"""Whose words are told: those of whom they are asked for, and what says that they are another's."""

from __future__ import annotations

import pytest

from rag.archive import Archive
from rag.marks import misattributed
from tests.asking import ask, put, told

DAM = (
    "Asked by the reporter Jon Ask whether the dam in Ulm was safe, engineer Eva Stein said: “I know no safer one.”\n\n"
    "The mayor, Per Norr, told Stein: “Then sleep below it.”\n\n"
    "“He may call me whatever he likes,” Stein said of Norr."
)
SLIDE = (
    "The governor, Lars Hemm, visited the landslide at Pell. Hemm said the search would go on. "
    "“We owe it to them,” he said.\n\n"
    "The minister Carla Hemm, no relation, came on Wednesday. “Nobody warned these people,” she told reporters."
)
SCHOOL = (
    "The school in Hamm will shut. “We will close it in June,” mayor Ann Weil said on Monday. Hamm has two schools."
)


def test_the_words_of_others_are_left_out(archive: Archive) -> None:
    """Each is given their own words only, also where another speaks to them or of them."""
    put(archive, post_2025_03_04=DAM)

    stein, norr = ask(archive, "What did Eva Stein say?"), ask(archive, "What did Per Norr say?")

    assert {each.speaker for each in stein.sentences} == {"Eva Stein"}
    assert [each.speaker for each in norr.sentences] == ["Per Norr"]


def test_who_only_asks_says_nothing(archive: Archive) -> None:
    """Others' words are no answer."""
    put(archive, post_2025_03_04=DAM)

    assert ask(archive, "What did Jon Ask say?").status == "not_stated"


def test_a_namesakes_words_are_anothers(archive: Archive) -> None:
    """A full name is asked for: a surname that is known to mean the other one does not count."""
    put(archive, post_2025_04_10=SLIDE)

    assert "search would go on" not in told(ask(archive, "What did Carla Hemm say?"))
    assert "Nobody warned" not in told(ask(archive, "What did Lars Hemm say?"))
    assert "Nobody warned" in told(ask(archive, "What did Carla Hemm say about the landslide?"))


@pytest.mark.parametrize(
    "later",
    [
        "Correction: An article on Monday gave the words “We will close it in June” to mayor Ann Weil. "
        "They were said by councillor Bo Hart.",
        "We gave the words “We will close it in June” to Ann Weil; they were said by Bo Hart, a councillor.",
    ],
)
def test_a_corrected_speaker_stands_beside_the_words(archive: Archive, later: str) -> None:
    """Whoever is asked for, the notice of another article that has the words is told with them."""
    put(archive, star_2025_02_10=SCHOOL, star_2025_02_12=later)

    assert "said by" in told(ask(archive, "What did Ann Weil say about the school in Hamm?"))


def test_a_speaker_corrected_in_the_same_article_is_told(archive: Archive) -> None:
    """“The remark was made by …” means the last words quoted before it."""
    later = "The remark was made by the engineer, Ria Tamm, and not by the mayor, the town hall said."
    put(archive, star_2025_02_10=f"{SCHOOL}\n\n{later}")

    assert later in told(ask(archive, "What did Ann Weil say about the school in Hamm?"))


@pytest.mark.parametrize(
    ("sentence", "corrects"),
    [
        ("The remark was made by Ria Tamm, not by the mayor.", True),
        ("They were said by councillor Bo Hart.", True),
        ("The quote was wrongly attributed to the coach.", True),
        ("The words were spoken by his brother.", True),
        ("The cakes were made by Ria Tamm.", False),
        ("Her remarks were met with silence.", False),
        ("He said the statement was false.", False),
        ("The fire was wrongly attributed to lightning.", False),
    ],
)
def test_a_corrected_speaker_is_told_by_its_words(sentence: str, corrects: bool) -> None:
    """Words are given to another; deeds and causes are something else."""
    assert misattributed.corrects(sentence) is corrects
