"""A text to the spans of its sentences, in order: between two spans there is only white space.

Boundaries come from sentencex; here are only the repairs that news needs. But: no knowledge of
languages other than English, whose rules sentencex then applies to all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.marks.wording import SHORT_TITLES
from rag.types import Span

_LINE = re.compile(r"[^\n\r]+")
_LOOK_BACK = 60  # code points that tell whether a sentence really ended: no more, or a long line costs its square
_LONGEST = 1_200  # code points; longer ones are lists, tables or junk, and no reader takes them for a sentence
_OPEN_ENDED = re.compile(
    rf"\b(?:{SHORT_TITLES}|Mt|Ft|No|Nos|vs|v|Jr|Sr|Messrs|Mme|Mlle|Sir|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[A-Z](?:\.[A-Z])+|[A-Z])\.[\"'”’)\]]*\s*$"
)
_TITLES = re.compile(rf"\b(?:{SHORT_TITLES}|Messrs|Mme|Mlle)\.\s*$")
_INITIAL = re.compile(r"(?:^|[\s(])(?:[A-Z]\.)?[A-Z]\.\s*$")
_CONTINUES = re.compile(r"[a-z0-9,;:)\]–—-]")
_CLOSING = re.compile(r"[\"'”’)\]»]+\s*$")


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


def _boundaries(line: str) -> list[tuple[int, int]]:
    from sentencex import get_sentence_boundaries

    return [(found["start_index"], found["end_index"]) for found in get_sentence_boundaries("en", line)]


def _joined(text: str, offset: int, cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
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
    if not after.strip() or not before.strip():
        return True
    if _TITLES.search(before) or (_INITIAL.search(before) and after[:1].isupper() and len(before.split()) > 1):
        return True
    if _OPEN_ENDED.search(before) and _CONTINUES.match(after):
        return True
    return bool(_CLOSING.fullmatch(after))


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
