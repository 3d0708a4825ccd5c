"""A question in words that the rules for dates in articles read: nothing shortened, months and weekdays capitalised.

But: it reads no time itself, and it keeps no places: offsets in the wording are not those of the question.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable

from rag.marks.dates import lexicon
from rag.marks.dates.lexicon import DAY, MONTH, NUMBER, YEAR

_QUOTED = re.compile(r'["“”][^"“”]{2,200}["“”]')
_TH = r"(?:st|nd|rd|th)?"
_SURE = "january|february|april|june|july|september|october|november|december|" + "|".join(
    name.lower() for name in calendar.day_name
)
_WORDS = "march|may|august"  # months that are words too: taken for months beside a number or behind these
_LEADS = r"(?:in|since|until|till|before|after|during|between|from|early|late|mid|last|next|\d{1,2}(?:st|nd|rd|th)?)"
_SHORT = "jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
_HOLIDAYS = {name.lower(): name for name in lexicon.HOLIDAYS}
_LATER = r"(?= (?:the )?\d{1,2}(?:st|nd|rd|th)?\b|,? (?:of )?\d{4}\b)"


def spelled(question: str) -> str:
    """The wording. Phrases in quotation marks name no time and are blanked out."""
    text = question.lower() if question.isupper() else question
    text = _QUOTED.sub(lambda found: "_" * len(found.group()), text)
    for pattern, written in _RULES:
        text = pattern.sub(written, text)
    return text


def _capital(match: re.Match[str]) -> str:
    return match.group().replace(match["name"], match["name"].capitalize())


def _holiday(match: re.Match[str]) -> str:
    return _HOLIDAYS[match.group().lower()]


def _days(match: re.Match[str]) -> str:
    """3 and 5 May 2017: 3 May 2017 and 5 May 2017."""
    first, joint, second, of = match.groups()
    return f"{first} {of} {joint} {second} {of}"


def _days_behind(match: re.Match[str]) -> str:
    """May 3 and 5, 2017: May 3, 2017 and May 5, 2017."""
    month, first, joint, second, year = match.groups()
    return f"{month} {first}{year} {joint} {month} {second}{year}"


def _years(match: re.Match[str]) -> str:
    """2016-18: 2016 to 2018; but 2016-05 is a month."""
    first, second = match.groups()
    if len(second) == 4:
        return f"{first} to {second}"
    following = int(second) > int(first[2:])
    if following and (int(second) > 12 or int(second) == int(first[2:]) + 1):
        return f"{first} to {first[:2]}{second}"
    return f"{calendar.month_name[int(second)]} {first}" if 1 <= int(second) <= 12 else match.group()


def _rule(pattern: str, written: str | Callable[[re.Match[str]], str], flags: re.RegexFlag = re.IGNORECASE) -> _Rule:
    return re.compile(pattern, flags), written


_Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]
_RULES: tuple[_Rule, ...] = (
    _rule(rf"\b(?P<name>{_SURE})\b", _capital),
    _rule(rf"\b(?P<name>{_WORDS}|{_SHORT})\b(?:\.?{_LATER})", _capital),
    _rule(rf"\b{_LEADS}[ -](?:of )?(?P<name>{_WORDS})\b", _capital),
    _rule(rf"\d{_TH} (?:of )?(?P<name>{_SHORT})\b", _capital),
    _rule(rf"\b(?:{MONTH}) (?:and|to|until|till|through|or) (?P<name>{_WORDS})\b", _capital, re.NOFLAG),
    _rule(rf"\b(?:{'|'.join(_HOLIDAYS)})\b", _holiday),
    _rule(r"\bq(?=[1-4]\b)", "Q"),
    _rule(rf"\b({DAY}){_TH} (and|or) ({DAY}){_TH} ((?:of )?{MONTH}(?:,? {YEAR}\b)?)", _days, re.NOFLAG),
    _rule(
        rf"\b({MONTH}) ({DAY}){_TH} (and|or) ({DAY}){_TH}((?:,? {YEAR}\b)?)(?![\w:]|[.,]\d| {MONTH}| [a-z])",
        _days_behind,
        re.NOFLAG,
    ),
    _rule(rf"\b({MONTH}) ?[-–—] ?(?={MONTH})", r"\1 to ", re.NOFLAG),
    _rule(r"(?<![\d/-])((?:19|20)\d\d)[-–—/]((?:19|20)\d\d|\d\d)(?![\d/-])", _years),
    _rule(rf"\bpre-(?={YEAR}\b)", "before "),
    _rule(rf"\bpost-(?={YEAR}\b)", "after "),
    _rule(
        rf"(^|[,;:(] ?|\b(?:in|over|during|within|for|from) )(?=(?:last|past|next|previous) {NUMBER} [a-z])", r"\1the "
    ),
    # "Over the last year" counts from today, "last year" is one of the calendar.
    _rule(
        r"\b((?:in|over|during|within|for|through|throughout) the) last (?=(?:day|week|month|year|decade)\b(?! of\b))",
        r"\1 past ",
    ),
)
