"""What is read in an article as an editor reads it: when, who says so, how sure, what is withdrawn. One subject a file.

Pure: the same revision gives the same marks, on any machine, at any time.
"""

from __future__ import annotations

from rag.types import Marks, Revision

RULES = 4  # raised with every change of what is read, or of what links stories: `recompute` then makes both anew


def read(revision: Revision) -> Marks:
    """The marks of a revision; those of another language than English say no more than that."""
    from rag.marks import whole  # its patterns take long to compile, and who only asks reads no article

    return whole.read(revision)
