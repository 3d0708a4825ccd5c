"""Whether what stands at a place in a text lies ahead: by the nearest verb of its clause.

But: no parsing. In news the past wins, so only words that point ahead say otherwise.
"""

from __future__ import annotations

import re

_AHEAD = re.compile(  # with its verb
    r"(?:\b(?:will|shall|won't|would|could|should|can|may|might|must|going to|plan(?:s|ned|ning)? (?:to|for)|planned"
    r"|intends? to|hopes? to|aims? to|expects?|expected|scheduled?|due|slated|set (?:to|for)|wants? to|upcoming"
    r"|forthcoming|(?:is|are|was|were) to|deadline|postponed|rescheduled|(?:delayed|has|have) until|until at least)\b"
    r"|['’]ll\b)(?: not| also| only| then)?(?: to)?(?: have)?(?: be(?:en|gin)?| stay| remain)?(?: [a-z]+)?"
)
_BEHIND = re.compile(
    r"\b(?:was|were|had|has|have|did|said|told|rose|fell|lost|won|met|took|made|came|went|began|held|gave|left|got|saw"
    r"|struck|ran|sent|sold|spoke|spent|stood|wrote|broke|brought|built|bought|caught|chose|drew|fought|found|flew|grew"
    r"|knew|led|paid|shot|sank|hit|cut|since|ago|[a-z]{2,}ed)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;:–—]|(?<!\b[ap]\.m)[.!?][\"”’)]*\s|\n")
_BEFORE, _AFTER = 110, 60  # code points in which a verb is looked for
_BEHIND_COSTS = 12  # a verb that follows is farther than it stands
# "Launches planned for March and June were called off"
_PLANNED = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbeen )"
    r"\b(?:planned|scheduled|due|slated|set) (?:for|in|on) (?:\w+ and )?$"
)
_CALLED_OFF = re.compile(r"[^,]{0,40}\b(?:was|were|had been|has been|have been)\b")
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_SINCE = re.compile(r"\bsince(?: the)?(?: (?:early|late|mid|end of|beginning of))?[ -]$", re.IGNORECASE)


# "His deputy takes over on Wednesday", "three days of mourning from Thursday"
_TIMETABLED = re.compile(
    r"\b(?:takes?|opens?|begins?|starts?|meets?|faces?|votes?|returns?|follows?|ends?|closes?|plays?|hosts?|leaves?"
    r"|arrives?|airs?|premieres?|goes|resumes?|expires?|kicks? off|comes?|appl(?:y|ies))"
    r"(?: (?!(?:was|were|had|has|have|been)\b)\w+){0,2} "
    r"(?:on|at|in|from|in the \w+ (?:week|half|days) of) $"
    r"|\b(?:declared|announced|ordered|imposed|decreed|called)\b[^.;]{0,60}\b(?:from|starting|beginning|effective) $"
)

# "The bank would stay closed until Thursday", "They were told to leave by Friday": but "had burned 30 houses by Monday"
_ASKED_TO = r"(?:ask|order|told|tell|urge|instruct|advise|agree|promise|vow|pledge|plan|expect|need|want|require)\w*"
_LASTING = re.compile(
    rf"\b(?:(?:will|would|shall|must|may|should|can|{_ASKED_TO} (?:[\w’'-]+ ){{0,4}}?to) (?!have\b)"
    r"(?:(?!(?:was|were|had|has|have|been|having|who|which)\b)[\w’'-]+ ){1,8}?"
    r"|(?:is|are|stays?|remains?) (?:(?:now|still|to|not|fully|partly) )?(?:[a-z]+ed|shut|open|cut off|valid) )"
    r"(?:until|till|by) (?:at least |the end of |early |late |next )?$"
)
# "It cannot wait until the autumn", "A deal is needed before March": but "The club played until the autumn"
_UP_TO = re.compile(
    r"\b(?:until|till|by|before)(?: the)?(?: (?:early|late|mid|at least|the (?:end|start|middle) of))?[ -]$",
    re.IGNORECASE,
)
# "The case was put off until December"
_DEFERRED = re.compile(
    r"\b(?:put (?:off|back)|postponed|deferred|adjourned|delayed|held over|pushed back|rescheduled|extended|suspended)"
    r"(?: [\w’'-]+){0,3}? (?:to|until|till)(?: the| at least| early| late)?[ -]$"
)
# "Voters in Wald elect a new mayor on Sunday"
_ACTS = (
    r"elect|choose|vote|pick|decide|go|head|return|gather|meet|strike|walk out|debate|march|play|face|host|open|reopen"
    r"|begin|start|resume|celebrate|hold|launch|release|publish|present|perform|fly|travel|sit|cast|mark|leave|stage"
)
_EDGES = (
    r"after|before|following|since|when|while|where|because|as|who|which|that|but|said|says|was|were|had|has|have|did"
)
_PLURAL_ACTS = re.compile(
    rf"(?:^|[,.;:“\"] ?|\b(?:and|the|that|as|but) )(?:[\w’-]+ ){{0,3}}?(?:[A-Za-z][a-z]+s|people|women|men|police) "
    rf"(?:(?:in|of|at|from|across) (?:the )?[\w’-]+ (?:[A-Z][\w’-]* )?)?(?:{_ACTS}) "
    rf"(?:(?!(?:{_EDGES})\b)[\w’'-]+ ){{0,6}}?(?:on|from|over) (?:the )?$"
)
_SUBORDINATE = re.compile(r",|\b(?:after|before|following|since|when|while|where|because|as|who|which|but|and|to)\b")


_DID = re.compile(r"\bdid(?:n['’]t)?\b", re.IGNORECASE)


def points_ahead(text: str, start: int, end: int) -> bool:
    """Whether the expression `text[start:end]` stands in a clause that speaks of what is to come."""
    before, after = _clause(text, start, end)
    if _SINCE.search(before):
        return False
    if _PLANNED.search(before) and _CALLED_OFF.match(after):
        return bool(_WEEKDAY.match(text, start, end))  # what is called off in the week is still to come
    if _TIMETABLED.search(before) and not _DID.search(before):
        return True
    if _LASTING.search(before) or _DEFERRED.search(before) or _acts(before, after):
        return True
    ahead = _nearest(_AHEAD, before, after)
    behind = _nearest(_BEHIND, before, after)
    if behind is None and ahead is None:
        return bool(_UP_TO.search(before))
    return ahead is not None and (behind is None or ahead <= behind)


def _acts(before: str, after: str) -> bool:
    """Whether several are said to do at that time what is arranged, in the present tense."""
    own = _SUBORDINATE.split(after, maxsplit=1)[0]
    return bool(_PLURAL_ACTS.search(before)) and not _BEHIND.search(own)


def points_back(text: str, start: int, end: int) -> bool:
    """Whether a verb of the clause tells what was."""
    before, after = _clause(text, start, end)
    return _nearest(_BEHIND, before, after) is not None and not points_ahead(text, start, end)


def _clause(text: str, start: int, end: int) -> tuple[str, str]:
    before, after = text[max(0, start - _BEFORE) : start], text[end : end + _AFTER]
    cuts = [cut.end() for cut in _CLAUSE.finditer(before)]
    closing = _CLAUSE.search(after)
    return before[cuts[-1] if cuts else 0 :], after[: closing.start() if closing else None]


def _nearest(cue: re.Pattern[str], before: str, after: str) -> int | None:
    distances = [len(before) - found.end() for found in cue.finditer(before)]
    following = cue.search(after)
    if following:
        distances.append(following.start() + _BEHIND_COSTS)
    return min(distances, default=None)
