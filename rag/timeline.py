"""The course of events: the sentences that tell of a matter, each on the day of its event, one per event.

A sentence's day is the first day that it names; the opening of an article that names none tells of the article's day.
But: nothing is put in order that no date supports, and periods of more than a year date no event.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from rag.marks import dateline
from rag.types import Dated, Evidence, Sentence
from rag.words import content_stems

MOST = 8  # entries of a timeline that answers a question
_LONGEST = 366  # days of a period that dates an event
_OPENING = 600  # code points in which an article tells its news
_BEHIND = 5.0  # how far a sentence's score may lie behind the best
_SAME = 0.5  # share of words in common from which two sentences of one day tell of one event


class Entry(Struct, frozen=True):
    """An event: its first day and the day after the last, the words that date it, and the sentence that tells of it.

    `surface` is empty where the article's own day is that of the event.
    """

    begin: str
    until: str
    surface: str
    sentence: Sentence


def entries(found: Evidence, *, most: int = MOST) -> tuple[Entry, ...]:
    """Up to `most` events, the best told, by their days; sentences of the evidence must be ranked."""
    kept: list[Entry] = []
    for sentence in _telling(found.sentences):
        entry = _entry(sentence)
        if entry and not any(_is_one_event(entry, other) for other in kept):
            kept.append(entry)
        if len(kept) == most:
            break
    return tuple(sorted(kept, key=lambda each: (each.begin, each.until, each.sentence.revision.key)))


def _telling(ranked: Sequence[Sentence]) -> Iterator[Sentence]:
    """The sentences that tell of the matter, best first."""
    for sentence in ranked:
        if sentence.score < ranked[0].score - _BEHIND:
            return
        yield sentence


def _entry(sentence: Sentence) -> Entry | None:
    for each in sentence.dates:
        if each.kind in ("DATE", "TIME") and each.begin and each.until and _days(each) <= _LONGEST:
            return Entry(each.begin, each.until, each.text, sentence)
    own = dateline.day(sentence.revision)
    if own is None or sentence.span.start > _OPENING:
        return None
    return Entry(own.isoformat(), (own + timedelta(days=1)).isoformat(), "", sentence)


def _days(dated: Dated) -> int:
    return (date.fromisoformat(dated.until or "") - date.fromisoformat(dated.begin or "")).days


def _is_one_event(one: Entry, other: Entry) -> bool:
    """Whether two entries of overlapping days say nearly the same."""
    if one.until <= other.begin or other.until <= one.begin:
        return False
    first, second = set(content_stems(one.sentence.text)), set(content_stems(other.sentence.text))
    return len(first & second) >= _SAME * min(len(first), len(second))
