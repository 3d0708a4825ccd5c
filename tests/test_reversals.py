"""What later reports take back: verdicts, winners, openings, offices; and what looks like it and takes nothing back.

The stories are this file's own.
"""

from __future__ import annotations

import pytest

from rag.archive import Archive
from rag.marks import undoing
from rag.types import Answer
from tests.asking import ask, put, told

# Question, what was told, what a later report tells of it.
UNDONE = {
    "recount": (
        "Who won the council election in Marrowby?",
        "Nell Odum won the council election in Marrowby on Sunday by nine votes.",
        "Piet Garr was declared the winner of the council election in Marrowby on Friday after a recount.",
    ),
    "verdict": (
        "Was Tove Lind found guilty of arson?",
        "A jury found Tove Lind guilty of arson on Monday.",
        "An appeal court overturned Tove Lind's conviction for arson on Thursday.",
    ),
    "opening": (
        "When will the Selby aquarium open?",
        "The Selby aquarium will open on 4 May, its director said.",
        "The opening of the Selby aquarium has been postponed until 11 September, its director said.",
    ),
    "ban": (
        "Is fishing banned in Lake Orrin?",
        "The district banned fishing in Lake Orrin on Tuesday.",
        "The ban on fishing in Lake Orrin was lifted on Monday after tests found the water clean.",
    ),
    "office": (
        "Who is the chief executive of Halvar Steel?",
        "Halvar Steel appointed Ines Roth as chief executive on Monday.",
        "Ines Roth has resigned as chief executive of Halvar Steel, the company said on Friday.",
    ),
    "report": (
        "Does senator Ulla Brink own a yacht?",
        "Senator Ulla Brink owns a yacht that she did not declare, records show.",
        "The Courier has withdrawn its report that senator Ulla Brink owned a yacht.",
    ),
    "deal": (
        "Who is buying Lark Books?",
        "Penrose agreed to buy the publisher Lark Books for 12 million dollars.",
        "Penrose has abandoned its purchase of Lark Books, it said on Friday.",
    ),
}

# The same questions beside a later report that undoes something else, or nothing.
NOT_UNDONE = {
    "another strike": (
        "When will ferry crews in Orme strike?",
        "Ferry crews in Orme will strike on Monday over pay, their union said.",
        "Nurses in Orme called off a strike on Friday.",
    ),
    "another person": (
        "Was Tove Lind found guilty of arson?",
        "A jury found Tove Lind guilty of arson on Monday.",
        "An appeal court overturned Arne Moll's conviction for arson on Thursday.",
    ),
    "another matter": (
        "Who won the council election in Marrowby?",
        "Nell Odum won the council election in Marrowby on Sunday by nine votes.",
        "The opening of a ferry terminal in Marrowby has been postponed until 2030, councillor Nell Odum said.",
    ),
    "only asked for": (
        "Who is the chief executive of Halvar Steel?",
        "Halvar Steel appointed Ines Roth as chief executive on Monday.",
        "Shareholders urged Halvar Steel's chief executive, Ines Roth, to resign on Friday.",
    ),
}


@pytest.mark.parametrize(("asked", "early", "late"), UNDONE.values(), ids=UNDONE)
def test_what_undoes_is_told_first(archive: Archive, asked: str, early: str, late: str) -> None:
    """What stands comes before what it undoes; that one bears its successor, and a note says so."""
    answer = both(archive, asked, early, late)

    assert told(answer).startswith(late[:40])
    assert superseded(answer) <= {"early_2021_03_01"}
    if early in told(answer):
        assert superseded(answer) == {"early_2021_03_01"}
        (note,) = answer.notes
        by_id = {each.id: each.article_id for each in answer.citations}
        assert note.kind == "superseded"
        assert f"“{early[:60].rsplit(' ', 1)[0]}" in note.text
        assert [by_id[each] for each in note.citations] == ["early_2021_03_01", "late_2021_03_12"]


@pytest.mark.parametrize(("asked", "early", "late"), UNDONE.values(), ids=UNDONE)
def test_before_it_was_undone_it_stood(archive: Archive, asked: str, early: str, late: str) -> None:
    """As of a day before the later report, nothing of it shows."""
    both(archive, asked, early, late)
    answer = ask(archive, asked, as_of="2021-03-05")

    assert told(answer).startswith(early[:20])
    assert not superseded(answer)
    assert not answer.notes


@pytest.mark.parametrize(("asked", "early", "late"), NOT_UNDONE.values(), ids=NOT_UNDONE)
def test_what_undoes_something_else_changes_nothing(archive: Archive, asked: str, early: str, late: str) -> None:
    """Another strike, person, matter, or a mere demand supersedes nothing."""
    answer = both(archive, asked, early, late)

    assert not superseded(answer)
    assert not any(note.kind == "superseded" for note in answer.notes or ())


def test_what_is_restored_was_not_undone(archive: Archive) -> None:
    """A curfew that was lifted and imposed again is not told as lifted first."""
    put(
        archive,
        a_2021_03_01="The governor imposed a curfew in Orme on Monday.",
        b_2021_03_10="The curfew in Orme was lifted on Wednesday.",
        c_2021_04_01="The curfew in Orme was imposed again on Thursday.",
    )
    answer = ask(archive, "Is there a curfew in Orme?")

    assert not told(answer).startswith("The curfew in Orme was lifted")
    assert not superseded(answer)


def test_the_old_place_is_not_lit_as_the_new_one(archive: Archive) -> None:
    """Of "moved from Selby to Orme", what an earlier report told is not pointed at."""
    put(
        archive,
        a_2021_03_01="The Lantern Cup final will be played in Selby on 20 May, organisers said.",
        b_2021_03_20="The Lantern Cup final has been moved from Selby to Orme, organisers said on Saturday.",
    )
    first = ask(archive, "Where will the Lantern Cup final be played?").sentences[0]

    assert first.text.startswith("The Lantern Cup final has been moved")
    assert first.highlight is None or first.text[slice(*first.highlight)] == "Orme"


@pytest.mark.parametrize(
    "sentence",
    [
        "The court refused to say whether the verdict was quashed.",
        "Critics urged the mayor to resign.",
        "He was dismissed by Root for 34.",
        "The company replaced its fleet.",
        "Troops moved to the border.",
        "The bridge collapsed.",
        "He quit smoking.",
        "Prices dropped 3 per cent.",
        "The appeal failed to get the ban lifted.",
        "The strike was not called off.",
    ],
)
def test_lookalikes_undo_nothing(sentence: str) -> None:
    """What is refused, urged, denied, or only sounds alike."""
    assert undoing.read(sentence) is None


def both(archive: Archive, asked: str, early: str, late: str) -> Answer:
    """The answer where an archive holds the early and the late report."""
    put(archive, early_2021_03_01=early, late_2021_03_12=late)
    return ask(archive, asked)


def superseded(answer: Answer) -> set[str]:
    """The ids of the articles whose citations bear a successor."""
    return {each.article_id for each in answer.citations if each.superseded_by}


# What stands although a later report undoes something of the same people, places or words.
STILL_STANDS = {
    "another office": (
        "Who is the police chief of Vell?",
        "Rolf Sand became police chief of Vell on Friday.",
        "Rolf Sand resigned as chairman of the Vell chess club on Friday.",
    ),
    "another person of that surname": (
        "Who is the mayor of Mirk?",
        "Ann Kerr was elected mayor of Mirk on Monday.",
        "Tom Kerr resigned as coach of the football team of Mirk on Friday.",
    ),
    "another verdict": (
        "Was Hugo Garrant convicted of tax evasion?",
        "A court convicted Hugo Garrant of tax evasion on Monday.",
        "A court overturned Hugo Garrant's conviction for arson on Friday.",
    ),
    "another festival": (
        "When will the Lindmere jazz festival be held?",
        "The Lindmere jazz festival will be held on 3 July, the town said.",
        "The Lindmere food festival has been cancelled, the town said on Friday.",
    ),
    "another object at the same place": (
        "Who opened the Kolm library?",
        "Mayor Ines Ruiz opened the Kolm library on Monday.",
        "Mayor Ines Ruiz cancelled the book fair at the Kolm library on Friday.",
    ),
    "another ban": (
        "Is building the Kranz tower banned?",
        "A court banned building the Kranz tower on Monday.",
        "The ban on advertising Kranz tower beer was lifted on Friday.",
    ),
    "an aside about the past": (
        "When will the trial of Bram Holt open?",
        "The trial of Bram Holt will open on 20 March, the court said.",
        "The trial of Bram Holt, which was postponed twice last year, drew a crowd on Friday.",
    ),
    "hearsay": (
        "When will Ada Quill read in Orme?",
        "Ada Quill will read in Orme on 10 May, the theatre said.",
        "A blogger said the reading by Ada Quill in Orme had been called off.",
    ),
    "a place in another's name": (
        "Who won the election in Halden?",
        "Ada Brook won the election in Halden on Monday.",
        "Olaf Dunn was declared the winner of the election in East Halden on Friday after a recount.",
    ),
}


@pytest.mark.parametrize(("asked", "early", "late"), STILL_STANDS.values(), ids=STILL_STANDS)
def test_what_still_stands_is_not_superseded(archive: Archive, asked: str, early: str, late: str) -> None:
    """One shared name or word makes no matter: the object, the office, the person and the place must be the same."""
    answer = both(archive, asked, early, late)

    assert early[:25] in told(answer)
    assert not superseded(answer)


@pytest.mark.parametrize(
    "later",
    [
        "The fund from which Tove Lind was convicted of stealing will be closed, the town said.",
        "Tove Lind, who was convicted of arson by a jury in March, opened a bakery on Monday.",
    ],
)
def test_background_restores_nothing(archive: Archive, later: str) -> None:
    """A later article that mentions what was undone does not bring it back."""
    asked, early, late = UNDONE["verdict"]
    put(archive, early_2021_03_01=early, late_2021_03_12=late, after_2021_06_01=later)
    answer = ask(archive, asked)

    assert told(answer).startswith(late[:40])
    assert "early_2021_03_01" in superseded(answer)
