"""On which side of the times that it names a question looks: during, before, after, since, as of; alone and together.

But: bounds are those of the time that is named: "before the April 2017 meeting" ends where April begins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Literal

import msgspec
from msgspec import Struct

from rag.asked_time.named import DAY, Named

Mode = Literal["during", "before", "after", "since", "as_of", "none"]

_WORDS = (
    ("as_of", r"as (?:of|at|on)|as (?:it|things) stood (?:on|in|at)"),
    ("since", r"since|on or after|as from|(?:starting|beginning|effective) (?:in|on|from)|no earlier than"),
    ("up_to", r"on or before|through|up to and including|no later than|not later than"),
    ("by", r"by"),
    ("after", r"after|later than|following"),
    ("before", r"before|until|till|prior to|ahead of|earlier than|up to|up until|in advance of"),
)
_SIDES = tuple(
    (side, re.compile(rf"\b(?:{words})(?: (?:around|about))?(?: the)? $", re.IGNORECASE)) for side, words in _WORDS
)
_EVENT = re.compile(
    r"(?<!named )(?<!called )\b(?P<side>(?i:before|prior to|until|till|after|following|since)) "
    r"(?:(?:the|an?|his|her|its|their|[\w-]+['’]s|\w+ing) (?:[\w'’-]+ ){0,5}?|(?:[A-Z][\w'’-]+ )+(?:[a-z]+ ){1,2})"
    r"(?:in|on|of|at)(?: the)? $"
)
_FACING = re.compile(  # "testified before the committee in May" is no time before May
    r"\b(?:appear|testif|speak|spoke|spoken|stand|stood|go|goes|went|gone|came|come|brought|bring|put|laid|heard|hearing"
    r"|case|evidence)\w* (?:[\w'’-]+ ){0,3}before "
    r"|\bbefore (?:the|an?|his|her) (?:\w+ )?(?:court|committee|judge|jury|panel|tribunal|council|inquiry)\b",
    re.IGNORECASE,
)
_EVENT_SIDES = {"after": "after_event", "following": "after_event", "since": "since"}
_ONWARDS = re.compile(r" (?:onwards?|forward|or later|and (?:later|after|since|beyond)|on(?=,|\W*$))", re.IGNORECASE)
_NEAR = 120  # code points before a time in which words can say how it is meant
_BACKWARDS = re.compile(r" (?:or|and) (?:earlier|before)\b", re.IGNORECASE)
_TO_NOW = re.compile(r",? (?:and|to|until|till|through|up to) (?:the )?(?:now|present|date)\b", re.IGNORECASE)
_LINK = re.compile(
    r",? (?P<to>to|until|till|through|thru|up to|and|or)(?: (?:in|on|the|around|about))? | ?[-–—] ?", re.IGNORECASE
)
_BETWEEN = re.compile(r"\bbetween (?:the )?$", re.IGNORECASE)
_END = re.compile(r"(?:the )?(?:end|close) of\b", re.IGNORECASE)
_START = re.compile(r"(?:the )?(?:beginning|start) of\b", re.IGNORECASE)
_IN = re.compile(
    r"\b(?:in|on|during|over|at|throughout|within|from|around|about|between|across)(?: the)? $", re.IGNORECASE
)


class Reach(Struct, frozen=True, kw_only=True):
    """The days that a question looks at. `begin`, `until`, `first`, `last`: as of a `Named`, None where it is open.

    `aside`: whether the time only describes something else: the 2018 floods, the law of 2015. `stretch`: whether both
    its ends are named.
    """

    mode: Mode
    begin: date | None = None
    until: date | None = None
    first: str | None = None
    last: str | None = None
    aside: bool = False
    stretch: bool = False


def reaches(named: Sequence[Named], wording: str, today: date) -> list[Reach]:
    """What each of the times makes a question look at; two that are the ends of a stretch make one."""
    return [_reach(each, wording, today) for each in _stretches(named, wording)]


def joined(found: Sequence[Reach], today: date) -> Reach:
    """One for all: what is only told of, and what is still to come beside what was, gives way to the rest."""
    kept = _kept(found, lambda each: not each.aside)
    kept = _kept(kept, lambda each: each.begin is None or each.begin <= today)
    stated = next((each for each in kept if each.mode == "as_of"), None)
    spans = _innermost(_kept([each for each in kept if each.mode == "during"], lambda each: each.stretch))
    sides = [each for each in kept if each.mode not in ("during", "as_of")]
    if stated:
        return _met([stated, *sides])
    if not (spans and sides):
        return _met(sides) if sides else _hull(spans)
    both = _met([_hull(spans), *sides])
    return both if both.mode == "during" else _met(sides)


def _kept(found: Sequence[Reach], wanted: Callable[[Reach], bool]) -> Sequence[Reach]:
    """Those that are wanted, all where none is."""
    return [each for each in found if wanted(each)] or found


def _stretches(named: Sequence[Named], wording: str) -> list[Named]:
    """From June to August, between March and May 2024, in March and May: taken together."""
    found: list[Named] = []
    for each in named:
        link = _LINK.fullmatch(wording[found[-1].end : each.start]) if found else None
        if link:
            bounded = (link["to"] or "to").lower() not in ("and", "or")
            bounded = bounded or bool(_BETWEEN.search(wording[: found[-1].start]))
            found[-1] = _stretch(found[-1], each, bounded=bounded)
        else:
            found.append(each)
    return found


def _stretch(left: Named, right: Named, *, bounded: bool) -> Named:
    """From the one to the other: an end without a year lies as near as it can to the other end."""
    if left.yearless:
        near = left.of_year(right.begin.year)
        left = near if near.begin <= right.begin else left.of_year(right.begin.year - 1)
    elif right.yearless:
        near = right.of_year(left.begin.year)
        right = near if near.begin >= left.begin else right.of_year(left.begin.year + 1)
    if left.begin > right.begin:
        left, right = right, left
    return Named(
        start=min(left.start, right.start),
        end=max(left.end, right.end),
        text=f"{left.text} to {right.text}",
        begin=left.begin,
        until=right.until,
        first=left.first,
        last=right.last,
        stretch=bounded,
    )


def _reach(each: Named, wording: str, today: date) -> Reach:
    before, after = wording[max(0, each.start - _NEAR) : each.start], wording[each.end :]
    side = "during" if each.stretch else _side(each, before, after)
    if side == "during":
        return _during(each, aside=_is_aside(each, before, after))
    if side == "after_event":  # what followed an event of May 2016 began in May
        begin = each.until if each.until - each.begin == DAY else each.begin
        return Reach(mode="after", begin=begin, first=each.first)
    at = _point(each)
    if side == "since":
        return Reach(mode="since", begin=at.begin, first=at.first)
    if side == "after":
        return Reach(mode="after", begin=at.until, first=at.first)
    if side == "before":
        return Reach(mode="before", until=at.until if _END.match(each.text) else at.begin, last=at.last)
    known = side == "as_of" or (side == "by" and at.until - DAY <= today)
    return Reach(mode="as_of" if known else "before", until=at.until, last=at.last)


def _side(each: Named, before: str, after: str) -> str:
    if _TO_NOW.match(after) or (_ONWARDS.match(after) and not before.endswith("by ")):
        return "since"
    if _BACKWARDS.match(after):
        return "up_to"
    facing = _FACING.search(before)
    direct = next((side for side, words in _SIDES if words.search(before)), None)
    if direct:
        return direct
    event = _EVENT.search(before)
    if not event or facing:
        return "during"
    return _EVENT_SIDES.get(event["side"].lower(), "before")


def _point(each: Named) -> Named:
    """The end or the start of a time is a day, seen from outside."""
    if _END.match(each.text):
        return each.days(each.until - DAY, each.until)
    return each.days(each.begin, each.begin + DAY) if _START.match(each.text) else each


def _during(each: Named, *, aside: bool) -> Reach:
    return Reach(
        mode="during",
        begin=each.begin,
        until=each.until,
        first=each.first,
        last=each.last,
        aside=aside,
        stretch=each.stretch,
    )


def _is_aside(each: Named, before: str, after: str) -> bool:
    """The 2018 floods, last year's budget, the law of 2015."""
    if after.startswith(("'s ", "’s ")) or before.endswith((" of ", " of the ")):
        return True
    describes = bool(re.match(r" [a-z]", after)) and bool(re.search(r"\d", each.text))
    return describes and (before.endswith("the ") or not _IN.search(before))


def _innermost(spans: Sequence[Reach]) -> list[Reach]:
    """Without those that hold another: on 3 May, in 2017."""
    return [each for each in spans if not any(_holds(each, other) for other in spans if other != each)]


def _holds(outer: Reach, inner: Reach) -> bool:
    if outer.begin is None or outer.until is None or inner.begin is None or inner.until is None:
        return False
    return outer.begin <= inner.begin and inner.until <= outer.until


def _hull(spans: Sequence[Reach]) -> Reach:
    """From the first to the last of them."""
    if not spans:
        return Reach(mode="none")
    ordered = sorted(spans, key=lambda each: each.begin or date.min)
    latest = max(spans, key=lambda each: each.until or date.max)
    return msgspec.structs.replace(ordered[0], until=latest.until, last=latest.last)


def _met(found: Sequence[Reach]) -> Reach:
    """Where they overlap: none where they do not."""
    begins = [each for each in found if each.begin]
    untils = [each for each in found if each.until]
    low = max(begins, key=lambda each: each.begin or date.min, default=None)
    high = min(untils, key=lambda each: each.until or date.max, default=None)
    if low is None or high is None:
        return low or high or Reach(mode="none")
    if (low.begin or date.min) >= (high.until or date.max):
        return Reach(mode="none")
    return Reach(mode="during", begin=low.begin, until=high.until, first=low.first, last=high.last)
