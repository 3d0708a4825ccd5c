"""A generated draft is a whole sentence: it does not begin with a comma, nor in the middle of another."""

from __future__ import annotations

import re

from rag.types import Draft, Evidence

_WHOLE = re.compile(r"[\"'“‘„«(\[]{0,3}(?:\.\.\.|…)?[-−–]?(?:[^\W_]|[$£€¥₹])")
_FIRST = re.compile(r"\W*(\w[\w'’-]*)")


def check(draft: Draft, evidence: Evidence) -> str | None:
    """Why a generated text is no whole sentence, None where it is, or its citation begins so."""
    if draft.kind == "extract" or any(draft.text == each.text for each in draft.sentences):
        return None
    first = _FIRST.match(draft.text)
    if not _WHOLE.match(draft.text) or first is None:
        return "is no whole sentence"
    small = first[1].islower() and not any(_begins(each.text, first[1]) for each in draft.sentences)
    return "is no whole sentence" if small else None


def _begins(text: str, word: str) -> bool:
    first = _FIRST.match(text)
    return first is not None and first[1].casefold() == word.casefold()
