"""Whether sentences answer a question by themselves, or only as what somebody says.

But: by the sentences alone. That two of them differ, and that a question asks what somebody said, is for the caller.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from rag.marks.certainty import sources
from rag.types import Claim, Span

_OPEN = frozenset(("denied", "alleged", "unconfirmed", "secondhand", "possible"))
_DISTANT = re.compile(
    r"(?:claim|alleg|accus|suspect|believ|think|thought|hope|fear|suggest|insist|argu|conten|complain|predict)\w*", re.I
)
_BLAMED = re.compile(
    r"\b(?:blame[ds]?|accused|lied|lying|cheated|bribe[ds]?|stole|stolen|violated|ignored?|provoked|sabotaged"
    r"|refused to|responsible for|guilty|corrupt|deliberately|illegally|fraud\w*|reckless\w*|negligen\w*|failed to"
    r"|covered up|br(?:oke|oken|eached) (?:the|its|his|her|their)|fired first|attacked|shelled|bombed|killed by"
    r"|abused|assaulted"
    r"|raped|tortured|massacred|war crimes?|genocide|concealed|misled|threatened|at fault|to blame)\b",
    re.IGNORECASE,
)
_JUDGES = re.compile(r"\b(?:court|judges?|jury|tribunal|justices?)\b", re.IGNORECASE)
_CALLED = re.compile(r",? (?:who|the|an?) [^,.\"“]*")


def status(claims: Sequence[Claim], texts: Sequence[str]) -> Literal["answered", "reported"]:
    """Whether one of the supporting sentences stands by itself; `texts[i]` is the sentence of `claims[i]`."""
    stands = any(_stands(claim, text) for claim, text in zip(claims, texts, strict=True))
    return "answered" if stands else "reported"


def _stands(claim: Claim, text: str) -> bool:
    if claim.certainty in _OPEN:
        return False
    if claim.source is None:
        return claim.certainty != "attributed" or claim.own_act or not _BLAMED.search(text)
    if sources.is_unnamed(text):
        return False
    return claim.own_act or _is_competent(claim, claim.source, text)


def _is_competent(claim: Claim, source: Span, text: str) -> bool:
    """Whether a source may be taken at its word in the matter: a judge, else one who is no side and blames nobody."""
    start, end = source.start - claim.start, source.end - claim.start
    if claim.cue and _DISTANT.match(text, claim.cue.start - claim.start):
        return False
    if _JUDGES.search(text[start:end]):
        return True
    behind = _CALLED.match(text, end)  # "Ada Lund, who owns the land, said"
    called = text[start:end] + (behind.group() if behind else "")
    return not sources.is_partial(called) and not _BLAMED.search(text)
