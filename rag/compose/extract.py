"""Evidence to Drafts without a language model: the sentences that answer, in the source's own words.

A sentence that leans on the one before it ("He said …") gets a gloss where it is sure who is meant, else it brings that
sentence along. The words that most likely answer are pointed at.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag import amounts, conflicts, misprints, reversals, votes
from rag import evidence as spans
from rag.compose import choosing, glossing
from rag.types import Draft, Finding, Sentence, Span


def drafts(judged: Finding) -> tuple[Draft, ...]:
    """One to a few sentences, or none when the verdict is that the archive does not say.

    Of a figure, what is past is not told as if it stood; nor is anything else that a later report undoes.
    """
    question, found, undone = judged.question, judged.evidence, judged.reversals
    if judged.verdict.status not in ("answered", "reported") or not found.sentences:
        return ()
    ballot = votes.count(question, found.sentences)
    chosen = choosing.chosen(question, found, judged.course, ballot.highlight(found.sentences[0]))
    told = choosing.with_what_undoes(question, chosen, undone)
    shown = choosing.apart([each for sentence in told for each in choosing.with_what_it_leans_on(sentence)])
    lit = {} if question.form == "timeline" else {each.place: _lit(each, ballot, judged) for each in told}
    alone = [each for each in shown if not _follows(each, shown)]
    return tuple(draft(each, lit.get(each.place), glossed=each in alone) for each in shown)


def _lit(sentence: Sentence, ballot: votes.Ballot, judged: Finding) -> Span | None:
    lit, stands = ballot.highlight(sentence), conflicts.lit(sentence, judged.course)
    if stands and not (lit and lit.start < stands.end and stands.start < lit.end):
        return amounts.whole(stands, sentence.text, judged.question.expects)
    told = reversals.is_news(lit, sentence, judged.reversals) and not (lit and misprints.is_beside(lit, sentence))
    return lit if told else None


def draft(sentence: Sentence, highlight: Span | None = None, *, glossed: bool = True) -> Draft:
    """A sentence as it is told; `glossed`: with what its words mean in brackets, else only what other articles say."""
    glosses = glossing.glosses(sentence) if glossed else glossing.known(sentence)
    return Draft(text=sentence.text, sentences=(sentence,), kind="extract", highlight=highlight, glosses=glosses)


def _follows(sentence: Sentence, shown: Sequence[Sentence]) -> bool:
    """Whether the sentence before it is shown too."""
    earlier = spans.before(sentence)
    return earlier is not None and earlier.place in [each.place for each in shown]
