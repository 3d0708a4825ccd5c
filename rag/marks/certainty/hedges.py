"""The table of hedges in news English: which words, what must and what must not stand around them.

But: words only. "He could see" and "it could rain" are told apart by lists, and so are plans and the noun "plans".
"""

from __future__ import annotations

import re

from msgspec import Struct

from rag.marks.certainty.told import CARRIER
from rag.types import Certainty

_REACH = 64  # code points before a word that can say what it is


class Cue(Struct, frozen=True):
    """Words that hedge: each of `words` may begin it, and `behind` must match from there on.

    `before` must, `unless` must not match the `reach` code points before it. `reported`: only in what somebody is said
    to have said.
    """

    certainty: Certainty
    words: tuple[str, ...]
    behind: re.Pattern[str]
    before: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    reported: bool
    reach: int


def cue(
    certainty: Certainty,
    words: str,
    behind: str = "",
    *,
    before: str = "",
    unless: str = "",
    reported: bool = False,
    reach: int = _REACH,
) -> Cue:
    """A cue from space-separated words and patterns; `before` and `unless` end where the words begin."""
    return Cue(
        certainty,
        tuple(words.split()),
        re.compile(rf"\w+{behind}", re.IGNORECASE),
        re.compile(rf"(?:{before})$", re.IGNORECASE) if before else None,
        re.compile(rf"(?:{unless})$", re.IGNORECASE) if unless else None,
        reported,
        reach,
    )


_BE = (
    r"(?:is|are|was|were|be|been|being|am|(?:is|are|was|were)n[’']t|[’'](?:s|re)|remains?|remained|stands?|seems?"
    r"|looks?|appears?)"
)
_ADVERBS = r"(?: (?:\w+ly|not|also|now|still|then|yet|both|all|long|once|since|again|already|most|very|highly))*"
_IS = rf"\b{_BE}{_ADVERBS} "
DETERMINED = r"\b(?:an?|the|his|her|its|their|our|your|my|this|these|those|some|any|no|of|with|as|if) "
_MIDDLE = r"(?: (?:not|also|still|well|yet|only|even|just|soon|then|now|once|all|each|likely|no longer|\w+ly))*"
_NO_VERB = r"(?!(?:the|it|he|she|they|there|we|you|I|an?|this|that|any|his|and|or)\b)"
_VERB = rf"{_MIDDLE} {_NO_VERB}[a-z]+"
_SUBJECT = r"(?:\b(?-i:[A-Z])[\w’'.-]*|\b(?:he|she|it|they|police|also|now|still|\w+s|\w+ly|has long|have long)),? "
_NOT_HIS = (
    r"\b(?:I|we|you|nobody|no one|few|to|not|n[’']t|who|that|which|can|could|would|will|may|might|should|and)"
    r" (?:\w+ly )?"
)
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
    r"|making|keeping|providing|maintaining|reviewing|drafting|preparing|examining|choosing|planning|collecting)\b)"
)
_SUIT = r"\b(?:lawsuit|suit|complaint|petition|filing|indictment)s?(?: [\w.,]+){0,4} "
_SOMEBODY = (
    r"(?:(?-i:[A-Z])[\w.’'-]*|him|her|them|(?:the|an?|two|three|four|five|six|several|\d+) [\w-]+"
    r"(?: (?!with\b|on\b)[a-z]+)?)"
    r"(?: (?-i:[A-Z])[\w.’'-]*)*(?:, \d\d,?)?"
)
_WHEN_WHERE = (  # who charges somebody, when and where, before the charge itself
    r"(?:,? (?:on|by|in|at|before|after|last|late|early|earlier|this|yesterday|today|again|since"
    r"|separately|formally|jointly|\w+day)\b(?! (?:nobody|no one)\b)"
    r"(?:,? (?!(?:and|but|while|who|then|with|of|over|for)\b)[^\s,;:\0]+){0,12}?,?)?"
)
_NO_CRIME = (  # batteries, guests and committees are charged too
    r"(?! (?:(?:an?|the|little|no|only|its|\d+) )?(?:\w+ )?(?:cards?|cash|cables?|plugs?|chargers?|loss|warning|notice"
    r"|current|power|electricity|sunlight|rates?|fares?|fees?|prices?)\b)"
)
_BEFORE_CHARGE = rf"(?:{_IS}|\b{_BE},? (?:on|last|late|this|earlier|yesterday)(?: [\w,]+){{0,3}} )"
_UNCHARGED = (
    r"(?:(?:\bnot|n[’']t|\bnever|\bnor|\bno longer)(?! (?:only|just|merely)\b)(?: (?!and\b|but\b)[\w’'-]+){0,3} "
    r"|\b(?:nobody|no one|none|neither|no)\b(?: (?!and\b|but\b)[\w’'-]+){0,6} )"
)
_UNABLE = (
    r"\b(?:(?:could|can|has|have|had|was|were|is|are)(?: not|n[’']t)|cannot|unable to|yet to)"
    r"(?: (?:be|been|yet|immediately|independently|officially|publicly))* "
)
_NOT = r"\b(?:not|isn[’']t|wasn[’']t|never)(?: (?:immediately|yet|entirely|fully|publicly|completely))* "

_POSSIBLE = (
    cue("possible", "might", rf"(?! as well){_VERB}", unless=rf"{DETERMINED}|\b(?:military|naval|economic|all) "),
    cue("possible", "may", rf"(?! or may not){_VERB}", unless=DETERMINED),
    cue("possible", "could", rf"{_NO_ABILITY}(?! (?:see|hear|feel|smell|taste)\b){_VERB}", unless=_ABLE),
    cue("possible", "could", r" (?:see|feel)\b", unless=rf"{_ABLE}|\b(?:I|you|he|she|we|they|who) "),
    cue("possible", "probably possibly presumably seemingly apparently conceivably", unless=rf"{DETERMINED}|\bnot "),
    cue("possible", "potentially", before=r"^|\b(?:could|can|will|would|is|are|was|were|has|have|had) "),
    cue("possible", "perhaps maybe", r",? (?:it|he|she|they|we|there|this|that)\b", before="^"),
    cue("possible", "likely unlikely", before=rf"{_IS}|\b(?:will|would|has|have|had){_ADVERBS} "),
    cue("possible", "believed thought presumed suspected feared", r" (?:to|that|dead)\b", before=_IS),
    cue("possible", "appears appear appeared seems seem seemed", r"(?: likely)? to (?:have|be)\b"),
    cue(
        "possible", "believe believes believed suspect suspects",
        r" (?:that|the|it|he|she|they|there|this|these|an?|any|(?-i:[A-Z])\w+)\b", before=_SUBJECT, unless=_NOT_HIS,
    ),
    cue("possible", "suggest suggests suggested suggesting indicate indicates indicated", r" \w+", before=_DATA),
    cue("possible", "hypothesis theory possibility", before=r"\b(?:is|was|remains)(?: only| merely)? (?:an?|one) "),
    cue("possible", "possible conceivable", r" (?:that|the)\b", before=_IS),
    cue("possible", "chance", r" (?:that|of)\b", before=r"\b(?:there(?: is|[’']s| was)|has|have) an? (?:\w+ )?"),
)  # fmt: skip
_PLANNED = (
    cue(
        "planned", "will", _VERB,
        unless=rf"{DETERMINED}|\b(?:free|good|ill|political|popular|public|living|last|own|at|to|[’']s) ",
    ),
    cue("planned", "ll", r" [a-z]+", before=r"\b(?:he|she|it|they|that|there)[’']"),
    cue("planned", "won", r"[’']t\b"),
    cue("planned", "shall", _VERB, unless=r"\bwe "),
    cue("planned", "is are", r"(?:n[’']t)?(?: not| now)? to (?!(?:blame|say|come|date)\b)[a-z]+", unless=_GOAL),
    cue("planned", "scheduled slated due set poised", rf" {_EVENT}", before=_IS),
    cue(
        "planned", "expected",
        r" (?:to|in|on|by|later|next|this|tomorrow|early|around|at|within|between|over|for|before|until|through"
        r"|from)\b",
        before=_IS, unless=r"\b(?:as|than) ",
    ),
    cue("planned", "planned", r" (?:for|to)\b", before=_IS),
    cue(
        "planned", "plan plans planned intend intends aim aims hope hopes expect expects planning",
        r" (?:on \w+ing|to [a-z]+)\b", before=rf"{_SUBJECT}|{_IS}", unless=rf"{_NOT_HIS}|\b\w+[’']s? ",
    ),
    cue("planned", "expects forecasts anticipates", r" (?!to\b)\w+", before=_SUBJECT),
    cue("planned", "going", r" to (?!(?:the|an?)\b)[a-z]+", before=rf"{_IS}|[’'](?:s|re) "),
    cue(
        "planned", "would",
        r"(?!n[’']t)(?! (?:have|like|rather|prefer|love|never|if)\b)"
        r"(?!(?: not)? be (?:an?|the|better|surprised|wrong|good|hard"
        r"|difficult)\b)"
        rf"{_VERB}", reported=True,
    ),
    cue("planned", "vowed vows pledged pledges promised promises", r" (?:not )?to\b", unless=DETERMINED),
)  # fmt: skip
_ALLEGED = (
    cue("alleged", "allegedly purportedly supposedly"),
    cue("alleged", "alleged", r" (?:to|that|the|he|she|it|they|on)\b", unless=DETERMINED),
    cue("alleged", "alleges allege", unless=rf"{DETERMINED}|\bto "),
    cue("alleged", "alleging accusing", before=rf"[,\0] |{_SUIT}"),
    cue("alleged", "accused suspected", rf"{_WHEN_WHERE} of\b", before=_BEFORE_CHARGE, unless=_UNCHARGED),
    cue(
        "alleged", "accused accuses accuse", r" (?!of\b)(?:[^\s,;\0]+,? ){1,8}of\b",
        unless=rf"{DETERMINED}|{_UNCHARGED}",
    ),
    cue("alleged", "suspicion", r" of\b", before=r"\bon "),
    cue(
        "alleged", "charged",
        rf"{_WHEN_WHERE} (?:with\b{_DUTY}{_NO_CRIME}|in connection\b|over (?!\d))",
        before=rf"{_BEFORE_CHARGE}|\b(?:has|have|had|,) ", unless=_UNCHARGED,
    ),
    cue(
        "alleged", "charged indicted", rf" {_SOMEBODY}{_WHEN_WHERE} (?:with|on|for|over)\b", before=r"\w ",
        unless=_UNCHARGED,
    ),
    cue("alleged", "indicted", before=_BEFORE_CHARGE, unless=_UNCHARGED),
    cue("alleged", "charges counts", before=r"\b(?:faces?|facing|faced)(?: (?!no\b)[\w-]+){0,3} ", unless=_UNCHARGED),
    cue("alleged", "charges", r" of\b", before=r"\b(?:arrest|indict|held|detain|jail)\w*(?: [\w-]+){0,4} on(?: \w+)? "),
)  # fmt: skip
_UNCONFIRMED = (
    cue(
        "unconfirmed",
        "unconfirmed unverified",
        r" (?:report|claim|video|image|footage|rumou?r|information|allegation)s?\b",
    ),
    cue("unconfirmed", "verify verified confirm confirmed corroborate corroborated authenticate", before=_UNABLE),
    cue("unconfirmed", "clear known", before=_NOT),
    cue("unconfirmed", "unclear unknown", before=rf"{_IS}|^"),
    cue(
        "unconfirmed", "purport purports purported purporting purportedly",
        r" (?:to \w+|show\w*|depict\w*|captur\w*)\b",
        before=rf"\b{CARRIER}\b[^;]*", unless=r"\b(?:who|by|of|from) [^,;]{0,20}", reach=100,
    ),
    cue(
        "unconfirmed", "claiming alleging asserting", r" (?:that|the|an?|it|he|she|they|there|to|[A-Z]\w+)\b",
        before=rf"^\W*(?:[\w’'-]+ ){{0,4}}?(?:{CARRIER}|rumou?rs?)(?: [^,;]{{2,60}})? ",
        unless=r"\b(?:who|and|from|by|sent|made|wrote|posted|shared|published) (?:[^,;]{2,40} )?", reach=100,
    ),
    cue("unconfirmed", "rumored rumoured", r" to\b", before=_IS),
    cue("unconfirmed", "rumors rumours rumor rumour", r" (?:that|of|spread|swirled|about|has it)\b"),
)  # fmt: skip
_SECONDHAND = (
    cue("secondhand", "reportedly"),
    cue("secondhand", "said reported", r" to (?:have|be)\b", before=_IS),
    cue(
        "secondhand", "reports", r" (?:say|said|suggest|suggested|claim|claimed|emerged) \w+",
        unless=r"\b(?:the|these|his|her|their|its|financial|annual) ",
    ),
)  # fmt: skip
CUES = (*_POSSIBLE, *_PLANNED, *_ALLEGED, *_UNCONFIRMED, *_SECONDHAND)
