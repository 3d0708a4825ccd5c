"""A figure over all that was found: what stands now, what stood before, what was taken back, and where sources differ.

The rules for two figures are those of `rag/figures/`; here the question says which figure is meant. But: only figures;
a name that was replaced by another is not followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import msgspec
from msgspec import Struct

from rag import evidence, figures, independence, misfits, printings, slots, stories, times, votes
from rag.figures import Development, Figure, Told, classes, numbers, refuting, units
from rag.marks import proper
from rag.types import Course, Evidence, Expects, Given, Question, Sentence, Span

_ASKED = ("count", "number", "money", "percent", "size", "duration")
_RATE = re.compile(
    r"\bwhat(?: is| was| were| are|['’]s) .*\b(?:(?:unemployment|jobless|inflation|interest|tax|growth|literacy|vacancy"
    r"|poverty|lending|savings) rate|turnout|unemployment|inflation)\b",
    re.IGNORECASE,
)
_LOOKED_AT = 3  # sentences, best first, whose lit words may be the figure that is asked for
_BEHIND = 8.0  # how far the score of a sentence that holds it may lie behind the best
_MOST = 60  # figures that are compared
_ABOUT = 300  # code points, at least, of an article that tell what it is about

_Read = tuple[Sentence, tuple[Figure, ...]]  # a sentence and its figures


class _Reported(Struct, frozen=True):
    """A figure and the sentence that gives it."""

    told: Told
    sentence: Sentence

    @property
    def given(self) -> Given:
        """The figure as it is written."""
        figure = self.told.figure
        text = self.told.text
        end = units.read(text, figure.end, hyphened=True)[1] if units.is_time(figure.unit) else figure.end
        return Given(figure.span.of(text), figure.unit or None, self.sentence, text[figure.start : end])


def follow(question: Question, found: Evidence) -> Course | None:
    """The course of the figure that is asked for; None where no figure is, or none is found."""
    if _wanted(question) not in _ASKED or question.form != "fact":
        return None
    known = [(each, read_of(each)) for each in found.sentences if _is_in_time(question, each)]
    best = _best(question, known, found)
    if best is None:
        return None
    sentence, figure = best
    named = bool(misfits.asked_classes(question) & figure.said)
    return msgspec.structs.replace(_developed(sentence, figure, known, found), named=named)


def beside(question: Question, told: Sequence[Sentence], found: Evidence) -> tuple[Course, ...]:
    """The courses of the figures that told sentences give though a later report has another one."""
    if question.form != "fact":
        return ()
    given = [(each, figure) for each in told if each.revision.published for figure in read_of(each)]
    known = [(each, read_of(each)) for each in found.sentences if given and _is_in_time(question, each)]
    made = ((each, _developed(each, figure, known, found)) for each, figure in given)
    return tuple(
        course for each, course in made
        if course.current and course.is_past(each) and not any(map(course.holds, told))
    )  # fmt: skip


def lit(sentence: Sentence, course: Course | None) -> Span | None:
    """The figure of a told sentence that stands; None where there is no course, or the sentence does not give it."""
    if course is None or not course.named or not course.holds(sentence):
        return None
    values = {each.value for each in course.current}
    stands = (each.span for each in read_of(sentence) if each.span.of(sentence.text) in values)
    return next(stands, None)


def of_figure(sentence: Sentence, figure: Figure, found: Evidence) -> Course | None:
    """The course of a figure that a sentence gives; None where its article bears no date."""
    known = [(each, read_of(each)) for each in found.sentences if each.revision.published]
    return _developed(sentence, figure, known, found) if sentence.revision.published else None


def _developed(sentence: Sentence, figure: Figure, known: Sequence[_Read], found: Evidence) -> Course:
    groups = {row: str(group[0]) for group in _groups(found) for row in group}
    others = list(islice(_all(known, figure, groups, found), _MOST))
    told = _Reported(_told(figure, sentence, groups, found), sentence)
    return _course(figures.develop(told.told, [each.told for each in others]), [*others, told])


def ordered(found: Evidence, course: Course | None) -> Evidence:
    """The evidence with what gives the figure that stands first, and what is past last."""
    if course is None or not course.named:
        return found
    ranked = sorted(found.sentences, key=lambda each: (not course.holds(each), course.is_past(each)))
    return msgspec.structs.replace(found, sentences=tuple(_matched(each, course) for each in ranked))


def _matched(sentence: Sentence, course: Course) -> Sentence:
    """A sentence that only replies to another ("The true number is nine") with the match of the figure's best one."""
    told = [each for each in (*course.stands, *course.past) if each.match]
    if not told or not course.holds(sentence) or not refuting.denied(sentence.text, _around(sentence)[0]):
        return sentence
    return msgspec.structs.replace(sentence, match=max(told, key=lambda each: each.score).match)


def _course(made: Development, reported: Sequence[_Reported]) -> Course:
    of = {each.told: each for each in reported}
    sides = (tuple(each.sentence for each in reported if _is_same(each.told, other)) for other in made.current)
    gone = (*made.history, *made.dead)
    return Course(
        current=tuple(of[each].given for each in made.current),
        history=tuple(of[each].given for each in made.history),
        dead=tuple(of[each].given for each in made.dead),
        sides=tuple(sides),
        past=tuple(each.sentence for each in reported if any(_is_same(each.told, other) for other in gone)),
    )


def _wanted(question: Question) -> Expects:
    """What is expected; "what is the unemployment rate" wants a share though it does not say so."""
    if question.expects == "thing" and _RATE.search(question.text):
        return "percent"
    if question.expects == "duration":
        return "duration" if misfits.asked_classes(question) & classes.LENGTHS else "thing"
    return question.expects


def _is_same(one: Told, other: Told) -> bool:
    """Whether two figures are the same number of the same thing."""
    first, second = one.figure, other.figure
    same = (first.amount, first.dimension) == (second.amount, second.dimension)
    return same and bool(first.said & second.said or not (first.said or second.said))


def _is_in_time(question: Question, sentence: Sentence) -> bool:
    """Whether an article was out by the day up to which is asked: "by 6 May" is not told by what came later."""
    published = sentence.revision.published
    return published is not None and (question.by is None or published.first <= question.by.last)


def _best(question: Question, known: Sequence[_Read], found: Evidence) -> tuple[Sentence, Figure] | None:
    """The figure that most likely answers: of the class asked for where there is one, else the one that is lit."""
    asked = misfits.asked_classes(question)
    read = [
        (sentence, figure) for sentence, told in known for figure in told if _is_kind(_wanted(question), figure.unit)
    ]
    best = known[0][0] if known else None
    fits = any(sentence is best and (not figure.said or figure.said & asked) for sentence, figure in read)
    named = _named(question, best) if best and fits else ()
    of_class = [each for each in read if asked & each[1].said and best and _is_near(each[0], best, named)]
    ballot = votes.count(question, found.sentences)
    spans = [(sentence, ballot.highlight(sentence)) for sentence, _ in known[:_LOOKED_AT]]
    lit = [
        (sentence, figure)
        for sentence, figure in read
        if any(sentence == other and _is_lit(figure, span) for other, span in spans)
    ]
    chosen = [each for each in lit if each in of_class] or of_class or (lit if not asked else [])
    return chosen[0] if chosen else None


def _all(known: Sequence[_Read], like: Figure, groups: Mapping[int, str], found: Evidence) -> Iterator[_Reported]:
    for sentence, told in known:
        for figure in told:
            if figure.dimension == like.dimension or not figure.unit or not like.unit or figure.said & like.said:
                yield _Reported(_told(figure, sentence, groups, found), sentence)


def read_of(sentence: Sentence) -> tuple[Figure, ...]:
    """The figures of a sentence, some of which only the ones before it tell what they count."""
    return figures.read_in_context(sentence.text, _around(sentence)[0])


def _around(sentence: Sentence) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return evidence.around(sentence, refuting.REPLIES)


def _groups(found: Evidence) -> list[tuple[int, ...]]:
    return printings.groups(found.printings.revisions, found.printings)


def _told(figure: Figure, sentence: Sentence, groups: Mapping[int, str], found: Evidence) -> Told:
    revision, published = sentence.revision, sentence.revision.published
    if published is None:
        raise ValueError("an undated article tells no course of events")
    row = found.row_of(sentence)
    first = printings.first_told(sentence, row, found.printings) or published
    before, after = _around(sentence)
    return Told(
        figure=figure,
        text=sentence.text,
        day=times.day_of(first),
        group=groups.get(row, str(row)),
        moment=first.first if first.precision in ("second", "minute") else 0,  # a day alone orders nothing within it
        voice=stories.credit(revision) or independence.outlet(revision),
        before=before,
        after=after,
        about=f"{revision.title}\n{_opening(revision.text)}",
    )


def _opening(text: str) -> str:
    """The first paragraphs of a text, whole: half a name would be another one."""
    end = text.find("\n", _ABOUT)
    return text[: end if end >= 0 else None]


def _named(question: Question, best: Sentence) -> tuple[str, ...]:
    """The names of a question that the best sentence has."""
    return tuple(name for name in slots.names(question.text) if name in best.text.lower())


def _is_near(sentence: Sentence, best: Sentence, named: Sequence[str]) -> bool:
    """Whether a sentence is near the best in rank, and has some names; one without any is about its article's."""
    counts = [each.start for each in numbers.read(sentence.text)]  # "Nine deaths": no name
    own = any(each.start not in counts for each in proper.names(sentence.text))
    about = "" if own else _opening(sentence.revision.text)
    held = f"{sentence.revision.title} {sentence.text} {about}".lower()
    return sentence.score >= best.score - _BEHIND and all(name in held for name in named)


def _is_kind(expects: Expects, unit: str) -> bool:
    """Whether a figure of a unit may be what is asked for: nobody dies in years."""
    if expects == "money":
        return units.is_money(unit)
    if expects == "duration":
        return units.is_time(unit)
    if expects == "percent":
        return unit == units.PERCENT
    if expects == "count":
        return not (units.is_money(unit) or units.is_time(unit) or unit == units.PERCENT)
    return not units.is_time(unit)


def _is_lit(figure: Figure, lit: Span | None) -> bool:
    return lit is not None and figure.start < lit.end and lit.start < figure.end
