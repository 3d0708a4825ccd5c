"""Words by which a sentence undoes what stood before: a verdict quashed, an opening put off, a ban lifted.

But: only that something is undone; whether it is what another article told, is for `reversals`. What is asked for,
feared or tried ("urged him to resign", "failed to overturn") undoes nothing.
"""

from __future__ import annotations

import re

from msgspec import Struct

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
_REACH = 60  # code points before the words in which something takes them back
_ANYHOW = re.compile(r"no longer|after all", re.IGNORECASE)


class Undoing(Struct, frozen=True):
    """The words that undo; `left`: whether somebody left an office by them; `is_recount`: which may also confirm."""

    span: Span
    left: bool
    is_recount: bool


def read(sentence: str) -> Undoing | None:
    """Where a sentence says that something stands no more, None where it does not."""
    for found in _TURNED.finditer(sentence):
        before = sentence[max(0, found.start() - _REACH) : found.start()]
        if _ANYHOW.match(found.group()) or not _NOT_DONE.search(before):
            return Undoing(Span(*found.span()), found["left"] is not None, found.group().lower() == "recount")
    return None
