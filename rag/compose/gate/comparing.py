"""What a generated draft says otherwise than what it cites: every comparison of content, in order.

Loaded with the first draft that a language model proposes or a reader has checked: its readers take their time to load.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rag.compose.gate import (
    apposed,
    causes,
    conditions,
    conjuncts,
    dates,
    directions,
    exceptions,
    facts,
    fragments,
    hedging,
    hinging,
    instead,
    length,
    minus,
    modifiers,
    moves,
    naming,
    narrowing,
    negation,
    numbers,
    ordered,
    paired,
    particles,
    phrases,
    places,
    quotations,
    reading,
    reported,
    same,
    senses,
    shares,
    signs,
    subjectless,
    undone,
    viewpoints,
    words,
)
from rag.compose.gate.reading import Reading
from rag.types import Difference, Draft

Comparison = Callable[[Reading, Sequence[Reading]], Iterator[Difference]]
_COMPARISONS: tuple[Comparison, ...] = (
    numbers.differences,
    dates.differences,
    words.differences,
    quotations.differences,
    directions.differences,
    moves.differences,
    negation.of_things,
    negation.of_words,
    hedging.of_words,
    phrases.differences,
    places.differences,
    facts.differences,
    senses.differences,
    subjectless.differences,
    ordered.differences,
    paired.differences,
    conjuncts.differences,
    instead.differences,
    exceptions.differences,
    conditions.differences,
    hinging.differences,
    causes.differences,
    apposed.differences,
    reported.differences,
    naming.differences,
    shares.differences,
    narrowing.differences,
    modifiers.differences,
    particles.differences,
    undone.differences,
    viewpoints.differences,
    fragments.differences,
)


def differences(draft: Draft) -> Iterator[Difference]:
    """What a draft says otherwise than the sentences that it cites, kind by kind."""
    own = reading.of_draft(draft)
    cited = [each for sentence in draft.sentences for each in reading.of_cited(sentence)]
    if any(own.text == each.text for each in cited):
        return
    yield from signs.differences(own, cited)
    yield from minus.differences(own, cited)
    if same.is_one(own, cited):
        return
    if length.is_tangled(own, cited):
        yield Difference("tangled", draft.text)
        return
    for compare in _COMPARISONS:
        yield from compare(own, cited)
