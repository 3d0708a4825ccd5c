"""What differs between a draft's sentence and one that seems to carry it: a denial, an opposite, another "last week".

Asked only where the gate finds nothing: there a vague time is carried by any time within it, and a verb by the noun
that is made of its opposite's synonym elsewhere in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.checking.opposites import opposites
from rag.compose.gate.grammar.verbal import Tag
from rag.compose.gate.licensed import alike
from rag.compose.gate.reading import Reading
from rag.types import Difference, Sentence
from rag.words import STOPWORDS, tokens

_RELATIVE = re.compile(
    r"\b(?P<side>this|last|next|the (?:next|previous|following|same)) (?P<unit>day|week|weekend|month|quarter|season"
    r"|year|decade|century|spring|summer|autumn|winter|night|morning|afternoon|evening)\b"
    r"|\bthe (?P<beside>day|week|month|year|night) (?P<way>before|after)\b"
    r"|\b(?:an?|one|two|three|\d+) (?:minute|hour|day|week|month|year|decade)s? (?P<ago>ago|earlier|later)\b",
    re.IGNORECASE,
)
_MEANT = {"the next": "after", "the following": "after", "the previous": "before"}
_BOUND = re.compile(
    r"\b(?:at (?:least|most)|as (?:much|many|few|little) as|up to|no (?:more|fewer|less) than)"
    r" (?P<number>[$£€]?\d[\d.,]*\d"
    r"|\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(r"(?:\b(?:not|never|cannot)|n['’]t) (?P<word>[\w-]+)", re.IGNORECASE)
_NEGATIVE = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|nowhere|neither|nor|cannot|without|lack\w*|fail\w*|refus\w+|declin\w+|den(?:y|ies|ied)"
    r"|reject\w*|unable|hardly|barely|impossible)\b|n['’]t\b",
    re.IGNORECASE,
)
_SAME: dict[Tag, Tag] = {"name": "noun"}


def differences(text: str, cited: Sequence[Sentence]) -> tuple[Difference, ...]:
    """What a text says the other way round than all that it cites, of another time, or more exactly."""
    return (*_denied(text, cited), *_opposed(text, cited), *_timed(text, cited), *_unbound(text, cited))


def _denied(text: str, cited: Sequence[Sentence]) -> Iterator[Difference]:
    """A denial that no citation has a word of, and one of a citation whose verb a text has without any."""
    own, theirs = _DENIAL.search(text), [match for each in cited for match in _DENIAL.finditer(each.text)]
    if own and not any(_NEGATIVE.search(each.text) for each in cited):
        yield Difference("negation", own.group())
    if not _NEGATIVE.search(text):
        spelled = tokens(text)
        said = (each for each in theirs if each["word"].lower() in spelled and each["word"].lower() not in STOPWORDS)
        yield from (Difference("negation", each["word"], each.group()) for each in said)


def _opposed(text: str, cited: Sequence[Sentence]) -> Iterator[Difference]:
    """The words of a text that no citation has in their part of speech, while one has their opposite there."""
    own, theirs = Reading(text, ()), [Reading(each.text, ()) for each in cited]
    for tag, word, lemma in _words(own):
        against = opposites(lemma)
        if not against or any(_has(each, tag, lemma) for each in theirs):
            continue
        said = next((w for each in theirs for t, w, other in _words(each) if t == tag and other in against), None)
        if said and said.lower() not in own.spelled:
            yield Difference("direction", word, said)


def _has(reading: Reading, tag: Tag, lemma: str) -> bool:
    return any(tag == each and alike(lemma, other) for each, _, other in _words(reading))


def _words(reading: Reading) -> Iterator[tuple[Tag, str, str]]:
    tokens = zip(reading.parsed.tags, reading.parsed.tokens, strict=True)
    return ((_SAME.get(tag, tag), each.text, each.lemma) for tag, each in tokens if not each.quoted)


def _timed(text: str, cited: Sequence[Sentence]) -> Iterator[Difference]:
    """The relative times of a text that no citation has, while one has such a time of the same sort."""
    theirs = [time for each in cited for time in _times(each.text)]
    for said, meant, sort in _times(text):
        others = [(other, same) for other, same, of in theirs if of == sort]
        if others and meant not in (same for _, same in others):
            yield Difference("date", said, others[0][0])


def _times(text: str) -> list[tuple[str, str, str]]:
    """The relative times of a text as they are written, on which side they lie, and of which sort they are."""
    found = []
    for each in _RELATIVE.finditer(text):
        side = each.group() if each["ago"] else each["way"] or each["side"]
        sort = each["unit"] or each["beside"] or each["ago"]
        found.append((each.group(), _MEANT.get(side.lower(), side.lower()), sort.lower()))
    return found


def _unbound(text: str, cited: Sequence[Sentence]) -> Iterator[Difference]:
    """The numbers of a text that every citation gives as a bound only: "35" for "as much as 35"."""
    bounds = [(match, each.text) for each in cited for match in _BOUND.finditer(each.text)]
    own = {match["number"].lower() for match in _BOUND.finditer(text)}
    for match, whole in bounds:
        number = match["number"]
        once = rf"(?<![\w.,]){re.escape(number)}(?![\w]|[.,]\d)"
        if number.lower() not in own and re.search(once, text) and len(re.findall(once, whole)) == 1:
            yield Difference("number", number, match.group())
