"""Whether a sentence holds something of the type that a question asks for, beyond what the question itself says.

But: no finding of the answer; it says "there is a number here", not "this is the number".
"""

from __future__ import annotations

import calendar
import re

from rag.types import Expects, Span
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


_ROLE = re.compile(
    r"\b(?:the (?:\w+ ){0,3}(?:side|delegation|group|opposition|government|police|army|workers?|residents?|union|team"
    r"|club|committee|party|firm|company|bank|court|minister|president|spokes\w+|driver|owner|manager|officials?))\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"(?:\b(?:US|A|C|HK|S|NZ))?[$£€¥₹] ?\d[\d,.]*(?: ?(?:million|billion|trillion|thousand|bn|m|k)\b)?"
    r"|\b\d[\d,.]*(?: (?:million|billion|trillion|thousand|crore|lakh))? "
    r"(?:dollars?|pounds?|euros?|yen|rupees?|yuan|cents?|pence|francs?|crowns?|pesos?|rand|USD|EUR|GBP)\b"
    r"|\b(?:\w+ )?(?:million|billion|hundred|thousand) (?:dollars|pounds|euros)\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    r"\b\d[\d,.]*(?: ?%| per ?cent\b| percentage points?\b)|\b[a-z]+(?:-[a-z]+)? per ?cent\b"
    r"|\b(?:half|third|quarter|two[- ]thirds|three[- ]quarters|majority)\b"
    r"|\b(?:\d+|one|two|three|four|five|six|seven|eight|nine) (?:in|out of) (?:\d+|[a-z]+)\b",
    re.IGNORECASE,
)
_COUNTED = (
    rf"(?:\d[\d,.]*|{'|'.join(word for word in _UNITS.split() if word not in ('several', 'no', 'none'))}|an?)"
    r"(?:[- ](?:and[- ]a[- ]half|half|hundred|thousand|million))*(?:[- ](?:to|or)[- ]\w+)?"
)
_DURATION = re.compile(
    rf"\b{_COUNTED}[- ](?:more |full )?(?:second|minute|min|hour|day|night|week|month|year|decade|centur(?:y|ie))s?\b",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"\b\d{1,3}[- ](?:years?|months?)[- ]old\b|\baged? \d{1,3}\b|(?<=, )\d{1,3}(?=[,.)])|\b\d{1,3}\b", re.I
)
_SIZE = re.compile(
    rf"\b{_COUNTED}[- ](?:square |cubic )?(?:inch(?:es)?|feet|foot|ft|(?:centi|kilo|milli)?met(?:re|er)s?|km|cm|miles?"
    r"|yards?|acres?|hectares?|store?ys?|stories|floors?|tons?|tonnes?|pounds?|kilograms?|kilos?|kg|lbs?|mph|kph|knots?|degrees?)\b"
    r"|\bmagnitude[- ]\d[\d.]*|\b\d[\d.]*[- ]magnitude\b",
    re.IGNORECASE,
)
_PATTERNS: dict[Expects, re.Pattern[str]] = {
    "person": _NAME, "name": _NAME, "place": _NAME, "date": _DATE, "count": _NUMBER, "number": _NUMBER,
    "money": _MONEY, "percent": _PERCENT, "duration": _DURATION, "age": _AGE, "size": _SIZE,
}  # fmt: skip


def is_typed(expects: Expects) -> bool:
    """Whether a thing of that type can be told by its form."""
    return expects in _PATTERNS


def candidates(expects: Expects, sentence: str, question: str) -> list[Span]:
    """The spans of `sentence` of the type asked for that `question` does not already have, in order."""
    pattern = _PATTERNS.get(expects)
    if pattern is None:
        return []
    asked = spaced(question)
    return [Span(*found.span()) for found in pattern.finditer(sentence) if spaced(found.group()) not in asked]


def holds(expects: Expects, sentence: str, question: str) -> bool:
    """Whether `sentence` has what a question of the type `expects` wants and `question` does not already have."""
    if expects == "reason":
        return bool(_REASON.search(sentence))
    if expects == "person" and _ROLE.search(sentence):
        return True
    return not is_typed(expects) or bool(candidates(expects, sentence, question))
