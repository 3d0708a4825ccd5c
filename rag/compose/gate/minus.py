"""Whether a number is below nought: by a minus before it, or by the brackets in which accounts put a loss."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.compose.gate.grammar.tokens import Token
from rag.compose.gate.reading import Reading
from rag.types import Difference

_SIGN = re.compile(
    r"(?:(?:^|[\s(\[“\"'/:])[-−–‑]\s?(?:US|AU?|CA?)?[$£€¥₹]?|[$£€¥₹]\s?[-−–‑]|\b(?:minus|negative) )$", re.IGNORECASE
)
_SPACED = re.compile(r"[–-] $")  # a dash that parts clauses
_MONEY = re.compile(r"(?:US|AU?|CA?)?[$£€¥₹]|.{1,30}?\b(?:million|billion|trillion|dollars|euros|pounds)$")
_OPENED = re.compile(r"(?:US|AU?|CA?)?[$£€¥₹]?$")
_LOOK = 12  # characters before a number in which its sign stands
_BARE = frozenset(("aux", "verb", "prep"))  # behind these a bracket adds to nothing


def differences(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """The numbers that are below nought on one side only."""
    for n, token in enumerate(draft.parsed.tokens):
        if token.kind != "number" or token.quoted:
            continue
        signs = {is_below(each, at) for each in cited for at in _places(each, token)}
        own = is_below(draft, n)
        if signs and own not in signs:
            yield Difference("number", token.text if own is False else f"-{token.text}")


def _places(reading: Reading, token: Token) -> list[int]:
    found = enumerate(reading.parsed.tokens)
    return [n for n, each in found if each.kind == "number" and each.lemma == token.lemma]


def is_below(reading: Reading, n: int) -> bool:
    """Whether the number at the `n`th token is below nought."""
    token = reading.parsed.tokens[n]
    before = reading.text[max(0, token.start - _LOOK) : token.start]
    return (bool(_SIGN.search(before)) and not _SPACED.search(before)) or _is_loss(reading, n)


def _is_loss(reading: Reading, n: int) -> bool:
    """Whether a sum stands in brackets where no other thing stands that they might add to: "was ($3 million)"."""
    token, text = reading.parsed.tokens[n], reading.text
    if n < 2 or not text[token.end : token.end + 1] == ")" or not _MONEY.match(token.text):
        return False
    before = _OPENED.sub("", text[: token.start])
    return before.endswith("(") and reading.parsed.tags[n - 2] in _BARE
