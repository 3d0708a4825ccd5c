"""What later reports take back of what is told: a winner after a recount, an opening put off, a chief who has left.

A reversal is read from the later report's own words, and only where both are about one matter. But: figures are
followed by `conflicts`; and what is undone is told beside what undoes it, never kept from the reader.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from rag import misfits, printings, reported, times
from rag.marks import proper, undoing
from rag.synonyms import groups, related
from rag.types import Evidence, Question, Reversal, Sentence, Span, Successor
from rag.words import content_stems, stem, stems, tokens

_LOOKED_AT = 6  # sentences, best first, of which something may be undone
_BEHIND = 3.0  # how far the score of one may lie behind the best
_AROUND = 90  # code points around the words that undo, in which stands what they undo
_ROOT = 5  # letters that "opens" and "opening", "convict" and "conviction" have in common
_REPLACED = ("person", "name", "place")  # what the later report may give in place of what was told
_SURE = ("asserted", "attributed")
_TITLED = re.compile(rf"\b(?i:{proper.TITLES})\.? (?=[A-Z])")  # "mayor Omar Teal" tells nothing of mayors


def find(question: Question, found: Evidence) -> tuple[Reversal, ...]:
    """What is undone of the best sentences, each with the newest one that undoes it."""
    if question.form != "fact" or not found.sentences:
        return ()
    least = found.sentences[0].score - _BEHIND
    undoers = [each for each in found.sentences if _undoes(each) and _is_asked(question, each)]
    told = (each for each in found.sentences if each.score >= least)
    best = list(islice(told, _LOOKED_AT))
    pairs = ((each, _newest(each, undoers, question, found)) for each in best)
    return tuple(Reversal(each, by) for each, by in pairs if by and not _is_restored(by, best, question))


def leads(question: Question, reversal: Reversal) -> bool:
    """Whether the later report is told before what it undoes: where it answers too, or how things stand is asked."""
    if question.expects == "yes_no" or not misfits.asks_of_past(question.text):
        return True
    typed = reversal.by.match is not None and reversal.by.match.typed
    return typed and question.expects in _REPLACED


def successor(sentence: Sentence, undone: Sequence[Reversal]) -> Successor | None:
    """The revision whose report undoes a sentence, None where none does."""
    for each in undone:
        if each.undone.place == sentence.place:
            by = each.by.revision
            return Successor(by.key, by.number, times.iso(by.valid_from))
    return None


def is_news(lit: Span | None, sentence: Sentence, undone: Sequence[Reversal]) -> bool:
    """Whether lit words are not those that a sentence undoes: the old day, the old place, the chief who left."""
    if lit is None:
        return True
    turned = undoing.read(sentence.text)
    if turned and turned.left and lit.end <= turned.span.start:
        return False
    early = [each.undone.text for each in undone if each.by.place == sentence.place]
    return not any(lit.of(sentence.text) in text for text in early)


def _undoes(sentence: Sentence) -> bool:
    return undoing.read(sentence.text) is not None and reported.certainty_of(sentence) in _SURE


def _is_asked(question: Question, sentence: Sentence) -> bool:
    """Whether a sentence is not too late for what is asked, and about whom it is asked."""
    when = _day(sentence)
    late = question.by is not None and when is not None and when > question.by.last
    return not late and not misfits.namesake(question.text, sentence)


def _newest(told: Sentence, undoers: Sequence[Sentence], question: Question, found: Evidence) -> Sentence | None:
    first = printings.first_told(told, found.row_of(told), found.printings)
    if first is None:
        return None
    later = [each for each in undoers if (_day(each) or 0) > first.last and _is_of_one(told, each, question)]
    return max(later, key=lambda each: (_day(each) or 0, each.score), default=None)


def _is_restored(by: Sentence, best: Sequence[Sentence], question: Question) -> bool:
    """Whether something told still later, and as well, is again what was undone."""
    when = _day(by) or 0
    return any((_day(each) or 0) > when and not _undoes(each) and _is_of_one(each, by, question) for each in best)


def _day(sentence: Sentence) -> int | None:
    published = sentence.revision.published
    return published.first if published else None


def _is_of_one(told: Sentence, by: Sentence, question: Question) -> bool:
    """Whether two sentences are about one matter: no name of the question is lacking, and what is undone was told."""
    ours, theirs = _names(told), _name_words(by.text)
    asked = _name_words(question.text) & ours
    if not (asked <= theirs | set(stems(by.revision.title)) if asked else ours & theirs):
        return False
    names, turned = ours | theirs, undoing.read(by.text)
    if turned is None:
        return False
    if turned.left and (ours & theirs) - asked:
        return True  # whoever was told to hold an office has left it
    if turned.is_recount and ((_name_words(told.revision.title) or ours) - asked) & theirs:
        return False  # counted again, and the same
    around = by.text[max(0, turned.span.start - _AROUND) : turned.span.end + _AROUND]
    undone, asked_for = _telling(around, names), _telling(question.text, _name_words(question.text))
    return (
        0 < len(asked_for) <= 2 * _in_common(asked_for, undone) or _in_common(undone, _telling(told.text, names)) >= 2
    )


def _in_common(words: frozenset[str], others: frozenset[str]) -> int:
    """How many of some words the others have, in this or another form or by a word for the same."""
    roots, kin = {word[:_ROOT] for word in others}, groups(others)
    return sum(word[:_ROOT] in roots or bool(related(word) & kin) for word in words)


def _telling(text: str, names: frozenset[str]) -> frozenset[str]:
    """The stems that tell what it is about, without names, days and what stands in every report."""
    return frozenset(
        each
        for each in content_stems(_TITLED.sub("", text))
        if each not in names and each not in _EVERYWHERE and not proper.is_calendar(each) and not each.isdigit()
    )


def _names(sentence: Sentence) -> frozenset[str]:
    """The names of a sentence, of its headline where it has none itself."""
    return _name_words(sentence.text) or _name_words(sentence.revision.title)


def _name_words(text: str) -> frozenset[str]:
    """The stems of the words of all names."""
    return frozenset(
        stem(token)
        for span in proper.names(text)
        for token in tokens(span.of(text))
        if not proper.is_calendar(token) and not token.isdigit()
    )


_EVERYWHERE = frozenset(
    content_stems("said says told report reported company city county court judge year week month day people new time")
)
