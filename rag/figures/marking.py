"""What sets a figure apart from a plain count of the same thing: a part, an increase, a forecast, last year's.

But: by cue words near the number alone.
"""

from __future__ import annotations

import re

from rag.figures import units
from rag.types import Span

_BEFORE = {
    "part": r"\b(?:including|among (?:them|those|the \w+)|along with"
    r"|counting) (?:at least |about )?$",
    "more": r"\b(?:another|additional|further|extra|a further|new|(?:r[io]se[ns]?|grew|grown|increased?|fell"
    r"|fallen|dropped|declined?|up|down|cut) by|(?:increase|rise|jump|growth|drop|fall|decrease|decline"
    r"|reduction) of) $",
    "by": r"\b(?:by|up|down|rose|risen|rise|fell|fallen|falls|grew|grown|gained?|dropped|climbed|jumped|slipped"
    r"|lost|surged|increased?|decreased?|decline[ds]?|slid|shrank|shrunk|added|advanced"
    r"|(?:rise|fall|increase|drop|gain|decline|growth|cut) of) (?:a |another )?$",
    "rank": r"\b(?:top|first|last|past|next|previous|every|other|final|opening) $",
}  # fmt: skip
_BEHIND = {
    "part": r"(?: [\w’'-]+){0,3} (?:double-counted|duplicated|counted double|(?:counted|listed|registered|recorded"
    r"|included|added|entered|reported) (?:twice|double|more than once|in error|by mistake))\b",
    "more": r"[ -](?:more|additional|further|extra|new|other|others|fewer)\b",
    "less": r" (?:below|above|short)\b",
    "suspected": r" (?:suspected|probable|possible)\b",
    "by": r" (?:\w+ ){0,1}(?:higher|lower|increase|rise|drop|fall|cut|decline|jump|growth|more|less)\b",
    "alone": r"(?: \w+){0,5} alone\b",
    "other": r" (?:other|others)\b",
}  # fmt: skip
_CLAUSE = {
    "prior": r"\b(?:an?|one) (?:year|month|quarter|week) (?:earlier|ago|before)\b|\b(?:a|the) year[- ]earlier\b"
    r"|\bsame (?:period|quarter|months?|time|stage|week|day|half|point) (?:of |in )?(?:last|the previous"
    r"|a|the year|20\d\d)"
    r"|\b(?:last|previous|prior) (?:year|season|quarter)\b|\b(?:previous|prior)ly?\b|\brecord (?:of|set)\b"
    r"|\byears? (?:earlier|ago|before)\b",
    "wide": r"\b(?:nationwide|countrywide|statewide|worldwide|globally|region-?wide|in total|overall|all over|elsewhere"
    r"|around the (?:world|country)|(?:across|throughout) (?:the (?:country|region|state|nation|world|province)"
    r"|(?-i:[A-Z])\w*))\b",
    "average": r"\b(?:average|median|mean|typical|normally|usually|typically)\b",
    "suspected": r"\b(?:suspected|probable) (?:cases?|infections?)\b",
    "yearly": r"\b(?:annual(?:ly)?|yearly|a year(?! (?:earlier|ago|before))|per year)\b",
    "women": r"\b(?:among|of) (?:women|men|children|girls|boys|workers|under)\b",
    "narrow": r"\b(?:food|core|youth|energy|producer|wholesale|services|long-term)[- ](?:price )?(?:inflation"
    r"|unemployment|prices)\b",
    "operating": r"\b(?:operating|gross|pre-?tax|adjusted|core|underlying)\b",
    "since": r"\bsince (?:the )?(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December|(?:19|20)\d\d|start|beginning)",
    "so_far": r"\b(?:so far|already) this (?:year|season|month)\b|\bthis year\b|\byear to date\b",
    "daily": r"\b(?:daily|in 24 hours|in (?:a|one|the past|the last) (?:single )?(?:day|week|24))\b",
}  # fmt: skip
_FORECAST = re.compile(
    r"\b(?:expect(?:s|ed|ing)?|forecasts?|plan(?:s|ned|ning)?|aims?|target(?:s|ed)?|project(?:s|ed)|predict(?:s|ed)?"
    r"|hop(?:es|ed|ing)|could|may|might|would|will|shall|should|want(?:s|ed)?|goal|propos(?:es|ed|al)"
    r"|demand(?:s|ed|ing)?|offer(?:s|ed|ing)?|seek(?:s|ing)?|capacity|up for grabs|pledg(?:es|ed)|promis(?:es|ed)"
    r"|fears?|feared|limit|cap|maximum)\b"
)
_POSTPONED = re.compile(
    r" (?:are |is )?(?:expected|forecast|planned|predicted|likely|feared|could|may|might|will (?:go|be))\b"
)
_UP = re.compile(
    r"\b(?:rose|risen|rise[sn]?|grew|grown|gain(?:s|ed)?|climbed|jumped|up|surged|increased?|higher|advanced|growth)\b",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"\b(?:fell|fallen|falls?|dropped|slipped|down|decreased?|declined?|slid|shrank|lower|lost|cut)\b", re.IGNORECASE
)
_LOOK = 28  # code points before a number in which a cue begins
_GOVERNED = 48  # code points before a number in which the verb that governs it stands
_RELATIVE = frozenset((units.PERCENT, "point"))

_INCLUDED = re.compile(r"\binclud(?:es?|ed|ing) (?:an? |the )?(?:[\w-]+ ){0,4}?(?:of )?$")
_INCLUDING = 60  # code points in which a sentence says so, whatever clause the number stands in
_BEFORE_CUES = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _BEFORE.items()}
_BEHIND_CUES = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _BEHIND.items()}
_CLAUSE_CUES = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _CLAUSE.items()}


def read(text: str, clause: Span, number: Span, unit: str) -> frozenset[str]:
    """The marks of the number at `number` (its bound and its unit included) in its clause."""
    before = text[max(clause.start, number.start - _LOOK) : number.start]
    inside = re.sub(r"^\S+", "", text[number.start : number.end])
    found = {name for name, cue in _BEFORE_CUES.items() if cue.search(before)}
    found |= {name for name, cue in _BEHIND_CUES.items() if cue.search(inside) or cue.match(text, number.end)}
    found |= {name for name, cue in _CLAUSE_CUES.items() if cue.search(text, clause.start, clause.end)}
    if _INCLUDED.search(text, max(0, number.start - _INCLUDING), number.start):
        found.add("part")
    governed = max(clause.start, number.start - _GOVERNED)
    if _FORECAST.search(text, governed, number.start) or _POSTPONED.match(text, number.end):
        found.add("forecast")
    if unit in _RELATIVE:
        return frozenset(_directed(text, clause, found - {"more"}))
    return frozenset(found - {"by"})


def _directed(text: str, clause: Span, found: set[str]) -> set[str]:
    """The marks of a share: a change knows up from down."""
    if "by" not in found:
        return found
    up, down = _UP.search(text, clause.start, clause.end), _DOWN.search(text, clause.start, clause.end)
    if bool(up) == bool(down):
        return found
    return found | {"up" if up else "down"}
