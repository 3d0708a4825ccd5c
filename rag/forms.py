"""What form of answer a question wants: a fact, the course of events, or who reports something; and about what.

"Give me a timeline of the ferry strike" is about the ferry strike. But: a closed list of wordings; what is not in it
asks for a fact.
"""

from __future__ import annotations

import re

from msgspec import Struct

from rag.types import Form

_COURSE = r"(?:time ?line|chronology|sequence of events|course of events|history)"
_TIMELINE = (
    rf"(?:(?:please )?(?:give|show|make|write|draw up|build)(?: me| us)? |what (?:is|was) |list )?(?:a |an |the )?"
    rf"(?:(?:short|brief|full|complete|detailed) )?{_COURSE} (?:of|for|about|on) (?P<matter>.+)",
    r"(?:please )?(?:list|tell me|show me|summari[sz]e)(?: me)? (?:everything |all )?(?:that |what )?(?:has )?happened "
    r"(?:with|in|during|after|around|since) (?P<matter>.+?)(?:,? (?:by date|in order|day by day|step by step))?",
    r"(?:what (?:has )?happened with) (?P<matter>.+)",
    r"(?:how (?:did|has|have)) (?P<matter>.+?) (?:develop|developed|evolve|evolved|unfold|unfolded|change over time"
    r"|changed over time|progress|progressed|play out|played out)(?: over time| so far| since| day by day)?",
    r"(?P<matter>.+?),? (?:in chronological order|by date|day by day|over time)",
)
_CARRY = (
    r"(?:say|says|said|report|reports|reported|confirm|confirms|confirmed|carry|carries|carried|claim|claims|claimed|state"
    r"|states|stated|mention|mentions|mentioned|write|writes|wrote|agree|agrees|agreed)"
)
_WHO = (
    r"(?:independent |different |separate |other |news )*"
    r"(?:sources?|outlets?|reports?|newspapers?|papers?|articles?|media|agencies|publications?)"
)
_SOURCES = (
    rf"(?:how many|which|what) {_WHO} (?:have |has )?(?:independently )?{_CARRY} (?:that )?(?P<matter>.+)",
    rf"(?:is|are) there (?:more than one|any other|another|an? independent|a second|several|independent|other) {_WHO} "
    rf"(?:for|that {_CARRY}|saying|reporting)(?: that)? (?P<matter>.+)",
    rf"who else {_CARRY} (?:that )?(?P<matter>.+)",
    r"how many (?:independent )?sources (?:are there )?for (?P<matter>.+)",
)
_ARE_THEY = r",?(?: and)? (?:are|is|were) (?:they|these|those|it|the (?:sources|reports)) (?:all )?independent\b.*$"


class Wanted(Struct, frozen=True):
    """The form of answer that is wanted, and the matter that it is about."""

    form: Form
    matter: str


_WORDINGS: tuple[tuple[Form, re.Pattern[str]], ...] = (
    *(("timeline", re.compile(wording, re.IGNORECASE)) for wording in _TIMELINE),
    *(("sources", re.compile(wording, re.IGNORECASE)) for wording in _SOURCES),
)
_TAIL = re.compile(_ARE_THEY, re.IGNORECASE)


def read(asked: str) -> Wanted:
    """What `asked` wants; for a fact, the matter is the question as it is."""
    plain = _TAIL.sub("", asked.strip()).rstrip("?.! ")
    for form, wording in _WORDINGS:
        found = wording.fullmatch(plain)
        if found:
            return Wanted(form, found["matter"])
    return Wanted("fact", asked)
