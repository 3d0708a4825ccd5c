"""What in a sentence may be the answer: spans of the type asked for, and how well each stands where it should.

But: no reading of grammar. It says "a sum of money stands beside these words", not "this was paid by them".
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from rag import frame, gazetteer
from rag.frame import Frame
from rag.marks import expected, proper
from rag.remembered import remembers
from rag.synonyms import groups, related
from rag.types import Expects, Question, Span
from rag.words import STOPWORDS, rarity, spaced, stem, stems, tokens

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_COUNTED = re.compile(
    r"\bhow many ((?:[\w'’-]+ ){1,6}?)(?:did|do|does|were|was|are|is|have|has|had|will|would|can|could|\w+ed|\?|$)",
    re.IGNORECASE,
)
_COUNTRY = re.compile(r"\b(?:which|what) (?:[\w'’-]+ ){0,3}?(?:country|countries|nations?)\b", re.IGNORECASE)
_STATE = re.compile(r"\b(?:which|what) (?:[\w'’-]+ ){0,3}?states?\b", re.IGNORECASE)
_BODY = re.compile(
    r"\b(?:Inc|Corp|Co|Ltd|Police|Party|Journal|Times|Post|News|University|Court|Congress|Senate|House|Department"
    r"|Agency|Ministry|Committee|Commission|Association|Union|Press|Reuters|CNN|BBC|AP|AFP|Service|Cent(?:er|re)s?"
    r"|Institute|League|Games?|Cup|Championships?|Street|Park|Stadium|Airport|City|County|Company|Group|Council"
    r"|Federation|Parliament|Administration|Bureau|Board|Bank)\b"
)
_NAMED: frozenset[Expects] = frozenset(("person", "place", "name"))
_AMOUNTS: tuple[Expects, ...] = ("money", "percent", "number")
_BEHIND = 6  # words behind a number among which the thing counted stands
_ASKING = frozenset(("mani", "much", "long", "name"))  # stems that ask, and stand in no answer
_FREE, _FADES = 2, 8.0  # words of distance that cost nothing; beyond, a word's pull falls by e each so many
_RANK_FADES = 3.0  # the pull of the question's words falls by e each so many from the question word
_OTHER_SIDE = 0.3  # what a word counts on the side where it is not expected, or within the span
_RUN = -0.3  # words without a capital are named more often than they answer


class _Word(NamedTuple):
    """A word of a text: where it stands, its stem, and the groups of words that it may stand for."""

    span: Span
    stem: str
    groups: frozenset[int]


class Contender(Struct, frozen=True):
    """A span that may be the answer.

    `key`: its tokens, the same for every spelling. `stands`: how well it fits where it stands, about 0 to 1.
    """

    span: Span
    key: frozenset[str]
    stands: float


def find(question: Question, sentence: str) -> tuple[Contender, ...]:
    """The contenders in a sentence, in order; none where an answer is no span (yes or no)."""
    return _found(question.text, question.expects, sentence)


def lacks(question: Question, sentence: str) -> bool:
    """Whether a thing of the type asked for can be told by its form, and none is there."""
    if not expected.holds(question.expects, sentence, question.text):
        return True
    if question.expects != "count":
        return False
    spans = expected.candidates("count", sentence, question.text)
    return not any(_counts(question.text, span, sentence) for span in spans)


def counted(question: str) -> tuple[str, ...]:
    """The stems of what "how many …" counts, its last two words; none when nothing is counted."""
    found = _COUNTED.search(question)
    named = [stem(token) for token in tokens(found[1]) if token not in STOPWORDS] if found else []
    return tuple(named[-2:])


@remembers(1_024)
def _found(question: str, expects: Expects, sentence: str) -> tuple[Contender, ...]:
    asked, shape, words = spaced(question), frame.read(question), _words(sentence)
    found: dict[Span, float] = {}
    for span, prior in _proposed(question, expects, sentence):
        text = span.of(sentence)
        if text.strip() and spaced(text) not in asked:
            found.setdefault(span, prior + _pull(shape, span, words))
    return tuple(Contender(span, frozenset(tokens(span.of(sentence))), round(at, 6)) for span, at in found.items())


def _proposed(question: str, expects: Expects, sentence: str) -> Iterator[tuple[Span, float]]:
    """Spans by their form, with what their form says for or against them."""
    if expects != "thing":
        for span in expected.candidates(expects, sentence, question):
            yield span, _fits(question, expects, span, sentence)
        return
    for span in proper.names(sentence):
        yield span, _fits(question, expects, span, sentence)
    if not question.rstrip().endswith("?"):  # "The toll rose to:" may want anything
        for kind in _AMOUNTS:
            yield from ((span, 0.0) for span in expected.candidates(kind, sentence, question))
    yield from ((span, _RUN) for span in _runs(question, sentence))


def _fits(question: str, expects: Expects, span: Span, sentence: str) -> float:
    """What speaks against a span as the answer, at most 0: a country is no person, a person no country."""
    if expects == "count":
        return 0.0 if _counts(question, span, sentence) else -0.5
    if expects not in _NAMED and expects != "thing":
        return 0.0
    name = span.of(sentence)
    kinds = gazetteer.kinds(name)
    if expects == "place" and _COUNTRY.search(question):
        return 0.0 if "country" in kinds else -0.35 if "people" in kinds else -0.6
    if expects == "place" and _STATE.search(question):
        return 0.0 if "state" in kinds else -0.5
    if expects == "place":
        return -0.5 if "people" in kinds else 0.0
    if expects == "person":
        body = -0.4 * bool(_BODY.search(name) or (name.isupper() and " " not in name))
        return -0.6 if kinds else body - 0.1 * (" " not in name)
    return -0.5 if "people" in kinds else -0.2 * bool(kinds)


def _counts(question: str, span: Span, sentence: str) -> bool:
    """Whether what is to be counted stands behind a number; true where nothing is named."""
    things = counted(question)
    kin = groups(set(things))
    behind = [word for word in _words(sentence) if word.span.start >= span.end][:_BEHIND]
    return not things or any(word.stem in things or word.groups & kin for word in behind)


def _runs(question: str, sentence: str) -> list[Span]:
    """Words in a row that are neither stop words nor the question's, without figures."""
    asked, runs = set(stems(question)), list[Span]()
    open_until = -1
    for match in _WORD.finditer(sentence):
        read = tokens(match.group())
        if not read or _tells_nothing(read[0]) or stem(read[0]) in asked or match.group()[0].isdigit():
            open_until = -1
            continue
        if open_until >= 0 and sentence[open_until : match.start()] == " ":
            runs[-1] = Span(runs[-1].start, match.end())
        else:
            runs.append(Span(*match.span()))
        open_until = match.end()
    return runs


def _tells_nothing(token: str) -> bool:
    return token in STOPWORDS or proper.is_calendar(token)


def _pull(shape: Frame, span: Span, words: Sequence[_Word]) -> float:
    """The share of the question's words, by rarity, that stand near the span on the side where they should."""
    inside = [n for n, word in enumerate(words) if word.span.start < span.end and span.start < word.span.end] or [0]
    pull = total = 0.0
    for stemmed, side, weight in _weighed(shape):
        total += weight
        pull += weight * max((_near(n, inside, side) for n in _places(stemmed, words)), default=0.0)
    return pull / total if total else 0.0


def _weighed(shape: Frame) -> Iterator[tuple[str, int, float]]:
    """The question's words: stem, side of the answer on which it stands (-1, 1; 0 for any), weight."""
    for stems_of, side in ((shape.before, -1), (shape.after, 1)):
        wanted = {"around": side, "before": -1, "any": 0}[shape.side]
        for rank, stemmed in enumerate(stems_of):
            if stemmed not in _ASKING:
                yield stemmed, wanted, rarity(stemmed) * math.exp(-rank / _RANK_FADES)
    for stemmed in shape.apart:
        yield stemmed, 0, rarity(stemmed) * _OTHER_SIDE


def _near(position: int, inside: Sequence[int], side: int) -> float:
    if inside[0] <= position <= inside[-1]:
        return _OTHER_SIDE
    distance = inside[0] - position if position < inside[0] else position - inside[-1]
    is_on = -1 if position < inside[0] else 1
    return math.exp(-max(0, distance - _FREE) / _FADES) * (1.0 if side in (0, is_on) else _OTHER_SIDE)


def _places(stemmed: str, words: Sequence[_Word]) -> list[int]:
    kin = related(stemmed)
    return [n for n, word in enumerate(words) if word.stem == stemmed or kin & word.groups]


@remembers(2_048)
def _words(text: str) -> tuple[_Word, ...]:
    found = [(Span(*each.span()), tokens(each.group())) for each in _WORD.finditer(text)]
    stemmed = [(span, stem(read[0])) for span, read in found if read]
    return tuple(_Word(span, each, related(each)) for span, each in stemmed)
