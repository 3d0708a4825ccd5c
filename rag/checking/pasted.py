"""A draft as it is read: without Markdown, tags and invisible characters, its wrapped lines joined.

Each character keeps its place in the draft, so that what is found is shown where the writer wrote it. But: no text is
read as a document of a format; only what people paste along with sentences goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from rag.types import Span
from rag.words import STOPWORDS

_WRAPPED = 60  # columns from which lines are taken to be filled
_GONE = re.compile(
    r"[\u00ad\u200b-\u200d\u2060\ufeff]"  # soft hyphens, zero-width characters
    r"|</?[A-Za-z][^<>\n]{0,200}>"
    r"|!\[[^\[\]\n]{0,300}\]\([^()\s]{0,500}\)"  # a picture
    r"|\[\^?\d{1,3}\](?!\()"  # a note's mark, or that of one of our own citations
    r"|\[(?=[^\[\]\n]{1,300}\]\([^()\s]{1,500}\))|(?<=[^\[\n])\]\([^()\s]{1,500}\)"  # around a link
    r"|(?<![\w*])\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}(?![\w*])"
    r"|(?<!\w)_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?!\w)"
    r"|`"
)
_LINE = re.compile(r"[^\s](?:[^\r\n]*[^\s])?")
_ONE_BREAK = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t]*")
_OF_ITS_OWN = re.compile(r"(?:#|>|\||[-*•–]\s|\d+[.)]\s|={3,}|-{3,})")
_UNFINISHED = re.compile(r"(?:[,–—-]|\b(?P<word>[a-z]+))$")


class Pasted(Struct, frozen=True):
    """What is read of a draft. `at`: where in the draft each of its code points stands."""

    text: str
    at: tuple[int, ...]

    def place(self, span: Span) -> Span:
        """The span of the draft in which a span of `text` stands."""
        return Span(self.at[span.start], self.at[span.end - 1] + 1)


def read(draft: str) -> Pasted:
    """A draft as it is read."""
    gone = {place for each in _GONE.finditer(draft) for place in range(each.start(), each.end())}
    blanks = set()
    for gap in _soft(draft):
        blanks.add(gap.start)
        gone |= set(range(gap.start + 1, gap.end))
    at = tuple(place for place in range(len(draft)) if place not in gone)
    return Pasted("".join(" " if place in blanks else draft[place] for place in at), at)


def _soft(draft: str) -> Iterator[Span]:
    """The line breaks, with the blanks around them, in the midst of a sentence."""
    for lines in _blocks(draft):
        width = max(line.end - line.start for line in lines)
        for line, below in pairwise(lines):
            if _runs_on(line.of(draft), below.of(draft), width):
                yield Span(line.end, below.start)


def _blocks(draft: str) -> list[list[Span]]:
    """The lines of a draft, those together between which none is empty."""
    blocks: list[list[Span]] = []
    for found in _LINE.finditer(draft):
        line = Span(*found.span())
        if blocks and _ONE_BREAK.fullmatch(draft, blocks[-1][-1].end, line.start):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _runs_on(line: str, below: str, width: int) -> bool:
    """Whether a line ends only because it is full, or in a word that no sentence ends in."""
    if _OF_ITS_OWN.match(line) or _OF_ITS_OWN.match(below):
        return False
    last = _UNFINISHED.search(line)
    if below[0].islower() or (last and (last["word"] is None or last["word"] in STOPWORDS)):
        return True
    return width >= _WRAPPED and len(line) + 1 + len(below.split()[0]) > width
