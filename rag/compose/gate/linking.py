"""What a draft says that something is: a citation says so too, or has the two together: "Ada Quill, the mayor,"."""

from __future__ import annotations

from collections.abc import Sequence

from rag.compose.gate import matching, negation
from rag.compose.gate.grammar.clauses import Clause
from rag.compose.gate.grammar.phrases import Phrase
from rag.compose.gate.reading import Reading
from rag.types import Difference


def differences(draft: Reading, clause: Clause, cited: Sequence[Reading]) -> list[Difference]:
    """What a draft says that something is, where no citation has the two together."""
    told = [each for each in clause.objects if not each.is_pronoun][:1]
    subjects = [each for each in clause.subjects if not each.is_pronoun][:1]
    for one in subjects:
        for other in told:
            if not any(_has_together(each, one, other) for each in cited):
                return [Difference("roles", draft.text)]
    denied = [negation.is_denied(other) for each in cited for other in each.clauses if other.verb.lemma == "be"]
    if negation.is_denied(clause) and True not in denied:
        return [Difference("negation", draft.text)]
    return []


def _has_together(cited: Reading, one: Phrase, other: Phrase) -> bool:
    """Whether a citation says that one is the other, or sets it beside: "the journalist Dita Sol"."""
    heads = ((one.head, other.head), (other.head, one.head))
    return any(cited.are_together(*pair) for pair in heads) or _are(cited, one, other)


def _are(cited: Reading, one: Phrase, other: Phrase) -> bool:
    """Whether a clause of a citation says that one is the other."""
    return any(
        clause.verb.lemma == "be"
        and any(matching.is_same(one, each) for each in clause.subjects)
        and any(matching.is_same(other, each) for each in clause.objects)
        for clause in cited.clauses
    )
