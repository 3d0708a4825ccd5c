"""How a plain story is laid out: headline, byline, date line, then the body with its dateline.

But: nothing of the body is changed or dropped; a line that is not plainly part of the head is body.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import islice

from msgspec import Struct

from rag.formats.dateline import Dateline, dateline_of, is_agency
from rag.formats.days import DAY, Day, read_day
from rag.formats.front import Fields, authors_of, labelled

_MAX_HEADLINE = 300
_MAX_SENTENCE = 120  # of a headline that ends like a sentence
_MAX_FURNITURE = 160
_BYLINE = re.compile(r"by:?\s+\S.{2,110}[^.!?:,;]", re.IGNORECASE)
_SENTENCE_INSIDE = re.compile(r"[.!?][”\"’')]*\s+[“\"‘'(]*[A-Z]")
_ENDED = re.compile(r"(?<!\.)\.[”\"’')]*$")  # as a sentence; a headline may ask, or trail off
_REVISED = re.compile(r"\b(?:last\s+)?(?:updated|modified|revised)\b(?:\s+(?:on|at))?", re.IGNORECASE)
_SET_OFF = re.compile(
    rf"^\s*(?P<first>{DAY})\s*[:|–—-]|[,:|–—(\[-]\s*(?P<last>{DAY})\s*[)\]]?\s*$", re.IGNORECASE
)  # in a headline: a date apart from its words, not one that the story is about
_AFTER_BLANK = re.compile(r"\n[ \t]*\n\s*(?=\S)")
_AFTER_LINE = re.compile(r"\n\s*(?=\S)")
_LEADS = 3  # paragraphs that may open with the dateline: a standfirst can stand before it
_LOOKED_AT = 40  # paragraphs, to tell a story from a list of dated events


class Layout(Struct, frozen=True, kw_only=True):
    """A story in its parts. `fields`: what the head gives, by Article field; `dateline.end` counts in `text`."""

    title: str
    text: str
    fields: Fields
    dateline: Dateline | None


def laid_out(text: str, *, title: str | None = None, known: Fields | None = None) -> Layout:
    """The parts of `text`, whose lines end in a newline alone.

    `title`: the headline where the file says it elsewhere, None to look for it here. `known`: fields
    that are known already; their dates lend a dateline its year.
    """
    lines = text.strip("\n").split("\n")
    fields: Fields = {}
    at = _furniture(lines, 0, fields, bylines=bool(title))
    labelled_title = fields.pop("title", None)
    title = str(labelled_title) if title is None and labelled_title else title
    title, at = _headline(lines, at) if title is None else (title, _past_repeat(lines, at, title))
    at = _furniture(lines, at, fields, bylines=bool(title))
    body = "\n".join(lines[at:]).strip()
    if not body:  # a head and nothing else: better all of it as text than none
        return Layout(title=title, text=text.strip(), fields=fields, dateline=None)
    dateline = _dated(_dateline(body), title, fields | (known or {}))
    return Layout(title=title, text=body, fields=fields, dateline=dateline)


def _past_repeat(lines: list[str], at: int, title: str) -> int:
    return at + 1 if at < len(lines) and lines[at].strip() == title.strip() else at


def _headline(lines: list[str], at: int) -> tuple[str, int]:
    """The headline that starts at line `at`, and the line after it; empty where there is none."""
    end = at
    while end < len(lines) and lines[end].strip() and not (end > at and is_furniture(lines[end])):
        end += 1
    block = [line.strip() for line in lines[at:end]]
    rest = any(line.strip() for line in lines[end:])
    if rest and _headline_like(" ".join(block)) and len(block) <= 3 and not dateline_of("\n".join(block[1:])):
        return " ".join(block), end
    if len(block) > 1 and _headline_like(block[0]) and _opens_story(lines[at:]):
        return block[0], at + 1
    return "", at


def _headline_like(line: str) -> bool:
    if not line or len(line) > _MAX_HEADLINE:
        return False
    dateline = dateline_of(line)
    if dateline and (dateline.firm or _ENDED.search(line)):
        return False
    if not _ENDED.search(line):
        return True
    return len(line) <= _MAX_SENTENCE and not _SENTENCE_INSIDE.search(line)


def _opens_story(lines: list[str]) -> bool:
    """Whether line 1 starts the story though no blank line parts it from the headline."""
    if dateline_of(lines[1].strip()):
        return True
    hard_wrapped = max(map(len, lines[:50])) <= 100
    return not hard_wrapped and not _ENDED.search(lines[0].strip()) and len(lines[0]) < len(lines[1])


def _furniture(lines: list[str], at: int, fields: Fields, *, bylines: bool) -> int:
    """The first line from `at` that is neither blank nor byline, date line or labelled field; fills `fields`."""
    while at < len(lines):
        line = lines[at].strip()
        found = _read_furniture(line, bylines=bylines)
        if line and not found:
            break
        for name, value in found.items():
            fields.setdefault(name, value)
        at += 1
    return at


def is_furniture(line: str) -> bool:
    """Whether a line stands beside a headline and is no part of the story: a byline, a date, a labelled field."""
    return bool(_read_furniture(line.strip(), bylines=True))


def _read_furniture(line: str, *, bylines: bool) -> Fields:
    if not line or len(line) > _MAX_FURNITURE:
        return {}
    dates = _dates(line)
    if dates:
        return dates
    if bylines and is_agency(line):
        return {"agency": line}
    if bylines and _BYLINE.fullmatch(line) and _names_people(line):
        return {"authors": authors_of(line)}
    return labelled(line)


def _dates(line: str) -> Fields:
    """What a line of dates alone gives: `3 May 2017`, `3 May 2017 | Updated 4 May 2017, 10:05 GMT`."""
    first, *later = (part.strip(" \t|·•,;:–—-") for part in _REVISED.split(line, maxsplit=1))
    days = [(day := read_day(part)) and day.iso() for part in (first, *later)]
    return dict(zip(("day", "updated"), days, strict=False)) if all(days) else {}


def _names_people(line: str) -> bool:
    words = line.replace(",", " ").split()[1:]
    return len(words) > 1 and all(
        word[:1].isupper() or word in ("and", "de", "van", "von", "al", "&") for word in words
    )


def _dateline(body: str) -> Dateline | None:
    """The dateline of the body, its `end` counted in the body."""
    start_of = _AFTER_BLANK if _AFTER_BLANK.search(body, 1) else _AFTER_LINE
    starts = [0, *(each.end() for each in islice(start_of.finditer(body), _LOOKED_AT))]
    found = [(start, line) for start in starts if (line := dateline_of(body[start : start + 200]))]
    days = {(line.day.month, line.day.number) for _, line in found if line.day}
    if len(days) > 1:  # a list of dated events: none of them is the day it was published
        return None
    for start, line in found:
        if start == 0 or (line.firm and start in starts[1:_LEADS]):
            return Dateline(end=start + line.end, place=line.place, agency=line.agency, day=line.day)
    return None


def _dated(dateline: Dateline | None, title: str, fields: Fields) -> Dateline | None:
    """The dateline, its year taken from a date in the head when it has none of its own."""
    if dateline is None or dateline.day is None or dateline.day.year:
        return dateline
    known = _known_day(title, fields)
    day = dateline.day.near(known) if known else dateline.day
    return Dateline(end=dateline.end, place=dateline.place, agency=dateline.agency, day=day)


def _known_day(title: str, fields: Fields) -> date | None:
    for name in ("date", "day", "updated"):
        try:
            return date.fromisoformat(str(fields.get(name, ""))[:10])
        except ValueError:
            continue
    found = _SET_OFF.search(title)
    day: Day | None = read_day(found["first"] or found["last"]) if found else None
    return day.in_year(day.year) if day and day.year else None
