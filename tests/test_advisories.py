"""Advisories to newsrooms in words: never quoted, and told beside the story that they are about.

The stories are this file's own.
"""

from __future__ import annotations

import pytest

from rag.archive import Archive
from rag.types import Note
from tests.asking import ask, made, told

STORY = "LORNE - The Orme mine was shut on Monday after a gas leak, the owner said. All 300 miners were sent home."
QUESTION = "Why was the Orme mine shut?"
SAID = ("Withdrawn: an advisory to newsrooms (Orme, 2018-06-05) says to use this story no more (Orme, 2018-06-04).",)


def notes(archive: Archive, advisory: str, outlet: str = "orme", day: str = "2018_06_05") -> tuple[Note, ...]:
    """What is said beside the answer from the story, once its advisory is there; its words are nowhere."""
    archive.put([made("orme_2018_06_04", STORY, title="Orme mine shut after leak")])
    archive.put([made(f"{outlet}_{day}", advisory, title="Orme mine: advisory")])

    answer = ask(archive, QUESTION)

    assert "gas leak" in told(answer)
    assert "forged" not in f"{told(answer)} {answer.text} {answer.notes}"
    assert {each.article_id for each in answer.citations} == {"orme_2018_06_04"}
    return answer.notes


@pytest.mark.parametrize(
    "advisory",
    [
        "KILL: The story “Orme mine shut after leak” of 4 June is withdrawn. The papers were forged.",
        "ADVISORY: kill story Orme mine shut. The papers were forged.",
        "ATTENTION EDITORS: Please kill the story “Orme mine shut” of Monday.\n\nThe papers were forged.",
    ],
)
def test_a_story_that_newsrooms_were_told_to_kill_is_told_with_it(archive: Archive, advisory: str) -> None:
    """In the server's words, once, however many sentences come from the story."""
    assert tuple(each.text for each in notes(archive, advisory)) == SAID


@pytest.mark.parametrize(
    ("advisory", "outlet", "day"),
    [
        ("KILL: The story “Orme mine shut after leak” of 2 May is withdrawn. Forged.", "orme", "2018_06_05"),
        ("KILL: The story “Orme owner shut out of board” is withdrawn. Forged.", "orme", "2018_06_05"),
        ("KILL: The story “Orme mine shut after leak” is withdrawn. Forged.", "kell", "2018_06_05"),
        ("KILL: The story “Orme mine shut after leak” is withdrawn. Forged.", "orme", "2018_06_01"),
    ],
    ids=["another day", "another story", "another outlet", "before it"],
)
def test_an_advisory_about_something_else_says_nothing(archive: Archive, advisory: str, outlet: str, day: str) -> None:
    """Another day's, another story, another outlet's, or one that came before."""
    assert notes(archive, advisory, outlet, day) == ()
