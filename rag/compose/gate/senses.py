"""A synonym stands for a word only in the sense that it is licensed for: sanctions that are lifted are not increased.

What rises or falls is measured or has no object, a thing is named by a noun with its article, a deed by a verb. But: a
draft's own words of its citation are never looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.compose.gate.grammar.clauses import Clause
from rag.compose.gate.grammar.lemmas import lemma
from rag.compose.gate.reading import Reading
from rag.types import Difference

_MOVING = frozenset(map(lemma, "rise increase climb fall decline decrease drop raise lift reduce lower cut".split()))
_GROUPS = """
v begin start commence
v end finish conclude
v cancel scrap
v build construct
v shut close
v flee escape
v help assist
v wound injure hurt
v buy purchase
n job post
n company firm
n fire blaze
n child kid
n film movie
n car automobile
n doctor physician
n probe investigation investigate
n accord agreement
n soldier troop
n vote ballot
n lawyer attorney
n jail prison
n aeroplane airplane plane
"""
_AHEAD = 5  # tokens behind a noun in which its measure stands: "a rise of 3 percent"


def _table() -> dict[str, str]:
    lines = [line.split() for line in _GROUPS.strip().splitlines()]
    return {lemma(word): kind for kind, *words in lines for word in words}


_KIND = _table()


def differences(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """The words that stand for another of a citation which has another sense there."""
    for n, token in enumerate(draft.parsed.tokens):
        if not _is_looked_at(draft, n) or any(token.lemma in each.lemmas for each in cited):
            continue
        found = [(each, at) for each in cited for at in each.places(token.lemma)]
        if found and not any(_is_of_sense(draft, n, *pair) for pair in found):
            yield Difference("word", token.text)


def _is_looked_at(draft: Reading, n: int) -> bool:
    token = draft.parsed.tokens[n]
    return not token.quoted and draft.parsed.tags[n] in ("noun", "verb") and token.lemma in _MOVING | _KIND.keys()


def _is_of_sense(draft: Reading, n: int, cited: Reading, at: int) -> bool:
    """Whether a word of a draft stands for one of a citation in a sense that both have."""
    tags = draft.parsed.tags[n], cited.parsed.tags[at]
    if draft.parsed.tokens[n].lemma in _MOVING:
        return _is_measured(draft, n) and _is_measured(cited, at)
    if _KIND[draft.parsed.tokens[n].lemma] == "v":
        return tags[0] == tags[1] and (tags[0] == "verb" or _is_head(cited, at))
    return tags == ("noun", "noun") and _is_thing(draft, n) and _is_thing(cited, at)


def _is_measured(reading: Reading, n: int) -> bool:
    """Whether a verb of rising and falling has no object, or a measure behind it; as a noun it needs one too."""
    clause = next((each for each in reading.clauses if each.verb.main == n), None)
    end = clause.end if clause else n + _AHEAD
    measured = any(tag == "num" for tag in reading.parsed.tags[n:end])
    return measured or (clause is not None and _is_without_object(reading, clause))


def _is_without_object(reading: Reading, clause: Clause) -> bool:
    return not clause.objects and not clause.verb.is_passive


def _is_head(reading: Reading, n: int) -> bool:
    phrase = reading.parsed.phrase_at(n)
    return phrase is not None and phrase.end - 1 == n


def _is_thing(reading: Reading, n: int) -> bool:
    """Whether a noun names one thing or several: "the fire", "fires", not "opened fire"."""
    phrase = reading.parsed.phrase_at(n)
    if phrase is None or phrase.end - 1 != n:
        return phrase is not None and reading.parsed.tags[n] == "noun"
    first = reading.parsed.tags[phrase.start]
    return (
        first in ("det", "num", "poss", "name")
        or reading.parsed.tokens[n].lower.endswith("s")
        or "'s" in (each.lower for each in reading.parsed.tokens[phrase.start : n])
    )
