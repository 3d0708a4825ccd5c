"""What later reports take back of what is told: a winner after a recount, an opening put off, a chief who has left.

A reversal is read from the later report's own words, and only where both are about one matter. But: figures are
followed by `conflicts`; and what is undone is told beside what undoes it, never kept from the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from rag import misfits, misprints, printings, reported, times
from rag.marks import proper, undoing
from rag.synonyms import related
from rag.types import Evidence, Question, Reversal, Sentence, Span, Successor
from rag.words import content_stems, stems

_LOOKED_AT = 6  # sentences, best first, of which something may be undone
_BEHIND = 3.0  # how far the score of one may lie behind the best
_FAR = 7.0  # the same of what undoes it
_ROOT = 5  # letters that "opens" and "opening", "convict" and "conviction" have in common
_REPLACED = ("person", "name", "place")  # what the later report may give in place of what was told
_SURE = ("asserted", "attributed")
_FIRST_PERSON = re.compile(r"\b(?:I|my|we|our)\b|[“\"](?=[A-Z])")
_HEARSAY = re.compile(
    r"\b(?:bloggers?|posts?|users?|rumou?rs?|sources?|critics?|rivals?|opponents?|opposition|activists?|accounts?)\b"
    r"[^.;]{0,60}?\b(?:said|says?|claim\w*|wrote)\b"
)
_ANEW = re.compile(
    r"\b(?:again|anew|once more|reinstat\w+|restor\w+|resum\w+|re-?impos\w+|re-?introduc\w+|back in (?:force|office)"
    r"|after all)\b"
)
_TITLED = re.compile(rf"\b(?i:{proper.TITLES})\.? (?=[A-Z])")  # "mayor Omar Teal" tells nothing of mayors


def find(question: Question, found: Evidence) -> tuple[Reversal, ...]:
    """What is undone of the best sentences, each with the newest one that undoes it."""
    if question.form != "fact" or not found.sentences:
        return ()
    least = found.sentences[0].score - _BEHIND
    near = (each for each in found.sentences if each.score >= found.sentences[0].score - _FAR)
    undoers = [each for each in near if _undoes(each) and _is_asked(question, each)]
    told = (each for each in found.sentences if each.score >= least and not _undoes(each))
    best = list(islice(told, _LOOKED_AT))
    pairs = ((each, _newest(each, undoers, question, found)) for each in best)
    undone = [Reversal(each, by) for each, by in pairs if by and not _is_restored(by, found, question)]
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
    """Whether a sentence of the outlet's own says that something stands no more: no question, "I" or hearsay."""
    text = sentence.text
    own = not (text.rstrip().endswith("?") or _FIRST_PERSON.search(text) or _HEARSAY.search(text))
    return own and undoing.read(text) is not None and reported.certainty_of(sentence) in _SURE


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


def _is_restored(by: Sentence, found: Evidence, question: Question) -> bool:
    """Whether it is said later that what was undone holds anew: imposed again, reinstated, resumed."""
    when = _day(by) or 0
    anew = (each for each in found.sentences if (_day(each) or 0) > when and _ANEW.search(each.text))
    return any(_names_all(question, each) and _is_said(by, each) for each in anew)


def _day(sentence: Sentence) -> int | None:
    published = sentence.revision.published
    return published.first if published else None


def _is_of_one(told: Sentence, by: Sentence, question: Question) -> bool:
    """Whether what is undone is what was told, and what is asked for."""
    turned = undoing.read(by.text)
    if turned is None or not _names_all(question, by) or _are_others(told, by):
        return False
    ours, theirs, asked = _names(told), proper.words(by.text), proper.words(question.text)
    if turned.left:
        return _holds(told, turned.undone, question) and bool((ours & theirs) - asked or question.expects == "yes_no")
    if turned.is_recount and ((proper.words(told.revision.title) or ours) - asked) & theirs:
        return False  # counted again, and the same
    about = asked & ours or ours & theirs
    return bool(about) and _is_said(by, told) and _is_meant(turned.undone, by, question)


def _names_all(question: Question, by: Sentence) -> bool:
    """Whether no name of a question is lacking, nor stands there only in another one: Halden in East Halden."""
    text = f"{by.text}\n{by.revision.title}"
    lacking = proper.words(question.text) - frozenset(stems(text))
    return not lacking and not any(proper.opening_another(text, at.start()) for at in _whole(question, text))


def _whole(question: Question, text: str) -> Iterator[re.Match[str]]:
    for name in (span.of(question.text) for span in proper.names(question.text)):
        yield from re.finditer(rf"\b{re.escape(name)}\b", text)


def _are_others(told: Sentence, by: Sentence) -> bool:
    """Whether they name two people of one surname."""
    ours, theirs = ([span.of(each.text).split() for span in proper.names(each.text)] for each in (told, by))
    return any(
        one[-1] == other[-1] and one[0] != other[0] for one in ours for other in theirs if len(one) == len(other) >= 2
    )


def _holds(told: Sentence, office: str, question: Question) -> bool:
    """Whether who holds an office is asked, and it is the one that was left, where that is named."""
    if question.expects not in ("person", "yes_no"):
        return False
    held = {word[:_ROOT] for word in stems(f"{told.revision.title} {told.text} {question.text}")}
    return all(word[:_ROOT] in held for word in content_stems(office)) if office else True


def _is_said(by: Sentence, told: Sentence) -> bool:
    """Whether a sentence tells, in its words or their like, all that the other undoes."""
    turned = undoing.read(by.text)
    names = proper.words(by.text) | proper.words(told.text)
    undone = _telling(turned.undone, names) if turned else frozenset[str]()
    if turned and turned.is_recount:
        return _in_common(undone, _telling(told.text, names)) >= 1
    return bool(undone) and _in_common(undone, _telling(f"{told.revision.title} {told.text}", names)) == len(undone)


def _is_meant(undone: str, by: Sentence, question: Question) -> bool:
    """Whether what is undone is asked about, and half of what is asked stands in the sentence that undoes it."""
    names, matter = proper.words(by.text), _telling(question.text, proper.words(question.text))
    told_of = _telling(f"{by.revision.title} {by.text}".replace("alive", "dead"), names)
    return bool(_in_common(_telling(undone, names), matter)) and len(matter) <= 2 * _in_common(matter, told_of)


def _is_of_earlier(by: Sentence, told: Sentence) -> bool:
    """Whether a sentence names only times before the day on which the other was told."""
    told_on = told.revision.published
    named = [each.days[1] for each in by.dates if each.days]
    return bool(named) and told_on is not None and max(named) <= times.day_of(told_on)


def _in_common(words: frozenset[str], others: frozenset[str]) -> int:
    """How many of some words the others have, in this or another form or by a word for the same."""
    roots, kin = {word[:_ROOT] for word in others}, frozenset[int]().union(*map(_kin, others))
    return sum(word[:_ROOT] in roots or bool(_kin(word) & kin) for word in words)


def _kin(word: str) -> frozenset[int]:
    return related(word) | {-1 - n for n, some in enumerate(_LIKE) if word in some}


def _telling(text: str, names: frozenset[str]) -> frozenset[str]:
    """The stems that tell what it is about, without names, days and what stands in every report."""
    return frozenset(
        each
        for each in content_stems(_TITLED.sub("", text))
        if each not in names and each not in _EVERYWHERE and not proper.is_calendar(each) and not each.isdigit()
    )


def _names(sentence: Sentence) -> frozenset[str]:
    """The names of a sentence, of its headline where it has none itself."""
    return proper.words(sentence.text) or proper.words(sentence.revision.title)


_LIKE = tuple(  # beside the groups of synonyms: what stands for one matter when it is undone
    frozenset(content_stems(words))
    for words in (
        "bid offer deal merger takeover purchase acquisition sale buy bought pay acquire",
        "convict conviction guilty verdict sentence jail prison",
        "elect election winner won win elected",
        "die died death dead killed",
    )
)
_EVERYWHERE = frozenset(
    content_stems(
        "plan plans proposal decision statement story article claim said says told report reported company city county"
        " court judge year week month day people new time"
    )
)
