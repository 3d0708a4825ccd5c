"""Verbs that a citation's verb carries, and not the reverse: who was killed died, who was murdered was killed.

But: a short list, of verbs alone. A draft that says more than its citation is for `words`.
"""

from __future__ import annotations

from rag.compose.gate.grammar.lemmas import lemma
from rag.compose.gate.licensed import alike

_CARRIED_BY = {
    lemma("kill"): frozenset(map(lemma, "murder assassinate massacre".split())),
    lemma("state"): frozenset((lemma("say"),)),
}
_SUFFERED = {lemma("die"): frozenset(map(lemma, "kill murder assassinate".split()))}


def is_carried(verb: str, held: frozenset[str]) -> bool:
    """Whether a verb is carried by one among `held`."""
    return bool((_CARRIED_BY.get(verb, frozenset()) | _SUFFERED.get(verb, frozenset())) & held)


def tells(own: str, other: str) -> bool:
    """Whether a citation's verb tells what a draft's does."""
    return alike(own, other) or is_carried(own, frozenset((other,)))


def is_suffered(own: str, other: str) -> bool:
    """Whether the doer of a draft's verb is the one to whom the citation's is done: "three died", "killed three"."""
    return other in _SUFFERED.get(own, frozenset())
