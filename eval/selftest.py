"""Systems whose worth is known: one that is right by construction, and wrong ones, each with one fault.

A metric that does not score a wrong system as the fault that it is, is a bug; `tests/eval` holds
every metric to that. But: they read the labels, so they are no baselines; the floor is `eval.floor`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from eval.types import Case, Cited, Edition, Fetched, Found, Gold, Outcome, Said, Understood

Spoil = Callable[["Oracle", Case, Outcome], Outcome]


class Oracle:
    """Says and cites the evidence of each case, refuses where there is none; `spoil` puts a fault in what it says."""

    def __init__(self, editions: Sequence[Edition], cases: Sequence[Case], spoil: Spoil | None = None) -> None:
        self.name = spoil.__name__ if spoil else "oracle"
        self.editions = editions
        self._cases = {case.question: case for case in cases}
        self._spoil = spoil

    def search(self, question: str, *, as_of: str | None, limit: int) -> tuple[Found, ...]:
        """The evidence of the case with that question; in a system with a fault, whatever comes first."""
        golds = self._cases[question].evidence
        if self._spoil:
            return tuple(Found(article_id=each.article_id, text=each.text) for each in self.editions[:1])
        return tuple(Found(article_id=gold.article_id, text=gold.quote) for gold in golds)[:limit]

    def ask(self, case: Case) -> Outcome:
        """The evidence, or a refusal."""
        cited = tuple(self.cite(self._edition(gold), gold.quote) for gold in case.evidence)
        right = Outcome(
            status=case.status or ("answered" if case.answerable else "no_evidence"),
            interpreted=Understood(question=case.question),
            sentences=tuple(Said(text=each.quote, citations=(each.id,)) for each in cited),
            citations=cited,
            latency_ms=1.0,
        )
        return self._spoil(self, case, right) if self._spoil else right

    def article(self, key: str, revision: int) -> Fetched | None:
        """The suite's own text."""
        for each in self.editions:
            if (each.article_id, each.number) == (key, revision):
                return Fetched(title=each.title, text=each.text)
        return None

    def cite(self, edition: Edition, quote: str) -> Cited:
        """A citation of the first place of `quote`."""
        start = edition.text.index(quote)
        return Cited(
            id=f"{edition.article_id}.{edition.number}.{start}.{len(quote)}",
            article=edition.article_id,
            article_id=edition.article_id,
            revision=edition.number,
            field="text",
            start=start,
            end=start + len(quote),
            quote=quote,
            quote_sha256=hashlib.sha256(quote.encode()).hexdigest(),
            published=edition.date,
        )

    def _edition(self, gold: Gold) -> Edition:
        return next(
            each
            for each in self.editions
            if each.article_id == gold.article_id and gold.revision in (None, each.number) and gold.quote in each.text
        )


def refuses_all(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Refuses whatever is asked."""
    return replace(right, status="no_evidence", sentences=(), citations=())


def first_passage(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Answers everything with the first article whole, in one endless sentence."""
    cited = system.cite(system.editions[0], system.editions[0].text)
    return replace(
        right, status="answered", sentences=(Said(text=cited.quote, citations=(cited.id,)),), citations=(cited,)
    )


def altered_quotes(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Gives quotes with one character changed, hashed as changed."""
    return replace(right, citations=tuple(_altered(cited) for cited in right.citations))


def shifted_spans(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Points one character beside what it quotes."""
    moved = tuple(replace(cited, start=cited.start + 1, end=cited.end + 1) for cited in right.citations)
    return replace(right, citations=moved)


def invented_ids(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Names citations in its sentences that it does not give."""
    return replace(right, sentences=tuple(replace(said, citations=("made-up",)) for said in right.sentences))


def invented_articles(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Cites articles that nobody has."""
    return replace(right, citations=tuple(replace(cited, article="made-up") for cited in right.citations))


def uncited(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Says the right thing without a citation."""
    return replace(right, sentences=tuple(Said(text=said.text) for said in right.sentences), citations=())


def from_the_future(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Shows the newest article as the nearest miss, whatever the question's as_of."""
    newest = max(system.editions, key=lambda each: each.updated or each.date or "")
    return replace(right, nearest=(system.cite(newest, newest.text),))


def breaks_down(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Answers every question with an error."""
    return Outcome(error="503 engine down")


def says_no_and_talks(system: Oracle, case: Case, right: Outcome) -> Outcome:
    """Has a refusing status over sentences."""
    return replace(right, status="not_stated")


def _altered(cited: Cited) -> Cited:
    quote = ("X" if cited.quote[0] != "X" else "Y") + cited.quote[1:]
    return replace(cited, quote=quote, quote_sha256=hashlib.sha256(quote.encode()).hexdigest())
