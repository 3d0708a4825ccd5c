"""HTML pages: the article's words by trafilatura, boilerplate left behind; what the page says about itself.

Runs in the worker only: hostile markup can hang or crash a parser. But: no script is run, nothing
is fetched, and a page whose words can't be told from its furniture is refused, never stored empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rag.errors import ArticleRejected
from rag.formats.decode import decode
from rag.formats.frames import Origin
from rag.formats.source import Source
from rag.formats.text import plain_article
from rag.types import Article, Rejection

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LIMIT = 2_000_000  # bytes; what parsers do with more is measured in seconds
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", re.IGNORECASE)
_BELIEVED = re.compile(
    r"iso-8859-\d+|windows-125\d|koi8-[ru]|gb2312|gbk|gb18030|big5|euc-(?:jp|kr)|shift_jis|macintosh"
)


def read(source: Source) -> Iterator[Article | Rejection]:
    """The one article of a page, parsed in the worker."""
    yield from source.apart("html", limit=LIMIT)


def parse(raw: bytes, origin: Origin) -> Iterator[Article]:
    """The article of a page. Raises: ArticleRejected."""
    from rag.formats.guard import check_depth, check_markup
    from rag.formats.page import described

    html, encoding = decode(raw, declared=_declared(raw))
    check_markup(html)
    tree = _tree(html)
    check_depth(tree)
    fields, published_source = described(tree)
    title = str(fields.pop("title", "")) or _title(tree)
    yield plain_article(_words(tree), origin, title=title, known=fields, dated=published_source, encoding=encoding)


def _declared(raw: bytes) -> str | None:
    found = _DECLARED.search(raw, 0, 4_096)
    name = found[1].decode().lower() if found else ""
    if name == "iso-8859-1":  # browsers read it as the larger set
        return "cp1252"
    return name if _BELIEVED.fullmatch(name) else None


def _tree(html: str) -> HtmlElement:
    from lxml.etree import LxmlError
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, collect_ids=False)
    try:
        return document_fromstring(_without_prologue(html).encode(), parser=parser)
    except (LxmlError, ValueError) as error:
        raise ArticleRejected("no HTML that can be parsed", field="text") from error


def _without_prologue(html: str) -> str:
    """The page without an XML declaration: it may name an encoding that is no longer true."""
    html = html.lstrip()
    return html.partition(">")[2] if html.startswith("<?xml") else html


def _words(tree: HtmlElement) -> str:
    """The article's paragraphs, a blank line between them."""
    from trafilatura import bare_extraction

    found = bare_extraction(tree, include_comments=False, with_metadata=False)
    text = (found.text or "") if found is not None and not isinstance(found, dict) else ""
    if not text.strip():
        raise ArticleRejected("no article text was found in the page", field="text")
    # it writes each block on a line of its own, and a dash before the item of a list
    return "\n\n".join(line.removeprefix("- ") for line in text.split("\n") if line.strip())


def _title(tree: HtmlElement) -> str:
    """The only `<h1>`, else the `<title>`."""
    from rag.formats.page import texts_of

    headings = list(texts_of(tree.iter("h1")))
    return headings[0] if len(headings) == 1 else next(texts_of(tree.iter("title")), "")
