"""Follow-ups that are no whole question: "A day earlier?", "In neighbouring Sarland in June?", "By when?".

Each is the question before with something else put in its place.
"""

from __future__ import annotations

import re
from datetime import date

from rag.figures import classes
from rag.followup import wording
from rag.marks import dates
from rag.marks.dates import lexicon, periods
from rag.types import Dated
from rag.words import content_stems

_SHIFT = re.compile(
    rf"(?:(?:on|in|by|from) )?(?:the (?P<side>day|week|month|year) (?P<way>before|after)|(?P<n>{lexicon.NUMBER}) "
    r"(?P<unit>days?|weeks?|months?|years?) (?P<later>earlier|before|later|after)"
    r"|the (?P<which>previous|next|following) (?P<of>day|week|month|year))(?: that)?\W*",
    re.IGNORECASE,
)
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


def at_another_time(asked: str, base: str, answer: str, today: date) -> str | None:
    """The question before at a time counted from its own: "a day earlier"; None where `asked` is no such words.

    Where it names none, its time is the last day that the answer to it names, else `today`.
    """
    found = _SHIFT.fullmatch(asked)
    if not found:
        return None
    timed = _times(base, today)
    if not timed:
        day = _shifted(found, _last_day(answer, today) or today)
        return f"{wording.timeless(base).rstrip('?!. ')} {_up_to(base)} {day.day} {day:%B} {day.year}?"
    of = timed[-1]
    day = _shifted(found, date.fromisoformat(of.begin or ""))
    return f"{base[: of.start]}{_written(day, of)}{base[of.end :]}"


def _shifted(found: re.Match[str], day: date) -> date:
    sign = -1 if (found["way"] or found["later"] or found["which"]).lower() in ("before", "earlier", "previous") else 1
    count = int(lexicon.number(found["n"]) or 1) if found["n"] else 1
    unit = lexicon.UNITS[(found["side"] or found["unit"] or found["of"]).lower().rstrip("s")]
    if unit == "week":  # seven days, and not from the Monday on
        unit, count = "day", 7 * count
    return periods.shifted(day, unit, sign * count).begin


def _up_to(base: str) -> str:
    """How a question is dated: a count that only grows, as a toll does, is asked for up to a day."""
    grows = any(classes.of(each) in classes.CUMULATIVE for each in content_stems(base))
    return "by" if grows else "on"


def _last_day(answer: str, today: date) -> date | None:
    """The last day that an answer names with its year: on which day others of its words were said is not known."""
    named = (each.days for each in dates.read(answer, None) if each.value.count("-") >= 2)
    return max((days[0] for days in named if days and days[0] <= today), default=None)


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


def _written(day: date, like: Dated) -> str:
    """A day, month or year as coarse as the one that it replaces."""
    parts = like.value.count("-")
    if parts >= 2:
        return f"{day.day} {day:%B} {day.year}"
    return f"{day:%B} {day.year}" if parts else str(day.year)
