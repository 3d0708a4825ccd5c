"""Who did what to whom: a draft's clause has the doers, and those it is done to, of the clause that it tells again.

The passive turns them. But: what a draft leaves out is free.
"""

from __future__ import annotations

from collections.abc import Iterator

from rag.compose.gate import entailed, matching
from rag.compose.gate.grammar.clauses import Clause
from rag.compose.gate.grammar.lemmas import lemma
from rag.compose.gate.reading import Reading, shown
from rag.types import Difference

_MUTUAL = frozenset(map(lemma, "meet marry divorce".split()))  # what two do to each other


def differences(draft: Reading, own: Clause, cited: Reading, other: Clause) -> Iterator[Difference]:
    """Where a draft's clause has another doer, or is done to another, than the one that it tells again."""
    mine, theirs = matching.roles(own), matching.roles(other)
    if entailed.is_suffered(own.verb.lemma, other.verb.lemma):
        mine = matching.Roles((), own.subjects)
    if not (_does(draft, own, mine, cited, theirs) and _is_done(draft, own, mine, cited, theirs, other)):
        yield Difference("roles", _said(draft, own), _said(cited, other))


def _does(draft: Reading, own: Clause, mine: matching.Roles, cited: Reading, theirs: matching.Roles) -> bool:
    """Whether a doer is a doer there; without an object, what suffers there may do it: "the mill closed"."""
    doers, others = (*mine.doers, *mine.either), (*theirs.doers, *theirs.either)
    if not doers or (others and matching.meets(draft, doers, cited, others, loosely=_hangs(own))):
        return True
    if mine.done_to and own.verb.lemma not in _MUTUAL:
        return False
    return bool(theirs.done_to) and matching.meets(draft, doers, cited, theirs.done_to)


def _hangs(clause: Clause) -> bool:
    """Whether a verb hangs on another or on a phrase, so that its subject may be one of several."""
    return clause.verb.form in ("inf", "ing") or any(each.prep for each in clause.subjects)


def _is_done(
    draft: Reading, own: Clause, mine: matching.Roles, cited: Reading, theirs: matching.Roles, other: Clause
) -> bool:
    """Whether what it is done to is so there."""
    if not mine.done_to:
        return True
    mutual = theirs.doers if other.verb.lemma in _MUTUAL else ()
    suffers = (*theirs.done_to, *theirs.either, *mutual)
    if suffers:
        inside = (each for each in cited.parsed.nouns if other.verb.end <= each.start < other.end)
        given = (each for each in inside if each.prep == "to")  # "paid the town a fine"
        return matching.meets(draft, mine.done_to, cited, (*suffers, *given), loosely=_hangs(own))
    if theirs.doers and matching.meets(draft, mine.done_to, cited, theirs.doers):
        return not mine.doers
    held = {each.lemma for each in cited.parsed.tokens[other.start : other.end]}
    return any(each.words & held for each in mine.done_to)


def _said(reading: Reading, clause: Clause) -> str:
    """A clause by its subject, verb and object."""
    tokens = reading.parsed.tokens
    parts = [
        *(shown(reading, each) for each in clause.subjects[:1]),
        reading.text[tokens[clause.verb.start].start : tokens[clause.verb.end - 1].end],
        *(shown(reading, each) for each in (*clause.objects, *clause.agents)[:1]),
    ]
    return " ".join(parts)
