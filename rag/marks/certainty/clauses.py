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
_JUDGED = re.compile(  # what is said of a claim behind its "that", and is the main clause again
    rf"{VERB}.*?(?P<main> (?:is|are|was|were)(?: \w+ly| not)* (?:an? )?(?:\w+ )?(?:false|untrue|true|wrong|baseless"
    r"|unfounded|incorrect|fabricat\w+|lies?|hoax|myth|made up|nonsense)\b)(?! that\b)"
)
_TELLING = "say|add|not|warn|argu|tell|claim|insist|alleg|explain|stat"
_SUBORDINATE = re.compile(
    "|".join(
        (
            rf", (?:(?:some|many|most|all|both|one|two) of )?(?:who|whom|whose|which|where)\b{_WITHIN},?",
            rf"(?<=\w )(?:whose|where|(?:in|to|of|for|on|at|from|with|by|under|during) which)\b{_WITHIN}",
            rf"(?<=, )(?!(?:{_TELLING})ing\b)\w+ing that\b{_WITHIN}",
            rf"(?<=[\w,\"] )(?:{_LEADS})\b{_WITHIN}",
            rf"(?<=, )(?:as|while they|while he|while she|even though|so that|but (?:what|how))\b{_WITHIN}",
            rf"(?<=\w )(?:so that|so|in case|as \w+ as) (?:I|we|you|he|she|it|they|that|to|there|people)\b{_WITHIN}",
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


def _gap(found: re.Match[str]) -> str:
    """Blanks but for what is claimed or feared, and the comma behind, which may part the sentence from who says it."""
    clause, held = found.group(), found.groupdict().get("held") or ""
    if held.endswith("s") and NAMED.search(found.string, max(0, found.start() - _NAME), found.start()):
        return clause  # "the video claims that"
    judged = _JUDGED.search(clause, len(held)) if held else None
    kept = clause[judged.start("main") :] if judged else "," * clause.endswith(",")
    return held + GAP * (len(clause) - len(held) - len(kept)) + kept
