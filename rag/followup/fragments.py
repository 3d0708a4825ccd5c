"""Follow-ups that are no whole question: "In neighbouring Sarland in June?", "By when?".

Each is the question before with something else put in its place.
"""

from __future__ import annotations

import re
from datetime import date

from rag.followup import wording
from rag.marks import dates
from rag.marks.dates import lexicon
from rag.types import Dated

_BY = "(?:by|since|until|from|to|for|with|in|on|at|of)"
_HOW = "how (?:many|much|long|often|old|far|big)"
_ASKS = re.compile(
    rf"(?P<asks>(?:{_BY} )?(?:when|where|why|whom?|what|which \w+|{_HOW}(?P<counted> [a-z]+)?)(?: exactly| so)?)\W*",
    re.IGNORECASE,
)
_WH = re.compile(
    rf"^\W*(?:(?:{_BY} )?"
    rf"(?P<wh>whom?|when|where|why|{_HOW}(?P<counted> [a-z]+)?|(?:what|which)(?P<noun> [a-z-]+(?: [a-z-]+)?)?)\s+)?"
    r"(?P<rest>(?:is|are|was|were|did|do|does|has|have|had|will|would|can|could|should)\b.+)",
    re.IGNORECASE,
)


def about_another(asked: str, base: str, today: date) -> str | None:
    """The question before about another place, time or name: "in neighbouring Sarland in June"; None for a clause."""
    bare = asked.rstrip("?!. ")
    if not bare or wording.VERBAL.search(bare):
        return None
    made = base
    for each in wording.phrases(bare) or _bare(bare):
        made = _put(made, each, today)
    return made if made != base else None


def asked_of(asked: str, base: str) -> str | None:
    """What the question before says, asked for something else: "By when?"; None where `asked` says more than that."""
    found, before = _ASKS.fullmatch(asked), _WH.match(base)
    if not found or not before or (found["counted"] and before["wh"]):
        return None  # "And how many injured?" is a question of its own about the same thing
    noun = (before["noun"] or before["counted"] or "").strip()
    rest = before["rest"][0].lower() + before["rest"][1:].rstrip("?!. ")
    article = "" if noun.endswith("s") else "the "
    return f"{found['asks']} {rest}{f' {article}{noun}' if noun else ''}?"


def _put(base: str, phrase: wording.Phrase, today: date) -> str:
    """The question with a phrase in place of its own of that kind, or at its end."""
    same = [each for each in wording.phrases(base) if each.is_time == phrase.is_time]
    same = [each for each in same if each.preposition == phrase.preposition] or (same if phrase.is_time else [])
    same = [each for each in same if each.is_time or wording.names(each.text)]
    text = _with_year(phrase, base, today) if phrase.is_time else phrase.text
    if same:
        return f"{base[: same[-1].start]}{text}{base[same[-1].end :]}"
    if not phrase.preposition and not phrase.is_time:
        return _renamed(base, phrase.text)
    return f"{base.rstrip('?!. ')} {text}?"


def _with_year(phrase: wording.Phrase, base: str, today: date) -> str:
    """A time that names no year is in the year of the question before."""
    timed = _times(base, today)
    if re.search(r"\d{4}", phrase.text) or not timed or not re.search(lexicon.MONTH, phrase.text):
        return phrase.text
    return f"{phrase.text} {(timed[-1].begin or '')[:4]}"


def _renamed(base: str, name: str) -> str:
    """The question with another name in the place of its first, whole."""
    known = re.search(r"[A-ZÀ-ÞĀ-Ž][\w’'-]*(?: [A-ZÀ-ÞĀ-Ž][\w’'-]*)*", base[1:])
    if not known:
        return f"{base.rstrip('?!. ')} ({name})?"
    possessive = re.search(r"['’]s?$", known.group())
    return f"{base[: known.start() + 1]}{name}{possessive.group() if possessive else ''}{base[known.end() + 1 :]}"


def _bare(text: str) -> list[wording.Phrase]:
    """A name or a time without a preposition as a phrase: "Lornia", "yesterday"."""
    is_time = wording.is_time(text)
    return [wording.Phrase(0, len(text), "", text, is_time)] if is_time or wording.names(text) else []


def _times(text: str, today: date) -> list[Dated]:
    return [each for each in dates.read(text, today) if each.days]
