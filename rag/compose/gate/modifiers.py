"""Words joined to another by a hyphen, or set before it, that make it less or other than it is, stay with it.

"Anti-war", "would-be assassin", "40 percent less effective", "more expensive" behind a share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.compose.gate.grammar.tokens import Token
from rag.compose.gate.reading import Reading
from rag.compose.gate.words import is_weighty
from rag.types import Difference

_HYPHENS = "-‐‑"
_FREE = frozenset(
    "based born led backed wide area old year month week day time term held run owned made long made style".split()
)  # behind a hyphen these tell whence or how, and what they are joined to may be told alone
_LESS = frozenset("less least half twice thrice".split())
_MORE = frozenset(("more",))
_SHARED = frozenset(("percent", "per cent", "times", "fold", "%"))
_STYLED = re.compile(
    r"\b((?:would|wanna|soon-to|so|self|make|look)-(?:be|called|styled|proclaimed|declared|described|appointed|confessed"
    r"|professed|believe|alike)|one-?time)\s+((?:[\w'’-]+\s+){0,2}?[\w'’]+)",
    re.IGNORECASE,
)


def differences(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """The words that all citations join to another, or lessen, and the draft does not."""
    for token in draft.parsed.tokens:
        if not is_weighty(token) or token.quoted:
            continue
        places = [(each, n) for each in cited for n in each.places(token.lemma)]
        for lost in (_joined, _lessened, _styled):
            found = [lost(*each) for each in places]
            if found and all(found) and not any(each in draft.spelled or each in draft.text.lower() for each in found):
                yield Difference("certainty", token.text, f"{found[0]} {token.text}")
                break


def _joined(reading: Reading, n: int) -> str:
    """The word that a hyphen joins to a token, before it or, in a compound of three, behind; empty for none."""
    tokens, text = reading.parsed.tokens, reading.text
    token = tokens[n]
    if n and _meet(text, tokens[n - 1], token) and tokens[n - 1].kind == "word" and token.lower not in _FREE:
        return tokens[n - 1].lower
    if n + 1 < len(tokens) and _meet(text, token, tokens[n + 1]) and tokens[n + 1].kind == "word":
        behind = tokens[n + 1].lower
        return "" if behind in _FREE or reading.parsed.tags[n + 1] == "verb" or behind.endswith("ed") else behind
    return ""


def _meet(text: str, left: Token, right: Token) -> bool:
    return right.start - left.end == 1 and text[left.end] in _HYPHENS


def _lessened(reading: Reading, n: int) -> str:
    """The word right before a token that makes it less, or behind a share more; empty for none."""
    if n == 0:
        return ""
    before = reading.parsed.tokens[n - 1].lower
    if before in _LESS:
        return before
    share = reading.parsed.tokens[n - 2] if n > 1 else None
    told = share is not None and (share.lower in _SHARED or share.kind == "number")
    return before if before in _MORE and told and reading.parsed.phrase_at(n) is not None else ""


def _styled(reading: Reading, n: int) -> str:
    """What stands before a token to say that it is not quite what it is called; empty for none."""
    token = reading.parsed.tokens[n]
    for match in _STYLED.finditer(reading.text):
        if match.start(2) <= token.start < match.end(2):
            return match[1].lower()
    return ""
