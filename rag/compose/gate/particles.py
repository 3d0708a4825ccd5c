"""A verb keeps the little word that makes it another: "called off", "ruled out", "turned down"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.compose.gate.grammar import lexicon
from rag.compose.gate.reading import Reading
from rag.types import Difference

_PARTICLES = (lexicon.PARTICLES - {"together", "ahead", "aside"}) | {"short", "aside"}
_REACH = 4  # tokens from a verb to the particle behind its object: "turned the offer down"


def differences(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """The verbs that all citations have with a particle, and the draft without any."""
    for verb in draft.parsed.verbs:
        token = draft.parsed.tokens[verb.main]
        if token.quoted or _particle(draft, verb.main):
            continue
        places = [(each, n) for each in cited for n in each.places(token.lemma)]
        lost = [_particle(*each) for each in places]
        if lost and all(lost) and not any(each in draft.spelled for each in lost):
            yield Difference("certainty", token.text, f"{token.text} {lost[0]}")


def _particle(reading: Reading, n: int) -> str:
    """The particle of a verb, right behind it or behind its object; empty for none."""
    tokens, tags = reading.parsed.tokens, reading.parsed.tags
    if tags[n] not in ("verb", "aux"):
        return ""
    for at in range(n + 1, min(n + 1 + _REACH, len(tokens))):
        if tokens[at].lower in _PARTICLES and tags[at] != "prep":
            return tokens[at].lower
        if tags[at] not in ("det", "noun", "name", "pron"):
            break
    return ""
