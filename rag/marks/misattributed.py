"""Whether a sentence says that words which were printed as somebody's are another's: "They were said by Bo Hart".

But: only by its own words; which words are meant is for who reads it beside them.
"""

from __future__ import annotations

import re

_WORDS = r"(?:words|remarks?|comments?|quotes?|quotations?|statements?|sentence|line|phrase)"
_GIVEN = r"(?:said|made|spoken|uttered|written|given)"
_CORRECTS = re.compile(
    rf"\b(?:the|these|those|this|that|both) (?:\w+ ){{0,2}}{_WORDS} (?:was|were|is|are) (?:in fact |actually |really )?"
    rf"(?:{_GIVEN} by\b|not {_GIVEN} by\b|(?:wrongly|incorrectly|mistakenly|falsely) (?:attributed|credited|ascribed))"
    rf"|^\W*(?:they|it) (?:was|were) (?:in fact |actually |really )?{_GIVEN} by\b"
    rf"|;,? (?:they|it) (?:was|were) (?:in fact |actually |really )?{_GIVEN} by\b"
    rf"|\b(?:misattributed|(?:wrongly|incorrectly|mistakenly|falsely) (?:attributed|credited|ascribed))\b"
    rf"[^.;]{{0,60}}\b{_WORDS}\b",
    re.IGNORECASE,
)


def corrects(sentence: str) -> bool:
    """Whether a sentence gives words to another than they were given to."""
    return bool(_CORRECTS.search(sentence))
