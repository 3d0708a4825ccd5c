"""Words that news uses for one another: stem to group. Own list, short on purpose.

But: only for finding what answers, never as support for a statement.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from functools import lru_cache

from rag.words import STOPWORDS, stem

_WORD = re.compile(r"[A-Za-z]+")
_WITH_PARTICLE = re.compile(r"([A-Za-z]+)( (?:off|up|out|down|over|back|away))?")
_GROUPS = """
begin began begun start commence open kick launch inaugurate underway
end finish conclude close wrap over complete
die died dead death killed kill fatal fatality perish toll lost
injure wound hurt injury casualty
sponsor guarantor back broker lead led mediate host guarantee
leave left quit walk walkout exit depart abandon withdraw resign
win won victory elect elected beat defeat triumph
buy bought purchase acquire acquisition takeover
pay paid cost price fee worth spend sum
say said tell told state claim announce declare according
call urge demand appeal ask request
meet met meeting summit talk negotiation discuss round
rise rose increase climb grow grew jump soar gain up raise hike
fall fell drop decline decrease plunge slump cut lower reduce
arrest detain custody apprehend
charge accuse indict prosecute
convict guilty sentence jail prison
agree agreement deal accord pact sign memorandum treaty
attack strike airstrike raid bomb bombing shelling
damage destroy destruction wreck ruin
cause trigger spark reason blame
storm hurricane cyclone typhoon gale
fire blaze inferno burn
job worker employee staff
boss chief head leader chairman chairwoman director executive ceo
replace succeed successor
old age aged year
find found discover discovery unearth
evacuate evacuee displace
company firm business corporation
movie film
country nation state
doctor physician medic
child children kid
player footballer striker midfielder
club team side
strike stoppage walkout industrial
vote ballot poll election
rate interest
"""


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[int]]:
    table: dict[str, frozenset[int]] = {}
    for number, line in enumerate(_GROUPS.split("\n")):
        for word in line.split():
            table[stem(word)] = table.get(stem(word), frozenset()) | {number}
    return table


def related(stemmed: str) -> frozenset[int]:
    """The groups that a stem belongs to; two stems that share one may stand for each other."""
    return _table().get(stemmed, frozenset())


def groups(stems: AbstractSet[str]) -> frozenset[int]:
    """The groups that any of `stems` belongs to."""
    table = _table()
    return frozenset[int]().union(*(table[each] for each in table.keys() & stems))


def reworded(question: str, sentence: str) -> str | None:
    """The question with its words replaced by the related ones that the sentence uses; None when none is."""
    ours = {stem(word.lower()) for word in _WORD.findall(sentence)}
    theirs = _by_group(sentence)
    replaced = 0

    def replace(found: re.Match[str]) -> str:
        nonlocal replaced
        stemmed = stem(found.group().lower())
        if stemmed in ours or found.group().lower() in STOPWORDS:
            return found.group()
        shared = [theirs[group] for group in sorted(related(stemmed)) if group in theirs]
        replaced += bool(shared)
        return shared[0] if shared else found.group()

    wording = _WORD.sub(replace, question)
    return wording if replaced else None


def _by_group(sentence: str) -> dict[int, str]:
    """The first word of the sentence, with its particle, of each group."""
    words: dict[int, str] = {}
    for found in _WITH_PARTICLE.finditer(sentence):
        for group in related(stem(found[1].lower())):
            words.setdefault(group, found.group())
    return words
