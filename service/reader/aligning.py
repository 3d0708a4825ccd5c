"""Which units of two texts are the same: first those that stand once in each, then what is alike beside them.

Its cost is near linear in the number of units, whatever they hold: no text makes it slow.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from service.reader.tokens import words

_DEEPEST = 12  # times that a stretch is looked into again; news is done after two or three
_PAIRED = 900  # pairs of units of one stretch that are compared with each other
_ALIKE = 0.4  # share of their words from which one unit is another one rewritten


class Stretch(Struct, frozen=True):
    """Units `[a, b)` of the old text that became `[c, d)` of the new one; `same`: they are equal."""

    a: int
    b: int
    c: int
    d: int
    same: bool


def aligned(old: Sequence[str], new: Sequence[str]) -> list[Stretch]:
    """Both texts in stretches, in order: equal ones, and what was rewritten, added or removed between them."""
    return list(_aligned(old, new, Stretch(0, len(old), 0, len(new), same=False), _DEEPEST))


def _aligned(old: Sequence[str], new: Sequence[str], at: Stretch, depth: int) -> Iterator[Stretch]:
    head, middle, tail = _trimmed(old, new, at)
    if head.a < head.b:
        yield head
    if middle.a < middle.b and middle.c < middle.d:
        anchors = _anchors(old, new, middle) if depth else []
        yield from _between(old, new, middle, anchors, depth) if anchors else _paired(old, new, middle)
    elif middle.a < middle.b or middle.c < middle.d:
        yield middle
    if tail.a < tail.b:
        yield tail


def _between(
    old: Sequence[str], new: Sequence[str], at: Stretch, anchors: Sequence[tuple[int, int]], depth: int
) -> Iterator[Stretch]:
    a, c = at.a, at.c
    for n, m in anchors:
        yield from _aligned(old, new, Stretch(a, n, c, m, same=False), depth - 1)
        yield Stretch(n, n + 1, m, m + 1, same=True)
        a, c = n + 1, m + 1
    yield from _aligned(old, new, Stretch(a, at.b, c, at.d, same=False), depth - 1)


def _trimmed(old: Sequence[str], new: Sequence[str], at: Stretch) -> tuple[Stretch, Stretch, Stretch]:
    """What both begin with, what is between, and what both end with."""
    a, b, c, d = at.a, at.b, at.c, at.d
    while a < b and c < d and old[a] == new[c]:
        a, c = a + 1, c + 1
    while a < b and c < d and old[b - 1] == new[d - 1]:
        b, d = b - 1, d - 1
    head = Stretch(at.a, a, at.c, c, same=True)
    return head, Stretch(a, b, c, d, same=False), Stretch(b, at.b, d, at.d, same=True)


def _anchors(old: Sequence[str], new: Sequence[str], at: Stretch) -> list[tuple[int, int]]:
    """Units that stand once in both stretches, as many as keep their order."""
    once = {unit for unit, count in Counter(old[at.a : at.b]).items() if count == 1}
    there = Counter(new[at.c : at.d])
    where = {new[m]: m for m in range(at.c, at.d) if there[new[m]] == 1 and new[m] in once}
    return _ascending([(n, where[old[n]]) for n in range(at.a, at.b) if old[n] in where])


def _ascending(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs in which both numbers rise (patience sorting)."""
    tops: list[int] = []  # the lowest end of a run of each length
    ends: list[int] = []  # which pair that is
    before: list[int | None] = []
    for n, (_, m) in enumerate(pairs):
        length = bisect_left(tops, m)
        before.append(ends[length - 1] if length else None)
        tops[length : length + 1] = [m]
        ends[length : length + 1] = [n]
    run: list[tuple[int, int]] = []
    at = ends[-1] if ends else None
    while at is not None:
        run.append(pairs[at])
        at = before[at]
    return run[::-1]


def _paired(old: Sequence[str], new: Sequence[str], at: Stretch) -> Iterator[Stretch]:
    """What was rewritten, unit by unit."""
    a, c = at.a, at.c
    for n, m in _pairs(old[at.a : at.b], new[at.c : at.d]):
        n, m = n + at.a, m + at.c
        yield from _rest(a, n, c, m)
        yield Stretch(n, n + 1, m, m + 1, same=old[n] == new[m])
        a, c = n + 1, m + 1
    yield from _rest(a, at.b, c, at.d)


def _rest(a: int, b: int, c: int, d: int) -> Iterator[Stretch]:
    if a < b or c < d:
        yield Stretch(a, b, c, d, same=False)


def _pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Units that were rewritten; where there are too many for each to be compared with each, only those abreast."""
    if len(old) * len(new) <= _PAIRED:
        return _alike(old, new)
    abreast = zip(old, new, strict=False) if len(old) == len(new) else ()
    return [(n, n) for n, (one, other) in enumerate(abreast) if _likeness(_content(one), _content(other))]


def _alike(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of units in order that share most words in all."""
    ours, theirs = [_content(unit) for unit in old], [_content(unit) for unit in new]
    likeness = [[_likeness(one, other) for other in theirs] for one in ours]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for n in range(len(old) - 1, -1, -1):
        for m in range(len(new) - 1, -1, -1):
            best[n][m] = max(best[n + 1][m], best[n][m + 1], likeness[n][m] + best[n + 1][m + 1])
    return _followed(likeness, best)


def _followed(likeness: list[list[float]], best: list[list[float]]) -> list[tuple[int, int]]:
    pairs, n, m = [], 0, 0
    while n < len(likeness) and m < len(likeness[n]):
        if likeness[n][m] and best[n][m] == likeness[n][m] + best[n + 1][m + 1]:
            pairs.append((n, m))
            n, m = n + 1, m + 1
        elif best[n][m] == best[n + 1][m]:
            n += 1
        else:
            m += 1
    return pairs


def _content(unit: str) -> frozenset[str]:
    stripped = (word.strip() for word in words(unit.casefold()))
    return frozenset(word for word in stripped if word[:1].isalnum())


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    share = 2 * len(one & other) / (len(one) + len(other) or 1)
    return share if share >= _ALIKE else 0.0
