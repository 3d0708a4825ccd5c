"""Which of the evidence a language model is shown: what an extract would tell, and what stands near it in rank.

At most so many sentences an article, and no source with more than its share, so that none can crowd out the others.
But: nothing from collections that must not be sent, nothing that is past, nothing in another language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from rag import conflicts, misfits, speakers
from rag.types import Finding, Sentence

_MOST = 12  # sentences in all: a small model loses its way among more
_BEHIND = 6.0  # how far the score of one may lie behind the best
_AN_ARTICLE = 4  # sentences of one article, beside those an extract would tell
_SHARE, _SHARED_FROM = 0.4, 3  # share of one source, where so many sources match


def offered(judged: Finding, told: Sequence[Sentence], *, withheld: AbstractSet[str] = frozenset()) -> list[Sentence]:
    """The sentences for a prompt, in order of time; empty where what would be told itself must not be sent.

    `told`: what an extract tells. `withheld`: collections that are never sent, in lower case.
    """
    if any(not _may_be_sent(each, withheld) for each in told):
        return []
    chosen = list(told)
    for sentence in judged.evidence.sentences:
        if len(chosen) >= _MOST or sentence.score < judged.evidence.sentences[0].score - _BEHIND:
            break
        if sentence.place not in {each.place for each in chosen} and _fits(sentence, chosen, judged, withheld):
            chosen.append(sentence)
    return sorted(chosen, key=lambda each: each.in_time)


def _fits(sentence: Sentence, chosen: Sequence[Sentence], judged: Finding, withheld: AbstractSet[str]) -> bool:
    course = judged.course
    if not _may_be_sent(sentence, withheld) or (course and course.is_past(sentence)):
        return False
    if misfits.namesake(judged.question.text, sentence) or speakers.another(judged.question.text, sentence):
        return False
    if conflicts.beside(judged.question, [sentence], judged.evidence):
        return False
    same = sum(each.revision.key == sentence.revision.key for each in chosen)
    return same < _AN_ARTICLE and not _crowds(sentence, chosen, judged)


def _crowds(sentence: Sentence, chosen: Sequence[Sentence], judged: Finding) -> bool:
    """Whether a source would have more than its share of what is shown."""
    sources = {hit.revision.source for hit in judged.evidence.hits}
    if len(sources) < _SHARED_FROM:
        return False
    counts = Counter(each.revision.source for each in chosen)
    return counts[sentence.revision.source] + 1 > max(1, _SHARE * _MOST)


def _may_be_sent(sentence: Sentence, withheld: AbstractSet[str]) -> bool:
    return sentence.marks.english and sentence.revision.collection.casefold() not in withheld
