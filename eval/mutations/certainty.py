"""How sure it is, and who vouches for it: negation, hedges, plans, attributions, how far a case has come in law.

But: a negation is only put behind an auxiliary or made of a past tense in the tables, so that the sentence stays
English; "not only" and the like are left alone, since nothing is denied there.
"""

from __future__ import annotations

import re
from random import Random

from eval.mutations.text import Mutator, any_of, capital, is_quoted, put, swap, table
from eval.mutations.verbs import BASE, PAST

_AUXILIARY = r"(?:is|are|was|were|has|have|had|will|would|can|could|did|does|should)"
_NOT_DENIED = r"(?:only|just|least|until|yet|even|because|all|every|necessarily|to mention|so much)"
_UNMODAL = "".join(rf"(?<!\b{word} )" for word in ("might", "may", "could", "would", "should", "must", "will", "to"))
_UNDENIED = "not|never|no|nothing|hardly|also|only|yet|n’t|it|he|she|they|we|you|there|some|a few|the|one"
_OBJECT = "the|a|an|his|her|its|their|in|on|at|to"
_PERFECT = frozenset("have has had having be been being is are was were get got not to and or who which".split())
_NOTHING = "evidence|plans|sign|signs|injuries|casualties|survivors|charges|intention|doubt|comment"
_REFUSED = {
    "failed to": "managed to", "denied": "confirmed", "denies": "confirms", "refused to": "agreed to",
    "nobody": "everybody", "unable to": "able to", "none of": "all of", "neither of": "both of",
    "declined to": "agreed to",
}  # fmt: skip
_DONE = "held|released|launched|opened|published|closed|replaced|built|signed|announced"
_STRENGTH = {
    "claimed that": "proved that", "claims that": "proves that", "alleged that": "proved that",
    "suggests": "proves", "suggested that": "proved that", "believes": "knows", "believe that": "know that",
    "alleges": "proves", "estimates that": "has established that", "is believed to be": "is",
    "are believed to be": "are", "is thought to be": "is", "are thought to be": "are", "appears to be": "is",
    "appear to be": "are", "is said to be": "is", "is considered": "is", "appeared to be": "was",
}  # fmt: skip
_ADVERBS = r"(?:allegedly|reportedly|apparently|possibly|probably|purportedly|supposedly|perhaps|presumably)"
_ADJECTIVES = (
    r"(?:alleged|suspected|purported|potential|possible|unconfirmed|presumed|would-be)(?! (?:in|of|for|to|and|as)\b)"
)
_COULD = (
    "face|lead|cost|become|result|cause|delay|affect|trigger|threaten|mean|force|reach|rise|fall|cut|raise|end|damage"
)
_PLAN = (
    r"(?:plans|plan|planned|intends|intend|hopes|hope|wants|want|aims|threatened|tried|agreed|promised|vowed|pledged|offered"
    r"|(?:is|are|was|were) (?:planning|set|due|expected|preparing|hoping|scheduled|likely)) to"
)
_UNTENSED = "".join(
    rf"(?<!\b{word} )" for word in ("not", "to", "n't", "n’t", "had", "has", "have", "would", "could", "and")
)
_LEGAL = {
    "charged with": "convicted of", "convicted of": "charged with", "found guilty of": "charged with",
    "pleaded not guilty": "pleaded guilty", "pleaded guilty": "pleaded not guilty", "acquitted of": "convicted of",
    "indicted on": "convicted on", "indicted for": "convicted of", "investigated for": "charged with",
    "arrested on suspicion of": "convicted of", "arrested for": "convicted of",
    "arrested in connection with": "charged over", "on trial for": "in prison for", "accused of": "convicted of",
    "suspected of": "charged with", "found not guilty": "found guilty",
    "arrested and charged": "arrested and convicted", "remanded in custody": "released",
    "under investigation": "under indictment", "detained": "convicted", "prosecuted": "convicted",
    "facing charges": "serving a sentence", "wanted for": "convicted of", "murder suspect": "murderer",
    "pardoned": "jailed",
}  # fmt: skip
_CLAIMING = (
    r"(?:said|says|reported|reports|claimed|claims|alleged|warned|believes|argued|argues|told [A-Z]\w+|estimated|added)"
)
_UNSAID: tuple[re.Pattern[str], ...] = tuple(map(re.compile, (
    r"^According to [^,“”\"]{3,80}, (?P<said>.{20,})$",
    rf"^(?P<said>[^“”\"]{{25,}}), [^,“”\"]{{2,60}} {_CLAIMING}(?: (?:on|in|at) [^,]{{3,40}})?\.$",
    r"^(?P<said>[^“”\"]{25,}), (?:said|according to) (?=[A-Z]|an? |the )[^,“”\"]{2,80}\.$",
    rf"^(?!If |When |While |As |It )[^,“”\"]{{2,70}}? {_CLAIMING} (?:on [A-Z]\w+ )?that (?P<said>[^“”\"]{{20,}})$",
)))  # fmt: skip


def _with_not(match: re.Match[str], _: Random) -> str:
    return f"{match[0]} not"


def _undone(match: re.Match[str], _: Random) -> str:
    return {"ca": "can", "wo": "will"}.get(match[1], match[1])


def _did_not(match: re.Match[str], _: Random) -> str | None:
    """Denied, where the form is a past tense and no participle."""
    if match.string[: match.start()].rpartition(" ")[2].lower() in _PERFECT:
        return None
    return f"{match[1]}did not {BASE[match[2]]}"


def _certain(match: re.Match[str], _: Random) -> str | None:
    done = match[1]
    return done if done.endswith("ed") or done in BASE else None


def _unhedged(match: re.Match[str], _: Random) -> str:
    """The article fits what stands behind it: "an alleged thief" is "a thief"."""
    article, following = match["article"], match.string[match.end() : match.end() + 1]
    if article.lower() in ("a", "an"):
        article = article[0] + ("n" if following in "aeiou" else "")
    return f"{article} "


def attribution_removed(text: str, rng: Random) -> str | None:
    """What somebody says, as a fact; None where nobody does, or where it is quoted."""
    for pattern in _UNSAID:
        match = pattern.search(text)
        if match and not is_quoted(text, *match.span("said")):
            said = match["said"].rstrip()
            return capital(said) if said.endswith(".") else f"{capital(said)}."
    return None


negation_added: Mutator = any_of((
    swap(rf"(?<=[a-z] ){_UNMODAL}\b{_AUXILIARY}\b(?= [a-z]{{2,}})(?! (?:{_UNDENIED})\b)", _with_not),
    swap(rf"(?<=[a-z])( )({'|'.join(BASE)})(?= (?:{_OBJECT}|[A-Z]\w+)\b)(?<!\bto )", _did_not),
))  # fmt: skip
negation_removed: Mutator = any_of((
    put(rf"\b({_AUXILIARY}) not(?! {_NOT_DENIED}\b)(?= [a-z])", r"\1"),
    swap(rf"\b({_AUXILIARY}|ca|wo)n[’']t(?! {_NOT_DENIED}\b)(?= [a-z])", _undone),
    put(r"\bcannot(?! only)", "can"),
    put(r"(?<=[a-z] )(?:never|no longer) (?=[a-z])"),
    put(r"(?<!or )\bwithout\b", "with"),
    put(rf"(?<=[a-z] )no (?=(?:{_NOTHING})\b)"),
    table(_REFUSED),
))  # fmt: skip
hedge_removed: Mutator = any_of((
    put(rf"(?<=[a-z] ){_ADVERBS} (?=[a-z])"),
    swap(rf"\b(?P<article>[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) {_ADJECTIVES} (?=[a-z])", _unhedged),
    swap(r"\b(?:is|was|are|were) (?:alleged|believed|thought|reported|said|suspected) to have ([a-z]+)\b", _certain),
    table(_STRENGTH),
))  # fmt: skip
possibility_removed: Mutator = any_of((
    put(r"(?<=[a-z] )(?:may|might) (?=[a-z]{2,} )(?!(?:have|well|or|also|not|as|only)\b)", "will "),
    put(rf"(?<=[a-z] )could (?=(?:{_COULD})\b)", "will "),
    put(r"\b(?:is|are) (?:likely|expected) to (?=[a-z])", "will "),
))  # fmt: skip
planned_as_done: Mutator = any_of((
    swap(rf"{_UNTENSED}\b(?:will|{_PLAN}) ({'|'.join(PAST)})\b", lambda match, _: PAST[match[1]]),
    put(rf"\bwill be (?=(?:{_DONE})\b)", "has been "),
))  # fmt: skip
legal: Mutator = table(_LEGAL)
