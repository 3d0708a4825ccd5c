"""Article to Revision: dates read, hashed. From here on a text is never rewritten.

But: removes nothing from the text; residue of Markdown and HTML is the formats' affair, where the
source's own syntax is known, and JSON text is kept to the code point.
"""

from __future__ import annotations

import hashlib
from datetime import tzinfo

import msgspec

from rag import times
from rag.errors import ArticleRejected
from rag.types import Article, Revision, When, article_key, digest

_UNHASHED = ("sha256", "text_sha256", "number", "valid_from", "first_seen")  # what we add, not the publisher
_MAX_TEXT = 5_000_000  # code points; longer ones are no news article, and cost every reader


def settle(article: Article, *, zone: tzinfo) -> Revision:
    """The revision of an article as it arrived, its number and times still 0.

    Raises: ArticleRejected, which names the field.
    """
    if not article.text.strip() and article.status == "usable":
        raise ArticleRejected("the text is empty", field="text")
    if len(article.text) > _MAX_TEXT:
        raise ArticleRejected(f"the text has {len(article.text):,} characters, {_MAX_TEXT:,} at most", field="text")
    published = _when(article.date, "date", zone)
    revision = Revision(
        key=article_key(article.collection, article.id),
        collection=article.collection,
        article_id=article.id,
        title=article.title,
        text=article.text,
        published=published,
        published_source=article.published_source if published else "none",
        updated=_when(article.updated, "updated", zone),
        source=article.source,
        url=article.url,
        authors=article.authors,
        language=article.language,
        kind=article.kind,
        topics=article.topics,
        places=article.places,
        status=article.status,
        embargoed_until=_when(article.embargoed_until, "embargoed_until", zone),
        expires=_when(article.expires, "expires", zone),
        supersedes=article.supersedes,
        metadata=article.metadata,
        text_sha256=digest(article.text),
    )
    return msgspec.structs.replace(revision, sha256=hashlib.sha256(record(revision)).hexdigest())


def record(revision: Revision) -> bytes:
    """The bytes that `sha256` covers: what the publisher said, as JSON with sorted keys."""
    kept = {name: getattr(revision, name) for name in revision.__struct_fields__ if name not in _UNHASHED}
    return msgspec.json.encode(kept, order="deterministic")


def restore(packed: bytes, *, sha256: str, number: int, valid_from: int, first_seen: int) -> Revision | None:
    """The revision that `record` packed, or None when its bytes do not have the hash `sha256`."""
    if hashlib.sha256(packed).hexdigest() != sha256:
        return None
    said = msgspec.json.decode(packed)
    said |= {
        "sha256": sha256,
        "text_sha256": digest(said["text"]),
        "number": number,
        "valid_from": valid_from,
        "first_seen": first_seen,
    }
    return msgspec.convert(said, Revision)


def _when(text: str | None, field: str, zone: tzinfo) -> When | None:
    if text is None or not text.strip():
        return None
    try:
        return times.parse(text, zone)
    except ValueError as error:
        raise ArticleRejected(str(error), field=field) from error
