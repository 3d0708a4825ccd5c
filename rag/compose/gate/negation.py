"""A draft denies what its citation denies, and nothing else.

Clause by clause: by "not", "never", "nobody", "no" with a noun, "without", "failed to". But: two denials make none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.compose.gate.grammar import lexicon
from rag.compose.gate.grammar.clauses import Clause
from rag.compose.gate.grammar.lemmas import lemma
from rag.compose.gate.licensed import alike
from rag.compose.gate.reading import Reading, shown
from rag.compose.gate.words import is_weighty
from rag.types import Difference

_REACH = 4  # tokens from "not" to what it denies
_NEITHER = lemma("neither")
_UNDONE = frozenset(map(lemma, "fail unable refuse decline".split()))


def differences(draft: Reading, own: Clause, cited: Reading, other: Clause) -> Iterator[Difference]:
    """Where one clause denies and the other does not."""
    if is_denied(own) != is_denied(other):
        yield Difference("negation", _said(draft, own), _said(cited, other))


def is_denied(clause: Clause) -> bool:
    """Whether a clause says that something is not so."""
    count = clause.verb.negated + (any(each.negated for each in clause.subjects[:1]) or _is_of_neither(clause))
    count += any(each.negated for each in clause.objects)
    count += bool(clause.governors & _UNDONE) + ("without-" in clause.governors)
    return count % 2 == 1


def _is_of_neither(clause: Clause) -> bool:
    """Whether two are named of whom it is not so: "neither Reed nor Lund", before the verb or behind "by"."""
    return any(each.head == _NEITHER for each in (*clause.subjects[1:], *clause.agents))


def of_things(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """The things that there are by a draft and not by its citations, or the reverse: "no plans", "without oxygen"."""
    for phrase in draft.parsed.nouns:
        if phrase.is_pronoun or draft.parsed.tokens[phrase.start].quoted:
            continue
        seen = [(each, n) for each in cited for n in _heads(each, phrase.head)]
        at = phrase.end - 1
        if _is_missing(draft, at):
            turned = not any(_is_missing(*each) or _is_in_denial(*each) for each in seen)
        else:
            turned = all(_is_missing(*each) for each in seen) and not _is_in_denial(draft, at)
        if seen and turned:
            yield Difference("negation", shown(draft, phrase))


def of_words(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """The words that stand behind "not" on one side, and nowhere on the other."""
    yield from _added(draft, cited)
    denied = [lemma for each in cited for lemma in _behind_not(each)]
    for each in dict.fromkeys(denied):
        places = [(reading, n) for reading in cited for n in reading.places(each)]
        if len(places) > len(denied) or not all(_is_in_denial(*place) or _is_behind_not(*place) for place in places):
            continue
        mine = draft.places(each)
        if mine and not any(_is_in_denial(draft, n) or _is_behind_not(draft, n) or _is_missing(draft, n) for n in mine):
            yield Difference("negation", draft.parsed.tokens[mine[0]].text, f"not {draft.parsed.tokens[mine[0]].text}")


def _added(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """The words that stand behind "not" in a draft, and in no citation: "pleaded not guilty"."""
    for each in dict.fromkeys(_behind_not(draft)):
        places = [(reading, n) for reading in cited for n in reading.places(each)]
        if places and not any(
            _is_in_denial(*place) or _is_behind_not(*place) or _is_missing(*place) for place in places
        ):
            yield Difference("negation", f"not {draft.parsed.tokens[draft.places(each)[0]].text}")


def _behind_not(reading: Reading) -> list[str]:
    """The first words of weight behind each "not"."""
    tokens = reading.parsed.tokens
    return [
        next((each.lemma for each in tokens[n + 1 : n + _REACH] if is_weighty(each)), "")
        for n, token in enumerate(tokens)
        if token.lower in lexicon.NEGATORS and not token.quoted
    ]


def _is_behind_not(reading: Reading, n: int) -> bool:
    return any(each.lower in lexicon.NEGATORS for each in reading.parsed.tokens[max(0, n - _REACH + 1) : n])


def _heads(reading: Reading, head: str) -> list[int]:
    """Where phrases of that head end."""
    heads = [each.end - 1 for each in reading.parsed.nouns if alike(head, each.head)]
    return heads or [n for n, each in enumerate(reading.parsed.tokens) if alike(head, each.lemma)]


def _is_missing(reading: Reading, n: int) -> bool:
    """Whether the thing whose phrase ends at `n` is one that there is not: "no plans", "without oxygen"."""
    phrase = reading.parsed.phrase_at(n)
    return phrase is not None and (phrase.negated or phrase.prep == "without")


def _is_in_denial(reading: Reading, n: int) -> bool:
    """Whether a token stands in a clause that denies something."""
    return any(is_denied(each) and (each.start <= n < each.end or _holds(each, n)) for each in reading.clauses)


def _holds(clause: Clause, n: int) -> bool:
    return any(each.start <= n < each.end for each in (*clause.objects, *clause.subjects))


def _said(reading: Reading, clause: Clause) -> str:
    tokens = reading.parsed.tokens
    start = (
        clause.subjects[0].start
        if clause.subjects and clause.subjects[0].end <= clause.verb.start
        else clause.verb.start
    )
    return reading.text[tokens[start].start : tokens[clause.verb.end - 1].end]
