"""Whether a text holds an accepted answer, token by token.

But: no synonyms, no number words, no paraphrase: an answer in other words counts as not given.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from msgspec import Struct

from rag.words import STOPWORDS

# A number keeps its separators, so that "3" is not found in "3.4"; signs of money and per cent are tokens.
_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:['’][^\W_]+)*|[%$€£¥]")
_PERCENT = re.compile(r"\bper\s?cent\b", re.IGNORECASE)
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_POSSESSIVE = re.compile(r"['’]s$")


class Token(Struct, frozen=True):
    """A token as it is compared, and where it ends in the text."""

    text: str
    end: int


def tokens(text: str) -> list[Token]:
    """Tokens of `text`: case and accents folded, a possessive cut, `per cent` as `%`, no commas in 1,200."""
    masked = _PERCENT.sub(lambda found: "%".rjust(len(found[0])), text)  # of the same length: ends stay true
    return [Token(_plain(found[0]), found.end()) for found in _TOKEN.finditer(masked)]


def reach(text: str, accepted: Iterable[str]) -> int | None:
    """How many leading code points of `text` one needs for an accepted answer, None when it holds none.

    A match is a run of whole tokens; a bare number is not found in a percentage.
    """
    held = tokens(text)
    ends = [_first_end(held, [token.text for token in tokens(answer)]) for answer in accepted]
    return min((end for end in ends if end is not None), default=None)


def content(text: str) -> frozenset[str]:
    """The different tokens of `text` that say something: no stop words."""
    return frozenset(token.text for token in tokens(text)) - STOPWORDS


def squeeze(text: str) -> str:
    """`text` without white space: quotes are compared like this, since layout is no content."""
    return "".join(text.split())


def _first_end(held: list[Token], wanted: list[str]) -> int | None:
    size = len(wanted)
    for begin in range(len(held) - size + 1 if size else 0):
        if [token.text for token in held[begin : begin + size]] == wanted and not _is_share(held, begin + size):
            return held[begin + size - 1].end
    return None


def _is_share(held: list[Token], after: int) -> bool:
    return after < len(held) and held[after].text == "%" and held[after - 1].text[0].isdigit()


def _plain(token: str) -> str:
    if _THOUSANDS.fullmatch(token):
        token = token.replace(",", "")
    folded = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", token.casefold()))
    return "".join(char for char in folded if not unicodedata.combining(char)).replace("’", "'")
