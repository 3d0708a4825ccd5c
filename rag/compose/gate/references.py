"""A draft cites something, and only text of the articles that this request found."""

from __future__ import annotations

from rag.types import Draft, Evidence


def check(draft: Draft, evidence: Evidence) -> str | None:
    """Why the draft's references are not good, None when they are."""
    if not draft.sentences:
        return "cites nothing"
    for sentence in draft.sentences:
        if not 0 <= sentence.hit < len(evidence.hits) or evidence.hits[sentence.hit].revision != sentence.revision:
            return "cites what this request did not find"
    return None
