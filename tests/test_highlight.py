"""Which words of a sentence are the answer: names, the frame of the question, contenders, votes."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from rag import contenders, frame, gazetteer, times, votes
from rag.marks import proper
from rag.question import understand
from rag.settle import settle
from rag.types import Article, Question, Sentence, Span, Turn

_ZONE = ZoneInfo("UTC")
_NOW = times.parse("2019-12-04", _ZONE).first
FAR = "many miles up the river, beyond a wood and a village,"


def _asked(text: str) -> Question:
    return understand([Turn("user", text)], now=_NOW, zone=_ZONE)


def _sentence(text: str, *, article: str = "a", score: float = 5.0) -> Sentence:
    revision = settle(Article(id=article, title="", text=text, date="2018-06-04"), zone=_ZONE)
    return Sentence(revision=revision, span=Span(0, len(text)), hit=0, score=score)


@pytest.mark.parametrize(
    ("sentence", "name", "not_name"),
    [
        ("HARROW, Iowa (AP) — Mayor Lena Ortiz left.", "Lena Ortiz", "HARROW"),
        ("Harrow's Mayor Ortiz left.", "Ortiz", "Mayor Ortiz"),
        ("On Tuesday Ortiz left.", "Ortiz", "Tuesday"),
        ("Police praised Swedish skier Ida Lund.", "Ida Lund", "Police"),
        ("They met the President of Peru.", "Peru", "They"),
        ("He read “The Long Way,” aloud.", "The Long Way", "He"),
        ("Quill Corp. chief executive Ann Lee said no.", "Quill Corp.", "Quill Corp"),
        ("The judge cited Title 42 again.", "Title 42", "The"),
        ("Fighters of al Shabaab fled.", "al Shabaab", "Shabaab"),
    ],
)
def test_names_are_found_without_titles_and_datelines(sentence: str, name: str, not_name: str) -> None:
    """A name is what a person, place or body is called: no title, day, dateline or possessive."""
    found = [span.of(sentence) for span in proper.names(sentence)]

    assert name in found
    assert not_name not in found


def test_countries_peoples_and_states_are_told_apart() -> None:
    """One word may be two things; what is neither is nothing."""
    assert gazetteer.kinds("Georgia") == {"country", "state"}
    assert gazetteer.kinds("swedes") == {"people"}
    assert gazetteer.kinds("Harrow") == frozenset()


@pytest.mark.parametrize(
    ("question", "before", "after", "side"),
    [
        ("Lund beat which skier in Oslo?", ("beat", "lund"), ("skier", "oslo"), "around"),
        ("Whom did Lund beat?", (), ("lund", "beat"), "before"),
        ("Who beat Lund?", (), ("beat", "lund"), "around"),
        ("The toll rose to:", ("rose", "toll"), (), "before"),
    ],
)
def test_a_question_is_framed_around_what_it_asks_for(
    question: str, before: tuple[str, ...], after: tuple[str, ...], side: str
) -> None:
    """Words in front of the question word, those behind it, and where an answer has them."""
    read = frame.read(question)

    assert (read.before, read.after, read.side) == (before, after, side)


@pytest.mark.parametrize(
    ("question", "text", "lit"),
    [
        ("How much did the tunnel cost?", f"The tunnel cost $9 million, {FAR} a bridge $41 million.", "$9 million"),
        ("Which country expelled the envoy?", "Norway expelled the envoy after Oslo police met Ida Lund.", "Norway"),
        ("Who beat Ida Lund?", "Petra Holm beat Ida Lund in Oslo.", "Petra Holm"),
        ("Whom did Ida Lund beat?", "Ida Lund beat Petra Holm in Oslo.", "Petra Holm"),
        ("How many houses burned?", "Some 300 people fled and 41 houses burned.", "41"),
        ("How old is the pilot?", "The pilot, a 41-year-old from Oslo, survived.", "41"),
        ("How many years did the dam stand?", "The dam stood for 90 years.", "90"),
        ("In what year did the dam open?", "The dam, shut on 3 May 2017, opened in 1931.", "1931"),
        ("When did the dam open?", "The dam opened on 3 May 1931.", "3 May 1931"),
        ("Why was the dam shut?", "The dam was shut because of cracks in its wall, they said.", "cracks in its wall"),
        ("Which countries sponsor the talks?", "Norway, Peru and Chad sponsor them.", "Norway, Peru and Chad"),
        ("Which country sponsors the talks?", "Norway sponsors the talks of Peru and Chad.", "Norway"),
        ("What did the keeper feed the otter?", "The keeper fed the otter frozen mackerel.", "frozen mackerel"),
    ],
)  # fmt: skip
def test_the_words_that_answer_are_lit(question: str, text: str, lit: str) -> None:
    """Of what has the type asked for, that which stands where the question has its question word."""
    sentence = _sentence(text)
    span = votes.count(_asked(question), [sentence]).highlight(sentence)

    assert span is not None
    assert span.of(text) == lit


@pytest.mark.parametrize(
    ("question", "text", "lit"),
    [
        ("What was the turnout?", "Turnout was 61 percent, officials said.", "61 percent"),
        ("What did the bank raise its rate to?", "The bank raised its rate to 3.5 percent.", "3.5 percent"),
        ("By how much did prices rise?", "Prices rose by 4.1 per cent in June.", "4.1 per cent"),
        ("How much did rents rise?", "Rents rose by 90 crowns.", "90 crowns"),
        ("What did the firm order?", "The firm ordered 40 buses.", "40 buses"),
        ("What is the tunnel's length?", "The tunnel is 12 km long.", "12 km long"),
        ("What did police search?", "In 2018 police searched boats.", "boats"),
        ("How many buses did the firm order?", "The firm ordered 40 buses.", "40"),
    ],
)
def test_a_figure_and_its_unit_are_lit_together(question: str, text: str, lit: str) -> None:
    """Neither the unit alone, nor a share or a sum without it; a count stays a number, and a year is none."""
    sentence = _sentence(text)
    span = votes.count(_asked(question), [sentence]).highlight(sentence)

    assert span is not None
    assert span.of(text) == lit


@pytest.mark.parametrize("question", ["Did the dam burst?", "the Harrow dam", "flood"])
def test_what_asks_for_no_span_has_nothing_to_light(question: str) -> None:
    """Yes or no is answered by a whole sentence, a topic by all of them."""
    sentence = _sentence("The Harrow dam burst in the flood of Monday night.")

    assert votes.count(_asked(question), [sentence]).highlight(sentence) is None


def test_a_name_that_other_articles_give_counts_more() -> None:
    """Two articles that name the same winner outvote one; copies of one text have one vote."""
    asked = _asked("Who won the regatta?")
    holm = _sentence("Petra Holm took it on Sunday.", article="a", score=4.0)
    lund = _sentence("Ida Lund took it on Sunday.", article="b", score=4.0)
    also = _sentence("It was Ida Lund again.", article="c", score=4.0)
    copy = _sentence("Petra Holm took it on Sunday.", article="d", score=4.0)

    gains = votes.agreed(asked, [holm, lund, also, copy])

    assert gains[1] > gains[0] == gains[3] == 0.0


def test_figures_are_never_decided_by_majority() -> None:
    """An old toll that two articles give gains nothing over the new one."""
    tolls = [_sentence(f"The flood killed {n} people.", article=str(i)) for i, n in enumerate((34, 34, 37))]

    assert votes.agreed(_asked("How many people did the flood kill?"), tolls) == [0.0, 0.0, 0.0]


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("Which firm bought Quill?", "Nobody bought it on Tuesday.", True),
        ("Which firm bought Quill?", "Harrow Steel bought it.", False),
    ],
)
def test_a_name_can_be_lacking(question: str, text: str, lacks: bool) -> None:
    """A day of the week is no name of a firm."""
    assert contenders.lacks(_asked(question), text) is lacks


@pytest.mark.parametrize("day", ["Sept 11", "Sept. 11", "11 September", "May 11, 2018", "11 Sept 2018", "2018-09-11"])
def test_no_number_of_a_date_is_a_count(day: str) -> None:
    """Be it of a dateline or of a sentence; what is counted beside it still is one."""
    asked, sentence = _asked("How many cranes did the port sell?"), f"TARN, {day} (Lumen) - The port sold {{}} cranes."

    assert contenders.find(asked, sentence.format("its")) == ()
    assert [each.span.of(sentence.format("12")) for each in contenders.find(asked, sentence.format("12"))] == ["12"]
