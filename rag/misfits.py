"""What speaks against a sentence as the answer: another time, another measure, a namesake, a plan for an outcome.

Each is a sign of 0 or more, weighed with others by the verdict. But: none is proof, and none looks at other sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from difflib import SequenceMatcher

from rag import figures, times
from rag.figures import classes, units
from rag.marks import expected, proper
from rag.synonyms import groups, related
from rag.types import Dated, Question, Sentence
from rag.words import content_stems, stem, stems

_MEASURES = ("count", "number", "money", "percent", "duration", "size", "age")
_OPENING = 400  # code points of an article in which it says whom it is about
_OFFICE = re.compile(
    r"^\W*who(?: is|['’]s| was| are| were) (?:(?:the|an?) (?P<office>[a-z][a-z -]*?[a-z]) (?:of|at|for|in)\b"
    r"|[A-Z][\w.-]*(?: [A-Z][\w.-]*)*['’]s? (?P<office2>[a-z][a-z -]+?)\W*$)",
    re.IGNORECASE,
)
_DISCLAIMED = re.compile(  # a name that an article gives only to say that it is another's
    r"\b(?:unrelated to|no relation (?:of|to)|not (?:connected|related|affiliated) (?:with|to)|not to be confused with"
    r"|nothing to do with)[^,.;\n]*"
)
_ATTRIBUTES = frozenset(map(stem, "new current former next first last acting".split()))
_UNSAID_TIME = 0.5  # where the sentence names no time, and its article's day lies outside the time asked for
_UNITS = {"count": units.PEOPLE, "money": "dollar", "percent": units.PERCENT, "duration": "year"}
_COMPARED = re.compile(
    r"\b(?:before|after|than|other|another|previous|predecessor|successor|besides|instead|like)\b", re.I
)
_NEAR = 0.7  # likeness from which two words are easily taken for each other: Alvo and Alva, Motor and Motors
_WORD = re.compile(r"[^\W_]+")
_PAST = re.compile(r"\b(?:did|was|were|had|has|have)\b", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:will|would|going to|is to|are to|plan\w*|expect\w*|due|schedul\w*|propos\w*|hop\w+|want\w*|could|may|might"
    r"|intend\w*|set to|aim\w*)\b",
    re.IGNORECASE,
)


def time(question: Question, sentence: Sentence) -> float:
    """1 where the sentence names times and none touches the one asked for; less where only its article's day is off."""
    if not question.window:
        return 0.0
    first, last = times.days_of(question.window)
    named = [each for each in sentence.dates if each.days]
    if named:
        return float(not any(touches(each, first, last) for each in named))
    published = sentence.revision.published
    return _UNSAID_TIME * float(published is not None and not first <= times.day_of(published) <= last)


def measure(question: Question, sentence: str) -> float:
    """1 where a figure of some class is asked for ("injured") and the sentence has none; 2 where it has another's."""
    if question.expects not in _MEASURES:
        return 0.0
    if question.expects == "age":
        return 2.0 * (not expected.candidates("age", sentence, question.text))
    found = figures.read(sentence)
    asked = asked_classes(question)
    if not found:
        return 1.0
    if not asked or any(asked & figure.said for figure in found):
        return 0.0
    return 2.0 if any(figure.said for figure in found) else 1.0


def asked_classes(question: Question) -> frozenset[str]:
    """The classes of figures that a question asks for ("dead", "profit"), as far as they fit what it expects."""
    unit = _UNITS.get(question.expects, "")
    named = (classes.of_unit(word, unit) if unit else classes.of(word) for word in question.words)
    return frozenset(name for name in named if name)


def namesake(question: str, sentence: Sentence) -> float:
    """1 where a name of the question is not there, but one that differs in a single word: Tellwick, Tellbrook Foods.

    "There" is the sentence; where it has neither, the headline and the opening of its article, if all of that lacks it.
    """
    asked = [name for name in _names(question) if not any(name in each.words for each in sentence.known)]
    if not asked or _COMPARED.search(question):
        return 0.0
    article = _DISCLAIMED.sub("", f"{sentence.revision.title}\n{sentence.revision.text}")
    opening = article[: len(sentence.revision.title) + _OPENING]
    return float(
        _has_other(question, [name for name in asked if name.lower() not in sentence.text.lower()], sentence.text)
        or _has_other(question, [name for name in asked if name.lower() not in article.lower()], opening)
    )


def _has_other(question: str, absent: Sequence[str], text: str) -> bool:
    others = [_WORD.findall(name) for name in _names(text) if name.lower() not in question.lower()]
    return any(_differ_by_one(_WORD.findall(name), other) for name in absent for other in others)


def role(question: str, sentence: str) -> float:
    """1 where the holder of an office is asked for, "the head of Tellbrook", and the sentence lacks the office."""
    asked = _OFFICE.match(question)
    if not asked:
        return 0.0
    words = [word for word in content_stems(asked["office"] or asked["office2"]) if word not in _ATTRIBUTES]
    held = set(stems(sentence))
    return float(bool(words) and not all(word in held or _means(word, held) for word in words))


def asks_who_is_in_office(question: str) -> bool:
    """Whether the present holder of an office is asked for: "Who is the head of Tellbrook?"."""
    return bool(_OFFICE.match(question)) and not asks_of_past(question)


def asks_of_past(question: str) -> bool:
    """Whether what was is asked for, and not how things stand: "Who was the head of Tellbrook?"."""
    return bool(_PAST.search(question))


def _means(word: str, held: AbstractSet[str]) -> bool:
    return bool(related(word) & groups(held))


def planned(question: str, sentence: Sentence) -> float:
    """1 where an outcome is asked for and the sentence tells of a plan."""
    plans = any(claim.certainty == "planned" for claim in sentence.claims)
    return float(plans and asks_of_past(question) and not _AHEAD.search(question))


def touches(dated: Dated, first: date, last: date) -> bool:
    """Whether a time that has days lies within two days, in part."""
    return dated.days is not None and dated.days[0] <= last and dated.days[1] > first


def _names(text: str) -> list[str]:
    return [span.of(text) for span in proper.names(text)]


def _differ_by_one(name: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names of as many words differ in one of them, or in more by a few letters each."""
    differing = [(one, two) for one, two in zip(name, other, strict=False) if one != two]
    if len(name) != len(other) or len(name) < 2 or not differing:
        return False
    return len(differing) == 1 or all(SequenceMatcher(None, *each).ratio() >= _NEAR for each in differing)
