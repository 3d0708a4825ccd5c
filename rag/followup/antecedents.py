"""Whom or what the pronouns of a follow-up mean: the first of each kind is replaced by the words that it stands for."""

from __future__ import annotations

import re

from rag import gazetteer
from rag.followup import wording
from rag.marks import proper, referents

_PERSON = re.compile(r"\b(?P<him>he|she|him|her(?! [a-z]))\b|\b(?P<his>his|her|hers)\b", re.IGNORECASE)
_THING = re.compile(r"\b(?P<it>it|they|them)\b|\b(?P<its>its|their)\b", re.IGNORECASE)
_THERE = re.compile(r"\b(?:down |up |in |out |over )?there\b(?! (?:is|are|was|were|be|been|will)\b)", re.IGNORECASE)
_DUMMY = re.compile(r"\bit (?:is|was|has been|will be) (?:true|possible|clear|known)\b", re.IGNORECASE)
_NAME = r"[A-ZÀ-ÞĀ-Ž][\w’'-]*(?: (?:(?:de|van|von|bin|al|der|la|du|da|del|of|the) )?[A-ZÀ-ÞĀ-Ž][\w’'-]*)*"
_SOMEBODY = re.compile(rf"\b{_NAME}")
_PREPOSITION = r"(?:in|into|on|at|of|near|during|over|to|for)"
_THINGS = re.compile(
    rf"\b(?P<np>[Tt]he (?:(?!(?:is|are|was|were|did|will|would|has|have|had|to|and|or|that|who)\b)"
    rf"(?:{_NAME}|[\w’'-]+) ?){{1,4}}?"
    rf"(?= (?:{_PREPOSITION}|to|is|are|was|were|cost|happen|begin|start|end|[a-z]+(?:ed|es))\b|[?,.]|$)"
    rf"(?: {_PREPOSITION} (?:the )?{_NAME}(?: [a-z]+(?=\W*$))?)?)"
)
_COUNTED = re.compile(r"^\W*(?:how many|which|what) (?P<noun>[a-z]+s)\b", re.IGNORECASE)
_SOMEONE = (
    "man|woman|person|minister|president|mayor|senator|player|actor|actress|singer|judge|lawyer|coach|leader|official"
    "|scientist|author|artist|candidate|king|queen"
)
_ASKS_WHO = re.compile(
    rf"^\W*(?:(?:and|so|but) )?(?:by |to |with |for )?(?:who|whom|which (?:{_SOMEONE}))\b", re.IGNORECASE
)
_WHO_IS = re.compile(rf"^\W*[Ww]ho (?:is|was) (?P<name>{_NAME})\W*$")
_ASKS_WHAT = re.compile(r"^\W*(?:and |so |but )?(?:what|which)\b", re.IGNORECASE)
_LONGEST = 60  # code points of an answer's opening words that may stand for a pronoun
_ENDS = re.compile(r"[,.;:(]| (?:is|was|are|were|has|had|will|who|which|that)\b")


def resolved(asked: str, base: str, answer: str) -> str:
    """`asked` with its pronouns replaced by what the question before, or the answer to it, names."""
    somebody = _somebody(base, answer)
    something = _something(base, answer, but=somebody)
    made = asked
    if somebody:
        made = _replaced(made, _PERSON, somebody, whole="him")
    if something and not _DUMMY.search(made):
        made = _replaced(made, _THING, something, whole="it")
    place = next((each.text for each in wording.phrases(base) if _places(each)), None)
    return _THERE.sub(place, made, count=1) if place else made


def _replaced(text: str, pronoun: re.Pattern[str], by: str, *, whole: str) -> str:
    found = pronoun.search(text)
    if not found:
        return text
    said = by if found[whole] else f"{by}'" if by.endswith("s") else f"{by}'s"
    return f"{text[: found.start()]}{said}{text[found.end() :]}"


def _somebody(base: str, answer: str) -> str | None:
    """A person: the one whom the question before asked for, as answered, else the last whom it names."""
    introduced = _WHO_IS.match(base)
    if introduced:
        return introduced["name"]
    answered = next(filter(_is_somebody, (span.of(answer) for span in proper.names(answer))), None)
    if answered and _ASKS_WHO.match(base):
        return answered
    named = [match.group() for match in _SOMEBODY.finditer(base[1:]) if " " in match.group()]
    named = [re.sub(r"['’]s?$", "", each) for each in named]
    people = [each for each in named if _is_somebody(each)]
    return people[-1] if people else (answered if answered and " " in answered else None)


def _is_somebody(name: str) -> bool:
    """Whether a name may be a person's: neither a body's, nor a place's, nor a storm's."""
    return not (referents.is_body(name) or gazetteer.kinds(name) or proper.is_title(name))


def _something(base: str, answer: str, *, but: str | None) -> str | None:
    """A thing: "the fire at Brinegate", "the miners", a name that is not the person's, or what was asked for."""
    counted = _COUNTED.match(base)
    if counted:
        return f"the {counted['noun']}"
    found = [match["np"].strip() for match in _THINGS.finditer(base)]
    if found:
        return max(found, key=lambda each: bool(wording.names(each)))
    if _ASKS_WHAT.match(base) and answer and len(_opening(answer)) <= _LONGEST:
        return _opening(answer)
    named = [match.group() for match in _SOMEBODY.finditer(base[1:]) if match.group() != but]
    return named[0] if named else None


def _opening(answer: str) -> str:
    """The first words of an answer, which name what was asked for."""
    end = _ENDS.search(answer)
    said = answer[: end.start() if end else None].strip()
    return said[0].lower() + said[1:] if re.match(r"(?:The|A|An|Its|His|Her|Their)\b", said) else said


def _places(phrase: wording.Phrase) -> bool:
    return phrase.preposition in ("in", "at", "on", "near") and not phrase.is_time and bool(wording.names(phrase.text))
