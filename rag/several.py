"""A text that asks several things, taken apart: "Who won? And where was it held?" is two questions.

But: nothing is taken apart that is not a question by itself; what goes before a single question is its setting.
"""

from __future__ import annotations

import re

from rag import forms

_MOST = 5  # parts; what follows stays with the last
_SENTENCE = re.compile(r"(?<=[?？])\s+|(?<=\?)(?=[A-Z])|\n+")
_WORDS = "who|whom|whose|when|where|why|how|what|which"
_JOINED = re.compile(rf"(?:,|;)?\s+and\s+(?=(?:{_WORDS})\b(?:\s+[\w'’-]+){{2}})", re.IGNORECASE)
_ASKS = re.compile(
    rf"^\W*(?:(?:and|but|so|or|also|then)\W+)?(?:(?:in|on|at|by|to|for|from|with|of|about|since|until)\s+)?(?:{_WORDS}"
    r"|is|are|was|were|did|do|does|has|have|had|can|could|will|would|should)\b",
    re.IGNORECASE,
)
_AUXILIARY = "is|are|was|were|did|do|does|has|have|had|will|would|can|could|should"
_BRIEF = r"(?:(?:on|at|in|by|from|to|for|with) )?(?:when|where|why|how|whom?|(?:what|which)(?: \w+)?)"
_TWICE = re.compile(  # "On what date and at what time did it sink?"
    rf"^(?P<first>{_BRIEF}) and (?P<second>{_BRIEF}) "
    r"(?P<rest>(?:is|are|was|were|did|do|does|has|have|had|will|would|can|could|should)\b.+)$",
    re.IGNORECASE,
)
_OPEN = re.compile(rf"^\W*\w+$|\b(?:{_WORDS})$", re.IGNORECASE)  # "… known about how and why …"


def apart(asked: str) -> tuple[str, ...]:
    """The questions that `asked` puts, in order, each with the sentences before it; itself when it puts one or none."""
    if forms.read(asked).form != "fact":  # "Which outlets report it, and are they independent?" is one
        return (asked,)
    found: list[str] = []
    setting: list[str] = []
    for sentence in filter(None, map(str.strip, _SENTENCE.split(asked))):
        if sentence[-1] not in "?？":
            setting.append(sentence)
            continue
        found += _conjoined(" ".join([*setting, sentence]))
        setting = []
    if len(found) < 2:
        return (asked,)
    whole = [*found[: _MOST - 1], " ".join([*found[_MOST - 1 :], *setting])]
    return tuple(filter(None, whole))


def _conjoined(question: str) -> list[str]:
    """A question in two where another begins behind "and"; one such as "Who won and when?" stays whole."""
    twice = _TWICE.match(question)
    if twice:
        second = twice["second"]
        return [f"{twice['first']} {twice['rest']}", f"{second[0].upper()}{second[1:]} {twice['rest']}"]
    cut = _JOINED.search(question)
    if not cut:
        return [question]
    first, second = question[: cut.start()], question[cut.end() :]
    if not _ASKS.match(first) or _OPEN.search(first):
        return [question]
    return [f"{first}?", second[0].upper() + second[1:]]
