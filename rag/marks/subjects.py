"""Who the subject of a clause is: the person whom its head names, not one who only stands beside it.

"A lawyer for Ada Quill", "Quill's office" and "Quill and Reed" are nobody who is named. But: by form; where a clause
hides its subject, nobody is found.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from rag.marks import roles
from rag.marks.people import Mention, People, Person
from rag.types import Span

Pronoun = Callable[[str, int], Person | None]
"""Whom a pronoun that stands at a place means."""

_LONGEST_TITLE = 6  # words before the name of who leads a sentence
_PART = re.compile(r"[^,]+")
_PREPOSITION = re.compile(
    r"\b(?:for|of|to|with|from|by|about|against|than|like|unlike|between|into|over|near|under|behind|named|called|alongside"
    r"|among|via|on|in|at|during|after|before|following|including|amid|per|around|without|toward|towards|since|despite"
    r"|through|while|versus|vs)\b",
    re.IGNORECASE,
)
_OFFICES = re.compile(
    r"\b(?:Secretary|Minister|Director|Chief|Commissioner) (?:of|for) (?:the )?(?:[A-Z][\w]*,? (?:and )?)+$"
)
_NOT_BESIDE = re.compile(  # a participle, but those that stand in titles
    r"\b(?!(?:acting|managing|founding|presiding|sitting|outgoing|incoming|leading|marketing|engineering|forecasting|housing"
    r"|operating|nursing|training|planning|banking)\b)\w+ing\b|[\"()]",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:and|but|so|yet|then|now|still|also|meanwhile|however|instead|later|earlier|though) ", re.IGNORECASE
)
_CLAUSE = re.compile(
    r".*\b(?:but|when|while|as|because|which|if|after|before|though|although|until|where|since|so|that|whether|than|or"
    r"|what|how|why)\b",
    re.IGNORECASE | re.DOTALL,
)
_RELATIVE = re.compile(r"(?:who|whose|whom|which|[a-z]+ing)\b")
_ENDS_PRONOUN = re.compile(r"(?:^|[ ,])(?P<who>[Hh]e|[Ss]he)$")
_ENDS_OTHER = re.compile(
    r"(?:^|[ ,])(?:they|it|we|I|you|one|some|many|others|another|this|that|there|everyone|who)$", re.IGNORECASE
)
_DEFINITE = re.compile(
    r"(?:.*\b)?(?:the|his|her|its|their|this|that|[A-Z][\w-]+'s?) ((?:[\w'&.·-]+ ){0,5}[\w'-]+)$", re.IGNORECASE
)
_BESIDE = re.compile(
    r"(?:who|whose|which|the|a|an|his|her|its|their|one of|now|then|formerly|also|himself|herself|\d+|[DRI]-|Jr|Sr|MD"
    r"|Ph|[a-z]|[A-Z][\w-]*'s? )",
)
_SET_OFF = re.compile(  # "…, on Monday, …": says nothing of a subject
    r"(?:on|in|at|during|after|before|for|with|from|to|of|by|through|speaking|asked|when|while|citing|meanwhile|however"
    r"|though|too|instead|later|earlier|according|following|like|unlike|despite|amid|as)\b|[a-z]+(?:ly|ing)\b|\d",
    re.IGNORECASE,
)
_TIED = re.compile(r" (?:(?:of|from|in|at|on|with|during|outside|himself|herself)\b|\()")
_LED_BY = re.compile(
    r"(?:(?:on|in|at|during|after|before|last|this|for|by|when|while|as|asked|speaking|if|since|once|despite|although|though|with"
    r"|amid|following|[a-z]+ing) [^,]{2,90}, |[A-Z][\w-]+ly, |[A-Z][\w-]+day(?: \w+)?,? |(?:but|and|so|yet|then|still"
    r"|meanwhile|however|later|earlier|instead|also),? )*",
    re.IGNORECASE,
)
_ROLE_LEADS = re.compile(
    rf"(?:[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[A-Z][\w-]+'s?) ((?:[\w'&.·-]+ ){{0,4}}?{roles.NOUN})(?=[ ,])"
)


def of_verb(known: People, span: Span, pronoun: Pronoun) -> tuple[Person | None, bool]:
    """Who is meant by what stands before a verb, and whether anybody is: nearest first, past what is set beside."""
    parts = [_stripped(known.frame, Span(*match.span())) for match in _PART.finditer(known.frame, span.start, span.end)]
    for n in reversed(range(len(parts))):
        words = parts[n].of(known.frame)
        part = _of_clause(known.frame, parts[n])
        if n and (not words or (_RELATIVE.match(words) and _name_alone(known, part) is None)):
            continue
        person, sure = _of_part(known, part, part.of(known.frame), pronoun)
        if person or sure:
            return person, True
        if not n:
            return None, bool(words) and not _SET_OFF.match(words)
        if part.start > parts[n].start and not _CLAUSE.fullmatch(words[: part.start - parts[n].start].strip()):
            return None, True
        if not _may_go_on(known, words, parts[:n]):
            return None, True
    return None, False


def _may_go_on(known: People, words: str, left: list[Span]) -> bool:
    """Whether a part says but something beside the subject, so that this stands further left."""
    if _SET_OFF.match(words):
        return True
    telling = (part for part in reversed(left) if not part.of(known.frame).isdigit())
    nearest = _of_clause(known.frame, next(telling, left[0]))
    return bool(_BESIDE.match(words)) and _name_alone(known, nearest) is not None


def _of_clause(frame: str, part: Span) -> Span:
    """The part behind its last conjunction."""
    found = _CLAUSE.match(part.of(frame))
    return _stripped(frame, Span(part.start + found.end(), part.end)) if found else part


def of_inverted(known: People, span: Span, pronoun: Pronoun) -> Person | None:
    """Who is meant by what stands behind a verb: "said Ada Quill, who …", "said the mayor, Ada Quill"."""
    parts = [_stripped(known.frame, Span(*match.span())) for match in _PART.finditer(known.frame, span.start, span.end)]
    if not parts:
        return None
    named = [each for each in known.within(parts[0]) if known.frame[each.start] != '"']
    if re.match(r"(?:he|she)\b", parts[0].of(known.frame)):
        return pronoun(parts[0].of(known.frame).split(" ")[0], parts[0].start)
    if named:
        return _inverted_name(known, parts[0], named)
    set_off = len(parts) > 1 and not _RELATIVE.match(parts[1].of(known.frame))
    beside = _name_alone(known, parts[1]) if set_off else None
    return beside or _of_definite(known, parts[0])


def leading(known: People, span: Span, pronoun: Pronoun) -> Person | None:
    """Who is the subject that a sentence begins with."""
    frame = known.frame
    begin = _LED_BY.match(frame, span.start, span.end)
    start = begin.end() if begin else span.start
    opened = re.compile(r"(?:He|She|he|she)\b").match(frame, start, span.end)
    if opened:
        return pronoun(opened.group(), start)
    named = next((each for each in known.within(Span(start, span.end)) if frame[each.start] != '"'), None)
    role = _ROLE_LEADS.match(frame, start, span.end)
    if role and frame[role.end()] == ",":
        beside = _stripped(frame, Span(role.end() + 1, _comma(frame, role.end() + 1, span.end)))
        if person := _name_alone(known, beside):
            return person
    if role and (not named or named.start > role.end()):
        return known.of_role(role[1], start)
    if named and _is_titled(frame[start : named.start]) and _is_subject(known, named):
        return _sure(known, named)
    return None


def _comma(frame: str, start: int, end: int) -> int:
    at = frame.find(",", start, end)
    return at if at >= 0 else end


def _is_subject(known: People, named: Mention) -> bool:
    """Whether neither a possessive nor another name with "and" follows."""
    return not re.match(r"'|,? (?:and|or|&) (?:[A-Z]|the |his |her )|-", known.frame[named.end : named.end + 12])


def _of_part(known: People, part: Span, words: str, pronoun: Pronoun) -> tuple[Person | None, bool]:
    """Who a part between commas means, and whether it leaves no other: a name, a pronoun or a role that ends it."""
    who = _ENDS_PRONOUN.search(words)
    if who:
        return pronoun(who["who"], part.start + who.start("who")), True
    if _ENDS_OTHER.search(words) and words.lower() != "who":
        return None, not words.endswith(" who")
    named = [each for each in known.within(part) if known.frame[each.start] != '"']
    if named and named[-1].end == part.end:
        headed = _is_headed(_clause(known.frame[part.start : named[-1].start]))
        return (_sure(known, named[-1]) if headed else None), True
    if (
        named
        and _is_headed(known.frame[part.start : named[0].start])
        and _TIED.match(known.frame, named[0].end, part.end)
    ):
        return _sure(known, named[0]), True
    role = _of_definite(known, part)
    return role, role is not None


def _clause(before: str) -> str:
    """The words right before a name that belong to it: behind an "and" that joins clauses, not names."""
    head, joined, tail = before.rpartition(" and ")
    return tail if joined and len(head.split()) > 3 else before


def _is_headed(before: str) -> bool:
    """Whether a name behind these words is the head of them: "former mayor ", not "a lawyer for singer "."""
    opening = _OPENING.match(before)
    before = before[opening.end() :] if opening else before
    if _NOT_BESIDE.search(before) or re.search(r"\b(?:and|or)\b|&|'s? \w+ and", before):
        return False
    prepositions = list(_PREPOSITION.finditer(before))
    if not prepositions:
        return True
    behind = before[prepositions[-1].end() :].strip()
    if _OFFICES.search(before):
        return True
    if not behind or re.search(rf"(?:\b{roles.NOUN}|[A-Z]\w*[.·]?)$", behind):
        return False
    return len(prepositions) == 1 and (prepositions[0].start() == 0 or prepositions[0].group() == "of")


def _is_titled(before: str) -> bool:
    """Whether nothing but a title, a role or an article stands before a name."""
    if len(before.split()) > _LONGEST_TITLE:
        return False
    return _is_headed(before) and (
        not before or bool(re.search(rf"(?:\b(?:{roles.NOUN}|[Tt]he|[A-Z]\w*[.·]?)) $", before))
    )


def _sure(known: People, mention: Mention) -> Person | None:
    return known.known[mention.bearers[0]] if len(mention.bearers) == 1 else None


def _name_alone(known: People, part: Span) -> Person | None:
    """The one whose name, behind a title or a role at most, is the whole of a part."""
    named = [each for each in known.within(part) if known.frame[each.start] != '"']
    if len(named) != 1 or not _is_headed(known.frame[part.start : named[0].start]):
        return None
    return _sure(known, named[0]) if named[0].end == part.end or _TIED.match(known.frame, named[0].end) else None


def _of_definite(known: People, part: Span) -> Person | None:
    phrase = _DEFINITE.match(part.of(known.frame))
    if phrase is None or _PREPOSITION.search(phrase[1]):
        return None
    return known.of_role(phrase[1], part.start)


def _inverted_name(known: People, part: Span, named: list[Mention]) -> Person | None:
    """The name that leads a part behind a verb, if what follows does not join it with another."""
    first = named[0]
    if not _is_headed(known.frame[part.start : first.start]) or not _is_subject(known, first):
        return None
    return _sure(known, first)


def _stripped(frame: str, part: Span) -> Span:
    words = part.of(frame)
    return Span(part.start + len(words) - len(words.lstrip()), part.end - len(words) + len(words.rstrip()))
