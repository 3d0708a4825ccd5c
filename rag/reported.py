"""Whether an answer stands by itself, or only as what somebody says: `answered` or `reported` (docs/certainty.md).

But: nothing is weighed: one sentence in the outlet's own voice, or of somebody on an act of its own, is enough.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from rag.marks import certainty
from rag.types import Certainty, Claim, Question, Sentence, Span, Status

# Asked what somebody said, an article that quotes it answers.
_SAID = re.compile(
    r"\b(?:said|say|says|saying|tell|told|according to|claim\w*|den(?:y|ies|ied)|accus\w*|alleg\w*|announc\w*|warn\w*"
    r"|comment\w*|quote[ds]?|describ\w*|react\w*|respon[ds]\w*|reply|replied|argu\w*|think|thinks|believ\w*"
    r"|call(?:s|ed)? for|promis\w*|apologi[sz]\w*|demand\w*|urg\w*|predict\w*|suspected|hypothesis)\b",
    re.IGNORECASE,
)
_WEAKEST: tuple[Certainty, ...] = (
    "unknown", "denied", "alleged", "unconfirmed", "secondhand", "possible", "planned", "attributed", "asserted",
)  # fmt: skip


def weakest(classes: Sequence[Certainty]) -> Certainty:
    """The least sure of some classes."""
    return min(classes, key=_WEAKEST.index)


def asks_what_is_said(question: str) -> bool:
    """Whether somebody's words are asked for, and not only what they tell."""
    return bool(_SAID.search(question))


def status(question: Question, supporting: Sequence[Sentence], *, disputed: bool = False) -> Status:
    """The status of an answer that these sentences support; `disputed`: one of them denies what another tells."""
    if asks_what_is_said(question.text) or question.form != "fact":
        return "answered"
    if disputed:
        return "reported"
    claims = [(each, claim) for each in supporting for claim in claims_of(each)]
    if not claims:
        return "answered"
    return certainty.status(
        [claim for _, claim in claims], [each.revision.text[claim.start : claim.end] for each, claim in claims]
    )


def claims_of(sentence: Sentence) -> tuple[Claim, ...]:
    """The claims of a shown sentence, one for each sentence in it that makes one; what is just stated included."""
    if sentence.claims:
        return tuple(_heard(sentence, each) for each in sentence.claims)
    return (Claim(start=sentence.span.start, end=sentence.span.end, certainty="asserted"),)


def certainty_of(sentence: Sentence, lit: Span | None = None) -> Certainty:
    """How sure a shown sentence is: of the claim that holds the words lit, else its weakest."""
    if not sentence.marks.english:
        return "unknown"
    claims = claims_of(sentence)
    at = sentence.span.start + lit.start if lit else -1
    held = [each.certainty for each in claims if each.start <= at < each.end]
    return min(held or [each.certainty for each in claims], key=_WEAKEST.index)


def _heard(sentence: Sentence, claim: Claim) -> Claim:
    """The claim; what an outlet says of itself is its own voice: "CNN has reported" on CNN."""
    own = sentence.revision.source
    named = claim.source.of(sentence.revision.text) if claim.source else ""
    if claim.certainty == "secondhand" and own and named and (own.casefold() in named.casefold() or named == own):
        return msgspec.structs.replace(claim, certainty="asserted", source=None)
    return claim
