"""Puts every case of a suite to a system and judges what comes back. One case at a time, in order.

But: adds nothing up (`eval.report`), and decides nothing about the system's settings.
"""

from __future__ import annotations

import hashlib
import itertools
import time
from collections.abc import Callable, Iterator, Mapping, Sequence

from eval.errors import TargetUnusable
from eval.metrics import catalogue, retrieval
from eval.target import ABLE, Able, Searcher, Target, able_to
from eval.types import Case, Edition, Fetched, Found, Line, Observed, Outcome, Place
from rag.types import article_key

_COLLECTION = "default"  # where a suite's articles are put
_KEPT = 10  # passages of a ranking that a report shows at least; all of them would make it ten times as large
_POURED = 8_000  # characters
_BY_BYTES = frozenset({"byte_verified", "fabricated_quotes", "misattributed_quotes"})


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
    """Each case asked, searched and judged, its citations fetched again.

    A system that fails on a case has no result there. Raises: TargetUnusable when it fails on the first:
    then it is none of the kind that can be measured.
    """
    known, able = placed(editions), able_to(target)
    shelf = _Shelf(target)
    for position, case in enumerate(cases):
        outcome = target.ask(case) if position == 0 else _asked(target, case)
        ranked, search_ms = _searched(target, whole(case, outcome), as_of=case.as_of) if able.search else (None, None)
        fetched = shelf.cited(outcome) if able.fetch else _printed(outcome, known)
        observed = Observed(
            case=case, outcome=outcome, ranked=ranked, fetched=fetched, editions=known, search_ms=search_ms
        )
        yield _line(target, observed, able=able)


def placed(editions: Sequence[Edition]) -> Mapping[Place, Edition]:
    """Revisions by article id and by key, which is all that a copy is named by."""
    named = ((each, name) for each in editions for name in (each.article_id, article_key(_COLLECTION, each.article_id)))
    return {(name, each.number): each for each, name in named}


def rankings(searcher: Searcher, lines: Sequence[Line]) -> Iterator[Line]:
    """The same questions, as they were understood, searched in another system; of the headline arm only."""
    for line in lines:
        if line.case.evidence and not line.case.arm:
            ranked, took = _searched(searcher, whole(line.case, line.outcome), as_of=None)
            yield _line(searcher, Observed(case=line.case, ranked=ranked, search_ms=took))


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
            self._held[place] = self._fetched(place)
        return {place: held for place in places if (held := self._held[place]) is not None}

    def _fetched(self, place: Place) -> Fetched | None:
        try:
            return self._target.article(*place)
        except TargetUnusable:
            return None


def _line(system: Searcher, observed: Observed, *, able: Able = ABLE) -> Line:
    return Line(
        system=system.name,
        case=observed.case,
        outcome=observed.outcome,
        ranked=observed.ranked and _first(observed.ranked),
        judgements=tuple(each for each in catalogue.judge(observed) if able.fetch or each.metric not in _BY_BYTES),
        search_ms=observed.search_ms,
    )


def _searched(searcher: Searcher, question: str, *, as_of: str | None) -> tuple[tuple[Found, ...], float]:
    """What was found, and in how many milliseconds."""
    begin = time.perf_counter()
    try:
        found = searcher.search(question, as_of=as_of, limit=retrieval.DEPTH)
    except TargetUnusable:
        found = ()
    return found, 1_000 * (time.perf_counter() - begin)


def _asked(target: Target, case: Case) -> Outcome:
    try:
        return target.ask(case)
    except TargetUnusable as error:
        return Outcome(error=str(error))


def _printed(outcome: Outcome, editions: Mapping[Place, Edition]) -> Mapping[Place, Fetched]:
    """Cited revisions as the suite has them, where the system does not serve them; blank where it hasn't either."""
    held = {(cited.article, cited.revision): editions.get((cited.article, cited.revision)) for cited in outcome.shown}
    return {
        place: Fetched(title=edition.title, text=edition.text) if edition else Fetched(title="", text="")
        for place, edition in held.items()
    }


def _first(ranked: Sequence[Found]) -> tuple[Found, ...]:
    """The first passages: ten, and as many as fill the most characters that evidence is looked for in."""
    before = itertools.accumulate((len(found.text) for found in ranked), initial=0)
    filling = sum(poured < _POURED for poured in before)
    return tuple(ranked[: max(_KEPT, filling)])


def _lot(seed: int) -> Callable[[Case], bytes]:
    """The order in which cases are drawn: by a hash of their id, so equally in every arm."""
    return lambda case: hashlib.sha256(f"{seed}:{case.id}".encode()).digest()
