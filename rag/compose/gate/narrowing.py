"""What narrows a thing is told with it where the thing is measured, ranked, shared out, denied or meant in general.

"Sales of goat cheese fell 8 percent", "the only stone bridge in Varn", "half of the pupils who sat the exam", "farmers
without a well must move": without the narrowing words each is told of more than it is so of. But: elsewhere a word that
describes may go: "a red van was stolen".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from rag.compose.gate import narrowed
from rag.compose.gate.grammar.phrases import Phrase
from rag.compose.gate.grammar.tokens import Token
from rag.compose.gate.licensed import alike, is_among
from rag.compose.gate.narrowed import Narrowed
from rag.compose.gate.reading import Reading, shown
from rag.compose.gate.words import is_weighty
from rag.types import Difference

_PARTITIVE = frozenset(("of", "with", "without"))  # what these lead belongs to the phrase before them
_SCOPE = _PARTITIVE | frozenset("in among for".split())  # and what tells where or in whom something changed
_ENDS = frozenset("mark conj sub rel".split())


class _Place(Struct, frozen=True):
    """Where a citation has what a draft narrows: its phrase, and the token in it."""

    reading: Reading
    phrase: Phrase
    at: int


def differences(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """The things of which a draft tells more than its citations do, since it leaves out what narrows them."""
    for each in narrowed.found(draft):
        places = _places(each, cited)
        lost = [_lost(draft, each, place) for place in places]
        if lost and all(lost):
            yield Difference("certainty", shown(draft, each.phrase), " ".join(token.text for token in lost[0]))


def _places(own: Narrowed, cited: Sequence[Reading]) -> list[_Place]:
    """Where the citations have a thing: as the head of a phrase, else within one."""
    found = [
        _Place(each, phrase, n)
        for each in cited
        for n in each.places(own.word)
        if (phrase := each.parsed.phrase_at(n)) is not None
    ]
    return [each for each in found if each.at == each.phrase.end - 1 or own.kind == "ranked"] or found


def _lost(draft: Reading, own: Narrowed, place: _Place) -> list[Token]:
    """The words that narrow a thing in a citation, and that a draft lacks."""
    reading, phrase = place.reading, place.phrase
    tokens, free = reading.parsed.tokens, own.kind != "figure" and not _has_further(draft, own.phrase)
    inside = [] if _is_told_apart(own, place) else [n for n in _inside(reading, phrase) if n != place.at]
    behind = [] if _is_counted(own, place) else [*_behind(reading, phrase, own.kind)]
    found = (tokens[n] for n in (*(n for n in inside if is_weighty(tokens[n])), *behind))
    return [each for each in found if _narrows(each) and not _is_kept(each, draft) and not (free and each.is_name)]


def _inside(reading: Reading, phrase: Phrase) -> range:
    """The tokens of a phrase without whose it is, which may be left to be understood: "the town's residents"."""
    owners = [n for n in range(phrase.start, phrase.end) if reading.parsed.tags[n] == "poss"]
    return range(max(owners, default=phrase.start - 1) + 1, phrase.end)


def _has_further(draft: Reading, phrase: Phrase) -> bool:
    """Whether a draft ties something to a thing, so that a place is no longer left to be understood."""
    tags, tokens = draft.parsed.tags, draft.parsed.tokens
    return phrase.end < len(tags) and tags[phrase.end] == "prep" and tokens[phrase.end].lower in ("in", "of", "at")


def _is_counted(own: Narrowed, place: _Place) -> bool:
    """Whether a part is told of things whose number says which they are: "12 of the 40 houses promised to them"."""
    tokens = place.reading.parsed.tokens[place.phrase.start : place.phrase.end]
    return own.kind == "shared" and len(tokens) > 1 and tokens[0].lower == "the" and tokens[1].kind == "number"


def _is_told_apart(own: Narrowed, place: _Place) -> bool:
    """Whether the words within a phrase need not be kept: of a name, and of one that is denied but known."""
    first = place.reading.parsed.tokens[place.phrase.start]
    known = place.reading.parsed.tags[place.phrase.start] in ("det", "name") and first.lower not in narrowed.INDEFINITE
    return own.kind == "figure" or place.phrase.head in place.phrase.names or (own.kind == "denied" and known)


def _narrows(token: Token) -> bool:
    return is_weighty(token) or token.kind == "number"


def _is_kept(token: Token, draft: Reading) -> bool:
    if token.kind == "number":
        return token.lemma in draft.lemmas
    return is_among(token.lemma, draft.lemmas) or any(alike(token.lemma, each) for each in draft.lemmas)


def _behind(reading: Reading, phrase: Phrase, kind: str) -> Iterator[int]:
    """The tokens right behind a phrase that narrow it: what prepositions tie to it, a participle, a clause."""
    tags, at = reading.parsed.tags, phrase.end
    wide = kind in ("ranked", "shared") or _leads(reading, phrase)
    tying = _SCOPE if kind in ("measured", "figure") else _PARTITIVE
    while at + 1 < len(tags) and tags[at] == "prep" and (wide or reading.parsed.tokens[at].lower in tying):
        further = reading.parsed.phrase_at(at + 1)
        if further is None:
            return
        yield from range(at + 1, further.end)
        at = further.end
    yield from _clause(reading, at, kind)


def _leads(reading: Reading, phrase: Phrase) -> bool:
    """Whether no verb stands before a phrase in its part of the sentence, so that what follows it belongs to it."""
    tags = reading.parsed.tags
    opening = next((n + 1 for n in reversed(range(phrase.start)) if tags[n] in _ENDS), 0)
    return not any(tags[n] in ("verb", "aux") for n in range(opening, phrase.start))


def _clause(reading: Reading, at: int, kind: str) -> range:
    """The tokens of the clause or participle that follows a phrase with no mark between; none for its own verb."""
    tags = reading.parsed.tags
    if at >= len(tags):
        return range(0)
    end = next((n for n in range(at + 1, len(tags)) if tags[n] in _ENDS), len(tags))
    verbs = [each for each in reading.parsed.verbs if at <= each.start < end]
    told = [each for each in verbs[1:] if each.form in ("finite", "part")]
    if tags[at] == "noun" and reading.parsed.tokens[at].lower.endswith("ing"):
        return range(at, next((n for n in range(at, end) if tags[n] in ("to", "verb", "aux")), end))
    if not verbs:
        return range(0)
    until = told[0].start if told else end
    if tags[at] == "rel" or (tags[at] == "sub" and reading.parsed.tokens[at].lower == "that"):
        return range(at + 1, until)
    joined = verbs[0].start == at and verbs[0].form != "finite"
    if not joined or (verbs[0].form == "part" and not told) or (verbs[0].form == "inf" and kind != "ranked"):
        return range(0)
    return range(at, until)
