"""The figures that a sentence itself says are no longer so: "to 34 from 37", "84 million, not 48".

But: it tells what the words declare, not whether another article agrees.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from rag.figures import classes, reading, units
from rag.figures.nouns import Figure, Superseded
from rag.types import Span

_APPROX = r"(?:at least |about |around |some |nearly |more than |over |almost |up to |roughly )?"
_CHANGE = re.compile(
    r"\b(?:r[aio]se[ns]?|raised|raises|lower(?:s|ed|ing)|cuts?|increase[sd]?|reduce[sd]|fell|falls?|fallen"
    r"|dropped|drops"
    r"|climb(?:s|ed)|jump(?:s|ed)|slip(?:s|ped)|grew|grown|went|surged|revise[sd]|revising|correct(?:s|ed|ing)"
    r"|amend(?:s|ed)"
    r"|change[sd]|updated?|down|up|narrowed|widened|swelled|doubled|edged|eased|dipped|slid|put)\b",
    re.IGNORECASE,
)
_CORRECTED = re.compile(
    r"\b(?:correct(?:s|ed|ing|ion)|revis(?:es?|ed|ing|ion)|restated?|amend(?:s|ed)|miscount\w*"
    r"|double[- ]count\w*|error|mistake"
    r"|mistaken(?:ly)?|misstated|wrong(?:ly)?|counted twice|lower(?:s|ed|ing))\b",
    re.IGNORECASE,
)
_WRONGLY = (
    r"(?:misstated|wrongly|mistakenly|erroneously|incorrectly|in error"
    r"|(?<!was )(?<!were )(?<!is )wrong(?: figure| number| count)?)\b(?:(?!\bto\b)[^.;:]){0,50}?"
)
_FROM = re.compile(
    rf"(?:[^.;]{{0,70}}?)[ ,](?:up |down )?from (?:an? |the |its |\w+day's |\w+day’s )?(?:earlier |previous "
    rf"|initial |first )?"
    rf"(?:figure |count |toll |estimate |level )?(?:of )?{_APPROX}$",
    re.IGNORECASE,
)
_FROM_BEFORE = re.compile(rf"\bfrom {_APPROX}$", re.IGNORECASE)
_TO = re.compile(rf"(?: [\w’'-]+){{0,3}}?(?: in \w+)? to {_APPROX}$", re.IGNORECASE)
_NOT_BEFORE = re.compile(rf"\b(?:not|rather than|instead of) (?:the )?{_APPROX}$", re.IGNORECASE)
_AS_REPORTED = re.compile(
    r"(?: [\w’'-]+){0,3}?,? as (?:(?:was|had been|it had|we|it|the \w+|this \w+) )?(?:first|earlier|initially"
    r"|previously|originally|wrongly"
    r"|reported|stated|said|mistakenly|announced|given)\b",
    re.IGNORECASE,
)
_BUT = re.compile(rf"[^.;]{{0,30}}?,? but {_APPROX}$", re.IGNORECASE)
_SAID = (
    r"(?:put|given|reported|said|stated|estimated|counted|announced|listed|spoken|recorded|believed|thought"
    r"|claimed|told)"
)
_EARLIER = re.compile(
    rf"(?:\bhad (?:(?:earlier|previously|initially|first|originally|at first|been) ){{1,3}}?{_SAID}\b[^.;,]{{0,60}}?"
    rf"|\bhad {_SAID} (?:the|its|their) [^.;,]{{2,50}}? at "
    rf"|\b(?:earlier|previous|initial|original|first) (?:[\w-]+ )?(?:report|figure|toll|count|estimate|number"
    rf"|tally|version|statement|story|total)s?\b"
    rf"[^.;]{{0,50}}?|\b(?:previously|initially|originally|earlier|first) {_SAID} (?:to be |as |at "
    rf"|that )?[^.;,]{{0,30}}?"
    rf"|\b(?:earlier|previously|initially|originally) (?:[\w’'-]+ ){{0,3}}?{_SAID} [^.;,]{{0,40}}?)"
    rf"{_APPROX}$",
    re.IGNORECASE,
)
_WRONG_BEFORE = re.compile(rf"\b{_WRONGLY}{_APPROX}$", re.IGNORECASE)
_WRONG_BEHIND = re.compile(
    r"[^.;]{0,60}?\b(?:was|were|is|had been|proved|turned out)(?: to be)? (?:wrong|untrue|not true|(?<!were )false"
    r"|incorrect|too (?:high|low)"
    r"|an? (?:\w+ )?(?:error|mistake)|mistaken"
    r"|inaccurate|overstated|understated|withdrawn|retracted)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:said|says|saying|reported|reporting|put|gave|giving|stated|claimed|claims|listed|wrote|published|announced"
    r"|reports? (?:of|that)|counted)\b[^.;]{0,80}$",
    re.IGNORECASE,
)
_SUM = r"(?:number|figure|total|toll|count|tally|sum|amount|value)"
_TRUE_SUM = rf"(?:(?:correct|actual|true|right|real|proper|accurate) {_SUM})"
_SUM_IS = (
    rf"(?:(?P<of> of [\w ]{{2,30}}?)| given)? (?:is|was|are|were|should (?:be|have been|read|have read)) {_APPROX}$"
)
_TRUE_IS = re.compile(rf"\b{_TRUE_SUM}{_SUM_IS}", re.IGNORECASE)
_NOW_IS = re.compile(rf"\b(?:{_TRUE_SUM}|(?:the|that|its) {_SUM}|it){_SUM_IS}", re.IGNORECASE)
_LABELLED = re.compile(
    r"\W*(?:corrections?|corrected|clarifications?|errat(?:um|a))\b[^\n.:]{0,24}(?::|[—–-]) ", re.IGNORECASE
)
_FURTHER = re.compile(r"(?: \w+)? (?:higher|lower|more|fewer|less|times)\b")
_LOOK = 110  # code points before a figure in which the words stand that tell what it is


def dead(sentence: str, figures: Sequence[Figure] | None = None) -> tuple[Superseded, ...]:
    """The figures that a sentence declares superseded, in order; `figures`: what was read in it, read again if None."""
    read = reading.read(sentence) if figures is None else figures
    return tuple(found for n in range(len(read)) if (found := _superseded(sentence, read, n)))


def _superseded(text: str, read: Sequence[Figure], n: int) -> Superseded | None:
    """What a sentence declares of its figure number `n`."""
    figure = read[n]
    start = read[n - 1].end if n else 0
    before, behind = text[start : figure.start], text[figure.end :]
    earlier = next((each for each in reversed(read[:n]) if _alike(each, figure)), None)
    later = next((each for each in read[n + 1 :] if _alike(each, figure)), None)
    if _is_denied(before, behind, earlier, later, text, figure):
        return Superseded(figure=figure, stands=later if _is_but(text, figure, later) else earlier or later, wrong=True)
    if earlier and earlier is read[n - 1] and _FROM.match(before) and _changes(text, earlier):
        return _replaced(text, figure, earlier)
    if later and later is read[n + 1] and _FROM_BEFORE.search(before) and _TO.match(text[figure.end : later.start]):
        return _replaced(text, figure, later) if _CHANGE.search(text, 0, figure.start) else None
    if _EARLIER.search(text[max(0, figure.start - _LOOK) : figure.start]):
        return _replaced(text, figure, earlier or later)
    return _put_right(text, read, n, _NOW_IS if is_labelled(text) else _TRUE_IS)


def restated(text: str, read: Sequence[Figure]) -> tuple[Superseded, ...]:
    """The figure that a correction tells was said, where it closes with "the number is" another one."""
    found = (_put_right(text, read, n, _NOW_IS) for n in range(len(read)))
    return tuple(each for each in [next(filter(None, found), None)] if each)


def _put_right(text: str, read: Sequence[Figure], n: int, cue: re.Pattern[str]) -> Superseded | None:
    """A figure that somebody told, where the text gives another one behind as the right one."""
    figure, start = read[n], max(read[n - 1].end if n else 0, read[n].start - _LOOK)
    if not _TOLD.search(text[start : figure.start]):
        return None
    for later in read[n + 1 :]:
        given = _given(cue, text, later.span)
        other = bool(figure.said and later.said and not figure.said & later.said)
        if given and not other and (_alike(later, figure) or (not given["of"] and is_bare(text, later))):
            unit = later.unit if later.dimension == figure.dimension else figure.unit
            stands = replace(later, unit=unit, said=later.said or figure.said)
            return Superseded(figure=figure, stands=stands, wrong=True) if stands.amount != figure.amount else None
    return None


def is_bare(text: str, figure: Figure) -> bool:
    """Whether no noun behind a figure tells what it counts."""
    return not units.read(text, figure.end)[0]


def is_labelled(text: str) -> bool:
    """Whether a sentence opens as a correction."""
    return _LABELLED.match(text) is not None


def is_given_as_right(text: str, figure: Span, *, corrects: bool = False) -> bool:
    """Whether a text gives the number at `figure` as the right one: "the true number is 33".

    `corrects`: whether it belongs to a correction, where "the number is 33" says so too.
    """
    return _given(_NOW_IS if corrects else _TRUE_IS, text, figure) is not None


def _given(cue: re.Pattern[str], text: str, figure: Span) -> re.Match[str] | None:
    before = text[max(0, figure.start - _LOOK) : figure.start]
    return None if _FURTHER.match(text, figure.end) else cue.search(before)


def _is_denied(
    before: str, behind: str, earlier: Figure | None, later: Figure | None, text: str, figure: Figure
) -> bool:
    """Whether a figure is said to be wrong: "not 37 as reported", "misstated", "was too high"."""
    if behind.startswith("-"):  # "a seven-day average"
        return False
    if _WRONG_BEFORE.search(before) or _WRONG_BEHIND.match(behind):
        return True
    if not _NOT_BEFORE.search(before):
        return False
    return bool(earlier or _AS_REPORTED.match(behind) or _is_but(text, figure, later))


def _is_but(text: str, figure: Figure, later: Figure | None) -> bool:
    return bool(later and _BUT.match(text[figure.end : later.start]))


def _alike(one: Figure, other: Figure) -> bool:
    return one.dimension == other.dimension and one.amount != other.amount and "part" not in one.marks


def _changes(text: str, figure: Figure) -> bool:
    return bool(_CHANGE.search(text, max(0, figure.clause.start - 1), len(text)))


def _replaced(text: str, figure: Figure, stands: Figure | None) -> Superseded:
    """A figure that another took the place of; a count that can only grow was wrong if it has fallen."""
    grown = stands is not None and stands.amount > figure.amount
    counted = bool(figure.said & classes.CUMULATIVE)
    corrected = bool(_CORRECTED.search(text)) and "forecast" not in figure.marks
    wrong = (counted and not grown) or ((corrected and not (grown and counted)) and _is_of_a_past(text, figure))
    return Superseded(figure=figure, stands=stands, wrong=wrong)


def _is_of_a_past(text: str, figure: Figure) -> bool:
    """Whether what is corrected is a report, and not a rate that somebody lowered."""
    return not re.search(r"\b(?:rates?|forecasts?|prices?|target|outlook|offer)\b", text[: figure.end], re.IGNORECASE)
