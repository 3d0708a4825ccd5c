"""Misspelt words of a question, read as the archive spells them; what was read is told with the answer.

But: only words that neither English at large nor any passage found has, where a passage has one nearly the same.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

import msgspec

from rag.types import Hit, Question
from rag.words import content_stems, is_known, stem, tokens

_WORD = re.compile(r"[^\W\d_]{5,}")
_ALIKE = 0.82  # least similarity (Ratcliff & Obershelp 1988), in [0, 1]


def doubtful(question: Question) -> tuple[str, ...]:
    """The words of a question that English at large does not have."""
    found = dict.fromkeys(_WORD.findall(question.text))
    return tuple(word for word in found if not is_known(stem("".join(tokens(word)[:1]))))


def mended(question: Question, hits: Sequence[Hit]) -> Question:
    """The question in the spelling of `hits`, with what was read in `assumptions`; itself when nothing is misspelt."""
    held = {
        token: word
        for hit in hits
        for word in _WORD.findall(f"{hit.revision.title} {hit.text}")
        for token in tokens(word)
    }
    text, told = question.text, []
    for word in doubtful(question):
        token = "".join(tokens(word)[:1])
        near = [] if token in held else difflib.get_close_matches(token, _alike(token, held), n=1, cutoff=_ALIKE)
        if near:
            text = re.sub(rf"\b{re.escape(word)}\b", held[near[0]], text)
            told.append(f"“{word}” read as “{held[near[0]]}”")
    if not told:
        return question
    words = tuple(dict.fromkeys(content_stems(text)))
    return msgspec.structs.replace(question, text=text, words=words, assumptions=(*question.assumptions, *told))


def _alike(token: str, held: dict[str, str]) -> list[str]:
    """Words that begin alike and have about its length: a slip seldom hits the first letter."""
    return [other for other in held if other[0] == token[0] and abs(len(other) - len(token)) <= 2]
