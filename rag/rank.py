"""Which sentences answer: coverage of the question's words, the type asked for, and a cross-encoder.

Every feature comes from the question, the sentence and its article; none from the archive at large.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from rag import misfits, speakers, timeliness, votes
from rag.marks import expected, proper
from rag.rerank import Reranker
from rag.synonyms import groups, related, reworded
from rag.types import Hit, Match, Question, Sentence
from rag.words import rarity, stems

_CROSSED = 16  # sentences that the cross-encoder reads: more gave nothing, and each costs 10 ms of CPU time
_CROSSED_IN_ALL = 40  # the same where every article has a part: a course of events, who reports something
_HEADLINE = 240  # code points of the headline under which a sentence is read
_INHERITED = 0.6  # what a word in headline or passage counts, against one in the sentence
_RELATED = 0.7  # what a synonym counts
_WEIGHTS = {"coverage": 1.5, "own": 1.5, "typed": 0.8}
_CROSS = 0.8  # weight of one logit
_LEAD, _LEAD_FADES = (
    0.7,
    1_000.0,
)  # what a sentence at the top of its article is worth; by e less each so many code points
_LATE = 0.3  # what a sentence loses for each logarithm of days that its article is too early
_OPENING = 400  # code points of an article that say whom it is about
_PLACED = re.compile(r"\b(?:in|near) (?:the )?([A-Z]\w+)(?! (?:University|Court|Street))")
_TOLD_BY_FORM = frozenset(("date", "count", "number", "money", "percent", "duration", "age"))
_UNTYPED = 1.5  # what a sentence loses that the cross-encoder likes, but that has no date or number
_ANOTHER_TIME = 0.8  # what a sentence loses that tells of another time than the one asked for
_ANOTHERS = 3.0  # what a sentence loses that gives the words of another than is asked for
_REWORDED = 0.5  # logits that a question in the sentence's own words must gain to count


def rank(
    question: Question, candidates: Sequence[Sentence], hits: Sequence[Hit], *, reranker: Reranker | None
) -> list[Sentence]:
    """The candidates, best first; equal ones in the order of hits and text."""
    weights = {word: rarity(word) for word in question.words}
    around = [_held(f"{hit.revision.title} {hit.text}") for hit in hits]
    rated = [_rated(question, weights, each, hits[each.hit], around[each.hit]) for each in candidates]
    rated.sort(key=_order)
    if reranker is None or not rated:
        return rated
    most = _CROSSED if question.form == "fact" else _CROSSED_IN_ALL
    read, rest = rated[:most], rated[most:]
    crossed = sorted(_crossed(question, read, reranker), key=_order)
    return sorted(_agreed(question, crossed), key=_order) + rest


def worth(match: Match, *, cross: float = _CROSS) -> float:
    """What a sentence is worth by its match alone; `cross`: the weight of one logit."""
    words = _WEIGHTS["coverage"] * match.coverage + _WEIGHTS["own"] * match.own + _WEIGHTS["typed"] * match.typed
    return words + cross * (match.cross or 0.0)


def covered(question: Question, text: str) -> float:
    """Share of a question's words that a text has, weighted by rarity, a synonym for less; in [0, 1]."""
    return _covered({word: rarity(word) for word in question.words}, _held(text), _NOTHING)


def _order(sentence: Sentence) -> tuple[float, int, int]:
    return -sentence.score, sentence.hit, sentence.span.start


class _Held(NamedTuple):
    """The stems of a text, and the groups of words that news uses for one another that they belong to."""

    stems: frozenset[str]
    groups: frozenset[int]


_NOTHING = _Held(frozenset(), frozenset())


def _held(text: str) -> _Held:
    found = frozenset(stems(text))
    return _Held(found, groups(found))


def _rated(question: Question, weights: dict[str, float], sentence: Sentence, hit: Hit, around: _Held) -> Sentence:
    own = _held(sentence.explained)
    match = Match(
        own=_covered(weights, own, _NOTHING),
        coverage=_covered(weights, own, around),
        typed=expected.holds(question.expects, sentence.text, question.text),
        cross=None,
    )
    placed = _LEAD * math.exp(-sentence.span.start / _LEAD_FADES) - _LATE * timeliness.lag(hit.timing)
    placed -= _ANOTHER_TIME * misfits.time(question, sentence)
    placed -= _ANOTHERS * speakers.another(question.text, sentence)
    return msgspec.structs.replace(sentence, score=round(worth(match) + hit.score + placed, 6), match=match)


def _covered(weights: dict[str, float], own: _Held, around: _Held) -> float:
    """Share of the question's words, weighted by rarity, that are there; in [0, 1]."""
    total = sum(weights.values())
    found = 0.0
    for word, weight in weights.items():
        kin = related(word)
        share = max(
            1.0 * (word in own.stems),
            _RELATED * bool(kin & own.groups),
            _INHERITED * (word in around.stems),
            _INHERITED * _RELATED * bool(kin & around.groups),
        )
        found += weight * share
    return found / total if total else 0.0


def _crossed(question: Question, read: list[Sentence], reranker: Reranker) -> list[Sentence]:
    """Scored by the better of two readings: under the headline, or alone with the question in its own words."""
    names = _named(question.text)
    headed = [(question.text, f"{_heading(question, names, each)}{each.explained}") for each in read]
    worded = [(n, wording) for n, each in enumerate(read) if (wording := reworded(question.text, each.text))]
    logits = reranker.score(headed + [(wording, read[n].text) for n, wording in worded])
    best = logits[: len(read)].copy()
    for (n, _), logit in zip(worded, logits[len(read) :], strict=True):
        best[n] = max(best[n], logit - _REWORDED)
    return [_with_logit(question, each, float(logit)) for each, logit in zip(read, best, strict=True)]


def _named(question: str) -> list[str]:
    """The names of a question, without what it quotes."""
    return [span.of(question) for span in proper.unquoted(question)]


def _heading(question: Question, names: Sequence[str], sentence: Sentence) -> str:
    """What a sentence is read under: the headline, and the names asked for that the article opens with.

    "His lawyer said he would appeal" says nothing of Viktor Holm by itself.
    """
    title = sentence.revision.title[:_HEADLINE]
    placed = _PLACED.findall(sentence.text)
    if question.form != "fact" or any(place not in question.text for place in placed):
        return f"{title}. "  # it says itself where it is: a name put before it would mislead
    known = f"{title} {sentence.explained}".lower()
    opening = sentence.revision.text[:_OPENING].lower()
    missing = [name for name in names if name.lower() not in known and name.lower() in opening]
    return f"{title}. {', '.join(missing)}: " if missing else f"{title}. "


def _agreed(question: Question, ranked: list[Sentence]) -> list[Sentence]:
    gains = votes.agreed(question, ranked)
    return [
        msgspec.structs.replace(each, score=round(each.score + gain, 6))
        for each, gain in zip(ranked, gains, strict=True)
    ]


def _with_logit(question: Question, sentence: Sentence, logit: float) -> Sentence:
    if sentence.match is None:
        return sentence
    match = msgspec.structs.replace(sentence.match, cross=round(logit, 4))
    lost = _UNTYPED if question.expects in _TOLD_BY_FORM and not match.typed else 0.0
    return msgspec.structs.replace(sentence, score=round(sentence.score + _CROSS * logit - lost, 6), match=match)
