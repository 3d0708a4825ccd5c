"""What an article says of its own mistakes: corrections, clarifications, amendments, and earlier versions of it.

What is wrong and what stands is taken verbatim from the notice, figures and names. But: nothing is inferred; where the
notice does not tell, both are empty.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import date

from rag.figures import numbers, reading
from rag.figures.nouns import Figure
from rag.figures.superseding import dead, is_given_as_right, restated
from rag.marks import dates, proper
from rag.marks.sentences import sentences
from rag.types import Notice, Span

_ITEM = r"(?:article|story|report|piece|headline|post|dispatch|item|column|caption|graphic|interview|list|timeline)"
_VERSION = rf"(?:headline|caption|version of (?:this|the|our) {_ITEM}|version(?! of\b))s?\b"
_LABEL = re.compile(
    r"[\W_]*(?P<kind>corrections?|corrected|clarifications?|amendments?|errat(?:um|a)|editor['’]?s?['’]? notes?)"
    r"(?:(?: and| &|,| \()[^\n.:]{0,24}?)? ?(?::|[—–-] )",
    re.IGNORECASE,
)
_OPENED = re.compile(r"[(\[]\W*(?:corrects|clarifies|fixes|amends)\b", re.IGNORECASE)
_SAID = re.compile(
    rf"\b(?:(?:an|the|our) (?:earlier|previous|original|first|initial) (?:\w+ )?{_VERSION}"
    rf"|this {_ITEM} (?:has been|was|had been|is) (?:\w+ )?(?:corrected|amended|revised|changed|clarified"
    rf"|updated (?:to (?:correct|clarify)|with the correct))"
    rf"|this {_ITEM} (?:originally|initially|previously|earlier) (?:said|stated|gave|misstated|reported|put|named)\b"
    rf"|this {_ITEM} (?:incorrectly|wrongly|mistakenly|erroneously|misstated|misspelled)\b"
    r"|(?:we|the newspaper) (?:incorrectly|wrongly|mistakenly) (?:said|stated|reported|gave)"
    r"|figures? (?:has|have) been corrected)",
    re.IGNORECASE,
)
_ERROR = re.compile(
    r"\b(?:correct\w*|misstat\w*|misspel\w*|misidentif\w*|misquot\w*|misattribut\w*|incorrect\w*|wrong\w*"
    r"|mistake\w*|erroneous\w*|in error|amend\w*"
    r"|clarif\w*|said|stated|gave|reported|referred|named|transposed|revised|put)\b",
    re.IGNORECASE,
)
_CORRECTED = re.compile(r"\b(?:corrected|amended|clarified|misstated|incorrect(?:ly)?)\b", re.IGNORECASE)
_NOT = re.compile(r",? (?:and )?(?:not|rather than|instead of) (?:(?:in|at|by|for|of|from|to|on|with|the|as) ){0,2}")
_INSTEAD = re.compile(  # "would open on 20 May. It will open on 27 May."
    r"(?: [\w’'-]+){0,6}[.;,]? (?:it|they|the [\w -]{2,40}?|in fact,? it) (?:is|was|will|opens?|took|takes"
    r"|begins?|starts?|should|happened|closes?|ends?)\b(?: (?!not\b)[\w’'-]+){0,6} ",
    re.IGNORECASE,
)
_OF_ARTICLE = re.compile(  # the day on which the mistake was made
    rf"\b(?:{_ITEM}|published|reported|printed|amended|corrected|updated|edition|version|issue)s?"
    r"(?: \w+)?,? (?:on |of |from |in )?$|\b(?:said|wrote|stated) on $",
    re.IGNORECASE,
)
_SOME_DAY = date(2000, 1, 1)  # what days are counted from does not matter here, only where they stand
_LONGEST = 700  # code points of a notice
_NEXT = 2  # sentences of its paragraph, behind the one that says it, that a notice may run on


def read(text: str) -> tuple[Notice, ...]:
    """The notices of a text in order, none within another."""
    return tuple(_notice(text, span) for span in _spans(text))


def _spans(text: str) -> Iterator[Span]:
    """Where the notices stand: paragraphs labelled as such, else the sentences that speak of earlier versions."""
    for line in re.finditer(r"[^\n]+", text):
        start, end = _stripped(text, *line.span())
        if end - start <= _LONGEST and _is_labelled(text, start, end):
            yield Span(start, end)
        elif _SAID.search(text, start, end):
            yield from _unlabelled(text, start, end)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip())


def _is_labelled(text: str, start: int, end: int) -> bool:
    """Whether a paragraph opens as a notice; an editor's note is one only where it tells of a mistake."""
    label = _LABEL.match(text, start, end)
    if not label:
        return bool(_OPENED.match(text, start, end))
    is_note = label["kind"].lower().startswith("editor")
    return not is_note or bool(_SAID.search(text, start, end) or _CORRECTED.search(text, start, end))


def _unlabelled(text: str, start: int, end: int) -> Iterator[Span]:
    within = [Span(start + each.start, start + each.end) for each in sentences(text[start:end])]
    at = next(
        (n for n, each in enumerate(within) if _SAID.search(each.of(text)) and _ERROR.search(each.of(text))), None
    )
    if at is not None:
        yield Span(within[at].start, within[min(at + _NEXT, len(within) - 1)].end)


def _notice(text: str, span: Span) -> Notice:
    words = span.of(text)
    told = [found for way in (_figures, _numbers, _days, _names, _right) if any(found := way(words))]
    wrong, right = next((each for each in told if all(each)), next(iter(told), ((), ())))
    return Notice(start=span.start, end=span.end, wrong=wrong, right=right)


def _figures(words: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The figures of a notice that are wrong and those that stand, each with its unit."""
    read = reading.read(words)
    gone = dead(words, read) or restated(words, read)
    wrong = [each.figure for each in gone]
    right = [each.stands for each in gone if each.stands and each.stands not in wrong]
    return _verbatim(words, wrong), _verbatim(words, right)


def _verbatim(words: str, figures: list[Figure]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.span.of(words) for each in sorted(figures, key=lambda each: each.start)))


def _numbers(words: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A bare number behind a "not", and the one before it: "It is 34, not 37"."""
    found = [Span(each.start, each.end) for each in numbers.read(words)]
    for one, other in itertools.pairwise(found):
        if re.fullmatch(
            r"[\w ]{0,20}?,? ?(?:and )?(?:not|rather than|instead of) (?:the )?", words[one.end : other.start]
        ):
            return (other.of(words),), (one.of(words),)
    return (), ()


def _days(words: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The days on either side of a "not", or the one that was said and the one that the next sentence gives."""
    found = [
        each
        for each in dates.read(words, _SOME_DAY)
        if each.kind == "DATE" and not _OF_ARTICLE.search(words[: each.start])
    ]
    for one, other in itertools.pairwise(found):
        between = words[one.end : other.start]
        if _NOT.fullmatch(between):
            return (words[other.start : other.end],), (words[one.start : one.end],)
        if _INSTEAD.fullmatch(between) and _ERROR.search(words, 0, one.start):
            return (words[one.start : one.end],), (words[other.start : other.end],)
    return (), ()


def _names(words: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names on either side of a "not": "in Tilbrook, not in Corden"."""
    found = [each for each in proper.names(words) if not _LABEL.match(f"{each.of(words)}:")]
    for negated in _NOT.finditer(words):
        wrong = [each for each in found if each.start == negated.end()]
        right = [each for each in found if each.end == negated.start()]
        if wrong and right:
            return (max(wrong).of(words),), (min(right).of(words),)
    return (), ()


def _right(words: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The number that a notice gives as the right one where it does not repeat the wrong one."""
    found = [Span(each.start, each.end) for each in numbers.read(words)]
    return (), tuple(each.of(words) for each in found if is_given_as_right(words, each))
