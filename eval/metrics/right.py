"""Whether an answer as a whole is right: the one verdict that scores, curves and triples share.

An answerable case: an answer was given, its first 600 code points hold all that is due (`eval.metrics.held`), and no
sentence says what must not be said. Where no strings are due, it must cite the evidence instead. One that can't be
answered: it was refused. An error is never right. But: words around the answer are not judged.
"""

from __future__ import annotations

from eval.metrics import citations, held
from eval.types import Observed

WITHIN = 600  # code points: a short paragraph, what a reader sees without scrolling


def is_right(observed: Observed) -> bool | None:
    """Right or wrong; None where it was not asked, or nothing is due that can be judged."""
    outcome, case = observed.outcome, observed.case
    if outcome is None or (case.answerable and not held.is_judged(case) and not case.evidence):
        return None
    if not case.answerable:
        return outcome.refused
    if not outcome.kept or held.violations(outcome.sentences, case.due):
        return False
    if held.is_judged(case):
        end = held.needed(outcome.sentences, case)
        return end is not None and end <= WITHIN
    return citations.recalls(outcome, case, observed.fetched)
