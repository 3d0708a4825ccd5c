"""The table of denials: how news English says that what somebody claimed is not so.

A sentence is denied where it names what it turns down as something told (a claim, a report, a rumour, a myth, "it is
not true that") or says that somebody denies it. One that only says what is not the case ("Nobody was hurt", "The bridge
did not reopen") is a fact like any other. But: words only; what "that" in "that is not true" means is for `refuting`.
"""

from __future__ import annotations

from rag.marks.certainty.clauses import VERB
from rag.marks.certainty.hedges import DETERMINED, cue
from rag.marks.certainty.told import BEING, CARRIER, DOUBTED, PLAINLY, PRONOUN, STORY

_HOLDS = 170  # code points that may lie between a claim and what is said of it
_BELIEF = r"(?:ideas?|beliefs?|myths?|perceptions?)"
_ABOUT = (  # what a claim says, and where
    rf"(?: that [^,;\0]{{2,120}}?{VERB}[^,;\0]{{0,90}}?"
    r"| (?:of|about|in|on|by|from|against|made|shared|circulating|spreading|linking|suggesting)\b[^,;\0]{1,120}?"
    r"|, [^,;\0]{2,80},|,? ?\0+,?)?"
)
_BEING_NOT = (
    r"(?:(?: (?:is|was|are|were)|[’'](?:s|re))(?: (?!(?:typical|usual|normal|general)ly)\w+ly)? (?:not|never"
    r"|far from|anything but)"
    r"|(?: (?:is|was|are|were))n[’']t| could not be less)"
    r"(?: (?:\w+ly|at all|in fact|even|quite|remotely))* "
)
_END = (
    r"(?=\s*(?:$|[.,;:!?)\0\"”–—-])| (?:and|but|or|according|said|says|say|told|in (?:its|their|the) entirety|on \w+day"
    r"|as|because|since)\b)"
)
_CALLED = (
    r"\b(?:call|describ|dismiss|label|brand|reject|denounc|declar|rat|rul|judg|deem|slam|expos|decr)(?:l?ed|[ei]?s"
    r"|ied|ies"
    rf"|ing)(?: (?:\w+ ){{0,3}}?(?:{STORY}|{CARRIER}){_ABOUT}| (?:it|this|that|them|these|those))(?: as)?(?: to be)?"
    rf"{PLAINLY} "
)
_SUBJECT = rf"\b(?:{STORY}|{_BELIEF}){_ABOUT}"
_THING = rf"\b(?:{STORY}|{_BELIEF}|{CARRIER}){_ABOUT}"
_WHICH = r", (?:which|that) (?:is|was)(?: \w+ly)? "
_OPEN_TO_DOUBT = r"\b(?:know|knowing|showing|despite|whether|if|decide\w*|would)\b[^,;]*"
_NONE_TRUE = (
    r"\b(?:(?:none|nothing|neither|little|not (?:one|a word)) (?:of|in) [^,;\0]{2,60}|(?:neither|no) (?:\w+ )?"
    rf"{STORY}) (?:is|was|are|were) "
)
_UNDONE = r"\b(?:promised|planned|proposed|expected|scheduled|hoped|long-awaited|agreed|due)\b[^,;]* never "
_THING_DENIED = (
    r"(?! boarding\b) (?:that|any|the|having|all|wrongdoing|it|involvement|responsibility|being|those|these|his|her"
    r"|their|claims?|allegations?|reports?|accusations?|charges?|on|this|\w+ing)\b(?! (?:\w+ )?(?:request|motion|bail"
    r"|appeal|access|petition|application|visa|boarding|parole|bid|entry)s?\b)(?! (?:[\w’']+ ){1,5}from\b)"
)
_THESE = r"(?:the|this|that|these|those|such|any|his|her|their|its)"
_FOR_THIS = (
    rf"(?: that (?:it|this|that|any of (?:it|this)|(?:the|these) {STORY}) (?:is|was|are|were|ha[sd]|happen|took)"
    rf"| (?:for|of|to|in|behind|to (?:support|back(?: up)?|substantiate)|supporting|backing)(?: any of)?"
    rf" (?:(?:this|that|it|them|these|those)(?=[.,;!?\"”\0]|$)|(?:{_THESE} )?(?:[\w’'-]+ ){{0,3}}?{STORY}\b))"
)
_NOT = r"\b(?:not|never|no|nobody|none|neither)\b|n[’']t\b"
_HEARD = rf" to (?:[\w’'-]+ ){{0,4}}?(?:{STORY}\b|{_BELIEF}\b|wisdom\b|said\b|rumou?red\b|\0)"

CUES = (
    cue(
        "denied", "denied denies deny denying", _THING_DENIED,
        unless=r"\b(?:confirm(?:ed)?|n?or|who|to|not|was|were|is|are|been|be|being|get|got)(?: has| have)? ",
    ),
    cue(
        "denied",
        "rejected rejects dismissed dismisses refuted refutes disputed disputes debunked debunks disproved disproves",
        rf" (?:[\w’']+ ){{0,3}}?{DOUBTED}\b(?! (?:by|from)\b)", unless=rf"{DETERMINED}|\b(?:was|were|been|who|same) ",
    ),
    cue(
        "denied", "untrue false baseless unfounded groundless fabricated bogus fictitious debunked invented incorrect"
        " inaccurate", rf"(?:{_END}| (?:news|information|rumou?rs?)\b{_END})",
        before=rf"{_THING}{BEING}|\b{PRONOUN}{BEING}|{_CALLED}|{_WHICH}",
        unless=_OPEN_TO_DOUBT, reach=_HOLDS,
    ),
    cue("denied", "false untrue incorrect wrong", r" (?:that|to say)\b", before=rf"\bit{BEING}"),
    cue("denied", "wrong", _END, before=rf"{_SUBJECT}{BEING}", reach=_HOLDS),
    cue(
        "denied", "true accurate correct so", rf"(?:{_END}| that\b| to say\b)",
        before=rf"(?:{_SUBJECT}|\b{PRONOUN}|, which){_BEING_NOT}|{_NONE_TRUE}",
        unless=_OPEN_TO_DOUBT, reach=_HOLDS,
    ),
    cue(
        "denied", "fake faked forged doctored staged concocted manipulated", rf"(?:{_END}| news\b{_END})",
        before=rf"{_THING}{BEING}|\b{PRONOUN}{BEING}|{_CALLED}", reach=_HOLDS,
    ),
    cue(
        "denied", "hoax lie lies fabrication fabrications forgery forgeries falsehood falsehoods nonsense fiction",
        rf"(?:{_END}| (?:from|by|that)\b)",
        before=rf"{_THING}{BEING}(?:\w+ )?|\b{PRONOUN}{BEING}(?:\w+ )?|{_CALLED}(?:\w+ )?", reach=_HOLDS,
    ),
    cue("denied", "myth myths", rf"(?:{_END}| that\b)", before=rf"{BEING}(?:\w+ )?"),
    cue("denied", "made", rf" up{_END}", before=rf"{_THING}{BEING}|\b{PRONOUN}{BEING}", reach=_HOLDS),
    cue(
        "denied", "happened", rf"(?! ?\0){_END}",
        before=r"\b(?:(?:it|that|this) (?:simply |just )?never|none of (?:it|this|that)) ",
    ),
    cue("denied", "happened", rf"(?! ?\0){_END}", before=r"\bnever (?:actually )?", unless=_UNDONE, reported=True),
    cue("denied", "happen", _END, before=r"\b(?:it|that|this) (?:simply )?did(?: not|n[’']t) (?:\w+ly )?"),
    cue("denied", "case", _END, before=rf"\b(?:it|that|this){_BEING_NOT}the "),
    cue("denied", "evidence proof truth basis substance foundation", _FOR_THIS, before=r"\bno (?:\w+ )?"),
    cue("denied", "contrary", rf"{_HEARD}[^.;]*(?:{_NOT})"),
    cue("denied", "contrary", _HEARD, before=rf"(?:{_NOT})[^.;]*", reach=_HOLDS),
    cue(
        "denied", "falsely wrongly baselessly incorrectly",
        r" (?:claim|alleg|assert|suggest|stat|say|said|declar|report|accus|insist)(?:e?[ds])?(?: (?:that|the|it|he"
        r"|she|they|there"
        r"|his|her|[A-Z]\w+|an?)\b| \w+ of\b)", unless=r"\b(?:with|of|for|to|by|and|admit\w*|who|which|that|after"
        r"|version|story|article"
        r"|caption|headline) |\b(?:version|article|story) of [^,.;]{1,40} ",
    ),
    cue("denied", "guilty", before=r"\bplead(?:ed|s|ing)? not "),
)  # fmt: skip
