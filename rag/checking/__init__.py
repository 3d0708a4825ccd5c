"""A draft against the archive: its sentences, what each is looked for with, and what becomes of it. One step a file.

Loaded with the first draft: its readers take their time to load.
"""

from __future__ import annotations

from collections.abc import Iterator

from rag.types import Compared, Drafted, Evidence, Question


def sentences(draft: str) -> Iterator[Drafted]:
    """The sentences of a draft. Raises: QuestionRejected."""
    from rag.checking import comparing

    return comparing.sentences(draft)


def question(drafted: Drafted, *, as_of: int | None) -> Question:
    """What a sentence is looked for with: its words alone, since what is wrong in it must not narrow the search."""
    from rag.checking import comparing

    return comparing.question(drafted, as_of=as_of)


def compare(drafted: Drafted, asked: Question, found: Evidence) -> Compared:
    """A draft's sentence against what was found for it as `asked`."""
    from rag.checking import comparing

    return comparing.compare(drafted, asked, found)
