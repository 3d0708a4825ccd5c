"""Whether a number counts a part of what another one counts: "three of the 14", "five were in critical condition".

But: by the words next to the number; who was counted under another name is for `persons`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.figures import classes
from rag.figures.nouns import Figure
from rag.words import stem, tokens

_SMALL = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|twenty|thirty|forty|fifty|hundred"
_COUNTED = (
    rf"(?:the |these |those )?(?P<head>\d[\d,]*|(?:{_SMALL})(?:-\w+)?|(?<=those )\w+|(?<=the )(?:dead|victims|injured"
    r"|wounded|missing|hurt|killed|evacuated|casualties|deaths|fatalities|injuries|arrested|detained|rescued))\b"
)
_BEHIND = re.compile(rf"(?: more| others)? of (?:them|whom|which|these|those|{_COUNTED})\b", re.IGNORECASE)
_BEFORE = re.compile(
    rf"(?:^|[;:.,(] |\b(?:and|but|with) )of (?:(?:them|whom|which|these|those),?|{_COUNTED}(?: [\w’'-]+){{0,4}}?,) "
    r"(?:at least |about |only |another )?$",
    re.IGNORECASE,
)
_STATE = re.compile(  # what is told of some who were counted before; how a count was made is told of all
    r"(?: of \w+)?,? (?:was|were|is|are|being|critically|seriously|badly|severely|in (?:an? )?(?:critical|serious"
    r"|stable|grave|intensive|hospital))\b(?! (?:\w+ )?(?:confirmed|reported|recorded|found|recovered|registered|lost"
    r"|affected|involved|counted(?! twice)))"
)
_ABOARD = re.compile(r"\b(?:aboard|on board|on the|in the|inside|who)\b")
_LOOK = 70  # code points before a number in which a sentence says of what it is a part


def is_part(text: str, opens: int, figure: Figure, *, elliptic: bool, told: Sequence[Figure]) -> bool:
    """Whether a figure, whose bound begins at `opens`, counts a part of another one.

    `elliptic`: whether the clause before it tells what it counts. `told`: the figures before it.
    """
    opening = _BEFORE.search(text, max(0, opens - _LOOK), opens)
    named = _BEHIND.match(text, figure.end) or opening
    if not named:
        return elliptic and bool(_STATE.match(text, figure.end))
    if elliptic or not figure.said or _head(named["head"]) & figure.said:
        return True
    if told:
        return any(figure.said & each.said for each in told)
    return not _ABOARD.search(text, named.start(), named.end())


def _head(words: str | None) -> frozenset[str]:
    """The classes of what it is a part of: "of the dead"."""
    named = (classes.of(stem(word)) for word in tokens(words or ""))
    return frozenset(name for name in named if name)
