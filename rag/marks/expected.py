"""Whether a sentence holds something of the type that a question asks for, beyond what the question itself says.

But: it says "there is a number here", not "this is the number".
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_right

from rag.marks import proper
from rag.types import Expects, Span
from rag.words import spaced

_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion "
    "dozen dozens half third quarter twice double several no none"
)
_NUMBER = re.compile(
    rf"(?:(?<![\w.])\d(?:[\d,.]*\d)?|\b(?:{'|'.join(_UNITS.split())})s?\b)"
    r"(?:[ -](?:hundred|thousand|million|billion|trillion|dozen)\b)*",
    re.IGNORECASE,
)
_MONTHS = "|".join([*calendar.month_name[1:], *(f"{name}\\." for name in calendar.month_abbr[1:]), "Sept\\."])
_DAYS = "|".join(calendar.day_name)
_DATE = re.compile(
    rf"\b(?:{_MONTHS})\b|\b(?:{_DAYS})\b|\b(?:19|20)\d\d\b|\b\d{{1,2}}[:.]\d\d\b|\b\d{{1,2}} ?[ap]\.?m\b|\bo'clock\b"
    r"|\b(?i:today|yesterday|tomorrow|tonight|this (?:morning|afternoon|evening|week|month|year)|midnight|noon"
    r"|overnight|(?:last|next|previous) (?:night|week|month|year|spring|summer|autumn|fall|winter)|later this"
    r"|earlier this"
    r"|(?:days?|weeks?|months?|years?|hours?) (?:ago|later|earlier|before|after)|the day (?:before|after))\b"
)
_ASKS_CLOCK = re.compile(r"\b(?:what|which) (?:time|hour)\b(?! of (?:year|the year))", re.IGNORECASE)
_CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d\d\b(?: ?[ap]\.?m\b\.?)?|\b\d{1,2} ?[ap]\.?m\b\.?|\bo['’]clock\b|\b(?:noon|midnight|dawn|dusk)\b",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"\b(?:{_MONTHS})")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_FULL_DATE = re.compile(
    rf"\b(?:(?:{_DAYS}),? )?(?:{_MONTHS}) \d{{1,2}}(?:, \d{{4}})?\b|\b\d{{1,2}} (?:{_MONTHS})(?: \d{{4}})?\b"
    rf"|\b(?:{_MONTHS}) \d{{4}}\b"
)
_ANY_MONTH = rf"(?:{_MONTHS}|(?:{'|'.join(calendar.month_abbr[1:])}|Sept)\b)"
_CALENDAR = re.compile(  # dates of which no number counts anything
    rf"\b{_ANY_MONTH}\.? (?:\d{{1,2}}(?:st|nd|rd|th)?\b(?:,? (?:19|20)\d\d\b)?|(?:19|20)\d\d\b)"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_ANY_MONTH}(?: (?:19|20)\d\d\b)?"
    r"|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d\b"
)
_REASON = re.compile(
    r"\b(?:because|since|due to|owing to|after|as a result|amid|over|citing|cited|cause[sd]?|in order to|so that"
    r"|(?:may|might|could) have (?!been\b)\w+ed|hypothes[ie]s|believed? (?:that|to)|trigger\w*"
    r"|to avoid|blamed?|thanks to|prompted|following|reason|in response|in protest|for fear|led to|therefore)\b",
    re.IGNORECASE,
)


_NOBODY = re.compile(r"(?:[^.]{0,60}— ?)?(?:Nobody|No one|None)\b")  # who? "Nobody has been arrested"
_ASKS_CAUSE = re.compile(r"\b(?:what|who) (?:caused|triggered|led to|sparked|started)|\bcause of\b", re.IGNORECASE)
_CAUSE = re.compile(  # "after" and "amid" tell of no cause
    r"\b(?:because|due to|owing to|as a result|caus\w+|blam\w+|trigger\w*|led to|spark\w*|set off|start\w*|stemm\w*"
    r"|(?:may|might|could) have (?!been\b)\w+|hypothes[ie]s|believed? (?:that|to)|prompted|thanks to)\b",
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
    rf"\b{_COUNTED}[- ](?:more |full )?(?:second|minute|min|hour|day|night|week|month|year|decade|centur(?:y|ie))s?\b"
    r"(?![- ]olds?\b)",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"\b\d{1,3}[- ](?:years?|months?|weeks?|days?)[- ]old\b|\bage[ds]?(?: of)? \d{1,3}\b|(?<=, )\d{1,3}(?=[,.)])"
    r"|(?<=\()\d{1,3}(?=\))|\b(?:turn(?:s|ed|ing)?|at|was|is|be) \d{1,3}(?=[,.;]|$| (?:when|in|on|at|and|years)\b)",
    re.IGNORECASE,
)
_SIZE = re.compile(
    rf"\b{_COUNTED}[- ](?:square |cubic )?(?:inch(?:es)?|feet|foot|ft|(?:centi|kilo|milli)?met(?:re|er)s?|km|cm|miles?"
    r"|yards?|acres?|hectares?|store?ys?|stories|floors?|tons?|tonnes?|pounds?|kilograms?|kilos?|kg|lbs?|mph|kph|knots?|degrees?)\b"
    r"|\bmagnitude[- ]\d[\d.]*|\b\d[\d.]*[- ]magnitude\b",
    re.IGNORECASE,
)
_BECAUSE = re.compile(
    r"\b(?:because(?: of)?|due to|owing to|amid|over|after|following|to avoid|citing|thanks to|as a result of"
    r"|in response to|in protest (?:at|over)|for fear of|so that|in order to|caused by|blamed on)"
    r"\s+([^,.;:–—\n]{3,90})",
    re.IGNORECASE,
)
_UNIT = re.compile(r"\bhow many (?:more )?(?:years|months|weeks|days|hours|minutes|seconds|decades|centuries)\b", re.I)
_DIGITS = re.compile(r"[\d][\d,.]*\d|\d|[^\W\d_]+")
_PATTERNS: dict[Expects, re.Pattern[str]] = {
    "date": _DATE, "count": _NUMBER, "number": _NUMBER,
    "money": _MONEY, "percent": _PERCENT, "duration": _DURATION, "age": _AGE, "size": _SIZE,
}  # fmt: skip
_NAMED: frozenset[Expects] = frozenset(("person", "name", "place"))


def is_typed(expects: Expects) -> bool:
    """Whether a thing of that type can be told by its form."""
    return expects in _PATTERNS or expects in _NAMED


def candidates(expects: Expects, sentence: str, question: str) -> list[Span]:
    """The spans of `sentence` of the type asked for that `question` does not already have, in order."""
    asked = spaced(question)
    return [span for span in _spans(expects, sentence, question) if spaced(span.of(sentence)) not in asked]


def holds(expects: Expects, sentence: str, question: str) -> bool:
    """Whether `sentence` has what a question of the type `expects` wants and `question` does not already have."""
    if expects == "reason":
        return bool((_CAUSE if _ASKS_CAUSE.search(question) else _REASON).search(sentence))
    if expects == "person" and (_ROLE.search(sentence) or _NOBODY.match(sentence)):
        return True
    return not is_typed(expects) or bool(candidates(expects, sentence, question))


def _spans(expects: Expects, sentence: str, question: str) -> list[Span]:
    if expects in _NAMED:
        return proper.names(sentence)
    if expects == "reason":
        return [Span(*found.span(1)) for found in _BECAUSE.finditer(sentence)]
    if expects == "date" and _ASKS_CLOCK.search(question):
        return [Span(*match.span()) for match in _CLOCK.finditer(sentence)]
    if expects == "date":
        return _dates(sentence, question)
    found = [Span(*match.span()) for match in _PATTERNS[expects].finditer(sentence)] if expects in _PATTERNS else []
    if expects in ("count", "number"):
        return _undated(found, sentence)
    if expects == "age" or (expects == "duration" and _UNIT.search(question)):
        return [_amount(sentence, span) for span in found]  # "how many years" is answered by "70", not by "70 years"
    return found


def _undated(found: list[Span], sentence: str) -> list[Span]:
    """The numbers that are not of a date: "Sept 11", "in May 2024"."""
    days = [match.span() for match in _CALENDAR.finditer(sentence)] if found else []
    starts = [start for start, _ in days]
    at = [bisect_right(starts, each.start) - 1 for each in found]
    return [each for each, n in zip(found, at, strict=True) if n < 0 or each.start >= days[n][1]]


def _dates(sentence: str, question: str) -> list[Span]:
    """Years or months where these are asked for, else dates as long as they are written."""
    if re.search(r"\b(?:what|which) year\b", question, re.IGNORECASE):
        return [Span(*match.span()) for match in _YEAR.finditer(sentence)]
    if re.search(r"\b(?:what|which) month\b", question, re.IGNORECASE):
        return [Span(*match.span()) for match in _MONTH.finditer(sentence)]
    whole = [Span(*match.span()) for match in _FULL_DATE.finditer(sentence)]
    parts = [Span(*match.span()) for match in _DATE.finditer(sentence)]
    apart = [part for part in parts if not any(full.start <= part.start and part.end <= full.end for full in whole)]
    return sorted([*whole, *apart], key=lambda span: span.start)


def _amount(sentence: str, span: Span) -> Span:
    found = next(
        (m for m in _DIGITS.finditer(sentence, span.start, span.end) if m.group().lower() not in ("age", "aged")), None
    )
    return Span(*found.span()) if found else span
