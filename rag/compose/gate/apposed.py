"""What a draft sets beside something between commas is the same thing in what it cites: "Dag Orm, the firm's founder,".

But: rows of things, which a conjunction closes, are none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.compose.gate import linking
from rag.compose.gate.grammar.phrases import Phrase
from rag.compose.gate.reading import Reading, shown
from rag.types import Difference

_KNOWN = frozenset("the its his her their".split())


def differences(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """The things that a draft sets side by side, and no citation has together."""
    for one, other in _pairs(draft):
        if not any(linking.have_together(each, one, other) for each in cited):
            yield Difference("roles", f"{shown(draft, one)}, {shown(draft, other)}")


def _pairs(reading: Reading) -> Iterator[tuple[Phrase, Phrase]]:
    """The phrases with nothing but a comma between, of which one is known and the other not named with it."""
    parsed = reading.parsed
    for one in parsed.nouns:
        other = parsed.phrase_at(one.end + 1)
        if other is None or other.start != one.end + 1 or parsed.tokens[one.end].text != ",":
            continue
        named = bool(one.names) + bool(other.names and other.head in other.names)
        known = [each for each in (one, other) if parsed.tokens[each.start].lower in _KNOWN]
        if named == 1 and known and not (one.is_pronoun or other.is_pronoun) and _closes(reading, other):
            yield one, other


def _closes(reading: Reading, phrase: Phrase) -> bool:
    """Whether a mark follows what is set beside, and with it no row of things."""
    tags, at = reading.parsed.tags, phrase.end
    while at + 1 < len(tags) and tags[at] == "prep" and (further := reading.parsed.phrase_at(at + 1)):
        at = further.end
    return at < len(tags) and tags[at] == "mark" and "conj" not in tags[phrase.end : at + 2]
