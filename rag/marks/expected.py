"""Whether a sentence holds something of the type that a question asks for, beyond what the question itself says.

But: no finding of the answer; it says "there is a number here", not "this is the number".
"""

from __future__ import annotations

import calendar
import re

from rag.types import Expects
from rag.words import spaced

_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion "
    "dozen dozens half third quarter twice double several no none"
)
_NUMBER = re.compile(rf"(?<![\w.])\d(?:[\d,.]*\d)?|\b(?:{'|'.join(_UNITS.split())})s?\b", re.IGNORECASE)
_MONTHS = "|".join([*calendar.month_name[1:], *(f"{name}\\." for name in calendar.month_abbr[1:]), "Sept\\."])
_DAYS = "|".join(calendar.day_name)
_DATE = re.compile(
    rf"\b(?:{_MONTHS})\b|\b(?:{_DAYS})\b|\b(?:19|20)\d\d\b|\b\d{{1,2}}[:.]\d\d\b|\b\d{{1,2}} ?[ap]\.?m\b|\bo'clock\b"
    r"|\b(?i:today|yesterday|tomorrow|tonight|this (?:morning|afternoon|evening|week|month|year)|midnight|noon"
    r"|overnight|(?:last|next|previous) (?:night|week|month|year|spring|summer|autumn|fall|winter)|later this"
    r"|earlier this"
    r"|(?:days?|weeks?|months?|years?|hours?) (?:ago|later|earlier|before|after)|the day (?:before|after))\b"
)
_NAME = re.compile(
    r"\b(?:[A-ZÀ-ÞĀ-Ž][\w’'-]+|[A-Z]{2,})"
    r"(?:[ -](?:(?:of|the|de|van|von|bin|al|and|for|der|la|du) )*[A-ZÀ-ÞĀ-Ž][\w’'.-]*)*"
)
_REASON = re.compile(
    r"\b(?:because|since|due to|owing to|after|as a result|amid|over|citing|cited|cause[sd]?|in order to|so that"
    r"|to avoid|blamed?|thanks to|prompted|following|reason|in response|in protest|for fear|led to|therefore)\b",
    re.IGNORECASE,
)


def holds(expects: Expects, sentence: str, question: str) -> bool:
    """Whether `sentence` has what a question of the type `expects` wants and `question` does not already have."""
    if expects == "number":
        return _new(_NUMBER, sentence, question)
    if expects == "date":
        return _new(_DATE, sentence, question)
    if expects in ("person", "place"):
        return _new(_NAME, sentence, question) or (expects == "person" and bool(_ROLE.search(sentence)))
    if expects == "reason":
        return bool(_REASON.search(sentence))
    return True


_ROLE = re.compile(
    r"\b(?:the (?:\w+ ){0,3}(?:side|delegation|group|opposition|government|police|army|workers?|residents?|union|team"
    r"|club|committee|party|firm|company|bank|court|minister|president|spokes\w+|driver|owner|manager|officials?))\b",
    re.IGNORECASE,
)


def _new(pattern: re.Pattern[str], sentence: str, question: str) -> bool:
    asked = spaced(question)
    return any(spaced(found.group()) not in asked for found in pattern.finditer(sentence))
