"""Each clause of a draft is carried by one clause of one citation: its doers, its denial, its certainty, its time.

Of the clauses with its verb, those that share most words with it are looked at, and the one that fits best is taken:
what is left is what differs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.compose.gate import attached, certainty, linking, matching, negation, nominal, roles, splices
from rag.compose.gate.grammar.clauses import Clause
from rag.compose.gate.reading import Reading
from rag.compose.gate.words import STANDING_FOR, told
from rag.types import Difference

_LINKING = frozenset(("be", "have", "do", "becom"))
_SAYING = frozenset(("say", "tell", "report", "announc", "add", "state", "note"))


def differences(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """What differs in each clause of a draft from the clause that carries it; without a verb nothing can be judged."""
    if not draft.clauses:
        yield Difference("tangled", draft.text)
    for clause in draft.clauses:
        if not draft.parsed.tokens[clause.verb.main].quoted:
            yield from _clause(draft, clause, cited)


def _clause(draft: Reading, clause: Clause, cited: Sequence[Reading]) -> list[Difference]:
    if clause.verb.lemma in _SAYING and certainty.is_according(draft, clause, cited):
        return []
    found = matching.candidates(clause, cited)
    if not found:
        return _loose(draft, clause, cited)
    weights = [len(told(draft, clause) & told(each, other)) for each, other in found]
    nearest = [pair for weight, pair in zip(weights, found, strict=True) if weight == max(weights)]
    like = [pair for pair in nearest if _is_told(pair[1]) == _is_told(clause)] or nearest
    best = min((_compared(draft, clause, *pair, cited) for pair in like), key=len)
    if clause.verb.lemma not in _LINKING or (clause.verb.lemma == "have" and max(weights)):
        return best
    told_otherwise = any(each.kind in ("negation", "certainty") for each in best)
    is_sure = bool(max(weights)) or len(found) == 1
    return best if told_otherwise and is_sure else _loose(draft, clause, cited)


def _is_told(clause: Clause) -> bool:
    """Whether a verb stands by itself, and is no infinitive or gerund."""
    return clause.verb.form in ("finite", "part")


def _compared(draft: Reading, own: Clause, cited: Reading, other: Clause, among: Sequence[Reading]) -> list[Difference]:
    return [
        *negation.differences(draft, own, cited, other),
        *certainty.differences(draft, own, cited, other),
        *roles.differences(draft, own, cited, other),
        *attached.differences(draft, own, cited, other),
        *splices.differences(draft, own, cited, among),
    ]


def _loose(draft: Reading, clause: Clause, cited: Sequence[Reading]) -> list[Difference]:
    """What differs in a clause whose verb tells little, or stands in no citation as a verb."""
    if clause.verb.lemma in _SAYING:
        return []
    spliced = min((list(splices.differences(draft, clause, each, cited)) for each in cited), key=len, default=[])
    if spliced or clause.verb.lemma in _LINKING:
        return spliced or (linking.differences(draft, clause, cited) if clause.verb.lemma == "be" else [])
    if clause.verb.negated:
        return [Difference("negation", draft.text)]
    told = clause.verb.form not in ("finite", "part") or clause.verb.lemma in STANDING_FOR
    if told or any(nominal.tells(draft, clause, each) for each in cited):
        return []
    return [Difference("certainty", draft.text)]
