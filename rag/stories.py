"""What links articles: printings of one report, rewrites of it, and later versions of it.

Links are found when an article comes in, whatever the order of arrival, and are stored both ways. Which of them make a
group is told at query time, among what a Scope may see. But: two reporters on one event are not linked by what they
tell, only by words they share.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np
from msgspec import Struct

from rag.formats.dateline import dateline_of
from rag.types import Revision
from rag.words import tokens

_SHINGLE = 5  # words
_PERMUTATIONS = 128
_BAND = 2  # permutations a band: 64 bands find a Jaccard of .3 in 98 of 100 cases
_SEED = 20
FEWEST_BANDS = 2  # bands in common from which two texts are compared; one alone may be chance
LEAST = 0.25  # containment from which a link is stored: below it there is shared background only
_COPY = 0.8  # Jaccard from which it is one printing again
_REWRITTEN, _REWRITTEN_WITHIN = 0.4, 3  # containment and days of a wire story that a desk has worked over
_UPDATED, _UPDATED_WITHIN = 0.6, 14  # containment and days of one that goes on
_HEAD, _TAIL = 200, 400  # code points in which a credit stands
_CREDIT = re.compile(
    r"[(/](?P<head>Reuters|AP|AFP|UPI|dpa|DPA|PTI|ANI|IANS|Xinhua|Kyodo|Bloomberg|TASS|Interfax|EFE|ANSA|PA)[)/]"
    r"|\b(?:by|By) (?P<by>[Tt]he Associated Press|Reuters|Agence France-Presse)\b"
    r"|\b(?P<gave>[Tt]he Associated Press|AP|Reuters|Agence France-Presse|AFP) contributed\b"
)
_SAME = {"associated press": "ap", "agence france-presse": "afp"}


class Likeness(Struct, frozen=True):
    """How much two texts share of their runs of five words.

    `jaccard`: of all that either has; `containment`: of the shorter one's; both in [0, 1].
    """

    jaccard: float
    containment: float


def shingles(text: str) -> frozenset[str]:
    """The runs of five words of a text, or all its words where it has fewer."""
    words = tokens(text)
    return frozenset(" ".join(words[n : n + _SHINGLE]) for n in range(max(1, len(words) - _SHINGLE + 1)))


def bands(text: str) -> tuple[int, ...]:
    """The signature of a text for look-up: two alike texts most likely have some in common. Each fits 63 bits."""
    from rensa import RMinHash

    sketch = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    sketch.update(sorted(shingles(text)))
    digest = np.array(sketch.digest(), np.uint64).reshape(-1, _BAND)
    places = np.arange(len(digest), dtype=np.uint64)  # the same values in another band are no match
    mixed = (digest[:, 0] << np.uint64(32) ^ digest[:, 1]) + places * np.uint64(0x9E3779B97F4A7C15)
    return tuple(int(each) for each in mixed >> np.uint64(1))


def likeness(one: frozenset[str], other: frozenset[str]) -> Likeness:
    """How alike two texts are, exactly, by their shingles."""
    shared = len(one & other)
    return Likeness(
        jaccard=round(shared / max(1, len(one | other)), 3),
        containment=round(shared / max(1, min(len(one), len(other))), 3),
    )


def is_copy(alike: Likeness) -> bool:
    """Whether two articles are printings of one text: one vote, whenever they were printed."""
    return alike.jaccard >= _COPY


def is_one_report(alike: Likeness, *, days: float | None) -> bool:
    """Whether two articles go back to one report: copies, rewrites of `days` apart, or a later version of it.

    `days`: None where one of them is undated; then only copies count.
    """
    if is_copy(alike):
        return True
    if days is None:
        return False
    within = abs(days)
    return (alike.containment >= _REWRITTEN and within <= _REWRITTEN_WITHIN) or (
        alike.containment >= _UPDATED and within <= _UPDATED_WITHIN
    )


def credit(revision: Revision) -> str | None:
    """The agency that a report is credited to, in lower case: by its record, its dateline or a line of the text."""
    named = revision.metadata.get("agency") or revision.metadata.get("credit")
    if isinstance(named, str) and len(named.split()) <= 3:
        return _plain(named)
    opening = dateline_of(revision.text)
    if opening and opening.agency:
        return _plain(opening.agency)
    found = _CREDIT.search(revision.text[:_HEAD]) or _CREDIT.search(revision.text[-_TAIL:])
    return _plain(found[found.lastgroup or 0]) if found else None


def _plain(name: str) -> str:
    plain = name.strip().casefold().removeprefix("the ")
    return _SAME.get(plain, plain)


def apart(one: Revision, other: Revision) -> float | None:
    """Days between two publications, None where one is undated."""
    if one.published is None or other.published is None:
        return None
    return abs(one.published.first - other.published.first) / 86_400_000_000


def groups(members: Sequence[int], pairs: Iterable[tuple[int, int]]) -> list[tuple[int, ...]]:
    """The members joined by pairs, directly or over others: each group ascending, groups by their first member."""
    of = {member: {member} for member in sorted(members)}
    for one, other in pairs:
        if one in of and other in of and of[one] is not of[other]:
            joined = of[one] | of[other]
            of |= dict.fromkeys(joined, joined)
    return sorted({tuple(sorted(group)) for group in of.values()})
