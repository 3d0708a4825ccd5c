"""What did not come about is not told as if it had: "foiled an attack", "a strike was averted", "ruled out arson"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.compose.gate import matching
from rag.compose.gate.grammar.clauses import Clause
from rag.compose.gate.grammar.lemmas import lemma
from rag.compose.gate.grammar.phrases import Phrase
from rag.compose.gate.reading import Reading
from rag.types import Difference

_UNDOING = frozenset(
    map(
        lemma,
        "foil thwart avert prevent avoid disprove debunk refute lack forestall preempt abort scupper".split(),
    )
)
_CANCELLING = frozenset(map(lemma, "cancel scrap postpone abandon call shelve suspend".split()))
_FEARING = frozenset(
    map(
        lemma,
        "warn fear threat risk danger possibility prospect chance rumour rumor allegation accusation suspicion warning "
        "talk hint forecast prediction likelihood dream".split(),
    )
)  # what "of" ties to these need not be
_HELD = frozenset(
    map(lemma, "be happen occur take hold begin start open".split())
)  # verbs that tell that something was
_RULE, _OUT = lemma("rule"), "out"


def differences(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """The things that all citations tell to have been undone, or only feared, where the draft does not."""
    is_plain = all(each.verb.lemma in _HELD for each in draft.clauses)
    undone = dict(each for reading in cited for each in (*_undone(reading, is_plain=is_plain), *_feared(reading)))
    lost = {place: word for place, word in undone.items() if lemma(word.split()[-1]) not in draft.lemmas}
    for token in draft.parsed.tokens:
        places = [(id(each), n) for each in cited for n in each.places(token.lemma)]
        if token.kind == "word" and not token.quoted and places and lost.keys() >= set(places):
            yield Difference("certainty", token.text, lost[places[0]])


def _undone(reading: Reading, *, is_plain: bool) -> Iterator[tuple[tuple[int, int], str]]:
    """Where the heads of things stand that did not come about, and the verb that says so."""
    for clause in reading.clauses:
        cancelled = is_plain and clause.verb.lemma in _CANCELLING
        if cancelled or _undoes(reading, clause):
            word = reading.parsed.tokens[clause.verb.main].text
            yield from (((id(reading), each.end - 1), word) for each in _things(clause))


def _things(clause: Clause) -> tuple[Phrase, ...]:
    """To what a clause does it: its first object, or those who may be its subject in the passive."""
    return clause.subjects if clause.verb.is_passive else matching.roles(clause).done_to[:1]


def _feared(reading: Reading) -> Iterator[tuple[tuple[int, int], str]]:
    """Where the heads of things stand that somebody fears, warns or talks of."""
    for phrase in reading.parsed.nouns:
        before = reading.parsed.tokens[phrase.start - 2] if phrase.prep == "of" and phrase.start > 1 else None
        if before is not None and before.lemma in _FEARING:
            yield (id(reading), phrase.end - 1), before.text


def _undoes(reading: Reading, clause: Clause) -> bool:
    """Whether a clause tells that something did not come about."""
    if clause.verb.lemma == _RULE:
        return any(each.lower == _OUT for each in reading.parsed.tokens[clause.verb.end : clause.verb.end + 2])
    return clause.verb.lemma in _UNDOING
