"""Link residue: `[told](#)` to its words, as archives leave it in plain text too. Linear in the text.

But: no other Markdown; and brackets that point nowhere link-like, as in `[sic](see below)`, stay.
"""

from __future__ import annotations

import re
from collections import deque

from rag.errors import ArticleRejected

_MAX_LINKS = 50_000  # of one article; memory is bounded by it
_DEEPEST = 50  # brackets in brackets; what is open further out is given up
_TARGET = (
    r"\(\s{0,9}<?(?P<target>(?:[^\s()<>\\]|\\.|\([^\s()]{0,300}\)){0,2100})>?"
    r"(?:\s{1,9}(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'))?\s{0,9}\)"
)
_TOKEN = re.compile(rf"\\[!-/:-@\[-`{{-~]|(?:(?<!\w)!)?\[|\](?P<link>{_TARGET})?|\n[ \t]*\n")

Cut = tuple[int, int]


def words_of_links(text: str) -> str:
    """`text` with each inline link reduced to its words, escapes in them undone, and each image removed.

    Raises: ArticleRejected when there are more links than any article has.
    """
    if "](" not in text:
        return text
    kept, at = [], 0
    for start, end in sorted(_cuts(text)):
        if start >= at:
            kept.append(text[at:start])
        at = max(at, end)
    return "".join((*kept, text[at:]))


def _cuts(text: str) -> list[Cut]:
    """What is to go: brackets with targets, whole images, backslashes inside a link's words."""
    cuts: list[Cut] = []
    opened: deque[re.Match[str]] = deque(maxlen=_DEEPEST)
    escapes: deque[int] = deque(maxlen=_MAX_LINKS)
    for token in _TOKEN.finditer(text):
        if token.group()[0] == "\\":
            escapes.append(token.start())
        elif token.group()[-1] == "[":
            opened.append(token)
        elif token.group()[0] == "\n":  # no link goes over a paragraph's end
            opened.clear()
        elif opened:
            cuts += _closed(opened.pop(), token, escapes)
        if len(cuts) > 2 * _MAX_LINKS:
            raise ArticleRejected(f"more than {_MAX_LINKS:,} links", field="text")
    return cuts


def _closed(opening: re.Match[str], closing: re.Match[str], escapes: deque[int]) -> list[Cut]:
    if closing["link"] is None or not _points(closing["target"]):
        return []
    if opening.group()[0] == "!":
        return [(opening.start(), closing.end())]
    cuts = [opening.span(), closing.span()]
    while escapes and escapes[-1] > opening.start():
        at = escapes.pop()
        cuts.append((at, at + 1))
    return cuts


def _points(target: str) -> bool:
    """Whether a target is empty, a fragment, a path or an address, and no word."""
    return not target or target[0] in "#?" or any(mark in target for mark in "./:")
