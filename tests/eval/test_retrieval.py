"""Measures of retrieval, against closed forms and by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics import retrieval
from eval.types import Case, Found, Gold, Observed

ARTICLES = st.lists(st.sampled_from("abcdefgh"), max_size=30)


def ranking(*articles: str, text: str = "") -> list[Found]:
    """Passages of those articles, in order."""
    return [Found(article_id=article, text=text) for article in articles]


def gold(article: str, quote: str = "quote") -> Gold:
    """Evidence."""
    return Gold(article_id=article, quote=quote)


@given(ARTICLES)
def test_measures_by_article_equal_their_closed_forms(articles: list[str]) -> None:
    """One relevant article at rank r among distinct ones: 1, 1/r and 1/log2(r + 1), or 0 past the cut."""
    distinct = list(dict.fromkeys(articles))
    rank = distinct.index("a") + 1 if "a" in distinct else math.inf

    measured = retrieval.by_article(ranking(*articles), [gold("a")])

    expected = {f"hits@{k}": float(rank <= k) for k in (1, 4, 10)}
    expected["mrr@10"] = 1 / rank if rank <= 10 else 0.0
    expected["ndcg@10"] = 1 / math.log2(rank + 1) if rank <= 10 else 0.0
    assert measured == pytest.approx(expected)


def test_ndcg_divides_by_the_ideal_of_all_evidence() -> None:
    """Two relevant articles of which one is found, second: its gain over that of ranks 1 and 2."""
    measured = retrieval.by_article(ranking("b", "a"), [gold("a"), gold("z")])

    assert measured["ndcg@10"] == pytest.approx((1 / math.log2(3)) / (1 + 1 / math.log2(3)))


def test_an_article_counts_at_its_best_passage_only() -> None:
    """Ten passages of one article take one rank."""
    measured = retrieval.by_article(ranking(*["b"] * 10, "a"), [gold("a")])

    assert measured["mrr@10"] == 0.5


def test_a_passage_is_a_hit_when_it_holds_the_quote_whatever_its_white_space() -> None:
    """Line breaks inside a quote do not hide it; a quote cut short does."""
    found = [Found(article_id="a", text="the rate was"), Found(article_id="a", text="so the rate\nwas  cut today")]

    measured = retrieval.by_quote(found, [gold("a", "the rate was cut")])

    assert (measured["hits@1"], measured["hits@4"], measured["mrr@10"]) == (0.0, 1.0, 0.5)


def test_the_same_quote_found_again_gains_nothing() -> None:
    """Copies of one passage do not raise nDCG above what one passage gives."""
    one = retrieval.by_quote(ranking("a", text="quote"), [gold("a")])
    copies = retrieval.by_quote(ranking("a", "b", "c", text="quote"), [gold("a")])

    assert one["ndcg@10"] == copies["ndcg@10"] == 1.0


def test_a_missed_quote_lowers_ndcg_by_quote() -> None:
    """Of two quotes one is found first: 1 over the ideal of two gains."""
    measured = retrieval.by_quote(ranking("a", text="quote"), [gold("a"), gold("a", "other")])

    assert measured["ndcg@10"] == pytest.approx(1 / (1 + 1 / math.log2(3)))


def test_nothing_returned_scores_nothing() -> None:
    """An empty ranking counts 0 in every measure, and is judged."""
    case = Case(id="q", question="?", answerable=True, evidence=(gold("a"),))

    judged = list(retrieval.judge(Observed(case=case, ranked=())))

    assert {judgement.metric for judgement in judged} == {metric.name for metric in retrieval.METRICS}
    assert {judgement.value for judgement in judged} == {0.0}


@pytest.mark.parametrize(("size", "share"), [(4, 0.0), (5, 0.5), (11, 0.5), (12, 1.0)])
def test_evidence_in_a_budget_is_found_once_it_fits_whole(size: int, share: float) -> None:
    """Passages are poured in rank order; a quote cut by the budget's end is not found."""
    found = [Found(article_id="a", text="quote"), Found(article_id="a", text="another")]

    assert retrieval.within_budget(found, [gold("a"), gold("a", "another")], size) == share
