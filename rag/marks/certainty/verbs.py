"""Which verbs tell of speech, and whether one does where it stands.

But: no parsing. "Added 200 jobs", "confirmed cases" and "in other states that" are told apart by their neighbours.
"""

from __future__ import annotations

import re

from rag.marks.certainty.clauses import FINITE, GAP, QUOTED, is_verb
from rag.marks.certainty.told import CARRIER, DOUBTED

SAYING = frozenset("say says said tell tells told".split())
TELLING = frozenset(
    "saying adding stating noting warning arguing telling claiming insisting alleging explaining".split()
)
_OF_THINGS = frozenset(  # these take a thing as well: "announced a plan", "confirmed the arrest", "denied it"
    "announced confirmed warned argued insisted admitted acknowledged testified tweeted predicted estimated reported "
    "conceded cautioned accused accuses accuse alleges alleged denied denies deny".split()
)
_OF_CLAUSES = frozenset(  # these need a clause or a quotation: "added that"
    "added adds noted notes stated wrote writes explained explains suggested maintained maintains revealed disclosed "
    "recalled recalls posted stressed emphasized emphasised continued replied concluded determined found finds ruled "
    "claimed claims claim contended contends asserted asserts complained promised pledged vowed believe believes "
    "believed think "
    "thinks hope hopes hoped fear fears feared shows showed show indicate indicates indicated suggest "
    "suggests responded "
    "remarked joked quipped observed declared warn warns argue argues confirms reports announces insists admits "
    "acknowledges tweets predicts estimates expects suspect suspects reiterated underscored clarified countered".split()
)
_OF_DOUBTS = frozenset("rejected rejects dismissed dismisses disputed disputes refuted refutes".split())
_OF_QUOTATIONS = frozenset("asked asks answered called calls described describes".split())
VERBS = SAYING | TELLING | _OF_THINGS | _OF_CLAUSES | _OF_DOUBTS | _OF_QUOTATIONS | {"put", "puts"}
_DOUBT = re.compile(rf" (?:[\w’']+ ){{0,3}}?{DOUBTED}\b")
_PLURALS = frozenset("notes claims claim shows reports estimates tweets calls fears hopes".split())

TIME = (
    r"(?:(?:late |early |earlier |last |this |next )*(?:on |in |at |by |since |for |during )?(?:late |early "
    r"|the )*(?:\w+day|today|tonight|week|month|year|morning|afternoon|evening|night|January|February|March|April|May"
    r"|June|July|August|September|October|November|December|(?:Jan|Feb|Aug|Sept|Oct|Nov"
    r"|Dec)\.)\b(?: \d+)?(?: (?:morning|afternoon|evening|night))?)"
)
_ASIDE = (
    rf"(?:,? (?:{TIME}|(?:in|on|at|to|of|during|after|through|via|by|before) [\w’'.“”& -]{{1,60}}?|reporters|us|him|her"
    r"|them|\w+ly)){0,3}"
)
_THAT = re.compile(rf"{_ASIDE},? ?(?:that\b|:)")
_CLAUSE = re.compile(
    r" (?:(?:it|he|she|they|there|we|his|her|their|its|this|these)\b(?! (?:to|in)\b)|(?:the|an?|[A-Z][\w’']+|most"
    r"|many|some|no|about|nearly|\d\S*) (?:[\w’'-]+ ){0,4}?(?:is|are|was|were|has|have|had|will|would|could|may"
    r"|might)\b)"
)
_THING = re.compile(
    r"(?:,? (?:that|the|an?|its?|he|she|they|there|their|his|her|no|nearly|about|more|at least|plans?|two|three"
    r"|on \w+day|\w+day|\w+ly|to \w+|in a|this|all|some|any|every|over|against|of|having|being|\w+ing)\b| [\d$£€]"
    r"| [A-Z]|:|,? ?\")"
)
_PARTICIPLE = re.compile(r" (?:dead|missing|stolen|by|as|in the|so|since)\b")
_CARRIER = re.compile(  # what tells, with what is said of it: "a flyer handed out at the market"
    rf"(?:^|[,{GAP}] ?|\b(?:an?|the|one|some|many|several"
    rf"|[a-z]+s) )(?:[\w-]+ ){{0,3}}?{CARRIER}\b[^,;{QUOTED}{GAP}]{{0,60}} $",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"\b(?:\w+s|people|[Pp]olice|they|who|we|I|you|have|has|had|media) (?:\w+ly |also )?$")
_NO_VERB = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|being|to|not|who|that|which|what|as|having|of|for|by|without|in|than|the|an?|his"
    r"|her|its|their|this|no|all|with|new|any|more|or|most|if|can|could|may|might|would|should|will|must|get|got|let|do"
    r"|does|did|never)|n[’']t|\d|^)(?: (?:\w+ly|also|first|just|previously|been))* $",
    re.IGNORECASE,
)
_AT_NUMBER = re.compile(r" [^,.;]{3,90}? at (?:about |around |nearly |more than |over |up to |least )*[\d$£€]")
_QUOTE_SOON = re.compile(rf"[^{QUOTED}“]{{0,60}}[{QUOTED}“]")
_QUOTE_NEXT = re.compile(rf"[,:]? ?{QUOTED}")
_AFTER_QUOTE = re.compile(rf"{QUOTED},? ?[^,{QUOTED}{GAP}]{{1,80}},? ?$")
_BEHIND = re.compile(rf"[,.:]|$| (?:{TIME}|on|in|to|that|at|of|during)\b")
_AFTER_CLAIM = re.compile(rf"[,{GAP}] ?[^,{QUOTED}{GAP}]{{2,80}}$")
_HELPER = re.compile(r"(?: (?:has|have|had|also|later|previously))+ $")
_CLOSING = re.compile(rf" ?(?:[,.;]|$|{TIME}(?:[,.]|$)| (?:in|at) an? [^,.]{{3,60}}[,.])")


def speaks(verb: str, before: str, after: str) -> bool:
    """Whether a verb tells of somebody's speech between the words `before` and `after` it in its sentence."""
    if _NO_VERB.search(before) or (verb in _PLURALS and not _is_verb(verb, before, after)):
        return False
    if verb == "posted" and _CARRIER.search(before):  # "a video posted on Friday claims that"
        return False
    if verb in ("put", "puts"):
        return bool(_AT_NUMBER.match(after))
    if verb in _OF_DOUBTS:
        return bool(_DOUBT.match(after))
    if verb in SAYING:
        return verb not in ("tell", "say") or bool(_PLURAL.search(before) or _CARRIER.search(before))
    if (_AFTER_QUOTE.search(before) and _BEHIND.match(after)) or closes(before, after):
        return True
    if verb in _OF_THINGS:
        return (verb == "warned" or bool(_THING.match(after))) and not _PARTICIPLE.match(after)
    if verb in _OF_QUOTATIONS:
        return bool(_QUOTE_SOON.match(after))
    return introduces(after)


def _is_verb(verb: str, before: str, after: str) -> bool:
    """Whether "claims" or "shows" is a verb behind these words."""
    carried = verb.endswith("s") and _CARRIER.search(before)
    return bool(carried) or is_verb(verb, before, after)


def introduces(after: str) -> bool:
    """Whether the words behind a verb are what somebody says: a clause, with "that" or bare, or a quotation."""
    return bool(_THAT.match(after) or _CLAUSE.match(after) or _QUOTE_NEXT.match(after))


def closes(before: str, after: str) -> bool:
    """Whether a subject and its verb stand behind what they tell: "…, the board added on Monday."."""
    claim = _AFTER_CLAIM.search(_HELPER.sub("", before))
    if not claim or not _CLOSING.match(after):
        return False
    return not FINITE.search(claim.group()) or bool(_CARRIER.match(claim.group()))
