"""Which events a course of events has: those of the matter, on the days that stand."""

from __future__ import annotations

from datetime import UTC

import msgspec
import pytest

from rag import times
from rag.archive import Archive
from tests.asking import ask, made, put

FESTIVAL = {
    "post_2025_05_02": "The Tarrow jazz festival will open on 20 June at the pier, the organisers said on Friday.",
    "herald_2025_06_11": "The Tarrow jazz festival has been postponed from 20 June to 15 August, its director said.",
    "post_2025_06_18": "The Tarrow food festival, planned for 5 July, has been cancelled, the council said on Monday.",
    "star_2025_08_16": "The Tarrow jazz festival opened on Friday night before 3,000 people.",
}


def _course(archive: Archive, matter: str) -> list[str]:
    return [f"{each.begin} {each.sentence.text}" for each in archive.timeline(matter).entries]


def test_what_is_put_off_is_told_on_the_day_when_it_was_put_off(archive: Archive) -> None:
    """The day that no longer stands is no event, and neither is another festival of the town."""
    put(archive, **FESTIVAL)

    assert [each[:10] for each in _course(archive, "Tarrow jazz festival")] == ["2025-06-11", "2025-08-15"]


def test_what_is_called_off_without_its_day_is_put_off_too(archive: Archive) -> None:
    """Where little but the matter itself is said to be off."""
    put(
        archive,
        post_2025_09_01="Bakers in Vell will strike on 15 September over pay, their union said on Monday.",
        post_2025_09_12="The bakers' strike in Vell was called off after the city raised its offer, the union said.",
    )

    assert [each[:10] for each in _course(archive, "the bakers' strike in Vell")] == ["2025-09-12"]


def test_a_plan_stands_where_something_else_is_called_off(archive: Archive) -> None:
    """A concert that is cancelled leaves the festival where it was."""
    put(
        archive,
        post_2025_05_02="The Tarrow jazz festival will open on 20 June at the pier, the organisers said on Friday.",
        post_2025_05_09="A children's concert at the Tarrow jazz festival was cancelled, the director said on Friday.",
    )

    assert any(each.startswith("2025-06-20") for each in _course(archive, "Tarrow jazz festival"))


@pytest.mark.parametrize(
    ("matter", "own", "other"),
    [
        (
            "Dorian Vask",
            "Dorian Vask was charged with fraud in Halm on Wednesday.",
            "Damian Vask resigned as head of a bank in Halm on Friday.",
        ),
        (
            "the election in Halden",
            "Ada Brook won the election in Halden on Sunday by 12 votes.",
            "Sven Dahl won the election in East Halden on Monday by 30 votes.",
        ),
    ],
)
def test_namesakes_are_left_out(archive: Archive, matter: str, own: str, other: str) -> None:
    """Another first name, or another place whose name holds the one asked for."""
    put(archive, post_2025_04_09=own, star_2025_04_10=other)

    course = " ".join(_course(archive, matter))

    assert own in course
    assert other not in course


def test_only_what_happened_then_is_told(archive: Archive) -> None:
    """A sentence without a day of its own is of its article's day."""
    put(
        archive,
        post_2025_05_17="About 800 people marched through Marl on Saturday. Police arrested 31 people.",
        post_2025_09_12="The teachers in Marl called off a strike planned for Monday. They got a rise of 5 percent.",
    )

    answer = ask(archive, "What happened in Marl in May 2025?")

    found = {each.article_id for each in (*answer.nearest, *answer.citations)}
    assert found == {"post_2025_05_17"}


def test_a_question_or_a_word_to_readers_is_no_event(archive: Archive) -> None:
    """Though it names a day and the matter."""
    put(
        archive,
        post_2025_04_09="The Halm ferry sank on Tuesday. Was the Halm ferry overloaded on Tuesday? It had no radio.",
    )
    put(
        archive,
        star_2025_04_10="This page on the Halm ferry was updated on Thursday. Divers reached the ferry on Wednesday.",
    )

    course = " ".join(_course(archive, "the Halm ferry"))

    assert "sank" in course
    assert "Divers" in course
    assert "overloaded" not in course
    assert "updated" not in course


def test_words_that_nothing_matches_are_told_plainly(archive: Archive) -> None:
    """Apart from articles that match and tell of no day, and from an archive that is empty; events need no words."""
    empty = archive.timeline("Zorblax").text
    put(archive, **FESTIVAL)
    archive.put([made("memo", "A memo on the Quillon ferry, printed in no paper.", date=None)])
    early = msgspec.structs.replace(archive.scope(), as_of=times.parse("2025-05-20", UTC))

    assert empty == "The archive holds no articles. Searched: no articles."
    assert archive.timeline("Zorblax").text == (
        "Nothing in the archive matches “Zorblax”. Searched: 5 articles, 2025-05-02 to 2025-08-16."
    )
    assert (archive.timeline("Zorblax", early).text or "").startswith("As of 2025-05-20 nothing in the archive matches")
    assert (archive.timeline("the Quillon ferry memo").text or "").startswith("What the archive has in these words")
    assert archive.timeline("Tarrow jazz festival").text is None
