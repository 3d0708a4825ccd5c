"""Who gives a figure: "police said", "organisers put", "according to the ministry".

But: by the words next to the verb alone; nothing tells that "the force" are the police.
"""

from __future__ import annotations

import re

from rag.figures.nouns import Told
from rag.words import STOPWORDS, stem, tokens

_VERB = r"(?:said|says|put|puts|estimated?s?|gave|gives|claim(?:s|ed)|counted|reckon(?:s|ed)|spoke of|insist(?:s|ed))"
_SAYS = re.compile(
    rf"(?<![\w’'-])(?P<who>(?:[\w’'-]+ ){{0,4}}[\w’'-]+) (?:also |had |has |later )?{_VERB}\b", re.IGNORECASE
)
_BY = re.compile(r"\baccording to (?P<who>[\w’'-]+(?: [\w’'-]+){0,4})|\bby (?P<own>[\w’']+) count\b", re.IGNORECASE)
_PRONOUNS = frozenset("it he she they we who officials".split())


def of(told: Told) -> frozenset[str]:
    """The stems of the words that name who gives a figure; empty where nobody is named."""
    found = _SAYS.search(told.text) or _BY.search(told.text)
    named = tokens(next(filter(None, found.groups()), "")) if found else []
    return frozenset(stem(each) for each in named if each not in STOPWORDS | _PRONOUNS)


def differ(one: Told, other: Told) -> bool:
    """Whether two who have no word in common give figures in one article."""
    if not one.about or (one.about, one.day, one.group) != (other.about, other.day, other.group):
        return False
    left, right = of(one), of(other)
    return bool(left and right and not left & right)
