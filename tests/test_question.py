"""Questions: what they expect, the time they name, and how a follow-up is made whole."""

from __future__ import annotations

from datetime import UTC

import pytest

from rag import times
from rag.errors import QuestionRejected
from rag.question import LONGEST, understand
from rag.types import Question, Turn

_NOW = times.parse("2019-12-04", UTC).first


def _understood(*turns: str) -> Question:
    return understand([Turn("user", turn) for turn in turns], now=_NOW, zone=UTC)


@pytest.mark.parametrize(
    ("asked", "expects"),
    [
        ("Who left the hall?", "person"),
        ("how many people were hurt", "count"),
        ("How much did the city pay for the bridge?", "money"),
        ("What percentage of voters stayed away?", "percent"),
        ("How long did the strike last?", "duration"),
        ("Which company makes the engine?", "name"),
        ("When did the session open?", "date"),
        ("Which city hosted it?", "place"),
        ("Why was the bridge shut?", "reason"),
        ("Did the bank cut rates?", "yes_no"),
        ("What did the report say?", "thing"),
        ("What's the latest death toll in Tarn?", "number"),
        ("How high was the turnout?", "number"),
        ("What is behind the deficit?", "thing"),
        ("What is the toll road called?", "name"),
        ("How high is the tower?", "size"),
    ],
)
def test_the_form_tells_what_answers(asked: str, expects: str) -> None:
    """Each form of question wants its own type of thing."""
    assert _understood(asked).expects == expects


@pytest.mark.parametrize(
    ("asked", "begin", "until"),
    [
        ("What happened on 3 May 2017?", "2017-05-03", "2017-05-03"),
        ("What happened on May 3, 2017?", "2017-05-03", "2017-05-03"),
        ("And in May 2017?", "2017-05", "2017-05"),
        ("Who won in 2018?", "2018", "2018"),
        ("What has changed since 2018?", "2018", None),
        ("What was known before 4 May 2017?", None, "2017-05-04"),
        ("What happened last week?", "2019-11-25", "2019-12-01"),
        ("What happened yesterday?", "2019-12-03", "2019-12-03"),
        ("Who may win the cup?", None, None),
        ("What was music like in the 1990s?", None, None),
        ("Were 2000 people evacuated?", None, None),
        ("Who won the 2018 elections?", "2018", "2018"),
        ("What changed from 2016 to 2018?", "2016", "2018"),
    ],
)
def test_the_time_that_a_question_names(asked: str, begin: str | None, until: str | None) -> None:
    """Dates, months and years are windows; "may" the verb is none."""
    window = _understood(asked).window

    assert (window.begin and window.begin.text, window.until and window.until.text) == (begin, until)


def test_a_follow_up_takes_words_from_the_question_before() -> None:
    """An elliptical question is made whole, and says so."""
    understood = _understood("Who leads the Harrow Dam inquiry?", "And when does it report?")

    assert "Harrow" in understood.text
    assert understood.assumptions


@pytest.mark.parametrize(
    "asked",
    [
        "Who won the election in Northern Caldera in 2018?",
        "Who won the French presidential election?",
        "How many people died in the factory fire?",
        "When did Emmanuel Macron win?",
        "Why is there a strike at the docks?",
    ],
)
def test_a_whole_question_takes_nothing(asked: str) -> None:
    """A question that says what it is about stands alone, with a name of its own or without."""
    assert _understood("Who leads the Harrow Dam inquiry?", asked).text == asked


@pytest.mark.parametrize("asked", ["And when?", "What about the cost?", "When does it report?", "Where?", "Is he old?"])
def test_a_question_that_leans_takes_names_alone(asked: str) -> None:
    """Names and dates are carried, the words around them are not."""
    whole = _understood("Who leads the Harrow Dam inquiry?", asked).text

    assert "Harrow Dam" in whole
    assert "leads" not in whole


def test_assistant_turns_give_nothing() -> None:
    """What an assistant said is never taken over."""
    turns = [
        Turn("user", "Who leads the inquiry?"),
        Turn("assistant", "Zebulon Quark leads it."),
        Turn("user", "When?"),
    ]

    assert "Quark" not in understand(turns, now=_NOW, zone=UTC).text


@pytest.mark.parametrize("asked", ["", "   ", "x" * (LONGEST + 1)])
def test_what_is_no_question_is_refused_by_field(asked: str) -> None:
    """Nothing, or far too much, is refused with the name of the field."""
    with pytest.raises(QuestionRejected) as refused:
        _understood(asked)

    assert refused.value.field == "question"


def test_phrases_and_exclusions_are_read() -> None:
    """Words in quotes must occur, words with a minus must not."""
    understood = _understood('storm "power cuts" -Tamsin at -20')

    assert (understood.required, understood.excluded) == (("power cuts",), ("Tamsin",))


@pytest.mark.parametrize("asked", ["Who left the hall, and according to whom?", "Who left the hall and who says so?"])
def test_asking_who_says_so_does_not_change_the_question(asked: str) -> None:
    """Attribution is in the answer anyway."""
    assert _understood(asked).text == "Who left the hall?"
