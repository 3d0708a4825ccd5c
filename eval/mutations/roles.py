"""Who did what to whom, turned round; the subject of one sentence with what another says; words of a quotation.

But: only where both are names, or a name and one of few bodies that can act, and where the verb is none that both do.
"""

from __future__ import annotations

import re
from random import Random

from eval.mutations.text import Mutator, any_of, capital, quoted, swap
from eval.mutations.verbs import AGAINST, PARTICIPLE, PAST

_ACTORS = (
    r"(?:company|government|police|president|court|army|union|team|club|minister|bank|council|party|firm|prosecutors)"
)
_NAMED = r"[A-Z][\w’'&-]+(?: [A-Z][\w’'&-]+){0,3}"
_WHO = rf"(?:{_NAMED}|[Tt]he (?:[a-z]+ )?{_ACTORS})"
_END = r"(?=[.,;]| (?:in|on|at|for|of|over|after|before|by|with|to|during|last|this|as|from|when|while|and)\b)"
_MOVED = (
    "(?:moved?|moving|flew|fly|flying|flights?|travell?ed|transfer[a-z]*|sailed|switched|drove|migrated|ferry|sent)"
)
_DID = "|".join(sorted({PAST[base] for base in AGAINST}, key=len, reverse=True))
_DONE = "|".join(sorted({PARTICIPLE[base] for base in AGAINST}, key=len, reverse=True))
_FINITE = r"(?:was|is|has|had|will|became|won|lost|led|made|took|found|began|left|held|went|opened|died|[a-z]+ed)"
_SUBJECT = re.compile(rf"^(?P<who>{_NAMED}) (?P<did>{_FINITE} [^“”\"]{{15,160}}\.)$")
_NO_NAME = frozenset(
    "The A An In On At It He She They This That These Those If When But And As For With By After Since There "
    "How Here What Why Who Where One Some Both Many Most Each Another We You I All Still Now Once While Also "
    "Whatever Thus Then Yet Even Perhaps Outside Inside".split()
)
_INSIDE = re.compile(r"(?<=[a-z] )[a-z]{5,} (?=[a-z])")


def _other_way(match: re.Match[str], _: Random) -> str:
    return f"{match['head']}{match['b']} to {match['a']}"


def _turned(match: re.Match[str], _: Random) -> str | None:
    one, two = match["one"], match["two"]
    amid = match.start() > 0 and match.string[match.start() - 2] not in ",.;"
    if amid or set(one.split()) & set(two.split()) or one.split()[0] in _NO_NAME - {"The"}:
        return None
    lower = one[0].lower() + one[1:] if one.startswith("The ") else one
    return f"{capital(two) if not match.start() else two}{match['between']}{lower}"


def splice(text: str, other: str) -> str | None:
    """The subject of `text` with what `other` says of somebody else; None where one has no plain subject."""
    one, two = _SUBJECT.search(text), _SUBJECT.search(other)
    if not one or not two or not _is_name(one["who"]) or not _is_name(two["who"]):
        return None
    who, first, second = set(one["who"].split()), _words(one["did"]), _words(two["did"])
    if who & {*two["who"].split(), *second} or 2 * len(first & second) > len(second):
        return None
    return f"{one['who']} {two['did']}"


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def _is_name(who: str) -> bool:
    first = who.split()[0]
    return first not in _NO_NAME and not (who == first and first.endswith("ly"))


def quote(text: str, rng: Random) -> str | None:
    """The sentence with a word left out of a quotation of some length, which nobody would see."""
    places = [
        match
        for first, last in quoted(text)
        if last - first > 30
        for match in _INSIDE.finditer(text, first + 1, last - 1)
    ]
    if not places:
        return None
    match = rng.choice(places)
    return text[: match.start()] + text[match.end() :]


roles: Mutator = any_of((
    swap(rf"\b(?P<one>{_WHO})(?P<between> (?:{_DID}) )(?P<two>{_WHO}){_END}", _turned),
    swap(rf"\b(?P<one>{_WHO})(?P<between> (?:was|were|is|are|has been) (?:{_DONE}) by )(?P<two>{_WHO}){_END}", _turned),
    swap(rf"(?P<head>\b{_MOVED}\b[^,.;]{{0,40}} from )(?P<a>{_NAMED}) to (?P<b>{_NAMED})(?! to\b)\b", _other_way),
))  # fmt: skip
