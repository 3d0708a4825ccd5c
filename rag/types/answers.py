"""What is shown: answers, timelines, and how the archive is."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct

from rag.types.articles import Citation
from rag.types.basics import echo
from rag.types.evidence import Reason, Status
from rag.types.findings import LLMTrouble
from rag.types.marks import Dated
from rag.types.questions import Coverage, Scope


class Interpreted(Struct, frozen=True, kw_only=True, rename={"begin": "from", "until": "to"}):
    """How the question was read."""

    question: str
    begin: str | None = None
    until: str | None = None
    event_from: str | None = None
    event_to: str | None = None
    as_of: str | None = None
    latest: bool = False
    assumptions: tuple[str, ...] = ()


class Part(Struct, frozen=True):
    """One of the things asked, and what became of it."""

    question: str
    status: Status
    reason: Reason | None = None


class Glossed(Struct, frozen=True, kw_only=True):
    """A gloss as it is shown: `text` in brackets behind `at` of its sentence, and the id of its citation."""

    at: int
    text: str
    citation: str | None = None


class AnswerSentence(Struct, frozen=True, kw_only=True):
    """A shown sentence: `start`, `end` in the answer's `text`; `highlight` in this sentence's text."""

    text: str
    start: int
    end: int
    citations: tuple[str, ...]
    kind: Literal["extract", "generate"]
    part: int = 0
    certainty: str | None = None
    speaker: str | None = None
    highlight: tuple[int, int] | None = None
    glosses: tuple[Glossed, ...] | None = None
    dates: tuple[Dated, ...] | None = None


class Searched(Struct, frozen=True, kw_only=True, rename={"begin": "from", "until": "to"}):
    """What was searched: counts of the Scope, and the time filters that held."""

    articles: int
    passages: int
    undated_left_out: int
    begin: str | None = None
    until: str | None = None
    as_of: str | None = None

    @classmethod
    def of(cls, coverage: Coverage, scope: Scope) -> Searched:
        """What a Scope made of the archive."""
        return cls(
            articles=coverage.articles,
            passages=coverage.passages,
            undated_left_out=coverage.undated_left_out,
            begin=echo(scope.published.begin),
            until=echo(scope.published.until),
            as_of=echo(scope.as_of),
        )


class Note(Struct, frozen=True):
    """Server words that are no article's."""

    kind: Literal["corrected", "superseded", "conflict", "independence", "undated", "coverage", "language", "degraded"]
    text: str
    citations: tuple[str, ...] = ()


class Value(Struct, frozen=True, kw_only=True):
    """A figure as it is shown: as it was written, what it counts, when it was told (ISO 8601), and its citations."""

    value: str
    unit: str | None
    at: str | None
    citations: tuple[str, ...]


class Values(Struct, frozen=True):
    """Figures of one thing: such as sources disagree on, or such as stood one after the other."""

    about: str
    values: tuple[Value, ...]


class TimelineEntry(Struct, frozen=True, kw_only=True):
    """An event of a timeline, with its whole citations.

    `begin`, `until`: its first day and the day after its last, ISO 8601; `surface`: the words that date it, empty where
    the article's own day does.
    """

    begin: str
    until: str
    surface: str
    sentence: AnswerSentence
    citations: tuple[Citation, ...]


class Timeline(Struct, frozen=True, kw_only=True):
    """The course of events, oldest first, and what was searched for it. `text`: why there is none."""

    entries: tuple[TimelineEntry, ...]
    searched: Searched
    text: str | None = None


class Counted(Struct, frozen=True):
    """How many articles in a Scope have a value; None where they have none."""

    value: str | None
    count: int


class Answer(Struct, frozen=True, kw_only=True):
    """The one outcome of a question, with a status; abstaining has no `sentences`."""

    id: str
    status: Status
    reason: Reason | None
    interpreted: Interpreted
    parts: tuple[Part, ...]
    text: str
    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...]
    searched: Searched
    notes: tuple[Note, ...]
    nearest: tuple[Citation, ...]
    mode: Literal["extract", "generate"]
    generation: int
    conflicts: tuple[Values, ...] | None = None
    history: tuple[Values, ...] | None = None
    independence: dict[str, int] | None = None
    degraded_reason: LLMTrouble | Literal["index_damaged", "engine_down"] | None = None
    usage: dict[str, float] | None = None
    timings_ms: dict[str, float] = {}
    explain: dict[str, Any] | None = None


class Health(Struct, frozen=True, kw_only=True):
    """Whether the archive can answer at full strength: `lag_rows` passages are newer than the index."""

    status: Literal["ready", "degraded"]
    generation: int
    lag_rows: int
    model: str
    reason: str | None = None
