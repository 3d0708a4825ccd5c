"""Where a paragraph's own words begin: behind its dateline, and the byline or highlights run together with that.

But: only what a newsroom puts before a story is left out. The day of an entry in a chronology, who speaks in a
transcript, and a name between two dashes belong to what is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.formats.dateline import Dateline, dateline_of, is_agency
from rag.remembered import remembers
from rag.types import Span

_HEAD = 1_000  # code points of a text in which its own dateline stands, behind bylines and standfirsts
_REACH = 170  # code points of a paragraph in which a byline and a dateline end
_ALONE = 100  # code points of a paragraph that holds nothing else
_PARAGRAPH = re.compile(r"[^\S\n\r]*([^\n\r]+)")
_MAY_OPEN = re.compile(r"(?=[^\W_a-z]|[(\[/])[^\n\r]{2,140}?[)\]/–—―‒−_-]")
_DASHED = re.compile(r"[–—―‒−]\s*$|--+\s*$")
_ENDS = re.compile(r"[–—―‒−_)\]-]$")
_IN_PAIR = re.compile(r"\s(?:[–—―‒−]|--?)\s")
_SENTENCE_END = re.compile(r"[.!?]\s|$")
_SPEAKING = re.compile(r"(?:I|We|You|My|Our|Yes|No|Well)\b")
_CALENDAR = re.compile(
    r"(?:(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY|JANUARY|FEBRUARY|MARCH|APRIL|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER"
    r"|NOVEMBER|DECEMBER)\b"
)
_OPENING = "“\"‘'"
_INITIALS = re.compile(r"(?:[A-Z]\.){2,}|[A-Z]\.[A-Z]")
_SHORT_FORM = 6  # letters up to which one word in capitals may be a body's short form: UNESCO
_NAME = r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[^\W\d_a-z][\w.'’-]*"
_BYLINE = re.compile(rf"(?:By|BY) {_NAME},? (?=\S)(?:(?:{_NAME},?|and|of|the|for|\|) ){{1,14}}")
_HIGHLIGHTS = re.compile(r"S(?:tory highlights|TORY HIGHLIGHTS)(?![a-z])")
_AGENCY_BEHIND = re.compile(
    r"(?:(?:[A-Z][\w.]+,? ){1,3})?\((?P<agency>[^()\n]{2,30})\)(?:\s*(?:--+|[–—-])\s*|(?=[A-Z]))"
)
_HIGHLIGHTED = 900  # code points that highlights take


@remembers(64)
def spans(text: str) -> tuple[Span, ...]:
    """The datelines that open paragraphs, up to where the own words of these begin; in order."""
    found = [(Span(line.start(1), line.start(1) + read[0]), read[1]) for line, read in _opened(text)]
    days = sum(_is_day_alone(dateline) for _, dateline in found)
    return tuple(span for span, dateline in found if not _is_day_alone(dateline) or (days == 1 and span.start < _HEAD))


def own(text: str, span: Span) -> Span:
    """A sentence's span without the dateline that opens it."""
    lead = next((each for each in spans(text) if each.start <= span.start < each.end < span.end), None)
    return Span(lead.end, span.end) if lead else span


def _opened(text: str) -> Iterator[tuple[re.Match[str], tuple[int, Dateline]]]:
    for line in _PARAGRAPH.finditer(text):
        paragraph = line.group(1)
        if read := _read(paragraph) or _alone(paragraph):
            yield line, read


def _alone(paragraph: str) -> tuple[int, Dateline] | None:
    """A paragraph that is nothing but a dateline: "New York CNN Business —"."""
    stripped = paragraph.rstrip()
    found = _read(f"{stripped} The") if len(stripped) <= _ALONE and _ENDS.search(stripped) else None
    return (len(paragraph), found[1]) if found and found[0] > len(stripped) else None


def _read(paragraph: str) -> tuple[int, Dateline] | None:
    """Where the dateline that opens a paragraph ends, and the dateline."""
    if not _MAY_OPEN.match(paragraph):
        return None
    if _HIGHLIGHTS.match(paragraph):
        return _behind_highlights(paragraph)
    for start in _starts(paragraph):
        dateline = dateline_of(paragraph[start : start + _REACH])
        if dateline and (not start or dateline.place or dateline.agency) and _parts(paragraph, start, dateline):
            return start + dateline.end, dateline
    return None


def _starts(paragraph: str) -> list[int]:
    """Where a dateline may begin: at once, or behind two names or more of a byline."""
    byline = _BYLINE.match(paragraph, 0, _REACH)
    words = [*re.finditer(r" (?=\S)", byline.group())] if byline else []
    return [0] if byline is None else [*(word.end() for word in words[2:]), byline.end()]


def _behind_highlights(paragraph: str) -> tuple[int, Dateline] | None:
    for found in _AGENCY_BEHIND.finditer(paragraph, 0, _HIGHLIGHTED):
        if is_agency(found["agency"].split()[0]):
            return found.end(), Dateline(end=found.end(), agency=found["agency"])
    return None


def _parts(paragraph: str, start: int, dateline: Dateline) -> bool:
    """Whether what stands before the dash is a dateline to leave out, and none of the words that are said."""
    end = start + dateline.end
    dashed = bool(_DASHED.search(paragraph, start, end))
    if dateline.agency:
        return bool(dateline.place) or _is_known(dateline.agency) or (dashed and not dateline.day)
    if dateline.day:
        return dashed or paragraph[:end].rstrip()[-1:] == "-"
    return not _is_label(dateline.place or "", paragraph, end, dashed=dashed)


def _is_label(place: str, paragraph: str, end: int, *, dashed: bool) -> bool:
    """Whether words in capitals without a day or an agency are no town's: a day, a speaker, a singer with a song."""
    if _CALENDAR.match(place) or _INITIALS.fullmatch(place) or _SPEAKING.match(paragraph, end):
        return True
    if "," not in place and paragraph[end : end + 1] in _OPENING and (not dashed or len(place) <= _SHORT_FORM):
        return True
    return _is_inserted(place, paragraph, end)


def _is_inserted(place: str, paragraph: str, end: int) -> bool:
    """Whether a second dash ends what the first one opens: "NASA — America's space agency — said"."""
    if len(place) > _SHORT_FORM or " " in place:
        return False
    stop = _SENTENCE_END.search(paragraph, end)
    return bool(stop and _IN_PAIR.search(paragraph, end, stop.start()))


def _is_known(agency: str) -> bool:
    return is_agency(agency) or is_agency(agency.split()[0])


def _is_day_alone(dateline: Dateline) -> bool:
    return dateline.place is None and dateline.agency is None
