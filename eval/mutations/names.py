"""Somebody or something else: a person, a place, an organisation, an office, or who is said to have said it.

But: a name counts as one only where its form shows it, a given name of the table below or a title; no alias is made of
a name, since what stands in its place shares no word with it.
"""

from __future__ import annotations

import re
from random import Random

from eval.mutations.text import Mutator, any_of, both_ways, capital, is_quoted, swap

_MEN = (
    "Adam Alan Andrew Anthony Ben Brian Carlos Charles Chris Daniel David Donald Edward Eric Francis Frank "
    "Gary George Gordon Greg Henry Ian Ivan Jack Jacob James Jason Jeff John Jonathan Joseph Joshua Juan "
    "Justin Keith Kevin Larry Luis Mark Martin Matthew Michael Mike Mohammed Nicholas Nick Oliver Patrick "
    "Paul Peter Philip Richard Robert Roger Ryan Sam Scott Sergei Simon Stephen Steve Steven Thomas Tim Tom "
    "Tony Vladimir Walter William"
).split()
_WOMEN = (
    "Alice Amanda Amy Andrea Angela Anna Anne Barbara Carol Caroline Catherine Christine Claire Diana Elena "
    "Elizabeth Emily Emma Fatima Hannah Helen Jane Jennifer Jessica Julia Karen Kate Laura Linda Lisa Maria "
    "Marie Mary Megan Michelle Nancy Nicola Olivia Patricia Rachel Rebecca Rosa Ruth Sarah Sophie Susan "
    "Teresa Victoria"
).split()
_SURNAMES = (
    "Albrook Brandvold Castellane Dunmore Eskridge Farrant Gellhorn Halloway Iverby Jessop Kirkwell Lindqvist "
    "Marchetti Norbury Ostrander Pemberley Quillan Rathbone Selwick Thornby Ullman Vasquera Wetherell"
).split()
_PLACES = (
    (
        "Argentina Australia Austria Belgium Brazil Bulgaria Canada Chile China Colombia Cuba Denmark Egypt "
        "Ethiopia Finland France Germany Greece Hungary India Indonesia Iran Iraq Ireland Israel Italy Japan "
        "Kenya Libya Malaysia Mexico Morocco Nepal Nigeria Norway Pakistan Peru Poland Portugal Romania "
        "Russia Serbia Spain Sudan Sweden Switzerland Syria Thailand Tunisia Turkey Ukraine Venezuela Vietnam "
        "Yemen"
    ).split(),
    (
        "Amsterdam Athens Baghdad Bangkok Barcelona Beijing Beirut Berlin Boston Brussels Budapest Cairo "
        "Chicago Damascus Dallas Delhi Dublin Geneva Houston Istanbul Jerusalem Kabul Kiev London Madrid "
        "Manchester Melbourne Miami Milan Moscow Mumbai Munich Nairobi Oslo Paris Philadelphia Prague Rome "
        "Seattle Seoul Shanghai Stockholm Sydney Tehran Tokyo Toronto Vienna Warsaw"
    ).split(),
    (
        "Alabama Alaska Arizona California Colorado Connecticut Florida Georgia Hawaii Illinois Indiana Iowa "
        "Kansas Kentucky Louisiana Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana "
        "Nebraska Nevada Ohio Oklahoma Oregon Pennsylvania Tennessee Texas Utah Vermont Wisconsin Wyoming"
    ).split(),
)
_BODIES = (
    "NATO UNESCO UNICEF OPEC FIFA UEFA NASA FBI CIA IMF WHO BBC CNN EU".split(),
    "Apple Google Microsoft Facebook Amazon Twitter Netflix Samsung Intel Tesla Boeing Airbus Toyota Honda Ford Nissan"
    " Volkswagen Disney Sony Nike Uber Walmart Starbucks Pfizer Moderna".split(),
)
_OFFICES = both_ways({
    "prime minister": "president", "vice president": "president", "chief executive": "chairman",
    "mayor": "governor", "senator": "congressman", "foreign minister": "finance minister", "spokesman": "chairman",
    "spokeswoman": "chairwoman", "captain": "manager", "founder": "director", "ambassador": "consul",
    "head coach": "assistant coach",
}) | {"president": "prime minister", "deputy director": "director"}  # fmt: skip
_SAYING = (
    r"(?:said|says|added|explained|warned|argued|noted|insisted|announced"
    r"|told (?:reporters|the [A-Z]\w+|[A-Z]\w+|him|them|us))"
)
_OFFICE = "|".join(sorted(_OFFICES, key=len, reverse=True))
_GIVEN = f"(?:{'|'.join(sorted({*_MEN, *_WOMEN}))})"
_PERSON = rf"{_GIVEN} (?:[A-Z]\. )?[A-Z][a-z]+(?:-[A-Z][a-z]+)?(?! [A-Z]|’s [A-Z]|-)"
_TITLE = r"(?:Mr|Mrs|Ms|Dr|Prof|Professor|President|Senator|Sen\.|Judge|Minister)\.? [A-Z][a-z]+"
_FULL = re.compile(rf"\b{_PERSON}\b")
_NEVER = frozenset("He She They It We The This That Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())


def _invented(name: str, rng: Random) -> str:
    """A name that shares no word with `name`, of somebody of the same sex where that is known."""
    given = _WOMEN if set(name.split()) & set(_WOMEN) else _MEN
    first = rng.choice([each for each in given if each[0] != name[0]])
    return f"{first} {rng.choice(_SURNAMES)}"


def _half(match: re.Match[str], rng: Random) -> str:
    """The name with another surname, another given name, or neither left."""
    first, *_, last = match[0].split()
    new_first, new_last = _invented(match[0], rng).split()
    return rng.choice((f"{first} {new_last}", f"{new_first} {last}", f"{new_first} {new_last}"))


def _office(match: re.Match[str], _: Random) -> str:
    new = _OFFICES[match[0].lower()]
    return new.title() if match[0].istitle() else capital(new) if match[0][0].isupper() else new


def _of_row(rows: tuple[list[str], ...]) -> Mutator:
    def other(match: re.Match[str], rng: Random) -> str:
        row = next(row for row in rows if match[0] in row)
        return rng.choice([each for each in row if each not in match.string])

    every = "|".join(sorted((name for row in rows for name in row), key=len, reverse=True))
    return swap(rf"(?<![A-Z-])(?<![A-Za-z] of )(?<![A-Z]\w\w )\b(?:{every})\b(?! [A-Z]|-|’s [A-Z]|\.\w)", other)


def _replaced(text: str, start: int, end: int, others: list[str], rng: Random) -> str | None:
    """The text with another speaker at [start, end): one of `others` who shares no word with it, else nobody's name."""
    name = text[start:end]
    taken = {word.strip(".") for word in name.split()}
    free = [each for each in others if not taken & set(each.split()) and each not in text]
    new = rng.choice(free) if free else _invented(name, rng)
    return text[:start] + new + text[end:]


def speaker(text: str, rng: Random, *, around: str) -> str | None:
    """The sentence with another person of the article `around` as the one who says it; None where nobody does."""
    who = rf"(?P<who>{_PERSON}|{_TITLE}|[A-Z][a-z]{{2,}})"
    patterns = (
        rf"(?:^|, |” |” |\" ){who}(?= {_SAYING}\b)",
        rf"(?:,[”\"]? |[”\"] )(?:said|added|says) {who}(?=[.,]| on | in )",
    )
    found = [match for pattern in patterns for match in re.finditer(pattern, text)]
    named = [m for m in found if m["who"] not in _NEVER and not is_quoted(text, m.start("who"), m.end("who"))]
    if not named:
        return None
    match = rng.choice(named)
    others = sorted(set(_FULL.findall(around)))
    return _replaced(text, match.start("who"), match.end("who"), others, rng)


person: Mutator = swap(rf"\b{_PERSON}\b", _half)
place: Mutator = _of_row(_PLACES)
organisation: Mutator = _of_row(_BODIES)
office: Mutator = any_of((
    swap(rf"(?<![A-Z-])\b(?:{_OFFICE})\b(?!-|’s| [Oo]fficer| of the [Bb]oard)", _office, flags=re.I),
    swap(r"\b[Ff]ormer (?=[a-zA-Z])", lambda match, _: "Current " if match[0][0] == "F" else "current "),
))  # fmt: skip
