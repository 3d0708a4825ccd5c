"""The figures of a sentence: each number with its unit, and what its own clause says of it.

But: clauses are told by the words between two numbers, not by grammar.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from rag.figures import classes, marking, numbers, parts, persons, units
from rag.figures.nouns import Figure
from rag.figures.numbers import Number
from rag.types import Span
from rag.words import STOPWORDS, stem, tokens

_BORDERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"[;—]|[.!?] ",
        r", (?:and|after|as|with|when|which|saying|most|mostly|while|but|against|compared|including|up|down)\b",
        r", | (?:while|whereas|but|against|compared|versus|including|after|than|when|before|injuring|killing)\b"
        r"|(?= not\b)",
        r" (?:from|with|to|and|of)\b",
    )
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_ASIDE = re.compile(  # what follows the clause of a sentence's last number
    r", (?:and|but|which|who|while|making|saying|adding|said|so)\b| and (?:the|it|he|she|they|said|will|would"
    r"|that)\b|; |[.!?] (?=[A-Z“])"
)
_FAR = 14  # words between a number and the word that tells what it counts
_ELLIPTIC = 4  # content words up to which a clause leaves out what the one before it said
_NUMBER_OF = re.compile(
    r"\b(?:number|count|tally|total) of (?:[\w’'-]+ ){0,2}?(?P<noun>[\w’'-]{2,}[^\Wus’']s|people|women|men"
    r"|children)\b",
    re.IGNORECASE,
)
_ROSE_TO = re.compile(  # "cases rose to 210"
    r"\b(?P<noun>[A-Za-z’'-]{2,}[^\Wus’']s)\b(?: (?:in|of|among|at|from|for) [^,;]{2,40}?)? (?:had |have "
    r"|has )?(?:also )?"
    r"(?:rose|risen|climbed|jumped|fell|fallen|dropped|grown?|grew|increased|declined|stood|swelled) (?:to"
    r"|at) ?[\w ]{0,12}?\d"
)
_AT_LAW = re.compile(
    r"\b(?:courts?|legal|law|criminal|trial|judges?|prosecut\w+|murder|fraud|lawsuits?)\b", re.IGNORECASE
)
_ONE_OF = re.compile(r" of (?!\d)")
_AS_NOUN = re.compile(  # "searched for the missing"
    r"(?<!number of )\b(?:the|for) (?:missing|dead|injured|wounded|killed|evacuated|displaced)\b", re.IGNORECASE
)


def read(sentence: str, told: Sequence[Figure] = ()) -> tuple[Figure, ...]:
    """The figures of a sentence, in order; numbers that count nothing known are left out.

    `told`: those of the sentence before it, of which they may be parts.
    """
    found = numbers.read(sentence)
    if not found:
        return ()
    clauses = _clauses(sentence, found)
    figures: list[Figure] = []
    for number, clause in zip(found, clauses, strict=True):
        figure = _figure(sentence, number, clause, figures, told)
        if figure:
            figures.append(figure)
    return tuple(figures)


def _clauses(text: str, found: Sequence[Number]) -> list[Span]:
    """The words that belong to each number: the text, parted once between each two."""
    borders = [_border(text, one.end, other.opens) for one, other in itertools.pairwise(found)]
    last = _ASIDE.search(text, found[-1].end)
    first = max((m.end() for m in re.finditer(r"[;—] |[.!?] (?=[A-Z“])", text[: found[0].opens])), default=0)
    return [
        Span(start, end)
        for start, end in zip([first, *borders], [*borders, last.start() if last else len(text)], strict=True)
    ]


def _border(text: str, start: int, end: int) -> int:
    for pattern in _BORDERS:
        places = [match.start() for match in pattern.finditer(text, start, end + 1)]
        if places:
            return places[-1]
    return end


def _figure(
    text: str, number: Number, clause: Span, figures: Sequence[Figure], told: Sequence[Figure]
) -> Figure | None:
    one = number.value == 1 and number.upper is None
    noun, stop = units.read(text, number.end, sign=number.sign, one=one, hyphened=number.hyphened)
    said, words = _said(text, clause, number, noun)
    before = figures[-1] if figures and not said and len(words) <= _ELLIPTIC else None
    if before:
        said, words = frozenset(each for each in before.said if classes.fits(each, noun)), words | before.words
    unit, kind = _counted(text, clause, number, said, noun, before)
    if not unit or (one and unit != units.PEOPLE and not number.sign and number.scale == 1):
        return None
    among = one and not number.sign and _ONE_OF.match(text, number.end)
    if among and not said & classes.PERSONAL:
        return None  # "said one of the marchers"
    figure = Figure(
        start=number.start,
        end=number.end,
        value=number.value,
        upper=number.upper,
        bound=number.bound,
        unit=unit,
        kind=kind,
        said=said,
        words=words,
        marks=marking.read(text, clause, Span(number.opens, stop), unit),
        clause=clause,
    )
    is_part = parts.is_part(text, number.opens, figure, elliptic=bool(before and not noun), told=[*told, *figures])
    is_part = is_part or bool(among) or (noun != unit and persons.are_joined(text, Span(number.opens, stop), clause))
    return replace(figure, marks=figure.marks | {"part"}) if is_part else figure


def _counted(
    text: str, clause: Span, number: Number, said: frozenset[str], noun: str, before: Figure | None
) -> tuple[str, str]:
    """The unit of a number, and the kind of people where it counts some."""
    if said & classes.GATHERED and noun in ("", *units.GATHERED):
        return units.PEOPLE, ""
    if noun:
        return persons.counted(noun, said)
    unit = _left_out(text, clause, number, said, before)
    return unit, persons.nation(text, number.end) if unit == units.PEOPLE else ""


def _left_out(text: str, clause: Span, number: Number, said: frozenset[str], before: Figure | None) -> str:
    """The unit of a number without a noun: that of "number of", of those who are killed, or of the clause before."""
    if re.match(r"[ -](?:of|in|out of) \d| ?[-–]", text[number.end : number.end + 12]):
        return ""
    found = list(_NUMBER_OF.finditer(text, clause.start, number.start))
    if not found and not said & classes.PERSONAL:
        found = list(_ROSE_TO.finditer(text, clause.start, number.end))
    if found:
        return units.named(found[-1]["noun"])
    if before and before.unit:
        return before.unit
    return units.PEOPLE if said & classes.PERSONAL else ""


def _said(text: str, clause: Span, number: Number, unit: str) -> tuple[frozenset[str], frozenset[str]]:
    """The classes that are told of a number, the nearest and what is joined to it, and the stems of its clause."""
    before = [*_stems(text, clause.start, number.opens)][::-1]
    behind = [*_stems(text, number.end, clause.end)]
    words = frozenset(each for each, at in (*before, *behind) if each not in STOPWORDS and not each.isdigit())
    near = sorted(
        (n, at, found)
        for side in (before, behind)
        for n, (each, at) in enumerate(side)
        if (found := classes.of_unit(each, unit))
    )
    if unit == "case" and not _AT_LAW.search(text):
        return frozenset({"infected"}), words
    near = [
        each
        for each in near
        if each[0] <= _FAR and not _AS_NOUN.match(text, text.rfind(" ", 0, max(0, each[1] - 1)) + 1)
    ]
    if not near:
        return frozenset(), words
    joined = {found for n, at, found in near if _is_joined(text, near[0][1], at)}
    return frozenset({near[0][2], *joined}), words


def _is_joined(text: str, one: int, other: int) -> bool:
    """Whether two words are joined: "killed or injured", "death toll"."""
    low, high = sorted((one, other))
    return bool(re.fullmatch(r"\w+(?: (?:or|and) )", text[low:high]))


def _stems(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    for match in _WORD.finditer(text, start, end):
        for token in tokens(match.group()) if not match.group().startswith("March") else ():  # the month is no march
            yield (token if token in STOPWORDS else stem(token)), match.start()
