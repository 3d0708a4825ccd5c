"""A figure that the next sentences refute: "The Herald reported 4,000. That is wrong: the council counted 1,400".

But: only what is said flatly. A quoted "That is wrong", a denial by one party and a guess at the true number refute
nothing; nor does a reply that does not tell which of several figures it means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from rag.figures import classes, leaning, numbers, reading, units
from rag.figures.nouns import Figure, Superseded
from rag.figures.numbers import Number
from rag.figures.superseding import dead, is_bare, is_given_as_right, is_labelled
from rag.types import Span
from rag.words import stem, tokens

_FEW = 12  # numbers of a reply that are looked at
REPLIES = 3  # sentences behind one that may refute it: "That is wrong. It counts children twice. It was 1,400."

_NOUN = r"(?:figure|number|count|claim|report|total|toll|tally|estimate|story|statement|sum|amount|account)s?"
_BE = r"(?: (?:is|was|were|are|has proved|have proved|proved|turned out to be|turns out to be)|['’]s)"
_WRONG = (
    r"(?: (?:simply|plainly|just|clearly|also|now|quite|in fact|known to be))?(?:(?: not|n['’]t) (?:true|so|correct"
    r"|right|accurate|the case)| (?:wrong|incorrect|false|untrue|inaccurate|mistaken|erroneous|exaggerated|overstated"
    r"|understated|withdrawn|retracted|an? (?:\w+ )?(?:error|mistake|miscount|misprint|exaggeration)"
    r"|(?:far |much |way )?too (?:high|low)))\b(?! (?:to|for|of|in|that|with|about|on)\b)"
)
_OPENING = r"(?:(?:but|yet|however|officials say)[, ]+)?"
_WHOSE = r"(?:that|those|this|these|the|its|their|his|her|(?:the )?(?-i:[A-Z])[\w’'-]+(?: [\w’'-]+){0,3}['’]s?)"
_CALLED = rf"{_WHOSE} (?:[\w-]+ )?{_NOUN}(?: (?:it |they )?(?:gave|given|reported|published|cited|quoted))?"
_PRONOUN = re.compile(rf"{_OPENING}(?:that|this|it|those|these|they){_BE}{_WRONG}", re.IGNORECASE)
_OWNED_UP = re.compile(
    r"(?:(?:but|sadly|unfortunately|in this|there)[, ]+)?(?:we|the (?:news)?paper|(?:the|our) (?:report|story|article)"
    r"|I) (?:(?:simply|have|had|has) )?(?:got (?:it|that|this|the (?:number|figure)s?) (?:badly |quite |all )?wrong"
    r"|(?:was|were) (?:wrong|mistaken|in error)(?! about)|made (?:a|an) (?:mistake|error)|erred)\b",
    re.IGNORECASE,
)
_SPOKEN = re.compile(r",? (?:[\w’'-]+ ){0,5}(?:said|says|added|told)\b")  # an opinion, unless it gives reasons
_MAY_RIGHT = re.compile(  # what a reply has that gives another number
    r"^(?:but )?(?:in |actually|the |its |it |there )|\b(?:correct|actual|true|right|real|proper|accurate) \w+"
    r"|\b(?:number|figure|total|toll|count|tally|sum|amount|value)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"[:;—]")
_SHORT = re.compile(r"(?:(?:that(?: is|['’]s) )?not (?:so|true)|untrue|wrong|false)[:;.,—–]", re.IGNORECASE)
_NOUNED = re.compile(rf"{_OPENING}{_CALLED}{_BE}{_WRONG}", re.IGNORECASE)
_SINCE_SAID = re.compile(
    r"[^“\"]{0,60}?\b(?:(?:has|have|had) (?:since |later |now |also )?|since |later |then )?(?:said|says|say|found"
    r"|established|acknowledged|admitted|conceded|confirmed|corrected)(?: (?:on|late on) \w+)?(?: that)? "
    rf"(?:{_CALLED}|that|this|it){_BE}{_WRONG}",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\b(?:since|later|now|acknowledged|admitted|conceded|established|found|corrected)\b", re.IGNORECASE
)
_IN_FACT = re.compile(r"(?:but )?(?:in fact|in reality|in truth|actually)\b", re.IGNORECASE)
_FLAT = re.compile(  # what stands before the number
    rf"(?:{_IN_FACT.pattern},? )?(?:(?:the|its) (?:number|figure|total|toll|count|tally) (?:is|was) "
    r"|it (?:is|was) |there (?:are|were) )?(?:only |just )?(?:at least |about |around |some )?$",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"\b(?:report(?:s|ed|edly|ing)?|newspapers?|papers?|broadcasters?|headlines?|articles?|story|stories|websites?"
    r"|posts?|posted|rumou?rs?|social media|viral|claim(?:s|ed)?|published|wrote)\b",
    re.IGNORECASE,
)
_TELLING = re.compile(
    rf"{_REPORT.pattern}|\b(?:said|says|put|gave|told|estimated|according to|stated|announced|counted)\b", re.IGNORECASE
)
_LEANS = re.compile(r"\bof (?:them|whom|which|those|these|the)\b", re.IGNORECASE)


def refuted(lines: Sequence[str], *, corrects: bool = False) -> tuple[Superseded, ...]:
    """The figure of the first of some sentences in a row that those behind it refute, with what stands.

    `corrects`: whether they are of a correction that opens before them.
    """
    corrects = corrects or (bool(lines) and is_labelled(lines[0]))
    if len(lines) < 2 or not (_is_refuting(lines[0], lines[1]) or corrects):
        return ()
    told = _told(lines[0])
    meant = [(each, stands) for each in told for stands in _stands(each, lines, corrects=corrects)]
    if not meant and len(told) == 1 and _says_wrong(lines[0], lines[1]):
        return (Superseded(figure=told[0], wrong=True),)
    return tuple(Superseded(figure=each, stands=stands, wrong=True) for each, stands in meant[:1])


def read(text: str, before: Sequence[str]) -> tuple[Figure, ...]:
    """The figures of a sentence, with the one that stands for what the sentences before it told wrongly."""
    if not numbers.read(text):
        return ()
    last = before[-1] if before else ""
    found = reading.read(text, reading.read(last) if last and _LEANS.search(text) else ())
    found = leaning.read(text, found, last, corrects=is_labelled(last)) if last else found
    for stands in (each.stands for each in denied(text, before)):
        if stands:
            others = [other for other in found if other.start != stands.start]
            found = tuple(sorted([*others, stands], key=lambda figure: figure.start))
    return found


def denied(text: str, before: Sequence[str]) -> tuple[Superseded, ...]:
    """What a sentence refutes of those before it, the nearest of which is the last."""
    found: list[Superseded] = []
    for n in range(len(before)):
        corrects = any(map(is_labelled, before[:n]))
        known = refuted(before[n:], corrects=corrects)
        found += [each for each in refuted([*before[n:], text], corrects=corrects) if each not in known]
    return tuple(found)


def leans(text: str) -> bool:
    """Whether a sentence gives a bare number that only the ones before it explain: "The number was 1,400"."""
    found = numbers.read(text)
    if len(found) != 1 or reading.read(text):
        return False
    (number,) = found
    flat = _FLAT.fullmatch(text[: number.opens])
    return flat is not None or is_given_as_right(text, Span(number.start, number.end))


def _numbers(text: str) -> list[Number]:
    """The first numbers of a reply: one with more refutes no single figure."""
    return numbers.read(text)[:_FEW]


def _told(line: str) -> list[Figure]:
    gone = [each.figure for each in dead(line)]
    return [each for each in reading.read(line) if each not in gone and "part" not in each.marks]


def _is_refuting(line: str, reply: str) -> bool:
    """Whether a sentence may refute the one before it, by itself or by the number that it gives."""
    if not _TELLING.search(line):
        return bool(_NOUNED.match(reply))
    if _says_wrong(line, reply):
        return True
    return bool(_MAY_RIGHT.search(reply)) and any(_is_said_to_be(line, reply, each) for each in _numbers(reply))


def _says_wrong(line: str, reply: str) -> bool:
    """Whether a sentence calls what the one before it told wrong."""
    if _NOUNED.match(reply) or _SHORT.match(reply):
        return True
    if _OWNED_UP.match(reply):
        return True
    if plain := _PRONOUN.match(reply):
        spoken = _SPOKEN.match(reply, plain.end())
        return not spoken or bool(_GOES_ON.search(reply) and _REPORT.search(line))
    said = _SINCE_SAID.match(reply)
    return bool(said and (_SINCE.search(said.group()) or _REPORT.search(line)))


def _is_said_to_be(line: str, reply: str, number: Number) -> bool:
    """Whether a reply gives a number instead of the one before: as the right one, "in fact", or flatly."""
    span = Span(number.start, number.end)
    if is_given_as_right(reply, span, corrects=is_labelled(line)):
        return True
    flat = _FLAT.fullmatch(reply[: number.opens])
    if _IN_FACT.match(reply):
        return bool(flat) or any(each.said and each.start == number.start for each in reading.read(reply))
    closes = not re.search(r"\w", reply[units.read(reply, number.end, sign=number.sign)[1] :])
    return bool(flat and reply[:1] in "TtIi" and closes and _REPORT.search(line))


def _stands(figure: Figure, lines: Sequence[str], *, corrects: bool) -> Iterator[Figure]:
    """The numbers of the replies to a sentence that may stand for a figure of it."""
    line, reply, *further = lines
    wrong = _says_wrong(line, reply)
    for number in _numbers(reply):
        if wrong or _is_said_to_be(line, reply, number) or (corrects and _is_told_alike(figure, reply, number)):
            yield from _instead(figure, reply, number)
    for n, each in enumerate(further if wrong and not any(_instead_of(figure, reply)) else ()):
        for number in _numbers(each):
            flat = n == 0 and _is_said_to_be("reported", each, number)
            if flat or _is_of_class(figure, each, number):
                yield from _instead(figure, each, number)


def _instead_of(figure: Figure, reply: str) -> Iterator[Figure]:
    for number in _numbers(reply):
        yield from _instead(figure, reply, number)


def _is_told_alike(figure: Figure, text: str, number: Number) -> bool:
    """Whether a sentence gives a number of what `figure` counts, be it barely: "It will cost 30 million"."""
    said = {classes.of(stem(token)) for token in tokens(text[: number.opens])}
    return bool(said & figure.said) or _is_of_class(figure, text, number)


def _is_of_class(figure: Figure, text: str, number: Number) -> bool:
    return any(each.start == number.start and each.said & figure.said for each in reading.read(text))


def _instead(figure: Figure, text: str, number: Number) -> Iterator[Figure]:
    """The figure at a number, with what it leaves out as `figure` tells it; none where it counts something else."""
    if figure.bound == "least" and number.value >= figure.value:
        return  # both are so
    read = next((each for each in reading.read(text) if each.start == number.start), None)
    made = replace(
        figure,
        start=number.start,
        end=number.end,
        value=number.value,
        upper=number.upper,
        bound=number.bound,
        marks=frozenset(),
        clause=Span(0, len(text)),
    )
    if read and (read.dimension == figure.dimension or not is_bare(text, read)):
        other = read.dimension != figure.dimension or (read.said and figure.said and not read.said & figure.said)
        other = other or bool(_IN_FACT.match(text) and figure.said and not read.said)  # "in fact, 300 people fainted"
        if not other and "part" not in read.marks and read.amount != figure.amount:
            yield replace(read, said=read.said or figure.said, words=read.words | figure.words)
    elif is_bare(text, made) and number.value != figure.value:
        yield made
