"""Markdown files: CommonMark and tables to plain text, front matter to fields, then laid out as text is.

But: no link target, image or HTML tag is kept; an indented paragraph is a paragraph, never code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING

from rag.formats.decode import decode
from rag.formats.frames import Origin
from rag.formats.front import front_matter
from rag.formats.layout import is_furniture
from rag.formats.residue import words_of_links
from rag.formats.source import Source
from rag.formats.text import LIMIT, plain_article
from rag.types import Article, Rejection

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_UNSHOWN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_DEEPEST = 10_000  # past the interpreter's own limit: nesting is refused there, never cut in silence


def read(source: Source) -> Iterator[Article | Rejection]:
    """The one article of a Markdown file, parsed in the worker."""
    yield from source.apart("markdown", limit=LIMIT)


def parse(raw: bytes, origin: Origin) -> Iterator[Article]:
    """The article of a Markdown file. Raises: ArticleRejected."""
    text, encoding = decode(raw)
    known, rest = front_matter(text.lstrip("\n"))
    title = str(known.pop("title", ""))
    heading, body = plain(rest, with_heading=not title)
    yield plain_article(body, origin, title=title or heading or None, known=known, encoding=encoding)


def plain(text: str, *, with_heading: bool = False) -> tuple[str, str]:
    """The heading that opens Markdown `text` (when asked for, else empty), and the rest as plain text."""
    heading = ""
    blocks: list[str] = []
    for is_heading, words in _blocks(_parser().parse(text)):
        if with_heading and is_heading and not heading and all(map(is_furniture, blocks)):
            heading = words.replace("\n", " ").strip()
        else:
            blocks.append(words)
    return heading, "\n\n".join(blocks)


def _blocks(tokens: Sequence[Token]) -> Iterator[tuple[bool, str]]:
    """Each block that has words, and whether it is a heading; a table's row is one block."""
    marker, opener, row = "", "", list[str]()
    for token in tokens:
        words = _words(token).strip("\n")
        if token.type == "list_item_open" and token.info:  # "1986. A year …" is a list to Markdown: keep the number
            marker = f"{token.info}{token.markup} "
        elif token.type == "tr_close":
            yield False, " | ".join(row)
            row.clear()
        elif opener in ("th_open", "td_open"):
            row.append(words)
        elif words.strip():
            yield opener == "heading_open", marker + words
            marker = ""
        opener = token.type


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).disable("code").enable("table")


def _words(token: Token) -> str:
    """The plain words of one block's content; empty for what opens or closes one."""
    if token.type == "inline":
        return "".join(map(_inline, token.children or ()))
    if token.type == "fence":
        return token.content
    return _untagged(token.content) if token.type == "html_block" else ""


def _inline(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    if token.type in ("image", "html_inline"):
        return ""
    return token.content


def _untagged(html: str) -> str:
    return words_of_links(unescape(_TAG.sub("", _UNSHOWN.sub("", html)))).strip()
