"""What did not come about is not told as if it had: "foiled an attack", "a strike was averted", "ruled out arson"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.compose.gate import matching
from rag.compose.gate.grammar.clauses import Clause
from rag.compose.gate.grammar.lemmas import lemma
from rag.compose.gate.reading import Reading, shown_verb
from rag.types import Difference

_UNDOING = frozenset(
    map(
        lemma,
        "foil thwart avert prevent avoid disprove debunk refute lack forestall preempt abort scupper".split(),
    )
)
_RULE, _OUT = lemma("rule"), "out"


def differences(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """The things that all citations tell to have been undone, where the draft does not."""
    undone = [(each, clause) for each in cited for clause in each.clauses if _undoes(each, clause)]
    if not undone or any(clause.verb.lemma in draft.lemmas for _, clause in undone):
        return
    heads = {(id(each), phrase.end - 1) for each, clause in undone for phrase in matching.roles(clause).done_to[:1]}
    for token in draft.parsed.tokens:
        places = [(id(each), n) for each in cited for n in each.places(token.lemma)]
        if token.kind == "word" and not token.quoted and places and heads.issuperset(places):
            yield Difference("certainty", token.text, shown_verb(*undone[0]))


def _undoes(reading: Reading, clause: Clause) -> bool:
    """Whether a clause tells that something did not come about, and does not deny it."""
    if clause.verb.lemma == _RULE:
        return any(each.lower == _OUT for each in reading.parsed.tokens[clause.verb.end : clause.verb.end + 2])
    return clause.verb.lemma in _UNDOING
