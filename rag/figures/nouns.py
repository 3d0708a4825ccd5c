"""The nouns of figures: what a sentence counts, and who told it when.

But: nothing is read here. Offsets are code points of the sentence, half-open.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from rag.figures import units
from rag.types import Span

Bound = Literal["exact", "least", "most", "about"]
Kin = Literal["same", "update", "conflict", "reprint", "other"]


class Figure(Struct, frozen=True, kw_only=True):
    """A number of a sentence and what it counts.

    `upper`: the other end of a range, else None. `unit`: the stem of the noun counted, a currency, "percent", "people"
    for people of no special kind, empty where the sentence leaves it out; "crown/share" for a rate. `said`: classes of
    what is told of it ("dead", "profit"). `kind`: what the people are called where others may have been counted beside
    them ("passeng"). `words`: stems of its clause. `marks`: what sets it apart from a plain count:
    a part, an increase, a forecast, last year's. `clause`: the words that belong to it.
    """

    start: int
    end: int
    value: float
    upper: float | None = None
    bound: Bound = "exact"
    unit: str = ""
    kind: str = ""
    said: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    clause: Span

    @property
    def span(self) -> Span:
        """Where the number stands."""
        return Span(self.start, self.end)

    @property
    def dimension(self) -> str:
        """What it has in common with figures that it can be compared with: a length of time, else its unit."""
        return units.dimension(self.unit)

    @property
    def amount(self) -> float:
        """Its value, by which it is compared with others of its dimension: 24 months are two years."""
        return self.value * units.scale(self.unit)


class Superseded(Struct, frozen=True, kw_only=True):
    """A figure that its own sentence says is no longer so.

    `stands`: the one that took its place, None where the sentence does not tell. `wrong`: whether it never was right;
    else it was, until things changed.
    """

    figure: Figure
    stands: Figure | None = None
    wrong: bool = False


class Told(Struct, frozen=True, kw_only=True):
    """A figure as one article tells it.

    `text`: its sentence. `day`: when the article came out, `moment` its microseconds where they are known, to order
    what came out on one day. `group`: which reports are copies of each other or of one origin. `voice`: who answers for
    it, the agency or else the outlet; empty where it is not told apart from its group. `about`: words of the article
    that tell of what it is, such as headline, dateline and first paragraph. `before`, `after`: up to three sentences
    next to it, in the order of the article. `begin`, `until`: the time that the figure is for, where the caller knows
    it better than the sentence.
    """

    figure: Figure
    text: str
    day: date
    group: str
    moment: int = 0
    voice: str = ""
    about: str = ""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    begin: date | None = None
    until: date | None = None


class Development(Struct, frozen=True, kw_only=True):
    """What became of a figure.

    `current`: what stands by the newest report, one for each value; more than one where independent reports disagree.
    `history`: what stood before, oldest first, one for each value. `dead`: what was told and taken back.
    """

    current: tuple[Told, ...] = ()
    history: tuple[Told, ...] = ()
    dead: tuple[Told, ...] = ()

    @property
    def conflicts(self) -> tuple[Told, ...]:
        """The reports that disagree about what stands; empty where they do not."""
        return self.current if len(self.current) > 1 else ()
