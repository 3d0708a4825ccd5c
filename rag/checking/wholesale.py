"""Which of the differences between a draft's sentence and the archive are told: the most exact ones.

But: what becomes of the sentence is decided by all of them.
"""

from __future__ import annotations

import msgspec

from rag.types import Compared, Difference


def told(compared: Compared, text: str) -> Compared:
    """A comparison without what is said of its whole sentence only because of what a more exact difference tells."""
    differs = compared.differs
    kept = tuple(each for each in differs if not _is_explained(each, text, {one.kind for one in differs}))
    return msgspec.structs.replace(compared, differs=kept)


def _is_explained(each: Difference, text: str, kinds: set[str]) -> bool:
    """Whether others tell why: that no rule can read it, or that no report has its verb, where that word is lacking."""
    if each.draft != text or each.archive is not None:
        return False
    return (each.kind == "tangled" and len(kinds) > 1) or (each.kind == "certainty" and "word" in kinds)
