"""What would be so only in a case that is not: "without the loan, it would collapse". The case is told with it.

But: "if" and "unless" are for `certainty`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.compose.gate import entailed, holding
from rag.compose.gate.grammar.clauses import Clause
from rag.compose.gate.reading import Reading
from rag.types import Difference

_CASES = (("without",), ("otherwise",), ("absent",), ("barring",), ("but", "for"), ("not", "for"), ("had", "it", "not"))
_SUPPOSED = frozenset(("would", "could", "might", "'d"))


def differences(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """What a draft tells without the case in which alone it would be so."""
    for clause in draft.clauses:
        same = [
            (each, other)
            for each in cited
            for other in each.clauses
            if entailed.tells(clause.verb.lemma, other.verb.lemma)
        ]
        lost = [_case(*each) for each in same]
        if lost and all(lost) and not any(each in draft.spelled for each in lost):
            yield Difference("certainty", draft.text, lost[0])


def _case(reading: Reading, clause: Clause) -> str:
    """The word for the case in which a clause would be so; empty where it depends on none."""
    words = {each.lower for each in reading.parsed.tokens[clause.verb.start : clause.verb.end]}
    if not words & _SUPPOSED:
        return ""
    for start, _ in holding.phrased(reading, _CASES):
        return reading.parsed.tokens[start].lower
    return ""
