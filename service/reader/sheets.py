"""What the pages of the reader are written from: an article with what is marked in it, and two revisions compared.

But: no rows, no request and no markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from msgspec import Struct

from rag import citations
from rag.compose.dating import gloss
from rag.opening import Opened
from rag.types import Field, Marks, Notice, Revision, Span
from service.reader import pieces, wording
from service.reader.differences import Change, Comparison, compared, counterpart
from service.reader.folding import Fold, folded
from service.reader.pieces import Noted, Run

_FIELDS = {
    "source": "Outlet",
    "published": "Published",
    "updated": "Updated",
    "authors": "Authors",
    "topics": "Topics",
    "places": "Places",
    "kind": "Kind",
    "language": "Language",
    "url": "Address",
    "expires": "Expires",
}


class Cited(Struct, frozen=True):
    """Which words of which field are cited, and which others by the same answer."""

    field: Field = "text"
    span: Span | None = None
    also: tuple[Span, ...] = ()


class Line(Struct, frozen=True, kw_only=True):
    """A revision in the list of an article's; `difference`: where it is compared with the one before it."""

    number: int
    href: str
    difference: str | None
    valid_from: str
    first_seen: str
    shown: bool
    current: bool


class Told(Struct, frozen=True):
    """A notice of a mistake, and where it can be read."""

    text: str
    href: str


class Quoted(Struct, frozen=True):
    """A quotation with its speaker, and where it stands."""

    speaker: str
    words: str
    href: str


class Sheet(Struct, frozen=True, kw_only=True):
    """An article as a page shows it.

    `places`: the ids of the cited places in the order of the text. `became`: what the cited words, or None, read in the
    current revision. `dates`: expressions and what they mean, each once.
    """

    opened: Opened
    title: tuple[Run, ...]
    text: tuple[Run, ...]
    places: tuple[str, ...]
    became: tuple[Change, ...]
    difference: str | None
    correction: Told | None
    revisions: tuple[Line, ...]
    dates: tuple[tuple[str, str], ...]
    quoted: tuple[Quoted, ...]
    record: tuple[tuple[str, str], ...]


class Altered(Struct, frozen=True):
    """A field of the record in both revisions, empty where there is none."""

    name: str
    before: str
    after: str


class Differences(Struct, frozen=True, kw_only=True):
    """Two revisions compared; `text` with what stays the same folded."""

    old: Revision
    new: Revision
    title: Comparison
    text: tuple[Change | Fold, ...]
    coarse: bool
    text_differs: bool
    altered: tuple[Altered, ...]
    revisions: tuple[Line, ...]


def sheet(opened: Opened, cited: Cited) -> Sheet:
    """An article with its cited words."""
    revision, in_text = opened.revision, cited.field == "text"
    marked = pieces.places(cited.span if in_text else None, cited.also)
    noted = _dates(opened.marks, revision.text)
    became = _became(opened, cited)
    return Sheet(
        opened=opened,
        title=pieces.runs(revision.title, () if in_text or not cited.span else (cited.span,), ()),
        text=pieces.runs(revision.text, marked, noted),
        places=tuple(_id(span, n, cited) for n, span in enumerate(marked, 1)),
        became=became,
        difference=_difference(revision, opened.current),
        correction=_correction(opened, cited),
        revisions=_lines(opened),
        dates=tuple(dict.fromkeys((each.span.of(revision.text), each.note) for each in noted)),
        quoted=_quoted(opened),
        record=tuple(_record(revision)),
    )


def differences(opened: Opened, against: Revision) -> Differences:
    """What changed from the revision `against` to the one that is opened."""
    old, new = against, opened.revision
    text = compared(old.text, new.text)
    return Differences(
        old=old,
        new=new,
        title=compared(old.title, new.title),
        text=folded(text.changes),
        coarse=text.coarse,
        text_differs=text.differs,
        altered=tuple(_altered(old, new)),
        revisions=_lines(opened),
    )


def address(key: str, **query: object) -> str:
    """Where an article is read."""
    asked = urlencode({name: value for name, value in query.items() if value is not None})
    return f"/read/{key}?{asked}" if asked else f"/read/{key}"


def _id(span: Span, number: int, cited: Cited) -> str:
    return "cited" if span == cited.span and cited.field == "text" else f"also-{number}"


def _dates(marks: Marks, text: str) -> tuple[Noted, ...]:
    """The times that only the article's day explains, in order, none in another."""
    found: list[Noted] = []
    for each in sorted(marks.dates, key=lambda each: (each.start, -each.end)):
        note = gloss(each)
        apart = not found or found[-1].span.end <= each.start
        if note and apart and 0 <= each.start < each.end <= len(text):
            found.append(Noted(Span(each.start, each.end), note))
    return tuple(found)


def _became(opened: Opened, cited: Cited) -> tuple[Change, ...]:
    if not cited.span or opened.revision.number == opened.current.number:
        return ()
    old, new = opened.revision, opened.current
    sides = (old.text, new.text) if cited.field == "text" else (old.title, new.title)
    return counterpart(compared(*sides).changes, cited.span)


def _difference(revision: Revision, current: Revision) -> str | None:
    if revision.number == current.number:
        return None
    return address(revision.key, revision=current.number, against=revision.number)


def _correction(opened: Opened, cited: Cited) -> Told | None:
    """What the current revision says of a mistake in the words that are cited, or in any words of the one shown."""
    current = opened.current
    notice = next((each for each in opened.current_marks.notices if _is_met(each, opened, cited)), None)
    if notice is None:
        return None
    place = {"revision": current.number, "start": notice.start, "end": notice.end}
    return Told(current.text[notice.start : notice.end], address(current.key, **place) + "#cited")


def _is_met(notice: Notice, opened: Opened, cited: Cited) -> bool:
    if opened.revision.number == opened.current.number:
        return not cited.span
    whole = opened.revision.text if cited.field == "text" else opened.revision.title
    words = cited.span.of(whole) if cited.span else whole
    return any(citations.has(words, wrong) for wrong in notice.wrong)


def _lines(opened: Opened) -> tuple[Line, ...]:
    """The revisions, the newest first."""
    known, key = opened.revisions, opened.revision.key
    before = dict(zip((each.revision for each in known[1:]), (each.revision for each in known), strict=False))
    return tuple(
        Line(
            number=each.revision,
            href=address(key, revision=each.revision),
            difference=_compared(key, each.revision, before.get(each.revision)),
            valid_from=each.valid_from,
            first_seen=each.first_seen,
            shown=each.revision == opened.revision.number,
            current=each.revision == opened.current.number,
        )
        for each in reversed(known)
    )


def _compared(key: str, number: int, before: int | None) -> str | None:
    return address(key, revision=number, against=before) if before else None


def _quoted(opened: Opened) -> tuple[Quoted, ...]:
    revision = opened.revision
    return tuple(
        Quoted(
            each.speaker,
            revision.text[each.start : each.end],
            address(revision.key, revision=revision.number, start=each.start, end=each.end) + "#cited",
        )
        for each in opened.marks.quotes
        if each.speaker
    )


def _record(revision: Revision) -> Iterable[tuple[str, str]]:
    """What the record says beside its text, by name."""
    for name, label in _FIELDS.items():
        if value := _said(revision, name):
            yield label, value
    if revision.published:
        yield "Date taken from", wording.GIVEN_BY[revision.published_source]
    yield "Collection", revision.collection
    yield "Id", revision.article_id


def _altered(old: Revision, new: Revision) -> Iterable[Altered]:
    for name, label in _FIELDS.items():
        before, after = _said(old, name), _said(new, name)
        if before != after:
            yield Altered(label, before, after)


def _said(revision: Revision, name: str) -> str:
    value = getattr(revision, name)
    if value is None:
        return ""
    return value if isinstance(value, str) else ", ".join(value) if isinstance(value, tuple) else str(value.text)
