"""A draft cites something, and only text of the articles that this request found."""

from __future__ import annotations

from rag.types import Draft, Evidence, Sentence


def check(draft: Draft, evidence: Evidence) -> str | None:
    """Why the draft's references are not good, None when they are."""
    if not draft.sentences:
        return "cites nothing"
    if not all(is_found(sentence, evidence) for sentence in draft.sentences):
        return "cites what this request did not find"
    return None


def is_found(sentence: Sentence, evidence: Evidence) -> bool:
    """Whether a sentence is of a revision that this request found."""
    return 0 <= sentence.hit < len(evidence.hits) and evidence.hits[sentence.hit].revision == sentence.revision
