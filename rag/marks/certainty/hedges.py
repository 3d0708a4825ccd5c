"""The table of hedges in news English: which words, what must and what must not stand around them.

But: words only. "He could see" and "it could rain" are told apart by lists, and so are plans and the noun "plans".
"""

from __future__ import annotations

import re

from msgspec import Struct

from rag.marks.certainty.verbs import DOUBTED
from rag.types import Certainty


class Cue(Struct, frozen=True):
    """Words that hedge: each of `words` may begin it, and `behind` must match from there on.

    `before` must, `unless` must not match the code points before it. `reported`: only in what somebody is said to have
    said.
    """

    certainty: Certainty
    words: tuple[str, ...]
    behind: re.Pattern[str]
    before: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    reported: bool


def _cue(
    certainty: Certainty, words: str, behind: str = "", *, before: str = "", unless: str = "", reported: bool = False
) -> Cue:
    """A cue from space-separated words and patterns; `before` and `unless` end where the words begin."""
    return Cue(
        certainty,
        tuple(words.split()),
        re.compile(rf"\w+{behind}", re.IGNORECASE),
        re.compile(rf"(?:{before})$", re.IGNORECASE) if before else None,
        re.compile(rf"(?:{unless})$", re.IGNORECASE) if unless else None,
        reported,
    )


_BE = (
    r"(?:is|are|was|were|be|been|being|am|(?:is|are|was|were)n[’']t|[’'](?:s|re)|remains?|remained|stands?|seems?"
    r"|looks?|appears?)"
)
_ADVERBS = r"(?: (?:\w+ly|not|also|now|still|then|yet|both|all|long|once|since|again|already|most|very|highly))*"
_IS = rf"\b{_BE}{_ADVERBS} "
_DETERMINED = r"\b(?:an?|the|his|her|its|their|our|your|my|this|these|those|some|any|no|of|with|as|if) "
_MIDDLE = r"(?: (?:not|also|still|well|yet|only|even|just|soon|then|now|once|all|each|likely|no longer|\w+ly))*"
_NO_VERB = r"(?!(?:the|it|he|she|they|there|we|you|I|an?|this|that|any|his|and|or)\b)"
_VERB = rf"{_MIDDLE} {_NO_VERB}[a-z]+"
_SUBJECT = r"(?:\b(?-i:[A-Z])[\w’'.-]*|\b(?:he|she|it|they|police|also|now|still|\w+s|\w+ly|has long|have long)),? "
_NOT_HIS = r"\b(?:I|we|you|to|not|n[’']t|who|that|which|can|could|would|will|may|might|should|and) (?:\w+ly )?"
_NO_ABILITY = (
    r"(?!n[’']t)(?! (?:not|barely|hardly|scarcely|only|no longer|never|always|easily|no) ?)"
    r"(?! (?:be )?(?:heard|seen|felt|reached|afford|imagine|remember|understand|tell)\b)"
)
_ABLE = r"\b(?:as \w+ as|so|whatever|everything|anything|nothing|all|best|nobody|only|no one|than|(?:I|we) )(?: \w+)? "
_GOAL = (
    r"\b(?:goal|aim|purpose|idea|way|key|point|job|thing|step|hope|mission|priority|role|answer|solution|option|reason"
    r"|plan|strategy|approach|trick|task|challenge|objective|focus|dream|best|that|what|it|this|do|how \w+ \w+|choice"
    r"|target|ambition|rule|advice|effort|duty|responsibility|intention)s?(?: \w+)? "
)
_DATA = (
    r"\b(?:data|evidence|findings?|results?|stud(?:y|ies)|research|analysis|polls?|reports?|images?|records?|signs"
    r"|estimates|it)(?: (?:also|now|to))? "
)
_EVENT = (
    r"(?:to|for|in|on|at|back) (?!(?:the|an?|rain|bad|poor|heavy|lack|concerns?|weather|injur\w+|ill\w*|\w+ing)\b)\w+"
)
_DUTY = (
    r"(?! the (?:task|job|duty)\b)(?! (?:overseeing|ensuring|managing|protecting|enforcing|leading|running|finding"
    r"|making|keeping|providing|maintaining)\b)"
)
_SUIT = r"\b(?:lawsuit|suit|complaint|petition|filing|indictment)s?(?: [\w.,]+){0,4} "
_SOMEBODY = r"(?:(?-i:[A-Z])[\w.’'-]*|him|her|them|the \w+|an? [\w-]+)(?: (?-i:[A-Z])[\w.’'-]*)*"
_THING_DENIED = (
    r"(?! boarding\b) (?:that|any|the|having|all|wrongdoing|it|involvement|responsibility|being|those|these|his|her"
    r"|their|claims?|allegations?|reports?|accusations?|charges?|on|\w+ing)\b(?! (?:\w+ )?(?:request|motion|bail"
    r"|appeal|access|petition|application|visa|boarding|parole|bid|entry)s?\b)(?! (?:[\w’']+ ){1,5}from\b)"
)
_UNABLE = (
    r"\b(?:(?:could|can|has|have|had|was|were|is|are)(?: not|n[’']t)|cannot|unable to|yet to)"
    r"(?: (?:be|been|yet|immediately|independently|officially|publicly))* "
)
_NOT = r"\b(?:not|isn[’']t|wasn[’']t|never)(?: (?:immediately|yet|entirely|fully|publicly|completely))* "

_POSSIBLE = (
    _cue("possible", "might", rf"(?! as well){_VERB}", unless=rf"{_DETERMINED}|\b(?:military|naval|economic|all) "),
    _cue("possible", "may", rf"(?! or may not){_VERB}", unless=_DETERMINED),
    _cue("possible", "could", rf"{_NO_ABILITY}(?! (?:see|hear|feel|smell|taste)\b){_VERB}", unless=_ABLE),
    _cue("possible", "could", r" (?:see|feel)\b", unless=rf"{_ABLE}|\b(?:I|you|he|she|we|they|who) "),
    _cue("possible", "probably possibly presumably seemingly apparently conceivably", unless=rf"{_DETERMINED}|\bnot "),
    _cue("possible", "potentially", before=r"^|\b(?:could|can|will|would|is|are|was|were|has|have|had) "),
    _cue("possible", "perhaps maybe", r",? (?:it|he|she|they|we|there|this|that)\b", before="^"),
    _cue("possible", "likely unlikely", before=rf"{_IS}|\b(?:will|would|has|have|had){_ADVERBS} "),
    _cue("possible", "believed thought presumed suspected feared", r" (?:to|that|dead)\b", before=_IS),
    _cue("possible", "appears appear appeared seems seem seemed", r"(?: likely)? to (?:have|be)\b"),
    _cue(
        "possible", "believe believes believed suspect suspects",
        r" (?:that|the|it|he|she|they|there|this|these|an?|any|(?-i:[A-Z])\w+)\b", before=_SUBJECT, unless=_NOT_HIS,
    ),
    _cue("possible", "suggest suggests suggested suggesting indicate indicates indicated", r" \w+", before=_DATA),
    _cue("possible", "hypothesis theory possibility", before=r"\b(?:is|was|remains)(?: only| merely)? (?:an?|one) "),
    _cue("possible", "possible conceivable", r" (?:that|the)\b", before=_IS),
    _cue("possible", "chance", r" (?:that|of)\b", before=r"\b(?:there(?: is|[’']s| was)|has|have) an? (?:\w+ )?"),
)  # fmt: skip
_PLANNED = (
    _cue(
        "planned", "will", _VERB,
        unless=rf"{_DETERMINED}|\b(?:free|good|ill|political|popular|public|living|last|own|at|to|[’']s) ",
    ),
    _cue("planned", "ll", r" [a-z]+", before=r"\b(?:he|she|it|they|that|there)[’']"),
    _cue("planned", "won", r"[’']t\b"),
    _cue("planned", "shall", _VERB, unless=r"\bwe "),
    _cue("planned", "is are", r"(?:n[’']t)?(?: not| now)? to (?!(?:blame|say|come|date)\b)[a-z]+", unless=_GOAL),
    _cue("planned", "scheduled slated due set poised", rf" {_EVENT}", before=_IS),
    _cue(
        "planned", "expected",
        r" (?:to|in|on|by|later|next|this|tomorrow|early|around|at|within|between|over|for|before|until|through"
        r"|from)\b",
        before=_IS, unless=r"\b(?:as|than) ",
    ),
    _cue("planned", "planned", r" (?:for|to)\b", before=_IS),
    _cue(
        "planned", "plan plans planned intend intends aim aims hope hopes expect expects planning",
        r" (?:on \w+ing|to [a-z]+)\b", before=rf"{_SUBJECT}|{_IS}", unless=rf"{_NOT_HIS}|\b\w+[’']s? ",
    ),
    _cue("planned", "expects forecasts anticipates", r" (?!to\b)\w+", before=_SUBJECT),
    _cue("planned", "going", r" to (?!(?:the|an?)\b)[a-z]+", before=rf"{_IS}|[’'](?:s|re) "),
    _cue(
        "planned", "would",
        r"(?!n[’']t)(?! (?:have|like|rather|prefer|love|never|if)\b)"
        r"(?!(?: not)? be (?:an?|the|better|surprised|wrong|good|hard"
        r"|difficult)\b)"
        rf"{_VERB}", reported=True,
    ),
    _cue("planned", "vowed vows pledged pledges promised promises", r" (?:not )?to\b", unless=_DETERMINED),
)  # fmt: skip
_ALLEGED = (
    _cue("alleged", "allegedly purportedly supposedly"),
    _cue("alleged", "alleged", r" (?:to|that|the|he|she|it|they|on)\b", unless=_DETERMINED),
    _cue("alleged", "alleges allege", unless=rf"{_DETERMINED}|\bto "),
    _cue("alleged", "alleging accusing", before=rf"[,\0] |{_SUIT}"),
    _cue("alleged", "accused suspected", r" of\b", before=_IS),
    _cue("alleged", "accused accuses accuse", r" (?!of\b)(?:[^\s,;\0]+,? ){1,8}of\b", unless=_DETERMINED),
    _cue("alleged", "suspicion", r" of\b", before=r"\bon "),
    _cue("alleged", "charged", rf" (?:with\b{_DUTY}|in connection\b|over\b)", before=rf"{_IS}|\b(?:has|have|had|,) "),
    _cue("alleged", "charged indicted", rf" {_SOMEBODY} (?:with|on|for|over)\b", before=r"\w "),
    _cue("alleged", "indicted", before=_IS),
    _cue("alleged", "charges counts", before=r"\b(?:faces?|facing|faced)(?: [\w-]+){0,3} "),
    _cue(
        "alleged", "charges", r" of\b", before=r"\b(?:arrest|indict|held|detain|jail)\w*(?: [\w-]+){0,4} on(?: \w+)? "
    ),
)
_UNCONFIRMED = (
    _cue(
        "unconfirmed",
        "unconfirmed unverified",
        r" (?:report|claim|video|image|footage|rumou?r|information|allegation)s?\b",
    ),
    _cue("unconfirmed", "verify verified confirm confirmed corroborate corroborated authenticate", before=_UNABLE),
    _cue("unconfirmed", "clear known", before=_NOT),
    _cue("unconfirmed", "unclear unknown", before=rf"{_IS}|^"),
    _cue("unconfirmed", "rumored rumoured", r" to\b", before=_IS),
    _cue("unconfirmed", "rumors rumours", r" (?:that|of|spread|swirled|about)\b"),
)
_SECONDHAND = (
    _cue("secondhand", "reportedly"),
    _cue("secondhand", "said reported", r" to (?:have|be)\b", before=_IS),
    _cue(
        "secondhand", "reports", r" (?:say|said|suggest|suggested|claim|claimed|emerged) \w+",
        unless=r"\b(?:the|these|his|her|their|its|financial|annual) ",
    ),
)  # fmt: skip
_DENIED = (
    _cue(
        "denied", "denied denies deny denying", _THING_DENIED,
        unless=r"\b(?:confirm(?:ed)?|n?or|who|to|not|was|were|is|are|been|be|being|get|got)(?: has| have)? ",
    ),
    _cue(
        "denied", "rejected rejects dismissed dismisses refuted refutes disputed disputes",
        rf" (?:[\w’']+ ){{0,3}}?{DOUBTED}\b(?! (?:by|from)\b)", unless=rf"{_DETERMINED}|\b(?:was|were|been|who) ",
    ),
    _cue(
        "denied", "untrue false baseless unfounded fabricated", r"(?! (?:claim|allegation|statement|alarm)s?\b)",
        before=rf"\b(?:{DOUBTED}|story|stories|it|that)(?: (?:was|were|is|are))?(?: as)?{_ADVERBS} ",
    ),
    _cue("denied", "guilty", before=r"\bplead(?:ed|s|ing)? not "),
)  # fmt: skip
CUES = (*_POSSIBLE, *_PLANNED, *_ALLEGED, *_UNCONFIRMED, *_SECONDHAND, *_DENIED)
