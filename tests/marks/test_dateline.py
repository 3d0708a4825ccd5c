"""The day that "today" means: a dateline's, else the publication's."""

from __future__ import annotations

from datetime import UTC, date

import pytest

from rag import times
from rag.marks import dateline
from rag.settle import settle
from rag.types import Article, Revision


def revision(text: str, published: str | None) -> Revision:
    """A revision of that text, published then."""
    return settle(Article(id="a", text=text, date=published), zone=UTC)


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("3 May 2017 – Talks began today.", "2017-05-04", date(2017, 5, 3)),
        ("LONDON, May 3 (Reuters) - Talks began today.", "2017-05-04T01:00:00Z", date(2017, 5, 3)),
        ("GENEVA (AP) — Talks began today.", "2017-05-04", date(2017, 5, 4)),
        ("Talks began today.", "2017-05-04T23:30:00-05:00", date(2017, 5, 4)),
        ("3 May 2017 – Talks began today.", None, date(2017, 5, 3)),
        ("3 May 1917 – A telegram, printed today for the first time.", "2017-05-04", date(2017, 5, 4)),
        ("In May 2017 – the month of the talks – much was said.", "2017-06-04", date(2017, 6, 4)),
        ("From 1 to 3 May 2017 and on 4 May 2017 – much was said.", "2017-05-05", date(2017, 5, 5)),
        ("Talks began today.", "2017-05", None),
        ("Talks began today.", None, None),
    ],
)
def test_the_day_is_the_datelines_else_the_publications(text: str, published: str | None, day: date | None) -> None:
    """A dateline far from the publication is none, nor is a month a day."""
    assert dateline.day(revision(text, published)) == day


def test_the_publishers_day_counts_not_ours() -> None:
    """Half past eleven at night in Chicago is that day there, though it is the next one in UTC."""
    when = times.parse("2017-05-04T23:30:00-05:00", UTC)

    assert times.day_of(when) == date(2017, 5, 4)


@pytest.mark.parametrize(
    ("updated", "day"),
    [
        ("2017-05-06T09:00:00Z", date(2017, 5, 6)),
        ("2017-05-04T18:00:00Z", date(2017, 5, 4)),
        ("2017-09-01", date(2017, 5, 4)),
        ("2017-05-01", date(2017, 5, 4)),
    ],
)
def test_a_story_that_is_written_on_means_the_day_of_its_update(updated: str, day: date) -> None:
    """One that is corrected months later keeps its own day."""
    written = settle(Article(id="a", text="It rose today.", date="2017-05-04", updated=updated), zone=UTC)

    assert dateline.day(written) == day
