"""What markup is refused before a parser sees it: too deep, or a tag with too many attributes.

One pass, linear in the bytes. But: an estimate only; the tree's true depth is checked after parsing.
"""

from __future__ import annotations

import re
from collections import Counter

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from rag.errors import ArticleRejected

_MAX_ATTRIBUTES = 2_000  # of one tag: 25,000 keep a parser busy for seconds, and the time grows with their square
_MAX_DEPTH = 200  # lxml silently drops what stands 255 deep
_VALUE = r"=\s*+(?:\"[^\"]*+\"|'[^']*+')"  # a quote that follows no equals sign is a letter like any other
_TAG = re.compile(rf"<(?P<end>/?)(?P<name>[A-Za-z][^\s/<>]*+)(?P<rest>(?:[^<>=]++|{_VALUE}|=)*+)|<!--")
_QUOTED = re.compile(_VALUE)
_EMPTY = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_CLOSED_UNASKED = frozenset(
    "p li dt dd tr td th thead tbody tfoot option optgroup colgroup rt rp html head body".split()
)  # elements whose end tag is often left out
_RAW = ("script", "style")


def check_markup(html: str) -> None:
    """Refuses markup that would defeat a parser. Raises: ArticleRejected."""
    depth: Counter[str] = Counter()
    position = 0
    while tag := _TAG.search(html, position):
        position = _past(html, tag)
        name = (tag["name"] or "").lower()
        if len(_QUOTED.sub("= ", tag["rest"] or "").split()) > _MAX_ATTRIBUTES:
            raise ArticleRejected(f"a tag has more than {_MAX_ATTRIBUTES:,} attributes", field="text")
        closed_at_once = (tag["rest"] or "").rstrip().endswith("/")  # as in SVG, and as lxml reads it anywhere
        if not name or closed_at_once or name in _EMPTY or name in _CLOSED_UNASKED or name in _RAW:
            continue
        depth[name] = max(0, depth[name] + (-1 if tag["end"] else 1))
        if depth[name] > _MAX_DEPTH or depth.total() > 2 * _MAX_DEPTH:
            raise _too_deep()


def check_depth(tree: HtmlElement) -> None:
    """Refuses a tree that is so deep that its parser may have lost text. Raises: ArticleRejected."""
    depth = 0
    for event, _ in iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _MAX_DEPTH:
            raise _too_deep()


def _past(html: str, tag: re.Match[str]) -> int:
    """Where the markup goes on after a tag: behind a comment, a script or a style sheet as a whole."""
    if not tag["name"]:
        end = html.find("-->", tag.end())
    elif tag["name"].lower() in _RAW and not tag["end"]:
        end = html.find(f"</{tag['name']}", tag.end())
    else:
        return tag.end()
    return len(html) if end < 0 else end


def _too_deep() -> ArticleRejected:
    return ArticleRejected(f"the markup is nested deeper than {_MAX_DEPTH}", field="text")
