"""The day that a text counts from: its dateline's where it has one, else the day it was published.

But: a dateline is believed only when it lies near the publication: what is far from it is the matter, not the day.
"""

from __future__ import annotations

import re
from datetime import date

from rag import times
from rag.marks import dates
from rag.types import Revision, When

_LINE = re.compile(r"[^.!?\n]{0,100}?(?:\.[^.!?\n]{0,40}?)?(?: ?[–—]|\s--?\s)")  # what stands before the first dash
_HEAD = 160  # code points in which a dateline ends
_WRITTEN_ON = 3  # days in which a story is written on, and not just corrected
_FAR = 7  # days between a dateline and the publication
_EXACT = ("second", "minute", "day")


def day(revision: Revision) -> date | None:
    """The day that "today" means in a revision; None where neither a dateline nor a publication gives one.

    A story that is written on for some days means the day of its update; what is corrected later keeps its own.
    """
    published, updated = _exact(revision.published), _exact(revision.updated)
    known = updated if published and updated and 0 <= (updated - published).days <= _WRITTEN_ON else published
    return _written(revision.text[:_HEAD], known) or known


def _exact(when: When | None) -> date | None:
    return times.day_of(when) if when and when.precision in _EXACT else None


def _written(head: str, published: date | None) -> date | None:
    """The one day that a dateline names, if it has any."""
    line = _LINE.match(head)
    found = dates.read(line.group(), published) if line else ()
    days = [date.fromisoformat(each.value) for each in found if each.kind == "DATE" and each.value.count("-") == 2]
    if any("/" in each.value for each in found):  # several days, of which none is the article's
        return None
    if len(days) != 1 or (published and abs(days[0] - published).days > _FAR):
        return None
    return days[0]
