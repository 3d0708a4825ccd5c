"""Where, when and of what a figure is told: its names, times and event, and whether two of these agree.

But: no maps: a village and its valley are one place only where one of the two articles names both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from rag import gazetteer
from rag.figures import classes
from rag.figures.nouns import Told
from rag.marks import dates, proper, referents
from rag.types import Span
from rag.words import STOPWORDS, rarity, stem, tokens

_GENERIC = frozenset(
    "foods inc corp co ltd plc group holdings city town village district valley river county province region state "
    "north south east west northern southern eastern western central upper lower greater new port lake mount "
    "street".split()
)
_OFFICE = re.compile(
    r"\b(?:Ministry|Ministries|Office|Police|Department|Agency|Authority|Council|Board|Service|Administration"
    r"|Bureau|Brigade"
    r"|Army|Navy|Guard|Cross|Crescent|Commission|Committee|Prosecutors?|Court|Government|Parliament|Reuters|AP"
    r"|AFP|CNN|BBC)\b"
)
_SPEAKS = re.compile(
    r"(?:, [^,]{2,70}(?=,))?,? (?:has |had |also |later )?(?:said|says|told|added|wrote|tweeted|estimated|put)\b"
)
_SPOKEN = re.compile(
    r"\b(?:said|says|told|added|according to|spokes\w+|minister|mayor|governor|chief|commander|director|official"
    r"|professor"
    r"|economist|analyst|president|chairman|chairwoman|secretary)(?: (?:the|[a-z]+)){0,3},? $",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:its|it)\b")
_PLACED = re.compile(
    r"\b(?:in|at|near|of|from|on|outside|around|across|hit|struck|into|onto|off|for)(?: the)?(?: \w+){0,2} $"
)
_EVENTS = {
    "slide": "landslide landslides mudslide mudslides slide rockfall avalanche",
    "flood": "flood floods flooding flooded",
    "fire": "fire fires blaze wildfire wildfires bushfire inferno",
    "quake": "earthquake earthquakes quake quakes tremor aftershock",
    "crash": "crash crashes collision derailment derailed crashed collided",
    "blast": "explosion explosions blast blasts bomb bombing bombings exploded",
    "storm": "storm storms hurricane typhoon cyclone tornado tornadoes",
    "shooting": "shooting shootings gunman gunmen shot",
    "strike": "strike strikes walkout",
    "airstrike": "airstrike airstrikes missile missiles shelling drone",
    "sinking": "ferry capsized shipwreck capsizing sank sinking",
    "outbreak": "outbreak epidemic cholera measles ebola covid flu influenza virus dengue polio plague",
    "heat": "heatwave heat",
    "stampede": "stampede",
}  # fmt: skip
_EVENT = {stem(word): name for name, words in _EVENTS.items() for word in words.split()}
_REPORTED = re.compile(
    r"\b(?:r[io]se[ns]?|climbed|jumped|stands?|stood|toll|reached|now|still|by|as of|lowered|revised|put|so far"
    r"|confirmed|tally)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:since|until|than|like) (?:[\w’'-]+ ){0,4}$")  # what a time is only compared with
_LONG, _NEAR, _PAST = 27, 45, 200  # days: of a period that is no day; between reports of one matter; to one long over
_ORDINARY = 7.0  # rarity below which the word that opens a sentence is taken for no name
_OF_EVENT = 2.0  # what a kind of event in common adds to it
_HEADED = 2  # names at the head of an article that its sentences without a name are about
_BRIEF = 14  # days in which a kind of event and a country are enough to tell which event
_APART = 3  # days from which two days named are those of two events
_RARE, _ENOUGH, _CAP = 3.4, 8.0, 8.0  # rarity of a word that tells a matter, of all of them, and what one adds at most


class Scope(Struct, frozen=True):
    """What limits a figure.

    `names`: the tokens of each name in its clause, without who says it; where it has none, those of its sentence, else
    those at the head of its article, and `inherited` says so. `placed`: those that are places. `context`: all tokens of
    the sentence and of what the article is about. `known`: the tokens of all names there, `lands` of those of
    countries, states and their people. `events`: kinds of event of the sentence, else of the article, `nearby` of both.
    `periods`: first day and the day after the last of each time in the clause. `words`: stems of the context.
    `reported`: whether the clause speaks of a count or a length, and not of the event itself.
    """

    names: tuple[tuple[str, ...], ...]
    placed: tuple[tuple[str, ...], ...]
    context: frozenset[str]
    known: frozenset[str]
    lands: frozenset[str]
    events: frozenset[str]
    nearby: frozenset[str]
    periods: tuple[tuple[date, date], ...]
    words: frozenset[str]
    reported: bool
    inherited: bool = False


def of(told: Told) -> Scope:
    """The scope of a figure as it is told."""
    clause, text = told.figure.clause, told.text
    spans = [each for each in _longest(text) if not _is_speaker(text, each) and each.start != told.figure.start]
    inside = _names_of(text, [each for each in spans if clause.start <= each.start < clause.end])
    context = frozenset(tokens(f"{text} {told.about}"))
    named, headed = _names_of(text, spans), _names_of(told.about, _longest(told.about))
    everywhere = (*_names_of(text, _longest(text)), *headed)
    said, headlined = _events(text), _events(told.about)
    return Scope(
        names=tuple(inside or named or headed[:_HEADED]),
        placed=tuple(_names_of(text, [each for each in spans if _PLACED.search(text[: each.start])])),
        context=context,
        known=frozenset(token for name in everywhere for token in name),
        lands=frozenset(token for name in everywhere if gazetteer.kinds(" ".join(name)) for token in name),
        events=said or headlined,
        nearby=said | headlined,
        periods=_periods(told),
        words=frozenset(stem(token) for token in context if token not in STOPWORDS and not token.isdigit()),
        reported=bool(told.figure.said & classes.LENGTHS or _REPORTED.search(text, clause.start, clause.end)),
        inherited=not inside,
    )


def differ(one: Scope, other: Scope, days: tuple[date, date], *, fluid: bool) -> bool:
    """Whether two figures are of different places, companies, events or times."""
    if one.events and other.events and not (one.events & other.nearby or other.events & one.nearby):
        return True
    if one.lands and other.lands and not any(_has(each, other.lands) for each in one.lands):
        return True
    return _names_differ(one, other) or _times_differ(one, other, days, fluid=fluid)


def touch(one: Scope, other: Scope, apart: int) -> bool:
    """Whether two figures share names and rare words enough to be of one matter; `apart`: days between them."""
    shared_names = {each for each in one.known & other.known - _GENERIC if not proper.is_calendar(each)}
    own = {each for each in shared_names - one.lands - other.lands if stem(each) not in _EVENT}
    shared = {each for each in one.words & other.words if classes.of(each) is None}
    weight = sum(min(_CAP, rarity(each)) for each in shared if rarity(each) >= _RARE and not proper.is_calendar(each))
    weight += _OF_EVENT * bool(one.events & other.nearby or other.events & one.nearby)
    of_land = bool(shared_names and one.events & other.events and apart <= _BRIEF)
    return (bool(own) or of_land) and weight >= _ENOUGH


def _longest(text: str) -> list[Span]:
    found = [span for span in proper.names(text) if not _is_opener(text, span)]
    return [
        span for span in found
        if not any(each != span and each.start <= span.start and span.end <= each.end for each in found)
    ]  # fmt: skip


def _is_opener(text: str, span: Span) -> bool:
    """Whether a name is an ordinary word that only opens its sentence: "Revenue", "Corrects"."""
    word = span.of(text)
    if " " in word or re.search(r"\w", text[: span.start].rpartition(". ")[2]) or gazetteer.kinds(word):
        return False
    return text[span.end : span.end + 2] not in ("'s", "’s") and rarity(stem(word.casefold())) < _ORDINARY


def _names_of(text: str, spans: Iterable[Span]) -> list[tuple[str, ...]]:
    """The tokens of names, without offices and days."""
    named = (each.of(text) for each in spans)
    kept = (tuple(tokens(name)) for name in named if not _OFFICE.search(name))
    return list(dict.fromkeys(name for name in kept if name and not all(map(proper.is_calendar, name))))


def _is_speaker(text: str, span: Span) -> bool:
    """Whether a name is of one who only says it; a firm that tells of itself is no such."""
    behind = text[span.end :]
    spoken = _SPOKEN.search(text[max(0, span.start - 60) : span.start])
    speaks = _SPEAKS.match(behind)
    return bool(spoken or (speaks and not _OWN.search(behind[:60]) and not referents.is_body(span.of(text))))


def _events(text: str) -> frozenset[str]:
    return frozenset(_EVENT[root] for token in tokens(text) if (root := stem(token)) in _EVENT)


def _periods(told: Told) -> tuple[tuple[date, date], ...]:
    if told.begin and told.until:
        return ((told.begin, told.until),)
    clause = told.figure.clause
    found = dates.read(told.text, told.day)
    return tuple(
        each.days
        for each in found
        if each.days
        if clause.start <= each.start < clause.end and not _SINCE.search(told.text[: each.start])
    )


def _names_differ(one: Scope, other: Scope) -> bool:
    """Whether each has a name that the other's article lacks, or one a place of its own and the other a wider one."""
    left, right = _missing(one, other), _missing(other, one)
    if (left and right) or _is_elsewhere(one, left, other) or _is_elsewhere(other, right, one):
        return True
    if set(one.names) & set(other.names):
        return False
    return bool((_places(left, one) and other.placed) or (_places(right, other) and one.placed))


def _is_elsewhere(one: Scope, missing: Sequence[tuple[str, ...]], other: Scope) -> bool:
    """Whether a figure has names, none of them known to an article whose own sentence names nothing."""
    return other.inherited and not one.inherited and len(missing) == len(one.names) > 0


def _places(missing: Sequence[tuple[str, ...]], scope: Scope) -> list[tuple[str, ...]]:
    return [name for name in missing if name in scope.placed]


def _missing(one: Scope, other: Scope) -> list[tuple[str, ...]]:
    missing = [name for name in one.names if not _is_named(name, other)]
    return [] if one.inherited and len(missing) < len(one.names) else missing


def _is_named(name: tuple[str, ...], scope: Scope) -> bool:
    """Whether a name, or a shorter or longer form of it, stands in a context."""
    telling = [token for token in name if token not in _GENERIC] or list(name)
    if all(_has(token, scope.context) for token in telling):
        return True
    return any(set(each) - _GENERIC and set(each) - _GENERIC < set(name) for each in scope.names)


def _has(token: str, context: frozenset[str]) -> bool:
    if token in context:
        return True
    return len(token) >= 6 and any(
        each.startswith(token[:-1]) or token.startswith(each) for each in context if len(each) > 4
    )


def _times_differ(one: Scope, other: Scope, days: tuple[date, date], *, fluid: bool) -> bool:
    left, right = _long(one), _long(other)
    if left and right:
        return not any(_is_one_time(a, b) for a in left for b in right)
    apart = abs((days[0] - days[1]).days)
    if not left and not right:
        if apart > (_PAST if fluid else _NEAR):
            return True
        return not (one.reported or other.reported) and _days_differ(one, other)
    period, day = (left, days[1]) if left else (right, days[0])
    return len(period) == 1 and ((day - period[0][1]).days > _PAST or (period[0][0] - day).days > _NEAR)


def _long(scope: Scope) -> list[tuple[date, date]]:
    return [each for each in scope.periods if (each[1] - each[0]).days >= _LONG]


def _is_one_time(one: tuple[date, date], other: tuple[date, date]) -> bool:
    """Whether two periods are about the same: they share most of both."""
    shared = (min(one[1], other[1]) - max(one[0], other[0])).days
    return shared > 0.6 * max((one[1] - one[0]).days, (other[1] - other[0]).days)


def _days_differ(one: Scope, other: Scope) -> bool:
    left = [each[0] for each in one.periods]
    right = [each[0] for each in other.periods]
    return bool(left and right) and min(abs((a - b).days) for a in left for b in right) >= _APART
