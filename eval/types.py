"""The nouns of the harness: what is asked, what came back, how it was judged, what it adds up to.

Imports nothing else of `eval`. Articles, revisions, citations are meant as in `rag.types`; offsets
are half-open `[start, end)` in code points.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct, field

from rag.types import Status, Turn

REFUSING = frozenset({"not_stated", "no_evidence"})
Pooling = Literal["mean", "sum", "p50", "p95"]


class Gold(Struct, frozen=True, kw_only=True):
    """Where an answer stands: a literal part of an article's text, of any revision when `revision` is None."""

    article_id: str
    quote: str
    revision: int | None = None


class Case(Struct, frozen=True, kw_only=True):
    """One question as it is put, and what is due.

    `answers`: accepted strings, one is enough. `group`: how its labels were made. `arm`: the way it
    is put, where a suite puts one question in several ways; (arm, id) is unique in a suite.
    """

    id: str
    question: str
    answerable: bool
    answers: tuple[str, ...] = ()
    kind: str = "question"
    as_of: str | None = None
    evidence: tuple[Gold, ...] = ()
    history: tuple[Turn, ...] = ()
    status: Status | None = None
    group: str = ""
    arm: str = ""

    @property
    def cluster(self) -> str:
        """What it shares with the cases that depend on it: its first evidence article, else itself."""
        return self.evidence[0].article_id if self.evidence else self.id


class Edition(Struct, frozen=True, kw_only=True):
    """A revision of an article as the suite's file has it; `number` counts from 1 in the order of lines."""

    article_id: str
    number: int
    title: str
    text: str
    date: str | None
    updated: str | None


class Slice(Struct, frozen=True, kw_only=True):
    """Some cases of a suite that are reported by themselves; the one with no name is the headline."""

    name: str
    holds: Callable[[Case], bool]
    by: Literal["column", "row"] = "column"


class Suite(Struct, frozen=True, kw_only=True):
    """Articles and cases. `sources`: the files that are ingested. `notes`: what a reader of figures must know."""

    name: str
    sources: tuple[Path, ...]
    files: tuple[Path, ...]
    editions: tuple[Edition, ...]
    cases: tuple[Case, ...]
    slices: tuple[Slice, ...]
    notes: tuple[str, ...] = ()


class Found(Struct, frozen=True, kw_only=True):
    """A retrieved passage, verbatim."""

    article_id: str
    text: str


class Cited(Struct, frozen=True, kw_only=True):
    """A citation as the system gave it; `article` is the key that it is fetched by."""

    id: str
    article: str
    article_id: str
    revision: int
    field: str
    start: int
    end: int
    quote: str
    quote_sha256: str
    published: str | None = None


class Said(Struct, frozen=True, kw_only=True):
    """A sentence of an answer; `citations` are ids of `Cited`."""

    text: str
    citations: tuple[str, ...] = ()


class Understood(Struct, frozen=True, kw_only=True):
    """How the system read the question: made whole from earlier turns."""

    question: str


class Outcome(Struct, frozen=True, kw_only=True):
    """What a system returned for a case; the wire's names. `error`: why there is nothing, None when there is."""

    status: Status | None = None
    reason: str | None = None
    interpreted: Understood | None = None
    sentences: tuple[Said, ...] = ()
    citations: tuple[Cited, ...] = ()
    nearest: tuple[Cited, ...] = ()
    latency_ms: float = 0.0
    error: str | None = None

    @property
    def refused(self) -> bool:
        """Whether it said that there is no answer, and gave none."""
        return self.error is None and self.status in REFUSING and not self.sentences

    @property
    def kept(self) -> bool:
        """Whether it gave an answer and did not say that there is none."""
        return self.error is None and self.status not in REFUSING and bool(self.sentences)

    @property
    def shown(self) -> tuple[Cited, ...]:
        """Every citation that a reader sees, the nearest misses too."""
        return self.citations + self.nearest


class Fetched(Struct, frozen=True, kw_only=True):
    """A revision as the system serves it."""

    title: str
    text: str

    def whole(self, name: str) -> str:
        """The text that offsets of the field `name` point into."""
        return self.title if name == "title" else self.text


Place = tuple[str, int]  # an article (key or id, as said there) and a revision number


class Observed(Struct, frozen=True, kw_only=True):
    """All that a case is judged by.

    `outcome`, `ranked`: None where it was not asked, not searched. `fetched`: cited revisions by
    article key; one that could not be fetched is missing. `editions`: the suite's, by article id.
    """

    case: Case
    outcome: Outcome | None = None
    ranked: tuple[Found, ...] | None = None
    fetched: Mapping[Place, Fetched] = {}
    editions: Mapping[Place, Edition] = {}


class Metric(Struct, frozen=True, kw_only=True):
    """What judgements of one name add up to. `mean`: sum of value x weight over sum of weights."""

    name: str
    pooling: Pooling = "mean"
    lower_is_better: bool = False


class Judgement(Struct, frozen=True, kw_only=True):
    """One metric of one case; `weight` is how many things the value is the mean of."""

    metric: str
    value: float
    weight: float = 1.0


class Line(Struct, frozen=True, kw_only=True):
    """One case as it went: what was due, retrieved and said, and every judgement.

    `system`: who was asked. `ranked`: the first passages only.
    """

    system: str
    case: Case
    outcome: Outcome | None
    ranked: tuple[Found, ...] | None
    judgements: tuple[Judgement, ...]


class Figure(Struct, frozen=True, kw_only=True):
    """A metric over cases, with its 95 % interval; `n` cases were judged."""

    value: float
    low: float
    high: float
    n: int


class Data(Struct, frozen=True, kw_only=True):
    """What was measured on: `sha256` covers the suite's files."""

    suite: str
    articles: int
    revisions: int
    cases: int
    sha256: str
    rejected: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Report(Struct, frozen=True, kw_only=True):
    """What `results.json` holds."""

    metrics: Mapping[str, Figure]
    questions: tuple[Line, ...]
    settings: Mapping[str, str | int | None]
    data: Data
    commit: str | None = field(default=None)
