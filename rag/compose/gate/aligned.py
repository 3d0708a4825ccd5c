"""Where the words of a draft stand in what it cites, so that what governs them there can be looked at."""

from __future__ import annotations

from collections.abc import Iterable

from rag.compose.gate import dates
from rag.compose.gate.grammar.clauses import Clause
from rag.compose.gate.reading import Reading
from rag.compose.gate.words import is_weighty


def places(draft: Reading, n: int, cited: Reading) -> list[int]:
    """Where the `n`th token of a draft stands in a citation: words and numbers by lemma, times by their days."""
    token = draft.parsed.tokens[n]
    if token.dated is None:
        return cited.places(token.lemma)
    return [
        at
        for at, each in enumerate(cited.parsed.tokens)
        if each.dated and (dates.covers(token.dated, each.dated) or dates.covers(each.dated, token.dated))
    ]


def telling(reading: Reading, within: Iterable[int]) -> list[int]:
    """Those of some tokens that tell something by themselves: words of weight, numbers and times."""
    tokens = reading.parsed.tokens
    return [n for n in within if tokens[n].dated or tokens[n].kind == "number" or is_weighty(tokens[n])]


def told(reading: Reading, clause: Clause) -> range:
    """The tokens of a clause with what leads it: from the clause before it up to the subject of the next."""
    others = [each for each in reading.clauses if each is not clause]
    before = max((each.end for each in others if each.verb.start < clause.verb.start), default=0)
    behind = (each.start for other in others for each in other.subjects if clause.verb.end <= each.start < clause.end)
    return range(min(before, clause.verb.start), min(behind, default=clause.end))
