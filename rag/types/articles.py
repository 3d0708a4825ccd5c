"""What a publisher put out, its revisions, and the citations that point into them."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from rag.errors import CitationCorrupt
from rag.types.basics import Field, Precision, Span, When, digest

PublishedSource = Literal["feed", "jsonld", "ninjs", "field", "meta", "url", "dateline", "none"]
Usability = Literal["usable", "withheld", "canceled"]
State = Literal["new", "revised", "unchanged"]
Kept = Literal["current", "superseded", "corrected", "withdrawn"]
_CITED_AROUND = 32  # code points of prefix and suffix: what text fragments need to tell two equal quotes apart


class Article(Struct, frozen=True, kw_only=True):
    """What a publisher put out, as it arrived; `id` is unique in its collection."""

    id: Annotated[str, Meta(min_length=1, max_length=2048)]
    text: str
    title: str = ""
    date: str | None = None
    updated: str | None = None
    source: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    kind: str = "news"
    topics: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    status: Usability = "usable"
    embargoed_until: str | None = None
    expires: str | None = None
    supersedes: str | None = None
    collection: Annotated[str, Meta(min_length=1, max_length=128)] = "default"
    metadata: Mapping[str, Any] = {}
    published_source: PublishedSource = "field"


class Revision(Struct, frozen=True, kw_only=True):
    """One immutable version of a whole record.

    `sha256` covers the record (every field a publisher can change), `text_sha256` the text alone.
    `number` counts arrivals from 1; `valid_from` is the instant from which it was known to readers.
    Until the store has accepted a revision both are 0.
    """

    key: str
    collection: str
    article_id: str
    title: str
    text: str
    published: When | None
    published_source: PublishedSource
    updated: When | None = None
    source: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    kind: str = "news"
    topics: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    status: Usability = "usable"
    embargoed_until: When | None = None
    expires: When | None = None
    supersedes: str | None = None
    metadata: Mapping[str, Any] = {}
    sha256: str = ""
    text_sha256: str = ""
    number: int = 0
    valid_from: int = 0
    first_seen: int = 0

    def cite(self, span: Span, *, field: Field = "text", marker: int = 0) -> Citation:
        """The citation of `span`: the only place that makes one.

        Raises: ValueError for a span that is empty or outside the field; CitationCorrupt when the
        text no longer has the hash it was stored with.
        """
        whole = self.text if field == "text" else self.title
        if not 0 <= span.start < span.end <= len(whole):
            raise ValueError(f"span {span.start}:{span.end} is outside the {field} of {len(whole)} code points")
        if digest(self.text) != self.text_sha256:
            raise CitationCorrupt(f"the text of revision {self.number} of {self.key} does not match its sha256")
        quote = span.of(whole)
        return Citation(
            id=citation_id(self, span, field, quote),
            href=f"/v1/citations/{citation_id(self, span, field, quote)}",
            marker=marker,
            article=self.key,
            article_id=self.article_id,
            collection=self.collection,
            revision=self.number,
            field=field,
            start=span.start,
            end=span.end,
            quote=quote,
            prefix=whole[max(0, span.start - _CITED_AROUND) : span.start],
            suffix=whole[span.end : span.end + _CITED_AROUND],
            quote_sha256=digest(quote),
            title=self.title,
            source=self.source,
            published=self.published.text if self.published else None,
            published_precision=self.published.precision if self.published else None,
            published_source=self.published_source,
            url=self.url,
            link=None,
        )


class Passage(Struct, frozen=True, kw_only=True):
    """A run of whole sentences that is embedded and retrieved; `id` is 0 until the store has it."""

    span: Span
    ordinal: int
    id: int = 0
    revision_id: int = 0


class Receipt(Struct, frozen=True, kw_only=True):
    """An acknowledgement: the article is durable and searchable. `key` is written `article` on the wire."""

    key: str = msgspec.field(name="article")
    id: str
    collection: str
    revision: int
    state: State


class Rejection(Struct, frozen=True, kw_only=True):
    """An input that was not taken, and why; `line` counts from 1 where the input has lines."""

    path: str
    line: int | None
    field: str | None
    reason: str


class Copy(Struct, frozen=True):
    """Another printing of a cited report."""

    article: str
    source: str | None
    url: str | None


class Successor(Struct, frozen=True):
    """The revision that replaced a cited one."""

    article: str
    revision: int
    at: str


class Correction(Struct, frozen=True, kw_only=True):
    """What a later revision says of a cited one's mistake: since when, in which words, and their citation's id."""

    at: str
    note: str
    citation: str


class Citation(Struct, frozen=True, kw_only=True):
    """A verified pointer to a verbatim span of one revision. Made only by `Revision.cite`."""

    id: str
    href: str
    marker: int
    article: str
    article_id: str
    collection: str
    revision: int
    field: Field
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str
    quote_sha256: str
    title: str
    source: str | None
    published: str | None
    published_precision: Precision | None
    published_source: PublishedSource
    url: str | None
    link: str | None
    copies: tuple[Copy, ...] | None = None
    corrected: Correction | None = None
    superseded_by: Successor | None = None


class CitationState(Struct, frozen=True, kw_only=True):
    """A citation verified again: `citation` is null when nothing may be shown of it."""

    id: str
    state: Kept
    citation: Citation | None


def article_key(collection: str, article_id: str) -> str:
    """The opaque, URL-safe key of an article: 26 characters, a function of both arguments only."""
    named = f"{len(collection)}:{collection}{article_id}"
    return base64.b32encode(hashlib.sha256(named.encode()).digest()[:16]).decode().rstrip("=").lower()


def citation_id(revision: Revision, span: Span, field: Field, quote: str) -> str:
    """The opaque, URL-safe id of a citation: where it points, bound to what it quotes."""
    where = f"{revision.key}.{revision.number}.{field[1]}.{span.start}.{span.end}.{digest(quote)[:16]}"
    return base64.urlsafe_b64encode(where.encode()).decode().rstrip("=")
