"""What is read in an article as an editor reads it: when, who says so, how sure, what is withdrawn. One subject a file.

Pure: the same revision gives the same marks, on any machine, at any time.
"""

from __future__ import annotations

from rag.marks import dateline, dates
from rag.marks.english import is_english
from rag.types import Marks, Revision

RULES = 1  # raised with every change of what is read, or of what links stories: `recompute` then makes both anew


def read(revision: Revision) -> Marks:
    """The marks of a revision; those of another language than English say no more than that."""
    if not is_english(revision):
        return Marks(english=False)
    return Marks(dates=dates.read(revision.text, dateline.day(revision)))
