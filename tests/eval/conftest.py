"""A small suite whose every figure can be counted by hand."""

from __future__ import annotations

import pytest

from eval.types import Case, Edition, Gold


@pytest.fixture
def editions() -> tuple[Edition, ...]:
    """Three articles, one of them in two revisions."""
    return (
        _edition("weather", "Rain fell on Tuesday. Nobody was hurt in the valley.", "2017-01-02"),
        _edition("fire", "The fire killed 12 people. It began in a store.", "2018-06-04"),
        _edition(
            "fire", "The fire killed 34 people. It began in a store.", "2018-06-04", number=2, updated="2018-06-06"
        ),
        _edition("bank", "The bank raised its rate to 2.5 percent.", "2019-03-01"),
    )


@pytest.fixture
def cases() -> tuple[Case, ...]:
    """Three questions with an answer, one of them under as_of, and two without."""
    return (
        _case("toll", "How many died?", "34", Gold(article_id="fire", quote="The fire killed 34 people.", revision=2)),
        _case(
            "early toll",
            "How many had died by 5 June?",
            "12",
            Gold(article_id="fire", quote="The fire killed 12 people.", revision=1),
            as_of="2018-06-05",
        ),
        _case(
            "rate",
            "What is the rate?",
            "2.5%",
            Gold(article_id="bank", quote="The bank raised its rate to 2.5 percent."),
        ),
        Case(id="mayor", question="Who is mayor?", answerable=False, status="no_evidence"),
        Case(id="cause", question="What caused the fire?", answerable=False, status="not_stated", as_of="2018-06-05"),
    )


def _edition(article_id: str, text: str, date: str, *, number: int = 1, updated: str | None = None) -> Edition:
    return Edition(article_id=article_id, number=number, title="", text=text, date=date, updated=updated)


def _case(case_id: str, question: str, answer: str, gold: Gold, *, as_of: str | None = None) -> Case:
    return Case(
        id=case_id,
        question=question,
        answerable=True,
        answers=(answer,),
        evidence=(gold,),
        status="answered",
        as_of=as_of,
        kind="how_many",
    )
