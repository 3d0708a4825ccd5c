"""What only looks like an answer is none: another office, person, institution, thing, event or act."""

from __future__ import annotations

import time

import msgspec
import pytest

from rag import evidence, misfits
from rag.archive import Archive
from rag.types import Sentence
from tests.asking import ask, put, told

NEAR_MISSES = {
    "deputy": (
        "Who is the fire chief of Sollby?",
        "The deputy fire chief of Sollby, Greta Moll, retired on Tuesday.",
    ),
    "acting": (
        "Who is the mayor of Sollby?",
        "The acting mayor of Sollby, Greta Moll, opened the fair on Tuesday.",
    ),
    "served as": (
        "Did Greta Moll retire as fire chief of Sollby?",
        "The deputy fire chief of Sollby, Greta Moll, retired on Tuesday.",
    ),
    "institution": (
        "Who is the director of the Sollby aquarium?",
        "The director of the Sollby theatre, Henk Varro, died on Monday.",
    ),
    "thing": (
        "How much will the Sollby bridge cost?",
        "The new roof of the Sollby library will cost 12 million crowns, the council said.",
    ),
    "event": (
        "How many people died in the avalanche in Sollby?",
        "A train crash in Sollby killed nine people on Monday.",
    ),
    "act": (
        "Did Henk Varro confess?",
        "A court in Sollby convicted the trader Henk Varro of theft on Monday.",
    ),
    "first name": (
        "Did Greta Varro retire?",
        "Henk Varro retired as chairman of the Sollby bank on Monday.",
    ),
}
ANSWERED = {
    "itself": ("Who is the fire chief of Sollby?", "The fire chief of Sollby, Greta Moll, opened the fair on Tuesday."),
    "both": (
        "Who was the fire chief of Sollby?",
        "Greta Moll, the fire chief of Sollby, named Ole Dunn as her deputy fire chief on Tuesday.",
    ),
    "asked deputy": (
        "Who is the deputy fire chief of Sollby?",
        "The deputy fire chief of Sollby, Greta Moll, retired on Tuesday.",
    ),
    "other word for the event": (
        "How many people died in the blaze in Sollby?",
        "A fire in a hotel in Sollby killed nine people on Monday.",
    ),
    "other word for the act": ("Did Greta Moll quit as fire chief?", "Greta Moll resigned as fire chief on Monday."),
    "thing": (
        "How much will the Sollby bridge cost?",
        "The Sollby bridge will cost 12 million crowns, the council said.",
    ),
}


@pytest.mark.parametrize(("asked", "text"), NEAR_MISSES.values(), ids=NEAR_MISSES)
def test_what_looks_alike_is_no_answer(archive: Archive, asked: str, text: str) -> None:
    """Names and most words are the same, and yet it is not what was asked."""
    put(archive, sollby_2021_03_02=text)

    assert ask(archive, asked).status in ("not_stated", "no_evidence")


@pytest.mark.parametrize(("asked", "text"), ANSWERED.values(), ids=ANSWERED)
def test_the_thing_itself_answers(archive: Archive, asked: str, text: str) -> None:
    """In these or other words."""
    put(archive, sollby_2021_03_02=text)

    assert ask(archive, asked).status == "answered"


def test_another_institution_is_not_told_beside_the_one_asked_for(archive: Archive) -> None:
    """The dead director of the theatre is nobody's answer."""
    put(
        archive,
        sollby_2021_03_02="The director of the Sollby aquarium is Mira Lund, who came from Vell.",
        sollby_2021_03_09="The director of the Sollby theatre, Henk Varro, died on Monday.",
    )

    answer = ask(archive, "Who is the director of the Sollby aquarium?")

    assert "Mira Lund" in told(answer)
    assert "Varro" not in told(answer)


def test_a_question_without_names_has_no_namesakes_and_reads_no_article_for_them(archive: Archive) -> None:
    """However long the article is; with a name in the question what it disclaims is read."""
    told = "Tellbrook Foods of Sollby, unrelated to Tellwick Foods, was fined on Monday."
    put(archive, orme_2018_06_04=told)
    (hit,) = archive.search("Tellbrook Foods fined").hits
    span, _ = evidence.units(told)[0]
    sentence = Sentence(revision=hit.revision, span=span, hit=0)
    long = msgspec.structs.replace(hit.revision, text=f"{told} {'unrelated to it. ' * 200_000}")

    begun = time.process_time()
    unnamed = misfits.namesake("how many jobs were lost?", msgspec.structs.replace(sentence, revision=long))
    took = time.process_time() - begun

    assert misfits.namesake("Was Tellwick Foods fined?", sentence) == 1.0
    assert unnamed == 0.0
    assert took < 0.01
