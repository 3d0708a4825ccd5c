"""A draft that has the words of one citation in their order is that citation, however numbers and dates are written.

What a citation has in brackets may be left out. But: a comma more or less only behind a date, since commas can turn who
says what.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.compose.gate.dates import covers, meant
from rag.compose.gate.grammar.tokens import Token
from rag.compose.gate.reading import Reading

_FORMS = {
    "ca": "can", "wo": "will", "n't": "not", "'re": "are", "'ve": "have", "'m": "am", "'ll": "will",
    "per cent": "percent", "“": '"', "”": '"', "–": "-", "—": "-",
}  # fmt: skip


def is_one(draft: Reading, cited: Sequence[Reading]) -> bool:
    """Whether a draft is one of the citations, word for word."""
    return any(draft.text == each.text for each in cited) or any(_is_same(draft, each) for each in cited)


def _is_same(draft: Reading, cited: Reading) -> bool:
    own, other = _telling(draft), _telling(cited)
    return len(own) == len(other) and all(_equal(draft, a, cited, b) for a, b in zip(own, other, strict=True))


def _telling(reading: Reading) -> list[Token]:
    """The tokens of a reading without the commas behind its times, and the articles before them."""
    tokens = reading.parsed.tokens
    return [each for n, each in enumerate(tokens) if not (_ends_time(tokens, n) or _opens_time(tokens, n))]


def _ends_time(tokens: Sequence[Token], n: int) -> bool:
    return tokens[n].text == "," and n > 0 and (tokens[n - 1].kind == "time" or tokens[n - 1].text.isdigit())


def _opens_time(tokens: Sequence[Token], n: int) -> bool:
    return tokens[n].lower == "the" and n + 1 < len(tokens) and tokens[n + 1].kind == "time"


def _equal(draft: Reading, own: Token, cited: Reading, other: Token) -> bool:
    if own.dated and other.dated:
        if _bare(own) == _bare(other):
            return True
        return any(covers(each, other.dated) and covers(other.dated, each) for each in meant(draft, own.dated, cited))
    if own.kind == other.kind == "number":
        return own.lemma == other.lemma and _lead(draft, own) == _lead(cited, other)
    if own.start == other.start == 0:
        return _form(own) == _form(other)
    return own.kind == other.kind and own.is_name == other.is_name and _form(own) == _form(other)


def _bare(time: Token) -> str:
    return time.lower.removeprefix("the ")


def _lead(reading: Reading, number: Token) -> str:
    """What bounds a number, in its words."""
    return reading.text[number.start : number.end].removesuffix(number.text).lower()


def _form(token: Token) -> str:
    return _FORMS.get(token.lower, token.lower)
