"""Words that hold what follows them: "except the captain", "rather than demolish it". What they hold is told with them.

Each kind of such words finds its own holds in a reading; a word of a draft is held by the same kinds as at one of its
places in what is cited. But: what a hold takes from the rest of its sentence is for who finds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from rag.compose.gate.grammar.tokens import Token
from rag.compose.gate.reading import Reading
from rag.compose.gate.words import is_weighty
from rag.types import Difference

_STOPS = ("mark", "sub", "rel", "aux")


class Hold(Struct, frozen=True):
    """A holding word, `start` and `end` of it, and what it holds, from `end` up to, not with, `until`.

    `kind`: holds of one kind stand for one another.
    """

    kind: str
    start: int
    end: int
    until: int


Finder = Callable[[Reading], list[Hold]]


def behind(reading: Reading, start: int) -> int:
    """Where what begins at a token ends: at a mark, a word that opens a clause, or a verb behind its first word."""
    tags, at = reading.parsed.tags, start
    while at < len(tags) and tags[at] not in _STOPS and not (tags[at] == "verb" and at > start):
        at += 1
    return at


def phrased(reading: Reading, phrases: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Where a reading has one of some phrases, each a row of words in lower case: the tokens from, up to."""
    words = [each.lower for each in reading.parsed.tokens]
    for n in range(len(words)):
        for phrase in phrases:
            if words[n : n + len(phrase)] == [*phrase] and not reading.parsed.tokens[n].quoted:
                yield n, n + len(phrase)


def differences(find: Finder, draft: Reading, cited: Sequence[Reading], kind: str) -> Iterator[Difference]:
    """What a draft tells without the word that holds it, or lets one hold that does not."""
    theirs = [(each, find(each)) for each in cited]
    mine = find(draft)
    if not mine and not any(holds for _, holds in theirs):
        return
    for n, token in enumerate(draft.parsed.tokens):
        if token.quoted or not (is_weighty(token) or token.kind == "number") or _is_holding(mine, n):
            continue
        there = [_kinds(holds, place) for reading, holds in theirs for place in _places(reading, holds, token)]
        if there and _kinds(mine, n) not in there:
            yield Difference(kind, token.text)


def _places(reading: Reading, holds: Sequence[Hold], token: Token) -> list[int]:
    return [n for n in reading.places(token.lemma) if not _is_holding(holds, n)]


def _is_holding(holds: Sequence[Hold], n: int) -> bool:
    return any(each.start <= n < each.end for each in holds)


def _kinds(holds: Sequence[Hold], n: int) -> set[str]:
    """Which kinds of words hold a token."""
    return {each.kind for each in holds if each.end <= n < each.until}
