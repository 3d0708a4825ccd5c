"""The nouns of Dateline: immutable records that cross module borders.

Imports nothing of ours. Offsets are half-open `[start, end)` in Unicode code points, which is how
Python indexes a `str`. Instants are whole microseconds since 1970-01-01T00:00:00Z.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

import msgspec
import numpy as np
from msgspec import Meta, Struct
from numpy.typing import NDArray

from rag.errors import CitationCorrupt

Vectors = NDArray[np.float32]  # (n, dim), rows of length 1
Ids = NDArray[np.int64]

Precision = Literal["second", "minute", "day", "month", "year"]
PublishedSource = Literal["feed", "jsonld", "ninjs", "field", "meta", "url", "dateline", "none"]
Usability = Literal["usable", "withheld", "canceled"]
Field = Literal["text", "title"]
State = Literal["new", "revised", "unchanged"]
Mode = Literal["auto", "extract", "generate"]
CheckStatus = Literal["supported", "contradicted", "partly", "not_found", "not_checkable"]
LLMTrouble = Literal["llm_timeout", "llm_error", "llm_rejected"]
Status = Literal["answered", "reported", "not_stated", "no_evidence"]
Reason = Literal[
    "outside_window", "outside_sources", "outside_coverage", "undated", "ambiguous", "false_premise", "language",
    "not_a_question",
]  # fmt: skip
Expects = Literal[
    "person", "name", "place", "date", "count", "number", "money", "percent", "duration", "age", "size",
    "reason", "yes_no", "thing",
]  # fmt: skip
Form = Literal["fact", "timeline", "sources"]
Kept = Literal["current", "superseded", "corrected", "withdrawn"]
Certainty = Literal[
    "asserted", "attributed", "secondhand", "alleged", "unconfirmed", "possible", "planned", "denied", "unknown"
]

_CITED_AROUND = 32  # code points of prefix and suffix: what text fragments need to tell two equal quotes apart


class Span(Struct, frozen=True, order=True):
    """A run of code points of a revision's `text` (or `title`): half-open `[start, end)`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The code points that the span covers in `text`."""
        return text[self.start : self.end]


class When(Struct, frozen=True):
    """A time as precise as its source gave it.

    `text`: ISO 8601 as it is echoed (a bare date stays bare). `first`, `last`: the first and the
    last instant that it may mean, in microseconds; equal for a time to the second.
    """

    text: str
    precision: Precision
    first: int
    last: int


class Dated(Struct, frozen=True, kw_only=True):
    """An expression of time in a text and what it means on the day of its article.

    `start`, `end`: code points of the text that holds it. `kind`: DATE, TIME, DURATION or SET; `value` and
    `mod`: those of TIMEX3. `begin`, `until`: the first day meant and the day after the last, ISO 8601; None for a
    length of time that hangs on no day.
    """

    start: int
    end: int
    text: str
    kind: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    mod: str | None = None
    begin: str | None = None
    until: str | None = None

    @property
    def days(self) -> tuple[date, date] | None:
        """The first day and the one after the last; None for a length of time and for what comes again."""
        if self.kind not in ("DATE", "TIME") or self.begin is None or self.until is None:
            return None
        return date.fromisoformat(self.begin), date.fromisoformat(self.until)


class Quote(Struct, frozen=True, kw_only=True):
    """Words that somebody is quoted with.

    `start`, `end`: the quotation with its marks, in code points of the text; one that runs over paragraphs is one.
    `speaker`: the full name as the article first gives it, None where the text leaves doubt.
    """

    start: int
    end: int
    speaker: str | None = None


class Claim(Struct, frozen=True, kw_only=True):
    """How sure an article is of one of its sentences, and who says so.

    `start`, `end`: the sentence, in code points of the text. `cue`: the words that show it, None where it is asserted;
    behind the sentence where a later one denies it. `source`: the words that name who says so ("the Interior
    Ministry"), None in the outlet's own voice. `own_act`: whether that one tells of what it did itself. `speaker`: the
    full name of a person who says so.
    """

    start: int
    end: int
    certainty: Certainty
    cue: Span | None = None
    source: Span | None = None
    own_act: bool = False
    speaker: str | None = None


class Notice(Struct, frozen=True, kw_only=True):
    """What an article says of its own mistakes: `wrong` is dead, `right` stands; `start`, `end`: the whole notice."""

    start: int
    end: int
    wrong: tuple[str, ...] = ()
    right: tuple[str, ...] = ()


class Marks(Struct, frozen=True, kw_only=True):
    """What is read in a revision's text: its times, quotations, claims and notices, each in order.

    `claims`: at most one a sentence, none where the outlet states it in its own voice. `english`: whether it could be
    read at all.
    """

    english: bool = True
    dates: tuple[Dated, ...] = ()
    quotes: tuple[Quote, ...] = ()
    claims: tuple[Claim, ...] = ()
    notices: tuple[Notice, ...] = ()


class Article(Struct, frozen=True, kw_only=True):
    """What a publisher put out, as it arrived; `id` is unique in its collection."""

    id: Annotated[str, Meta(min_length=1, max_length=2048)]
    text: str
    title: str = ""
    date: str | None = None
    updated: str | None = None
    source: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    kind: str = "news"
    topics: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    status: Usability = "usable"
    embargoed_until: str | None = None
    expires: str | None = None
    supersedes: str | None = None
    collection: Annotated[str, Meta(min_length=1, max_length=128)] = "default"
    metadata: Mapping[str, Any] = {}
    published_source: PublishedSource = "field"


class Revision(Struct, frozen=True, kw_only=True):
    """One immutable version of a whole record.

    `sha256` covers the record (every field a publisher can change), `text_sha256` the text alone.
    `number` counts arrivals from 1; `valid_from` is the instant from which it was known to readers.
    Until the store has accepted a revision both are 0.
    """

    key: str
    collection: str
    article_id: str
    title: str
    text: str
    published: When | None
    published_source: PublishedSource
    updated: When | None = None
    source: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    kind: str = "news"
    topics: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    status: Usability = "usable"
    embargoed_until: When | None = None
    expires: When | None = None
    supersedes: str | None = None
    metadata: Mapping[str, Any] = {}
    sha256: str = ""
    text_sha256: str = ""
    number: int = 0
    valid_from: int = 0
    first_seen: int = 0

    def cite(self, span: Span, *, field: Field = "text", marker: int = 0) -> Citation:
        """The citation of `span`: the only place that makes one.

        Raises: ValueError for a span that is empty or outside the field; CitationCorrupt when the
        text no longer has the hash it was stored with.
        """
        whole = self.text if field == "text" else self.title
        if not 0 <= span.start < span.end <= len(whole):
            raise ValueError(f"span {span.start}:{span.end} is outside the {field} of {len(whole)} code points")
        if digest(self.text) != self.text_sha256:
            raise CitationCorrupt(f"the text of revision {self.number} of {self.key} does not match its sha256")
        quote = span.of(whole)
        return Citation(
            id=citation_id(self, span, field, quote),
            href=f"/v1/citations/{citation_id(self, span, field, quote)}",
            marker=marker,
            article=self.key,
            article_id=self.article_id,
            collection=self.collection,
            revision=self.number,
            field=field,
            start=span.start,
            end=span.end,
            quote=quote,
            prefix=whole[max(0, span.start - _CITED_AROUND) : span.start],
            suffix=whole[span.end : span.end + _CITED_AROUND],
            quote_sha256=digest(quote),
            title=self.title,
            source=self.source,
            published=self.published.text if self.published else None,
            published_precision=self.published.precision if self.published else None,
            published_source=self.published_source,
            url=self.url,
            link=None,
        )


class Passage(Struct, frozen=True, kw_only=True):
    """A run of whole sentences that is embedded and retrieved; `id` is 0 until the store has it."""

    span: Span
    ordinal: int
    id: int = 0
    revision_id: int = 0


class Receipt(Struct, frozen=True, kw_only=True):
    """An acknowledgement: the article is durable and searchable. `key` is written `article` on the wire."""

    key: str = msgspec.field(name="article")
    id: str
    collection: str
    revision: int
    state: State


class Rejection(Struct, frozen=True, kw_only=True):
    """An input that was not taken, and why; `line` counts from 1 where the input has lines."""

    path: str
    line: int | None
    field: str | None
    reason: str


class Window(Struct, frozen=True):
    """Instants from `begin` to `until`, both included; None is open."""

    begin: When | None = None
    until: When | None = None

    def __bool__(self) -> bool:
        return self.begin is not None or self.until is not None


class Scope(Struct, frozen=True, kw_only=True):
    """Who asks about what: the only way to rows. Empty tuples do not restrict.

    `events`: only what tells of something that happened then, by the days that its text names.
    `readable`: the collections that the caller may read, None for all. `now`: microseconds.
    `embargoed`: whether the caller may see embargoed text.
    """

    now: int
    readable: frozenset[str] | None = None
    collections: tuple[str, ...] = ()
    as_of: When | None = None
    published: Window = Window()
    events: Window = Window()
    sources: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    embargoed: bool = False

    @property
    def narrowed(self) -> bool:
        """Whether a filter other than access and as_of is set."""
        return bool(self.published or self.events or self.sources or self.authors or self.kinds or self.languages)


class Coverage(Struct, frozen=True, kw_only=True):
    """What a Scope holds: counts, and the first and last publication time in it."""

    articles: int
    passages: int
    undated_left_out: int
    first: When | None
    last: When | None


class Turn(Struct, frozen=True):
    """One turn of a conversation; assistant turns are never evidence."""

    role: Literal["user", "assistant", "system"]
    content: str


class Question(Struct, frozen=True, kw_only=True):
    """A question understood.

    `text`: made whole from earlier turns; for a course of events or for sources, the matter alone. `form`: what is
    wanted: a fact, a timeline, or who reports something. `words`: its content stems. `required`, `excluded`:
    phrases in quotes and words with a leading minus. `expects`: the type of thing that answers it.
    `window`: the time that it names, None when it names none. `recent`: the first day of what "this week" or the like
    means. `as_of`: the last instant of the day that it is put at, in microseconds, None when it is put now. `by`: the
    day up to which it asks how things stood: "by 6 May 2025".
    """

    text: str
    asked: str
    words: tuple[str, ...]
    form: Form = "fact"
    expects: Expects = "thing"
    required: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    window: Window = Window()
    latest: bool = False
    assumptions: tuple[str, ...] = ()
    recent: When | None = None
    as_of: int | None = None
    by: When | None = None


class Candidates(Struct, frozen=True, kw_only=True):
    """What an index proposes: passage ids by each way, and the commit up to which it is complete."""

    dense: Ids
    lexical: Ids
    upto: int


class Scores(Struct, frozen=True):
    """How well a passage matches, by each way; None where that way was not taken."""

    dense: float | None
    lexical: float | None
    rerank: float | None = None


class Timing(Struct, frozen=True):
    """Days, at least 0, by which an article is too early: `before` what is recent for a question, `old` at `as_of`."""

    before: float = 0.0
    old: float = 0.0


class Hit(Struct, frozen=True, kw_only=True):
    """A passage in Scope that matches the question; `score` orders hits, larger is better.

    `marks`: what is read in its revision, for hits whose sentences are read.
    """

    passage: Passage
    revision: Revision
    score: float
    scores: Scores
    timing: Timing = Timing()
    marks: Marks = Marks()

    @property
    def text(self) -> str:
        """The passage, verbatim."""
        return self.passage.span.of(self.revision.text)


class Sentence(Struct, frozen=True, kw_only=True):
    """A sentence that a request may cite: verbatim, of one revision.

    A quotation that runs over several sentences stays whole, with its speaker: then `span` covers
    them all. `hit`: position in `Evidence.hits`. `score`: how well it answers, larger is better. `marks`: those of
    its whole revision.
    """

    revision: Revision
    span: Span
    hit: int
    score: float = 0.0
    match: Match | None = None
    marks: Marks = Marks()

    @property
    def text(self) -> str:
        """The sentence, verbatim."""
        return self.span.of(self.revision.text)

    @property
    def place(self) -> tuple[str, Span]:
        """Where it stands: its article's key, and its span."""
        return self.revision.key, self.span

    @property
    def in_time(self) -> tuple[int, str, int]:
        """Orders sentences by publication, those of undated articles first, then by where they stand."""
        published = self.revision.published
        return (published.first if published else 0, self.revision.key, self.span.start)

    @property
    def dates(self) -> tuple[Dated, ...]:
        """The times that it names, with offsets in its own text."""
        start, end = self.span.start, self.span.end
        return tuple(
            msgspec.structs.replace(each, start=each.start - start, end=each.end - start)
            for each in self.marks.dates
            if start <= each.start and each.end <= end
        )

    @property
    def claims(self) -> tuple[Claim, ...]:
        """What is not just stated in it, sentence by sentence; offsets are those of the whole text."""
        return tuple(each for each in self.marks.claims if self.span.start <= each.start and each.end <= self.span.end)

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotations that lie in it, whole or in part; offsets are those of the whole text."""
        return tuple(each for each in self.marks.quotes if each.start < self.span.end and self.span.start < each.end)


class Match(Struct, frozen=True, kw_only=True):
    """How a sentence matches the question.

    `coverage`: share of the question's words, by rarity, in the sentence, its headline and its
    neighbours, in [0, 1]; `own`: in the sentence alone. `typed`: whether it holds something of the
    type asked for. `cross`: the cross-encoder's logit, None without one.
    """

    coverage: float
    own: float
    typed: bool
    cross: float | None


class Printings(Struct, frozen=True):
    """Which articles in Scope go back to one report with those that were found.

    `revisions`: all of them by row id, those found included. `pairs`: row ids of two that are one report.
    """

    revisions: Mapping[int, Revision] = {}
    pairs: tuple[tuple[int, int], ...] = ()

    def only(self, rows: set[int]) -> Printings:
        """What is left of it when only these revisions are."""
        return Printings({row: each for row, each in self.revisions.items() if row in rows}, self.pairs)


class Evidence(Struct, frozen=True, kw_only=True):
    """The sentences that a request may cite, best first, and the hits that they come from.

    `seq`: the commit up to which the archive was read. `degraded`: whether the index could not help
    as it should.
    """

    hits: tuple[Hit, ...]
    sentences: tuple[Sentence, ...]
    coverage: Coverage
    seq: int
    degraded: bool = False
    printings: Printings = Printings()

    def revision_ids(self) -> Ids:
        """Row ids of the revisions of all hits and of their other printings, ascending."""
        hits = [hit.passage.revision_id for hit in self.hits]
        return np.unique(np.array([*hits, *self.printings.revisions], np.int64))

    def only(self, rows: set[int], coverage: Coverage) -> Evidence:
        """What is left of it when only these revisions are; `coverage` as it is then."""
        sentences = tuple(each for each in self.sentences if self.row_of(each) in rows)
        return msgspec.structs.replace(
            self, sentences=sentences, coverage=coverage, printings=self.printings.only(rows)
        )

    def row_of(self, sentence: Sentence) -> int:
        """The row id of a sentence's revision."""
        return self.hits[sentence.hit].passage.revision_id


class Judged(Struct, frozen=True, kw_only=True):
    """A sentence as the verdict saw it: the chance that it answers, in [0, 1], and how many days before `as_of`."""

    support: float
    old: float = 0.0


class Verdict(Struct, frozen=True, kw_only=True):
    """Whether the evidence answers the question, with the score that said so in [0, 1].

    `judged`: the sentences that it rests on. `against`: the one that denies what the question takes for granted.
    """

    status: Status
    reason: Reason | None
    score: float
    judged: tuple[Judged, ...] = ()
    against: Sentence | None = None


class Gloss(Struct, frozen=True, kw_only=True):
    """Whom or what a word of a sentence means: `text`, verbatim in `sentence`, shown in brackets behind `at`."""

    at: int
    text: str
    sentence: Sentence


class Draft(Struct, frozen=True, kw_only=True):
    """A proposed sentence with references: the sentences of the Evidence that it rests on.

    `highlight`: the words of its text that most likely answer.
    """

    text: str
    sentences: tuple[Sentence, ...]
    kind: Literal["extract", "generate"]
    highlight: Span | None = None
    glosses: tuple[Gloss, ...] = ()


class Rejected(Struct, frozen=True):
    """A draft that failed the gate, and the check that it failed."""

    text: str
    reason: str


class Difference(Struct, frozen=True):
    """What a draft says otherwise than what it cites: the draft's words, and the archive's where they are known.

    `kind`: "number", "unit", "date", "name", "negation", "quote", "speaker", "certainty", "direction", "word", "roles",
    "splice", "uncited", "superseded" for what a later report undoes, or "tangled" for what no rule can read.
    """

    kind: str
    draft: str
    archive: str | None = None


class Given(Struct, frozen=True):
    """A figure as a sentence gives it, and what it counts; `unit` is None where the sentence leaves it out."""

    value: str
    unit: str | None
    sentence: Sentence


class Course(Struct, frozen=True):
    """What became of the figure that is asked for, by all that was found.

    `current`: what stands; several where independent reports differ. `history`: what stood before, oldest first.
    `dead`: what was told and taken back. `past`: all sentences that give one of these;
    `sides`: for each of `current` all sentences that give it. `named`: whether the question says what is counted
    ("deaths"), so that the figure is sure to be the one that is meant.
    """

    current: tuple[Given, ...]
    history: tuple[Given, ...] = ()
    dead: tuple[Given, ...] = ()
    sides: tuple[tuple[Sentence, ...], ...] = ()
    past: tuple[Sentence, ...] = ()
    named: bool = False

    @property
    def stands(self) -> tuple[Sentence, ...]:
        """All sentences that give what stands."""
        return tuple(sentence for side in self.sides for sentence in side)

    @property
    def differs(self) -> bool:
        """Whether sources disagree about what stands."""
        return len(self.current) > 1

    @property
    def is_open(self) -> bool:
        """Whether no one value stands: sources disagree, or what was told was taken back."""
        return self.differs or bool(self.dead and not self.current)

    def holds(self, sentence: Sentence) -> bool:
        """Whether a sentence gives what stands."""
        return any(sentence.place == each.place for each in self.stands)

    def is_past(self, sentence: Sentence) -> bool:
        """Whether a sentence gives only what stood before or was taken back."""
        return any(sentence.place == each.place for each in self.past) and not self.holds(sentence)


class Reversal(Struct, frozen=True):
    """A sentence that is told, and a later report's that says it stands no more."""

    undone: Sentence
    by: Sentence


class Finding(Struct, frozen=True, kw_only=True):
    """What became of one of the questions asked; `told`: the sentences that its answer rests on.

    `beside`: the courses of figures that these give beside the one asked for, where they stand no more.
    `usage`, `trouble`: what a language model took, and what went wrong with it.
    """

    question: Question
    evidence: Evidence
    verdict: Verdict
    rejected: tuple[Rejected, ...] = ()
    told: tuple[Sentence, ...] = ()
    independence: dict[str, int] | None = None
    course: Course | None = None
    beside: tuple[Course, ...] = ()
    reversals: tuple[Reversal, ...] = ()
    usage: dict[str, float] | None = None
    trouble: LLMTrouble | None = None


class Statement(Struct, frozen=True, kw_only=True):
    """A sentence of the answer that passed the gate; `highlight` as in its draft."""

    text: str
    sentences: tuple[Sentence, ...]
    kind: Literal["extract", "generate"]
    highlight: Span | None = None
    glosses: tuple[Gloss, ...] = ()


class Copy(Struct, frozen=True):
    """Another printing of a cited report."""

    article: str
    source: str | None
    url: str | None


class Successor(Struct, frozen=True):
    """The revision that replaced a cited one."""

    article: str
    revision: int
    at: str


class Correction(Struct, frozen=True, kw_only=True):
    """What a later revision says of a cited one's mistake: since when, in which words, and their citation's id."""

    at: str
    note: str
    citation: str


class Citation(Struct, frozen=True, kw_only=True):
    """A verified pointer to a verbatim span of one revision. Made only by `Revision.cite`."""

    id: str
    href: str
    marker: int
    article: str
    article_id: str
    collection: str
    revision: int
    field: Field
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str
    quote_sha256: str
    title: str
    source: str | None
    published: str | None
    published_precision: Precision | None
    published_source: PublishedSource
    url: str | None
    link: str | None
    copies: tuple[Copy, ...] | None = None
    corrected: Correction | None = None
    superseded_by: Successor | None = None


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
    """The course of events, oldest first, and what was searched for it."""

    entries: tuple[TimelineEntry, ...]
    searched: Searched


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


class Drafted(Struct, frozen=True):
    """A sentence of a draft, and where it stands there; `before`: what it leans on, else nothing."""

    span: Span
    text: str
    before: str
    checkable: bool


class Compared(Struct, frozen=True):
    """What became of a sentence of a draft: the sentences of the archive that say so, and how they differ from it.

    `course`: of a figure that sources differ on; `undone`: what a later report undoes.
    """

    status: CheckStatus
    sentences: tuple[Sentence, ...] = ()
    differs: tuple[Difference, ...] = ()
    course: Course | None = None
    undone: Reversal | None = None


class Checked(Struct, frozen=True, kw_only=True):
    """A sentence of a draft: where it stands in it, what became of it, how the archive differs, and who says so."""

    start: int
    end: int
    text: str
    status: CheckStatus
    differs: tuple[Difference, ...] = ()
    citations: tuple[Citation, ...] = ()
    notes: tuple[Note, ...] = ()


class CheckedDraft(Struct, frozen=True, kw_only=True):
    """A draft checked against the archive, sentence by sentence, and what was searched."""

    sentences: tuple[Checked, ...]
    searched: Searched


class CitationState(Struct, frozen=True, kw_only=True):
    """A citation verified again: `citation` is null when nothing may be shown of it."""

    id: str
    state: Kept
    citation: Citation | None


class Health(Struct, frozen=True, kw_only=True):
    """Whether the archive can answer at full strength: `lag_rows` passages are newer than the index."""

    status: Literal["ready", "degraded"]
    generation: int
    lag_rows: int
    model: str
    reason: str | None = None


class Page(Struct, frozen=True, kw_only=True):
    """Some of the hits of a search; `next` is the cursor of the following ones, null at the end."""

    hits: tuple[Hit, ...]
    next: str | None
    coverage: Coverage


def echo(when: When | None) -> str | None:
    """A time as its source wrote it."""
    return when.text if when else None


def digest(text: str) -> str:
    """The sha256 of `text` in UTF-8, 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def article_key(collection: str, article_id: str) -> str:
    """The opaque, URL-safe key of an article: 26 characters, a function of both arguments only."""
    named = f"{len(collection)}:{collection}{article_id}"
    return base64.b32encode(hashlib.sha256(named.encode()).digest()[:16]).decode().rstrip("=").lower()


def citation_id(revision: Revision, span: Span, field: Field, quote: str) -> str:
    """The opaque, URL-safe id of a citation: where it points, bound to what it quotes."""
    where = f"{revision.key}.{revision.number}.{field[1]}.{span.start}.{span.end}.{digest(quote)[:16]}"
    return base64.urlsafe_b64encode(where.encode()).decode().rstrip("=")
