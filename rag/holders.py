"""Who holds an office at a time, by what dated articles in Scope say: "UN Special Envoy for Syria Ada Quill".

An introduction counts for half a year after it: a term lasts some years, and most changes of hands are told within
that time. Before it, only where the article has the name too, else for some days: who is introduced is often new. But:
not beyond one that names another or calls the holder a former one, and never for an article without a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec
from msgspec import Struct

from rag import namesakes
from rag.marks import dateline, offices
from rag.marks.offices import Introduction, Office
from rag.types import Hit, Revision, Span

_NEW = 5  # days before an introduction in which the office alone means the same one
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LONG_AGO = re.compile(
    r"\b(?:years? ago|decades? ago|last year|at the time|back then|in those days|had been|used to)\b"
)
_ENDS = re.compile(r"[.!?]['’\"”)]? |\n")


class Told(Struct, frozen=True):
    """An introduction, and the revision and the day that it is of."""

    said: Introduction
    revision: Revision
    day: date


def introductions(hits: Iterable[Hit]) -> list[Told]:
    """Whom passages of dated articles introduce with an office that has a name in it."""
    return [each for hit in hits for each in of(hit.revision, hit.passage.span)]


def of(revision: Revision, part: Span) -> Iterator[Told]:
    """The introductions in a part of an article, but for those in a sentence that tells of another year."""
    text = part.of(revision.text)
    told = [each for each in offices.introduced(text) if each.office.names]
    day = dateline.day(revision) if told else None
    for each in told:
        if day and not _tells_of_past(text, each.place, day):
            place = Span(each.place.start + part.start, each.place.end + part.start)
            yield Told(msgspec.structs.replace(each, place=place), revision, day)


def _tells_of_past(text: str, place: Span, day: date) -> bool:
    """Whether the sentence around a place names another year than the day's, or a time long gone."""
    ends = [match.end() for match in _ENDS.finditer(text)]
    start = max((end for end in ends if end <= place.start), default=0)
    sentence = text[start : min((end for end in ends if end >= place.end), default=len(text))]
    return bool(_LONG_AGO.search(sentence)) or any(year != str(day.year) for year in _YEAR.findall(sentence))


def holding(office: Office, day: date, told: Sequence[Told], *, named: bool) -> list[Told]:
    """Who says who holds an office on a day, the nearest first; nothing where that is not sure.

    What is said last before and first after the day must agree, as an office changes hands between. `named`: whether he
    is called by his name on that day, and not by the office alone.
    """
    near = [each for each in told if each.said.office.is_same(office) and abs((each.day - day).days) <= namesakes.SPAN]
    before = [each for each in near if each.day <= day]
    after = [each for each in near if each.day > day]
    if not (named or before or any((each.day - day).days <= _NEW for each in after)):
        return []
    last = max((each.day for each in before), default=None)
    first = min((each.day for each in after), default=None) if last != day else None
    sides = [each for each in near if each.day in (last, first)]
    names = {namesakes.key(each.said.name) for each in sides if not each.said.office.gone}
    left = {namesakes.key(each.said.name) for each in sides if each.said.office.gone}
    if len(names) != 1 or names & left:
        return []
    same = [each for each in near if namesakes.key(each.said.name) in names and not each.said.office.gone]
    return sorted(same, key=lambda each: (abs((each.day - day).days), each.revision.key, each.said.place))
