"""The times in a shown sentence, and what is shown in brackets behind those that only its article's day explains."""

from __future__ import annotations

from datetime import UTC

import pytest

from rag import marks
from rag.compose import dating
from rag.settle import settle
from rag.types import Article, Sentence, Span


def sentence(text: str, *, before: str = "", published: str | None = "2019-05-15") -> Sentence:
    """A sentence of an article that has `before` before it."""
    revision = settle(Article(id="a", text=before + text, date=published), zone=UTC)
    span = Span(len(before), len(before) + len(text))
    return Sentence(revision=revision, span=span, hit=0, marks=marks.read(revision))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It fell today.", "15 May 2019"),
        ("It fell on Monday night.", "13 May 2019"),
        ("It fell on June 2, 2018.", None),
        ("It will open on June 2.", "2019"),
        ("It ran from 24 to 26 February.", "2019"),
        ("It will open in the first week of next month.", "1–7 June 2019"),
        ("It fell in the first two months of the year.", "1 January – 28 February 2019"),
        ("It fell in March.", "2019"),
        ("It fell in late November.", "2018"),
        ("It fell last month.", "April 2019"),
        ("It fell last week.", "6–12 May 2019"),
        ("It rose in the week that ended on 5 May 2019.", None),
        ("It closed last year.", "2018"),
        ("It closed over the weekend.", "11–12 May 2019"),
        ("It fell in the fourth quarter.", "October to December 2018"),
        ("It fell in the fourth quarter of 2017.", None),
        ("It fell last winter.", "December 2018 to February 2019"),
        ("It fell last spring.", "March to May 2018"),
        ("It fell in the 1990s and the '80s.", None),
        ("He served nine years.", None),
    ],
)
def test_what_its_words_leave_out_is_said(text: str, said: str | None) -> None:
    """The day, the year, or the days of a week; nothing where the words say it all."""
    (first, *_) = sentence(text).dates

    assert dating.gloss(first) == said


def test_a_week_over_two_months_or_years_is_written_out() -> None:
    """Both ends have what they need."""
    texts = [
        dating.gloss(sentence("It fell last week.", published=day).dates[0]) for day in ("2019-05-07", "2020-01-07")
    ]

    assert texts == ["29 April – 5 May 2019", "30 December 2019 – 5 January 2020"]


def test_offsets_are_those_of_the_sentence_and_what_stood_before_counts() -> None:
    """What "the next day" follows is the day that the sentence before it names."""
    shown = sentence("The next day she left.", before="He came on 3 May 2017. ")
    (dated,) = shown.dates

    assert shown.text[dated.start : dated.end] == "The next day"
    assert dated.value == "2017-05-04"


def test_an_undated_article_explains_nothing() -> None:
    """Without a day "yesterday" gets no date and no brackets."""
    assert sentence("It fell yesterday.", published=None).dates == ()


def test_a_day_is_said_once_where_a_time_of_the_clock_stands_by_it() -> None:
    """The brackets stand behind the day of "at 6 a.m. on Wednesday"."""
    shown = sentence("Pilots will return at 6 a.m. on Wednesday and rest at 9 p.m.")

    assert dating.glosses(shown.dates) == ((41, "15 May 2019"),)
