"""What a draft tells as the cause or the aim of something is so in what it cites, and of the same thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.compose.gate import entailed, speech
from rag.compose.gate.grammar.clauses import Clause
from rag.compose.gate.grammar.lemmas import lemma
from rag.compose.gate.reading import Reading
from rag.types import Difference

_CAUSING = frozenset(
    map(
        lemma,
        "because since as due owing thanks caused cause blame blamed attribute reason over for result after led lead "
        "prompt trigger stem follow amid so by therefore hence".split(),
    )
)  # words by which a citation may tell a cause


def differences(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """The causes that no citation gives, or that one gives of something else."""
    for n, word in _found(draft):
        theirs = [(each, at) for each in cited for at, other in _found(each) if other == word]
        if not theirs and not any(_CAUSING & each.lemmas for each in cited):
            yield Difference("direction", word)
        elif theirs and not any(_is_same(_before(draft, n), _before(each, at)) for each, at in theirs):
            yield Difference("direction", word)


def _found(reading: Reading) -> Iterator[tuple[int, str]]:
    """Where a reading tells a cause or an aim."""
    words = [each.lower for each in reading.parsed.tokens]
    for n, word in enumerate(words):
        if reading.parsed.tokens[n].quoted:
            continue
        if word == "because" or words[n : n + 2] == ["so", "that"]:
            yield n, word


def _before(reading: Reading, n: int) -> Clause | None:
    """The clause before a token whose cause is told: the last that is none of saying; None where the cause leads."""
    told = (each for each in reading.clauses if each.verb.end <= n and not speech.is_reporting(each.verb.lemma))
    return max(told, key=lambda each: each.verb.start, default=None)


def _is_same(own: Clause | None, other: Clause | None) -> bool:
    if own is None or other is None:
        return True
    return entailed.tells(own.verb.lemma, other.verb.lemma) or other.verb.form in ("inf", "ing")
