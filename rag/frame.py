"""How a question is built around what it asks for: the words before the question word, and those behind it.

The answer stands among the same words in a sentence, mostly on the same side of them. But: no grammar beyond that.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from rag.words import STOPWORDS, stem, tokens

Side = Literal["around", "before", "any"]
_QUESTION = re.compile(
    r"\b(?:which|what|who|whom|whose|where|when|why|how (?:many|much|long|old|far|big|large|tall|high|often|fast|soon)"
    r"|how)\b",
    re.IGNORECASE,
)
_NAMING = re.compile(r"which|what|how ", re.IGNORECASE)  # these ask wherever they stand, "who" and "where" may relate
_MANY = re.compile(
    r"(?:which|what) (?:(?!(?:is|was|does|has)\b)[\w'’-]+ ){0,2}?(?!(?:is|was|does|has|this|news)\b)[\w'’-]*[^\Ws]s\b"
    r"|who (?:are|were)\b"
    r"|(?:which|what) (?:countries|cities|parties|companies|people)\b",
    re.IGNORECASE,
)
_STATEMENT = 4  # content words from which a statement without a question word is one to be completed
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_DID = re.compile(r"^\W*(?:[\w'’-]+ ){0,4}?(?:did|do|does)\b", re.IGNORECASE)
_BE = re.compile(
    r"^\W*(?:[\w'’-]+ ){0,4}?(?:is|are|was|were|has|have|had|will|can|could|would|should)\b", re.IGNORECASE
)


class Frame(Struct, frozen=True):
    """Stems around what is asked for, nearest first, stop words left out.

    `before`, `after`: in front of the question word and behind it. `apart`: of the question's other
    sentences. `side`: where they are expected in an answer: around it as in the question, all before it, any.
    `asks`: whether something is asked for, be it by an open end. `many`: whether more than one thing is.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    apart: tuple[str, ...]
    side: Side
    asks: bool = True
    many: bool = False


@lru_cache(maxsize=256)
def read(question: str) -> Frame:
    """The frame of a question; a text that asks nothing is read as one to be completed at its end."""
    parts = _SENTENCE.split(question.strip())
    place = next((n for n in reversed(range(len(parts))) if _QUESTION.search(parts[n])), len(parts) - 1)
    asked = parts[place]
    apart = tuple(stemmed for n, part in enumerate(parts) if n != place for stemmed in _content(part))
    found = _question_word(asked)
    if found is None:
        words = _content(asked)[::-1]
        return Frame(words, (), apart, "before", asks=asked.endswith(":") or len(words) >= _STATEMENT)
    before, rest = _content(asked[: found.start()])[::-1], asked[found.end() :]
    many = bool(_MANY.match(asked[found.start() :]))
    return Frame(before, _content(rest), apart, _side(before, rest), many=many)


def _question_word(asked: str) -> re.Match[str] | None:
    found = list(_QUESTION.finditer(asked))
    naming = [match for match in found if _NAMING.match(match.group())]
    opening = [match for match in found if not _content(asked[: match.start()])]
    return next(iter([*naming, *opening, *reversed(found)]), None)


def _side(before: tuple[str, ...], rest: str) -> Side:
    if before:
        return "around"
    if _DID.match(rest):
        return "before"  # "Whom did they elect?": they elected …
    return "any" if _BE.match(rest) else "around"


def _content(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(stem(token) for token in tokens(text) if token not in STOPWORDS))
