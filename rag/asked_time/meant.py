"""Which expressions of time in a question tell when: not names ("Agenda 2030"), counts, hours of the clock, idioms.

But: what is no time in any text is the affair of the rules for dates.
"""

from __future__ import annotations

import re

from rag.marks.dates import lexicon
from rag.marks.dates.lexicon import MONTH
from rag.types import Dated

_NEAR = 120  # code points around a time in which words can say that it is none
_CLOCK = re.compile(r"T\d")
_WORD_MONTHS = frozenset(("March", "April", "May", "June", "August"))  # words and people's names too
_LEADS_MONTH = re.compile(
    r"\b(?:in|since|until|till|from|before|after|during|of|between|than|through|for|by|the|early|late|mid|last|next|this"
    rf"|each|every|{MONTH} (?:and|or|to)|\d)[ -]$",
    re.IGNORECASE,
)
_NAMES_SOMEONE = re.compile(r"\b(?:vot\w+|\w+ed|said|made|given|taken|written|led|work\w*|spokes\w+) (?:for|by) $")
_NO_MONTH = re.compile(r" (?:government|cabinet|ministry|administration|premiership|family|household)\b")
_MARCHES = re.compile(r" (?:for|on|of|against|to|through|in) (?:the )?[A-Z]")
_NAMED_YEAR = re.compile(r"\b(?:Agenda|Vision|Horizon|Project|Plan|Mission|Objective|Target|Runner|Studio|Area) $")
_ROUND = re.compile(r"(?:1[5-9]|20)00")
_LEADS_YEAR = re.compile(
    r"\b(?:in|since|until|till|from|before|after|during|of|between|by|the|and|to) $", re.IGNORECASE
)
_PART_OF_ALL = re.compile(r"\b(?:many|most|all|some|any|half|none|few|each) of the $", re.IGNORECASE)
_BESIDE = re.compile(r"(?:the )?(?:following|previous|preceding) ", re.IGNORECASE)
_COUNTED = re.compile(r" (?:[\w-]+ ){0,2}[a-z]+(?:s|men|people|children)\b")
_DESCRIBES = re.compile(
    r" (?!(?:in|on|at|with|when|while|after|before|for|by|to|and|or|as|from|of|this|last|next|was|were|is|are|that)\b)"
    r"[a-z]"
)
_SHOWS = re.compile(r" (?:slot|shows?|programmes?|series|live|lights|football|fever)\b")
_COMPARED = re.compile(
    r"(?<!earlier )(?<!later )\bthan (?:(?:they|it|he|she|we|those|that|in|on|at|was|were|is|are|the) ){0,4}$"
)
_WEEKDAY = re.compile(rf"(?:(?:last|past|previous|this|next|coming|following) )?(?:{'|'.join(lexicon.WEEKDAYS)})\b")
_NAME_BEFORE = re.compile(r"(?<!^)(?<![.?!] )\b[A-Z][\w’'-]+ $")
_NAME_AFTER = re.compile(rf" (?!{MONTH}\b)[A-Z]")
_RELATIVE_NAME = re.compile(r"(?:The )?(?:Day|Today|Tonight|Tomorrow|Yesterday|Last (?:Night|Week|Year))\b")
_IDIOM = re.compile(r"(?i:(?:the )?(?:end|start|beginning|middle|close) of (?:the )?day|.*\b(?:last|this|next) day)")
_AHEAD = re.compile(r"the (?:next|coming|following) \w+ \w+s\b")
_STRETCH = re.compile(r"(?:the )?(?:last|past|next|previous|first)\b", re.IGNORECASE)


def is_meant(each: Dated, text: str) -> bool:
    """Whether an expression tells when."""
    on_clock = each.kind == "TIME" and _CLOCK.search(each.value)
    if each.kind == "SET" or each.begin is None or on_clock or _IDIOM.fullmatch(each.text):
        return False
    before, after = text[max(0, each.start - _NEAR) : each.start], text[each.end : each.end + _NEAR]
    if any(no_time(each.text, before, after) for no_time in _TRAPS):
        return False
    return not (_STRETCH.match(each.text) and after.startswith(" of "))


def _names_person_or_march(words: str, before: str, after: str) -> bool:
    """Quist and May; voted for May; the May government; the March for Clean Rivers."""
    if words not in _WORD_MONTHS:
        return False
    led = _LEADS_MONTH.search(before) and not _NAMES_SOMEONE.search(before)
    marches = before.endswith("the ") and (_NAME_AFTER.match(after) or (words == "March" and _MARCHES.match(after)))
    return not led or bool(_NO_MONTH.match(after) or marches)


def _names_plan_or_count(words: str, before: str, after: str) -> bool:
    """Agenda 2030; 2000 Ruvian troops."""
    if not words.isdecimal():
        return False
    counts = _ROUND.fullmatch(words) and _COUNTED.match(after) and not _LEADS_YEAR.search(before)
    return bool(counts or _PART_OF_ALL.search(before) or _NAMED_YEAR.search(before))


def _names_event(words: str, before: str, after: str) -> bool:
    """The January 6 committee: of which year, the question does not say."""
    yearless = re.fullmatch(rf"{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH}", words)
    return bool(yearless and before.endswith(("the ", "'s ", "’s ")) and _DESCRIBES.match(after))


def _comes_again(words: str, before: str, after: str) -> bool:
    """The Christmas tree; a holiday is a time where its year is said."""
    return words.replace("’", "'") in lexicon.HOLIDAYS and not before.endswith(("last ", "this "))


def _in_a_name(words: str, before: str, after: str) -> bool:
    """Ruby Tuesday, Wednesday Addams, USA Today."""
    named = bool(_NAME_BEFORE.search(before) or _NAME_AFTER.match(after))
    return bool(
        (_WEEKDAY.match(words) and (named or _SHOWS.match(after))) or (_RELATIVE_NAME.match(words) and before.strip())
    )


def _is_age(words: str, before: str, after: str) -> bool:
    """People in their 20s."""
    return bool(re.fullmatch(r"['’]?\d0['’]?s", words)) and not before.endswith("the ")


def _of_a_match(words: str, before: str, after: str) -> bool:
    """The third quarter of the final."""
    return words.endswith("quarter") and after.startswith(" of the ")


def _is_compared_with(words: str, before: str, after: str) -> bool:
    """Higher than a year ago."""
    return bool(_COMPARED.search(before))


def _lies_ahead_as_a_length(words: str, before: str, after: str) -> bool:
    """Banned for the next five years."""
    return before.endswith("for ") and bool(_AHEAD.match(words))


def _counts_from_nothing(words: str, before: str, after: str) -> bool:
    """The following day, where no day is named before."""
    return bool(_BESIDE.match(words)) and not re.search(r"\d", before)


_TRAPS = (
    _names_person_or_march,
    _names_plan_or_count,
    _names_event,
    _comes_again,
    _in_a_name,
    _is_age,
    _of_a_match,
    _is_compared_with,
    _lies_ahead_as_a_length,
    _counts_from_nothing,
)
