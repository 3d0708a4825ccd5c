"""What later reports take back of what is told: a winner after a recount, an opening put off, a chief who has left.

A reversal is read from the later report's own words, and only where both are about one matter. But: figures are
followed by `conflicts`; and what is undone is told beside what undoes it, never kept from the reader.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from rag import misfits, misprints, printings, reported, times
from rag.marks import proper, undoing
from rag.synonyms import groups, related
from rag.types import Evidence, Question, Reversal, Sentence, Span, Successor
from rag.words import content_stems, stem, stems, tokens

_LOOKED_AT = 6  # sentences, best first, of which something may be undone
_BEHIND = 3.0  # how far the score of one may lie behind the best
_FAR = 7.0  # the same of what undoes it
_ROOT = 5  # letters that "opens" and "opening", "convict" and "conviction" have in common
_REPLACED = ("person", "name", "place")  # what the later report may give in place of what was told
_SURE = ("asserted", "attributed")
_PARTED = re.compile(r"[,;:()“”\"—–]|\b(?:but|while|whereas|although|which|who|because)\b")
_FIRST_PERSON = re.compile(r"\b(?:I|my|we|our)\b|[“\"](?=[A-Z])")
_TITLED = re.compile(rf"\b(?i:{proper.TITLES})\.? (?=[A-Z])")  # "mayor Omar Teal" tells nothing of mayors


def find(question: Question, found: Evidence) -> tuple[Reversal, ...]:
    """What is undone of the best sentences, each with the newest one that undoes it."""
    if question.form != "fact" or not found.sentences:
        return ()
    least = found.sentences[0].score - _BEHIND
    near = (each for each in found.sentences if each.score >= found.sentences[0].score - _FAR)
    undoers = [each for each in near if _undoes(each) and _is_asked(question, each)]
    told = (each for each in found.sentences if each.score >= least)
    best = list(islice(told, _LOOKED_AT))
    pairs = ((each, _newest(each, undoers, question, found)) for each in best)
    undone = [Reversal(each, by) for each, by in pairs if by and not _is_restored(by, best, question)]
    wrong = ((each, misprints.corrected(each, found.sentences, question)) for each in best)
    return (*undone, *(Reversal(each, by) for each, by in wrong if by))


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
    if misprints.is_wrong(lit.of(sentence.text), [each.by for each in undone if each.undone.place == sentence.place]):
        return False
    early = [each.undone.text for each in undone if each.by.place == sentence.place]
    return not any(lit.of(sentence.text) in text for text in early)


def _undoes(sentence: Sentence) -> bool:
    """Whether a sentence of the outlet's own says that something stands no more: no question, nobody's "I"."""
    own = not sentence.text.rstrip().endswith("?") and not _FIRST_PERSON.search(sentence.text)
    return own and undoing.read(sentence.text) is not None and reported.certainty_of(sentence) in _SURE


def _is_asked(question: Question, sentence: Sentence) -> bool:
    """Whether a sentence is not too late for what is asked, and about whom it is asked."""
    when = _day(sentence)
    late = question.by is not None and when is not None and when > question.by.last
    return not late and not misfits.namesake(question.text, sentence)


def _newest(told: Sentence, undoers: Sequence[Sentence], question: Question, found: Evidence) -> Sentence | None:
    first = printings.first_told(told, found.row_of(told), found.printings)
    if first is None:
        return None
    later = [each for each in undoers if (_day(each) or 0) > first.last and not _is_of_earlier(each, told)]
    later = [each for each in later if _is_of_one(told, each, question)]
    return max(later, key=lambda each: (_day(each) or 0, each.score), default=None)


def _is_restored(by: Sentence, best: Sequence[Sentence], question: Question) -> bool:
    """Whether something told still later, and as well, is again what was undone."""
    when = _day(by) or 0
    return any((_day(each) or 0) > when and not _undoes(each) and _is_of_one(each, by, question) for each in best)


def _day(sentence: Sentence) -> int | None:
    published = sentence.revision.published
    return published.first if published else None


def _is_of_one(told: Sentence, by: Sentence, question: Question) -> bool:
    """Whether two sentences are about what is asked: none of its names is lacking, and its matter is what is undone."""
    turned = undoing.read(by.text)
    if turned is None:
        return False
    ours, theirs, asked = _names(told), _name_words(by.text), _name_words(question.text)
    if not (asked <= theirs | set(stems(by.revision.title)) if asked else ours & theirs):
        return False
    if turned.left:
        return question.expects == "person" and bool((ours & theirs) - asked)  # who was told to hold it has left it
    if turned.is_recount and ((_name_words(told.revision.title) or ours) - asked) & theirs:
        return False  # counted again, and the same
    matter = _telling(question.text, asked)
    undone = _clause(by.text, turned.span).replace("alive", "dead")  # is what was undone of him
    return 0 < len(matter) <= 2 * _in_common(matter, _telling(undone, theirs))


def _is_of_earlier(by: Sentence, told: Sentence) -> bool:
    """Whether a sentence names only times before the day on which the other was told."""
    told_on = told.revision.published
    named = [each.days[1] for each in by.dates if each.days]
    return bool(named) and told_on is not None and max(named) <= times.day_of(told_on)


def _clause(text: str, around: Span) -> str:
    """The words that belong to some: up to the nearest marks that part clauses."""
    before, behind = text[: around.start], text[around.end :]
    begin = max((mark.end() for mark in _PARTED.finditer(before)), default=0)
    end = _PARTED.search(behind)
    return text[begin : around.end + (end.start() if end else len(behind))]


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
