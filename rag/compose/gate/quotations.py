"""What a draft quotes stands verbatim in what it cites, and is given to who said it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.compose.gate.grammar.lemmas import lemma
from rag.compose.gate.reading import Reading
from rag.marks import quoted, quotes
from rag.types import Difference, Span
from rag.words import tokens

_CLAUSE = 4  # words from which a quotation tells something, so that a draft must say whose it is
_SPEAKING = frozenset(
    map(
        lemma,
        "say tell add ask write reply insist warn argue explain note tweet recall state declare announce claim call "
        "describe label brand dismiss hail condemn praise denounce respond shout urge quote post admit vow "
        "promise".split(),
    )
)
_DENYING = frozenset("not never no nor hardly far without neither cannot isn't wasn't don't won't".split())
_NEAR = 3  # words in which a denial stands before what it denies
_SHORT = 3  # letters that the small words of a title have: "of", "the"
_SPACE = re.compile(r"\s+")


def differences(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """The quotations that no citation has, and those that another one says there."""
    for span in quoted.spans(draft.text):
        words = span.of(draft.text)[1:-1]
        holding = [each for each in cited if _plain(words) in _plain(each.text)]
        if not holding or all(_is_trimmed(each.text, words) for each in holding):
            yield Difference("quote", span.of(draft.text))
        elif not any(_is_said_alike(draft, span, each, words) for each in holding):
            yield Difference("speaker", _speakers(draft, span) or span.of(draft.text))


def _is_trimmed(text: str, words: str) -> bool:
    """Whether a citation's quotation denies right before what a draft quotes of it: "far from proven"."""
    at = _place(text, words)
    if at is None:
        return False
    before = _plain(at.of(text)[1:-1]).partition(_plain(words))[0].split()
    return bool(_DENYING & set(before[-_NEAR:]))


def _plain(words: str) -> str:
    """Words for comparing: straight marks, single blanks, without the mark that ends them."""
    return _SPACE.sub(" ", quoted.straight(words)).strip(" .,!?\"'").casefold()


def _is_said_alike(draft: Reading, span: Span, cited: Reading, words: str) -> bool:
    """Whether both give the words to one speaker; a draft that names none leaves it open."""
    own = _around(draft, span)
    at = _place(cited.text, words)
    if at is None:
        return _is_title(words) or _is_within(cited)  # quoted by the draft alone
    theirs = _around(cited, at)
    if not own:
        return not theirs or len(words.split()) < _CLAUSE
    return bool(own & theirs)


def _is_title(words: str) -> bool:
    """Whether words may be the name of something, which some set in marks: “The Long Sea”."""
    told = [each for each in words.split() if len(each) > _SHORT]
    return bool(told) and all(each[:1].isupper() for each in told)


def _is_within(cited: Reading) -> bool:
    """Whether a citation stands in a quotation that begins or ends outside of it."""
    sentence = cited.sentence
    if sentence is None:
        return False
    span = sentence.span
    return any(each.start < span.end and span.start < each.end for each in sentence.quotes)


def _place(text: str, words: str) -> Span | None:
    for span in quoted.spans(text):
        if _plain(words) in _plain(span.of(text)):
            return span
    return None


def _around(reading: Reading, span: Span) -> frozenset[str]:
    """The lemmas of those who may say a quotation: the subject of the verb that is nearest to it."""
    told = (each.words for each in reading.sources if each.told.start <= span.start < each.told.end)
    return frozenset[str]().union(_marked(reading, span), _subjects(reading, span), *told)


def _marked(reading: Reading, span: Span) -> frozenset[str]:
    """Those who say it by what was read in the article."""
    alone = {each.speaker for each in quotes.read(reading.text) if each.start == span.start}
    start = reading.sentence.span.start + span.start if reading.sentence else 0
    whole = (
        {each.speaker for each in reading.sentence.quotes if each.start <= start < each.end}
        if reading.sentence
        else set()
    )
    return frozenset(lemma(word) for speaker in alone | whole if speaker for word in tokens(speaker))


def _subjects(reading: Reading, span: Span) -> frozenset[str]:
    """The subject of the nearest verb of saying outside quotations."""
    parsed = reading.parsed
    outside = [
        each
        for each in reading.clauses
        if not parsed.tokens[each.verb.main].quoted and each.verb.lemma in _SPEAKING and each.subjects
    ]
    nearest = min(outside, key=lambda each: _distance(parsed.tokens[each.verb.main].start, span), default=None)
    if nearest is None:
        return frozenset()
    return frozenset[str]().union(*(each.words for each in nearest.subjects))


def _distance(at: int, span: Span) -> int:
    return span.start - at if at < span.start else at - span.end


def _speakers(draft: Reading, span: Span) -> str | None:
    parsed = draft.parsed
    for each in draft.clauses:
        if each.subjects and each.subjects[0].words & _subjects(draft, span):
            first = each.subjects[0]
            return draft.text[parsed.tokens[first.start].start : parsed.tokens[first.end - 1].end]
    return None
