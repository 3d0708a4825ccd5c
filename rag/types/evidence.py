"""What retrieval finds, and what the verdict says of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec
import numpy as np
from msgspec import Struct

from rag.types.articles import Copy, Passage, Revision
from rag.types.basics import Ids, Span
from rag.types.marks import Claim, Dated, Marks, Quote
from rag.types.questions import Coverage

Status = Literal["answered", "reported", "not_stated", "no_evidence"]
Reason = Literal[
    "outside_window", "outside_sources", "outside_coverage", "undated", "ambiguous", "false_premise", "language",
    "not_a_question",
]  # fmt: skip


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


class Page(Struct, frozen=True, kw_only=True):
    """Some of the hits of a search; `next` is the cursor of the following ones, null at the end.

    `copies`: for each hit the other articles in Scope that print its report.
    """

    hits: tuple[Hit, ...]
    copies: tuple[tuple[Copy, ...], ...]
    next: str | None
    coverage: Coverage


class Identity(Struct, frozen=True, kw_only=True):
    """Whom the short words at `span` of an article mean by what another article in Scope says: `name`, in full.

    `text`: the words that say so, verbatim in `sentence`: the name, or an office with it. `asked`: the question's words
    for that office.
    """

    span: Span
    name: str
    text: str
    sentence: Sentence
    asked: str = ""

    @property
    def words(self) -> str:
        """All words that mean the same, for reading."""
        return self.text if self.asked in self.text else f"{self.text}, {self.asked}"


class Sentence(Struct, frozen=True, kw_only=True):
    """A sentence that a request may cite: verbatim, of one revision.

    A quotation that runs over several sentences stays whole, with its speaker: then `span` covers
    them all. `hit`: position in `Evidence.hits`. `score`: how well it answers, larger is better. `marks`: those of
    its whole revision, and `identities` too.
    """

    revision: Revision
    span: Span
    hit: int
    score: float = 0.0
    match: Match | None = None
    marks: Marks = Marks()
    identities: tuple[Identity, ...] = ()

    @property
    def text(self) -> str:
        """The sentence, verbatim."""
        return self.span.of(self.revision.text)

    @property
    def known(self) -> tuple[Identity, ...]:
        """Whom its own words mean by what other articles say, in order."""
        return tuple(
            each for each in self.identities if self.span.start <= each.span.start and each.span.end <= self.span.end
        )

    @property
    def explained(self) -> str:
        """The sentence for reading, never for quoting: with who is meant in brackets."""
        text, start = self.text, self.span.start
        for each in reversed(self.known):
            text = f"{text[: each.span.end - start]} [{each.words}]{text[each.span.end - start :]}"
        return text

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
