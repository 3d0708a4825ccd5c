"""Which sentence before it a denial turns down: "That is untrue", "The claim is false", "It is a hoax".

But: only where the denial names no claim of its own ("the claim that …"), and no further back than three sentences. Who
said what is denied stays who said it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec
from msgspec import Struct

from rag.marks.certainty.told import BEING, CARRIER, PICTURES, PRONOUN, STORY, WORDS
from rag.types import Certainty, Claim

_REACH = 3  # sentences back
_THE = r"(?:the|this|that|these|those|such|both|neither|all|another) (?:[\w’'-]+ ){0,3}?"
_NOUN = rf"(?P<noun>{STORY}|{CARRIER})(?! that\b| of \w+ing\b)"
_ANAPHOR = rf"(?:\b{_THE}{_NOUN}|(?<![\w’'-])(?P<pronoun>{PRONOUN}))"
_ASIDE = r"(?: (?!that\b)(?:of|about|in|on|by|from|against|made|shared|circulating)\b[^,;]{1,80}?|, [^,;]{2,80},)?"
_SUBJECT = re.compile(
    rf"{_ANAPHOR}\b{_ASIDE}(?:{BEING}(?:\w+ )?|[^,;]{{0,16}}(?:not|n[’']t|never|far from"
    rf"|anything but) (?:[\w]+ ){{0,2}}"
    r"|(?: as)?(?: to be)?(?: an?)?(?: \w+)? )$",
    re.IGNORECASE,
)
_END = r"(?=[.,;!?\"”]|$| (?:as|and|but|on|in|outright)\b)"
_OBJECT = re.compile(
    rf"\w+(?: [\w’'-]+){{0,5}}? {_THE}{_NOUN}\b"
    rf"|\w+(?: (?:for|of|to|in|behind|support|supporting|back|any)){{0,3}} (?P<pronoun>it|this|that|them|these"
    rf"|those){_END}"
    r"|\w+ that (?:it|this|that|any of (?:it|this)) (?:is|was|ha[sd]|happened|took)\b",
    re.IGNORECASE,
)
_OF_AN_OBJECT = re.compile(
    r"den[iy]|reject|dismiss|refut|disput|debunks|disprov|evidence|proof|truth|basis|substance|found"
)
_ITS_OWN = re.compile(r"\w+ly\b|contrary|guilty", re.IGNORECASE)
_LEAD = re.compile(  # what may stand before an anaphor that means another sentence
    r"\W*(?:(?:But|And|Yet|So|In (?:fact|truth|reality)|Actually|However|Still|Of course)\b,? )*"
    r"(?:(?:In|On|At|After|When|Asked|By|During|Later|Since|Speaking)\b[^,;:]{0,60}, )?"
    r"(?:(?!.*\b(?:but|who|after|I|you|we|if|whether)\b)[^,;:]{2,90} )?[\"“‘]*",
    re.IGNORECASE,
)
_CLEFT = re.compile(r" ?(?:that|to|for)\b")
_OF_A_THING_ONLY = re.compile(r"fake|hoax|forg|doctor|stag|made|concoct|manipul|fiction|invent", re.IGNORECASE)
_FALSE_CALL = re.compile(r"\b(?:threat|alarm|call|warning|sketch|prank)s?\b")
_ACT = re.compile(r"charg|indict|suspicion|count", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:sue[ds]?|suing|lawsuit|suit|filed|petition\w*|resign\w*|fired|quit|arrested|detained|jailed"
    r"|charged|convicted)\b"
)
_OF_A_THING = re.compile(
    r"\W*(?:(?:But|And|Yet|Since|Then) )?(?:(?:(?:An?|The|This|That|These|Those|One|Some|Many"
    r"|Several) (?:[\w-]+ ){0,3}?)?"
    rf"(?:{STORY}|{CARRIER})\b|(?:It|They) (?:(?:was|were|has been|have been|had been)(?: \w+ly)? (?:shared|viewed|seen"
    r"|watched|posted|reposted|published|liked|circulat\w+|spread|deleted|removed|forwarded)|spread|went viral|drew"
    r"|gained|racked|circulat\w+)\b)",
    re.IGNORECASE,
)
_SHOWN = re.compile(  # "a photo shared on Sunday shows"
    rf"(?:[\w’'-]+ ){{0,4}}?{CARRIER} (?:[\w’'-]+ ){{0,6}}?(?:shows?|showed|showing|depicts?|depicted)\b", re.IGNORECASE
)
_CLAIMED = re.compile(r"claim|alleg|accus|insist|argu|assert")
_PLURAL = re.compile(r".*(?:ies|[^s]s)$", re.IGNORECASE)
_GROUPS = tuple(re.compile(rf"\b{each}\b", re.IGNORECASE) for each in (WORDS, PICTURES))
_CARRIED = re.compile(rf"\b(?:{STORY}|{CARRIER})\b", re.IGNORECASE)
_TOLD: tuple[Certainty, ...] = ("attributed", "secondhand", "alleged", "unconfirmed", "possible")


class _Denial(Struct, frozen=True):
    """What turns down another sentence: the words of its cue, and the noun for the claim, None for a pronoun."""

    cue: str
    noun: str | None

    @property
    def takes_told(self) -> bool:
        """Whether what it turns down must be somebody's word: what is fake or denied is no fact of the outlet's own."""
        return bool(_OF_A_THING_ONLY.match(self.cue) or _OF_AN_OBJECT.match(self.cue))


def refuted(text: str, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of a text, those denied that a sentence behind them turns down: its cue is theirs."""
    found = list(claims)
    for n, claim in enumerate(claims):
        denial = _denial(text, claim) if n and claim.certainty == "denied" else None
        for at in _turned_down(text, claims[max(0, n - _REACH) : n], denial) if denial else ():
            at += max(0, n - _REACH)
            found[at] = msgspec.structs.replace(found[at], certainty="denied", cue=claim.cue)
    return tuple(found)


def _denial(text: str, claim: Claim) -> _Denial | None:
    """What a denied sentence says of another, None where it names what it denies."""
    cue = claim.cue.of(text) if claim.cue else ""
    if claim.cue is None or _ITS_OWN.match(cue):
        return None
    if _OF_AN_OBJECT.match(cue):
        found, lead = _OBJECT.match(text, claim.cue.start, claim.end), text[claim.start : claim.cue.start]
    else:
        before = text[claim.start : claim.cue.start]
        found = None if _CLEFT.match(text, claim.cue.end) or cue.endswith(" that") else _SUBJECT.search(before)
        lead = before[: found.start()] if found else ""
    return _Denial(cue, found["noun"]) if found and _LEAD.fullmatch(lead) else None


def _turned_down(text: str, before: Sequence[Claim], denial: _Denial) -> Iterator[int]:
    """The positions of the sentences that a denial is about, among those before it."""
    if denial.noun is None:
        yield from _by_pronoun(text, before, denial)
    else:
        yield from _by_noun(text, before, denial.noun)


def _by_pronoun(text: str, before: Sequence[Claim], denial: _Denial) -> Iterator[int]:
    """The sentence right before, past what is only said of a video or a post."""
    at = len(before) - 1
    while at >= 0 and _is_of_a_thing(text, before[at]):
        at -= 1
    if at < 0 or not _is_open(text, before[at]):
        return
    told = _is_told(text, before[at])
    past = at < len(before) - 1
    if told or not (past or denial.takes_told):
        if not (_OF_A_THING_ONLY.match(denial.cue) and _FALSE_CALL.search(_text(text, before[at]))):
            yield at


def _by_noun(text: str, before: Sequence[Claim], noun: str) -> Iterator[int]:
    """The nearest sentence that tells such a claim; for "the claims" all that stand together."""
    several = bool(_PLURAL.match(noun))
    for at in reversed(range(len(before))):
        if _is_open(text, before[at]) and _tells(text, before[at], noun, right_before=at == len(before) - 1):
            yield at
            if not several:
                return
        elif several and not _is_of_a_thing(text, before[at]):
            return


def _tells(text: str, claim: Claim, noun: str, *, right_before: bool) -> bool:
    """Whether a sentence tells a claim that the noun can stand for."""
    shown = _text(text, claim)
    group = next((each for each in _GROUPS if each.fullmatch(noun)), None)
    if group:
        return _is_told(text, claim) and bool(group.search(shown))
    if _DONE.search(shown):
        return False
    if claim.certainty == "attributed" and claim.cue:
        stands = right_before or bool(_CARRIED.search(shown))
        return bool(_CLAIMED.match(claim.cue.of(text))) or (stands and not _PLURAL.match(noun))
    stands = right_before and not (_PLURAL.match(noun) or _is_of_a_thing(text, claim))
    return _is_told(text, claim) or stands


def _is_told(text: str, claim: Claim) -> bool:
    """Whether a sentence is somebody's word, whoever that is, or what a picture shows, and not the outlet's own."""
    told = claim.source is not None or claim.certainty in _TOLD
    return told or bool(_SHOWN.match(text, claim.start, claim.end))


def _is_of_a_thing(text: str, claim: Claim) -> bool:
    """Whether a sentence only tells of a post or a rumour, not what it says."""
    return not _is_told(text, claim) and bool(_OF_A_THING.match(text, claim.start, claim.end))


def _is_open(text: str, claim: Claim) -> bool:
    """Whether a sentence can be denied from outside: no question, not denied by itself, no act of the law."""
    if claim.certainty == "denied" or text[claim.start : claim.end].endswith("?"):
        return False
    return not (claim.certainty == "alleged" and claim.cue and _ACT.search(claim.cue.of(text)))


def _text(text: str, claim: Claim) -> str:
    return text[claim.start : claim.end]
