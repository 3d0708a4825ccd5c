"""The course of events: the sentences that tell of a matter, each on the day of its event, one per event.

A sentence's day is the first day that it names; an article's first sentence that names none tells of its own day.
But: nothing is put in order that no date supports, and periods of more than a year date no event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct

from rag import evidence, matters, misfits
from rag.marks import dateline, furniture, undoing
from rag.types import Evidence, Question, Sentence
from rag.words import content_stems

MOST = 8  # entries of a timeline that answers a question
_LONGEST = 366  # days of a period that dates an event
_ABOUT = {"cross": 0.0, "coverage": 0.6}  # from which a sentence makes its article one about the matter
_PART = {"cross": -8.0, "coverage": 0.3}  # from which a sentence of such an article belongs to the course of events
_ITSELF = {"cross": 2.0, "coverage": 0.6}  # from which it tells of what is asked for itself: a toll, a price
_DEVELOPED = re.compile(r"\s*how\b", re.IGNORECASE)
_ASKED = re.compile(r"\?[\"”’')\]]*$")
_BESIDE = 1  # words beside those asked for in a clause that calls something off
_SAME = 0.5  # share of words in common from which two sentences of one day tell of one event


class Entry(Struct, frozen=True):
    """An event: its first day and the day after the last, the words that date it, and the sentence that tells of it.

    `surface` is empty where the article's own day is that of the event.
    """

    begin: str
    until: str
    surface: str
    sentence: Sentence


def entries(question: Question, found: Evidence, *, most: int = MOST) -> tuple[Entry, ...]:
    """Up to `most` events, by their days; sentences of the evidence must be ranked.

    Each day is told once before any is told twice. Of what developed, "the toll", only what tells of it itself.
    """
    least = _ITSELF if _DEVELOPED.match(question.asked) else _PART
    told: list[Entry] = []
    of_matter = list(filter(None, map(_entry, _telling(list(matters.of(question, found.sentences)), least))))
    for entry in of_matter:
        put_off = any(_undoes(other, entry, question) for other in of_matter)
        if not put_off and not any(_is_one_event(entry, other) for other in told):
            told.append(entry)
    firsts = {entry.begin: entry for entry in reversed(told)}.values()
    chosen = [*sorted(firsts, key=told.index), *(entry for entry in told if entry not in firsts)][:most]
    return tuple(sorted(chosen, key=lambda each: (each.begin, each.until, each.sentence.revision.key)))


def _telling(ranked: Sequence[Sentence], least: Mapping[str, float]) -> Iterator[Sentence]:
    """The sentences that tell of the matter, best first, each in an article that is about it."""
    by = "cross" if any(each.match and each.match.cross is not None for each in ranked) else "coverage"
    about = {each.revision.key for each in ranked if _reaches(each, by, _ABOUT)}
    return (each for each in ranked if each.revision.key in about and _reaches(each, by, least) and _tells(each.text))


def _tells(text: str) -> bool:
    """Whether a sentence may tell of an event: it asks nothing, and is no furniture of a page."""
    return not (_ASKED.search(text) or furniture.is_one(text))


def _reaches(sentence: Sentence, by: str, least: Mapping[str, float]) -> bool:
    value = getattr(sentence.match, by, None)
    return value is not None and value >= least[by]


def _entry(sentence: Sentence) -> Entry | None:
    own = dateline.day(sentence.revision)
    own = None if own == date.max else own
    for each in sentence.dates:
        if each.days and (each.days[1] - each.days[0]).days <= _LONGEST:
            if own and each.days[0] > own and undoing.read(sentence.text):
                break  # what is put off: that is news of the article's day
            return Entry(each.days[0].isoformat(), each.days[1].isoformat(), each.text, sentence)
    else:
        if evidence.before(sentence) is not None:
            return None
    return Entry(own.isoformat(), (own + timedelta(days=1)).isoformat(), "", sentence) if own else None


def _undoes(later: Entry, planned: Entry, question: Question) -> bool:
    """Whether an entry puts off or calls off what another one says will be on a day that was still to come.

    It names that day, or has little in its clause but what is asked for.
    """
    undone = undoing.read(later.sentence.text)
    if undone is None or not _day(planned) < _day(later) <= planned.begin:
        return False
    first = date.fromisoformat(planned.begin)
    if any(misfits.touches(each, first, first) for each in later.sentence.dates):
        return True
    subject = set(content_stems(later.sentence.text[: undone.span.start])) - set(question.words)
    return len(subject) <= _BESIDE


def _day(entry: Entry) -> str:
    """The day of an entry's article, empty where it is not known."""
    own = dateline.day(entry.sentence.revision)
    return own.isoformat() if own and own != date.max else ""


def _is_one_event(one: Entry, other: Entry) -> bool:
    """Whether two entries of overlapping days say nearly the same."""
    if one.until <= other.begin or other.until <= one.begin:
        return False
    first, second = set(content_stems(one.sentence.text)), set(content_stems(other.sentence.text))
    return len(first & second) >= _SAME * min(len(first), len(second))
