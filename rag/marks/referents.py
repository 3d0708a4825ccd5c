"""Whom "he", "she" or "the company" at the start of a sentence means, where the sentence before leaves no doubt.

Sure is: one person, or one company, is named before, as the subject or as the one who is quoted, and no other name
there could be meant. But: no gender, no plural, nothing over more than one sentence; what is not sure is left alone.
"""

from __future__ import annotations

import re

from rag import gazetteer
from rag.marks import proper
from rag.types import Span

_PRONOUN = re.compile(r"(?P<word>He|She)\b")  # not behind a quotation mark: there the speaker means someone
_FIRM = re.compile(r"(?P<word>The (?:company|firm))\b")
_INCORPORATED = re.compile(
    r"\b(?:Inc|Corp|Co|Ltd|PLC|Plc|LLC|AG|SA|Airlines|Airways|Motors?|Group|Holdings|Bank|Industries|Technologies"
    r"|Pharmaceuticals|Energy|Steel|Foods)\.?$"
)
_BODY = re.compile(
    r"\b(?:University|College|Court|Congress|Senate|House|Department|Agency|Ministry|Committee|Commission|Council|Union"
    r"|Association|Institute|Police|Party|League|Cup|Times|Post|Journal|News|Press|Reuters|CNN|BBC|Street|Park|Airport"
    r"|City|County|Center|Centre|Championships?|Games|School|High|Church|Hospital|River|Lake|Island|Islands|Mountain|Day|War"
    r"|Act|Prize|Award|Open|Olympics|Hurricane|Storm|Typhoon|Tropical|Rangers|Museum|Building|Tower|Bridge|Festival)\b"
)
_SPEAKS = r"(?:said|says|told|added|asked|wrote|warned|insisted|explained|noted|recalled)"
_OPENING = (
    r"(?:(?:But|And|Yet|Meanwhile|Still|However|Then|Later|Earlier"
    r"|(?:On|Last|This|In|Early|Late) [A-Z]?\w+|[A-Z]\w+day),? )*"
)
_ROLE = (
    r"(?:(?!(?:is|are|was|were|be|has|have|had|will|would|can|could|may|did|does|do|led|won|met|beat)\b)"
    r"(?:[A-Z][\w.'’-]*|[a-z-]+(?<!ed)(?<!ing)(?<!s)) ){0,4}"
)
_LED_BY = re.compile(rf"^{_OPENING}(?:(?:The|the|A|a|An|an) )?{_ROLE}$")  # "On Friday, school spokeswoman "
_SAID_BY_PRONOUN = re.compile(r"[”\"] (?:he|she|they|it)\b|[”\"] \w+ (?:he|she|they)\b")
_LEANING = re.compile(
    r"^[“\"'‘(]*(?:He|She|It|They|His|Her|Their|Its|This|That|These|Those|Such|Both"
    r"|The (?:company|firm|group|bank|pair|two|former|latter|move|decision|plan|figure|toll|"
    r"blaze|agency|ministry|club|team|player|court|judge))\b"
)
_OTHERS = re.compile(
    r"\b(?:he|she|him|her|his|they|them|their|who|woman|man|wife|husband|mother|father|son|daughter|brother|sister)\b",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"[^\W\d_][\w.'’-]*(?: (?:(?:de|van|von|bin|al|der|la|du|da|del|Jr\.?|[IVX]+) )?[A-ZÀ-ÞĀ-Ž][\w.'’-]*){0,3}"
)
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sir|President|Senator|Sen|Rep|Gov|Judge|Justice|Coach|Minister|Mayor)\.? $")


def leans(text: str) -> bool:
    """Whether a sentence can't be understood without the one before it: it opens with a pronoun, or "…” he said"."""
    return bool(_LEANING.match(text) or _SAID_BY_PRONOUN.search(text))


def opener(sentence: str) -> Span | None:
    """The word or words at the start of a sentence that refer back; None when none of those known do."""
    found = _PRONOUN.match(sentence) or _FIRM.match(sentence)
    return Span(*found.span("word")) if found else None


def referent(sentence: str, before: str, earlier: str = "") -> Span | None:
    """What the opener of `sentence` means: a span of the sentence `before` it; None when that is not sure.

    `earlier`: the text before both, which makes a bare surname the name of a person.
    """
    if _FIRM.match(sentence):
        return _firm(before)
    return _person(before, earlier) if _PRONOUN.match(sentence) else None


def _firm(before: str) -> Span | None:
    names = _longest(before)
    firms = [span for span in names if _INCORPORATED.search(span.of(before))]
    others = [span for span in names if span not in firms and not gazetteer.kinds(span.of(before))]
    return firms[0] if len(firms) == 1 and not others and _leads(before, firms[0]) else None


def _person(before: str, earlier: str) -> Span | None:
    names = [span for span in _longest(before) if not gazetteer.kinds(span.of(before))]
    could_be = [span for span in names if not is_body(span.of(before))]
    if len(could_be) != 1 or _OTHERS.search(before):
        return None
    person = could_be[0]
    name = person.of(before)
    known = bool(_TITLED.search(before[: person.start])) or _has_full(name, earlier)
    is_name = bool(_PERSONAL.fullmatch(name)) and not any(gazetteer.kinds(word) for word in name.split())
    is_name = is_name and not proper.is_title(name)
    return person if is_name and (" " in name or known) and _leads(before, person) else None


def _has_full(surname: str, text: str) -> bool:
    """Whether a person of that surname was named in full."""
    middle = r"(?:[A-Z]\. |(?:de|van|von|bin|al|der|la|du|da|del) )*"
    found = re.search(rf"\b([A-ZÀ-ÞĀ-Ž][\w’'-]+) {middle}{re.escape(surname)}\b", text)
    return found is not None and not gazetteer.kinds(found[1]) and not _BODY.search(found.group())


def is_body(name: str) -> bool:
    """Whether a name is that of a company, an office or a thing."""
    return bool(_BODY.search(name) or _INCORPORATED.search(name) or (name.isupper() and len(name) > 1))


def _leads(before: str, name: Span) -> bool:
    """Whether a name is the subject of its sentence, or the one who is quoted there."""
    said = re.search(rf"[”\"],? (?:{_SPEAKS} )?$", before[: name.start])
    tail = before[name.end :]
    if tail.startswith(":") or before[-1:] not in '.!?”"' or re.match(r"['’]s?\b", tail):
        return False
    speaks = re.match(rf" {_SPEAKS}\b|[.,]", tail)
    return bool((said and speaks) or (_LED_BY.match(before[: name.start]) and not re.match(r" (?:and|or|&) ", tail)))


def _longest(sentence: str) -> list[Span]:
    """The names of a sentence, without readings that are part of another, and without what is quoted."""
    names = proper.unquoted(sentence)
    return [
        span for span in names
        if not any(other != span and other.start <= span.start and span.end <= other.end for other in names)
    ]  # fmt: skip
