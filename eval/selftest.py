"""A system that is right by construction; with a fault in what it says (`eval.wrong`) it must be scored as that fault.

A metric that does not score a wrong system as the fault that it is, is a bug; `tests/eval` holds
every metric to that. But: it reads the labels, so it is no baseline; the floor is `eval.floor`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from eval.types import (
    Case,
    Cited,
    Conflict,
    Dated,
    Edition,
    Explained,
    Fetched,
    Found,
    Gold,
    Independence,
    Outcome,
    Said,
    Scored,
    Understood,
    Valued,
)

Spoil = Callable[["Oracle", Case, Outcome], Outcome]
_SURE, _UNSURE = 0.9, 0.1


class Oracle:
    """Says and cites the evidence of each case with all that is due, refuses where there is none.

    `spoil` puts a fault in what it says; `blind`: it finds whatever comes first.
    """

    def __init__(
        self, editions: Sequence[Edition], cases: Sequence[Case], spoil: Spoil | None = None, *, blind: bool = False
    ) -> None:
        self.name = spoil.__name__ if spoil else "oracle"
        self.editions = editions
        self._cases = {case.question: case for case in cases}
        self._spoil = spoil
        self._blind = blind

    def search(self, question: str, *, as_of: str | None, limit: int) -> tuple[Found, ...]:
        """The evidence of the case with that question."""
        if self._blind:
            return tuple(Found(article_id=each.article_id, text=each.text) for each in self.editions[:1])
        golds = self._cases[question].evidence
        return tuple(Found(article_id=gold.article_id, text=gold.quote) for gold in golds)[:limit]

    def ask(self, case: Case) -> Outcome:
        """The evidence, or a refusal."""
        cited = tuple(self.cite(self.edition(gold), gold.quote) for gold in case.evidence)
        right = Outcome(
            status=case.status or ("answered" if case.answerable else "no_evidence"),
            interpreted=Understood(question=case.question),
            sentences=tuple(_said(case, each, first=each is cited[0]) for each in cited),
            citations=cited,
            conflicts=_conflicts(case, cited),
            independence=_independence(case),
            explain=Explained(scores=Scored(verdict=_SURE if case.answerable else _UNSURE)),
            latency_ms=1.0,
            cpu_ms=1.0,
        )
        return self._spoil(self, case, right) if self._spoil else right

    def article(self, key: str, revision: int) -> Fetched | None:
        """The suite's own text."""
        for each in self.editions:
            if (each.article_id, each.number) == (key, revision):
                return Fetched(title=each.title, text=each.text)
        return None

    def edition(self, gold: Gold) -> Edition:
        """The first revision that the evidence may stand in."""
        return next(
            each
            for each in self.editions
            if each.article_id == gold.article_id and gold.revision in (None, each.number) and gold.quote in each.text
        )

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
            quote_sha256=sha256(quote),
            published=edition.date,
        )


def sha256(quote: str) -> str:
    """What a citation says of its quote."""
    return hashlib.sha256(quote.encode()).hexdigest()


def _said(case: Case, cited: Cited, *, first: bool) -> Said:
    """The quote as a sentence; the first one with the dates that are due."""
    days = (case.due.date, *case.due.timeline) if first else ()
    return Said(
        text=cited.quote,
        citations=(cited.id,),
        speaker=case.due.speaker,
        highlight=_highlight(cited.quote, case.answers),
        dates=tuple(Dated(text=day, value=day) for day in days if day),
    )


def _highlight(text: str, answers: Sequence[str]) -> tuple[int, int] | None:
    places = ((text.casefold().find(answer.casefold()), len(answer)) for answer in answers)
    return next(((start, start + size) for start, size in places if start >= 0), None)


def _conflicts(case: Case, cited: Sequence[Cited]) -> tuple[Conflict, ...]:
    if not case.due.conflict:
        return ()
    ids = tuple(each.id for each in cited)
    return (Conflict(about=case.id, values=tuple(Valued(value=side[0], citations=ids) for side in case.due.conflict)),)


def _independence(case: Case) -> Independence | None:
    if case.due.independent is None and case.due.reports is None:
        return None
    return Independence(articles=case.due.reports or 0, sources=0, independent=case.due.independent or 0)
