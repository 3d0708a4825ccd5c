"""Persons by what they are called: who makes up a count of people, who may be a part of it, and who always is one.

But: only nouns that news counts often. Any other noun is a unit of its own, as everything that is counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.figures import classes, units
from rag.types import Span
from rag.words import STOPWORDS, stem, stems

_WHOLE = frozenset(  # all who were there for one reason: nobody else is counted beside them unless it is said
    map(
        stem,
        "skiers snowboarders hikers climbers mountaineers walkers ramblers trekkers tourists travellers "
        "travelers holidaymakers vacationers pilgrims worshippers churchgoers shoppers campers swimmers "
        "bathers surfers motorists commuters revellers partygoers concertgoers festivalgoers fans "
        "spectators supporters onlookers bystanders visitors migrants refugees householders "
        "homeowners islanders townsfolk".split(),
    )
)
_SOME = frozenset(  # there are mostly others beside them: a crew, guards, teachers, neighbours
    map(
        stem,
        "passengers miners workers employees students pupils schoolchildren guests patients inmates prisoners farmers "
        "fishermen sailors seamen divers protesters demonstrators marchers attendees tenants nationals "
        "foreigners members".split(),
    )
)
_PARTS = frozenset(
    map(
        stem,
        "woman women man men child children girl girls boy boys baby babies infant toddler teenager pensioner officer "
        "officers policeman policemen soldier soldiers firefighter firefighters rescuer rescuers "
        "paramedic medic doctor nurse guide guides instructor pilot pilots driver drivers captain guard "
        "guards teacher teachers crew "
        "staff steward attendant conductor skipper journalist reporter engineer volunteer lifeguard referee player "
        "coach foreman supervisor porter ranger warden cook mother father son daughter".split(),
    )
)
_BEFALLING = classes.PERSONAL - {"arrested", "charged"}
_ONE = r"(?:an?|the|their|his|her|its|one|two|three|four|five|six|seven|eight|nine|ten|\d+)"
_OTHERS = rf"{_ONE} (?P<noun>[a-z-]+(?: [a-z-]+){{0,3}})"
_BEHIND = re.compile(rf",? (?:and|as well as|along with|plus) {_OTHERS}")
_BEFORE = re.compile(rf"\b{_OTHERS},? (?:and|as well as|along with|plus) $", re.IGNORECASE)
_NATION = re.compile(r" ([A-Z][a-z]{2,}(?<![sui])s)\b(?![’'])")
_LOOK = 60  # code points before a number in which others are counted with it


def counted(unit: str, said: frozenset[str]) -> tuple[str, str]:
    """The unit of persons to whom something was done, and their kind where others may be counted beside them."""
    if not said & classes.PERSONAL or unit not in _WHOLE | _SOME:
        return unit, ""
    return units.PEOPLE, "" if unit in _WHOLE and said & _BEFALLING else unit


def nation(text: str, end: int) -> str:
    """The kind of persons that a name directly behind a number gives: "six Germans"; empty where there is none."""
    found = _NATION.match(text, end)
    return stem(found[1].lower()) if found else ""


def are_joined(text: str, counted: Span, clause: Span) -> bool:
    """Whether persons, counted by the words at `counted`, are told with others: "six skiers and a guide"."""
    before = _BEFORE.search(text, max(0, counted.start - _LOOK), counted.start)
    if before and _others(before["noun"].lower().split())[0]:
        return True
    behind = _BEHIND.match(text, counted.end)
    named, verb = _others(behind["noun"].split()) if behind else (False, False)
    governed = verb and any(classes.of(each) in classes.PERSONAL for each in stems(text[clause.start : counted.start]))
    return named and not governed  # "killed six skiers, and two guides were hurt"


def _others(words: Sequence[str]) -> tuple[bool, bool]:
    """Whether some words open with persons, and whether a verb of their own follows these."""
    for n, word in enumerate(words):
        if word in STOPWORDS:
            return False, False
        if stem(word) in _PARTS | _WHOLE | _SOME:
            return True, any(each in ("was", "were", "is", "are") for each in words[n + 1 : n + 3])
    return False, False
