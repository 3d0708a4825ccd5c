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


QUOTE = "the bank cut its rate"


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
    expected |= {name: float(rank <= 10) for name in ("recall@10", "all_evidence@10")}
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
    case = Case(id="q", question="?", answerable=True, evidence=(gold("a", QUOTE),))

    judged = list(retrieval.judge(Observed(case=case, ranked=())))

    assert {judgement.metric for judgement in judged} == {metric.name for metric in retrieval.METRICS}
    assert {judgement.value for judgement in judged} == {0.0}


@pytest.mark.parametrize(("size", "share"), [(4, 0.0), (5, 0.5), (11, 0.5), (12, 1.0)])
def test_evidence_in_a_budget_is_found_once_it_fits_whole(size: int, share: float) -> None:
    """Passages are poured in rank order; a quote cut by the budget's end is not found."""
    found = [Found(article_id="a", text="quote"), Found(article_id="a", text="another")]

    assert retrieval.within_budget(found, [gold("a"), gold("a", "another")], size) == share


def test_recall_counts_distinct_evidence_in_the_first_ten() -> None:
    """By article among the first ten distinct ones, by quote among the first ten passages; all is all."""
    evidence = [gold("a", "one"), gold("a", "two"), gold("z", "three")]
    found = [*ranking(*["b"] * 9, text="no"), *ranking("a", text="one two"), *ranking("z", text="three")]

    articles, quotes = retrieval.by_article(found, evidence), retrieval.by_quote(found, evidence)

    assert (articles["recall@10"], articles["all_evidence@10"]) == (1.0, 1.0)
    assert quotes["recall@10"] == pytest.approx(2 / 3)
    assert quotes["all_evidence@10"] == 0.0


def test_a_copy_of_the_same_origin_stands_for_the_article() -> None:
    """Copies take one rank with it; other articles do not become right."""
    measured = retrieval.by_article(ranking("b", "copy", "a"), [gold("a")], {"a": ("copy",)})

    assert (measured["mrr@10"], measured["recall@10"]) == (0.5, 1.0)
    assert retrieval.by_article(ranking("b"), [gold("a")], {"a": ("copy",)})["hits@10"] == 0.0


@pytest.mark.parametrize(
    ("quote", "bare"),
    [
        ("Geneva", True),
        ("University of California, Santa Barbara", True),
        ("at least 12 people died", False),
        ("12 people died", True),
        ("加拿大总理星期三宣布辞职。", False),
        ("日内瓦", True),
    ],
)
def test_a_bare_answer_is_no_sentence(quote: str, bare: bool) -> None:
    """Shorter than five words, or an accepted answer itself; two signs of a script without blanks are a word."""
    assert retrieval.is_bare(gold("a", quote), ["university of California,  Santa Barbara"]) is bare


def test_bare_answers_are_judged_by_article_alone() -> None:
    """No measure by quote; beside a sentence they are left out of what is looked for."""
    bare, both = (
        Case(id="q", question="?", answerable=True, evidence=evidence)
        for evidence in ((gold("a", "Geneva"),), (gold("a", "Geneva"), gold("a", QUOTE)))
    )
    found = tuple(ranking("a", text=QUOTE))

    alone = {each.metric for each in retrieval.judge(Observed(case=bare, ranked=found))}
    beside = {each.metric: each.value for each in retrieval.judge(Observed(case=both, ranked=found))}

    assert "hits@1" in alone
    assert not any(name.startswith(("quote_", "evidence@")) for name in alone)
    assert beside["quote_recall@10"] == beside["evidence@2000"] == 1.0
