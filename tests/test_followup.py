"""Follow-ups: what is carried from earlier turns, what is not, and what stands alone."""

from __future__ import annotations

import time
from datetime import date

import pytest

from rag.followup import whole
from rag.types import Turn

TODAY = date(2021, 6, 9)


def made(asked: str, *earlier: tuple[str, str]) -> str:
    """The question made whole after earlier questions and their answers."""
    turns = [turn for question, answer in earlier for turn in (Turn("user", question), Turn("assistant", answer))]
    return whole(asked, turns, TODAY)[0]


@pytest.mark.parametrize(
    ("base", "answer", "asked", "due"),
    [
        ("Who runs the Lorne ferry line?", "Ada Quill.", "How old is she?", ["Ada Quill"]),
        ("Who is Ada Quill?", "She runs a ferry line.", "Where was she born?", ["Ada Quill"]),
        ("When did Ada Quill resign?", "In May 2019.", "And who replaced her?", ["Ada Quill"]),
        ("What did Ada Quill pay for the ship?", "Two million crowns.", "Who sold it to her?", ["Ada Quill"]),
        ("Where did the Lorne ferry sink?", "Off Cape Tarn.", "When was it built?", ["Lorne ferry"]),
        ("How many sailors were aboard the Marlin?", "Forty.", "Were they rescued?", ["sailors"]),
        ("How many people live in Port Tarn?", "9,000.", "Is there an airport there?", ["Port Tarn"]),
        ("What happened in Lorne on 3 May 2019?", "A ferry sank.", "Who was there?", ["in Lorne", "3 May 2019"]),
        ("Who won the Tarn regatta in 2018?", "Tom Reed.", "And in 2019?", ["Tarn regatta", "2019"]),
        ("Who won the Tarn regatta in 2018?", "Tom Reed.", "And the year before?", ["Tarn regatta", "2017"]),
        ("How many had died in Lorne by 3 May 2019?", "Six.", "And two days later?", ["5 May 2019", "Lorne"]),
        ("What was the toll in Lorne in May 2019?", "Six.", "And a month earlier?", ["April 2019", "Lorne"]),
        (
            "What was the rate of inflation in Tarnia in June 2020?",
            "2 %.",
            "What about Lornia?",
            ["inflation", "Lornia"],
        ),
        (
            "What was the rate of inflation in Tarnia in June 2020?",
            "2 %.",
            "And in Lornia in May?",
            ["Lornia", "May 2020"],
        ),
        ("What is the Tarn Bank going to close?", "Its branch in Lorne.", "When?", ["Tarn Bank", "close"]),
        ("Why did the dockers of Port Tarn strike?", "For pay.", "For how long?", ["dockers", "Port Tarn"]),
        ("Who built the Tarn bridge?", "Reed & Sons.", "What did it cost?", ["Tarn bridge"]),
        ("Which firm did Tom Reed sue?", "Marlin Lines.", "What did his lawyer say?", ["Tom Reed's lawyer"]),
        ("Did the Lorne council approve the tower?", "Yes.", "By how many votes?", ["council", "tower"]),
        ("How many died in Storm Ylva?", "45, said Prime Minister Olof Berg.", "What did he say?", ["Olof Berg"]),
        ("What was the magnitude of the Tarn quake?", "5.4.", "And how many were injured?", ["injured", "Tarn quake"]),
        ("Who is the mayor of Lorne?", "Mia Holt.", "Which party does she belong to?", ["Mia Holt"]),
    ],
)
def test_what_a_follow_up_leans_on_is_put_in(base: str, answer: str, asked: str, due: list[str]) -> None:
    """People, things, places and times of the turn before."""
    said = made(asked, (base, answer))

    assert [part for part in due if part not in said] == [], said


@pytest.mark.parametrize(
    ("base", "answer", "asked", "banned"),
    [
        ("Who won the Tarn regatta in 2018?", "Tom Reed.", "And in 2019?", "2018"),
        ("What was the rate in Tarnia in June 2020?", "2 %.", "And in Lornia?", "Tarnia"),
        ("How many had died in Lorne by 3 May 2019?", "Six.", "How many are dead there now?", "3 May"),
        ("Who is Tom Reed?", "Tom Reed, born in 1950, is a thief.", "How old is he?", "1950"),
        ("Who leads the inquiry?", "Zebulon Quark leads it.", "When?", "Quark"),
        ("When did Ada Quill resign?", "In May 2019, over a bribe.", "Why?", "bribe"),
    ],
)
def test_what_was_replaced_or_merely_claimed_is_not_carried(base: str, answer: str, asked: str, banned: str) -> None:
    """An old time or place beside a new one, and what an assistant said of somebody."""
    assert banned not in made(asked, (base, answer))


@pytest.mark.parametrize(
    "asked",
    [
        "Who won the election in Northern Caldera in 2018?",
        "When did Mia Holt become mayor of Lorne?",
        "How many people died in the factory fire?",
        "Did Tom Reed sell the Marlin to Ada Quill?",
        "What is the capital of Tarnia?",
    ],
)
def test_a_whole_question_stays_as_it_is(asked: str) -> None:
    """Whatever was asked before."""
    earlier = [Turn("user", "Who leads the Harrow Dam inquiry?"), Turn("assistant", "Ada Quill.")]

    assert whole(asked, earlier, TODAY) == (asked, None)


@pytest.mark.parametrize(
    ("base", "answer", "asked", "due"),
    [
        ("What was the toll in Lorne on 4 June 2018?", "Six.", "What about the day before?", "on 3 June 2018"),
        ("What was the toll in Lorne on 5 June 2018?", "Six.", "And a week earlier?", "on 29 May 2018"),
        ("How many died in Lorne?", "Six had died by Monday [4 June 2018].", "And the day before?", "by 3 June 2018"),
        ("How many died in Lorne?", "It rose from 3 on 2 May 2018 to 6 on 4 May 2018.", "And the day after?", "5 May"),
        ("How many died in Lorne?", "Six had died by Monday.", "And on the previous day?", "by 8 June 2021"),
        ("Who led in Lorne?", "Tom Reed.", "And the day before?", "on 8 June 2021"),
        ("How many died in Lorne?", "Six died.", "And yesterday?", "yesterday"),
        ("What is the latest toll in Lorne?", "Six.", "And the day before?", "What is the toll in Lorne by 8 June"),
    ],
)
def test_a_day_is_counted_from_that_of_the_question_or_its_answer(base: str, answer: str, asked: str, due: str) -> None:
    """Of an answer only a day with its year counts: on which day its "Monday" was said is not known; else today."""
    said = made(asked, (base, answer))

    assert "Lorne" in said
    assert due in said


def test_turns_are_read_one_after_the_other() -> None:
    """A follow-up to a follow-up leans on what that meant."""
    said = made(
        "And the year after?",
        ("Who won the Tarn regatta in 2018?", "Tom Reed."),
        ("And in 2019?", "Mia Holt."),
    )

    assert "Tarn regatta" in said
    assert "2020" in said


def test_without_turns_nothing_is_carried() -> None:
    """A pronoun stays one."""
    assert whole("How old is she?", [], TODAY) == ("How old is she?", None)


def test_a_long_conversation_costs_no_more_than_its_turns() -> None:
    """Each of 200 questions is made whole once."""
    earlier = [("Who is Ada Quill?", "She runs a ferry line."), *[("Where does she live now?", "In Lorne.")] * 199]

    begun = time.process_time()
    asked = made("And how old is she?", *earlier)

    assert "Ada Quill" in asked
    assert time.process_time() - begun < 2.0


FIRE = "What happened in the fire of 14 June 2017?"


@pytest.mark.parametrize(
    ("base", "asked", "due"),
    [
        (FIRE, "And the day before?", "What happened in the fire on 13 June 2017?"),
        (FIRE, "And a week later?", "What happened in the fire on 21 June 2017?"),
        (FIRE, "And a year earlier?", "What happened in the fire on 14 June 2016?"),
        (FIRE, "What happened the day before?", "What happened in the fire on 13 June 2017?"),
        (FIRE, "What happened a week later?", "What happened in the fire on 21 June 2017?"),
        (FIRE, "And then?", "What happened in the fire after 14 June 2017?"),
        ("What happened in the 14 June 2017 fire?", "And the next day?", "What happened in the fire on 15 June 2017?"),
        (
            "Who died in the fire of 14 June 2017?",
            "What happened next?",
            "What happened in the fire after 14 June 2017?",
        ),
        (
            "How many died by 20 June 2017 in the fire of 14 June 2017?",
            "And the day before?",
            "How many died by 19 June 2017 in the fire of 14 June 2017?",
        ),
        ("What happened between 3 and 5 May 2018?", "And a day later?", "What happened on 6 May 2018?"),
    ],
)
def test_a_day_is_counted_from_the_time_asked_about(base: str, asked: str, due: str) -> None:
    """The date that says which event is meant is not made that of another event."""
    assert made(asked, (base, "Six died.")) == due


@pytest.mark.parametrize(
    ("base", "asked", "due"),
    [
        ("Who won the 2016 election?", "And four years earlier?", "Who won the 2012 election?"),
        ("What happened on the evening of 14 June 2017?", "And the day before?", "the evening of 13 June 2017"),
        ("What happened in Lorne by the end of May 2018?", "And a month later?", "June 2018"),
        ("What was the rate in May 2018?", "And a year earlier?", "What was the rate in May 2017?"),
    ],
)
def test_editions_and_plain_times_are_moved_in_place(base: str, asked: str, due: str) -> None:
    """Elections are told apart by their years; the evening of a day is no event."""
    assert due in made(asked, (base, "Six."))


def test_days_are_not_counted_from_a_month_unless_the_answer_names_one() -> None:
    """What was not resolved stands in brackets for all to see."""
    base = "Who was held after the flood of May 2019?"

    assert made("And the day before?", (base, "Tom Reed.")) == f"{base[:-1]} (the day before)?"
    assert made("And the day before?", (base, "Tom Reed, on 12 May 2019.")).endswith("on 11 May 2019?")
    assert made("And the day before?", (base, "Tom Reed, on 12 July 2019.")) == f"{base[:-1]} (the day before)?"


@pytest.mark.parametrize(
    "asked", ["What happened the day before the vote in Tarn?", "What happened in Tarn a week later?"]
)
def test_a_question_with_names_of_its_own_is_not_moved(asked: str) -> None:
    """It says itself of what it asks."""
    assert "June 2017" not in made(asked, (FIRE, "Six died.")).replace("14 June 2017", "")
