"""Answer containment: whether what is shown first holds an accepted answer.

answer@1, answer@3: within the first 1, 3 sentences; answer@300, answer@600: ending within the first
300, 600 code points of the sentences joined by a space (so four endless sentences gain nothing).
Means over answerable cases with an accepted string; a refusal, an error, nothing shown count 0.

Source: answer recall by containment, as in RealTimeQA and DPR (Karpukhin et al. 2020), here by whole
tokens (`eval.metrics.words`). But: containment says nothing of the words around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eval.metrics.words import reach
from eval.types import Judgement, Metric, Observed

_SENTENCES = (1, 3)
_CHARACTERS = (300, 600)

METRICS = tuple(Metric(name=f"answer@{size}") for size in _SENTENCES + _CHARACTERS)


def within_sentences(sentences: Sequence[str], accepted: Sequence[str], k: int) -> bool:
    """Whether the first `k` sentences hold an accepted answer."""
    return reach(" ".join(sentences[:k]), accepted) is not None


def within_characters(sentences: Sequence[str], accepted: Sequence[str], size: int) -> bool:
    """Whether an accepted answer ends within the first `size` code points of the sentences."""
    needed = reach(" ".join(sentences), accepted)
    return needed is not None and needed <= size


def judge(observed: Observed) -> Iterator[Judgement]:
    """The judgements of this family on one case."""
    outcome, case = observed.outcome, observed.case
    if outcome is None or not case.answerable or not case.answers:
        return
    said = [sentence.text for sentence in outcome.sentences] if outcome.kept else []
    for k in _SENTENCES:
        yield Judgement(metric=f"answer@{k}", value=float(within_sentences(said, case.answers, k)))
    for size in _CHARACTERS:
        yield Judgement(metric=f"answer@{size}", value=float(within_characters(said, case.answers, size)))
