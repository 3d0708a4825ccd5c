"""What a sentence says itself: its quotations blanked, and the clauses that its main claim does not hang on.

But: no parsing; a clause ends at the next comma, and one that opens a sentence without any comma stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rag.types import Quote, Span

QUOTED = '"'  # stands for each code point of a quotation
GAP = "\0"  # stands for each code point of a clause that is left out

_WITHIN = r'[^,;:–—"\0]*'
_LEADS = "after|before|when|because|although|though|since|if|unless|until|whether|than|how|what|why"
_OPENS = "After|Before|When|While|Because|Although|Though|Since|If|Unless|Until|As|Despite|Once"
_HELD = (  # nouns whose "that" is nobody's word: "fears that"
    "fear|concern|worry|worrie|claim|allegation|accusation|suggestion|hope|speculation|chance|possibility|prospect|risk"
    "|likelihood|threat"
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
            rf"\b(?:{_HELD})s? that\b{_WITHIN}",
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
    """Blanks but for the comma behind, which may part the sentence from who says it."""
    clause = found.group()
    comma = clause.endswith(",")
    return GAP * (len(clause) - comma) + "," * comma
