"""Wrong systems, each with one fault: what a right answer becomes. `eval.selftest.Oracle` takes them as `spoil`.

But: a fault of search is no fault of what is said, and is the oracle's own switch.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec.structs import replace

from eval.metrics.words import content
from eval.selftest import Oracle, sha256
from eval.types import (
    Case,
    Cited,
    Conflict,
    Copied,
    Correction,
    Dated,
    Edition,
    Explained,
    Independence,
    Outcome,
    Said,
    Scored,
    Successor,
    Valued,
)

_CURLED = str.maketrans({"'": "’", '"': "”"})
_ENDLESS = "The valley, the river and the road beyond lay in the sun, " * 12
_LATER = "2999-01-01"


def refuses_all(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Refuses whatever is asked."""
    return replace(right, status="no_evidence", sentences=(), citations=(), conflicts=None, independence=None)


def answers_all(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Answers what can't be answered with the first article, as surely as the rest."""
    return right if case.answerable else first_passage(system, case, right)


def first_passage(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Answers everything with the first article whole, in one endless sentence, always sure."""
    cited = system.cite(system.editions[0], system.editions[0].text)
    said = Said(text=cited.quote, citations=(cited.id,))
    return replace(_sure(right, 1.0), status="answered", sentences=(said,), citations=(cited,), conflicts=())


def breaks_down(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Answers every question with an error."""
    return Outcome(error="503 engine down")


def says_no_and_talks(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Has a refusing status over sentences."""
    return replace(right, status="not_stated")


def altered_quotes(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Gives quotes with one character changed, hashed as changed."""
    return _quoting(right, lambda quote: ("X" if quote[0] != "X" else "Y") + quote[1:])


def curly_quotes(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Makes straight quotation marks and apostrophes curly, as typesetting does."""
    return _quoting(right, lambda quote: quote.translate(_CURLED))


def stitched_quotes(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Joins what stands apart: a quote's first half, and the end of another article."""
    end = system.editions[-1].text[-30:]
    return _quoting(right, lambda quote: f"{quote[: len(quote) // 2]} {end}")


def shifted_spans(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Points one character beside what it quotes."""
    return _citing(right, lambda cited: replace(cited, start=cited.start + 1, end=cited.end + 1))


def wrong_articles(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Gives true quotes as another article's."""
    other = system.editions[0]
    return _citing(
        right, lambda cited: replace(cited, article=other.article_id, article_id=other.article_id, revision=1)
    )


def invented_ids(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Names citations in its sentences that it does not give."""
    return _saying(right, lambda said: replace(said, citations=("made-up",)))


def invented_articles(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Cites articles that nobody has."""
    return _citing(right, lambda cited: replace(cited, article="made-up"))


def makes_up_more(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Says as much again as its citations say, in words that they do not have."""
    return _saying(right, lambda said: replace(said, text=f"{said.text} {_made_up(said.text)}."))


def uncited(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Says the right thing without a citation."""
    return _citing_only(right, ())


def half_the_evidence(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Cites the first of several places only, behind every sentence."""
    return _citing_only(right, right.citations[:1])


def from_the_future(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Shows the newest article as the nearest miss, whatever the question's as_of."""
    newest = _newest(system)
    return replace(right, nearest=(system.cite(newest, newest.text),))


def future_copies(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Tells of the newest article as a copy of whatever it cites."""
    copy = Copied(article=_newest(system).article_id)
    return _citing(right, lambda cited: replace(cited, copies=(copy,)))


def future_corrections(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Tells of a correction that comes later."""
    return _citing(right, lambda cited: replace(cited, corrected=Correction(at=_LATER)))


def future_successors(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Links to a revision that comes later."""
    return _citing(
        right, lambda cited: replace(cited, superseded_by=Successor(article=cited.article, revision=99, at=_LATER))
    )


def endless(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Buries the answer in four endless sentences."""
    said = [replace(each, text=_ENDLESS + each.text, highlight=None) for each in right.sentences]
    return replace(right, sentences=tuple((said * 4)[:4]))


def pads(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Puts a sentence of the first article behind each of its own."""
    cited = system.cite(system.editions[0], system.editions[0].text)
    padding = Said(text=cited.quote, citations=(cited.id,))
    said = tuple(each for own in right.sentences for each in (own, padding))
    return replace(right, sentences=said, citations=(*right.citations, cited) if said else ())


def repeats_itself(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Says every sentence twice."""
    return replace(right, sentences=tuple(said for said in right.sentences for _ in range(2)))


def opens_with_a_pronoun(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Has a stranger say it."""
    return _saying(right, lambda said: replace(said, text=f"She added: {said.text}", highlight=None))


def marks_it_all(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Highlights whole sentences."""
    return _saying(right, lambda said: replace(said, highlight=(0, len(said.text))))


def marks_nothing(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Highlights nothing."""
    return _saying(right, lambda said: replace(said, highlight=None))


def overconfident(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Is as sure of everything."""
    return _sure(right, 0.99)


def upside_down(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Is the surer the less there is."""
    return _sure(right, -(right.confidence or 0.0))


def stripped_hedges(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Leaves out the words that keep a claim a claim."""
    hedges = re.compile("|".join(map(re.escape, case.due.must_keep)) or "$^", re.IGNORECASE)
    return _saying(right, lambda said: replace(said, text=hedges.sub("", said.text), highlight=None))


def wrong_speakers(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Has somebody else say it."""
    return _saying(right, lambda said: replace(said, speaker=said.speaker and "John Doe"))


def says_what_it_must_not(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Adds what must not be stated, whether it answers or not."""
    return replace(right, sentences=(*right.sentences, *(Said(text=text) for text in case.due.must_not)))


def one_sided(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Hides that sources disagree."""
    return replace(right, conflicts=())


def quarrelsome(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Sees one more disagreement than there is."""
    return replace(right, conflicts=(*(right.conflicts or ()), Conflict(about="?", values=(Valued(value="?"),) * 2)))


def counts_copies(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Takes every printing for a report of its own."""
    given = right.independence
    return replace(right, independence=given and Independence(articles=given.articles, sources=0, independent=99))


def misdates(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Puts everything that has a date on one wrong day."""
    wrong = Dated(text="today", value=_LATER)
    return _saying(right, lambda said: replace(said, dates=tuple(wrong for _ in said.dates or ())))


def forgetful(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Takes a follow-up for a question of its own, and finds nothing."""
    return refuses_all(system, case, right) if case.history else right


def slow(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Takes ten seconds of every processor."""
    return replace(right, latency_ms=10_000.0, cpu_ms=10_000.0)


def _made_up(text: str) -> str:
    """As many words as the text has that say something, none of them its own."""
    return " ".join(f"xyz{n}" for n in range(len(content(text))))


def _saying(right: Outcome, change: Callable[[Said], Said]) -> Outcome:
    return replace(right, sentences=tuple(change(said) for said in right.sentences))


def _citing_only(right: Outcome, cited: tuple[Cited, ...]) -> Outcome:
    """With nothing else behind sentences and values."""
    ids = tuple(each.id for each in cited)
    conflicts = tuple(
        replace(each, values=tuple(replace(value, citations=ids) for value in each.values))
        for each in right.conflicts or ()
    )
    return replace(_saying(right, lambda said: replace(said, citations=ids)), citations=cited, conflicts=conflicts)


def _citing(right: Outcome, change: Callable[[Cited], Cited]) -> Outcome:
    return replace(right, citations=tuple(change(cited) for cited in right.citations))


def _quoting(right: Outcome, change: Callable[[str], str]) -> Outcome:
    """With other quotes at the same places, hashed as changed."""
    return _citing(
        right, lambda cited: replace(cited, quote=change(cited.quote), quote_sha256=sha256(change(cited.quote)))
    )


def _sure(right: Outcome, verdict: float) -> Outcome:
    return replace(right, explain=Explained(scores=Scored(verdict=verdict)))


def _newest(system: Oracle) -> Edition:
    return max(system.editions, key=lambda each: each.updated or each.date or "")
