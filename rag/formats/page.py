"""What a news page says about itself: JSON-LD first, then `<meta>`, then the shape of its address.

But: it only believes what is written there; no date is guessed from the page's text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from urllib.parse import urljoin

from lxml.html import HtmlElement

from rag.formats.days import read_stamp
from rag.formats.front import authors_of
from rag.formats.record import is_link
from rag.types import PublishedSource

Fields = dict[str, object]

_ARTICLES = ("Article", "BlogPosting", "Report")  # how schema.org's types for one end, bare or as addresses
_KINDS = (("Opinion", "opinion"), ("LiveBlog", "live"))
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
    "dcterms.created", "dcterms.date", "dc.date.issued", "dc.date", "pubdate", "publishdate", "publish-date",
    "publication_date", "date",
)  # fmt: skip
_UPDATED = ("article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "last-modified")
_AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl")
_IN_PATH = re.compile(
    r"/(?P<y>(?:19|20)\d\d)[/-](?P<m>\d{1,2}|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[/-](?P<d>\d{1,2})"
    r"(?![\d])|[/_-](?P<run>(?:19|20)\d{6})(?!\d)",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_OPENED = re.compile(r"<!--|(?://|/\*)?\s{0,9}<!\[CDATA\[(?:\s{0,9}\*/)?")
_CLOSED = re.compile(r"(?:-->|(?://|/\*)?\s{0,9}\]\]>(?:\s{0,9}\*/)?)$")
_MOST_NODES = 10_000


def described(tree: HtmlElement) -> tuple[Fields, PublishedSource]:
    """The Article fields that a page gives about itself, and what its date rests on."""
    meta = _meta(tree)
    ld = _json_ld(tree, meta)
    url = _address(tree, meta, ld)
    found: tuple[tuple[PublishedSource, str | None], ...] = (
        ("jsonld", _stamp(ld.get("datePublished"))),
        ("meta", _stamp(*(meta.get(name) for name in _PUBLISHED)) or _time_element(tree)),
        ("url", _in_path(url)),
        ("none", None),
    )
    source, day = next((each for each in found if each[1]), found[-1])
    fields: Fields = {
        "title": _line(ld.get("headline")) or _line(meta.get("og:title")),
        "date": day,
        "updated": _stamp(ld.get("dateModified"), *(meta.get(name) for name in _UPDATED)),
        "authors": _people(ld.get("author")) or _people([meta[name] for name in _AUTHORS if meta.get(name)][:1]),
        "url": url,
        "source": _line(meta.get("og:site_name")) or _named(ld.get("publisher")),
        "language": _language(tree, meta, ld),
        "kind": next((kind for part, kind in _KINDS if part in str(ld.get("@type"))), None),
    }
    return {name: value for name, value in fields.items() if value}, source


def _meta(tree: HtmlElement) -> dict[str, str]:
    """The first content of each `<meta>`, by its name, property or itemprop in lower case."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(key) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def _json_ld(tree: HtmlElement, meta: Mapping[str, str]) -> Mapping[str, object]:
    """The JSON-LD node that describes this page's article; empty where there is none."""
    nodes = [node for node in _nodes(tree) if _is_article(node)]
    own = {url for url in (_canonical(tree), meta.get("og:url")) if url}
    about = [node for node in nodes if own & set(_links(node))]
    return next(iter(about or nodes), {})


def _nodes(tree: HtmlElement) -> Iterator[Mapping[str, object]]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            # the standard library's parser, for strict=False: publishers put bare line breaks into strings
            yield from _objects(json.loads(_unwrapped(script.text or ""), strict=False))
        except (ValueError, RecursionError):
            continue


def _unwrapped(text: str) -> str:
    """A script's text without the comment or CDATA marks that old pages put around it."""
    text = text.strip()
    opened, closed = _OPENED.match(text), _CLOSED.search(text, max(0, len(text) - 40))
    return text[opened.end() if opened else 0 : closed.start() if closed else len(text)]


def _objects(value: object) -> Iterator[Mapping[str, object]]:
    """The objects of a JSON-LD block that are nodes of their own: top level, lists, `@graph`, `mainEntity`."""
    rest, seen = [value], 0
    while rest and seen < _MOST_NODES:
        item, seen = rest.pop(0), seen + 1
        if isinstance(item, list):
            rest.extend(item)
        elif isinstance(item, dict):
            yield item
            rest.extend(item[key] for key in ("@graph", "mainEntity", "liveBlogUpdate") if key in item)


def _is_article(node: Mapping[str, object]) -> bool:
    kinds = node.get("@type")
    return any(str(kind).endswith(_ARTICLES) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _links(node: Mapping[str, object]) -> Iterator[str]:
    for key in ("url", "@id", "mainEntityOfPage"):
        value = node.get(key)
        yield str(value.get("@id") if isinstance(value, dict) else value)


def _address(tree: HtmlElement, meta: Mapping[str, str], ld: Mapping[str, object]) -> str | None:
    base = str(meta.get("og:url") or ld.get("url") or "")
    for address in (_canonical(tree), meta.get("og:url"), *_links(ld)):
        whole = _joined(base, address) if address else ""
        if is_link(whole):
            return whole
    return None


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return ""


def _canonical(tree: HtmlElement) -> str | None:
    links = (link for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    return next((link.get("href") for link in links), None)


def _stamp(*values: object) -> str | None:
    return next((stamp for value in values if isinstance(value, str) and (stamp := read_stamp(value[:100]))), None)


def _time_element(tree: HtmlElement) -> str | None:
    """The date of a `<time>` that is marked as the publication's."""
    marked = (each for each in tree.iter("time") if each.get("pubdate") is not None or _says_published(each))
    return _stamp(*(each.get("datetime") for each in marked))


def _says_published(element: HtmlElement) -> bool:
    return (element.get("itemprop") or "").lower() == "datepublished"


def _in_path(url: str | None) -> str | None:
    for found in _IN_PATH.finditer(url or ""):
        year, month, number = (
            (found["run"][:4], found["run"][4:6], found["run"][6:])
            if found["run"]
            else (found["y"], found["m"], found["d"])
        )
        month_number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
        try:
            return date(int(year), month_number, int(number)).isoformat()
        except ValueError:
            continue
    return None


def _people(value: object) -> list[str]:
    """The names in a JSON-LD author: a string, a person, or a list of them; addresses are no names."""
    items = value if isinstance(value, list) else [value]
    found: list[str] = []
    for item in items[:50]:
        for name in authors_of(_named(item) or "") if not isinstance(item, dict) else [_named(item) or ""]:
            if name and name not in found and not name.startswith(("http:", "https:")):
                found.append(name[:200])
    return found


def _named(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return _line(value)


def _line(value: object) -> str | None:
    """A short text on one line, None for anything else."""
    if not isinstance(value, str):
        return None
    return " ".join(value.split())[:500] or None


def _language(tree: HtmlElement, meta: Mapping[str, str], ld: Mapping[str, object]) -> str | None:
    root = tree.getroottree().getroot()
    said = (root.get("lang"), _named(ld.get("inLanguage")), meta.get("og:locale"), meta.get("content-language"))
    tag = next((value for value in said if value), "").strip().replace("_", "-")
    if not re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}", tag):
        return None
    first, *rest = tag.lower().split("-")
    return "-".join((first, *(part.upper() if len(part) == 2 else part for part in rest)))


def texts_of(elements: Iterable[HtmlElement]) -> Iterator[str]:
    """The text of each element on one line."""
    for element in elements:
        text = _line(element.text_content())
        if text:
            yield text
