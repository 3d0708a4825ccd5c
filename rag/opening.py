"""An article opened to be read: the revision, its revisions, what is read in it, and who else printed it.

All from one view of the archive. But: no layout, and no revision that the Scope may not show.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from rag import printings
from rag.store.protocol import Reader, RevisionInfo
from rag.types import Copy, Marks, Revision


class Opened(Struct, frozen=True, kw_only=True):
    """A revision with what is known of it.

    `current`: the one that stands, which may be the same. `against`: the one to compare with, where one was asked for.
    `withdrawn`: whether another printing of its text was killed. `copies`: who else prints its report.
    """

    revision: Revision
    current: Revision
    against: Revision | None
    revisions: tuple[RevisionInfo, ...]
    marks: Marks
    current_marks: Marks
    copies: tuple[Copy, ...]
    withdrawn: bool


def opened(reader: Reader, key: str, *, number: int | None = None, against: int | None = None) -> Opened:
    """The current revision of an article, or its revision `number`. Raises: ArticleUnknown, ArticleGone."""
    current = reader.article(key)
    revision = current if number in (None, current.number) else reader.article(key, number)
    rows = {each.number: reader.standing(each).row for each in (revision, current)}
    row = rows[revision.number]
    marks = reader.marks({row: revision, rows[current.number]: current})
    return Opened(
        revision=revision,
        current=current,
        against=None if against is None else reader.article(key, against),
        revisions=tuple(reader.history(key)),
        marks=marks[row],
        current_marks=marks[rows[current.number]],
        copies=printings.others(row, printings.gather({row: revision}, reader)),
        withdrawn=bool(len(reader.withdrawn(np.array([row], np.int64)))),
    )
