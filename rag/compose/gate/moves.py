"""What rises in a draft does not fall in the clause that it tells again, where a citation has both.

But: a word that no citation has at all is for `words`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.compose.gate.grammar.clauses import Clause
from rag.compose.gate.grammar.lemmas import lemma
from rag.compose.gate.reading import Reading, shown_verb
from rag.compose.gate.words import told
from rag.types import Difference

_UP = frozenset(
    map(lemma, "rise increase climb grow gain jump soar surge raise rally lift boost expand advance".split())
)
_DOWN = frozenset(
    map(lemma, "fall decline decrease drop lose slip slide plunge tumble sink cut lower reduce shrink shed dip".split())
)


def differences(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """The rises that are falls in the nearest clause of the citations, and the reverse."""
    for clause in draft.clauses:
        way, other = _ways(clause.verb.lemma)
        if not way or draft.parsed.tokens[clause.verb.main].quoted:
            continue
        yield from _ends(draft, clause, cited)
        alike, turned = (_nearest(draft, clause, cited, verbs) for verbs in (way, other))
        if turned is not None and (alike is None or turned[0] > alike[0]):
            yield Difference("direction", shown_verb(draft, clause), turned[1])


def _ends(draft: Reading, clause: Clause, cited: Sequence[Reading]) -> Iterator[Difference]:
    """The numbers up to which something changes that are told as by how much, and the reverse."""
    for n in range(clause.verb.end, clause.end):
        token = draft.parsed.tokens[n]
        own = _end(draft, n)
        if token.kind != "number" or not own:
            continue
        theirs = {_end(each, at) for each in cited for at in each.places(token.lemma)}
        if theirs and own not in theirs and "" not in theirs:
            yield Difference("direction", f"{own} {token.text}", f"{min(theirs)} {token.text}")


def _end(reading: Reading, n: int) -> str:
    """Whether a number tells whither or whence something changes, or by how much; empty where it tells neither."""
    phrase = reading.parsed.phrase_at(n)
    if phrase is None or phrase.prep not in (None, "to", "from", "by"):
        return ""
    return phrase.prep or "by"


def _ways(verb: str) -> tuple[frozenset[str], frozenset[str]]:
    """The verbs that go the way of a verb, and those that go the other; none for one that goes neither."""
    if verb in _UP:
        return _UP, _DOWN
    return (_DOWN, _UP) if verb in _DOWN else (frozenset(), frozenset())


def _nearest(draft: Reading, clause: Clause, cited: Sequence[Reading], verbs: frozenset[str]) -> tuple[int, str] | None:
    """How many words a draft's clause shares with the nearest clause of some verbs, and that one's verb."""
    own = told(draft, clause)
    found = [
        (len(own & told(each, other)), shown_verb(each, other))
        for each in cited
        for other in each.clauses
        if other.verb.lemma in verbs
    ]
    return max(found, default=None)
