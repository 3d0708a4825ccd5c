"""Follow-ups that count a time from the one asked about: "And the day before?", "What happened a week later?".

A date may say when to look ("on 14 June 2017") or which event is meant ("the fire of 14 June 2017"). Only the first
kind is moved; of an event on another day, it is asked what was then. But: days are not counted from a month or a year:
then the words of the follow-up stand in brackets, so that a reader sees that they were not resolved.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

import msgspec

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
_HAPPENED = re.compile(r"^\W*what (?:else )?(?:has |had |was )?happen(?:ed|ing)\b ?", re.IGNORECASE)
_NEXT = re.compile(r"\W*(?:and )?(?:then|(?:what )?(?:happened )?(?:next|then|afterwards))\W*", re.IGNORECASE)
_NAMES_EVENT = re.compile(  # "the fire of", but "on the evening of"
    r"\b(?!(?:day|week|month|year|morning|afternoon|evening|night|end|start|beginning|middle|close|news|as|half)\b)"
    r"[a-z’'-]+ of (?:the )?$"
)
_EVENT_BEHIND = re.compile(r" (?!(?:in|on|at|by|for|to|and|or|of|was|were|did|is|had|has|when|who|that)\b)[a-z-]+")
_THE = re.compile(r"\b(?:the|its|their|an?|this|that) $", re.IGNORECASE)
_LEADING = re.compile(r" ?\b(?:in|on|of|by|between|from|during|since|until)(?: the)? $", re.IGNORECASE)
_ORDER: tuple[str, ...] = ("day", "week", "month", "year")


def at_another_time(asked: str, base: str, answer: str, today: date) -> str | None:
    """The question before at a time counted from its own: "a day earlier"; None where `asked` is no such words.

    Where it names none, its time is the last day that the answer to it names, else `today`.
    """
    clause = _HAPPENED.match(asked)
    found = _SHIFT.fullmatch(asked, clause.end() if clause else 0)
    if not found:
        return None
    of = _looked_at(base, today)
    if clause and not _HAPPENED.match(base):
        base, of = _what_happened(base, of)
    if of is None:
        return _put(wording.timeless(base), _moved(found, _last_day(answer, today) or today))
    if _ORDER.index(_unit(found)) < _coarseness(of):
        day = _last_day(answer, today, within=of)
        return (
            _put(_without(base, of), _moved(found, day)) if day else f"{_bare(base)} ({found.group().strip(' ?.!')})?"
        )
    day = _moved(found, _edge(found, of))
    if _coarseness(of) == 0 and (_names_event(base, of) or "/" in of.value):
        return _put(_without(base, of), day)
    the = "the " if of.text.lower().startswith("the ") else ""
    return f"{base[: of.start]}{the}{_written(day, of)}{base[of.end :]}"


def afterwards(asked: str, base: str, today: date) -> str | None:
    """What happened behind the time of the question before: "And then?"; None where `asked` is no such words."""
    if not _NEXT.fullmatch(asked):
        return None
    of = _looked_at(base, today)
    if not _HAPPENED.match(base):
        base, of = _what_happened(base, of)
    if of is None:
        return base
    last = date.fromisoformat(of.until or "") - timedelta(days=1)
    return f"{_bare(_without(base, of))} after {_written(last, of)}?"


def _looked_at(base: str, today: date) -> Dated | None:
    """The last time that says when to look, else the last that says which event is meant."""
    timed = [each for each in dates.read(base, today) if each.days]
    asked = [each for each in timed if not _names_event(base, each)]
    return next(reversed(asked or timed), None)


def _names_event(base: str, dated: Dated) -> bool:
    """Whether a date says which event is meant: "the fire of 14 June 2017", "the 14 June 2017 fire"."""
    if _NAMES_EVENT.search(base[: dated.start]):
        return True
    has_article = dated.text.lower().startswith("the ") or bool(_THE.search(base[: dated.start]))
    return has_article and bool(_EVENT_BEHIND.match(base, dated.end))


def _what_happened(base: str, of: Dated | None) -> tuple[str, Dated | None]:
    """What happened where the question before looks, at its time."""
    placing = [each.text for each in wording.phrases(base) if not each.is_time]
    lead = " ".join(["What happened", *placing])
    if of is None:
        return f"{lead}?", None
    joint = " on " if _coarseness(of) == 0 else " in "
    start = len(lead + joint)
    return f"{lead}{joint}{of.text}?", msgspec.structs.replace(of, start=start, end=start + len(of.text))


def _coarseness(of: Dated) -> int:
    """How coarse a time is: 0 for days, 2 for a month, 3 for a year or what lies between."""
    return 0 if of.value.count("-") >= 2 else 2 if re.fullmatch(r"\d{4}-\d\d", of.value) else 3


def _unit(found: re.Match[str]) -> str:
    return (found["side"] or found["unit"] or found["of"]).lower().rstrip("s")


def _is_back(found: re.Match[str]) -> bool:
    return (found["way"] or found["later"] or found["which"]).lower() in ("before", "earlier", "previous")


def _edge(found: re.Match[str], of: Dated) -> date:
    """The day from which is counted: the first of a time backwards, of several days the last onwards."""
    if "/" in of.value and not _is_back(found):
        return date.fromisoformat(of.until or "") - timedelta(days=1)
    return date.fromisoformat(of.begin or "")


def _moved(found: re.Match[str], day: date) -> date:
    count = int(lexicon.number(found["n"]) or 1) if found["n"] else 1
    return periods.moved(day, lexicon.UNITS[_unit(found)], -count if _is_back(found) else count)


def _bare(question: str) -> str:
    return question.rstrip("?!. ")


def _without(base: str, of: Dated) -> str:
    """A question without a time and the word that leads to it."""
    before, behind = base[: of.start], base[of.end :]
    article = "the " if of.text.lower().startswith("the ") and _EVENT_BEHIND.match(behind) else ""
    lead = "" if article or _THE.search(before) else _LEADING.sub("", f"{before.rstrip()} ")
    return f"{(lead or before).rstrip()} {article}{behind.lstrip()}".replace(" ?", "?")


def _put(base: str, day: date) -> str:
    """A question on a day; a count that only grows, as a toll does, is asked for up to it."""
    grows = any(classes.of(each) in classes.CUMULATIVE for each in content_stems(base))
    return f"{_bare(base)} {'by' if grows else 'on'} {day.day} {day:%B} {day.year}?"


def _last_day(answer: str, today: date, *, within: Dated | None = None) -> date | None:
    """The last day that an answer names with its year: on which day others of its words were said is not known."""
    first, until = (within.days if within else None) or (date.min, date.max)
    named = (each.days for each in dates.read(answer, None) if each.value.count("-") >= 2)
    return max((days[0] for days in named if days and days[0] <= today and first <= days[0] < until), default=None)


def _written(day: date, like: Dated) -> str:
    """A day, month or year as coarse as the one that it replaces."""
    coarse = _coarseness(like)
    return str(day.year) if coarse == 3 else f"{day:%B} {day.year}" if coarse else f"{day.day} {day:%B} {day.year}"
