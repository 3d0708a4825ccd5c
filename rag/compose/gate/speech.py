"""Who says what in a sentence: by verbs of saying, by "according to", and by what marks the attributions of articles.

But: who a pronoun means is not asked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from rag.compose.gate.grammar.clauses import Clause, is_beside
from rag.compose.gate.grammar.lemmas import lemma
from rag.compose.gate.grammar.parsed import Parsed
from rag.compose.gate.grammar.phrases import Verb
from rag.compose.gate.grammar.verbal import is_past
from rag.marks import quoted
from rag.marks.certainty import clauses, frames
from rag.types import Quote, Span
from rag.words import STOPWORDS, tokens

_GIVEN = re.compile(r" (?:to|by) ")
_CUT = re.compile(r", (?:while|whereas|although|though)\b")
_QUOTING = ("'", "’", "”", '"')
_REPORTING = frozenset(
    map(
        lemma,
        "say tell report announce add note state claim allege warn argue estimate believe think insist predict "
        "expect suggest suspect fear hope confirm acknowledge admit concede explain complain deny promise pledge find "
        "show reveal write declare rule conclude maintain testify hear doubt imagine dream pretend guess assume "
        "presume suppose understand feel reckon hint imply boast joke lie vow threaten speculate contend assert "
        "theorise theorize surmise".split(),
    )
)
_SAY, _TELL = lemma("say"), lemma("tell")
_ACCUSE = lemma("accuse")
_PASTS = frozenset("was were had did would could might should wasn weren hadn didn wouldn couldn 'd".split())
_SMALL = frozenset(map(lemma, STOPWORDS))


class Source:
    """Who a stretch of a text is given to: the lemmas of the words that name them."""

    def __init__(self, words: frozenset[str], told: Span, verb: Span) -> None:
        self.words, self.told, self.verb = words, told, verb


def sources(parsed: Parsed, told: Sequence[Clause]) -> tuple[Source, ...]:
    """Who says what in a sentence with these clauses."""
    speech = _Speech(parsed, told)
    found = tuple(speech.reporting())
    seen = {each.verb.start for each in found} | speech.deeds()
    return (*found, *(each for each in _sources(parsed.text) if each.verb.start not in seen))


def is_reporting(lemma_: str) -> bool:
    """Whether a verb with "that" lets its subject say or think what follows."""
    return lemma_ in _REPORTING


class _Speech:
    """The clauses of one sentence, asked for who says them."""

    def __init__(self, parsed: Parsed, told: Sequence[Clause]) -> None:
        self.parsed, self.clauses = parsed, told

    def deeds(self) -> set[int]:
        """Where verbs stand that may tell of speech, but have a thing as their object: "recalled its ambassador"."""
        tokens_ = self.parsed.tokens
        return {
            tokens_[each.verb.main].start
            for each in self.clauses
            if each.objects and each.verb.lemma not in _REPORTING and not tokens_[each.objects[0].start].quoted
        }

    def reporting(self) -> Iterator[Source]:
        """Who says what by a verb of saying or thinking with a clause behind it: "prosecutors allege that"."""
        tokens_ = self.parsed.tokens
        yield from self._according()
        for clause in self.clauses:
            verb, end = clause.verb, clause.end
            if verb.lemma not in _REPORTING or not clause.subjects or end >= len(tokens_):
                continue
            told = self._told(clause)
            if told:
                words = frozenset[str]().union(*(each.words or {each.head} for each in clause.subjects))
                yield Source(words, told, Span(tokens_[verb.main].start, tokens_[verb.main].end))

    def _according(self) -> Iterator[Source]:
        """Who says what by "according to"."""
        tokens_ = self.parsed.tokens
        for n, token in enumerate(tokens_[:-2]):
            phrase = self.parsed.phrase_at(n + 2)
            if token.lower != "according" or tokens_[n + 1].lower != "to" or phrase is None:
                continue
            end = next((each.end for each in tokens_[n:] if each.text in ",."), len(self.parsed.text))
            told = Span(0, token.start) if n else Span(end, len(self.parsed.text))
            beside = next((at for at in (n - 1, n - 2) if at > 0 and self.parsed.tags[at] == "rel"), None)
            if beside is not None:
                end = end if beside < n - 1 else tokens_[phrase.end - 1].end
                told = self._beside(beside, n)  # "which, according to the bank, is a record"
            words = frozenset(each.lemma for each in tokens_[n + 2 :] if each.start < end and each.kind == "word")
            yield Source((words - _SMALL) or words, told, Span(token.start, tokens_[n + 1].end))

    def _beside(self, start: int, n: int) -> Span:
        """A relative clause from a token on, up to the comma behind the `n`th with which the main clause goes on."""
        tokens_, tags = self.parsed.tokens, self.parsed.tags
        behind = (at for at in range(n + 1, len(tokens_) - 1) if tokens_[at].text == ",")
        ends = (at for at in behind if tags[at + 1] in ("verb", "aux") and self._is_told(n, at))
        return Span(tokens_[start].start, next((tokens_[at].start for at in ends), len(self.parsed.text)))

    def _is_told(self, start: int, end: int) -> bool:
        return any(start < each.verb.start < end for each in self.clauses)

    def _told(self, clause: Clause) -> Span | None:
        """What a verb of saying tells: the clause behind it, or the one that it closes; None for a thing."""
        tokens_, verb, end = self.parsed.tokens, clause.verb, clause.end
        that = tokens_[end].lower == "that" and self.parsed.tags[end] != "rel"
        gap = clause.opener in ("who", "which") and end == verb.end and self.parsed.tags[end] in ("verb", "aux")
        if that or gap or self._is_clause(verb.end, end) or self._tells_later(clause):
            start = tokens_[verb.end - 1].end
            return Span(start, self._cut(clause, start))
        bare = not clause.objects or verb.lemma == _TELL
        before = clause.start - 1
        while before > 0 and tokens_[before].text in _QUOTING:
            before -= 1
        closes = before > 0 and tokens_[before].text == "," and bare
        if closes and self.parsed.tags[before - 1] == "conj" and tokens_[end].text == ",":
            return Span(tokens_[end].start, len(self.parsed.text))  # "fell and, police said, tried to flee"
        return Span(0, tokens_[clause.start].start) if closes and verb.form in ("finite", "part") else None

    def _cut(self, clause: Clause, start: int) -> int:
        """Where what is told from `start` on ends; in a relative clause at its comma: "which said it closed, fell"."""
        cut = _CUT.search(self.parsed.text, start)
        end = cut.start() if cut else len(self.parsed.text)
        if self.parsed.tokens[clause.verb.main].quoted:  # what somebody quoted tells ends with the quotation
            end = next((each.start for each in self.parsed.tokens[clause.verb.end :] if not each.quoted), end)
        if clause.opener in ("who", "which") and is_beside(self.parsed, clause):
            return min(end, next((each.start for each in self.parsed.tokens[clause.end :] if each.text == ","), end))
        semicolons = sorted((*self._semicolons, *self._returning(clause)))
        return next((each for each in semicolons if start < each < end), end)

    def _returning(self, saying: Clause) -> Iterator[int]:
        """The semicolons with which the article goes on in the present, what "said" tells being in the past."""
        tokens_ = self.parsed.tokens
        for n in (n for n in range(saying.verb.end, len(tokens_)) if tokens_[n].text == ";"):
            told = [each.verb for each in self.clauses if saying.verb.end <= each.verb.start < n]
            behind = next((each.verb for each in self.clauses if each.verb.start > n), None)
            pasts = all(self._is_past(each) for each in (saying.verb, *told) if each.form in ("finite", "part"))
            if told and pasts and behind and behind.form == "finite" and not self._is_past(behind):
                yield tokens_[n].start

    def _is_past(self, verb: Verb) -> bool:
        word = self.parsed.tokens[verb.start].lower
        return word in _PASTS or is_past(word)

    @cached_property
    def _semicolons(self) -> list[int]:
        """The semicolons, and the commas with "but", behind which the article lets somebody speak anew."""
        tokens_ = self.parsed.tokens
        speak = [tokens_[each.verb.start].start for each in self.clauses if each.verb.lemma == _SAY]
        found = [each.start for each in tokens_ if each.text == ";" and any(each.start < at for at in speak)]
        return sorted([*found, *(tokens_[n].start for n in range(len(tokens_) - 1) if self._answers(n))])

    def _answers(self, n: int) -> bool:
        """Whether behind a comma and a conjunction the next verb is one of saying: ", but Reed insists"."""
        if self.parsed.tokens[n].text != "," or self.parsed.tags[n + 1] != "conj":
            return False
        behind = next((each for each in self.clauses if each.verb.start > n), None)
        return behind is not None and behind.verb.lemma in _REPORTING and behind.verb.form in ("finite", "part")

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
