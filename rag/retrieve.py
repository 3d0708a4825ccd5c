"""Question to hits: what the index proposes, merged with newer rows, rechecked in the truth, scored, fused.

Scores are computed here over rows in Scope, with static frequencies: nothing outside the Scope can
move them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from rag import printings, timeliness, times
from rag.index.protocol import Index
from rag.split import embedded
from rag.store.protocol import Reader
from rag.types import (
    Candidates,
    Coverage,
    Hit,
    Identity,
    Ids,
    Passage,
    Printings,
    Question,
    Revision,
    Scores,
    Timing,
    Window,
)
from rag.words import bm25, stems

_POOL = 64  # candidates by each way: generous, since the index's BM25 may differ from ours
_LEXICAL_SHARE = 0.5
_LEAD = 0.1  # what the first passage of an article is worth beyond its score: news is told from the top
_LATE = 0.07  # what an article loses for each logarithm of days that it is too early
_SCAN_BUDGET = 200_000  # passages beyond which an exact scan is no answer time; then words alone propose


class Retrieved(Struct, frozen=True, kw_only=True):
    """Hits, best first; what was searched; whether the index could not help as it should.

    `events`: what the Scope narrows the days of events to. `aside`: further hits, of which only whom they introduce
    counts. `identities`: whom the short words of an article mean by what others say, by its key.
    """

    hits: tuple[Hit, ...]
    coverage: Coverage
    seq: int
    degraded: bool
    events: Window = Window()
    printings: Printings = Printings()
    aside: tuple[Hit, ...] = ()
    identities: Mapping[str, tuple[Identity, ...]] = {}


def retrieve(question: Question, vector: NDArray[np.float32], *, reader: Reader, index: Index, k: int) -> Retrieved:
    """The `k` best passages in the reader's Scope. vector: (dim,) of length 1."""
    proposed, degraded = _propose(question, vector, reader, index, max(k, _POOL))
    passages = reader.passages(_union(proposed.dense, proposed.lexical))
    found = np.unique(np.array([each.revision_id for each in passages], np.int64))
    revisions = reader.revisions(np.setdiff1d(found, reader.withdrawn(found)))
    passages = [each for each in passages if each.revision_id in revisions]
    timings = {row: timeliness.timing(question, each.published) for row, each in revisions.items()}
    hits = _scored(question, vector, passages, revisions, timings, reader)
    return Retrieved(
        hits=tuple(hits[:k]), coverage=reader.coverage(), seq=reader.seq, degraded=degraded, events=reader.scope.events
    )


def marked(found: Retrieved, reader: Reader, *, first: int) -> Retrieved:
    """The same with what is read in the revisions of the `first` hits, and with the other printings of these."""
    some = found.hits[:first]
    revisions = {hit.passage.revision_id: hit.revision for hit in some}
    marks = reader.marks(revisions)
    told = tuple(msgspec.structs.replace(hit, marks=marks[hit.passage.revision_id]) for hit in some)
    return msgspec.structs.replace(
        found, hits=(*told, *found.hits[first:]), printings=printings.gather(revisions, reader)
    )


def _propose(
    question: Question, vector: NDArray[np.float32], reader: Reader, index: Index, k: int
) -> tuple[Candidates, bool]:
    proposed = _indexed(question, vector, reader, index, k)
    scannable = reader.newer(proposed.upto) <= _SCAN_BUDGET
    newer = reader.newer_dense(proposed.upto, vector, k) if scannable else np.zeros(0, np.int64)
    merged = Candidates(
        dense=_union(proposed.dense, newer),
        lexical=_union(proposed.lexical, reader.newer_lexical(proposed.upto, question.words, k)),
        upto=proposed.upto,
    )
    return merged, not scannable or index.damage() is not None


def _indexed(question: Question, vector: NDArray[np.float32], reader: Reader, index: Index, k: int) -> Candidates:
    """What the index proposes, and beside it what it does among the articles that tell of the time asked for."""
    proposed = index.search(vector, question.words, reader.visible(), k)
    dated = _telling_of(question.window, reader)
    if not len(dated):
        return proposed
    then = index.search(vector, question.words, dated, k)
    return Candidates(
        dense=_union(proposed.dense, then.dense),
        lexical=_union(proposed.lexical, then.lexical),
        upto=min(proposed.upto, then.upto),
    )


def _telling_of(window: Window, reader: Reader) -> Ids:
    """The revisions in Scope that name a day of a window, which may be long before or after their own."""
    if not window:
        return np.zeros(0, np.int64)
    first, last = times.days_of(window)
    return reader.happening(first.toordinal(), last.toordinal())


def _union(*ids: Ids) -> Ids:
    return np.unique(np.concatenate(ids))


def _scored(
    question: Question,
    vector: NDArray[np.float32],
    passages: Sequence[Passage],
    revisions: dict[int, Revision],
    timings: dict[int, Timing],
    reader: Reader,
) -> list[Hit]:
    if not passages:
        return []
    dense = reader.vectors(np.array([each.id for each in passages], np.int64)) @ vector
    lexical = [bm25(question.words, stems(embedded(revisions[each.revision_id], each))) for each in passages]
    leads = np.array([each.ordinal == 0 for each in passages])
    late = np.array([timeliness.lag(timings[each.revision_id]) for each in passages])
    fused = _fuse(dense, np.array(lexical, np.float32)) + _LEAD * leads - _LATE * late
    hits = [
        Hit(
            passage=each,
            revision=revisions[each.revision_id],
            score=round(float(fused[n]), 6),
            scores=Scores(dense=round(float(dense[n]), 6), lexical=round(lexical[n], 6)),
            timing=timings[each.revision_id],
        )
        for n, each in enumerate(passages)
    ]
    return sorted(hits, key=lambda hit: (-hit.score, hit.revision.key, hit.passage.ordinal))


def _fuse(dense: NDArray[np.float32], lexical: NDArray[np.float32]) -> NDArray[np.float32]:
    """The weighted mean of both scores, each as a share of the best, in [0, 1]; a negative one counts as 0."""
    dense = np.maximum(dense, 0.0)
    return np.asarray(
        _LEXICAL_SHARE * lexical / max(float(lexical.max()), 1e-6)
        + (1 - _LEXICAL_SHARE) * dense / max(float(dense.max()), 1e-6),
        np.float32,
    )
