"""Whether two sentences in the same words tell of different places: "marched through Drum", "marched through Eask".

But: only names behind a preposition in the same slot, neither of which the other text has; a spelling of a name is not
another place.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from rag.remembered import remembers

_WORD = re.compile(r"[\w’'-]+")
_MOST = 80  # words of a sentence that are compared
_LONGEST = 3  # words of the name of a place
_BEFORE = frozenset("in at near through outside across around from to of off into throughout over beside along".split())
_SPELT = 0.6  # likeness from which two names may be spellings of one


@remembers(1_024)
def differ(one: str, other: str) -> bool:
    """Whether they name different places where their words are else the same."""
    first, second = _WORD.findall(one)[:_MOST], _WORD.findall(other)[:_MOST]
    for kind, begin, end, start, stop in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if kind != "replace" or not begin or first[begin - 1].lower() not in _BEFORE:
            continue
        here, there = first[begin:end], second[start:stop]
        if _is_name(here) and _is_name(there) and not _is_named(here, other) and not _is_named(there, one):
            return SequenceMatcher(None, " ".join(here), " ".join(there)).ratio() < _SPELT
    return False


def _is_name(words: list[str]) -> bool:
    return len(words) <= _LONGEST and all(word[:1].isupper() for word in words)


def _is_named(words: list[str], text: str) -> bool:
    return bool(set(words) & set(_WORD.findall(text)))
