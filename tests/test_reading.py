"""Hits are ordered anew by what was read in them."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from rag.reading import reordered
from rag.settle import settle
from rag.types import Article, Hit, Match, Passage, Scores, Sentence, Span

_ZONE = ZoneInfo("UTC")


def _hit(name: str, score: float) -> Hit:
    revision = settle(Article(id=name, title="", text=f"What {name} says.", date="2018-06-04"), zone=_ZONE)
    passage = Passage(span=Span(0, len(revision.text)), ordinal=0, id=1, revision_id=1)
    return Hit(passage=passage, revision=revision, score=score, scores=Scores(0.5, 5.0))


def _sentence(hit: Hit, position: int, *, cross: float | None, coverage: float = 0.5) -> Sentence:
    match = Match(coverage=coverage, own=coverage, typed=True, cross=cross)
    return Sentence(revision=hit.revision, span=hit.passage.span, hit=position, match=match)


def test_a_passage_whose_sentence_answers_comes_first() -> None:
    """What the cross-encoder found in the second passage outweighs the first one's better score."""
    hits = (_hit("a", 0.9), _hit("b", 0.7))
    read = (_sentence(hits[1], 1, cross=7.0), _sentence(hits[0], 0, cross=-6.0))

    ordered, moved = reordered(hits, read)

    assert [hit.revision.article_id for hit in ordered] == ["b", "a"]
    assert [each.hit for each in moved] == [0, 1]
    assert all(ordered[each.hit].revision is each.revision for each in moved)


def test_what_was_not_read_follows_in_its_own_order() -> None:
    """An unread passage stands behind a read one of its score, and unread ones keep their order."""
    hits = (_hit("a", 0.8), _hit("b", 0.8), _hit("c", 0.7))
    read = (_sentence(hits[1], 1, cross=0.0),)

    ordered, _ = reordered(hits, read)

    assert [hit.revision.article_id for hit in ordered] == ["b", "a", "c"]
    assert [hit.scores.rerank is None for hit in ordered] == [False, True, True]
    assert [hit.score for hit in ordered] == sorted((hit.score for hit in ordered), reverse=True)


def test_without_a_cross_encoder_words_order_anew() -> None:
    """Sentences count by their words where no logit is there."""
    hits = (_hit("a", 0.72), _hit("b", 0.7))
    read = (_sentence(hits[0], 0, cross=None, coverage=0.1), _sentence(hits[1], 1, cross=None, coverage=0.9))

    assert [hit.revision.article_id for hit in reordered(hits, read)[0]] == ["b", "a"]


def test_nothing_read_changes_nothing() -> None:
    """No sentence, no other order and no other score."""
    hits = (_hit("a", 0.9), _hit("b", 0.7))

    assert reordered(hits, ()) == (hits, ())
