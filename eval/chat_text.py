"""A chat reply as an outcome: sentences out of its text, references out of markers, annotations and a list of sources.

A marker (`[1]`, `[1, 2]`, `[^1]`, `【1†…】`) belongs to the sentence that it stands in or behind; its number is
looked for in the one annotation that covers it, in a list under a heading such as `Sources`, in the reply's list of
addresses, then among the annotations in their order. An annotation belongs to the sentence in which it ends, the last
where it does not say. A number that leads nowhere is an invented reference. A reply whose first sentence has no
reference and says that there is no answer, in one of the ways of `_REFUSING`, is `not_stated`; every other is
`answered`. But: hedges are not read, a refusal in other words is taken for an answer, and a reference without a text
fragment counts for its whole article.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec import Struct

from eval.library import Library, marked
from eval.types import Cited, Outcome, Said
from rag.marks.sentences import sentences

_MARKER = re.compile(r"\s*(?:(?<!\\)\[(\^?\d{1,3}(?:\s*,\s*\^?\d{1,3})*)\](?!\()|【(\d{1,3})[^】]*】)")
_ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!|<>~])")
_NUMBER = re.compile(r"\d+")
_HEADING = re.compile(r"^[ \t#*_]*(?:sources|references|citations)[ \t:*_]*$", re.IGNORECASE | re.MULTILINE)
_ENTRY = re.compile(r"^\s*(?:[-*]\s+)?\[?\^?(\d{1,3})\]?[.):]*\s+(\S.*)$", re.MULTILINE)
_ADDRESS = re.compile(r"https?://[^\s)>\]]+")
_REFUSING = re.compile(
    r"\b(?:(?:do|does)(?: not|n['’]t) (?:say|state|mention|specify|contain|include|provide|give|cover|answer)"
    r"|(?:i|we) (?:do|did)(?: not|n['’]t) (?:have|know|find)"
    r"|(?:can(?: ?not|['’]t)|could(?: not|n['’]t)|unable to) (?:find|answer|determine|be (?:found|determined|answered))"
    r"|no (?:(?:relevant|specific|further|such) )?(?:information|mention|answer|articles?|sources?|documents?|results)"
    r"|(?:not enough|insufficient|lacks?) (?:information|context|evidence)"
    r"|not (?:stated|mentioned|specified|provided|covered|found|available) (?:in|by))\b",
    re.IGNORECASE,
)


class Source(Struct, frozen=True):
    """What a reference leads to."""

    url: str = ""
    title: str = ""


class Place(Struct, frozen=True):
    """What an annotation says: an address, a title, and the part of the content that it is about."""

    url: str = ""
    title: str = ""
    start_index: int | None = None
    end_index: int | None = None

    @property
    def source(self) -> Source:
        """Where it leads."""
        return Source(self.url, self.title)

    def covers(self, at: int) -> bool:
        """Whether it is about that place of the content."""
        return self.start_index is not None and self.end_index is not None and self.start_index <= at < self.end_index


class Reply(Struct, frozen=True, kw_only=True):
    """A reply as it came; `addresses` are cited by number."""

    content: str
    places: Sequence[Place] = ()
    addresses: Sequence[str] = ()
    as_of: str | None = None


class _Mark(Struct, frozen=True):
    """A reference where it stands in the cleaned text; `source` is None when it leads nowhere."""

    at: int
    name: str
    source: Source | None


def outcome(reply: Reply, library: Library) -> Outcome:
    """The reply as the harness judges it; an empty one is an error."""
    body, listed = _without_list(reply.content, library)
    text, marks = _read(body, reply, listed)
    spans = sentences(text)
    if not spans:
        return Outcome(error="the reply is empty")
    cited = _numbered_citations(marks, library, reply.as_of)
    begins = [span.start for span in spans]
    said = tuple(
        Said(text=text[span.start : span.end], citations=tuple(_ids(marks, cited, begins, number)))
        for number, span in enumerate(spans)
    )
    if _REFUSING.search(said[0].text) and not said[0].citations:
        return Outcome(status="not_stated", nearest=tuple(cited.values()))
    return Outcome(status="answered", sentences=said, citations=tuple(cited.values()))


def _without_list(content: str, library: Library) -> tuple[str, dict[int, Source]]:
    """What stands before the list of sources, and the list's entries by number."""
    for heading in list(_HEADING.finditer(content))[-1:]:
        entries = {int(found[1]): found[2] for found in _ENTRY.finditer(content, heading.end())}
        if entries:
            return content[: heading.start()], {number: _source(entry, library) for number, entry in entries.items()}
    return content, {}


def _source(entry: str, library: Library) -> Source:
    found = _ADDRESS.search(entry)
    return Source(found[0] if found else "", library.titled(entry) or entry.strip())


def _read(body: str, reply: Reply, listed: dict[int, Source]) -> tuple[str, list[_Mark]]:
    """The text without markers and escapes, and every reference at its place there."""
    markers = list(_MARKER.finditer(body))
    cuts = sorted([found.span() for found in markers] + [found.span() for found in _ESCAPE.finditer(body)])

    def clean(at: int) -> int:
        return at - sum(min(end, at) - start for start, end in cuts if start < at)

    ends = [(place, place.end_index if place.end_index is not None else len(body)) for place in reply.places]
    placed = [(place, end) for place, end in ends if place.end_index is not None or not markers]
    marks = [_Mark(clean(end), "", place.source) for place, end in placed]
    for found in markers:
        numbers = found[1] or found[2]
        at = found.start(1 if found[1] else 2)
        marks += [
            _Mark(clean(found.start()), f"[{number}]", _led_to(int(number), at, reply, listed))
            for number in _NUMBER.findall(numbers)
        ]
    kept = [0, *(at for cut in cuts for at in cut), len(body)]
    return "".join(body[start:end] for start, end in zip(kept[::2], kept[1::2], strict=True)), marks


def _led_to(number: int, at: int, reply: Reply, listed: dict[int, Source]) -> Source | None:
    """Where a marker's number leads."""
    covering = [place.source for place in reply.places if place.covers(at)]
    if len(covering) == 1:
        return covering[0]
    if number in listed:
        return listed[number]
    in_order = [Source(url) for url in reply.addresses] or list(dict.fromkeys(place.source for place in reply.places))
    return in_order[number - 1] if 0 < number <= len(in_order) else None


def _numbered_citations(marks: Sequence[_Mark], library: Library, as_of: str | None) -> dict[Source, Cited]:
    sources = dict.fromkeys(mark.source for mark in marks if mark.source)
    return {source: _cited(f"c{n}", source, library, as_of) for n, source in enumerate(sources, start=1)}


def _ids(marks: Sequence[_Mark], cited: dict[Source, Cited], begins: Sequence[int], number: int) -> Iterator[str]:
    """The ids that a sentence refers to, each once; a mark belongs to the last sentence that begins before it."""
    ours = [mark for mark in marks if max(bisect_left(begins, mark.at) - 1, 0) == number]
    yield from dict.fromkeys(cited[mark.source].id if mark.source else mark.name for mark in ours)


def _cited(name: str, source: Source, library: Library, as_of: str | None) -> Cited:
    edition = library.find(source.url, source.title, as_of=as_of)
    if edition is None:
        unknown = source.url or source.title
        return Cited(
            id=name, article=unknown, article_id=unknown, revision=0, field="text", start=0, end=0, quote="",
            quote_sha256="", title=source.title or None,
        )  # fmt: skip
    start, end = marked(source.url, edition.text)
    return Cited(
        id=name,
        article=edition.article_id,
        article_id=edition.article_id,
        revision=edition.number,
        field="text",
        start=start,
        end=end,
        quote=edition.text[start:end] if end - start < len(edition.text) else "",
        quote_sha256="",
        title=edition.title or None,
        published=edition.date,
    )
