"""Who vouches for what a draft states: a difference in certainty told in the archive's words, or none at all.

That somebody tells of his own act is no difference: who writes "the bank raised its rate" may cite the bank.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rag.types import Difference, Sentence
from rag.words import STOPWORDS, stems

_OWN = ("attributed", "planned")  # what somebody says of himself, and no more unsure than that


def seen(text: str, difference: Difference, cited: Sequence[Sentence]) -> Difference | None:
    """A difference as it is shown: with the words that name who says so; None where the doer himself does."""
    if difference.kind != "certainty" or not difference.archive:
        return difference
    named, _, verb = difference.archive.rpartition(" ")
    for sentence in cited:
        for claim in sentence.claims:
            source = claim.source.of(sentence.revision.text) if claim.source else ""
            who = set(stems(source)) - STOPWORDS
            if not who or not named or not set(stems(named)) <= who:
                continue
            if claim.own_act and claim.certainty in _OWN and who <= set(stems(text)):
                return None
            return msgspec.structs.replace(difference, archive=f"{source} {verb}")
    return difference
