"""What several articles give as the answer, and which words of a sentence that is: the span to light.

Each article votes once for what its best sentence holds, by how well that sentence answers. But: votes choose names and
order sentences by them; figures are never decided by majority, since an old toll stands in more articles than the new.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from rag import amounts, contenders, frame
from rag.contenders import Contender
from rag.types import Question, Sentence, Span

_VOTERS = 16  # sentences that vote
_COOLS = 2.0  # a vote falls by e for each so much that a sentence's score lies behind the best
_PART = 0.4  # what a vote for a longer or shorter reading of a name counts
_ORDERS = 0.7  # what full agreement of one other article is worth among sentences
_LIGHTS = 0.5  # what a vote counts beside how well a span stands
_LEAST = -0.1  # how well a contender must stand to be lit
_NOT = re.compile(r"\b(?:not|rather than|instead of) (?:(?:on|in|at|for|by) )?(?:the )?$")  # "13, not 31"
_LIST = re.compile(r",? (?:and|or|&) (?:the )?|, (?:the )?|/")
_ORDERED = frozenset(("person", "name", "place"))
Key = frozenset[str]


class Ballot(Struct, frozen=True):
    """Votes by what they are for, then by voter; `voters`: the first article that has a text, by that text."""

    question: Question
    votes: Mapping[Key, Mapping[str, float]]
    voters: Mapping[str, str]

    def total(self, key: Key, *, but: str = "") -> float:
        """The votes for a contender, those of the voter `but` left out."""
        return sum(vote for voter, vote in self.votes.get(key, {}).items() if voter != but)

    def support(self, sentence: Sentence) -> float:
        """The most votes that others give to anything in `sentence`."""
        own = self.voters.get(sentence.text, sentence.revision.key)
        found = contenders.find(self.question, sentence.text)
        return max((self.total(each.key, but=own) for each in found), default=0.0)

    def highlight(self, sentence: Sentence) -> Span | None:
        """The words of `sentence` that most likely answer, within its text; None when nothing there may."""
        shape = frame.read(self.question.text)
        found = [
            each
            for each in contenders.find(self.question, sentence.text)
            if each.stands >= _LEAST and not _NOT.search(sentence.text[: each.span.start])
        ]
        if not found or not shape.asks:
            return None
        best = max(found, key=lambda each: (self._rating(each), -each.span.start)).span
        lit = _listed(best, found, sentence.text) if shape.many else best
        return amounts.whole(lit, sentence.text, self.question.expects)

    def _rating(self, contender: Contender) -> float:
        kin = [key for key in self.votes if key < contender.key or contender.key < key]
        return contender.stands + _LIGHTS * (self.total(contender.key) + _PART * sum(map(self.total, kin)))


def count(question: Question, ranked: Sequence[Sentence]) -> Ballot:
    """The votes of the first of `ranked`, best first; copies of one text vote once."""
    votes: dict[Key, dict[str, float]] = defaultdict(dict)
    voters: dict[str, str] = {}
    for sentence in ranked[:_VOTERS]:
        voter = voters.setdefault(sentence.text, sentence.revision.key)
        vote = math.exp((sentence.score - ranked[0].score) / _COOLS)
        for contender in contenders.find(question, sentence.text):
            held = votes[contender.key]
            held[voter] = max(held.get(voter, 0.0), vote)
    return Ballot(question, votes, voters)


def agreed(question: Question, ranked: Sequence[Sentence]) -> list[float]:
    """For each sentence, what it gains by other articles that give the same name; 0 where names are not asked for."""
    if question.expects not in _ORDERED:
        return [0.0] * len(ranked)
    ballot = count(question, ranked)
    return [_ORDERS * ballot.support(sentence) for sentence in ranked]


def _listed(span: Span, found: Sequence[Contender], text: str) -> Span:
    """The whole list that `span` is an item of: "Russia, Turkey and Iran"."""
    spans = sorted((each.span for each in found), key=lambda each: each.start)
    for other in [*spans, *reversed(spans)]:
        if other.start >= span.end and _LIST.fullmatch(text, span.end, other.start):
            span = Span(span.start, other.end)
        elif other.end <= span.start and _LIST.fullmatch(text, other.end, span.start):
            span = Span(other.start, span.end)
    return span
