"""Whether a sentence is about the very thing asked: the question's names, years and numbers in it or inherited.

A sentence may inherit a slot from its passage, its headline, or its article's date. Finding is by
stem, so no slot is ever filled from outside the article.
"""

from __future__ import annotations

import re

from msgspec import Struct

from rag import asked_time, gazetteer, times
from rag.marks import proper
from rag.remembered import remembers
from rag.types import Hit, Question, Sentence
from rag.words import STOPWORDS, rarity, stem, stems, tokens

_NAME = re.compile(r"[A-ZÀ-ÞĀ-Ž][\w’'-]*|\b[A-Z]{2,}\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_RELATIVE_YEAR = re.compile(r"\b(last|previous|this|next) year\b", re.IGNORECASE)
_SHIFTS = {"last": -1, "previous": -1, "this": 0, "next": 1}
_NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?")
_COMMON = 4.2  # rarity below which a capitalised word is taken for an ordinary one at the start of a sentence
_OTHER_FORMS = {
    "us": {"america", "american", "state"}, "usa": {"america", "american", "state"},
    "uk": {"britain", "british", "kingdom"},
    "un": {"nation"}, "eu": {"europ", "european", "union"}, "america": {"us", "american"}, "britain": {"uk", "british"},
}  # fmt: skip


class Slots(Struct, frozen=True):
    """Shares of what the question names that sentence or article have too, each in [0, 1]; 1 for nothing named."""

    names: float
    years: float
    numbers: float


def compare(question: Question, sentence: Sentence, hit: Hit) -> Slots:
    """How far the sentence's article holds the names, years and numbers of the question."""
    known = "".join(f"\n{each.words}" for each in sentence.known)
    article = f"{sentence.revision.title}\n{sentence.revision.text}{known}"
    near = f"{sentence.revision.title}\n{hit.text}\n{sentence.text}"
    return Slots(
        names=_share([_has_name(name, article) for name in names(question.text)]),
        years=_years(question.text, near, sentence),
        numbers=_share([number in near for number in _numbers(question.text)]),
    )


def names(question: str) -> list[str]:
    """The capitalised words of a question that are names, its first word only when it is a rare one."""
    found = []
    for match in _NAME.finditer(question):
        token = "".join(tokens(match.group())[:1])
        first = not question[: match.start()].strip(" \"'“‘(¿")
        if not token or token in STOPWORDS or proper.is_calendar(token) or (first and rarity(stem(token)) < _COMMON):
            continue
        found.append(token)
    return list(dict.fromkeys(found))


def years(text: str) -> list[str]:
    """The years that a text names."""
    return _YEAR.findall(text)


def _has_name(name: str, article: str) -> bool:
    held = _stems_of(article)
    root = stem(name)
    if root in held or held & _OTHER_FORMS.get(name, set()):
        return True
    if len(root) >= 5 and any(other.startswith(root[:-1]) for other in held):  # Kazakh and Kazakhstan
        return True
    land = gazetteer.land(name)  # Turkey and Turkish, France and French
    return bool(land) and land in _lands_of(article)


@remembers(64)
def _stems_of(article: str) -> frozenset[str]:
    return frozenset(stems(article))


@remembers(64)
def _lands_of(article: str) -> frozenset[str]:
    return frozenset(map(gazetteer.land, set(tokens(article)))) - {""}


def _years(question: str, near: str, sentence: Sentence) -> float:
    asked = asked_time.years(question)
    published = sentence.revision.published
    own = {str(times.day_of(published).year)} if published else set()
    held = set(_YEAR.findall(near))
    named = set(_YEAR.findall(sentence.text)) | _relative_years(sentence)
    # A sentence that names years of its own is about those, and not about the year of its article.
    return _share([year in named or (not named and (year in held or year in own)) for year in asked])


def _relative_years(sentence: Sentence) -> set[str]:
    """The years that "last year" and the like mean, counted from the article's own."""
    published = sentence.revision.published
    if not published:
        return set()
    own = times.day_of(published).year
    return {str(own + _SHIFTS[found.lower()]) for found in _RELATIVE_YEAR.findall(sentence.text)}


def _numbers(question: str) -> list[str]:
    named = set(asked_time.years(question))
    return [number for number in _NUMBER.findall(question) if number not in named]


def _share(found: list[bool]) -> float:
    return sum(found) / len(found) if found else 1.0
