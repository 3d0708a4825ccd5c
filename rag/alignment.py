"""Where a question's words stand in a sentence, and which span beside them may be the answer.

But: no reading of grammar. It says "a sum of money stands beside these words", not "this was paid by them".
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from rag.marks import expected
from rag.synonyms import related
from rag.types import Question, Span
from rag.words import STOPWORDS, rarity, stem, tokens

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_COUNTED = re.compile(
    r"\bhow many ((?:[\w'’-]+ ){1,6}?)(?:did|do|does|were|was|are|is|have|has|had|will|would|can|could|\w+ed|\?|$)",
    re.IGNORECASE,
)
_ASKING = frozenset(("mani", "much", "long", "name"))  # stems that ask, and stand in no answer
_BEHIND = 6  # words behind a number among which the thing counted stands
_NEAR, _FADES = 3, 10.0  # words of distance that cost nothing; beyond, nearness falls by e each so many


class Aligned(Struct, frozen=True):
    """How the question's words lie in a sentence.

    `lacks`: whether a thing of the type asked for can be told by its form, and none is there. `near`:
    the share of the question's words, by rarity, around the best candidate, in [0, 1]; around no
    candidate, of the whole sentence. `missing`: the rarity of the rarest word that neither sentence nor
    headline has, 0 for none. `span`: the best candidate.
    """

    lacks: bool
    near: float
    missing: float
    span: Span | None


def align(question: Question, sentence: str, headline: str) -> Aligned:
    """The alignment of `question` with a sentence that stands under `headline`."""
    words = _words(sentence)
    places = {word: _places(word, words) for word in question.words if word not in _ASKING}
    total = sum(rarity(word) for word in places) or 1.0
    heads = frozenset(word for _, word in _words(headline))
    unseen = [rarity(word) for word, where in places.items() if not where and word not in heads]
    spans = _fitting(question, expected.candidates(question.expects, sentence, question.text), words)
    rated = [(_nearness(span, words, places) / total, span) for span in spans]
    near, best = max(rated, key=_rating, default=(0.0, None))
    typed = expected.is_typed(question.expects)
    covered = sum(rarity(word) for word, where in places.items() if where) / total
    return Aligned(
        lacks=not expected.holds(question.expects, sentence, question.text)
        or (question.expects == "count" and not spans),
        near=round(near if typed else covered, 6),
        missing=round(max(unseen, default=0.0), 6),
        span=best,
    )


def counted(question: str) -> tuple[str, ...]:
    """The stems of what "how many …" counts, its last two words; none when nothing is counted."""
    found = _COUNTED.search(question)
    named = [stem(token) for token in tokens(found[1]) if token not in STOPWORDS] if found else []
    return tuple(named[-2:])


def forget() -> None:
    """Lets go of the texts that are kept for speed."""
    _words.cache_clear()


def _fitting(question: Question, spans: list[Span], words: Sequence[tuple[Span, str]]) -> list[Span]:
    """Those of `spans` that count what is to be counted; all of them where nothing is."""
    things = counted(question.text) if question.expects == "count" else ()
    if not things:
        return spans
    groups = frozenset(group for thing in things for group in related(thing))
    kept = []
    for span in spans:
        behind = [word for place, word in words if place.start >= span.end][:_BEHIND]
        if any(word in things or related(word) & groups for word in behind):
            kept.append(span)
    return kept


def _nearness(span: Span, words: Sequence[tuple[Span, str]], places: dict[str, list[int]]) -> float:
    inside = [n for n, (place, _) in enumerate(words) if place.start < span.end and span.start < place.end] or [0]
    first, last = inside[0], inside[-1]
    found = 0.0
    for word, where in places.items():
        if where:
            distance = min(max(first - n, n - last, 0) for n in where)
            found += rarity(word) * math.exp(-max(0, distance - _NEAR) / _FADES)
    return found


def _places(word: str, words: Sequence[tuple[Span, str]]) -> list[int]:
    groups = related(word)
    return [n for n, (_, other) in enumerate(words) if other == word or groups & related(other)]


@lru_cache(maxsize=2_048)
def _words(text: str) -> tuple[tuple[Span, str], ...]:
    """The words of a text: where each stands, and its stem."""
    found = [(Span(*each.span()), tokens(each.group())) for each in _WORD.finditer(text)]
    return tuple((span, stem(read[0])) for span, read in found if read)


def _rating(rated: tuple[float, Span]) -> tuple[float, int]:
    return rated[0], -rated[1].start
