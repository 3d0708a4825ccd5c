"""A sentence read: its tokens with their tags, and the phrases that they make."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from msgspec import Struct

from rag.compose.gate.grammar import phrases, tagging, tokens
from rag.compose.gate.grammar.phrases import Phrase, Verb
from rag.compose.gate.grammar.tokens import Token
from rag.compose.gate.grammar.verbal import Tag
from rag.types import Dated


class Parsed(Struct, frozen=True, dict=True):
    """A sentence read: its tokens with their tags, its nouns' and its verbs' phrases."""

    text: str
    tokens: tuple[Token, ...]
    tags: tuple[Tag, ...]
    nouns: tuple[Phrase, ...]
    verbs: tuple[Verb, ...]

    def phrase_at(self, n: int) -> Phrase | None:
        """The noun's phrase that the `n`th token stands in."""
        return self._phrases.get(n)

    def verb_at(self, n: int) -> int | None:
        """The place among the verbs of the one that the `n`th token stands in."""
        return self._verbs.get(n)

    @cached_property
    def _phrases(self) -> dict[int, Phrase]:
        return {n: each for each in self.nouns for n in range(each.start, each.end)}

    @cached_property
    def _verbs(self) -> dict[int, int]:
        return {n: at for at, each in enumerate(self.verbs) for n in range(each.start, each.end)}


def parse(text: str, dates: Sequence[Dated]) -> Parsed:
    """A sentence read."""
    found = tokens.read(text, dates)
    tags = tuple(tagging.tags(found))
    return Parsed(text, found, tags, phrases.nouns(found, tags), phrases.verbs(found, tags))
