"""What the archive has against a claim: a denial by another, "Nobody was bitten", "is alive and well", "safe to drink".

But: only of what was told within two weeks of it, by words; what has changed since is for `reversals`, and figures that
differ are for `conflicts`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import permutations

from rag import lookalikes, reported, times
from rag.marks import proper, unsaid
from rag.types import Evidence, Sentence
from rag.words import content_stems

_DAYS = 14  # between a claim and its denial; behind that, things may have changed
_BEST = 2  # sentences told first: the best, with the one that it leans on
_OPENING = 400  # code points, with the headline, in which an article says what it is about
_FEWEST = 2  # words that a claim and its denial share
_TOLD = ("attributed", "alleged", "secondhand", "unconfirmed", "denied", "asserted")
_NOBODY = re.compile(
    r"\b(?:nobody|no one|none|no \w+)(?: else)? (?:was|were|is|are|has|have|had|died)\b[^.;]*", re.IGNORECASE
)
_CHANGED = re.compile(r"\b(?:again|no longer|once more|restored|since then|repaired|cleaned)\b", re.IGNORECASE)
_CONTRARY = tuple(
    (re.compile(rf"\b(?:{said})\b", re.IGNORECASE), re.compile(rf"\b(?:{against})\b", re.IGNORECASE))
    for said, against in (
        ("dead|died|dies|killed|death", "(?:is|was|are|were|still|found) alive|alive and well"),
        (
            r"poison\w*|contaminat\w*|toxic|unsafe|polluted|infected",
            r"(?:is|are|was|were)(?: \w+ly)? (?:safe|clean|harmless|uncontaminated)|safe to \w+",
        ),
        (
            "collapsed|destroyed|burnt down|burned down",
            "(?:is|was|are|were)(?: still)? (?:standing|intact|undamaged|unharmed)",
        ),
    )
)


def against(sentence: Sentence, found: Evidence) -> list[Sentence]:
    """The best sentence of the evidence that denies what a sentence tells; none or one."""
    if reported.certainty_of(sentence) not in _TOLD:
        return []
    return [each for each in [next((each for each in found.sentences if _denies(each, sentence)), None)] if each]


def is_disputed(told: Sequence[Sentence]) -> bool:
    """Whether one of these sentences, best first, denies what the best tells, or that denies another."""
    best = told[:_BEST]
    return any(_denies(one, other) for one, other in permutations(told, 2) if one in best or other in best)


def _denies(denial: Sentence, claim: Sentence) -> bool:
    """Whether a sentence that is no older than a claim, in its own or another text, turns down what it tells."""
    if denial.place == claim.place or not _is_soon(denial, claim) or _CHANGED.search(denial.text):
        return False
    events, others = lookalikes.events(_whole(denial)), lookalikes.events(_whole(claim))
    if events and others and not events & others:
        return False
    return _is_contrary(denial, claim) or _is_of_nobody(denial, claim) or _is_turned_down(denial, claim)


def _is_soon(denial: Sentence, claim: Sentence) -> bool:
    early, late = claim.revision.published, denial.revision.published
    if not early or not late or denial.revision.key == claim.revision.key:
        return False
    return 0 <= (times.day_of(late) - times.day_of(early)).days <= _DAYS


def _is_contrary(denial: Sentence, claim: Sentence) -> bool:
    """Whether it says the contrary of the same: "is alive and well" of who "has died"."""
    contrary = any(said.search(claim.text) and other.search(denial.text) for said, other in _CONTRARY)
    return contrary and _is_of_the_same(denial.text, claim.text)


def _is_of_nobody(denial: Sentence, claim: Sentence) -> bool:
    """Whether nobody did or suffered what the claim tells of some, and both articles are of one matter."""
    nobody = _NOBODY.search(denial.text)
    if not nobody or _NOBODY.search(claim.text):
        return False
    shared = set(content_stems(nobody.group())) & set(content_stems(claim.text))
    matter = set(content_stems(_opening(denial))) & set(content_stems(_opening(claim)))
    return bool(shared) and len(matter - shared - proper.words(_opening(claim))) >= _FEWEST


def _is_turned_down(denial: Sentence, claim: Sentence) -> bool:
    """Whether it calls untrue, or denies in so many words, what the claim tells of the same."""
    if reported.certainty_of(claim) in ("asserted", "denied") or unsaid.is_unsaid(denial.text):
        return False
    shared = set(content_stems(denial.text)) & set(content_stems(claim.text))
    turned = any(each.certainty == "denied" for each in denial.claims)
    said = (turned and len(shared) > _FEWEST) or unsaid.denies(denial.text, claim.text)
    return said and _is_of_the_same(denial.text, claim.text)


def _is_of_the_same(one: str, other: str) -> bool:
    """Whether both sentences share a name."""
    return bool(proper.words(one) & proper.words(other))


def _whole(sentence: Sentence) -> str:
    return f"{sentence.revision.title}\n{sentence.revision.text}"


def _opening(sentence: Sentence) -> str:
    return _whole(sentence)[:_OPENING]
