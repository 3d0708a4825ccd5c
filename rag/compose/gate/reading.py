"""A draft and what it cites, read for comparing: clauses, who says them, and which words stand together.

Each text is read once and all checks look at the same reading. But: nothing is judged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

import msgspec

from rag.compose.gate import openers
from rag.compose.gate.grammar import clauses as grammar
from rag.compose.gate.grammar import parsed as parsing
from rag.compose.gate.grammar.clauses import Clause
from rag.compose.gate.grammar.lemmas import lemma
from rag.compose.gate.grammar.parsed import Parsed
from rag.compose.gate.grammar.phrases import Phrase
from rag.compose.gate.licensed import alike
from rag.marks import dateline, dates, quoted
from rag.marks.certainty import clauses, frames
from rag.types import Dated, Draft, Quote, Sentence, Span
from rag.words import STOPWORDS, tokens

_ASIDE = re.compile(r" ?\([^()]*\)")
_GIVEN = re.compile(r" (?:to|by) ")
_CUT = re.compile(r", (?:while|whereas|although|though)\b")
_REPORTING = frozenset(
    map(
        lemma,
        "say tell report announce add note state claim allege warn argue estimate believe think insist predict "
        "expect suggest suspect fear hope confirm acknowledge admit concede explain complain deny promise pledge find "
        "show reveal write declare rule conclude maintain testify".split(),
    )
)
_SAY, _TELL = lemma("say"), lemma("tell")
_ACCUSE = lemma("accuse")
_SMALL = frozenset(map(lemma, STOPWORDS))
_UNTOLD = date(1801, 6, 10)  # stands for the day of an undated article: what is relative there stays comparable
_FURTHER = 1  # phrases that may stand between two that are tied: "the mayor of the town of Oskel"
_NEAR = 9  # tokens in which two words of one thing stand


class Source:
    """Who a stretch of a text is given to: the lemmas of the words that name them."""

    def __init__(self, words: frozenset[str], told: Span, verb: Span) -> None:
        self.words, self.told, self.verb = words, told, verb


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
        found = tuple(self._reporting())
        seen = {each.verb.start for each in found} | self._deeds()
        return (*found, *(each for each in _sources(self.text) if each.verb.start not in seen))

    def _deeds(self) -> set[int]:
        """Where verbs stand that may tell of speech, but have a thing as their object: "recalled its ambassador"."""
        tokens_ = self.parsed.tokens
        return {
            tokens_[each.verb.main].start
            for each in self.clauses
            if each.objects and each.verb.lemma not in _REPORTING and not tokens_[each.objects[0].start].quoted
        }

    def _reporting(self) -> Iterator[Source]:
        """Who says what by a verb of saying or thinking with a clause behind it: "prosecutors allege that"."""
        tokens_ = self.parsed.tokens
        yield from self._according()
        for clause in self.clauses:
            verb, end = clause.verb, clause.end
            if verb.lemma not in _REPORTING or not clause.subjects or end >= len(tokens_):
                continue
            told = self._told(clause)
            if told:
                words = frozenset[str]().union(*(each.words for each in clause.subjects))
                yield Source(words, told, Span(tokens_[verb.main].start, tokens_[verb.main].end))

    def _according(self) -> Iterator[Source]:
        """Who says what by "according to"."""
        tokens_ = self.parsed.tokens
        for n, token in enumerate(tokens_[:-2]):
            phrase = self.parsed.phrase_at(n + 2)
            if token.lower != "according" or tokens_[n + 1].lower != "to" or phrase is None:
                continue
            end = next((each.end for each in tokens_[n:] if each.text in ",."), len(self.text))
            told = Span(0, token.start) if n else Span(end, len(self.text))
            words = (each.lemma for each in tokens_[n + 2 :] if each.start < end and each.kind == "word")
            yield Source(frozenset(words) - _SMALL, told, Span(token.start, tokens_[n + 1].end))

    def _told(self, clause: Clause) -> Span | None:
        """What a verb of saying tells: the clause behind it, or the one that it closes; None for a thing."""
        tokens_, verb, end = self.parsed.tokens, clause.verb, clause.end
        if tokens_[end].lower == "that" or self._is_clause(verb.end, end) or self._tells_later(clause):
            start = tokens_[verb.end - 1].end
            return Span(start, self._cut(clause, start))
        bare = not clause.objects or verb.lemma == _TELL
        closes = clause.start > 1 and tokens_[clause.start - 1].text == "," and bare
        return Span(0, tokens_[clause.start].start) if closes and verb.form in ("finite", "part") else None

    def _cut(self, clause: Clause, start: int) -> int:
        """Where what is told from `start` on ends; in a relative clause at its comma: "which said it closed, fell"."""
        cut = _CUT.search(self.text, start)
        end = cut.start() if cut else len(self.text)
        if clause.opener in ("who", "which") and self.is_beside(clause):
            return min(end, next((each.start for each in self.parsed.tokens[clause.end :] if each.text == ","), end))
        return next((each for each in self._semicolons if start < each < end), end)

    @cached_property
    def _semicolons(self) -> list[int]:
        """The semicolons behind which the article lets somebody speak anew."""
        speak = [self.parsed.tokens[each.verb.start].start for each in self.clauses if each.verb.lemma == _SAY]
        return [each.start for each in self.parsed.tokens if each.text == ";" and any(each.start < at for at in speak)]

    def _is_clause(self, start: int, end: int) -> bool:
        """Whether a clause follows a verb without "that": its subject, then its verb."""
        verb = self.parsed.verb_at(end)
        if verb is None or self.parsed.verbs[verb].form in ("inf", "ing"):
            return False
        return any(start <= each.start and each.end == end and each.prep in (None, "of") for each in self.parsed.nouns)

    def _tells_later(self, clause: Clause) -> bool:
        """Whether "said" is followed by a subject that something is set beside: "said the suspect, a student, has"."""
        tokens_, end = self.parsed.tokens, clause.end
        leads = bool(clause.subjects) and clause.subjects[0].end <= clause.verb.start
        bare = leads and clause.verb.lemma == _SAY and tokens_[end].text == ","
        behind = any(each.verb.form == "finite" and each.verb.start > end for each in self.clauses)
        return bare and behind and self.parsed.phrase_at(end - 1) is not None and end - 1 > clause.verb.end - 1

    @cached_property
    def opener(self) -> frozenset[str]:
        """The lemmas of the name that its opening pronoun means; none where that is not sure."""
        return openers.names(self.sentence) if self.sentence else frozenset()

    def attributed(self, clause: Clause) -> list[Source]:
        """Those who are said to say a clause."""
        at = self.parsed.tokens[clause.verb.main].start
        if self.is_beside(clause):
            return []
        told = (each for each in self.sources if each.words and each.told.start <= at < each.told.end)
        return [each for each in told if not _holds(each.verb, at)]

    def is_beside(self, clause: Clause) -> bool:
        """Whether a clause is told beside: ", who had been missing since Saturday,"."""
        at = clause.verb.start - 1
        while at > 0 and self.parsed.tags[at] not in ("rel", "verb", "mark", "sub"):
            at -= 1
        return at > 0 and self.parsed.tags[at] == "rel" and self.parsed.tokens[at - 1].text == ","

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


def _sources(text: str) -> Iterator[Source]:
    """Who says what, in the main clause and in the others."""
    spans = [Quote(start=each.start, end=each.end) for each in quoted.spans(text)]
    said = clauses.blanked(text, Span(0, len(text)), spans)
    seen: set[int] = set()
    for words, is_main in ((clauses.main(said), True), (said, False)):
        for frame in frames.found(words):
            given = not frame.trailing and _GIVEN.match(text, frame.verb.end)  # "houses promised to families"
            if given or lemma(frame.verb.of(text)) == _ACCUSE:
                continue  # what somebody is accused of hangs on the verb, in the passive too
            if frame.verb.start not in seen and (is_main or not frame.trailing):
                seen.add(frame.verb.start)
                yield Source(_named(frame.source.of(text)), _told(text, frame), frame.verb)


def _named(words: str) -> frozenset[str]:
    return frozenset(lemma(each) for each in tokens(words) if each not in STOPWORDS) or frozenset(
        (words.lower().strip(),)
    )


def _told(text: str, frame: frames.Frame) -> Span:
    """What is told, up to where the article goes on in its own voice."""
    end = frame.source.start if frame.trailing else frame.told.end
    cuts = list(_CUT.finditer(text, frame.told.start, end))
    if frame.trailing:
        return Span(cuts[-1].end() if cuts else frame.told.start, frame.told.end)
    return Span(frame.told.start, cuts[0].start() if cuts else frame.told.end)


def shown_verb(reading: Reading, clause: Clause) -> str:
    """A clause's verb with its auxiliaries."""
    found = reading.parsed.tokens[clause.verb.start : clause.verb.end]
    return reading.text[found[0].start : found[-1].end]


def shown(reading: Reading, phrase: Phrase) -> str:
    """The words of a phrase."""
    found = reading.parsed.tokens[phrase.start : phrase.end]
    return reading.text[found[0].start : found[-1].end]
