"""A draft says of whom it tells: a sentence that opens with a told verb and no subject can't be judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.compose.gate.reading import Reading
from rag.types import Difference


def differences(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """The draft, where but a preposition and its phrase stand before its first verb."""
    first = next(iter(draft.clauses), None)
    if first is None or draft.parsed.tokens[first.verb.main].quoted or first.subjects or not draft.parsed.nouns:
        return
    lead = draft.parsed.nouns[0]
    is_lead = lead.prep is not None and (lead.start, lead.end) == (1, first.verb.start)
    if is_lead and first.verb.form != "ing" and (first.verb.is_passive or first.verb.lemma != "be"):
        yield Difference("tangled", draft.text)
