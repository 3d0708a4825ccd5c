"""A draft and what it cites, read for comparing: clauses, who says them, and which words stand together.

Each text is read once and all checks look at the same reading. But: nothing is judged here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cached_property

import msgspec

from rag.compose.gate import openers, speech
from rag.compose.gate.grammar import clauses as grammar
from rag.compose.gate.grammar import parsed as parsing
from rag.compose.gate.grammar.clauses import Clause, is_beside
from rag.compose.gate.grammar.parsed import Parsed
from rag.compose.gate.grammar.phrases import Phrase
from rag.compose.gate.licensed import alike
from rag.compose.gate.speech import Source
from rag.marks import dateline, dates
from rag.types import Dated, Draft, Sentence, Span

_ASIDE = re.compile(r" ?\([^()]*\)")
_UNTOLD = date(1801, 6, 10)  # stands for the day of an undated article: what is relative there stays comparable
_FURTHER = 1  # phrases that may stand between two that are tied: "the mayor of the town of Oskel"
_NEAR = 9  # tokens in which two words of one thing stand


class Reading:
    """A text as it is compared: `sentence` is where it stands, None for a draft."""

    def __init__(self, text: str, times: Sequence[Dated], sentence: Sentence | None = None) -> None:
        self.text, self.sentence = text, sentence
        self.parsed: Parsed = parsing.parse(text, times)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Its clauses, one a verb."""
        return grammar.clauses(self.parsed)

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """The lemmas of all its tokens."""
        return frozenset(each.lemma for each in self.parsed.tokens)

    @cached_property
    def spelled(self) -> frozenset[str]:
        """Its words in lower case."""
        return frozenset(each.lower for each in self.parsed.tokens)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Who says what in it."""
        return speech.sources(self.parsed, self.clauses)

    @cached_property
    def opener(self) -> frozenset[str]:
        """The lemmas of the name that its opening pronoun means; none where that is not sure."""
        return openers.names(self.sentence) if self.sentence else frozenset()

    def attributed(self, clause: Clause) -> list[Source]:
        """Those who are said to say a clause."""
        at = self.parsed.tokens[clause.verb.main].start
        if is_beside(self.parsed, clause):
            return []
        told = (each for each in self.sources if each.words and each.told.start <= at < each.told.end)
        return [each for each in told if not _holds(each.verb, at)]

    def places(self, wanted: str) -> list[int]:
        """Where the tokens of a lemma or one like it stand."""
        return sorted(n for each, places in self._places.items() if alike(wanted, each) for n in places)

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for n, each in enumerate(self.parsed.tokens):
            found.setdefault(each.lemma, []).append(n)
        return found

    def are_together(self, one: str, other: str) -> bool:
        """Whether two words stand near each other with no verb but "be" between them."""
        found = self.places(other)
        return any(self._is_near(a, b) for a in self.places(one) for b in found if abs(a - b) <= _NEAR)

    def _is_near(self, a: int, b: int) -> bool:
        """Whether two tokens stand in one phrase in their order, or in two that "of", a comma or "is" ties together."""
        low, high = sorted((a, b))
        one, other = self.parsed.phrase_at(low), self.parsed.phrase_at(high)
        if one is not None and one == other:
            return a <= b
        start, end = one.end if one else low + 1, other.start if other else high
        return self._is_tied(start, end)

    def _is_tied(self, start: int, end: int) -> bool:
        """Whether only what ties phrases stands between two tokens, and at most one phrase more."""
        parsed = self.parsed
        between = range(start, end)
        further = {phrase.start for n in between if (phrase := parsed.phrase_at(n)) and phrase.start >= start}
        return len(further) <= _FURTHER and all(
            parsed.tags[n] not in ("verb", "conj", "rel", "sub", "to")
            and parsed.tokens[n].text not in (".", ";", ":")
            and (parsed.tags[n] != "aux" or _is_copula(parsed, n))
            for n in between
        )


def _is_copula(parsed: Parsed, n: int) -> bool:
    return parsed.tokens[n].lower in ("is", "are", "was", "were", "be", "been", "has", "became", "'s")


def of_draft(draft: Draft) -> Reading:
    """The reading of a draft, its times counted from the day of the first article that it cites."""
    return Reading(draft.text, dates.read(draft.text, day_of(draft.sentences[0])))


def day_of(sentence: Sentence) -> date:
    """The day that what a sentence says is counted from: its article's, or one that stands for it."""
    return dateline.day(sentence.revision) or _UNTOLD


def of_cited(sentence: Sentence) -> list[Reading]:
    """The readings of a cited sentence: as it is, and without what it has in brackets."""
    times = (dateline.day(sentence.revision) and sentence.dates) or dates.read(sentence.text, day_of(sentence))
    whole = Reading(sentence.text, times, sentence)
    asides = [Span(*match.span()) for match in _ASIDE.finditer(sentence.text)]
    return [whole, _without(whole, times, asides)] if asides else [whole]


def _without(whole: Reading, times: Sequence[Dated], asides: Sequence[Span]) -> Reading:
    """A reading without some stretches of its text."""
    text, kept = whole.text, list(times)
    for aside in reversed(asides):
        text = text[: aside.start] + text[aside.end :]
        outside = (each for each in kept if each.end <= aside.start or aside.end <= each.start)
        kept = [_moved(each, aside) for each in outside]
    return Reading(text, kept, whole.sentence)


def _moved(dated: Dated, aside: Span) -> Dated:
    by = aside.end - aside.start if aside.end <= dated.start else 0
    return msgspec.structs.replace(dated, start=dated.start - by, end=dated.end - by)


def _holds(span: Span, at: int) -> bool:
    return span.start <= at < span.end


def shown_verb(reading: Reading, clause: Clause) -> str:
    """A clause's verb with its auxiliaries."""
    found = reading.parsed.tokens[clause.verb.start : clause.verb.end]
    return reading.text[found[0].start : found[-1].end]


def shown(reading: Reading, phrase: Phrase) -> str:
    """The words of a phrase."""
    found = reading.parsed.tokens[phrase.start : phrase.end]
    return reading.text[found[0].start : found[-1].end]
