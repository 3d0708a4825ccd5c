"""A text to the spans of its sentences, in order: between two spans there is only white space.

Boundaries come from sentencex; here are only the repairs that news needs. But: no knowledge of
languages other than English, whose rules sentencex then applies to all.
"""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Iterable, Iterator

from rag.marks import stops
from rag.marks.wording import SHORT_TITLES
from rag.types import Span

_LINE = re.compile(r"[^\n\r]+")
_LOOK_BACK = 60  # code points that tell whether a sentence really ended: no more, or a long line costs its square
_LONGEST = 1_200  # code points; longer ones are lists, tables or junk, and no reader takes them for a sentence
_OPEN_ENDED = re.compile(
    rf"\b(?:{SHORT_TITLES}|Mt|Ft|No|Nos|vs|v|Jr|Sr|Messrs|Mme|Mlle|Sir|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[A-Z](?:\.[A-Z])+|[A-Z])\.[\"'”’)\]]*\s*$"
)
_TITLES = re.compile(rf"\b(?!St\.)(?:{SHORT_TITLES}|Messrs|Mme|Mlle)\.\s*$")
_SHORTENED = re.compile(r"\bSt\.\s*$")
_DAY = re.compile(
    rf"(?:{'|'.join(day_name)}|{'|'.join(month_name[1:])}|Eastern|Pacific|GMT|BST|CET|E[SD]?T|P[SD]?T)\b"
    r"(?! (?:is|was|will|has|had|marks|marked)\b)"
)
_INITIAL = re.compile(r"(?:^|[\s(])(?:[A-Z]\.)?[A-Z]\.\s*$")
_CONTINUES = re.compile(r"[a-z0-9,;:)\]–—-]")
_CLOSING = re.compile(r"[\"'”’)\]»]+\s*$")
_CONTINUED = (  # what ends before, and how the same sentence goes on behind it
    (_OPEN_ENDED, _CONTINUES),
    (re.compile(r"\b(?:[Vv]ol|[Cc]hap|[Aa]pprox|[Ee]st)\.\s*$"), re.compile(r"\d")),
    (re.compile(r"(?:^|[\s(])[A-Z]\w*[!?]\s*$"), re.compile(r"[a-z]")),  # Yahoo! said
    (re.compile(r"\b[ap]\.m\.\s*$"), _DAY),
)


def sentences(text: str) -> list[Span]:
    """The spans of the sentences of `text`, ascending, none empty, none with white space at its ends."""
    found: list[Span] = []
    for line in _LINE.finditer(text):
        found.extend(_of_line(text, line.start(), line.end()))
    return found


def _of_line(text: str, start: int, end: int) -> list[Span]:
    cuts = _joined(text, start, _boundaries(text[start:end]))
    spans = [piece for begin, stop in cuts for piece in _pieces(text, start + begin, start + stop)]
    return [span for span in spans if span.start < span.end]


def _boundaries(line: str) -> Iterator[tuple[int, int]]:
    from sentencex import get_sentence_boundaries

    for found in get_sentence_boundaries("en", line):
        begin, end = found["start_index"], found["end_index"]
        for cut in stops.missed(line, begin, end):
            yield begin, cut
            begin = cut
        yield begin, end


def _joined(text: str, offset: int, cuts: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for begin, stop in cuts:
        start = max(joined[-1][0], begin - _LOOK_BACK) if joined else begin
        if joined and _belongs(text[offset + start : offset + begin], text[offset + begin : offset + stop]):
            joined[-1] = (joined[-1][0], stop)
        else:
            joined.append((begin, stop))
    return joined


def _belongs(before: str, after: str) -> bool:
    """Whether `after` goes on with the sentence that `before` began."""
    if not after.strip() or not before.strip() or _CLOSING.fullmatch(after):
        return True
    if _TITLES.search(before) or (_SHORTENED.search(before) and not stops.opens(after, 0)):
        return True
    if _INITIAL.search(before) and after[:1].isupper() and len(before.split()) > 1 and not stops.opens(after, 0):
        return True
    return any(later.match(after) and earlier.search(before) for earlier, later in _CONTINUED)


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """The span stripped of white space, cut at white space where it is longer than a sentence can be."""
    while end - start > _LONGEST:
        space = text.rfind(" ", start + 1, start + _LONGEST)
        cut = space if space > start else start + _LONGEST
        yield _stripped(text, start, cut)
        start = cut
    yield _stripped(text, start, end)


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
