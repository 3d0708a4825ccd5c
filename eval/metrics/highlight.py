"""The words that a system marks as the answer, against the accepted ones.

highlight_em = 1 when the first highlight equals an accepted string after normalising; highlight_f1 = the harmonic
mean of the precision and recall of its words, the best over accepted strings. Normalising: lower case, no punctuation,
no a, an, the, single blanks. Means over answerable cases with accepted strings; without a highlight 0, also where a
system has none at all.

Source: SQuAD's evaluation script (Rajpurkar et al. 2016), whose normalising is kept to the letter. But: its words
are split at white space, so `$3.4bn` and `3.4 billion dollars` share nothing.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterator

from eval.types import Judgement, Metric, Observed, Outcome

METRICS = (
    Metric(name="highlight_em", about="Share of answerable questions whose highlighted words are exactly the answer."),
    Metric(name="highlight_f1", about="How far the highlighted words and the answer are the same words, on average."),
)
_ARTICLES = re.compile(r"\b(a|an|the)\b")
_NO_MARKS = str.maketrans("", "", string.punctuation)


def normalised(text: str) -> str:
    """The text as SQuAD compares it."""
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_NO_MARKS)).split())


def exact(given: str, accepted: str) -> float:
    """1 when both are the same, else 0."""
    return float(normalised(given) == normalised(accepted))


def f1(given: str, accepted: str) -> float:
    """The harmonic mean of precision and recall of words; of two texts without words, 1."""
    one, other = normalised(given).split(), normalised(accepted).split()
    if not one or not other:
        return float(one == other)
    shared = sum((Counter(one) & Counter(other)).values())
    return 2 * shared / (len(one) + len(other))


def first(outcome: Outcome) -> str | None:
    """The first highlight of an answer that was given; None when there is none."""
    marked = (said for said in outcome.sentences if outcome.kept and said.highlight is not None)
    return next((said.text[slice(*said.highlight)] for said in marked if said.highlight), None)


def judge(observed: Observed) -> Iterator[Judgement]:
    """The judgements of this family on one case."""
    outcome, case = observed.outcome, observed.case
    if outcome is None or not case.answerable or not case.answers:
        return
    given = first(outcome)
    for name, measure in (("highlight_em", exact), ("highlight_f1", f1)):
        best = max(measure(given, accepted) for accepted in case.answers) if given is not None else 0.0
        yield Judgement(metric=name, value=best)
