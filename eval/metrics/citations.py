"""Citations: whether they are real, point to the evidence, stand behind every sentence, honour time.

byte_verified = citations whose quote equals `text[start:end]` of the revision fetched again from the
system, and whose quote_sha256 is the quote's / citations shown. fabricated = references to nothing
(an id that no citation has, an article or revision that can't be fetched) / references.
citation_precision = citations of the answer that overlap an evidence quote in the cited revision /
those and the invented ids (ALCE, Gao et al. 2023, drops invented ids; here they count against). It
is a floor: evidence lists the known places, not all. citation_recall = answered or not, answerable
cases whose answer cites some evidence quote (any one: evidence lists copies and alternatives).
sentences_cited = sentences with a citation that exists / sentences. asof_leaks = citations shown
whose article was published or revised after the question's as_of; a sum, due is 0.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import UTC

from eval.metrics.words import squeeze
from eval.types import Case, Cited, Edition, Fetched, Gold, Judgement, Metric, Observed, Outcome, Place
from rag import times

METRICS = (
    Metric(name="byte_verified"),
    Metric(name="fabricated", lower_is_better=True),
    Metric(name="citation_precision"),
    Metric(name="citation_recall"),
    Metric(name="sentences_cited"),
    Metric(name="asof_leaks", pooling="sum", lower_is_better=True),
)


def is_verbatim(cited: Cited, fetched: Fetched | None) -> bool:
    """Whether the quote is what its place says, and its hash is the quote's."""
    if fetched is None or not 0 <= cited.start < cited.end:
        return False
    placed = fetched.whole(cited.field)[cited.start : cited.end]
    return placed == cited.quote and hashlib.sha256(cited.quote.encode()).hexdigest() == cited.quote_sha256


def overlaps(cited: Cited, gold: Gold, fetched: Fetched | None) -> bool:
    """Whether the cited span shares a code point with an occurrence of the gold quote in that revision."""
    if fetched is None or cited.field != "text" or cited.article_id != gold.article_id:
        return False
    if gold.revision not in (None, cited.revision):
        return False
    return any(start < cited.end and cited.start < end for start, end in occurrences(fetched.text, gold.quote))


def occurrences(text: str, quote: str) -> list[tuple[int, int]]:
    """The spans of `text` that hold `quote`, white space ignored."""
    spaced = r"\s*".join(map(re.escape, squeeze(quote)))
    return [found.span() for found in re.finditer(spaced, text)] if spaced else []


def invented(outcome: Outcome) -> list[str]:
    """References in sentences to ids that no citation has."""
    known = {cited.id for cited in outcome.citations}
    return [name for sentence in outcome.sentences for name in sentence.citations if name not in known]


def is_late(cited: Cited, as_of: str, editions: Mapping[Place, Edition]) -> bool:
    """Whether the cited revision was not out at the end of `as_of`, by the suite's own dates.

    An undated article counts from when the archive first saw it, so it is late. A revision that the
    suite does not have is judged by the date that the citation gives.
    """
    edition = editions.get((cited.article_id, cited.revision))
    dates = [edition.date or edition.updated, edition.updated] if edition else [cited.published]
    limit = times.parse(as_of, UTC).last
    return dates[0] is None or any(times.parse(date, UTC).last > limit for date in dates if date)


def judge(observed: Observed) -> Iterator[Judgement]:
    """The judgements of this family on one case."""
    outcome, case = observed.outcome, observed.case
    if outcome is None:
        return
    yield from _real(outcome, observed.fetched)
    if case.answerable and case.evidence:
        yield from _to_evidence(outcome, case, observed.fetched)
    if case.as_of:
        late = sum(is_late(cited, case.as_of, observed.editions) for cited in outcome.shown)
        yield Judgement(metric="asof_leaks", value=float(late))


def _real(outcome: Outcome, fetched: Mapping[Place, Fetched]) -> Iterator[Judgement]:
    shown, made_up = outcome.shown, invented(outcome)
    verbatim = [is_verbatim(cited, fetched.get((cited.article, cited.revision))) for cited in shown]
    gone = [cited for cited in shown if (cited.article, cited.revision) not in fetched]
    known = {cited.id for cited in outcome.citations}
    supported = [bool(known.intersection(sentence.citations)) for sentence in outcome.sentences]
    yield from _share("byte_verified", sum(verbatim), len(shown))
    yield from _share("fabricated", len(gone) + len(made_up), len(shown) + len(made_up))
    yield from _share("sentences_cited", sum(supported), len(supported))


def _to_evidence(outcome: Outcome, case: Case, fetched: Mapping[Place, Fetched]) -> Iterator[Judgement]:
    right = [
        any(overlaps(cited, gold, fetched.get((cited.article, cited.revision))) for gold in case.evidence)
        for cited in outcome.citations
    ]
    yield from _share("citation_precision", sum(right), len(right) + len(invented(outcome)))
    yield Judgement(metric="citation_recall", value=float(any(right)))


def _share(metric: str, part: int, whole: int) -> Iterator[Judgement]:
    if whole:
        yield Judgement(metric=metric, value=part / whole, weight=float(whole))
