"""An extracted draft is the source's own words, to the code point."""

from __future__ import annotations

from rag.types import Draft, Evidence


def check(draft: Draft, evidence: Evidence) -> str | None:
    """Why the text is no extract of what it cites, None when it is."""
    if draft.kind == "extract" and draft.text != " ".join(sentence.text for sentence in draft.sentences):
        return "differs from the cited text"
    return None
