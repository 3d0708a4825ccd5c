"""A part is not told as the whole: "one of the nine miners", "a majority of the judges", "nine out of ten patients".

And "not all" is neither all nor none. But: of what is no number or quantity, such as "the roof of the school", another
check tells.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from rag.compose.gate.grammar import lexicon
from rag.compose.gate.grammar.lemmas import lemma
from rag.compose.gate.grammar.phrases import Phrase
from rag.compose.gate.grammar.tokens import Token
from rag.compose.gate.licensed import alike
from rag.compose.gate.reading import Reading, shown
from rag.types import Difference

_QUANTITIES = frozenset(
    map(
        lemma,
        "one some most many few several half majority minority plurality part portion fraction bulk third quarter "
        "fifth tenth percent percentage share proportion number handful couple dozen dozens scores hundreds thousands "
        "millions none each any either much rest remainder least another".split(),
    )
)
_SHARES = frozenset(
    map(lemma, "majority minority percent half third quarter fifth tenth fraction bulk proportion most".split())
)  # which tell of a part though no "the" follows: "a majority of judges"
_WHOLE = frozenset("the these those its his her their our all".split())
_ALL = frozenset("all every everyone everybody everything both".split())
_RATIO = (("out", "of"), ("in",))
_SMALL, _LARGE = 1, 100_000  # bounds of the whole in "nine in ten"


def differences(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """The things of which a draft tells what its citations tell of a part of them."""
    for phrase in draft.parsed.nouns:
        if phrase.is_pronoun or draft.parsed.tokens[phrase.start].quoted:
            continue
        heads = [(each, noun) for each in cited for noun in each.parsed.nouns if alike(phrase.head, noun.head)]
        parts = [_part(*each) for each in heads]
        if parts and all(parts) and not any(_has(draft, each) for each in parts):
            yield Difference("certainty", shown(draft, phrase), " ".join(each.text for each in parts[0]))
    yield from _ratios(draft, cited)


def _has(draft: Reading, part: Sequence[Token]) -> bool:
    """Whether a draft has the words of a quantity; "not all" as one."""
    if len(part) == 1:
        return part[0].lemma in draft.lemmas
    pairs = itertools.pairwise(each.lower for each in draft.parsed.tokens)
    return any(a in lexicon.NEGATORS and b == part[1].lower for a, b in pairs)


def _part(reading: Reading, phrase: Phrase) -> tuple[Token, ...]:
    """The quantity of which a phrase is the whole, as a draft must keep it; empty for none."""
    tokens, start = reading.parsed.tokens, phrase.start
    first = tokens[start]
    if start and phrase.negated and first.lower in _ALL and reading.parsed.tags[start - 1] == "neg":
        return tokens[start - 1], first
    if phrase.prep != "of" or start < 2:
        return ()
    quantity = tokens[start - 2]
    counted = first.lower in _WHOLE or first.kind == "number"
    held = counted if quantity.kind == "number" else quantity.lemma in _QUANTITIES and (counted or _is_share(quantity))
    return (quantity,) if held else ()


def _is_share(quantity: Token) -> bool:
    return quantity.lemma in _SHARES


def _ratios(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """The numbers of a ratio that a draft parts."""
    found = [pair for each in cited for pair in _pairs(each)]
    for one, other in found:
        for token, with_ in ((one, other), (other, one)):
            places = [n for each in cited for n, own in enumerate(each.parsed.tokens) if own.lemma == token.lemma]
            alone = len(places) <= sum(token.lemma in (a.lemma, b.lemma) for a, b in found)
            if token.lemma in draft.lemmas and with_.lemma not in draft.lemmas and alone:
                yield Difference("certainty", token.text, f"{one.text} in {other.text}")


def _pairs(reading: Reading) -> Iterator[tuple[Token, Token]]:
    """The ratios of a reading: "nine out of ten", "one in five"."""
    tokens = reading.parsed.tokens
    words = [each.lower for each in tokens]
    for n, token in enumerate(tokens):
        if token.value is None and token.lower != "one":
            continue
        for link in _RATIO:
            at = n + 1 + len(link)
            if (
                tuple(words[n + 1 : at]) == link
                and at + 1 < len(tokens)
                and _is_whole(token, tokens[at], tokens[at + 1])
            ):
                yield token, tokens[at]


def _is_whole(part: Token, whole: Token, behind: Token) -> bool:
    if whole.kind != "number" or whole.value is None or not whole.value.is_integer() or behind.kind != "word":
        return False
    return (part.value or 1) < whole.value and _SMALL < whole.value <= _LARGE and not 1500 <= whole.value < 2100
