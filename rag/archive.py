"""The front door: the two lists of steps, articles in and answers out. Each step is one file.

But: no knowledge of HTTP, of the command line, or of where settings come from.
"""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from datetime import tzinfo
from pathlib import Path
from typing import Literal

import msgspec
import numpy as np
from msgspec import Struct

from rag import (
    checking,
    citations,
    conflicts,
    disputes,
    evidence,
    formats,
    independence,
    marks,
    opening,
    paging,
    persons,
    question,
    remembered,
    reported,
    retrieve,
    reversals,
    several,
    spelling,
    split,
    stories,
    timeline,
    verdict,
)
from rag.calibration import Calibration
from rag.compose import abstention, extract, gate, render
from rag.compose.composer import Composer
from rag.compose.telling import Telling
from rag.embed.protocol import Embedder
from rag.errors import ArticleRejected
from rag.index.protocol import Index
from rag.opening import Opened
from rag.rerank import Reranker
from rag.retrieve import Retrieved
from rag.settle import settle
from rag.store.protocol import Facet, Prepared, Problem, Renewed, RevisionInfo, Store, Writer
from rag.types import (
    Answer,
    AnswerSentence,
    Article,
    Checked,
    CheckedDraft,
    Citation,
    CitationState,
    Counted,
    Coverage,
    Draft,
    Drafted,
    Evidence,
    Finding,
    Health,
    Hit,
    Interpreted,
    Mode,
    Page,
    Question,
    Receipt,
    Rejected,
    Rejection,
    Revision,
    Scope,
    Searched,
    Statement,
    Timeline,
    Turn,
    Vectors,
)
from rag.words import stems

_TIMELINE = 20  # entries of a timeline
_BATCH = 32  # articles encoded and committed together: some hundred passages, a few seconds of work to lose
Sort = paging.Sort


class Started(Struct, frozen=True, tag="start"):
    """The question is understood."""

    id: str
    interpreted: Interpreted


class Found(Struct, frozen=True, tag="evidence"):
    """The hits from which the answer is taken."""

    hits: tuple[Hit, ...]


class Told(Struct, frozen=True, tag="sentence"):
    """One finished sentence with its citations; never taken back."""

    sentence: AnswerSentence
    citations: tuple[Citation, ...]


class Answered(Struct, frozen=True, tag="answer"):
    """The whole answer."""

    answer: Answer


Event = Started | Found | Told | Answered


class Archive:
    """A news archive that answers with citations. Safe to use from several threads at once."""

    def __init__(
        self,
        *,
        store: Store,
        index: Index,
        embedder: Embedder,
        reranker: Reranker | None,
        zone: tzinfo,
        clock: Callable[[], int],
        calibration: Calibration = verdict.DEFAULT,
        composer: Composer | None = None,
    ) -> None:
        self._store = store
        self._index = index
        self._embedder = embedder
        self._reranker = reranker
        self._clock = clock
        self._calibration = calibration
        self._composer = composer
        self.zone = zone

    def scope(self) -> Scope:
        """The widest Scope: every collection, now."""
        return Scope(now=self._clock())

    # Articles in

    def ingest(
        self,
        sources: Iterable[Path],
        *,
        collection: str | None = None,
        stop: Callable[[], bool] = lambda: False,
    ) -> Iterator[Receipt | Rejection]:
        """Takes files and folders in; each receipt says that its article is durable and searchable.

        `stop` is asked between batches: every article that was taken has its receipt told.
        Raises: ArchiveBusy, ArchiveUnusable, ArchiveIncompatible, ModelUnavailable.
        """
        batch: list[Article | Rejection] = []
        for read in formats.read(sources, collection=collection):
            batch.append(read)
            if len(batch) == _BATCH:
                yield from self._take(batch)
                batch = []
            if stop():
                return
        yield from self._take(batch)
        self.publish_if_due(at_end=True)

    def found(self) -> None:
        """Makes an archive without articles where there is none yet. Raises: ArchiveBusy, ArchiveUnusable."""
        with self._store.write():
            pass

    def put(self, articles: Sequence[Article]) -> list[Receipt | Rejection]:
        """Takes articles in as one batch; for each, in order, its receipt or why it was rejected."""
        return self._take(articles)

    def _take(self, batch: Sequence[Article | Rejection]) -> list[Receipt | Rejection]:
        settled = [self._settle(item) if isinstance(item, Article) else item for item in batch]
        revisions = [item for item in settled if isinstance(item, Revision)]
        known = iter(self._store.unchanged(revisions))
        outcomes = [next(known) or item if isinstance(item, Revision) else item for item in settled]
        taken = iter(self._write(self._prepare([item for item in outcomes if isinstance(item, Revision)])))
        return [next(taken) if isinstance(item, Revision) else item for item in outcomes]

    def _settle(self, article: Article) -> Revision | Rejection:
        try:
            return settle(article, zone=self.zone)
        except ArticleRejected as error:
            return _rejection(article.id, error)

    def _prepare(self, revisions: list[Revision]) -> list[Prepared]:
        """Passages and vectors, encoded across articles and outside any transaction."""
        lengths, room = self._embedder.lengths, self._embedder.max_tokens
        passages = [split.split(revision, lengths=lengths, max_tokens=room) for revision in revisions]
        texts = [
            [split.embedded(revision, passage) for passage in some]
            for revision, some in zip(revisions, passages, strict=True)
        ]
        vectors = self._embedder.encode([text for some in texts for text in some], role="passage")
        prepared, begin = [], 0
        for revision, some, embedded in zip(revisions, passages, texts, strict=True):
            words = tuple(" ".join(stems(text)) for text in embedded)
            rows: Vectors = vectors[begin : begin + len(some)]
            prepared.append(
                Prepared(
                    revision=revision,
                    passages=some,
                    words=words,
                    vectors=rows,
                    marks=marks.read(revision),
                    bands=stories.bands(revision.text),
                )
            )
            begin += len(some)
        return prepared

    def _write(self, prepared: list[Prepared]) -> list[Receipt | Rejection]:
        if not prepared:
            return []
        with self._store.write() as writer:
            outcomes = [_put(writer, each) for each in prepared]
        return outcomes

    def publish_if_due(self, *, at_end: bool = False) -> bool:
        """Makes a new index generation when the truth has outgrown the last, or `at_end` when anything is newer."""
        if self._index.due(self._store) or (at_end and self._index.upto() < self._store.seq()):
            self._index.publish(self._store)
            return True
        return False

    # Answers out

    def ask(
        self,
        asked: str | Sequence[Turn],
        scope: Scope | None = None,
        *,
        mode: Mode = "auto",
        explain: bool = False,
    ) -> Answer:
        """The answer to a question or to the last user turn of a conversation, also inside a running event loop.

        Raises: QuestionRejected, ArchiveUnusable, ModelUnavailable.
        """

        async def collect() -> Answer:
            async for event in self.stream(asked, scope, mode=mode, explain=explain):
                if isinstance(event, Answered):
                    return event.answer
            raise AssertionError("a stream ends with its answer")

        with ThreadPoolExecutor(1) as own:  # a thread of its own, since the caller's may already run a loop
            return own.submit(asyncio.run, collect()).result()

    async def stream(
        self,
        asked: str | Sequence[Turn],
        scope: Scope | None = None,
        *,
        mode: Mode = "auto",
        explain: bool = False,
    ) -> AsyncIterator[Event]:
        """What is understood, found and said, as it becomes known; the last event is the whole answer.

        `mode`: "extract" asks no language model; otherwise one writes where there is one.
        Raises: QuestionRejected, ArchiveUnusable, ModelUnavailable.
        """
        watch = _Watch()
        scope = scope or self.scope()
        wholes = await asyncio.to_thread(self.questions, asked, scope)
        spelt = [await asyncio.to_thread(self._spelt, each, scope) for each in wholes]
        questions = [each for each, _ in spelt]
        page = render.Page(uuid.uuid4().hex, questions, scope)
        yield Started(page.id, page.interpreted)
        found = [await asyncio.to_thread(self._evidence, each, hits, scope) for each, hits in spelt]
        watch.lap("retrieve")
        yield Found(tuple(hit for each in found for hit in each.hits))
        findings = []
        for part, (each, gathered) in enumerate(zip(questions, found, strict=True)):
            judged = await asyncio.to_thread(self._judge, each, gathered, scope)
            telling = Telling(judged, extract.drafts(judged))
            async with aclosing(self._statements(telling, scope, mode)) as statements:
                async for statement in statements:
                    yield Told(*page.tell(statement, telling.live, part=part, undone=judged.reversals))
            findings.append(page.close(self._settled(telling), part=part))
        yield Answered(page.finish(findings, explain=explain, timings_ms=watch.total()))

    def questions(self, asked: str | Sequence[Turn], scope: Scope) -> tuple[Question, ...]:
        """What is asked, each question made whole from the turns and questions before it. Raises: QuestionRejected."""
        turns = [Turn("user", asked)] if isinstance(asked, str) else list(asked)
        parts = several.apart(turns[-1].content) if turns and turns[-1].role == "user" else ()
        users = [Turn("user", part) for part in parts] if len(parts) > 1 else turns[-1:]
        return tuple(self.understand([*turns[:-1], *users[: n + 1]], scope) for n in range(max(1, len(users))))

    def understand(self, asked: str | Sequence[Turn], scope: Scope) -> Question:
        """The question made whole. Raises: QuestionRejected."""
        turns = [Turn("user", asked)] if isinstance(asked, str) else asked
        as_of = scope.as_of.last if scope.as_of else None
        return question.understand(turns, now=scope.now, as_of=as_of, zone=self.zone)

    def _spelt(self, understood: Question, scope: Scope) -> tuple[Question, Retrieved | None]:
        """The question as the archive spells it, and what was found for it, where that had to be looked up."""
        if not spelling.doubtful(understood):
            return understood, None
        found = self._retrieve(understood, scope, evidence.READ)
        spelt = spelling.mended(understood, found.hits)
        return spelt, found if spelt is understood else None

    def _evidence(self, understood: Question, found: Retrieved | None, scope: Scope) -> Evidence:
        """The hits in Scope and the sentences that a request may cite, best first."""
        found = found or self._retrieve(understood, scope, evidence.READ)
        return evidence.gather(understood, persons.identified(understood, found), reranker=self._reranker)

    def _retrieve(self, understood: Question, scope: Scope, k: int, *, by_person: bool = True) -> Retrieved:
        """The best hits; `by_person`: whoever speaks in the question also by what else this one is called."""
        vector = self._embedder.encode([understood.text], role="query")[0]
        with self._store.read(scope) as reader:

            def search(asked: Question, k: int) -> Retrieved:
                return retrieve.retrieve(asked, vector, reader=reader, index=self._index, k=k)

            found = persons.retrieved(understood, search, k) if by_person else search(understood, k)
            return retrieve.marked(found, reader, first=evidence.READ)

    def _judge(self, understood: Question, found: Evidence, scope: Scope) -> Finding:
        """What became of the question so far: the verdict, and what the evidence makes of figures and reversals."""
        course = conflicts.follow(understood, found)
        ordered = conflicts.ordered(found, course)
        return Finding(
            question=understood,
            evidence=ordered,
            verdict=verdict.judge(understood, ordered, scope, self._calibration),
            course=course,
            reversals=reversals.find(understood, ordered),
        )

    async def _statements(self, telling: Telling, scope: Scope, mode: Mode) -> AsyncGenerator[Statement, None]:
        """What passes the gate, as it becomes known: of a language model where there is one, else extracts."""
        if self._composer and mode != "extract":
            async with aclosing(self._composer.drafts(telling)) as drafts:
                async for draft in drafts:
                    for statement in await asyncio.to_thread(self._passed, telling, [draft], scope):
                        yield statement
        for statement in await asyncio.to_thread(self._passed, telling, telling.lacking(), scope):
            yield statement

    def _passed(self, telling: Telling, drafts: Sequence[Draft], scope: Scope) -> list[Statement]:
        """The statements of drafts that pass the gate and are live; a written one that fails becomes its extract."""
        found = telling.judged.evidence
        drafts = [each for draft in drafts for each in telling.led(draft)]
        checked = [gate.check(draft, found) for draft in drafts]
        failed = [draft for draft, each in zip(drafts, checked, strict=True) if isinstance(each, Rejected)]
        failed = [draft for draft in failed if draft.kind == "generate"]
        instead = [each for draft in failed for each in telling.instead(draft) if each not in drafts]
        telling.live, rows = self._live(found, scope)
        return telling.take([*checked, *(gate.check(each, found) for each in instead)], rows)

    def _settled(self, telling: Telling) -> Finding:
        """What became of the question when all is told: without what is gone by now, and who else reports it."""
        judged, live = telling.judged, telling.live
        if live is not judged.evidence:
            course, undone = conflicts.follow(judged.question, live), reversals.find(judged.question, live)
            judged = msgspec.structs.replace(judged, evidence=live, course=course, reversals=undone)
        if not telling.kept:
            return telling.finding(msgspec.structs.replace(judged, course=None, reversals=()))
        carried = independence.carried(judged.question, telling.kept, live, judged.course)
        is_open = judged.course is not None and judged.course.is_open
        supporting, disputed = list(carried.sentences.values()), disputes.is_disputed(telling.told)
        stands = "reported" if is_open else reported.status(judged.question, supporting, disputed=disputed)
        return telling.finding(
            judged,
            beside=conflicts.beside(judged.question, telling.told, live),
            verdict=msgspec.structs.replace(judged.verdict, status=stands),
            independence=independence.weigh(carried, live),
        )

    def _live(self, found: Evidence, scope: Scope) -> tuple[Evidence, set[int]]:
        """The evidence without what was withdrawn since it was found, and the rows of the revisions that are left."""
        with self._store.read(scope) as reader:
            sought = found.revision_ids()
            rows = set(reader.revisions(np.setdiff1d(sought, reader.withdrawn(sought))))
            gone = set(sought.tolist()) - rows
            return (found.only(rows, reader.coverage()) if gone else found), rows

    def search(
        self,
        asked: str,
        scope: Scope | None = None,
        *,
        limit: int = 10,
        cursor: str | None = None,
        sort: Sort = "relevance",
    ) -> Page:
        """One page of the passages that match. Raises: QuestionRejected, which also names a bad cursor."""
        scope = scope or self.scope()
        understood = self.understand(asked, scope)
        start = paging.offset(cursor)
        found = self._evidence(understood, self._retrieve(understood, scope, paging.POOL), scope)
        with self._store.read(scope) as reader:
            return paging.page(understood, found, reader, start=start, limit=limit, sort=sort)

    def timeline(self, asked: str, scope: Scope | None = None) -> Timeline:
        """The course of events of a matter, or of what a question asks for: one entry an event, by their days.

        Raises: QuestionRejected, ArchiveUnusable, ModelUnavailable.
        """
        scope = scope or self.scope()
        understood = msgspec.structs.replace(self.understand(asked, scope), form="timeline")
        found = self._evidence(understood, None, scope)
        live, _ = self._live(found, scope)
        page = render.Page(uuid.uuid4().hex, [understood], scope)
        told = []
        for entry in timeline.entries(understood, live, most=_TIMELINE):
            checked = gate.check(extract.draft(entry.sentence), live)
            if isinstance(checked, Statement):
                told.append(page.enter(entry, checked, live))
        untold = None if told else abstention.untold(understood, live, scope)
        return Timeline(entries=tuple(told), searched=Searched.of(live.coverage, scope), text=untold)

    def check_draft(self, text: str, scope: Scope | None = None) -> CheckedDraft:
        """A draft against the archive, sentence by sentence.

        Raises: QuestionRejected for a draft without a sentence, or too long a one; ArchiveUnusable, ModelUnavailable.
        """
        scope = scope or self.scope()
        sentences = (self.check_sentence(each, scope) for each in checking.sentences(text))
        return CheckedDraft(sentences=tuple(sentences), searched=Searched.of(self.coverage(scope), scope))

    def check_sentence(self, drafted: Drafted, scope: Scope) -> Checked:
        """A sentence of a draft against the archive. Raises: ArchiveUnusable, ModelUnavailable."""
        return self._checked(drafted, scope) if drafted.checkable else render.unchecked(drafted)

    def _checked(self, drafted: Drafted, scope: Scope) -> Checked:
        asked = checking.question(drafted, as_of=scope.as_of.last if scope.as_of else None)
        # Without the cross-encoder: what says the same shares its words, and a draft has many sentences
        found = evidence.gather(asked, self._retrieve(asked, scope, evidence.READ, by_person=False), reranker=None)
        live, _ = self._live(found, scope)
        return render.checked(drafted, checking.compare(drafted, asked, live), live)

    def facets(self, by: Facet, scope: Scope | None = None) -> list[Counted]:
        """How many articles in Scope have each month of publication, outlet or collection, by value."""
        with self._store.read(scope or self.scope()) as reader:
            return reader.facets(by)

    # Articles and citations

    def article(self, key: str, scope: Scope | None = None, *, number: int | None = None) -> Revision:
        """An article as the Scope sees it, or its revision `number`. Raises: ArticleUnknown, ArticleGone."""
        with self._store.read(scope or self.scope()) as reader:
            return reader.article(key, number)

    def opened(
        self, key: str, scope: Scope | None = None, *, number: int | None = None, against: int | None = None
    ) -> Opened:
        """An article with what is known of it; and its revision `against`. Raises: ArticleUnknown, ArticleGone."""
        with self._store.read(scope or self.scope()) as reader:
            return opening.opened(reader, key, number=number, against=against)

    def revisions(self, key: str, scope: Scope | None = None) -> list[RevisionInfo]:
        """The revisions of an article that the Scope may show. Raises: ArticleUnknown, ArticleGone."""
        with self._store.read(scope or self.scope()) as reader:
            return reader.history(key)

    def listing(
        self, scope: Scope | None = None, *, after: str | None = None, limit: int = 50, since: int | None = None
    ) -> list[Revision]:
        """Articles in Scope by key, after the key `after`; `since`: first seen then or later, microseconds."""
        with self._store.read(scope or self.scope()) as reader:
            return reader.listing(after, limit, since)

    def citation(self, citation_id: str, scope: Scope | None = None) -> CitationState:
        """A citation verified again. Raises: CitationUnknown, CitationCorrupt."""
        with self._store.read(scope or self.scope()) as reader:
            return citations.verify(citation_id, reader)

    def delete(self, key: str) -> None:
        """Takes an article out of every answer at once. Raises: ArticleUnknown, ArticleGone, ArchiveBusy."""
        with self._store.write() as writer:
            writer.delete(key)

    # Upkeep

    def coverage(self, scope: Scope | None = None) -> Coverage:
        """What the Scope holds."""
        with self._store.read(scope or self.scope()) as reader:
            return reader.coverage()

    def health(self) -> Health:
        """Whether answers come at full strength."""
        damage = self._index.damage()
        upto = self._index.upto()
        with self._store.read(self.scope()) as reader:
            lag = reader.newer(upto)
        status: Literal["ready", "degraded"] = "degraded" if damage else "ready"
        return Health(status=status, generation=upto, lag_rows=lag, model=self._embedder.fingerprint, reason=damage)

    def warm(self) -> None:
        """Loads models and index, so that the first question does not wait for them."""
        self._embedder.encode(["warm"], role="query")
        if self._reranker:
            self._reranker.score([("warm", "warm")])
        self._index.upto()

    def check(self) -> Iterator[Problem]:
        """Everything that is wrong with rows and derived files, as it is found."""
        yield from self._store.check()
        damage = self._index.damage()
        if damage:
            yield Problem("index", damage)

    def rebuild(self) -> int:
        """Makes a fresh index generation from the truth; its commit sequence."""
        return self._index.publish(self._store)

    def recompute(self) -> Iterator[Renewed]:
        """Reads marks and links anew where the rules have changed since; what was done, batch by batch.

        Each revision is looked at once: one that is damaged is counted, and stays as it is.
        Raises: ArchiveBusy, ArchiveUnusable, ArchiveIncompatible.
        """
        after, last = -1, 0
        while last > after:
            after = last
            with self._store.write() as writer:
                done = writer.renew(_BATCH, after=after)
            last = done.last
            yield done

    def purge(self, key: str) -> None:
        """Removes every byte of an article, here and in the index, for good."""
        self._store.purge(key)
        self._index.publish(self._store)
        remembered.forget()

    def close(self) -> None:
        """Lets go of files."""
        self._store.close()


def _put(writer: Writer, prepared: Prepared) -> Receipt | Rejection:
    try:
        return writer.put(prepared)
    except ArticleRejected as error:
        return _rejection(prepared.revision.article_id, error)


def _rejection(article_id: str, error: ArticleRejected) -> Rejection:
    return Rejection(path=article_id, line=None, field=error.field, reason=error.reason)


class _Watch:
    """Milliseconds since it was made, and at each lap: monotonic, so a clock that jumps does no harm."""

    def __init__(self) -> None:
        self._begin = time.monotonic()
        self._laps: dict[str, float] = {}

    def lap(self, name: str) -> None:
        self._laps[name] = round(1_000 * (time.monotonic() - self._begin), 1)

    def total(self) -> dict[str, float]:
        self.lap("total")
        return self._laps
