"""The hedges of a sentence, and which of several counts.

But: a hedge that follows "who" or "that" belongs to a relative clause and is left out, by the word before it alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from rag.marks.certainty import denials, hedges
from rag.marks.certainty.hedges import Cue
from rag.types import Certainty, Span

WEAKEST: tuple[Certainty, ...] = (
    "denied", "alleged", "unconfirmed", "secondhand", "possible", "planned", "attributed", "asserted",
)  # fmt: skip
_WORDS = re.compile(r"[^\W\d_]+")
_BETWEEN = r"(?: (?:is|are|was|were|has|have|had|be|been|also|still|now|not|\w+ly))* $"
_RELATIVE = re.compile(
    rf"\b(?:who|which){_BETWEEN}|\b(?!(?:said|says|and|but|so|or|think|hope|believe|know|add(?:s|ed)"
    rf"|told \w+)\b)\w+ that{_BETWEEN}"
)


class Found(Struct, frozen=True):
    """A cue in a sentence: `span` in code points of the sentence."""

    certainty: Certainty
    span: Span


def _by_word() -> dict[str, list[Cue]]:
    table: dict[str, list[Cue]] = defaultdict(list)
    for cue in (*hedges.CUES, *denials.CUES):
        for word in cue.words:
            table[word].append(cue)
    return dict(table)


_TABLE = _by_word()


def found(said: str, *, reported: bool = False, quoted: bool = False) -> Iterator[Found]:
    """The cues of a sentence, in order.

    `reported`: somebody is said to have said it, so that "would" is his "will"; `quoted`: they are his own words, and
    what he will do is no less his word.
    """
    for word in _WORDS.finditer(said):
        for cue in _TABLE.get(word.group().lower(), ()):
            if (quoted and cue.certainty == "planned") or (cue.reported and not reported):
                continue
            span = _at(cue, said, word.start())
            if span:
                yield Found(cue.certainty, span)


def _at(cue: Cue, said: str, start: int) -> Span | None:
    """Where a cue stands whose word begins at `start`; None where its neighbours say otherwise."""
    if said[start : start + 3] in ("May", "Wil"):  # a month, a name, or a question
        return None
    behind = cue.behind.match(said, start)
    before = said[max(0, start - cue.reach) : start]
    if not behind or (cue.before and not cue.before.search(before)) or (cue.unless and cue.unless.search(before)):
        return None
    return None if _RELATIVE.search(before) else Span(start, behind.end())


def weakest(cues: Sequence[Found]) -> Found | None:
    """The cue that leaves least of a claim, the first of those that are equal."""
    return min(cues, key=lambda each: WEAKEST.index(each.certainty), default=None)
