"""`dateline ask` and `dateline search`: the answer with its sources, and the passages that match."""

from __future__ import annotations

import textwrap
from datetime import date, timedelta
from typing import Annotated, Literal

from cyclopts import Parameter
from cyclopts.validators import Number

from rag.config import Settings
from rag.types import Hit
from service.commands.flags import FilterFlags, Filters, Json, demand_unicode, opened, scope
from service.commands.showing import show_answer
from service.commands.terminal import emit, say
from service.settings import LibraryFlags
from service.shapes import found_of, linked_answer, linked_timeline
from service.wording import glossed, origin, origin_of

_SNIPPET = 300  # characters of a passage that a search shows


def ask(
    question: str,
    *,
    filters: FilterFlags = Filters(),
    json: Json = False,
    library: LibraryFlags = Settings(),
) -> int:
    """Answer a question in sentences that each carry a citation, or say what was searched in vain.

    Args:
        question: The question, in plain words.
    """
    demand_unicode(question)
    with opened(library) as archive:
        answer = archive.ask(question, scope(filters, archive))
    if json:
        emit(linked_answer(answer, public_url=""))
    else:
        show_answer(answer)
    return 0


def search(
    question: Annotated[str, Parameter(allow_leading_hyphen=True)],
    *,
    limit: Annotated[int, Parameter(validator=Number(gte=1, lte=100))] = 10,
    cursor: str | None = None,
    sort: Literal["relevance", "newest", "oldest"] = "relevance",
    filters: FilterFlags = Filters(),
    json: Json = False,
    library: LibraryFlags = Settings(),
) -> int:
    """List the passages that match, best first; "words in quotes" must occur, -word must not.

    Args:
        question: The question or words to look for.
        limit: How many, at most 100.
        cursor: Where to go on: the `next` of an earlier search.
        sort: By relevance or by publication.
    """
    demand_unicode(question)
    with opened(library) as archive:
        searched = scope(filters, archive)
        page = archive.search(question, searched, limit=limit, cursor=cursor, sort=sort)
    if json:
        emit(found_of(page, searched))
        return 0
    for rank, hit in enumerate(page.hits, start=1):
        _show_hit(rank, hit)
    if not page.hits:
        say("Nothing matches.")
    if page.next:
        say(f"More: --cursor {page.next}")
    return 0


def timeline(
    question: str,
    *,
    filters: FilterFlags = Filters(),
    json: Json = False,
    library: LibraryFlags = Settings(),
) -> int:
    """Tell the course of events of a matter, by day, each entry with its source.

    Args:
        question: The matter, or a question for its course.
    """
    demand_unicode(question)
    with opened(library) as archive:
        told = archive.timeline(question, scope(filters, archive))
    if json:
        emit(linked_timeline(told, public_url=""))
        return 0
    for entry in told.entries:
        by_id = {citation.id: citation for citation in entry.citations}
        last = (date.fromisoformat(entry.until) - timedelta(days=1)).isoformat()
        say(entry.begin if last == entry.begin else f"{entry.begin} to {last}")
        say(glossed(entry.sentence), first="  ", indent="  ")
        for cited in (by_id[each] for each in entry.sentence.citations):
            say(origin_of(cited), first="  - ", indent="    ")
    if told.text:
        say(told.text)
    return 0


def _show_hit(rank: int, hit: Hit) -> None:
    revision = hit.revision
    marker = f"{rank}. "
    published = revision.published.text if revision.published else None
    say(origin(revision.source, published, revision.title), first=marker, indent=" " * len(marker))
    say(textwrap.shorten(hit.text, _SNIPPET, placeholder=" …"), indent=" " * len(marker))
