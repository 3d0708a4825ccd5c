"""Evidence to Drafts without a language model: the sentences that answer, in the source's own words.

A sentence that leans on the one before it ("He said …") gets a gloss where it is sure who is meant, else it brings that
sentence along. The words that most likely answer are pointed at.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag import evidence as spans
from rag import votes
from rag.compose import choosing, glossing
from rag.types import Course, Draft, Evidence, Question, Sentence, Span, Verdict


def drafts(question: Question, found: Evidence, judged: Verdict, course: Course | None = None) -> tuple[Draft, ...]:
    """One to a few sentences, or none when the verdict is that the archive does not say.

    `course`: of the figure that is asked for: what is past is not told as if it stood.
    """
    if judged.status not in ("answered", "reported") or not found.sentences:
        return ()
    ballot = votes.count(question, found.sentences)
    told = choosing.chosen(question, found, course, ballot.highlight(found.sentences[0]))
    shown = choosing.apart([each for sentence in told for each in choosing.with_what_it_leans_on(sentence)])
    lit = {} if question.form == "timeline" else {_place(each): ballot.highlight(each) for each in told}
    alone = [each for each in shown if not _follows(each, shown)]
    return tuple(draft(each, lit.get(_place(each)), glossed=each in alone) for each in shown)


def draft(sentence: Sentence, highlight: Span | None = None, *, glossed: bool = True) -> Draft:
    """A sentence as it is told; `glossed`: with what its words mean in brackets."""
    glosses = glossing.glosses(sentence) if glossed else ()
    return Draft(text=sentence.text, sentences=(sentence,), kind="extract", highlight=highlight, glosses=glosses)


def _place(sentence: Sentence) -> tuple[str, Span]:
    return sentence.revision.key, sentence.span


def _follows(sentence: Sentence, shown: Sequence[Sentence]) -> bool:
    """Whether the sentence before it is shown too."""
    earlier = spans.before(sentence)
    return earlier is not None and _place(earlier) in map(_place, shown)
