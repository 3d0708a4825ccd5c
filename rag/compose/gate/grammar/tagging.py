"""What each token is in its sentence: verb, auxiliary, noun, preposition, mark of a clause.

By closed lists, endings and neighbours, from left to right. But: adjectives count as nouns, since both stand in the
phrase that a noun heads.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.compose.gate.grammar import lexicon, verbless, verbs
from rag.compose.gate.grammar.lemmas import lemma
from rag.compose.gate.grammar.tokens import Token
from rag.compose.gate.grammar.verbal import (
    AUXILIARIES,
    Tag,
    is_infinitive,
    is_known,
    is_past,
    is_third,
    is_verb,
    untold,
    word_at,
)
from rag.words import rarity, stem

_OF_DAYS = frozenset("on in this last".split())  # what "early" stands before as an adverb
_ORDINARY = 6.5  # rarity below which a word that opens a sentence tells of no name by its capital
_TELLING = frozenset(map(lemma, "say think believe know hope fear claim report show warn".split()))  # of a clause, too
_HOLDING = frozenset("say think believe know".split())
_SUBJECTIVE = frozenset("he she they we i it".split())
_CLOSED: tuple[tuple[frozenset[str], Tag], ...] = (
    (lexicon.NEGATORS, "neg"),
    (AUXILIARIES, "aux"),
    (lexicon.RELATIVES, "rel"),
    (lexicon.COORDINATORS, "conj"),
    (lexicon.PRONOUNS | lexicon.NOBODY, "pron"),
)


def tags(tokens: Sequence[Token]) -> list[Tag]:
    """The tag of each token."""
    found: list[Tag] = []
    for n, token in enumerate(tokens):
        found.append(_tag(tokens, n, token, found))
    return verbless.with_verb(tokens, found)


def _tag(tokens: Sequence[Token], n: int, token: Token, before: Sequence[Tag]) -> Tag:
    if token.kind == "mark":
        return "mark"
    if token.kind == "time":
        return "time"
    if token.kind == "number":
        return "num"
    word = token.lower
    last = before[-1] if before else None
    closed = _closed(tokens, n, word, last)
    if closed:
        return closed
    if token.is_name and n and last != "mark":
        return "name"
    if token.is_name and not (is_known(word) and is_verb(tokens, n, word, last)):
        if untold(word) == "adv":
            return "adv"
        alone = n + 1 >= len(tokens) or not tokens[n + 1].is_name
        return "noun" if alone and rarity(stem(word)) < _ORDINARY else "name"
    if last in ("noun", "name") and word in _HOLDING and word_at(tokens, n + 1) in _SUBJECTIVE:
        return "verb"  # "researchers at the university say they"
    if not is_verb(tokens, n, word, last):
        return untold(word)
    return "noun" if last == "noun" and _closes_object(tokens, n, before) else "verb"


def _closes_object(tokens: Sequence[Token], n: int, before: Sequence[Tag]) -> bool:
    """Whether a past that is a noun too ends what a verb is done to: "cut its profit forecast"."""
    word = tokens[n].lower
    if word not in verbs.ALSO_NOUNS or not is_past(word):
        return False
    at = n - 1
    while at > 0 and before[at] in ("noun", "name"):
        at -= 1
    behind = tokens[at - 1].lower if at > 0 else ""
    return at > 0 and before[at] in ("det", "poss") and before[at - 1] == "verb" and lemma(behind) not in _TELLING


def _closed(tokens: Sequence[Token], n: int, word: str, last: Tag | None) -> Tag | None:
    following = word_at(tokens, n + 1)
    if tokens[n].text.isupper() and len(word) > 1:
        return "name"
    if word in ("'s", "'", "'d"):
        return _short(tokens, n, word)
    if word == "to":
        return "to" if is_infinitive(tokens, n) else "prep"
    if last is not None and _is_given_name(tokens, n, word, last):
        return "name"
    if word in ("that", "so") and last == "verb":
        return "sub"
    if word == "that":
        return _that(following, tokens, n, last)
    if word == "yet":
        return "conj" if last == "mark" else "adv"
    for words, tag in _CLOSED:
        if word in words:
            return tag
    return _linking(tokens, n, word, last)


def _is_given_name(tokens: Sequence[Token], n: int, word: str, last: Tag) -> bool:
    """Whether a word of grammar with a capital is a name: "in May", "the guard Per Stolt"."""
    if not tokens[n].is_name or word == "may":
        return tokens[n].is_name
    beside = last in ("noun", "name") and n + 1 < len(tokens) and tokens[n + 1].is_name
    return beside and word in lexicon.PREPOSITIONS


def _linking(tokens: Sequence[Token], n: int, word: str, last: Tag | None) -> Tag | None:
    if (word, word_at(tokens, n + 1)) in lexicon.PHRASES or (word_at(tokens, n - 1), word) in lexicon.PHRASES:
        return "adv"
    if word in ("because", "instead") and word_at(tokens, n + 1) == "of":
        return "prep"
    if word in ("before", "after", "since", "as", "once", "until"):
        if last == "aux":
            return "adv"  # "has since closed"
        dated = n + 1 < len(tokens) and tokens[n + 1].kind == "time"
        return "sub" if not dated and _opens_clause(tokens, n + 1) else "prep"
    following = tokens[n + 1] if n + 1 < len(tokens) else None
    if word in lexicon.PARTICLES and last == "verb" and following and following.lower not in lexicon.DETERMINERS:
        return "prep" if word in lexicon.PREPOSITIONS and following.is_name else "adv"
    closed = following is None or following.kind in ("time", "mark") or following.lower in _OF_DAYS
    if word in ("early", "late") and closed:
        return "adv"
    if word in lexicon.PREPOSITIONS:
        return "prep"
    if word in lexicon.SUBORDINATORS:
        return "sub"
    if word in lexicon.DETERMINERS:
        return "det"
    return None


def _that(following: str, tokens: Sequence[Token], n: int, last: Tag | None) -> Tag:
    opens = following in AUXILIARIES or is_past(following) or (following.endswith("s") and is_third(following))
    if last in ("noun", "name", "num") and opens:
        return "rel"
    if last == "mark" and n > 1 and tokens[n - 2].kind == "time" and opens:
        return "det"  # "This year, that could"
    if last == "time" and opens and n > 1:
        return "rel"
    return "sub" if last in ("noun", "name", "verb", "mark", "adv", "time") else "det"


def _short(tokens: Sequence[Token], n: int, word: str) -> Tag:
    """What "'s" is: of a possessor, unless a pronoun stands before it."""
    return "aux" if word == "'d" or word_at(tokens, n - 1) in lexicon.PRONOUNS | {"that", "who"} else "poss"


def _opens_clause(tokens: Sequence[Token], n: int) -> bool:
    """Whether a finite verb follows before the next mark: "after the union accepted"."""
    for token in tokens[n : n + 9]:
        if token.kind == "mark" or token.lower in lexicon.PREPOSITIONS - {"of", "in", "at", "for"}:
            return False
        if token.lower in AUXILIARIES or (is_past(token.lower) and not token.is_name):
            return True
    return False
