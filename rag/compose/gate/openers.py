"""Whom the pronoun that opens a cited sentence means: "She was treated", "Her car", by what stands before it.

But: only where the article leaves no doubt.
"""

from __future__ import annotations

import re

from rag import evidence
from rag.compose.gate.grammar.lemmas import lemma
from rag.marks import people, referents
from rag.marks.people import People
from rag.remembered import remembers
from rag.types import Sentence
from rag.words import tokens

_PERSONAL = re.compile(r"(?:He|She|His|Her)\b")


def names(sentence: Sentence) -> frozenset[str]:
    """The lemmas of the name that the first word of a sentence stands for; none where that is not sure."""
    found = _person(sentence) or _before(sentence)
    return frozenset(map(lemma, tokens(found))) if found else frozenset()


def _person(sentence: Sentence) -> str | None:
    opening = _PERSONAL.match(sentence.text)
    if opening is None:
        return None
    person = _people(sentence.revision.text).of_pronoun(opening.group(), sentence.span.start)
    return person.name if person else None


def _before(sentence: Sentence) -> str | None:
    earlier = evidence.before(sentence) if referents.opener(sentence.text) else None
    if earlier is None:
        return None
    span = referents.referent(sentence.text, earlier.text, earlier.revision.text[: earlier.span.start])
    return span.of(earlier.text) if span else None


@remembers(8)
def _people(text: str) -> People:
    """The people of an article, of which several sentences may be cited."""
    return people.read(text)
