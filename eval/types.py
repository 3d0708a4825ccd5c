"""The nouns of the harness: what is asked, what came back, how it was judged, what it adds up to.

Imports nothing else of `eval`. Articles, revisions, citations are meant as in `rag.types`; offsets
are half-open `[start, end)` in code points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

from msgspec import Struct, field

from rag.types import CheckedDraft, Judged, Status, Turn

REFUSING = frozenset({"not_stated", "no_evidence"})
Pooling = Literal["mean", "sum", "p50", "p95", "p99", "all", "auroc", "aurc", "nulls"]
Unit = Literal["share", "count", "ms"]
Checking = Callable[[str, str | None], CheckedDraft]  # of a draft, as of a day
Label = Literal["right", "wrong", "null"]  # of an answerable case; of one that can't be answered


class Gold(Struct, frozen=True, kw_only=True):
    """Where an answer stands: a literal part of an article's text, of any revision when `revision` is None."""

    article_id: str
    quote: str
    revision: int | None = None


class Due(Struct, frozen=True, kw_only=True):
    """Labels that only some suites have; empty where a suite has none.

    `parts`: of each group one string is needed. `date`: the day that answers, ISO 8601, in whatever
    words. `all_evidence`: every quote must be cited. `also`: further states that are right. `must_not`:
    strings that no sentence may hold, unless it holds one of `unless` too. `must_keep`: of which one must stand
    in the answer (a hedge, an attribution). `speaker`: who says it. `conflict`: groups of values, each to be
    shown. `independent`, `reports`: how many origins and how many printings. `timeline`: days that must be
    told, `timeline_optional`: that may. `copies`: per gold article, the articles of one origin with it.
    """

    parts: tuple[tuple[str, ...], ...] = ()
    date: str | None = None
    all_evidence: bool = False
    also: tuple[Status, ...] = ()
    must_not: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    must_keep: tuple[str, ...] = ()
    speaker: str | None = None
    conflict: tuple[tuple[str, ...], ...] = ()
    independent: int | None = None
    reports: int | None = None
    timeline: tuple[str, ...] = ()
    timeline_optional: tuple[str, ...] = ()
    copies: Mapping[str, tuple[str, ...]] = {}


class Case(Struct, frozen=True, kw_only=True):
    """One question as it is put, and what is due.

    `answers`: accepted strings, one is enough. `group`: how its labels were made. `arm`: the way it
    is put, where a suite puts one question in several ways; (arm, id) is unique in a suite. `trap`:
    what tempts to answer an unanswerable question. `twins`: ids of the cases that it is judged together with.
    `about`: the article that tempts, where there is no evidence.
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
    trap: str = ""
    twins: tuple[str, ...] = ()
    about: str = ""
    due: Due = Due()

    @property
    def cluster(self) -> str:
        """What it shares with the cases that depend on it: the article that it is about, else itself."""
        return self.evidence[0].article_id if self.evidence else self.about or self.id


class Edition(Struct, frozen=True, kw_only=True):
    """A revision of an article as the suite's file has it; `number` counts from 1 in the order of lines."""

    article_id: str
    number: int
    title: str
    text: str
    date: str | None
    updated: str | None
    url: str | None = None


class Slice(Struct, frozen=True, kw_only=True):
    """Some cases of a suite that are reported by themselves; the one with no name is the headline."""

    name: str
    holds: Callable[[Case], bool]
    by: Literal["column", "row"] = "column"


class Suite(Struct, frozen=True, kw_only=True):
    """Articles and cases. `sources`: the files that are ingested. `notes`: what a reader of figures must know.

    `corpus`: the name of the articles where several suites ask about the same, so that one archive serves them.
    `direct`: how its cases are measured where no archive is asked; `checked`: where they are drafts that an archive
    checks; `remarks`: what is then told beside the figures.
    """

    name: str
    sources: tuple[Path, ...]
    files: tuple[Path, ...]
    editions: tuple[Edition, ...]
    cases: tuple[Case, ...]
    slices: tuple[Slice, ...]
    notes: tuple[str, ...] = ()
    corpus: str = ""
    direct: Callable[[Sequence[Case]], Iterator[Line]] | None = None
    checked: Callable[[Checking, Sequence[Case]], Iterator[Line]] | None = None
    remarks: Callable[[Sequence[Line]], Iterator[str]] | None = None


class Found(Struct, frozen=True, kw_only=True):
    """A retrieved passage, verbatim."""

    article_id: str
    text: str


class Copied(Struct, frozen=True, kw_only=True):
    """Another printing of a cited article; `article` is its key."""

    article: str
    source: str | None = None


class Successor(Struct, frozen=True, kw_only=True):
    """The revision that took a cited one's place, and when (ISO 8601)."""

    article: str
    revision: int
    at: str | None = None


class Correction(Struct, frozen=True, kw_only=True):
    """What corrected a cited revision, and when (ISO 8601)."""

    at: str | None = None
    note: str | None = None


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
    title: str | None = None
    source: str | None = None
    published: str | None = None
    copies: tuple[Copied, ...] | None = None
    corrected: Correction | None = None
    superseded_by: Successor | None = None


class Dated(Struct, frozen=True, kw_only=True):
    """A date that a sentence names, and the day or days meant: `[begin, until)`, ISO 8601."""

    text: str
    value: str | None = None
    begin: str | None = None
    until: str | None = None


class Gloss(Struct, frozen=True, kw_only=True):
    """What is shown in brackets at a place of a sentence."""

    at: int
    text: str
    citation: str | None = None


class Said(Struct, frozen=True, kw_only=True):
    """A sentence of an answer; `citations` are ids of `Cited`, `highlight` a span of its text."""

    text: str
    citations: tuple[str, ...] = ()
    certainty: str | None = None
    speaker: str | None = None
    highlight: tuple[int, int] | None = None
    glosses: tuple[Gloss, ...] | None = None
    dates: tuple[Dated, ...] | None = None


class Understood(Struct, frozen=True, kw_only=True):
    """How the system read the question: made whole from earlier turns."""

    question: str


class Valued(Struct, frozen=True, kw_only=True):
    """One of the values that sources disagree on."""

    value: str
    citations: tuple[str, ...] = ()


class Conflict(Struct, frozen=True, kw_only=True):
    """What sources disagree on."""

    about: str
    values: tuple[Valued, ...]


class Independence(Struct, frozen=True, kw_only=True):
    """How many printings, sources and origins an answer rests on."""

    articles: int
    sources: int
    independent: int


class Scored(Struct, frozen=True, kw_only=True):
    """What a system thinks of its own answer: `verdict` is its confidence that it answers, larger is surer.

    `judged`: the sentences that it rests on, where the system tells.
    """

    verdict: float | None = None
    judged: tuple[Judged, ...] = ()


class Explained(Struct, frozen=True, kw_only=True):
    """The part of an explanation that is measured."""

    scores: Scored = Scored()


class Outcome(Struct, frozen=True, kw_only=True):
    """What a system returned for a case; the wire's names.

    `error`: why there is nothing, None when there is something. `cpu_ms`: CPU time of the whole process,
    None where it can't be seen.
    """

    status: Status | None = None
    reason: str | None = None
    interpreted: Understood | None = None
    sentences: tuple[Said, ...] = ()
    citations: tuple[Cited, ...] = ()
    nearest: tuple[Cited, ...] = ()
    conflicts: tuple[Conflict, ...] | None = None
    independence: Independence | None = None
    explain: Explained | None = None
    latency_ms: float = 0.0
    cpu_ms: float | None = None
    error: str | None = None

    @property
    def confidence(self) -> float | None:
        """How sure the system is of its answer; None when it does not say."""
        return self.explain.scores.verdict if self.explain else None

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
    """A revision as the system serves it; `first_seen` is when its archive got it, if it says so."""

    title: str
    text: str
    first_seen: str | None = None

    def whole(self, name: str) -> str:
        """The text that offsets of the field `name` point into."""
        return self.title if name == "title" else self.text


Place = tuple[str, int]  # an article (key or id, as said there) and a revision number


class Observed(Struct, frozen=True, kw_only=True):
    """All that a case is judged by.

    `outcome`, `ranked`: None where it was not asked, not searched. `fetched`: cited revisions by
    article key; one that could not be fetched is missing. `editions`: the suite's, by article id and by key.
    """

    case: Case
    outcome: Outcome | None = None
    ranked: tuple[Found, ...] | None = None
    fetched: Mapping[Place, Fetched] = {}
    editions: Mapping[Place, Edition] = {}
    search_ms: float | None = None


class Metric(Struct, frozen=True, kw_only=True):
    """What judgements of one name add up to: see `eval.metrics.pooled`.

    `at`: the parameter of a pooling that has one. `about`: one plain sentence for a reader of figures.
    """

    name: str
    pooling: Pooling = "mean"
    lower_is_better: bool = False
    unit: Unit = "share"
    at: float = 0.0
    about: str = ""


class Judgement(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One metric of one case; `weight` is how many things the value is the mean of.

    `label`: what a confidence is held against. `together`: this case and those that are judged with it.
    """

    metric: str
    value: float
    weight: float = 1.0
    label: Label | None = None
    together: tuple[str, ...] = ()


class Line(Struct, frozen=True, kw_only=True):
    """One case as it went: what was due, retrieved and said, and every judgement.

    `system`: who was asked. `ranked`: the first passages only. `search_ms`: how long the whole search took.
    """

    system: str
    case: Case
    outcome: Outcome | None
    ranked: tuple[Found, ...] | None
    judgements: tuple[Judgement, ...]
    search_ms: float | None = None


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
