"""Words by which a sentence undoes what stood before: a verdict quashed, an opening put off, a ban lifted.

But: only that something is undone; whether it is what another article told, is for `reversals`. What is asked for,
feared or tried ("urged him to resign", "failed to overturn") undoes nothing.
"""

from __future__ import annotations

import re

from msgspec import Struct

from rag.remembered import remembers
from rag.types import Span

_BIDS = r"(?:bid|offer|plan|proposal|charge|case|claim|lawsuit|investigation|inquiry|purchase|takeover|merger|deal)s?"
_BANS = (
    r"(?:ban|sanction|curfew|restriction|embargo|order|warning|lockdown|suspension|state of emergency|emergency"
    r"|blockade|siege|quarantine|injunction|moratorium|tariff|limit|alert)s?"
)
_RULINGS = (
    r"(?:verdict|conviction|ruling|judge?ment|decision|order|sentence|result|election|award|fine|law|acquittal)s?"
)
_TOLD = r"(?:report|story|article|claim|statement|allegation|accusation|account|confession|study|paper)s?"
_POST = r"(?:chief|head|chair\w*|president|minister|mayor|leader|director|coach|manager|captain|secretary|post|office)"
_DONE = (  # what is undone by these words, whatever it is
    r"quash(?:ed|es|ing)|overrul(?:ed|es|ing)|annul(?:led|s|ling)"
    r"|str(?:uck|ikes|iking) down|revers(?:ed|es|ing) (?:its|his|her|their|the|a|an|that|this)"
    r"|(?:was|were|been) reversed|revok(?:ed|es|ing)|rescind(?:ed|s|ing)|repeal(?:ed|s|ing)|retract(?:ed|s|ing)"
    r"|recant(?:ed|s|ing)"
    r"|call(?:ed|s|ing) off|cancel(?:l?ed|s|l?ing)|scrap(?:ped|s|ping)|shelv(?:ed|es|ing)|abandon(?:ed|s|ing)"
    r"|postpon(?:ed|es|ing)|reschedul(?:ed|es|ing)|(?:put|pushed|moved) (?:back|off|forward)|brought forward"
    r"|delayed (?:until|till|to|by|again|indefinitely)"
    r"|(?:was|were|been|is) (?:mov|relocat|switch|shift)ed (?:from [\w’' -]{1,40} )?to\b"
    r"|recount|no longer|disqualif(?:ied|ies)|exonerat(?:ed|es)|reinstat(?:ed|es|ing)|(?:was|were|been) replaced"
    r"|pull(?:ed|s|ing) out of|walk(?:ed|s|ing) away from|back(?:ed|s|ing) out of|fell through|fall(?:s|en) through"
    r"|U-turn|back(?:track|pedal)(?:ed|s|ing)|after all|(?:found|turned up|confirmed|still) alive|is alive"
    r"|acquitted|cleared (?:\w+ ){0,3}of|pardoned|stripped (?:\w+ ){0,3}of|had been wrong|was (?:wrong|false|untrue)"
)
_LEFT = (  # an office that somebody no longer holds
    r"resign(?:ed|s)|step(?:ped|s) (?:down|aside)|stood (?:down|aside)|(?<!to )quit(?! [a-z]+ing\b)|sacked|ousted"
    rf"|dismissed as|(?:removed|fired|replaced|succeeded|dropped|dismissed) (?:[\w’'.-]+ ){{0,4}}?(?:as|by|from)\b"
    rf"(?=[^.;]{{0,40}}\b{_POST}\b)|succeeds|(?:was|were|been) (?:removed|fired|voted out)"
)
_TURNED = re.compile(
    rf"\b(?:{_DONE}|(?P<left>{_LEFT})"
    rf"|(?:dropp?|withdr)(?:ed|s|ew|aws|awn) (?:[\w’'-]+ ){{0,4}}?(?:{_BIDS}|{_TOLD})\b"
    rf"|(?:{_BIDS}|talks|negotiations|coalition|trial|agreement|sale|truce|ceasefire) (?:[\w’'-]+ ){{0,6}}?collapsed"
    rf"|(?:set(?:s|ting)? aside|overturn(?:ed|s|ing)) (?:[\w’'-]+ ){{0,5}}?(?:{_RULINGS}|{_BANS})\b"
    rf"|(?:{_RULINGS}|{_BANS}) (?:[\w’'-]+ ){{0,5}}?(?:was|were|been) (?:set aside|overturned)"
    rf"|{_BIDS} (?:[\w’'-]+ ){{0,6}}?(?:was|were|been) (?:dropped|withdrawn)"
    rf"|(?:lift|eas|end)(?:ed|s|ing) (?:[\w’'-]+ ){{0,4}}?{_BANS}\b"
    rf"|{_BANS} (?:[\w’'-]+ ){{0,6}}?(?:was|were|been|is|are) (?:lifted|ended|eased|removed))",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"\b(?:not|n[’']t|never|nor|without|refus\w+|reject\w+|declin\w+|den(?:y|ie[sd]|ying)|fail\w*|if|whether|unless|could"
    r"|may|might|would|should|must|calls?|called|calling|urg\w+|demand\w*|ask\w*|appeal\w* to|seek\w*|sought|want\w*"
    r"|threat\w*|bid to|attempt\w*|tried|try\w*|hop(?:es?|ed|ing) (?:to|that)|vow\w*|plan\w* to|consider\w*|pressur\w*"
    r"|deadline|expect\w* to|likely|fear\w*|rumou?r\w*|said to be|petition\w*|campaign\w*|motion|vote\w* on)\b"
    r"[^.;,]{0,40}$",
    re.IGNORECASE,
)
_AS = re.compile(
    r"(?P<by>[^.;]{0,60}?)\bas (?:an? |the |its |his |her |their )?"
    r"(?P<office>[a-z-]+(?: [a-z-]+){0,3}?(?=,|\.|;|$| (?:of|at|for|in|on|after|and)\b)(?: (?:of|at|for) [^,.;]*)?)"
)
_PARTED = re.compile(r"[,;:()“”\"—–]|\b(?:but|while|whereas|although|which|who|whom|whose|because|where)\b")
_RELATIVE = re.compile(r"\b(?:which|who|whom|whose|where)$")
_PASSIVE = re.compile(r"\b(?:(?:has|have|had|will|would) )?(?:been|was|were|is|are|being)\b")
_BY_ITSELF = re.compile(r"\b(?:collapsed|f[ae]ll(?:s|en)? through|no longer|U-turn)", re.IGNORECASE)
_VERB = re.compile(r"^\w+(?: (?:aside|down|back|off|out|away|forward|of|from))*", re.IGNORECASE)
_OF_REPORT = re.compile(
    rf"\s*(?:the|its|his|her|their|an?) (?:[\w’'-]+ ){{0,3}}?{_TOLD} (?:that|saying|in which|about|on)\b"
)
_WHERE = re.compile(
    r"\b(?:at|in|near|for|after|following|from|over|during|before|until|till|since|amid|with|to|planned|scheduled|due|set"
    r"|said|says)\b"
)
_WHY = re.compile(r"\b(?:after|because|following|since|when|as)\b")
_REACH = 60  # code points before the words in which something takes them back
_ANYHOW = re.compile(r"no longer|after all", re.IGNORECASE)


class Undoing(Struct, frozen=True):
    """The words that undo, and what they undo as far as it is said: "its purchase of Quill House".

    `left`: somebody left an office by them; `undone` is then the office, empty where none is named. `is_recount`: what
    may also confirm.
    """

    span: Span
    undone: str
    left: bool = False
    is_recount: bool = False


@remembers(512)
def read(sentence: str) -> Undoing | None:
    """Where the main clause of a sentence says that something stands no more, None where it does not."""
    for found in _TURNED.finditer(sentence):
        before = sentence[max(0, found.start() - _REACH) : found.start()]
        if _NOT_DONE.search(before) and not _ANYHOW.match(found.group()):
            continue
        undone = _office(sentence, found) if found["left"] else _undone(sentence, found)
        if undone is not None:
            return Undoing(Span(*found.span()), undone, found["left"] is not None, "recount" in found.group().lower())
    return None


def _office(sentence: str, found: re.Match[str]) -> str:
    """The office that somebody left, empty where none is named."""
    named = _AS.search(found.group()) or _AS.match(sentence, found.end())
    return named["office"] if named else ""


def _undone(sentence: str, found: re.Match[str]) -> str | None:
    """What is undone: the subject of a passive, else the object; None in a clause that only says more of something."""
    text = found.group()
    if "alive" in text.lower():
        return "death"
    begin = max((mark.end() for mark in _PARTED.finditer(sentence, 0, found.start())), default=0)
    if _RELATIVE.search(sentence[:begin]):
        return None
    clause = sentence[begin : found.end()]
    if "recount" in text.lower():
        return sentence[begin:].split(".", maxsplit=1)[0]
    passive = _PASSIVE.search(clause)
    if passive or _BY_ITSELF.search(text):
        subject = clause[: passive.start()] if passive else sentence[begin : found.start()] + text
        return _phrase(subject) or None
    end = _PARTED.search(sentence, found.end())
    return _phrase(_VERB.sub("", text, count=1) + sentence[found.end() : end.start() if end else None])


def _phrase(words: str) -> str:
    """The words of a phrase up to where or when it is; of a report also what it said."""
    cut = (_WHY if _OF_REPORT.match(words) else _WHERE).search(words)
    return words[: cut.start() if cut else None].strip()
