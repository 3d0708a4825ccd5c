"""Puts every case of a suite to a system and judges what comes back. One case at a time, in order.

But: adds nothing up (`eval.report`), and decides nothing about the system's settings.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence

from eval.metrics import catalogue, retrieval
from eval.target import Searcher, Target
from eval.types import Case, Edition, Fetched, Line, Observed, Outcome, Place

_KEPT = 10  # passages of a ranking that a report shows; all of them would make it ten times as large


def sample(cases: Sequence[Case], *, limit: int | None, seed: int) -> list[Case]:
    """Up to `limit` cases of each arm, in their order: by hash, so that the arms hold the same questions."""
    if limit is None:
        return list(cases)
    arms: dict[str, list[Case]] = {}
    for case in cases:
        arms.setdefault(case.arm, []).append(case)
    drawn = {arm: {case.id for case in sorted(some, key=_lot(seed))[:limit]} for arm, some in arms.items()}
    return [case for case in cases if case.id in drawn[case.arm]]


def answers(target: Target, cases: Sequence[Case], editions: Sequence[Edition]) -> Iterator[Line]:
    """Each case asked, searched and judged, its citations fetched again. Raises: TargetUnusable."""
    known = {(edition.article_id, edition.number): edition for edition in editions}
    shelf = _Shelf(target)
    for case in cases:
        outcome = target.ask(case)
        ranked = target.search(whole(case, outcome), as_of=case.as_of, limit=retrieval.DEPTH)
        observed = Observed(case=case, outcome=outcome, ranked=ranked, fetched=shelf.cited(outcome), editions=known)
        yield _line(target, observed)


def rankings(searcher: Searcher, lines: Sequence[Line]) -> Iterator[Line]:
    """The same questions, as they were understood, searched in another system; of the headline arm only."""
    for line in lines:
        if line.case.evidence and not line.case.arm:
            ranked = searcher.search(whole(line.case, line.outcome), as_of=None, limit=retrieval.DEPTH)
            yield _line(searcher, Observed(case=line.case, ranked=ranked))


def whole(case: Case, outcome: Outcome | None) -> str:
    """What to search for: the question as asked; one that leans on earlier turns as the system made it whole."""
    if case.history and outcome and outcome.interpreted:
        return outcome.interpreted.question
    return case.question


class _Shelf:
    """Cited revisions fetched through the target, each once."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._held: dict[Place, Fetched | None] = {}

    def cited(self, outcome: Outcome) -> Mapping[Place, Fetched]:
        """The revisions that an outcome cites, without those that can't be fetched."""
        places = {(cited.article, cited.revision) for cited in outcome.shown}
        for place in places - self._held.keys():
            self._held[place] = self._target.article(*place)
        return {place: held for place in places if (held := self._held[place]) is not None}


def _line(system: Searcher, observed: Observed) -> Line:
    return Line(
        system=system.name,
        case=observed.case,
        outcome=observed.outcome,
        ranked=observed.ranked and observed.ranked[:_KEPT],
        judgements=catalogue.judge(observed),
    )


def _lot(seed: int) -> Callable[[Case], bytes]:
    """The order in which cases are drawn: by a hash of their id, so equally in every arm."""
    return lambda case: hashlib.sha256(f"{seed}:{case.id}".encode()).digest()
