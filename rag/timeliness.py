"""How far an article's day lies from the news that a question, put as of a day, is about: earlier is older news.

But: it filters nothing, requests filter by `from` and `to`; and without `as_of` everything is on time, so that no order
changes from one day to the next. A year that a question names is no news: "who hosts the 2024 games?" is told before.
"""

from __future__ import annotations

import math

from rag.types import Question, Timing, When

_DAY = 86_400_000_000  # microseconds
_AGE = 0.6  # what the logarithm of age counts, against that of days before what is recent


def timing(question: Question, published: When | None) -> Timing:
    """The timing of an article; an undated one is on time."""
    if published is None or question.as_of is None:
        return Timing()
    before = max(0, question.recent.first - published.last) / _DAY if question.recent else 0.0
    return Timing(round(before, 3), round(max(0, question.as_of - published.last) / _DAY, 3))


def lag(timing: Timing) -> float:
    """Both in one, by natural logarithms of days; 0 for the news of the day."""
    return math.log1p(timing.before) + _AGE * math.log1p(timing.old)
