"""What tools give, in lines: status first, then sentences with numbered quotes, outlets and dates.

But: no word of an article is changed, only what would act on a terminal or hide from a reader is made visible.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rag.types import Answer, Checked, CheckedDraft, Citation, Interpreted, Searched
from service.commands.terminal import shown
from service.shapes import Found, FoundHit, Record
from service.wording import marked, origin, origin_of, unanswered

_STATES = {
    "answered": "the archive states it",
    "reported": "somebody says so, it is not established: say who says it",
    "not_stated": "no answer: articles on the matter do not say",
    "no_evidence": "no answer: the archive holds nothing on this",
}
_LONGEST = 50_000  # characters of an article that are given as lines: more would drown whoever reads them


def of_answer(answer: Answer) -> str:
    """An answer in lines."""
    return _text(
        [f"Status: {answer.status} ({_STATES[answer.status]})", *_reason(answer), *_understood(answer.interpreted)],
        [marked(sentence, answer.citations) for sentence in answer.sentences] or [answer.text],
        unanswered(answer),
        [f"Note: {note.text}" for note in answer.notes],
        _headed("Sources, quoted verbatim:", answer.citations),
        _headed("Nearest passages, which do not answer the question:", answer.nearest),
        [_searched(answer.searched)],
    )


def of_found(found: Found) -> str:
    """A page of hits in lines."""
    if not found.hits:
        return _text(["Nothing matches."], [_searched(found.searched)])
    more = [f"More with cursor: {found.next}"] if found.next else []
    hits = [list(_hit(rank, hit)) for rank, hit in enumerate(found.hits, start=1)]
    return _text(*hits, [*more, _searched(found.searched)])


def of_checks(draft: CheckedDraft) -> str:
    """A checked draft in lines."""
    return _text(*(list(_check(each)) for each in draft.sentences), [_searched(draft.searched)])


def _check(checked: Checked) -> Iterator[str]:
    yield f"{checked.status}: {shown(checked.text)}"
    for each in checked.differs:
        yield f"  {each.kind}: the draft has {shown(each.draft)}, the archive {shown(each.archive or 'nothing of it')}"
    for citation in checked.citations:
        yield f"  “{shown(citation.quote)}” ({origin_of(citation)})"
    yield from (f"  Note: {note.text}" for note in checked.notes)


def of_record(record: Record) -> str:
    """An article in lines, its text as it is cited."""
    numbers = ", ".join(f"{each.revision} (since {each.valid_from})" for each in record.revisions)
    left = len(record.text) - _LONGEST
    cut = [f"… {left:,} more characters; the structured content has them."] if left > 0 else []
    return _text(
        [record.title, origin(record.source, record.published, ", ".join(record.authors))],
        [f"Article {record.article}, revision {record.revision}. Revisions: {numbers}.", *_address(record.url)],
        [record.text[:_LONGEST], *cut],
    )


def _text(*paragraphs: Iterable[str]) -> str:
    joined = ["\n".join(lines) for lines in paragraphs]
    return shown("\n\n".join(each for each in joined if each))


def _reason(answer: Answer) -> Iterator[str]:
    if answer.reason:
        yield f"Reason: {answer.reason}"


def _understood(read: Interpreted) -> Iterator[str]:
    if read.as_of:
        yield f"As of: {read.as_of}"
    if read.assumptions:
        yield f"Understood as: {read.question} ({'; '.join(read.assumptions)})"


def _headed(heading: str, citations: Iterable[Citation]) -> list[str]:
    listed = [line for citation in citations for line in _cited(citation)]
    return [heading, *listed] if listed else []


def _cited(citation: Citation) -> Iterator[str]:
    yield f"{f'[{citation.marker}]' if citation.marker else '-'} {origin_of(citation)}"
    yield f"    “{citation.quote}”"
    yield f"    article {citation.article}, revision {citation.revision}"
    yield from _address(citation.url or citation.link, indent="    ")


def _hit(rank: int, hit: FoundHit) -> Iterator[str]:
    yield f"{rank}. {origin(hit.source, hit.published, hit.title)}"
    yield f"    “{hit.text}”"
    yield f"    article {hit.article}, revision {hit.revision}"
    yield from _address(hit.url, indent="    ")


def _address(url: str | None, *, indent: str = "") -> Iterator[str]:
    if url and not url.startswith("/"):  # a path of our reader's leads nowhere without its address
        yield f"{indent}{url}"


def _searched(searched: Searched) -> str:
    window = [
        f"{name} {when}"
        for name, when in (("from", searched.begin), ("to", searched.until), ("as of", searched.as_of))
        if when
    ]
    return f"Searched: {searched.articles:,} articles{''.join(f', {each}' for each in window)}."
