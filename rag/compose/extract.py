"""Evidence to Drafts without a language model: the sentences that answer, in the source's own words.

The best sentence comes first; one that leans on the sentence before it ("He said …") gets a gloss where it is
sure who is meant, else it brings that sentence along; what repeats is left out. The words that most likely answer are
pointed at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag import evidence as spans
from rag import misfits, timeline, votes
from rag.marks import referents
from rag.types import Course, Draft, Evidence, Gloss, Question, Sentence, Span, Verdict
from rag.words import content_stems

_MOST = 4  # sentences of an answer
_ROOM = 600  # code points of an answer, unless its first sentence and what that leans on are longer
_BEHIND = 3.0  # how far a further sentence's score may lie behind the best
_SAID_BY_PRONOUN = re.compile(r"[”\"] (?:he|she|they|it)\b|[”\"] \w+ (?:he|she|they)\b")
_SAME = 0.6  # share of words in common from which two sentences say the same
_LEANING = re.compile(
    r"^[“\"'‘(]*(?:He|She|It|They|His|Her|Their|Its|This|That|These|Those|Such|Both"
    r"|The (?:company|firm|group|bank|pair|two|former|latter|move|decision|plan|figure|toll|"
    r"blaze|agency|ministry|club|team|player|court|judge))\b"
)


def drafts(question: Question, found: Evidence, judged: Verdict, course: Course | None = None) -> tuple[Draft, ...]:
    """One to a few sentences, or none when the verdict is that the archive does not say.

    `course`: of the figure that is asked for: what is past is not told as if it stood.
    """
    if judged.status not in ("answered", "reported") or not found.sentences:
        return ()
    if question.form == "timeline":
        return tuple(_draft(each.sentence, None, glossed=True) for each in timeline.entries(question, found))
    ballot = votes.count(question, found.sentences)
    first, *others = (
        _sides(course) if course and course.differs else _chosen(question, _standing(found.sentences, course))
    )
    told = [first, *sorted(others, key=_in_time)]
    shown = _apart([each for sentence in told for each in _with_what_it_leans_on(sentence)])
    lit = {(each.revision.key, each.span): ballot.highlight(each) for each in told}
    alone = [each for each in shown if not _follows(each, shown)]
    return tuple(_draft(each, lit.get((each.revision.key, each.span)), glossed=each in alone) for each in shown)


def _standing(ranked: Sequence[Sentence], course: Course | None) -> Sequence[Sentence]:
    """The sentences without what is past."""
    return [each for each in ranked if not course.is_past(each)] if course else ranked


def _sides(course: Course) -> list[Sentence]:
    """The sentences of sources that disagree, each once."""
    return _apart([each.sentence for each in course.current])


def _chosen(question: Question, ranked: Sequence[Sentence]) -> list[Sentence]:
    """The best sentence, and those behind it that say something else and have room with what they lean on."""
    chosen = [ranked[0]]
    room = _ROOM - _length(ranked[0])
    for sentence in ranked[1:]:
        if len(chosen) == _MOST or sentence.score < ranked[0].score - _BEHIND:
            break
        length = _length(sentence)
        if misfits.namesake(question.text, sentence.text):
            continue
        if length <= room and not any(_alike(sentence, other) for other in chosen):
            chosen.append(sentence)
            room -= length
    return chosen


def _with_what_it_leans_on(sentence: Sentence) -> list[Sentence]:
    leaned_on = spans.before(sentence) if _leans(sentence.text) and not _glosses(sentence) else None
    return [leaned_on, sentence] if leaned_on else [sentence]


def _glosses(sentence: Sentence) -> tuple[Gloss, ...]:
    """Who or what the sentence begins with, where the one before it leaves no doubt."""
    opener = referents.opener(sentence.text)
    earlier = spans.before(sentence) if opener else None
    if opener is None or earlier is None:
        return ()
    name = referents.referent(sentence.text, earlier.text, earlier.revision.text[: earlier.span.start])
    return (Gloss(at=opener.end, text=name.of(earlier.text), sentence=earlier),) if name else ()


def _follows(sentence: Sentence, shown: Sequence[Sentence]) -> bool:
    """Whether the sentence before it is shown too."""
    earlier = spans.before(sentence)
    return earlier is not None and any(
        each.revision.key == earlier.revision.key and each.span == earlier.span for each in shown
    )


def _length(sentence: Sentence) -> int:
    """Code points that a sentence takes, with what it leans on and a blank behind each."""
    return sum(len(each.text) + 1 for each in _with_what_it_leans_on(sentence))


def _alike(one: Sentence, other: Sentence) -> bool:
    first, second = set(content_stems(one.text)), set(content_stems(other.text))
    return len(first & second) >= _SAME * min(len(first), len(second))


def _in_time(sentence: Sentence) -> tuple[int, str, int]:
    published = sentence.revision.published
    return (published.first if published else 0, sentence.revision.key, sentence.span.start)


def _leans(text: str) -> bool:
    """Whether a sentence can't be understood without the one before it: it opens with a pronoun, or "…” he said"."""
    return bool(_LEANING.match(text) or _SAID_BY_PRONOUN.search(text))


def _apart(shown: list[Sentence]) -> list[Sentence]:
    """Each place once, whatever brought it in."""
    kept: list[Sentence] = []
    for sentence in shown:
        same = [other for other in kept if other.revision.key == sentence.revision.key]
        if not any(other.span.start < sentence.span.end and sentence.span.start < other.span.end for other in same):
            kept.append(sentence)
    return kept


def _draft(sentence: Sentence, highlight: Span | None, *, glossed: bool) -> Draft:
    glosses = _glosses(sentence) if glossed else ()
    return Draft(text=sentence.text, sentences=(sentence,), kind="extract", highlight=highlight, glosses=glosses)
