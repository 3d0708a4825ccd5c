"""Answer containment: whether what is shown first holds all that is due, and how much of what is shown is to the point.

answer@1, answer@3: within the first 1, 3 sentences; answer@300, answer@600: ending within the first
300, 600 code points of the sentences joined by a space (so four endless sentences gain nothing). Due is an
accepted string or the date, and one string of each part and of each side of a conflict; where several things are
due one sentence can't be asked for all, so answer@1 leaves such cases out.
Means over answerable cases with something due; a refusal, an error, nothing shown count 0.
sentence_precision = sentences that hold something due, or have a citation that overlaps the evidence / sentences
shown to answerable cases; an error counts as one that does not.

Source: answer recall by containment, as in RealTimeQA and DPR (Karpukhin et al. 2020), here by whole
tokens (`eval.metrics.words`); precision of sentences as in the nugget precision of TREC QA (Voorhees 2003). But:
containment says nothing of the words around it; `eval.metrics.lead` is what plain reading would give.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eval.metrics import citations, held
from eval.metrics.shares import nothing, share
from eval.types import Case, Judgement, Metric, Observed, Outcome, Said

SENTENCES = (1, 3)
CHARACTERS = (300, 600)

METRICS = (
    Metric(name="answer@1", about="Share of answerable questions whose answer stands in the first sentence."),
    Metric(name="answer@3", about="Share of answerable questions whose answer stands in the first three sentences."),
    Metric(name="answer@300", about="Share of answerable questions whose answer stands in the first 300 characters."),
    Metric(name="answer@600", about="Share of answerable questions whose answer stands in the first 600 characters."),
    Metric(name="sentence_precision", about="Share of the sentences shown that hold the answer or cite the evidence."),
)


def within_sentences(sentences: Sequence[Said], case: Case, k: int) -> bool:
    """Whether the first `k` sentences hold all that is due."""
    return held.needed(sentences[:k], case) is not None


def within_characters(sentences: Sequence[Said], case: Case, size: int) -> bool:
    """Whether all that is due ends within the first `size` code points of the sentences."""
    needed = held.needed(sentences, case)
    return needed is not None and needed <= size


def contained(sentences: Sequence[Said], case: Case, prefix: str) -> Iterator[Judgement]:
    """A judgement for each number of sentences and of code points."""
    for k in SENTENCES[1:] if held.is_manifold(case) else SENTENCES:
        yield Judgement(metric=f"{prefix}@{k}", value=float(within_sentences(sentences, case, k)))
    for size in CHARACTERS:
        yield Judgement(metric=f"{prefix}@{size}", value=float(within_characters(sentences, case, size)))


def judge(observed: Observed) -> Iterator[Judgement]:
    """The judgements of this family on one case."""
    outcome, case = observed.outcome, observed.case
    if outcome is None or not case.answerable:
        return
    if held.is_judged(case):
        yield from contained(outcome.sentences if outcome.kept else (), case, "answer")
    if outcome.error is not None:
        yield from nothing("sentence_precision")
    elif held.is_judged(case) or case.evidence:
        right = [held.holds(said, case) or _is_founded(said, outcome, observed) for said in outcome.sentences]
        yield from share("sentence_precision", sum(right), len(right))


def _is_founded(said: Said, outcome: Outcome, observed: Observed) -> bool:
    cited = (cited for cited in outcome.citations if cited.id in said.citations)
    return any(citations.golds(each, observed.case, observed.fetched) for each in cited)
