"""What an answer under as_of shows of what came later.

asof_leaks = things shown that were not out at the end of the question's as_of: a cited revision published
or revised later, a copy printed later, a correction made later, a successor that took the cited revision's place later.
A sum over everything shown, the nearest misses too; due is 0. Dates are the suite's own where it has the revision, else
those that the answer gives; an article without a date counts from when the archive says that it first saw it. What is
dated by none of these counts as later, a copy that the suite does not know excepted, for which the wire has no date.
But: counts and orders that the future decided can't be seen here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC

from eval.types import Cited, Edition, Fetched, Judgement, Metric, Observed, Place
from rag import times

METRICS = (
    Metric(
        name="asof_leaks", pooling="sum", lower_is_better=True, unit="count",
        about="Things shown that were published, revised, copied or corrected after the question's as_of.",
    ),
)  # fmt: skip


def is_late(cited: Cited, as_of: str, editions: Mapping[Place, Edition], fetched: Fetched | None) -> bool:
    """Whether the cited revision was not out at the end of `as_of`, by the suite's own dates.

    An undated article counts from when the archive first saw it: `fetched` says when. A revision that
    the suite does not have is judged by the date that the citation gives.
    """
    edition = editions.get((cited.article_id, cited.revision))
    if edition is None:
        return _is_after(cited.published, as_of)
    if edition.date or edition.updated:
        return _is_new(edition, as_of)
    return _is_after(fetched.first_seen if fetched else None, as_of)


def late_links(cited: Cited, as_of: str, editions: Mapping[Place, Edition]) -> int:
    """How many copies, corrections and successors of a citation came after `as_of`."""
    printings = [editions.get((copy.article, 1)) for copy in cited.copies or ()]
    late = sum(_is_new(edition, as_of) for edition in printings if edition)
    if cited.corrected is not None:
        late += _is_after(cited.corrected.at, as_of)
    if (successor := cited.superseded_by) is not None:
        edition = editions.get((successor.article, successor.revision))
        late += _is_new(edition, as_of) if edition else _is_after(successor.at, as_of)
    return late


def judge(observed: Observed) -> Iterator[Judgement]:
    """The judgements of this family on one case."""
    outcome, as_of = observed.outcome, observed.case.as_of
    if outcome is None or outcome.error is not None or as_of is None:
        return
    late = sum(
        is_late(cited, as_of, observed.editions, observed.fetched.get((cited.article, cited.revision)))
        + late_links(cited, as_of, observed.editions)
        for cited in outcome.shown
    )
    yield Judgement(metric="asof_leaks", value=float(late))


def _is_new(edition: Edition, as_of: str) -> bool:
    """Whether a revision came after `as_of`; an only date that is of a revision stands for the first."""
    dates = [edition.date or edition.updated, edition.updated]
    return dates[0] is None or any(_is_after(date, as_of) for date in dates if date)


def _is_after(date: str | None, as_of: str) -> bool:
    """Whether a date is past `as_of`; one that is none, or can't be read, is."""
    try:
        return date is None or times.parse(date, UTC).last > times.parse(as_of, UTC).last
    except ValueError:
        return True
