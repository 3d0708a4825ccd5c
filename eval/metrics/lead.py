"""The floor of answers: what one gets by reading the top of what was retrieved, in order, without choosing.

lead@1, lead@3: the first 1, 3 sentences of the ranked passages hold all that is due; lead@300, lead@600: it
ends within their first 300, 600 code points. Formulas, and the cases judged, are those of `eval.metrics.answers`, so
answer@600 less lead@600 is what composing gained over printing the first passages.

Source: lead-k, the usual floor of extractive summarising of news (Nallapati et al. 2017).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eval.metrics import held
from eval.metrics.answers import CHARACTERS, SENTENCES, contained
from eval.types import Found, Judgement, Metric, Observed, Said
from rag.marks.sentences import sentences

METRICS = tuple(
    Metric(name=f"lead@{size}", about=f"What answer@{size} would be if the top passages were shown as they are.")
    for size in SENTENCES + CHARACTERS
)


def opening(ranked: Sequence[Found]) -> tuple[Said, ...]:
    """Sentences from the top, as many as any measure looks at."""
    said: list[Said] = []
    size = 0
    for passage in ranked:
        for span in sentences(passage.text):
            if len(said) >= max(SENTENCES) and size >= max(CHARACTERS):
                return tuple(said)
            said.append(Said(text=passage.text[span.start : span.end]))
            size += len(said[-1].text) + 1
    return tuple(said)


def judge(observed: Observed) -> Iterator[Judgement]:
    """The judgements of this family on one case."""
    case = observed.case
    if observed.ranked is not None and case.answerable and held.is_judged(case):
        yield from contained(opening(observed.ranked), case, "lead")
