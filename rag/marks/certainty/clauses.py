"""What a sentence says itself: its quotations blanked, and the clauses that its main claim does not hang on.

But: no parsing; a clause ends at the next comma, and one that opens a sentence without any comma stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rag.marks.certainty.told import CARRIER
from rag.types import Quote, Span

QUOTED = '"'  # stands for each code point of a quotation
GAP = "\0"  # stands for each code point of a clause that is left out

_LONGEST = 120  # code points of a subject, with what is said of it
_NAME = 40  # code points before a word that may be a verb
_WITHIN = r'[^,;:–—"\0]*'
_LEADS = "after|before|when|because|although|though|since|if|unless|until|whether|than|how|what|why"
_OPENS = "After|Before|When|While|Because|Although|Though|Since|If|Unless|Until|As|Despite|Once"
_HELD = (  # nouns whose "that" is nobody's word: "fears that"
    "fear|concern|worry|worrie|claim|allegation|accusation|suggestion|hope|speculation|chance|possibility|prospect|risk"
    "|likelihood|threat"
)
NAMED = re.compile(  # what a verb stands behind: "the report claims", where "claims" could be a noun
    r"(?:\b(?!^(?:False|Such|Similar|Other|New|Many|Most|Some|More|These|Those|Any|All|His|Her|Their|Its|Our|Old|Wild"
    r"|\w{4,}(?:ed|less|ous|ing|ive)) )[A-Z][\w.’'-]*(?<![’'])(?<![’']s)|\b(?:he|she|it|study|report|survey|poll"
    r"|statement|complaint|lawsuit|filing|document|company"
    rf"|group|team|\w+ly|also|{CARRIER}|account|user|online)),? $"
)
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|should|must|did|does|do|[a-z]{2,}ed|cut|put|rose"
    r"|fell|took|gave|made|held|left|met|went|came|sought|won|lost|began|ran|hit|set|sent|kept|flew|got|saw|told|said"
    r"|broke|brought|built|bought|caught|grew|led|paid|shot|sold|spent|stood|struck|became|spoke|felt|knew|isn[’']t"
    r"|doesn[’']t|don[’']t|didn[’']t|won[’']t|wasn[’']t|makes|takes|gives|means|needs|wants|remains|comes|goes"
    r"|shows|(?:it|he|she|that|there|they|we|I)[’'](?:s|re|ve|ll|m|d))\b"
)
VERB = rf"(?:{FINITE.pattern}|[a-z]{{2,}}[^suiy\W]s(?= (?:is|was)\b))"  # and "the dam leaks", before another
_OPENS_CLAUSE = re.compile(r",(?= )|[;:–—\0\"“]| - |\b(?:and|but|yet|while)\b")
_ONE = re.compile(
    r" ?(?:(?:on|in|since) \w+ (?:\d+ )?)?(?:the|an?|his|her|their|its|our|my|one|another|[\w’'-]+[’']s) "
    r"(?:[\w’',.-]+ ){0,9}?(?P<last>[\w’'-]+) $",
    re.I,
)
_SEVERAL = re.compile(
    r" ?(?:(?:the|some|many|most|several|his|her|their|its|other|these|those|\w+) )?(?:[\w-]+ ){0,2}?"
    r"(?:(?![\w’'-]*(?:[’']|ss ))[\w-]+s|people|police|parents|children|men|women)"
    r"(?: (?:of|in|from|on|at|near|with|by|for|who|close to|shared|seen|posted|published|handed|sent|signed"
    r"|circulating)\b[^,;]{1,60})? $",
    re.IGNORECASE,
)
_NO_SPEAKER = re.compile(  # what stands before the noun "claims": "the false claims", "the insurance claims"
    r"(?:false|wild|new|old|recent|latest|bogus|same|main|absurd|central|key|earlier|later|viral|official|political|civil"
    r"|legal|medical|financial|insurance|damages?|compensation|refund|asylum|welfare|benefits?|tax|land|jobless|other"
    r"|unemployment|injury|many|various|previous|conspiracy|fraud|warranty|expense|specific|similar|of|no|any|some|such|these|those|two|three|four|\d+|\w+(?:ed|less|ous"
    r"|ful|est|ing))",
    re.IGNORECASE,
)
_PASSED = re.compile(  # participles of what carries a claim about: "a post shared 9,000 times claims"
    r"\b(?:shared|reposted|viewed|seen|watched|read|liked|posted|published|sent|signed|printed|uploaded|forwarded"
    r"|handed|pinned|dated|recorded|filmed|attributed|addressed)\b(?! $)"
)
_JUDGED = re.compile(  # what is said of a claim behind its "that", and is the main clause again
    rf"{VERB}.*?(?P<main> (?:is|are|was|were)(?: \w+ly| not)* (?:an? )?(?:\w+ )?(?:false|untrue|true|wrong|baseless"
    r"|unfounded|incorrect|fabricat\w+|lies?|hoax|myth|made up|nonsense)\b)(?! that\b)"
)
_TELLING = "say|add|not|warn|argu|tell|claim|insist|alleg|explain|stat"
_NO_CHARGE = (
    r"(?<!charged )(?<!accused )(?<!suspected )"  # "charged after an inquiry with theft": what with comes later
)
_NOT_AS = r"(?<!known )(?<!described )(?<!seen )(?<!regarded )(?<!identified )(?<!named )(?<!such )(?<!well )(?<!so )"
_SPEAKS = "(?:said|says|told|announced|declared|shouted|warned|read)"
_SUBORDINATE = re.compile(
    "|".join(
        (
            rf", (?:(?:some|many|most|all|both|one|two) of )?(?:who|whom|whose|which|where)\b{_WITHIN},?",
            rf"(?<=\w )(?:whose|where|(?:in|to|of|for|on|at|from|with|by|under|during) which)\b{_WITHIN}",
            rf"(?<=, )(?!(?:{_TELLING})ing\b)\w+ing that\b{_WITHIN}",
            rf"(?<=[\w,\"] ){_NO_CHARGE}(?:{_LEADS})\b{_WITHIN}",
            rf"(?<=, )(?:as|while they|while he|while she|even though|so that|but (?:what|how))\b{_WITHIN}",
            rf"(?<=\w )(?:so that|so|in case|as \w+ as) (?:I|we|you|he|she|it|they|that|to|there|people)\b{_WITHIN}",
            rf"(?<=[a-z] ){_NOT_AS}as (?:the|an?|his|her|their|its) [a-z][\w -]{{0,50}}? {_SPEAKS}\b{_WITHIN}",
            rf"\b(?P<held>(?:{_HELD})s?) that\b{_WITHIN}",
            rf"^(?:{_OPENS})\b[^,;:–—\0]*,",
            r"\([^()]*\)|(?<=\s)[–—-] [^–—;]* [–—-](?=\s)|(?<=\w)—[^—;]*—(?=\w)",
        )
    )
)
_DATELINE = re.compile(r"^[^\W\d_a-z]{2}[^—–]{0,90} [—–-]{1,2} ")
_ASKED = re.compile(r"^(?:What|How|Why|Where)\b[^?]*\?")


def blanked(text: str, sentence: Span, quotes: Iterable[Quote]) -> str:
    """The sentence, as long as it is, with what is quoted and its marks replaced by `QUOTED`."""
    said = sentence.of(text)
    for quote in quotes:
        start, end = max(quote.start, sentence.start) - sentence.start, min(quote.end, sentence.end) - sentence.start
        if start < end:
            said = said[:start] + QUOTED * (end - start) + said[end:]
    return said


def main(said: str) -> str:
    """A blanked sentence, as long as it is, with subordinate clauses and what stands in brackets replaced by `GAP`."""
    if _ASKED.match(said):
        return said
    return _SUBORDINATE.sub(_gap, _DATELINE.sub(_gap, said))


def is_verb(word: str, before: str, after: str) -> bool:
    """Whether a word that may be a noun, "claims", "fear", tells what its subject before it says or thinks."""
    if word.endswith("s") and NAMED.search(before, max(0, len(before) - _NAME)):
        return True
    if not word.startswith("claim"):
        return False
    subject = _OPENS_CLAUSE.split(before[-_LONGEST:])[-1]
    return (_is_one if word == "claims" else _are_several)(subject, after)


def _is_one(subject: str, after: str) -> bool:
    """Whether "claims" behind these words is what one says: "the opposition claims", "a post shared 9,000 times"."""
    found = _ONE.match(subject)
    if not found or _NO_SPEAKER.fullmatch(found["last"]) or FINITE.match(after.removeprefix(" that ")):
        return False
    return not (FINITE.search(_PASSED.sub("", subject)) or _JUDGED.search(after))


def _are_several(subject: str, after: str) -> bool:
    """Whether "claim" behind these words is what several say: "critics claim", "posts shared on Facebook claim"."""
    return bool(_SEVERAL.match(subject)) and not (FINITE.search(_PASSED.sub("", subject)) or _JUDGED.search(after))


def _gap(found: re.Match[str]) -> str:
    """Blanks but for what is claimed or feared, and the comma behind, which may part the sentence from who says it."""
    clause, held = found.group(), found.groupdict().get("held") or ""
    if held and is_verb(held, found.string[: found.start()], clause[len(held) :]):
        return clause  # "the video claims that"
    judged = _JUDGED.search(clause, len(held)) if held else None
    kept = clause[judged.start("main") :] if judged else "," * clause.endswith(",")
    return held + GAP * (len(clause) - len(held) - len(kept)) + kept
