"""Ranking and judging: what makes a sentence an answer, and what keeps it from being one."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

import msgspec
import numpy as np
import pytest
from numpy.typing import NDArray

from rag import asides, contenders, evidence, times, verdict
from rag.marks import expected
from rag.question import understand
from rag.retrieve import Retrieved
from rag.settle import settle
from rag.slots import compare, names
from rag.synonyms import reworded
from rag.types import Article, Coverage, Evidence, Hit, Passage, Question, Scope, Scores, Span, Turn

_ZONE = ZoneInfo("UTC")
_NOW = times.parse("2019-12-04", _ZONE).first
_DAY = times.parse("2018-06-04", _ZONE)


class _Prefers:
    """A reranker that likes texts with a word."""

    def __init__(self, word: str) -> None:
        self._word = word

    def score(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        return np.array([8.0 if self._word in text else -8.0 for _, text in pairs], np.float32)


def _asked(text: str) -> Question:
    return understand([Turn("user", text)], now=_NOW, zone=_ZONE)


def _evidence(question: Question, text: str, *, title: str = "Harrow Dam", likes: str | None = None) -> Evidence:
    revision = settle(Article(id="a", title=title, text=text, date="2018-06-04"), zone=_ZONE)
    passage = Passage(span=Span(0, len(text)), ordinal=0, id=1, revision_id=1)
    hit = Hit(passage=passage, revision=revision, score=1.0, scores=Scores(0.6, 9.0))
    coverage = Coverage(articles=1, passages=1, undated_left_out=0, first=_DAY, last=_DAY)
    found = Retrieved(hits=(hit,), coverage=coverage, seq=1, degraded=False)
    return evidence.gather(question, found, reranker=_Prefers(likes) if likes else None)


def test_the_sentence_with_the_words_and_the_type_comes_first() -> None:
    """Of two sentences on the matter, the one with a number answers "how many"."""
    question = _asked("How many people did the Harrow Dam flood kill?")

    found = _evidence(question, "People fear the Harrow Dam flood. The Harrow Dam flood killed twelve people.")

    assert found.sentences[0].text == "The Harrow Dam flood killed twelve people."


def test_the_cross_encoder_outvotes_shared_words() -> None:
    """What reads as an answer wins over what repeats the question."""
    question = _asked("Who runs the Harrow Dam?")

    found = _evidence(question, "The Harrow Dam runs itself. It is in the care of Ada Quill.", likes="Quill")

    assert "Quill" in found.sentences[0].text


def test_a_sentence_is_ranked_the_same_wherever_it_stands() -> None:
    """Equal scores fall back to the order of the text, never to chance."""
    question = _asked("What of the Harrow Dam?")

    orders = [[each.span.start for each in _evidence(question, "Dam. Dam? Dam!").sentences] for _ in range(3)]

    assert orders == [sorted(orders[0])] * 3


@pytest.mark.parametrize(
    ("question", "sentence", "expected_wording"),
    [
        ("When did the round begin?", "The round kicked off today.", "When did the round kicked off?"),
        ("Who sponsors the talks?", "Russia led the talks.", "Who led the talks?"),
        ("Who sponsors the talks?", "Russia sponsors the talks.", None),
        ("Where is the sea?", "The mountain is far.", None),
    ],
)
def test_a_question_is_put_in_the_sentences_words(question: str, sentence: str, expected_wording: str | None) -> None:
    """Only words that have a related one in the sentence are replaced."""
    assert reworded(question, sentence) == expected_wording


@pytest.mark.parametrize(
    ("expects", "sentence", "question", "held"),
    [
        ("number", "Twelve people died.", "How many died?", True),
        ("number", "People died.", "How many died?", False),
        ("number", "It was 2018.", "How many died in 2018?", False),
        ("date", "It opened on Tuesday.", "When did it open?", True),
        ("date", "It opened quietly.", "When did it open?", False),
        ("person", "said Ada Quill", "Who said so?", True),
        ("person", "the opposition side walked out", "Who walked out?", True),
        ("person", "it rained all day", "Who walked out?", False),
        ("reason", "because of the rain", "Why?", True),
        ("reason", "it was shut", "Why?", False),
        ("duration", "It lasted 59 years.", "How long did it last?", True),
        ("duration", "The 59-year-old was convicted.", "How long was he jailed?", False),
    ],
)
def test_a_sentence_holds_what_is_asked_for(expects: str, sentence: str, question: str, held: bool) -> None:
    """A thing of the type asked for counts only when the question does not have it already."""
    assert expected.holds(expects, sentence, question) is held  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Who leads the Harrow Dam inquiry?", ["harrow", "dam"]),
        ("Syria talks: who sponsors them?", ["syria"]),
        ("Did the bank cut rates?", []),
        ("What did Staffan de Mistura say?", ["staffan", "mistura"]),
    ],
)
def test_names_of_a_question(asked: str, found: list[str]) -> None:
    """Capitalised words are names, question words are not."""
    assert names(asked) == found


@pytest.mark.parametrize(
    ("asked", "text", "slot", "share"),
    [
        ("Did it flood Corvane?", "It flooded the town.", "names", 0.0),
        ("Did Syrian rebels leave?", "Rebels left Syria.", "names", 1.0),
        ("Who signed on Turkey's behalf?", "The Turkish envoy signed.", "names", 1.0),
        ("Who signed for France?", "The German envoy signed.", "names", 0.0),
        ("Who died in 2016?", "Twelve died in 2018.", "years", 0.0),
        ("Who died in 2018?", "Twelve died.", "years", 1.0),
        ("Who died in 2017?", "Twelve died last year.", "years", 1.0),
        ("Who died in 2018?", "Twelve died last year.", "years", 0.0),
        ("Which law was Article 50?", "Under Article 50 they left.", "numbers", 1.0),
    ],
)
def test_slots_are_compared(asked: str, text: str, slot: str, share: float) -> None:
    """Each name, year, number and counted thing of the question is looked for where it may stand."""
    question = _asked(asked)
    found = _evidence(question, text, title="News")

    assert getattr(compare(question, found.sentences[0], found.hits[0]), slot) == share


@pytest.mark.parametrize(
    ("asked", "sentence", "lacks"),
    [
        ("How many houses burned?", "Twelve houses burned.", False),
        ("How many houses burned?", "Twelve people fled.", True),
        ("How much did the bridge cost?", "The bridge cost $41 million.", False),
        ("How much did the bridge cost?", "The bridge took 41 workers.", True),
        ("How long did the strike last?", "The strike lasted three weeks.", False),
        ("How long did the strike last?", "The strike of 300 pilots ended.", True),
        ("Why did it end?", "It ended quietly.", True),
        ("What did the mayor say?", "The mayor spoke.", False),
    ],
)
def test_a_thing_of_the_type_asked_for_can_be_lacking(asked: str, sentence: str, lacks: bool) -> None:
    """A sum answers "how much did it cost", a count of something else does not answer "how many houses"."""
    assert contenders.lacks(_asked(asked), sentence) is lacks


def _judged(asked: str, text: str, *, likes: str) -> str:
    question = _asked(asked)
    return verdict.judge(question, _evidence(question, text, likes=likes), Scope(now=_NOW)).status


def test_another_year_is_no_answer() -> None:
    """A figure for 2017 does not answer for 2016."""
    text = "In 2017 the Harrow Dam cost 12 million."

    assert _judged("What did the Harrow Dam cost in 2017?", text, likes="cost") == "answered"
    assert _judged("What did the Quill Bridge cost in 2016?", text, likes="cost") != "answered"


def test_what_the_reranker_finds_off_topic_is_refused() -> None:
    """No sentence is an answer for sharing a name."""
    assert _judged("Who painted the Harrow Dam?", "The Harrow Dam is dry.", likes="nothing like it") == "not_stated"


def test_a_brief_question_whose_words_are_there_is_answered() -> None:
    """Few words give a model little to go by; that all of them are in the sentence says more."""
    question = _asked("Who walked out?")
    found = _evidence(question, "The opposition side walked out of the meeting.", likes="no")
    match = found.sentences[0].match
    assert match
    brief = msgspec.structs.replace(found.sentences[0], match=msgspec.structs.replace(match, cross=-0.2))

    assert verdict.support(question, brief, found) > 0.5


def test_a_greeting_is_no_question() -> None:
    """One word that nothing found has asks nothing."""
    question = _asked("hi")
    judged = verdict.judge(question, _evidence(question, "The Harrow Dam is dry.", likes="no"), Scope(now=_NOW))

    assert judged.reason == "not_a_question"


def test_an_older_year_told_by_the_archive_is_answered() -> None:
    """Archives tell of times before their own."""
    text = "In 1974 the Harrow Dam burst."

    assert _judged("When in 1974 did the Harrow Dam burst?", text, likes="burst") == "answered"


@pytest.mark.parametrize(
    "asked", ["hi", "Hello there!", "thank you so much", "what is in here?", "Help", "What can I ask?"]
)
def test_an_aside_is_no_question(asked: str) -> None:
    """Whatever the archive holds, a greeting finds nothing in it."""
    assert _judged(asked, "Hello, help is here, thank you.", likes="help") == "no_evidence"


@pytest.mark.parametrize("asked", ["Who said hi?", "help for flood victims", "What is in the dam?"])
def test_a_question_with_such_a_word_is_one(asked: str) -> None:
    """Only the whole text makes an aside."""
    assert not asides.is_aside(asked)


def test_a_question_in_another_script_is_told_so() -> None:
    """What can't be understood is not answered by what happens to be near."""
    question = _asked("Кто спонсирует переговоры?")
    judged = verdict.judge(question, _evidence(question, "The talks begin.", likes="nothing"), Scope(now=_NOW))

    assert (judged.status, judged.reason) == ("no_evidence", "language")


def test_a_word_alone_is_no_sentence() -> None:
    """The agency before a dash is never shown as an answer."""
    found = _evidence(_asked("Who signed the flood bill?"), "CNN —\n\nAna Holt signed the flood bill.")

    assert [sentence.text for sentence in found.sentences] == ["Ana Holt signed the flood bill."]
