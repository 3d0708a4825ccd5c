"""How far an article's day lies from the time that a question is about, or is put at: earlier is older news.

But: it filters nothing; requests filter by `from` and `to`. Without `as_of` an article's age plays no part, so that no
order changes from one day to the next.
"""

from __future__ import annotations

import math

from rag.types import Coverage, Question, Timing, When

_DAY = 86_400_000_000  # microseconds
_AGE = 0.6  # what the logarithm of age counts, against that of days before the time asked about


def timing(question: Question, published: When | None, coverage: Coverage) -> Timing:
    """The timing of an article; an undated one is on time, and so is any when that time is after all of them."""
    if published is None:
        return Timing()
    begin, newest = question.window.begin, coverage.last
    named = begin if begin and newest and begin.first <= newest.last else None
    before = max(0, named.first - published.last) / _DAY if named else 0.0
    old = max(0, question.as_of - published.last) / _DAY if question.as_of is not None else 0.0
    return Timing(round(before, 3), round(old, 3))


def lag(timing: Timing) -> float:
    """Both in one, by natural logarithms of days; 0 for news of the very time."""
    return math.log1p(timing.before) + _AGE * math.log1p(timing.old)
