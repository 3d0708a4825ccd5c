"""The printings of what was found: which articles in Scope go back to one report, and which of them carry a sentence.

Links are stored; what makes a group is told here, for one Scope. But: that two outlets tell the same makes them no
printings; shared words do, or the same agency's credit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

import numpy as np

from rag import places, stories
from rag.figures import numbers
from rag.formats.dateline import dateline_of
from rag.marks.sentences import sentences
from rag.remembered import remembers
from rag.store.protocol import Linked, Reader
from rag.types import Copy, Printings, Revision, Sentence, Span, When
from rag.words import content_stems

_STEPS = 4  # links from a hit over which printings are looked for
_MOST = 200  # printings that are looked at
_SAME = 0.6  # share of the words of a sentence from which another one says the same
_REPRINTED = 0.9  # share of the words of a sentence by which it is the same one again
_CREDITED_WITHIN = 3  # days in which reports credited to one agency are that agency's one report


def gather(found: Mapping[int, Revision], reader: Reader) -> Printings:
    """The articles in Scope that go back to one report with revisions found, by row id."""
    known = dict(found)
    links: list[Linked] = []
    newest = np.array(sorted(found), np.int64)
    for _ in range(_STEPS):
        fresh = reader.linked(newest)
        links += fresh
        newest = np.array(sorted({each.other for each in fresh} - known.keys()), np.int64)[: _MOST - len(known)]
        newest = np.setdiff1d(newest, reader.withdrawn(newest))
        if not len(newest):
            break
        known |= reader.revisions(newest)
    return Printings(
        revisions=known,
        pairs=tuple(sorted({_ordered(each) for each in links if _is_one(each, known)})),
    )


def _ordered(link: Linked) -> tuple[int, int]:
    return min(link.one, link.other), max(link.one, link.other)


def _is_one(link: Linked, known: Mapping[int, Revision]) -> bool:
    one, other = known.get(link.one), known.get(link.other)
    if not one or not other or places.differ(_lead(one.text), _lead(other.text)):
        return False
    return stories.is_one_report(link.likeness, days=stories.apart(one, other))


def _lead(text: str) -> str:
    """The first sentence, which tells what an article is about and where that was."""
    return _without_dateline(next((span.of(text) for span in sentences(text)), ""))


def groups(rows: Iterable[int], of: Printings) -> list[tuple[int, ...]]:
    """Row ids by the report that they go back to: linked by words, or credited to one agency within some days."""
    known = sorted(set(rows) & of.revisions.keys())
    credited = {row: stories.credit(of.revisions[row]) for row in known}
    by_credit = [
        (one, other)
        for one, other in combinations(known, 2)
        if credited[one] and credited[one] == credited[other] and _is_near(of.revisions[one], of.revisions[other])
    ]
    return stories.groups(known, [*of.pairs, *by_credit])


def copies(text: str, row: int, of: Printings) -> tuple[Copy, ...]:
    """The other printings of a revision's report that say `text` in nearly its words, by article."""
    return tuple(each for each, printed in _printed(row, of) if says(text, printed))


def others(row: int, of: Printings) -> tuple[Copy, ...]:
    """The other printings of a revision's report, by article."""
    return tuple(each for each, _ in _printed(row, of))


def _printed(row: int, of: Printings) -> list[tuple[Copy, str]]:
    """But not the article itself, whose current revision may be linked to an earlier one."""
    linked = (of.revisions[other] for other in _linked(row, of))
    found = sorted((each for each in linked if each.key != of.revisions[row].key), key=lambda each: each.key)
    return [(Copy(each.key, each.source, each.url), each.text) for each in found]


def first_told(sentence: Sentence, row: int, of: Printings) -> When | None:
    """When a sentence was first printed, by the earliest printing of its article that has it: reprints make no news."""
    printed = (of.revisions[other] for other in _linked(row, of))
    same = (each.published for each in printed if says(sentence.text, each.text, least=_REPRINTED))
    days = [when for when in (sentence.revision.published, *same) if when]
    return min(days, key=lambda when: when.first, default=None)


def _linked(row: int, of: Printings) -> list[int]:
    """The other printings of one report by shared words."""
    return [
        other
        for group in stories.groups(list(of.revisions), of.pairs)
        if row in group
        for other in group
        if other != row
    ]


def says(sentence: str, text: str, *, least: float = _SAME) -> bool:
    """Whether `text` has a sentence with all the figures and at least that share of the words of `sentence`."""
    own = frozenset(content_stems(numbers.in_digits(_without_dateline(sentence))))
    figures = frozenset(word for word in own if word[:1].isdigit())
    return any(
        figures <= other and len(own & other) >= least * len(own) and not places.differ(sentence, span.of(text))
        for span, other in _contents(text)
    )


def _without_dateline(sentence: str) -> str:
    """What another desk prints under its own dateline, or under none."""
    opening = dateline_of(sentence)
    return sentence[opening.end :] if opening and opening.firm else sentence


@remembers(256)
def _contents(text: str) -> tuple[tuple[Span, frozenset[str]], ...]:
    return tuple((span, frozenset(content_stems(numbers.in_digits(span.of(text))))) for span in sentences(text))


def _is_near(one: Revision, other: Revision) -> bool:
    days = stories.apart(one, other)
    return days is not None and days <= _CREDITED_WITHIN
