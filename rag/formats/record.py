"""A JSON object in the Article schema to an Article: strict, and quick enough for the HTTP door.

Every text is kept to the code point. But: no clean-up, no guesses; what does not fit is rejected,
and the field at fault is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC
from typing import Annotated, Any, get_args
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta, Struct

from rag import times
from rag.errors import ArticleRejected
from rag.types import Article, PublishedSource, Usability

_MAX_METADATA = 100_000  # bytes as JSON
_MAX_RUN = 100_000  # code points without a space: more is no writing in any script, and stalls tokenizers
_MAX_DEPTH = 32  # of metadata: what every later reader can walk by recursion
_TIMES = ("date", "updated", "embargoed_until", "expires")
_BLANK_MEANS_ABSENT = (*_TIMES, "url", "source", "language", "supersedes")
_AT_FAULT = re.compile(r"`\$\.(\w+)|required field `(\w+)`")
_RUN = re.compile(r"\S+")
_WHERE = re.compile(r" - at `.*`$")

_Label = Annotated[str, Meta(max_length=500)]
_Labels = Annotated[tuple[_Label, ...], Meta(max_length=500)]
_Stamp = Annotated[str, Meta(max_length=100)]


class _Fields(Struct, frozen=True, kw_only=True):
    """The fields of an Article that may be sent, with their limits; lengths are in code points."""

    id: Annotated[str, Meta(min_length=1, max_length=2_048)]
    text: Annotated[str, Meta(max_length=5_000_000)]
    title: Annotated[str, Meta(max_length=5_000)] = ""
    date: _Stamp | None = None
    updated: _Stamp | None = None
    source: _Label | None = None
    url: Annotated[str, Meta(max_length=8_192)] | None = None
    authors: _Labels | _Label = ()
    language: Annotated[str, Meta(max_length=64)] | None = None
    kind: Annotated[str, Meta(min_length=1, max_length=64)] = "news"
    topics: _Labels = ()
    places: _Labels = ()
    status: Usability = "usable"
    embargoed_until: _Stamp | None = None
    expires: _Stamp | None = None
    supersedes: Annotated[str, Meta(max_length=2_048)] | None = None
    collection: Annotated[str, Meta(min_length=1, max_length=128)] = "default"
    metadata: dict[str, Any] = {}


def article_of(
    fields: Mapping[str, object], *, collection: str | None, published_source: PublishedSource = "field"
) -> Article:
    """The Article that `fields` gives; a null means absent, an unknown field goes to `metadata`.

    `collection`: where the article must go; None leaves it to the record, else "default".

    Raises: ArticleRejected, which names the field.
    """
    given = {name: value for name, value in fields.items() if value is not None}
    for name, value in given.items():
        _check_strings(name, value)
    known = {name: value for name, value in given.items() if name in _Fields.__struct_fields__}
    _drop_blank(known)
    _spell(known)
    if collection is not None and known.setdefault("collection", collection) != collection:
        raise ArticleRejected("the record names another collection than the one it was sent to", field="collection")
    checked = _converted(known)
    _check_meaning(checked)
    unknown = {name: value for name, value in given.items() if name not in _Fields.__struct_fields__}
    authors = (checked.authors,) if isinstance(checked.authors, str) else checked.authors
    return Article(
        **msgspec.structs.asdict(checked)
        | {
            "authors": tuple(author for author in authors if author.strip()),
            "metadata": _sized(unknown | checked.metadata),
            "published_source": published_source if checked.date else "none",
        }
    )


def is_link(url: str) -> bool:
    """Whether `url` is an absolute http or https address that a page may link to."""
    if not url.isprintable() or " " in url or "\\" in url:  # browsers read a backslash as a slash: another host
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _spell(known: dict[str, object]) -> None:
    """A kill must not fail for its spelling."""
    if isinstance(status := known.get("status"), str) and status.strip().lower() == "cancelled":
        known["status"] = "canceled"


def _drop_blank(known: dict[str, object]) -> None:
    for name in _BLANK_MEANS_ABSENT:
        value = known.get(name)
        if isinstance(value, str) and not value.strip():
            del known[name]


def _converted(known: dict[str, object]) -> _Fields:
    try:
        return msgspec.convert(known, _Fields)
    except msgspec.ValidationError as error:
        found = _AT_FAULT.search(str(error))
        field = (found[1] or found[2]) if found else None
        raise ArticleRejected(_in_words(_WHERE.sub("", str(error)), field), field=field) from error


def _in_words(reason: str, field: str | None) -> str:
    """What a reader of the record can do about it."""
    if reason.startswith("Object missing required field"):
        return "is missing"
    if reason.startswith("Invalid enum value") and field == "status":
        return f"{reason.removeprefix('Invalid enum value ')} is none of {', '.join(get_args(Usability))}"
    return reason


def _check_meaning(checked: _Fields) -> None:
    if not checked.id.strip():
        raise ArticleRejected("the id is empty", field="id")
    if not checked.text.strip() and checked.status == "usable":
        raise ArticleRejected("the text is empty", field="text")
    if len(checked.text) > _MAX_RUN:
        _check_runs(checked.text)
    if checked.url is not None and not is_link(checked.url):
        raise ArticleRejected(f"not an http or https address: {checked.url[:80]!r}", field="url")
    for name in _TIMES:
        _check_time(getattr(checked, name), name)


def _check_runs(text: str) -> None:
    longest = max((run.end() - run.start() for run in _RUN.finditer(text)), default=0)
    if longest > _MAX_RUN:
        raise ArticleRejected(f"a run of {longest:,} characters without a space", field="text")


def _check_time(text: str | None, field: str) -> None:
    try:
        if text is not None:
            times.parse(text, UTC)
    except ValueError as error:
        raise ArticleRejected(str(error), field=field) from error


def _sized(metadata: dict[str, Any]) -> dict[str, Any]:
    try:
        size = len(msgspec.json.encode(metadata))
    except (TypeError, OverflowError, RecursionError, UnicodeError) as error:
        raise ArticleRejected(f"can't be written as JSON: {error}", field="metadata") from error
    if size > _MAX_METADATA:
        raise ArticleRejected(f"{size:,} bytes of metadata, {_MAX_METADATA:,} at most", field="metadata")
    return metadata


def _check_strings(name: str, value: object) -> None:
    """Refuses what no store can keep: lone surrogates have no UTF-8, PostgreSQL takes no NUL."""
    if not _storable(name):
        raise ArticleRejected("a field's name holds a NUL or a lone surrogate")
    if not all(map(_storable, _strings(value, name))):
        raise ArticleRejected("holds a NUL or a lone surrogate", field=name)


def _strings(value: object, name: str) -> Iterator[str]:
    rest = [(value, 0)]
    while rest:
        item, depth = rest.pop()
        if isinstance(item, str):
            yield item
        if depth > _MAX_DEPTH:
            raise ArticleRejected(f"nested deeper than {_MAX_DEPTH}", field=name)
        if isinstance(item, Mapping):
            rest.extend((part, depth + 1) for pair in item.items() for part in pair)
        elif isinstance(item, (list, tuple)):
            rest.extend((part, depth + 1) for part in item)


def _storable(text: str) -> bool:
    if "\0" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
