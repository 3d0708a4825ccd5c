"""What callers send: the shapes of requests with their bounds, and the one place that makes a Scope.

But: whether a question makes sense is for `rag` to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from rag import times
from rag.archive import Archive
from rag.checking.drafts import LONGEST as LONGEST_DRAFT
from rag.errors import QuestionRejected
from rag.question import LONGEST
from rag.types import Mode, Scope, Turn, Usability, When, Window

DateText = Annotated[
    str,
    Meta(
        min_length=4,
        max_length=64,
        description="ISO 8601; a year or a month will do, and a date stands for its whole day.",
        examples=["2017-05-03", "2017-05-03T14:00:00Z"],
        extra_json_schema={"anyOf": [{"format": "date"}, {"format": "date-time"}]},
    ),
]
Stamp = Annotated[
    str,
    Meta(
        max_length=100,
        description="ISO 8601 or RFC 822; blank means absent.",
        extra_json_schema={"anyOf": [{"format": "date"}, {"format": "date-time"}, {"const": ""}]},
    ),
]
Label = Annotated[str, Meta(max_length=500)]
Labels = Annotated[tuple[Label, ...], Meta(max_length=500)]
QuestionText = Annotated[str, Meta(max_length=LONGEST, extra_json_schema={"pattern": r"\S"})]
DraftText = Annotated[str, Meta(max_length=LONGEST_DRAFT, extra_json_schema={"pattern": r"\S"})]
Name = Annotated[str, Meta(min_length=1, max_length=512)]
Names = Annotated[tuple[Name, ...], Meta(max_length=100)]
Key = Annotated[str, Meta(min_length=1, max_length=2_048)]
_WANTED = "wanted a date or time in ISO 8601, such as 2017-05-03 or 2017-05-03T14:00:00Z"


class Filters(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"begin": "from", "until": "to"}):
    """What narrows a request. `from`, `to`: publication, both included; empty lists do not restrict."""

    as_of: DateText | None = None
    begin: DateText | None = None
    until: DateText | None = None
    event_from: DateText | None = None
    event_to: DateText | None = None
    sources: Names = ()
    authors: Names = ()
    kinds: Names = ()
    languages: Names = ()
    collections: Names = ()


FILTERS = tuple(each.encode_name for each in msgspec.structs.fields(Filters))  # their names on the wire


class Said(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One turn of a conversation."""

    role: Literal["user", "assistant", "system"]
    content: Annotated[str, Meta(max_length=20_000)]


class Ask(Filters, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question with its filters: `question`, or `messages` whose last user turn is the question."""

    question: QuestionText | None = None
    messages: Annotated[tuple[Said, ...], Meta(max_length=200)] | None = None
    mode: Mode = "auto"
    stream: bool = False
    explain: bool = False
    save: bool = False


class Trace(Filters, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A course of events to tell: the matter, or a question for it, with filters."""

    question: QuestionText


class Check(Filters, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A draft to hold against the archive, with filters."""

    text: DraftText


class Find(Filters, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A search: words in quotes must occur, a word with a leading minus must not."""

    question: QuestionText
    limit: Annotated[int, Meta(ge=1, le=100)] = 10
    cursor: Annotated[str, Meta(max_length=512)] | None = None
    sort: Literal["relevance", "newest", "oldest"] = "relevance"


class Verify(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Ids of citations to verify again."""

    ids: Annotated[tuple[Annotated[str, Meta(max_length=512)], ...], Meta(max_length=100)]


class ArticleRecord(Struct, frozen=True, kw_only=True):
    """An article as it is sent; unknown fields go to `metadata`, nulls mean absent. Read by `rag.formats.record`."""

    id: Key
    text: Annotated[str, Meta(max_length=5_000_000, description="Not blank while the article is usable.")]
    title: Annotated[str, Meta(max_length=5_000)] | None = None
    date: Stamp | None = None
    updated: Stamp | None = None
    source: Label | None = None
    url: Annotated[str, Meta(max_length=8_192)] | None = None
    authors: Labels | Label | None = None
    language: Annotated[str, Meta(max_length=64)] | None = None
    kind: Annotated[str, Meta(min_length=1, max_length=64)] | None = None
    topics: Labels | None = None
    places: Labels | None = None
    status: Usability | None = None
    embargoed_until: Stamp | None = None
    expires: Stamp | None = None
    supersedes: Annotated[str, Meta(max_length=2_048)] | None = None
    collection: Annotated[str, Meta(min_length=1, max_length=128)] | None = None
    metadata: dict[str, Any] | None = None


def turns_of(ask: Ask) -> str | Sequence[Turn]:
    """What is asked. Raises: QuestionRejected, which names `question` or `messages`."""
    if ask.messages is None:
        return question_of(ask.question)
    if ask.question is not None:
        raise QuestionRejected("send either question or messages, not both", field="messages")
    asked = next((turn.content for turn in reversed(ask.messages) if turn.role == "user"), "")
    if not asked.strip():
        raise QuestionRejected("wanted a last user turn with a question in it", field="messages")
    if len(asked) > LONGEST:
        raise QuestionRejected(f"the question has {len(asked):,} characters, {LONGEST:,} at most", field="messages")
    return [Turn(turn.role, turn.content) for turn in ask.messages]


def scope_of(filters: Filters, archive: Archive) -> Scope:
    """Who asks about what. Raises: QuestionRejected, which names the filter at fault."""
    return msgspec.structs.replace(
        archive.scope(),
        as_of=_when(filters.as_of, "as_of", archive),
        published=_window(filters.begin, filters.until, ("from", "to"), archive),
        events=_window(filters.event_from, filters.event_to, ("event_from", "event_to"), archive),
        sources=filters.sources,
        authors=filters.authors,
        kinds=filters.kinds,
        languages=filters.languages,
        collections=filters.collections,
    )


def instant_of(text: str | None, field: str, archive: Archive) -> int | None:
    """The first instant of a time that a caller gave, in microseconds. Raises: QuestionRejected."""
    when = _when(text, field, archive)
    return when.first if when else None


def question_of(question: str | None) -> str:
    """The words of a question. Raises: QuestionRejected where there are none."""
    if question is None:
        raise QuestionRejected("wanted a question, or messages", field="question")
    if not question.strip():
        raise QuestionRejected("the question is empty", field="question")
    return question


def _window(begin: str | None, until: str | None, fields: tuple[str, str], archive: Archive) -> Window:
    window = Window(_when(begin, fields[0], archive), _when(until, fields[1], archive))
    if window.begin and window.until and window.begin.first > window.until.last:
        raise QuestionRejected(f"is later than {fields[1]}, {until}", field=fields[0])
    return window


def _when(text: str | None, field: str, archive: Archive) -> When | None:
    if text is None:
        return None
    try:
        return times.parse(text, archive.zone)
    except ValueError as error:
        raise QuestionRejected(f"{_WANTED}; got {text!r}", field=field) from error
