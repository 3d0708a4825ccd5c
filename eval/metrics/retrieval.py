"""Retrieval, by article and by quote.

By article (hits@k, mrr@10, ndcg@10, recall@10): the ranking of distinct articles, each at its best passage, a copy
of the same origin standing for the article of the evidence; relevant is an article of the evidence. By quote
(quote_ before the name): the ranking of passages; a passage gains 1 for each evidence quote that it holds whole,
white space ignored, and that none before it held; quotes that no passage holds count as missed gains in nDCG's
ideal. recall@10: share of the evidence articles, of the quotes, in the first 10; all_evidence@10: 1 when it is all
of them. evidence@N: share of the quotes found whole when passages are poured in rank order into N code points: fair
to any passage size. Means over cases with evidence; an empty ranking counts 0. By quote only quotes that are
sentences are judged: one that is itself an accepted answer, or shorter than five words, stands in many places that
answer nothing, so where all are bare a case is judged by article alone.

Source: Success@k, RR, nDCG of ir_measures (Jarvelin & Kekalainen 2002 with linear gain, pytrec_eval); all-evidence
recall as multi-hop retrieval is judged in HotpotQA's full-wiki setting (Xiong et al. 2021).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

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

_CUT = 10
_SHARES = (f"recall@{_CUT}", f"all_evidence@{_CUT}")
_SENTENCE = 5  # words
_WIDE = 2  # characters of a script without blanks that make a word
_ABOUT = {
    "hits@1": "Share of questions with {} first.",
    "hits@4": "Share of questions with {} among the first four.",
    "hits@10": "Share of questions with {} among the first ten.",
    "mrr@10": "One over the rank of {}, on average; 0 past the tenth.",
    "ndcg@10": "How near the ranking of the first ten is to the best possible, counting {}.",
    "recall@10": "Share of what holds the evidence that is among the first ten, counting {}.",
    "all_evidence@10": "Share of questions with everything needed among the first ten, counting {}.",
}
_COUNTED = {"": "an article of the evidence", "quote_": "a passage that holds an evidence quote whole"}

METRICS = (
    *(
        Metric(name=f"{kind}{name}", about=_ABOUT[name].format(counted))
        for kind, counted in _COUNTED.items()
        for name in (*_MEASURES, *_SHARES)
    ),
    *(
        Metric(name=f"evidence@{size}", about=f"Share of evidence quotes in the first {size:,} characters retrieved.")
        for size in _BUDGETS
    ),
)


def by_article(
    ranked: Sequence[Found], evidence: Sequence[Gold], copies: Mapping[str, Sequence[str]] | None = None
) -> dict[str, float]:
    """The measures, by name, of the ranking of distinct articles; `copies`: per article, the others of its origin."""
    relevant = dict.fromkeys((gold.article_id for gold in evidence), 1)
    same = {copy: original for original in relevant for copy in (copies or {}).get(original, ())}
    named = (passage.article_id for passage in ranked)
    articles = list(dict.fromkeys(name if name in relevant else same.get(name, name) for name in named))
    found = len(relevant.keys() & set(articles[:_CUT])) / len(relevant)
    return _measured(articles, relevant) | _shares(found)


def by_quote(ranked: Sequence[Found], evidence: Sequence[Gold]) -> dict[str, float]:
    """The measures, by name, of the ranking of passages."""
    quotes = {squeeze(gold.quote) for gold in evidence}
    missing = set(quotes)
    gains = {}
    for position, passage in enumerate(ranked):
        text = squeeze(passage.text)
        held = {quote for quote in missing if quote in text}
        missing -= held
        gains[str(position)] = len(held)
    ideal = gains | {f"missed {number}": 1 for number in range(len(missing))}
    found = sum(list(gains.values())[:_CUT]) / len(quotes)
    return _measured(list(gains), ideal) | _shares(found)


def is_bare(gold: Gold, answers: Sequence[str]) -> bool:
    """Whether a quote is no sentence: itself an accepted answer, or shorter than five words."""
    if squeeze(gold.quote).casefold() in {squeeze(answer).casefold() for answer in answers}:
        return True
    wide = sum(unicodedata.east_asian_width(char) == "W" for char in gold.quote)
    return max(len(gold.quote.split()), wide // _WIDE) < _SENTENCE


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
    ranked, case = observed.ranked, observed.case
    if ranked is None or not case.evidence:
        return
    for name, value in by_article(ranked, case.evidence, case.due.copies).items():
        yield Judgement(metric=name, value=value)
    quoted = [gold for gold in case.evidence if not is_bare(gold, case.answers)]
    if not quoted:
        return
    for name, value in by_quote(ranked, quoted).items():
        yield Judgement(metric=f"quote_{name}", value=value)
    for size in _BUDGETS:
        yield Judgement(metric=f"evidence@{size}", value=within_budget(ranked, quoted, size))


def _shares(found: float) -> dict[str, float]:
    return dict(zip(_SHARES, (found, float(found == 1.0)), strict=True))


def _measured(ranking: Sequence[str], gains: dict[str, int]) -> dict[str, float]:
    relevant = [Qrel("q", name, gain) for name, gain in gains.items()]
    run = [ScoredDoc("q", name, -float(rank)) for rank, name in enumerate(ranking)]
    found = {_NAMES[str(each.measure)]: float(each.value) for each in iter_calc(_MEASURES.values(), relevant, run)}
    return {name: found.get(name, 0.0) for name in _MEASURES}
