"""Which of the sentences that were found an answer tells: the best, and few that say more.

What stands comes before what is past; sources that differ are both told, and so is a denial beside an allegation.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from rag import disputes, figures, independence, lookalikes, misfits, reported, reversals, speakers, timeline, times
from rag import evidence as spans
from rag.compose import glossing
from rag.figures import Figure, refuting
from rag.marks import misattributed, referents
from rag.types import Course, Evidence, Question, Reversal, Sentence, Span
from rag.words import content_stems

_MOST = 4  # sentences of an answer
_ROOM = 600  # code points of an answer, unless its first sentence and what that leans on are longer
_BEHIND = 3.0  # how far a further sentence's score may lie behind the best
_SAME = 0.6  # share of words in common from which two sentences say the same
_SAID = 0.8  # share of quoted words from which a correction is of them
_FEWEST = 2  # words of an allegation that its denial has too
_FIGURES = ("count", "number", "money", "percent", "size")
_ALLEGED = ("alleged", "secondhand", "unconfirmed")


def chosen(question: Question, found: Evidence, course: Course | None, lit: Span | None) -> list[Sentence]:
    """The sentences of an answer, the best first, the others in time. `lit`: the words of the best that answer."""
    if question.form == "timeline":
        return [each.sentence for each in timeline.entries(question, found)]
    if question.form == "sources":
        return independence.one_a_report(question, found)
    if course and course.differs:
        return apart([each.sentence for each in course.current])
    if course and (refuted := _taken_back(found, course)):
        return refuted
    standing = [each for each in found.sentences if course is None or not course.is_past(each)]
    standing = [each for each in standing if not _is_another(question, each)] or standing
    if misfits.asks_who_is_in_office(question.text):
        standing = _of_late(question, standing)
    if (
        course and course.named and course.stands
    ):  # a figure that is followed over all reports: what else they say is beside the point
        return [standing[0], *_denial(standing[0], found)]
    best, *others = _best(question, standing, lit)
    beside = [*_denial(best, found), *_whose([best, *others], found)]
    return apart([best, *beside, *sorted(others, key=lambda each: each.in_time)])


def with_what_undoes(question: Question, told: Sequence[Sentence], undone: Sequence[Reversal]) -> list[Sentence]:
    """The sentences, and first among them or behind the first what a later report says against them."""
    places = {each.place for each in told}
    found = [each for each in undone if each.undone.place in places]
    if not found:
        return list(told)
    newest = max(found, key=lambda each: each.by.in_time)
    kept = [each for each in told if each.place != newest.by.place]
    place = 0 if reversals.leads(question, newest) else 1
    return [*kept[:place], newest.by, *kept[place:]]


def with_what_it_leans_on(sentence: Sentence) -> list[Sentence]:
    """The sentence, behind the one before it where it can't be understood alone and no gloss explains it."""
    is_bare = refuting.leans(sentence.text)
    leans = is_bare or (referents.leans(sentence.text) and not glossing.glosses(sentence))
    leaned_on = spans.before(sentence) if leans else None
    if leaned_on is None:
        return [sentence]
    return [*(with_what_it_leans_on(leaned_on) if is_bare else [leaned_on]), sentence]


def _taken_back(found: Evidence, course: Course) -> list[Sentence]:
    """Where nothing stands, what was taken back and the sentence behind it that says so."""
    if not course.dead or course.current:
        return []
    for sentence in found.sentences:
        earlier = spans.before(sentence)
        if earlier and course.is_past(earlier) and refuting.denied(sentence.text, (earlier.text,)):
            return [earlier, sentence]
        if course.is_past(sentence) and (refuted := _refutation(sentence)):
            return [sentence, *refuted]
    return []


def apart(shown: Sequence[Sentence]) -> list[Sentence]:
    """Each place once, whatever brought it in."""
    kept: list[Sentence] = []
    for sentence in shown:
        same = [other for other in kept if other.revision.key == sentence.revision.key]
        if not any(other.span.start < sentence.span.end and sentence.span.start < other.span.end for other in same):
            kept.append(sentence)
    return kept


def _best(question: Question, ranked: Sequence[Sentence], lit: Span | None) -> list[Sentence]:
    """The best sentence, and those behind it that say something else and have room with what they lean on."""
    kept = [ranked[0]]
    answer = _figure(question, ranked[0], lit)
    room = _ROOM - _length(ranked[0])
    for sentence in ranked[1:]:
        if len(kept) == _MOST or sentence.score < ranked[0].score - _BEHIND:
            break
        length = _length(sentence)
        misleads = _is_another(question, sentence) or _gives_another(sentence, answer)
        if length <= room and not misleads and not any(_alike(sentence, other) for other in kept):
            kept.append(sentence)
            room -= length
    return kept


def _is_another(question: Question, sentence: Sentence) -> bool:
    """Whether it is about a namesake or what only looks like the thing asked, or gives the words of another."""
    misfit = misfits.namesake(question.text, sentence) or speakers.another(question.text, sentence)
    return bool(misfit) or lookalikes.is_one(question, sentence)


def _of_late(question: Question, ranked: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of the office without those older than its newest good one: offices change hands."""
    near = [each for each in ranked[:_MOST] if each.score >= ranked[0].score - _BEHIND]
    of_office = [each for each in near if not misfits.role(question.text, each.text)] or near
    newest = max(times.ordinal(each.revision.published) for each in of_office)
    return [
        each
        for each in ranked
        if times.ordinal(each.revision.published) >= newest and (each in of_office or each not in near)
    ]


def _figure(question: Question, sentence: Sentence, lit: Span | None) -> Figure | None:
    """The figure that answers."""
    if question.expects not in _FIGURES or lit is None:
        return None
    return next((each for each in figures.read(sentence.text) if each.start < lit.end and lit.start < each.end), None)


def _gives_another(sentence: Sentence, answer: Figure | None) -> bool:
    """Whether a sentence has figures of the answer's unit, but not the answer's: a reader would take them for it."""
    if answer is None:
        return False
    values = {each.value for each in figures.read(sentence.text) if each.unit == answer.unit}
    return bool(values) and answer.value not in values


def _denial(sentence: Sentence, found: Evidence) -> list[Sentence]:
    """What its text says against a claim, else what the archive has against an allegation."""
    certainty = reported.certainty_of(sentence)
    if certainty == "denied":
        return _refutation(sentence)
    said = set(content_stems(sentence.text))
    denials = (
        each
        for each in found.sentences
        if any(claim.certainty == "denied" for claim in each.claims)
        and len(said & set(content_stems(each.text))) >= _FEWEST
    )
    denial = next(denials, None) if certainty in _ALLEGED else None
    return [denial] if denial else disputes.against(sentence, found)


def _whose(told: Sequence[Sentence], found: Evidence) -> list[Sentence]:
    """What a text, or another that has the same words, says of quoted words told: that they are another's."""
    quoting = [each for each in told if each.quotes]
    pairs = ((each, other) for each in quoting for other in (*_behind(each), *found.sentences))
    correcting = (other for each, other in pairs if misattributed.corrects(other.text) and _is_of(other, each))
    return list(itertools.islice(correcting, 1))


def _behind(sentence: Sentence) -> list[Sentence]:
    """The sentences behind it in its own text that can be shown."""
    places = (span.start for span, _ in spans.units(sentence.revision.text) if span.start >= sentence.span.end)
    return [each for at in places if (each := spans.holding(sentence, at))]


def _is_of(correcting: Sentence, quoting: Sentence) -> bool:
    """Whether a correction is of what a sentence quotes: of its very words, or of the last quoted before it."""
    if correcting.place == quoting.place:
        return False
    text, start, end = quoting.revision.text, correcting.span.start, quoting.span.end
    if correcting.revision.key == quoting.revision.key and start >= end:
        return not any(end <= each.start < start for each in quoting.marks.quotes)
    before = spans.before(correcting)
    words = set(content_stems(f"{before.text if before else ''} {correcting.text}"))
    said = [set(content_stems(text[each.start : each.end])) for each in quoting.quotes]
    return any(len(each & words) >= _SAID * len(each) > 0 for each in said)


def _refutation(sentence: Sentence) -> list[Sentence]:
    """The sentence further on in its text that denies what this one tells."""
    cues = [claim.cue for claim in sentence.claims if claim.certainty == "denied" and claim.cue]
    behind = [spans.holding(sentence, cue.start) for cue in cues if cue.start >= sentence.span.end]
    return [each for each in behind[:1] if each]


def _length(sentence: Sentence) -> int:
    """Code points that a sentence takes, with what it leans on and a blank behind each."""
    return sum(len(each.text) + 1 for each in with_what_it_leans_on(sentence))


def _alike(one: Sentence, other: Sentence) -> bool:
    first, second = set(content_stems(one.text)), set(content_stems(other.text))
    return len(first & second) >= _SAME * min(len(first), len(second))
