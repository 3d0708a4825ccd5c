"""The words that may stand for one another in a draft: names for one land, spellings, and a short list of synonyms.

But: nothing that says more or less. "Died" is not "killed", "arrested" not "charged", "agreed" not "signed".
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from rag.compose.gate.grammar.lemmas import lemma
from rag.words import is_known

_SYNONYMS = """
buy purchase
begin start commence
end finish conclude
film movie
car automobile
company firm
job post
child kid
jail prison
blaze fire
say tell
USA America American
UK Britain British
EU European
rise increase climb
fall decline decrease drop
lawmaker legislator parliamentarian
lawyer attorney
help assist
probe investigation investigate
accord agreement
soccer football
aeroplane airplane plane
cancel scrap
build construct
shut close
soldier troop
vote ballot
flee escape
reduce lower cut
raise increase lift
doctor physician
only merely
wound injure hurt
"""
_ROOT = 4  # letters of a land's name that its people's begins with
_ENDINGS = frozenset("n an ian ean ese ish i".split())


@lru_cache(maxsize=1)
def _groups() -> dict[str, frozenset[int]]:
    table: dict[str, frozenset[int]] = {}
    lines = [line.split() for line in _SYNONYMS.strip().splitlines()]
    for number, words in enumerate([*lines, *_peoples()]):
        for word in words:
            table[lemma(word)] = table.get(lemma(word), frozenset()) | {number}
    return table


def _peoples() -> list[list[str]]:
    """Each country with the words for its people, where each is one word."""
    found = []
    for line in files("rag").joinpath("data/places.tsv").read_text("utf-8").splitlines():
        kind, names, people = line.split("\t")
        words = [each for each in [*names.split("|"), *people.split("|")] if each and " " not in each]
        if kind == "country" and len(words) > 1:
            found.append(words)
    return found


def alike(one: str, other: str) -> bool:
    """Whether two lemmas are one word, or may stand for one another."""
    if one == other:
        return True
    table = _groups()
    if table.get(one, frozenset()) & table.get(other, frozenset()):
        return True
    return _is_people(one, other) if len(one) < len(other) else _is_people(other, one)


@lru_cache(maxsize=50_000)
def _is_people(land: str, people: str) -> bool:
    """Whether a word that English at large does not have names the people of a land by its ending."""
    root = land.rstrip("aeiou")
    made = len(root) >= _ROOT and people.startswith(root) and people[len(root) :] in _ENDINGS
    return made and not is_known(people)


def is_among(wanted: str, lemmas: frozenset[str]) -> bool:
    """Whether a lemma, or one that may stand for it, is among others."""
    if wanted in lemmas or _related(wanted) & lemmas:
        return True
    return not is_known(wanted) and any(alike(wanted, each) for each in lemmas)


@lru_cache(maxsize=10_000)
def _related(wanted: str) -> frozenset[str]:
    groups = _groups().get(wanted, frozenset())
    return frozenset(each for each, own in _groups().items() if own & groups) if groups else frozenset()
