"""A gloss stands in a sentence of its own that this request found, and points to a place of the draft."""

from __future__ import annotations

from rag.compose.gate import references
from rag.types import Draft, Evidence


def check(draft: Draft, evidence: Evidence) -> str | None:
    """Why one of the draft's glosses is not good, None when they are."""
    for gloss in draft.glosses:
        if not 0 <= gloss.at <= len(draft.text):
            return "glosses a place outside its text"
        if not gloss.text or gloss.text not in gloss.sentence.text:
            return "gives a gloss that its source does not say"
        if not references.is_found(gloss.sentence, evidence):
            return "cites for a gloss what this request did not find"
    return None
