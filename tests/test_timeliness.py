"""How early an article is for a question that is put as of a day."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from rag import timeliness, times
from rag.question import understand
from rag.types import Question, Timing, Turn

_ZONE = ZoneInfo("UTC")
_NOW = times.parse("2019-12-04", _ZONE).first


def _asked(text: str, *, as_of: str | None = "2018-06-13") -> Question:  # a Wednesday
    instant = times.parse(as_of, _ZONE).last if as_of else None
    return understand([Turn("user", text)], now=_NOW, as_of=instant, zone=_ZONE)


def _timing(text: str, day: str, *, as_of: str | None = "2018-06-13") -> Timing:
    return timeliness.timing(_asked(text, as_of=as_of), times.parse(day, _ZONE))


@pytest.mark.parametrize(
    ("question", "day", "before"),
    [
        ("Who resigned this week?", "2018-06-01", 9),
        ("Who resigned this week?", "2018-06-12", 0),
        ("Who resigned on Tuesday?", "2018-06-01", 4),
        ("Who edits the Sunday Times?", "2018-06-01", 0),
        ("Who resigned yesterday?", "2018-06-10", 1),
        ("Who resigns tomorrow?", "2018-06-12", 0),
        ("Who hosts the 2019 games?", "2018-06-01", 0),
    ],
)
def test_articles_from_before_what_is_recent_are_early(question: str, day: str, before: float) -> None:
    """Days before the week or day that is meant; a year that is named, or tomorrow, makes today's news no earlier."""
    assert _timing(question, day).before == pytest.approx(before, abs=0.01)


def test_age_counts_only_as_of_a_day() -> None:
    """Asked now, everything is on time; as of a day, the newer of two is nearer; what has no date is on time."""
    new, old = _timing("What happened?", "2018-06-12"), _timing("What happened?", "2018-06-01")

    assert timeliness.lag(old) > timeliness.lag(new) > 0.0
    assert _timing("What happened this week?", "2018-06-01", as_of=None) == Timing()
    assert timeliness.timing(_asked("What happened?"), None) == Timing()
