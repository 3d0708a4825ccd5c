"""Whether a question wants what is newest: the latest, the most recent, what is so now.

But: "at the latest", a current account and an electric current are none.
"""

from __future__ import annotations

import re

_UP_TO_NOW = r"so far|up to now|to date"
_WORDS = re.compile(
    rf"\b(?:(?<!at the )latest|newest|most recent(?:ly)?|most up[- ]to[- ]date|currently|right now|as of now"
    rf"|(?:{_UP_TO_NOW})|at present|at the moment|nowadays|these days|the last time|what(?:['’]s| is) new"
    r"|any (?:more )?(?:news|updates?))\b",
    re.IGNORECASE,
)
_CURRENT = re.compile(
    r"\bcurrent (?!(?:accounts?|affairs|events|is|was|are|in|of|that|which|flow\w*|to|from|through|between|and|or|at|on"
    r")\b)\w",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"(?<!\buntil )(?<!\btill )(?<!\bby )(?<!\bbefore )(?<!\bfrom )(?<!\bto )(?<!\beven )(?<!\bjust )(?<!\bthe )"
    r"(?<!\band )"
    r"\bnow\b(?![-–’']| (?:that|defunct|famous|infamous|former|closed|deceased)\b)"
)
_SO_FAR = re.compile(rf"\b(?:{_UP_TO_NOW}|until now)\b", re.IGNORECASE)


def wants_latest(question: str) -> bool:
    """Whether it asks for the newest there is."""
    return any(words.search(question) for words in (_WORDS, _CURRENT, _NOW))


def ends_today(question: str) -> bool:
    """Whether a stretch that it names ends where it is put: this year so far."""
    return bool(_SO_FAR.search(question))
