"""Retrieval, by article and by quote.

By article (hits@k, mrr@10, ndcg@10): the ranking of distinct articles, each at its best passage;
relevant is an article of the evidence. By quote (quote_hits@k, quote_mrr@10, quote_ndcg@10): the
ranking of passages; a passage gains 1 for each evidence quote that it holds whole, white space
ignored, and that none before it held; quotes that no passage holds count as missed gains in nDCG's
ideal. evidence@N: share of the quotes found whole when passages are poured in rank order into N
code points: fair to any passage size. Means over cases with evidence; an empty ranking counts 0.

Source: Success@k, RR, nDCG of ir_measures (Jarvelin & Kekalainen 2002 with linear gain, pytrec_eval).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ir_measures import RR, Qrel, ScoredDoc, Success, iter_calc, nDCG

from eval.metrics.words import squeeze
from eval.types import Found, Gold, Judgement, Metric, Observed

_MEASURES = {
    "hits@1": Success @ 1,
    "hits@4": Success @ 4,
    "hits@10": Success @ 10,
    "mrr@10": RR @ 10,
    "ndcg@10": nDCG @ 10,
}
_NAMES = {str(measure): name for name, measure in _MEASURES.items()}
_BUDGETS = (2_000, 8_000)
DEPTH = 50  # passages to ask for, so that ten distinct articles are among them

METRICS = tuple(
    Metric(name=name)
    for name in (*_MEASURES, *(f"quote_{name}" for name in _MEASURES), *(f"evidence@{size}" for size in _BUDGETS))
)


def by_article(ranked: Sequence[Found], evidence: Sequence[Gold]) -> dict[str, float]:
    """The measures, by name, of the ranking of distinct articles."""
    articles = list(dict.fromkeys(passage.article_id for passage in ranked))
    return _measured(articles, {gold.article_id: 1 for gold in evidence})


def by_quote(ranked: Sequence[Found], evidence: Sequence[Gold]) -> dict[str, float]:
    """The measures, by name, of the ranking of passages."""
    missing = {squeeze(gold.quote) for gold in evidence}
    gains = {}
    for position, passage in enumerate(ranked):
        text = squeeze(passage.text)
        held = {quote for quote in missing if quote in text}
        missing -= held
        gains[str(position)] = len(held)
    ideal = gains | {f"missed {number}": 1 for number in range(len(missing))}
    return _measured(list(gains), ideal)


def within_budget(ranked: Sequence[Found], evidence: Sequence[Gold], size: int) -> float:
    """The share of distinct quotes that are found whole in the first `size` code points of the passages."""
    quotes = {squeeze(gold.quote) for gold in evidence}
    poured = []
    for passage in ranked:
        poured.append(squeeze(passage.text[:size]))
        size = max(0, size - len(passage.text))
    return sum(any(quote in text for text in poured) for quote in quotes) / len(quotes)


def judge(observed: Observed) -> Iterator[Judgement]:
    """The judgements of this family on one case."""
    ranked, evidence = observed.ranked, observed.case.evidence
    if ranked is None or not evidence:
        return
    for name, value in by_article(ranked, evidence).items():
        yield Judgement(metric=name, value=value)
    for name, value in by_quote(ranked, evidence).items():
        yield Judgement(metric=f"quote_{name}", value=value)
    for size in _BUDGETS:
        yield Judgement(metric=f"evidence@{size}", value=within_budget(ranked, evidence, size))


def _measured(ranking: Sequence[str], gains: dict[str, int]) -> dict[str, float]:
    relevant = [Qrel("q", name, gain) for name, gain in gains.items()]
    run = [ScoredDoc("q", name, -float(rank)) for rank, name in enumerate(ranking)]
    found = {_NAMES[str(each.measure)]: float(each.value) for each in iter_calc(_MEASURES.values(), relevant, run)}
    return {name: found.get(name, 0.0) for name in _MEASURES}
