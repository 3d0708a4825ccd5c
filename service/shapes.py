"""What callers get where `rag/types` has no such shape: hits, records, listings, verified citations.

But: no choice of what is shown; each is a plain view of what `rag` gave.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote, urlencode

from msgspec import Struct
from msgspec.structs import asdict, replace

from rag import times
from rag.store.protocol import RevisionInfo
from rag.types import (
    Answer,
    AnswerSentence,
    CheckedDraft,
    Citation,
    CitationState,
    Copy,
    Correction,
    Field,
    Hit,
    Interpreted,
    Kept,
    Page,
    Precision,
    PublishedSource,
    Revision,
    Scope,
    Scores,
    Searched,
    Successor,
    Timeline,
    Usability,
    echo,
)
from service.problems import Problem


class FoundHit(Struct, frozen=True, kw_only=True):
    """A passage that matches: verbatim, `[start, end)` of the revision's text."""

    article: str
    article_id: str
    collection: str
    revision: int
    start: int
    end: int
    text: str
    score: float
    scores: Scores
    title: str
    source: str | None
    published: str | None
    url: str | None
    field: Field = "text"
    copies: tuple[Copy, ...] | None = None


class Found(Struct, frozen=True, kw_only=True):
    """A page of hits; `next` is the cursor of the following ones, null at the end."""

    hits: tuple[FoundHit, ...]
    next: str | None
    searched: Searched


class Listed(Struct, frozen=True, kw_only=True):
    """An article in a list: the record without its text."""

    article: str
    id: str
    collection: str
    revision: int
    title: str
    published: str | None
    published_precision: Precision | None
    published_source: PublishedSource
    updated: str | None
    source: str | None
    url: str | None
    authors: tuple[str, ...]
    language: str | None
    kind: str
    topics: tuple[str, ...]
    places: tuple[str, ...]
    status: Usability
    valid_from: str
    first_seen: str
    sha256: str


class Record(Listed, frozen=True, kw_only=True):
    """A revision of an article: `text` and `title` exactly as cited, and the revisions that there are."""

    text: str
    text_sha256: str
    embargoed_until: str | None
    expires: str | None
    supersedes: str | None
    metadata: Mapping[str, Any]
    revisions: tuple[RevisionInfo, ...]


class Listing(Struct, frozen=True, kw_only=True):
    """A page of articles; `next` is the cursor of the following ones, null at the end."""

    articles: tuple[Listed, ...]
    next: str | None


class Verified(Struct, frozen=True, kw_only=True):
    """A citation verified again. A withdrawn one comes without its words; an `error` says why there is none."""

    id: str
    state: Kept | None
    href: str | None = None
    article: str | None = None
    article_id: str | None = None
    collection: str | None = None
    revision: int | None = None
    field: Field | None = None
    start: int | None = None
    end: int | None = None
    quote: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    quote_sha256: str | None = None
    title: str | None = None
    source: str | None = None
    published: str | None = None
    published_precision: Precision | None = None
    published_source: PublishedSource | None = None
    url: str | None = None
    link: str | None = None
    copies: tuple[Copy, ...] | None = None
    corrected: Correction | None = None
    superseded_by: Successor | None = None
    error: Problem | None = None


class VerifiedList(Struct, frozen=True, kw_only=True):
    """Citations in the order of the ids that were sent."""

    citations: tuple[Verified, ...]


class Live(Struct, frozen=True):
    """The process answers."""

    status: str = "live"


class Started(Struct, frozen=True, kw_only=True):
    """The first event of a streamed answer: how the question was read."""

    id: str
    interpreted: Interpreted


class Evidence(Struct, frozen=True, kw_only=True):
    """The second event: the passages from which the answer is taken."""

    hits: tuple[FoundHit, ...]


class Told(Struct, frozen=True, kw_only=True):
    """One finished sentence with its citations; never taken back."""

    sentence: AnswerSentence
    citations: tuple[Citation, ...]


class LineError(Struct, frozen=True):
    """Why a line was not taken; `line` counts from 1."""

    line: int
    error: Problem


def hit_of(hit: Hit, copies: tuple[Copy, ...] | None = None) -> FoundHit:
    """A hit as it is shown; `copies`: None where they were not looked for."""
    revision = hit.revision
    return FoundHit(
        article=revision.key,
        article_id=revision.article_id,
        collection=revision.collection,
        revision=revision.number,
        start=hit.passage.span.start,
        end=hit.passage.span.end,
        text=hit.text,
        score=hit.score,
        scores=hit.scores,
        title=revision.title,
        source=revision.source,
        published=echo(revision.published),
        url=revision.url,
        copies=copies,
    )


def found_of(page: Page, scope: Scope) -> Found:
    """A page of hits as it is shown."""
    hits = tuple(map(hit_of, page.hits, page.copies))
    return Found(hits=hits, next=page.next, searched=Searched.of(page.coverage, scope))


def listed_of(revision: Revision) -> Listed:
    """A revision as a list shows it."""
    return Listed(**_listed(revision))


def record_of(revision: Revision, revisions: list[RevisionInfo]) -> Record:
    """A revision with its text, and the revisions that there are."""
    return Record(
        **_listed(revision),
        text=revision.text,
        text_sha256=revision.text_sha256,
        embargoed_until=echo(revision.embargoed_until),
        expires=echo(revision.expires),
        supersedes=revision.supersedes,
        metadata=revision.metadata,
        revisions=tuple(revisions),
    )


def verified_of(state: CitationState, public_url: str) -> Verified:
    """A citation with its state; without any of the words when it may not be shown."""
    if state.citation is None or state.state == "withdrawn":
        return Verified(id=state.id, state=state.state, href=f"/v1/citations/{quote(state.id, safe='')}")
    shown = asdict(linked(state.citation, public_url))
    del shown["marker"]
    return Verified(**shown | {"id": state.id, "state": state.state})


def linked(citation: Citation, public_url: str) -> Citation:
    """The citation with a link: where the article has no address of its own, to our reader."""
    if citation.link:
        return citation
    return replace(citation, link=public_url.rstrip("/") + permalink(citation))


def linked_answer(answer: Answer, public_url: str) -> Answer:
    """The answer, each of its citations with a link."""
    return replace(
        answer,
        citations=_all_linked(answer.citations, public_url),
        nearest=_all_linked(answer.nearest, public_url),
    )


def linked_timeline(told: Timeline, public_url: str) -> Timeline:
    """The timeline, each of its citations with a link."""
    entries = (replace(each, citations=_all_linked(each.citations, public_url)) for each in told.entries)
    return replace(told, entries=tuple(entries))


def linked_checks(draft: CheckedDraft, public_url: str) -> CheckedDraft:
    """The checked draft, each of its citations with a link."""
    sentences = (replace(each, citations=_all_linked(each.citations, public_url)) for each in draft.sentences)
    return replace(draft, sentences=tuple(sentences))


def permalink(citation: Citation) -> str:
    """The path at which our reader shows the cited words."""
    span: dict[str, int | str] = {"revision": citation.revision, "start": citation.start, "end": citation.end}
    span |= {"field": citation.field} if citation.field != "text" else {}
    return f"/read/{citation.article}?{urlencode(span)}#cited"


def _all_linked(citations: Iterable[Citation], public_url: str) -> tuple[Citation, ...]:
    return tuple(linked(each, public_url) for each in citations)


def _listed(revision: Revision) -> dict[str, Any]:
    published = revision.published
    return {
        "article": revision.key,
        "id": revision.article_id,
        "collection": revision.collection,
        "revision": revision.number,
        "title": revision.title,
        "published": echo(published),
        "published_precision": published.precision if published else None,
        "published_source": revision.published_source,
        "updated": echo(revision.updated),
        "source": revision.source,
        "url": revision.url,
        "authors": revision.authors,
        "language": revision.language,
        "kind": revision.kind,
        "topics": revision.topics,
        "places": revision.places,
        "status": revision.status,
        "valid_from": times.iso(revision.valid_from),
        "first_seen": times.iso(revision.first_seen),
        "sha256": revision.sha256,
    }
