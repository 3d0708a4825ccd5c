"""Hits ordered anew by what was read in them: a passage is worth what its best sentence says.

But: it neither adds a hit nor drops one; what was not read follows what was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from rag import rank
from rag.types import Hit, Sentence

_WEIGHT = 0.1  # of the best sentence's worth, beside the fused score in [0, 1]
_CROSS = 0.4  # weight of a logit here: a passage is found by more than one sentence
_UNREAD = 0.5  # how far below the worst that was read an unread passage stands


def reordered(hits: Sequence[Hit], sentences: Sequence[Sentence]) -> tuple[tuple[Hit, ...], tuple[Sentence, ...]]:
    """The hits, best first, and the sentences, in their order, pointing to where their hits stand now."""
    read = _readings(hits, sentences)
    if not read:
        return tuple(hits), tuple(sentences)
    unread = min(read.values()) - _UNREAD
    rated = [_rated(hit, read.get(n), unread) for n, hit in enumerate(hits)]
    order = sorted(range(len(hits)), key=lambda n: (-rated[n].score, n))
    place = {n: position for position, n in enumerate(order)}
    moved = tuple(_moved(each, place) for each in sentences)
    return tuple(rated[n] for n in order), moved


def _moved(sentence: Sentence, place: Mapping[int, int]) -> Sentence:
    """A sentence that points to where its hit stands now, as what it rests on does."""
    identities = tuple(
        msgspec.structs.replace(each, sentence=_moved(each.sentence, place)) for each in sentence.identities
    )
    return msgspec.structs.replace(sentence, hit=place[sentence.hit], identities=identities)


def _readings(hits: Sequence[Hit], sentences: Sequence[Sentence]) -> dict[int, float]:
    """The worth of the best sentence that was read, by the position of its hit."""
    crossed = any(each.match and each.match.cross is not None for each in sentences)
    best: dict[int, float] = {}
    for each in sentences:
        if each.match and (each.match.cross is not None or not crossed):
            worth = rank.worth(each.match, cross=_CROSS)
            best[each.hit] = max(best.get(each.hit, worth), worth)
    return best


def _rated(hit: Hit, read: float | None, unread: float) -> Hit:
    score = hit.score + _WEIGHT * (unread if read is None else read)
    scores = hit.scores if read is None else msgspec.structs.replace(hit.scores, rerank=round(read, 6))
    return msgspec.structs.replace(hit, score=round(score, 6), scores=scores)
