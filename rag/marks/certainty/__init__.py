"""How sure an article is of each of its sentences, and who says so; and whether what is so sure answers by itself."""

from __future__ import annotations

from collections.abc import Sequence

from rag.marks.certainty.standing import status
from rag.types import Claim, Quote, Span

__all__ = ["read", "status"]


def read(text: str, sentences: Sequence[Span], quotes: Sequence[Quote]) -> tuple[Claim, ...]:
    """The claims of a text, one a sentence and in their order."""
    from rag.marks.certainty import reading  # its tables take long to compile, and who only asks reads no article

    return reading.read(text, sentences, quotes)
