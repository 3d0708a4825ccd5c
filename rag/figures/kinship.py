"""What two figures are to each other: the same, an update, a conflict, a late reprint, or nothing of the sort.

But: in doubt nothing of the sort. Which of several then stands, is for `development`.
"""

from __future__ import annotations

from msgspec import Struct

from rag.figures import classes, refuting, scope, tellers, units
from rag.figures.nouns import Figure, Kin, Superseded, Told
from rag.figures.scope import Scope
from rag.figures.superseding import dead, is_labelled
from rag.marks import proper
from rag.words import STOPWORDS, rarity, stem, tokens

_ABOUT = 0.05  # how far "about" reaches, as a share
_ROUNDED, _ROUND_FROM = 0.025, 1000  # share up to which large numbers may be rounded, and what is large
_CONVERTED = 0.03  # share by which one length may differ in two units: 30 days are a month
_FALLEN = 3  # times by which a count may be higher than what a late reprint of it says
_LATER = 6 * 3600 * 1_000_000  # microseconds on one day from which a report is a later one
_SAYING = STOPWORDS | frozenset(  # what does not tell what is counted
    map(stem, "said say says told report reported put according statement people per cent percent still now".split())
)
_LIKE = 0.4  # share of their telling words that two figures without a class have in common
_NEWS = frozenset("still now risen rose climbed remain remained remaining".split())  # words of a count that goes on

_ALTERED = frozenset(  # words of a sentence, or a ban, that another one takes the place of
    "cut cuts reduced reduces lowered shortened raised increased extended lengthened doubled halved commuted".split()
)


class Known(Struct, frozen=True):
    """A figure as it is told with all that is read around it, so that it is read once.

    `superseded`: what its own sentence says no longer stands; `refuted`: of that sentence, by the next ones; `denied`:
    of those before, by it.
    """

    told: Told
    scope: Scope
    superseded: tuple[Superseded, ...]
    refuted: tuple[Superseded, ...] = ()
    denied: tuple[Superseded, ...] = ()

    @property
    def figure(self) -> Figure:
        """The figure itself."""
        return self.told.figure

    @property
    def is_superseded(self) -> bool:
        """Whether its own sentence, or the reply to it, says that it no longer stands."""
        return any(each.figure.span == self.figure.span for each in (*self.superseded, *self.refuted))

    def supersedes(self, figure: Figure) -> bool:
        """Whether its sentence says that the value of `figure` no longer stands."""
        return any(_is_one_value(each.figure, figure) for each in self._all)

    def calls_wrong(self, figure: Figure) -> bool:
        """Whether its sentence says that the value of `figure` never was right."""
        return any(each.wrong and _is_one_value(each.figure, figure) for each in self._all)

    def replaces(self) -> bool:
        """Whether it is told as what stands instead of another one."""
        return any(each.stands and each.stands.span == self.figure.span for each in (*self.superseded, *self.denied))

    @property
    def _all(self) -> tuple[Superseded, ...]:
        return (*self.superseded, *self.refuted, *self.denied)


def know(told: Told) -> Known:
    """Everything around a figure, read."""
    return Known(
        told,
        scope.of(told),
        dead(told.text, refuting.read(told.text, told.before)),
        refuting.refuted((told.text, *told.after), corrects=any(map(is_labelled, told.before))),
        refuting.denied(told.text, told.before),
    )


def kin(one: Told, other: Told) -> Kin:
    """What two figures are to each other; the order of the two does not matter."""
    return between(know(one), know(other))


def between(one: Known, other: Known) -> Kin:
    """What two figures are to each other, where all around them is known."""
    if not _is_one_slot(one, other) or _are_side_by_side(one, other):
        return "other"
    early, late = sorted((one, other), key=order)
    if late.is_superseded:
        return "reprint"
    later = _is_later(early.told, late.told)
    counted = early.figure.said & late.figure.said & classes.CUMULATIVE
    if later and counted and late.figure.bound == "least" and early.figure.amount > late.figure.amount:
        return "reprint"  # "at least nine" after 14 says nothing new
    if later and _has_risen(early.figure, late.figure):
        return "update"
    if _agree(early.figure, late.figure):
        return "same"
    if late.supersedes(early.figure) or early.supersedes(late.figure):
        return "update"
    return _disagreeing(early, late, later=later)


def _are_side_by_side(one: Known, other: Known) -> bool:
    """Whether a sentence tells both as they stand: then they are two things, whatever they count."""
    alike = one.told.text == other.told.text and one.told.group == other.told.group
    same = one.figure.amount == other.figure.amount
    return alike and not same and not (one.is_superseded or other.is_superseded)


def order(known: Known) -> tuple[float, ...]:
    """When a figure was told; on one day at no known time a grown count is the later one."""
    told, figure = known.told, known.figure
    grown = figure.amount if figure.said & classes.CUMULATIVE else -figure.amount
    return (told.day.toordinal(), told.moment, figure.bound == "exact", grown, figure.start)


def _is_later(early: Told, late: Told) -> bool:
    both_timed = bool(early.moment and late.moment)
    return late.day > early.day or (both_timed and late.moment - early.moment >= _LATER)


def _has_risen(early: Figure, late: Figure) -> bool:
    """Whether a count that was "at least" something has since passed it."""
    return early.bound == "least" and bool(early.said & classes.FLUID) and late.amount > early.amount * (1 + _ROUNDED)


def _disagreeing(early: Known, late: Known, *, later: bool) -> Kin:
    """What two values of one slot are that can't both be right at one time."""
    apart = (late.told.day - early.told.day).days
    of_one = _are_of_one(early.told, late.told, later=later)
    fluid = bool(late.figure.said & classes.FLUID)
    counted = bool(late.figure.said & classes.CUMULATIVE)
    if not (later or _says_news(late) or _says_news(early)) and tellers.differ(early.told, late.told):
        return "conflict"
    if of_one:
        timed = bool(early.told.moment and late.told.moment)
        return "update" if apart or timed or counted else "other"
    if later and counted and late.figure.amount < early.figure.amount and not _says_lowered(late):
        return "reprint" if early.figure.amount <= _FALLEN * late.figure.amount else "other"
    if apart > 1 or (later and (fluid or _NEWS & set(tokens(late.told.text)))) or _says_lowered(late):
        return "update"
    return "conflict" if _is_wholly_alike(early, late) else "other"


def _are_of_one(early: Told, late: Told, *, later: bool) -> bool:
    """Whether the later figure takes the place of the earlier: by who told it, or in a later version of its text."""
    alone = not (early.voice and late.voice) or early.voice == late.voice
    if early.group == late.group:
        return later or alone  # nearly one text, at one time, by two who answer for it: each gives its own figure
    return later and alone and bool(early.voice)


def _says_news(known: Known) -> bool:
    """Whether a sentence tells of a count that goes on, or takes the place of another."""
    return bool(_NEWS & set(tokens(known.told.text))) or _says_lowered(known)


def _says_lowered(known: Known) -> bool:
    """Whether a sentence says that its figure took the place of a higher one."""
    words = set(tokens(known.told.text))
    corrected = bool(
        words & {"lowered", "lowers", "revised", "revises", "corrected", "corrects", "reduced", "downward"}
    )
    return corrected or known.replaces()


def _is_one_slot(one: Known, other: Known) -> bool:
    """Whether two figures count one thing, in one place, of one matter."""
    left, right = one.figure, other.figure
    if left.dimension != right.dimension or not _are_marked_alike(one, other):
        return False
    if "more" in left.marks and not _agree(left, right):
        return False
    if _may_be_part(one, other) or _may_be_part(other, one):
        return False
    fluid = bool(left.said & right.said & (classes.FLUID | classes.LENGTHS))
    days = (one.told.day, other.told.day)
    return (
        _is_said_alike(one, other)
        and not scope.differ(one.scope, other.scope, days, fluid=fluid)
        and scope.touch(one.scope, other.scope, abs((days[0] - days[1]).days))
    )


def _are_marked_alike(one: Known, other: Known) -> bool:
    """Whether the same sets both apart; what corrects a forecast ("It is 30 million, not 50") need not sound as one."""
    corrects = one.calls_wrong(other.figure) or other.calls_wrong(one.figure)
    ignored = {"forecast"} if corrects else set[str]()
    return one.figure.marks - ignored == other.figure.marks - ignored


def _may_be_part(part: Known, whole: Known) -> bool:
    """Whether the people that `part` names by their kind may be some of those that `whole` counts."""
    one, other = part.figure, whole.figure
    if not one.kind or one.kind == other.kind or _agree(one, other):
        return False
    return bool(other.kind) or (one.amount < other.amount and not _is_later(part.told, whole.told))


def _is_said_alike(one: Known, other: Known) -> bool:
    """Whether the same is told of two figures: one class that tells all, else most of their telling words too."""
    left, right = one.figure.said, other.figure.said
    telling, others = _telling(one), _telling(other)
    shared, weights = _weight(telling & others), (_weight(telling), _weight(others))
    if not left and not right:
        return shared >= _LIKE * max(weights) > 0
    if left & right & classes.LENGTHS:  # one may be sentenced twice
        replaced = one.supersedes(other.figure) or other.supersedes(one.figure)
        return replaced or any(_ALTERED & set(tokens(each.told.text)) for each in (one, other))
    return bool(left & right & classes.COMPLETE) or (bool(left & right) and shared >= _LIKE * min(weights) > 0)


def _is_wholly_alike(one: Known, other: Known) -> bool:
    """Whether no word tells of a difference: figures without a class conflict only where one side says no more."""
    if one.figure.said & other.figure.said:
        return True
    left, right = _telling(one), _telling(other)
    return not (_weight(left - right) and _weight(right - left))


def _telling(known: Known) -> frozenset[str]:
    """The stems that tell what is counted: no class, no name, no unit."""
    figure = known.figure
    names = {stem(token) for token in known.scope.known}
    return frozenset(
        each
        for each in figure.words - names - _SAYING - set(figure.unit.split("/"))
        if classes.of(each) is None and not proper.is_calendar(each)
    )  # fmt: skip


def _weight(words: frozenset[str]) -> float:
    return sum(map(rarity, words))


def _agree(one: Figure, other: Figure) -> bool:
    """Whether two values may both be right: their intervals meet, and come near enough where their units differ."""
    low, high = _interval(one)
    other_low, other_high = _interval(other)
    slack = 0.0 if one.unit == other.unit else _CONVERTED * min(one.amount, other.amount)
    return low <= other_high + slack and other_low <= high + slack


def _is_one_value(one: Figure, other: Figure) -> bool:
    if one.unit != other.unit:
        near = _CONVERTED * min(one.amount, other.amount)
        return one.dimension == other.dimension and abs(one.amount - other.amount) <= near
    return abs(one.value - other.value) <= max(_rounding(one.value), _rounding(other.value))


def _interval(figure: Figure) -> tuple[float, float]:
    unit = units.scale(figure.unit)
    if figure.upper is not None:
        return figure.amount, figure.upper * unit
    if figure.bound == "least":
        return figure.amount, float("inf")
    if figure.bound == "most":
        return 0.0, figure.amount
    slack = max(_rounding(figure.value), figure.value * _ABOUT if figure.bound == "about" else 0.0) * unit
    return figure.amount - slack, figure.amount + slack


def _rounding(value: float) -> float:
    """Half a unit of the last digit that is no zero, for numbers large enough to be rounded."""
    if value < _ROUND_FROM or value != int(value):
        return 0.0
    digits = str(int(value))
    zeros = len(digits) - len(digits.rstrip("0"))
    return min(0.5 * 10.0**zeros, _ROUNDED * value) if zeros else 0.0
