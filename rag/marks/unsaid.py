"""Whether a sentence says that something is not known, or denies what a question takes for granted.

But: only by words that deny; "the plan was dropped" is no denial here.
"""

from __future__ import annotations

import re

from rag.words import STOPWORDS, stem, stems

_UNSAID = re.compile(
    r"\b(?:did|do|does|has|have|had|was|were|is|are|would)(?: not|n[’']t)(?: (?:immediately|yet|publicly|been|be))*"
    r" (?:say|said|disclosed?|specif(?:y|ied)|identif(?:y|ied)|name[d]?|reveal(?:ed)?|known|clear|confirm(?:ed)?"
    r"|announced?|determined?)\b"
    r"|\bdeclin\w+ to (?:say|name|identify|disclose|give|specify|reveal)"
    r"|\b(?:is|was|remains?|remained) (?:unclear|unknown)\b"
    r"|\b(?:it['’]s|it is|it was) (?:unclear|unknown|not (?:clear|known))\b"
    r"|\b(?:not|yet to be) (?:known|disclosed|determined|announced|specified|identified|revealed)\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"\b(?:is|are|was|were|be|been|do|does|did|has|have|had|will|would|can|could|should|may|might)"
    r" (?:not|never)(?! (?:guilty|the only|only|just|least|yet|merely|simply|all|every)\b)\b"
    r"|n[’']t(?! (?:the only|only|just|yet|all|every)\b)|\bcannot(?! only\b)|\bnever\b|\b(?:denied|denies|deny)\b"
    r"|(?:^|[.;] )(?:No one|Nobody|None)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:not|never|no|none|nobody|neither|without|denied|denies|deny|cannot)\b|n[’']t\b", re.IGNORECASE
)
_CLAUSE = re.compile(r"[.;:,–—]|\bbut\b")
_REACH = 6  # words behind a denying word that it denies
_MOSTLY = 0.5  # share of what is denied that the question must have named
_STOPPED = frozenset(map(stem, STOPWORDS))


def is_unsaid(sentence: str) -> bool:
    """Whether it says that something was not said, disclosed or known."""
    return bool(_UNSAID.search(sentence))


def denies(sentence: str, question: str) -> bool:
    """Whether it denies what `question`, asked with a question word and without a denial, takes for granted."""
    if _NEGATED.search(question):
        return False
    asked = set(stems(question)) - _STOPPED
    for cue in _DENIAL.finditer(sentence):
        clause = _CLAUSE.split(sentence[cue.end() :], maxsplit=1)[0]
        denied = set(stems(" ".join(clause.split()[:_REACH]))) - _STOPPED
        if len(denied & asked) >= 2 and len(denied & asked) >= _MOSTLY * len(denied):
            return True
    return False
