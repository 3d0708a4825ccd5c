"""Answers quote sentences without their datelines, unless the dateline is what is told."""

from __future__ import annotations

from datetime import UTC

import pytest

from rag.archive import Archive
from rag.compose import quoting
from rag.settle import settle
from rag.types import Article, Gloss, Sentence, Span, Statement
from tests.asking import ask, put

WIRE = "ORME, June 4 (Lumen) — At least 12 people died on Monday, the mines inspectorate said.\n\nMore are missing."
OWN = "At least 12 people died on Monday, the mines inspectorate said."
LEAD = WIRE.index(OWN)


def _sentence() -> Sentence:
    revision = settle(Article(id="a", text=WIRE, date="2018-06-04"), zone=UTC)
    return Sentence(revision=revision, span=Span(0, LEAD + len(OWN)), hit=0)


def _extract(highlight: Span | None, *glosses: Gloss) -> Statement:
    sentence = _sentence()
    return Statement(text=sentence.text, sentences=(sentence,), kind="extract", highlight=highlight, glosses=glosses)


def test_an_answer_begins_behind_the_dateline(archive: Archive) -> None:
    """The sentence, its citation and what is lit and dated in it all count from there."""
    put(archive, post_2018_06_04=WIRE)

    answer = ask(archive, "How many people died in Orme, as the mines inspectorate said?")
    shown, cited = answer.sentences[0], answer.citations[0]

    assert shown.text == cited.quote == WIRE[cited.start : cited.end] == OWN
    assert answer.text[shown.start : shown.end] == OWN
    assert [(shown.text[each.start : each.end], each.value) for each in shown.dates or ()] == [("Monday", "2018-06-04")]


def test_what_is_lit_and_explained_moves_with_the_sentence() -> None:
    """The same words are pointed at in the shorter text."""
    at = WIRE.index("12")
    gloss = Gloss(at=WIRE.index(", the mines"), text="Orme", sentence=_sentence())

    told = quoting.statement(_extract(Span(at, at + 2), gloss))

    assert told.text == told.sentences[0].text == OWN
    assert told.highlight is not None
    assert told.highlight.of(told.text) == "12"
    assert told.text[: told.glosses[0].at].endswith("Monday")


@pytest.mark.parametrize("asked", ["Where did 12 people die?", "In which town did they die?"])
def test_a_dateline_that_answers_is_told(asked: str) -> None:
    """Asked where, the place is the answer."""
    answered = _extract(Span(0, 4))

    assert quoting.statement(answered, asked) is answered
    assert quoting.span(answered.sentences[0], answered.text) == answered.sentences[0].span


def test_a_dateline_does_not_answer_which_country_won() -> None:
    """Nothing is lit then: where a story was filed is not what it is about."""
    told = quoting.statement(_extract(Span(0, 4)), "Which town lost most people?")

    assert told.text == OWN
    assert told.highlight is None


def test_a_citation_keeps_the_dateline_that_a_text_rests_on() -> None:
    """What a model wrote of the place or the day in it is cited with it; of anything else, without."""
    sentence = _sentence()

    assert quoting.span(sentence, "Twelve people died in Orme.") == sentence.span
    assert quoting.span(sentence, "At least 12 people died on 4 June.") == sentence.span
    assert quoting.span(sentence, "At least 12 people died on Monday.").of(WIRE) == OWN
    assert quoting.span(sentence).of(WIRE) == OWN
