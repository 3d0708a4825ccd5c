"""Whether a source tells of an act of its own: the bank of its rate, the court of its finding, a woman of what she did.

But: by form. What is told has the speaker's pronoun, name or noun for its subject, or the verb is the act.
"""

from __future__ import annotations

import re

from rag.marks.certainty import sources

_BODIES = (
    "company|firm|bank|group|ministry|agency|office|department|government|council|board|club|team|airline|carrier|union"
    "|party|court|university|hospital|museum|maker|retailer|network|league|association|administration|army|military"
)
_FIRMS = frozenset("company firm bank airline carrier maker retailer group".split())
_SPEAKS_FOR = re.compile(
    r"\b(?:spokes\w+|executives?|(?:finance|managing) director|CEO|representatives?)\b", re.IGNORECASE
)
_OPENING = r"[\s,:\0]*(?:\w+day )?(?:that )?"
_BEING = r"(?: (?:is|was|would be|will be|has been|had been)\b|[’']s)"
_PERSON = re.compile(rf"{_OPENING}(?:he|she|they|we|I|(?:his|her|their|our|my) own)\b", re.IGNORECASE)
_IT = re.compile(rf"{_OPENING}(?:it\b(?!{_BEING})|it{_BEING} \w+ing\b|its \w+)", re.IGNORECASE)
_NOUN = re.compile(rf"{_OPENING}the (?P<noun>{_BODIES})\b(?! (?:of|for)\b)", re.IGNORECASE)
_FIRST = re.compile(
    r"(?:^|[.,;!?:“\"‘'—–] ?|\b(?:and|but|that|so|because|when|now|today|yesterday) )(?:I|[Ww]e)\b(?:[’'](?:m|ve|re"
    r"|ll|d))?(?! (?:(?:can|do|did)(?:not|n[’']t| not)? )?(?:\w+ly )?(?:think|thought|believe|guess|suspect|fear|know"
    r"|feel|suppose|mean|hope|wish|agree|doubt|hear|heard|understand|should|must|need)\b)"
)
_FINDS = re.compile(
    r"\b(?:court|jury|jurors|judges?|justices?|tribunal|commission|inquiry|panel|regulator|stud(?:y|ies)|researchers"
    r"|scientists|survey|poll|report|review|team|authors?)\b",
    re.IGNORECASE,
)
_FINDING = frozenset("found finds ruled concluded determined".split())
_PERFORMS = frozenset(
    "announced announces pledged vowed promised estimated expects saying adding stating noting".split()
)
_BOOKED = re.compile(
    r" (?:[\w.$-]+ ){0,5}?(?:loss(?:es)?|profits?|earnings|revenues?|sales|income|results|deliveries|turnover"
    r"|growth)\b",
    re.IGNORECASE,
)


def is_own(source: str, verb: str, told: str, behind: str, *, trailing: bool) -> bool:
    """Whether `source` tells of itself.

    `told`: what it says, quotations blanked; `behind`: what follows the verb; `trailing`: whether who says it comes
    last, so that a pronoun in what is told stands for somebody named before.
    """
    if (verb in _FINDING and _FINDS.search(source)) or verb in _PERFORMS:
        return True
    if verb.startswith("report") and _BOOKED.match(behind):
        return True
    noun = _NOUN.match(told)
    if noun:
        body = noun["noun"].lower()
        return body in source.lower() or (body in _FIRMS and bool(_SPEAKS_FOR.search(source)))
    if trailing and not sources.is_pronoun(source):
        return _repeats(source, told)
    return _with_pronoun(source, told) or _repeats(source, told)


def says_i(quoted: str) -> bool:
    """Whether somebody tells in his own words what he or his side did."""
    return bool(_FIRST.search(quoted))


def _with_pronoun(source: str, told: str) -> bool:
    if _IT.match(told):
        return source.lower() not in ("he", "she", "i")
    return bool(_PERSON.match(told))


def _repeats(source: str, told: str) -> bool:
    """Whether what is told begins with the last word of the source's name."""
    name = source.split(" ")[-1]
    return name[:1].isupper() and told.lstrip(" ,:\0").removeprefix("that ").startswith(name)
