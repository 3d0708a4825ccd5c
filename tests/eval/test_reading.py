"""What repeats, and what leans on something not shown."""

from __future__ import annotations

import pytest

from eval.metrics import reading
from eval.types import Case, Cited, Gloss, Observed, Outcome, Said


@pytest.mark.parametrize(
    "text",
    [
        "He said so on Tuesday.",
        "“She will resign,” a spokesman said.",
        "But they came back.",
        "Meanwhile, its shares fell.",
        "It was founded in 1999.",
        "That was the last time.",
        "The company said profit rose.",
        "The two were arrested.",
        "That’s when rain fell.",
    ],
)
def test_a_sentence_that_opens_with_a_pronoun_leans(text: str) -> None:
    """Behind quotation marks and connectives too."""
    assert reading.leaning(Said(text=text))


@pytest.mark.parametrize(
    "text",
    [
        "Heathrow closed.",
        "It is not clear who fired first.",
        "It’s possible that rain will fall.",
        "It was the first time since 1999.",
        "This week brought rain.",
        "That evening he left.",
        "The company Brightharvest said profit rose.",
        "Itaipu said it would.",
        "Herring was destroyed.",
        "In May he left.",
        "",
    ],
)
def test_a_sentence_that_names_what_it_is_about_does_not_lean(text: str) -> None:
    """Expletives, times, names that begin alike."""
    assert not reading.leaning(Said(text=text))


@pytest.mark.parametrize(("at", "leans"), [(5, False), (7, True), (20, True)])
def test_a_gloss_at_the_pronoun_explains_it(at: int, leans: bool) -> None:
    """One further on explains something else."""
    assert reading.leaning(Said(text="“He left in a hurry today.", glosses=(Gloss(at=at, text="John Roe"),))) is leans


def cite(name: str, article: str) -> Cited:
    """A citation of an article."""
    return Cited(
        id=name,
        article=article,
        article_id=article,
        revision=1,
        field="text",
        start=0,
        end=1,
        quote="",
        quote_sha256="",
    )


def answer(*said: tuple[str, str]) -> Outcome:
    """An answer of those sentences, each cited from an article."""
    return Outcome(
        status="answered",
        sentences=tuple(Said(text=text, citations=(str(number),)) for number, (text, _) in enumerate(said)),
        citations=tuple(cite(str(number), article) for number, (_, article) in enumerate(said)),
    )


@pytest.mark.parametrize(
    ("outcome", "dangles"),
    [
        (answer(("She left.", "a")), True),
        (answer(("May left.", "a"), ("She wept.", "a")), False),
        (answer(("May left.", "a"), ("She wept.", "b")), True),
        (answer(("May left.", "a"), ("Rain fell.", "b"), ("She wept.", "a")), True),
        (answer(("May left.", "a"), ("Rain fell.", "b")), False),
    ],
)
def test_a_pronoun_needs_the_sentence_shown_before_it_to_be_of_its_article(outcome: Outcome, dangles: bool) -> None:
    """The first sentence has none before it; another article's sentence explains nothing."""
    assert reading.dangles(outcome) is dangles


def test_a_sentence_repeats_when_four_fifths_of_its_content_was_said() -> None:
    """By one earlier sentence, not by several together; a longer sentence adds something."""
    first = Said(text="Harbour pilots ended their long strike on Tuesday.")

    assert reading.repeats(Said(text="On Tuesday the harbour pilots ended a strike."), [first])
    assert not reading.repeats(Said(text="The pilots ended the strike for 9.5 per cent more pay."), [first])
    assert not reading.repeats(Said(text="pilots rain"), [first, Said(text="rain fell")])
    assert not reading.repeats(Said(text="It was."), [first])


def test_only_answers_are_read() -> None:
    """The share weighs as many sentences as are shown; a refusal and an error have none."""
    case = Case(id="q", question="?", answerable=True)
    twice = answer(("Rain fell hard.", "a"), ("Rain fell hard.", "a"))

    judged = {each.metric: (each.value, each.weight) for each in reading.judge(Observed(case=case, outcome=twice))}

    assert judged == {"redundancy": (0.5, 2), "dangling": (0.0, 1)}
    for silent in (Outcome(status="no_evidence"), Outcome(error="503")):
        assert not list(reading.judge(Observed(case=case, outcome=silent)))
