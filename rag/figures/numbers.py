"""The numbers of a sentence: digits and words, with scales, bounds and ranges.

But: no years, days, times of day, ages, ordinals, scores or numbers of things (Route 9), and no vague ones ("dozens").
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from rag.figures.nouns import Bound

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {**{word: n for n, word in enumerate(_SMALL)}, **{word: 10 * n for n, word in enumerate(_TENS, 2)}}
_SCALES = {
    "dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "million": 1e6, "crore": 1e7, "billion": 1e9,
    "trillion": 1e12, "k": 1e3, "mn": 1e6, "m": 1e6, "bn": 1e9, "tn": 1e12,
}  # fmt: skip
_LONG = "dozen|hundred|thousand|lakh|million|crore|billion|trillion"
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?P<sign>(?:\b(?:US|A|C|HK|NZ"
    rf"|S))?[$£€¥₹] ?)?(?<![\w.:/'’#])(?<![^\W\d]-)(?P<digits>\d{{1,3}}(?:,\d{{2,3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?:[ -](?P<scale>{_LONG})s?\b|(?P<suffix>bn|mn|tn|m|k)\b)?"
    rf"|(?<![\w-])(?P<words>(?:(?:half )?an? (?=(?:{_LONG})\b)|(?:{_WORD})\b)"
    rf"(?:(?:(?<=hundred) and |(?<=thousand) and |(?<=million) and |[ -]?)(?:{_WORD}|{_LONG})\b)*)",
    re.IGNORECASE,
)
_HAS_NUMBER = re.compile(rf"\d|\b(?:{_WORD}|{_LONG})\b", re.IGNORECASE)
_WRITTEN = re.compile(rf"\b(?:{_WORD}|{_LONG})\b", re.IGNORECASE)
_BOUNDS: tuple[tuple[Bound, str], ...] = (
    ("least", "at least|no fewer than|not fewer than|no less than|not less than|more than|well over|just over"
        "|over|above"
     "|upwards of|in excess of|exceed(?:s|ed|ing)?|a minimum of|topp(?:ed|ing)|tops|surpass(?:es|ed|ing)?"
     "|cross(?:ed|es)|pass(?:ed|es|ing)|beyond"),
    ("most", "as (?:many|much|high|long|far|large|big) as|up to|at most|no more than|not more than"
     "|fewer than|less than|just under|under|below"
     "|a maximum of"),
    ("about", "nearly|almost|about|around|roughly|some|approximately|an estimated|estimated|close to|circa|near"),
)  # fmt: skip
_BEFORE = tuple((bound, re.compile(rf"\b(?:{words})(?: the| a)? $", re.IGNORECASE)) for bound, words in _BOUNDS)
_BEHIND: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    ("least", re.compile(r"\+|-plus\b|(?: \w+)? or (?:more|higher)\b", re.IGNORECASE)),
    ("most", re.compile(r"(?: \w+)? or (?:fewer|less)\b", re.IGNORECASE)),
    ("about", re.compile(r"(?: \w+)? or so\b|-odd\b", re.IGNORECASE)),
)
_LOOK = 24  # code points before a number in which a bound and the like begin
_MONTH = "|".join([*calendar.month_name[1:], *(f"{name}\\.?" for name in calendar.month_abbr[1:]), "Sept\\.?"])
_NOT_BEFORE = re.compile(
    rf"(?:\b(?:{_MONTH}) (?:\d\d? ?[-–] ?)?|\b[Aa]ged? |\bper |\b(?:[Nn]o|[Nn]os)\. ?|[#\[] ?"
    rf"|\b\d{{4}}-(?:\d\d-)?|\b[Pp]aragraphs? (?:\d+(?:,| and|, and) )*|\b(?:[Pp]ages?|[Cc]hapter|"
    r"[Ss]ection|Article|Route|Highway|Flight|[Cc]hannel|[Tt]ype|[Gg]rade|[Rr]ound|[Gg]roup|[Pp]hase|[Ss]tage) )$"
)
_NOT_BEHIND = re.compile(
    rf"(?:st|nd|rd|th)\b|[:/]\d|-\d\d-\d\d\b|(?: (?:and|to|or) \w+)?[ -](?:years?|months?|weeks?)[ -]olds?\b"
    rf"|[ -]?(?:[ap]\.?m\b|o['’]clock)|(?: of)? (?:{_MONTH})(?![a-z])|\]"
)
_JOINED = re.compile(
    r"(?P<unit> ?(?:per ?cent|percent|%))?(?: ?[-–—] ?|-to-| to (?:about |around |as many as )?| and | or )$"
)
_SHARE = re.compile(r"[ -]?(?:%|per ?cent)")
_CHANGED = re.compile(
    r"\b(?:by|from|voted|votes?|won|lost|beat|leads?|score|of)(?: \w+)? $", re.IGNORECASE
)  # before a pair that is two numbers and no range


class Number(Struct, frozen=True):
    """A number: `opens` is where its bound begins, `sign` its sign of currency, `shown` the digits behind the point."""

    opens: int
    start: int
    end: int
    value: float
    upper: float | None = None
    bound: Bound = "exact"
    sign: str = ""
    scale: float = 1.0
    hyphened: bool = False


def read(text: str) -> list[Number]:
    """The numbers of a sentence, in order."""
    if not _HAS_NUMBER.search(text):
        return []
    found = [_number(text, match) for match in _NUMBER.finditer(text) if _counts(text, match)]
    return list(_ranges(text, found)) if found else []


def in_digits(text: str) -> str:
    """A text for comparing, with its written-out numbers from two on in digits."""
    return _NUMBER.sub(_digits, text) if _WRITTEN.search(text) else text


def _digits(match: re.Match[str]) -> str:
    if not match["words"]:
        return match.group()
    value = _of_words(match["words"].lower())[0]
    return match.group() if value < 2 else f"{value:,.0f}"


def is_year(text: str, start: int, end: int) -> bool:
    """Whether four digits read as a year."""
    return end - start == 4 and text[start:end].isdigit() and 1500 <= int(text[start:end]) < 2100


def _counts(text: str, match: re.Match[str]) -> bool:
    """Whether a number is one of things, and not a day, an age, an ordinal or part of a name."""
    start, end = match.span()
    before = text[max(0, start - _LOOK) : start]
    if _NOT_BEHIND.match(text, end) or _NOT_BEFORE.search(before):
        return False
    if is_year(text, start, end) and not any(pattern.search(before) for _, pattern in _BEFORE):
        return False
    return not (before.endswith(", ") and text[end : end + 1] in (",", ".", ")") and end - start <= 3)  # an age


def _number(text: str, match: re.Match[str]) -> Number:
    start, end = match.span()
    bound, opens = bound_of(text, start, end)
    sign = (match["sign"] or "").strip()
    suffix = (match["suffix"] or "").lower()
    if suffix in ("m", "k") and not sign and not re.match(r" (?:people|crowns|euros|dollars|pounds)\b", text[end:]):
        end, suffix = end - 1, ""  # metres, or nobody knows
    if match["words"]:
        value, scale = _of_words(match["words"].lower())
    else:
        scale = _SCALES.get((match["scale"] or suffix or "").lower(), 1.0)
        value = float(match["digits"].replace(",", "")) * scale
    hyphened = text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha()
    return Number(opens, start, end, round(value, 6), None, bound, sign, scale, hyphened)


def _of_words(words: str) -> tuple[float, float]:
    """The value of number words, and their last scale."""
    total, run, scale = 0.0, 0.0, 1.0
    for word in re.split(r"[ -]+", words):
        if word in _SCALES:
            scale = _SCALES[word]
            run = (run or 1.0) * scale
            if scale >= 1000:
                total, run = total + run, 0.0
        elif word in ("half", "a", "an"):
            run = run or (0.5 if word == "half" else 1.0)
        elif word != "and":
            run += _WORDS[word]
    return total + run, scale


def bound_of(text: str, start: int, end: int) -> tuple[Bound, int]:
    """The bound that words around the number from `start` to `end` set it, and where they begin."""
    before = text[max(0, start - _LOOK) : start]
    for bound, pattern in _BEFORE:
        if found := pattern.search(before):
            return bound, start - len(before) + found.start()
    return next((bound for bound, pattern in _BEHIND if pattern.match(text, end)), "exact"), start


def _ranges(text: str, found: Sequence[Number]) -> Iterator[Number]:
    """The numbers, with two that are the ends of one range made one."""
    skip = False
    for one, other in zip(found, [*found[1:], None], strict=True):
        if skip:
            skip = False
        elif other and (merged := _range(text, one, other)):
            skip = True
            yield merged
        elif other and _is_score(text, one, other):
            skip = True
        else:
            yield one


def _is_score(text: str, one: Number, other: Number) -> bool:
    """Whether two numbers are a score or a vote: "3-1", "five to two"."""
    joint = text[one.end : other.start]
    falling = joint == " to " and one.value > other.value
    return joint in ("-", "–") or (falling and not text[: one.opens].lower().endswith("from "))


def _range(text: str, one: Number, other: Number) -> Number | None:
    joint = _JOINED.match(text[one.end : other.start])
    before = text[max(0, one.opens - _LOOK) : one.opens]
    between = before.lower().endswith("between ")
    if not joint or _CHANGED.search(before) or (" and " in joint.group()) != between:
        return None
    if joint["unit"] and not _SHARE.match(text, other.end):  # "rose 2 percent to 5 dollars"
        return None
    low = one.value * other.scale if one.scale == 1.0 and one.value < other.value / other.scale else one.value
    if low >= other.value or other.value > 20 * low:
        return None
    return replace(one, end=other.end, value=low, upper=other.value, sign=one.sign or other.sign, hyphened=False)
