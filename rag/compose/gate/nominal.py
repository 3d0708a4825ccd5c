"""A deed that a citation names by a noun, told by a draft with a verb: "after the arrest of Reed", "Reed was arrested".

But: only where the noun stands for a deed that was done. "Called for the arrest", "plans for a merger" tell of none.
"""

from __future__ import annotations

from rag.compose.gate.grammar.clauses import Clause
from rag.compose.gate.grammar.lemmas import lemma
from rag.compose.gate.grammar.phrases import Phrase
from rag.compose.gate.licensed import alike
from rag.compose.gate.reading import Reading

_UNDONE = frozenset(
    map(
        lemma,
        "call demand want plan propose seek consider deny expect fear threaten postpone cancel avoid prevent urge "
        "reject request oppose discuss debate suggest recommend offer promise pledge attempt try hope risk face "
        "overturn quash annul reverse void revoke predict forecast order need require refuse await delay block "
        "stop halt bid ask support back favour favor".split(),
    )
)
_WITH = frozenset("with of for over".split())  # before what somebody is charged with or convicted of
_AIMED = frozenset("for against into to without about toward towards until before".split())


def tells(draft: Reading, clause: Clause, cited: Reading) -> bool:
    """Whether a citation names the deed of a draft's clause as one that was done, by those whom the draft names."""
    found = [each for each in cited.parsed.nouns if any(alike(clause.verb.lemma, word) for word in each.words)]
    things = [each for each in draft.parsed.nouns if clause.verb.end <= each.start < clause.end and each.prep in _WITH]
    held = [
        each
        for each in found
        if not _is_undone(cited, each) and all(_is_its_thing(cited, each, thing) for thing in things)
    ]
    parties = [*(each for each in (*clause.subjects, *clause.objects) if each.names), *clause.agents]
    if not found:
        return bool(cited.places(clause.verb.lemma))
    return any(all(_is_party(cited, each, party) for party in parties) for each in held)


def _is_its_thing(cited: Reading, noun: Phrase, thing: Phrase) -> bool:
    """Whether a thing does not hang on another verb: "charges against a man convicted of murder" are not of murder."""
    if alike(thing.head, noun.head):
        return False
    verbs = [each.verb.start for each in cited.clauses]
    behind = [n for n in cited.places(thing.head) if n >= noun.end]
    return not behind or any(not any(noun.end <= at < n for at in verbs) for n in behind)


def _is_undone(cited: Reading, phrase: Phrase) -> bool:
    """Whether a noun tells of something that is wanted, denied or to come."""
    if phrase.prep in _AIMED or phrase.negated:
        return True
    owner = next((each for each in cited.clauses if phrase in each.objects), None)
    return owner is not None and (owner.verb.lemma in _UNDONE or owner.verb.negated or owner.verb.modal is not None)


def _is_party(cited: Reading, noun: Phrase, party: Phrase) -> bool:
    """Whether somebody is tied to a noun: "the arrest of Reed by police", "Reed's arrest", "Reed announced his"."""
    if any(cited.are_together(noun.head, name) for name in party.names | {party.head}):
        return True
    return any(party.names & each.words for clause in cited.clauses for each in clause.subjects)
