"""Whether a sentence belongs to the matter that is asked for, and not to another that shares a word or a name with it.

"The jazz festival" is not the food festival, Dorian Vask not Damian, Halden not East Halden. But: by words only; what
the best article lacks itself ("the affair") need not be there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rag import misfits
from rag.marks import proper
from rag.synonyms import groups, related
from rag.types import Question, Sentence
from rag.words import stem, stems, tokens


def of(question: Question, ranked: Sequence[Sentence]) -> Iterator[Sentence]:
    """The sentences of the matter, in their order; they must be ranked."""
    if not ranked:
        return
    best = _held(ranked[0])
    own = [word for word in question.words if _holds(best, word)]
    asked = stems(question.text)
    names = {stem(tokens(span.of(question.text))[-1]) for span in proper.names(question.text)}  # a surname will do
    held: dict[str, frozenset[str]] = {}
    for sentence in ranked:
        article = held.setdefault(sentence.revision.key, _held(sentence))
        if _shares(own, names, asked, article) and not _is_of_another(question.text, sentence):
            yield sentence


def _held(sentence: Sentence) -> frozenset[str]:
    return frozenset(stems(f"{sentence.revision.title} {sentence.revision.text}"))


def _holds(held: frozenset[str], word: str) -> bool:
    return word in held or bool(related(word) & groups(held))


def _shares(own: Sequence[str], names: set[str], asked: Sequence[str], held: frozenset[str]) -> bool:
    """Whether an article has the names asked for, and no kind of thing without what tells it from its like."""
    missing = {word for word in own if not _holds(held, word)}
    if names & missing:
        return False
    return not any(kind in missing and thing not in missing for kind, thing in pairwise(asked) if thing in own)


def _is_of_another(question: str, sentence: Sentence) -> bool:
    """Whether it is of a namesake: one word of the name differs, or another stands before it."""
    if misfits.namesake(question, sentence):
        return True
    names = (span.of(question) for span in proper.names(question))
    return any(_is_elsewhere(name, question, sentence.text) for name in names)


def _is_elsewhere(name: str, question: str, text: str) -> bool:
    """Whether a sentence has a name only as a part of that of another place: "East Halden"."""
    found = [proper.opening_another(text, match.start()) for match in re.finditer(rf"\b{re.escape(name)}\b", text)]
    return bool(found) and all(found) and not any(f"{word} {name}" in question for word in found)
