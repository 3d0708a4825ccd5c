"""A draft's numbers stand in what it cites: the same value, of the same unit, as exact as it is told there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.compose.gate.grammar.tokens import Token
from rag.compose.gate.licensed import alike
from rag.compose.gate.reading import Reading
from rag.figures import units
from rag.types import Difference

_MEASURES = frozenset(
    "kilometr km mile metr foot tonn ton kilogram kg hectar acr litr gallon barrel degre mph kph knot inch cm yard "
    "percent point squar cubic ounc gram".split()
)
_NEARLY = re.compile(r"(?:nearly|almost)\b", re.IGNORECASE)


def differences(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """The numbers that no citation carries, and those of another unit or otherwise bound."""
    for n, token in enumerate(draft.parsed.tokens):
        if token.kind == "number" and not token.quoted:
            yield from _number(draft, n, token, cited)


def _number(draft: Reading, n: int, token: Token, cited: Sequence[Reading]) -> Iterator[Difference]:
    same = [(each, at) for each in cited for at in _places(each, token)]
    if not same:
        yield Difference("number", token.text, _instead(draft, n, cited))
        return
    own = unit_of(draft, n)
    fitting = [(each, at) for each, at in same if _fits(own, unit_of(each, at))]
    if not fitting:
        yield Difference("unit", shown(draft, n), shown(*same[0]))
    elif all(_bound(draft, token) != _bound(each, each.parsed.tokens[at]) for each, at in _nearest(own, fitting)):
        yield Difference("number", shown(draft, n), shown(*fitting[0]))


def _nearest(own: frozenset[str], fitting: list[tuple[Reading, int]]) -> list[tuple[Reading, int]]:
    """The places where a number counts the same thing; all, where it counts that nowhere."""
    return [(each, at) for each, at in fitting if own & unit_of(each, at)] or fitting


def _bound(reading: Reading, token: Token) -> str:
    """How a number is bounded; "nearly" is apart from "about", since it tells on which side."""
    return "below" if _NEARLY.match(reading.text, token.start) else token.bound


def _places(reading: Reading, token: Token) -> list[int]:
    """Where a reading has the number."""
    found = enumerate(reading.parsed.tokens)
    return [n for n, each in found if each.kind == "number" and each.lemma == token.lemma]


def unit_of(reading: Reading, n: int) -> frozenset[str]:
    """What may be the unit of a number: the noun behind it and the head of its phrase."""
    tokens = reading.parsed.tokens
    phrase = reading.parsed.phrase_at(n)
    if phrase is None or n + 1 >= phrase.end:
        return frozenset()
    behind = next((each.lemma for each in tokens[n + 1 : phrase.end] if each.kind == "word"), "")
    return frozenset((behind, phrase.head))


def _fits(own: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two units are one; of things that are no measures, other checks tell."""
    measured = [each for each in (*own, *other) if _is_measure(each)]
    if not measured or not own or not other:
        return True
    return any(alike(a, b) for a in own for b in other)


def _is_measure(lemma: str) -> bool:
    return lemma in _MEASURES or units.is_money(lemma) or units.is_time(lemma)


def _instead(draft: Reading, n: int, cited: Sequence[Reading]) -> str | None:
    """The number that the citations give of the same thing, where there is one only."""
    own = unit_of(draft, n)
    all_ = [(each, at) for each in cited for at, token in enumerate(each.parsed.tokens) if token.kind == "number"]
    fitting = [(each, at) for each, at in all_ if own & unit_of(each, at)] or all_
    values = {each.parsed.tokens[at].text for each, at in fitting}
    return values.pop() if len(values) == 1 else None


def shown(reading: Reading, n: int) -> str:
    """A number with what bounds it and its unit, as it is written."""
    tokens = reading.parsed.tokens
    end = tokens[n + 1].end if n + 1 < len(tokens) and tokens[n + 1].kind == "word" else tokens[n].end
    return reading.text[tokens[n].start : max(end, tokens[n].end)]
