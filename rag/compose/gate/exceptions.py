"""What is left out of all the others: "everyone except the captain". Neither side is told without the word between.

"But" excepts only behind who are all or none: "nobody but the captain".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.compose.gate import entailed, holding
from rag.compose.gate.grammar import lexicon
from rag.compose.gate.grammar.clauses import Clause
from rag.compose.gate.holding import Hold
from rag.compose.gate.reading import Reading
from rag.types import Difference

_KIND = "except"
_EXCEPTING: tuple[tuple[str, ...], ...] = (
    ("except", "for"), ("except",), ("excepting",), ("excluding",), ("barring",), ("apart", "from"),
    ("aside", "from"), ("other", "than"), ("with", "the", "exception", "of"), ("save", "for"), ("bar",), ("but", "for"),
)  # fmt: skip
_WHOLE = frozenset("all every everyone everybody everything everywhere any anyone anybody anything each both".split())
_NONE = lexicon.NOBODY | {"no"}
_NOMINAL = frozenset(("det", "noun", "name", "num", "prep", "poss", "time", "pron", "adv"))
_AMONG = frozenset(("bar", "but", "save"))  # words that except only behind who are all or none


def differences(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """What a draft tells of those who are left out, or of all the others without them."""
    yield from holding.differences(_found, draft, cited, "certainty")
    if _found(draft):
        return
    held = [(each, hold) for each in cited for hold in _found(each)]
    for clause in draft.clauses:
        same = [(each, other) for each in cited for other in each.clauses if _tells(clause, other)]
        if same and all(any(_limits(*pair, *each) for each in held) for pair in same):
            yield Difference("certainty", draft.text)
            return


def _tells(own: Clause, other: Clause) -> bool:
    return entailed.tells(own.verb.lemma, other.verb.lemma)


def _limits(reading: Reading, clause: Clause, among: Reading, hold: Hold) -> bool:
    """Whether an exception is one to what a clause tells: it stands in it, or is set off before it."""
    if among is not reading:
        return False
    nearest = min(reading.clauses, key=lambda each: _distance(reading, each, hold))
    return clause is nearest or clause.start <= hold.start < clause.end


def _distance(reading: Reading, clause: Clause, hold: Hold) -> int:
    """Tokens between an exception and a verb; one that opens its sentence belongs to what follows."""
    if clause.verb.start >= hold.until:
        return clause.verb.start - hold.until
    return hold.start - clause.verb.end if clause.verb.end <= hold.start else len(reading.parsed.tokens)


def _found(reading: Reading) -> list[Hold]:
    found = [
        Hold(_KIND, start, end, holding.behind(reading, end))
        for start, end in holding.phrased(reading, (*_EXCEPTING, ("but",), ("save",)))
        if reading.parsed.tokens[start].lower not in _AMONG or _is_behind_all(reading, start)
    ]
    return [each for each in found if not any(other.start < each.start < other.end for other in found)]


def _is_behind_all(reading: Reading, n: int) -> bool:
    """Whether all of some, or none, stand before a token with no verb between, and a thing right behind it."""
    tags, at = reading.parsed.tags, n - 1
    while at >= 0 and tags[at] in _NOMINAL and reading.parsed.tokens[at].lower not in _WHOLE | _NONE:
        at -= 1
    held = at >= 0 and reading.parsed.tokens[at].lower in _WHOLE | _NONE
    return held and n + 1 < len(tags) and reading.parsed.phrase_at(n + 1) is not None
