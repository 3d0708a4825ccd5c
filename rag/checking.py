"""A draft against the archive, sentence by sentence: supported, contradicted, partly, not found, or not checkable.

The gate that a language model's sentences must pass, turned outward: a sentence is supported where some sentence of
the archive carries all of it; where they differ in a number, a day, a denial or a direction alone, it is contradicted.
But: what is true and not in the archive is `not_found`; no rule here knows the world.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Struct

from rag import conflicts, figures, reported, reversals
from rag import evidence as units
from rag.compose import gate
from rag.errors import QuestionRejected
from rag.marks import referents
from rag.marks.sentences import sentences as cut
from rag.synonyms import groups, related
from rag.types import CheckStatus as Status
from rag.types import Difference, Draft, Evidence, Question, Sentence, Span
from rag.words import STOPWORDS, content_stems, rarity, stems, tokens

LONGEST = 50_000  # code points of a draft: each sentence costs a search
_COMPARED = 6  # sentences of the archive, best first, that a sentence of a draft is compared with
_TOGETHER = 3  # of which each further one is also tried together with the best
_OPPOSED = frozenset(("negation", "direction"))  # differences that contradict by themselves
_VALUES = frozenset(("number", "date"))  # those that contradict where another value would be carried
_ALIKE = 0.6  # share of a sentence's words, by rarity, from which another one tells of the same
_PARTLY = 0.45  # the same, from which it tells of a part
_FEWEST = 3  # words that tell something, in what can be checked
_OPINION = re.compile(
    r"\b(?:I|we) (?:think|believe|feel|hope|guess|suspect|would|should)\b|\bin (?:my|our) (?:view|opinion)\b"
    r"|\b(?:should|ought to|must)\b(?! (?:have|be) (?:been )?\w+ed\b)|\b(?:unfortunately|hopefully|arguably|sadly)\b"
    r"|\bmay you\b|^\W*(?:let['’]s|please)\b",
    re.IGNORECASE,
)


class Compared(Struct, frozen=True):
    """What became of a sentence of a draft: the sentences of the archive that say so, and how they differ from it."""

    status: Status
    sentences: tuple[Sentence, ...] = ()
    differs: tuple[Difference, ...] = ()


def sentences(draft: str) -> list[Span]:
    """Where the sentences of a draft stand. Raises: QuestionRejected for none, or too long a draft."""
    if len(draft) > LONGEST:
        raise QuestionRejected(f"the draft has {len(draft):,} characters, {LONGEST:,} at most", field="text")
    found = cut(draft)
    if not found:
        raise QuestionRejected("the draft is empty", field="text")
    return found


def is_checkable(sentence: str) -> bool:
    """Whether it states something that articles may bear out: no question, wish, demand or opinion, no heading."""
    words = [word for word in tokens(sentence) if word not in STOPWORDS]
    return len(words) >= _FEWEST and not sentence.rstrip("\"”' )").endswith("?") and not _OPINION.search(sentence)


def leans(sentence: str) -> bool:
    """Whether it can only be understood behind the one before it."""
    return referents.leans(sentence)


def compare(text: str, question: Question, found: Evidence) -> Compared:
    """A draft's sentence against what was found for it; `question`: the sentence as it was looked for."""
    compared = [(_differing(text, cited, question, found), cited) for cited in _cited(found)]
    carried = next((cited for differs, cited in compared if not differs), None)
    if carried:
        return _standing(text, carried, question, found)
    for differs, cited in sorted(compared, key=_weight):
        turned = _turned(text, differs, cited, question, found) if _share(text, cited) >= _ALIKE else ()
        if turned:
            return Compared("contradicted", cited, turned)
    return _partly(text, compared)


def _turned(
    text: str, differs: Sequence[Difference], cited: tuple[Sentence, ...], question: Question, found: Evidence
) -> tuple[Difference, ...]:
    """The differences that contradict: a denial or a direction alone, or values with whose archive's side it holds."""
    if {each.kind for each in differs} <= _OPPOSED:
        return tuple(differs)
    values = tuple(each for each in differs if each.kind in _VALUES and each.archive)
    instead = text
    for each in values:
        instead = instead.replace(each.draft, each.archive or "", 1)
    return values if values and not _differing(instead, cited, question, found) else ()


def _cited(found: Evidence) -> Iterator[tuple[Sentence, ...]]:
    """What a sentence is compared with: each of the best alone, behind the one it leans on, and beside the best."""
    best = list(islice(found.sentences, _COMPARED))
    for each in best:
        yield (each,)
        earlier = units.before(each) if referents.leans(each.text) else None
        if earlier:
            yield (earlier, each)
    for each in best[1:_TOGETHER]:
        yield (best[0], each)


def _differing(text: str, cited: tuple[Sentence, ...], question: Question, found: Evidence) -> tuple[Difference, ...]:
    """How a text differs from what it cites; that somebody tells of an act of his own is no difference."""
    if not all(each.marks.english for each in cited):
        return (Difference("tangled", text),)
    differs = gate.differences(Draft(text=text, sentences=cited, kind="generate"), found)
    own = any(each.kind == "certainty" for each in differs) and reported.status(question, cited) == "answered"
    return tuple(each for each in differs if not (own and each.kind == "certainty"))


def _standing(text: str, carried: tuple[Sentence, ...], question: Question, found: Evidence) -> Compared:
    """Supported, unless what carries it stands no more: a figure that has changed, a verdict that was quashed."""
    told = {figure.value for figure in figures.read(text)}
    for sentence in carried:
        for figure in figures.read(sentence.text):
            course = conflicts.of_figure(sentence, figure, found) if figure.value in told else None
            if course and course.is_past(sentence) and course.current:
                now = course.current[0]
                was = figure.span.of(sentence.text)
                return Compared("contradicted", (now.sentence, *carried), (Difference("number", was, now.value),))
    undone = next((each for each in reversals.find(question, found) if each.undone.place == carried[0].place), None)
    if undone:
        return Compared("partly", (undone.by, *carried), (Difference("superseded", text, undone.by.text),))
    return Compared("supported", carried)


def _share(text: str, cited: Sequence[Sentence]) -> float:
    """Share of a text's words, by rarity and without figures, that what it cites has too; in [0, 1]."""
    words = {each for each in content_stems(text) if not each[:1].isdigit()}
    held = {each for sentence in cited for each in stems(f"{sentence.revision.title} {sentence.text}")}
    kin = groups(held)
    found = sum(rarity(each) for each in words if each in held or related(each) & kin)
    return found / (sum(map(rarity, words)) or 1.0)


def _weight(compared: tuple[tuple[Difference, ...], tuple[Sentence, ...]]) -> tuple[int, int]:
    differs, _ = compared
    return sum(each.kind not in _OPPOSED | _VALUES for each in differs), len(differs)


def _partly(text: str, compared: Sequence[tuple[tuple[Difference, ...], tuple[Sentence, ...]]]) -> Compared:
    alike = [each for each in compared if _share(text, each[1]) >= _PARTLY]
    if not alike:
        return Compared("not_found")
    differs, cited = min(alike, key=lambda each: (_weight(each), -_share(text, each[1])))
    return Compared("partly", cited, differs)
