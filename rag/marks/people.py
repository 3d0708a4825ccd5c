"""The people of an article: full names, and whom a surname, a title, a role or a pronoun means there.

But: within one article only. Two of one surname are told apart by "Mr." and "Ms." or by a role, never by who spoke
last; where doubt is left nobody is meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Literal

from msgspec import Struct

from rag.marks import naming, quoted, roles
from rag.types import Span

Gender = Literal["f", "m"]
_FEWEST_VOTES = 2  # pronouns that tell a gender: one alone may be another's
_NEAR = 1_200  # code points before a pronoun in which whom it means is named
_MOST_BEARERS = 20  # of a role: more are a list
_BACK = 3  # sentences before a pronoun in which whom it means is named
_LEADS = 40  # code points of a sentence in which its subject stands
_PRONOUNS: dict[str, Gender] = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_NOMINATIVE = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")
_OBLIQUE = re.compile(r"\b(?:of|to|with|from|by|for|about|against|like|on|in|at|after|before|than|and|or)\b")
_MASCULINE = re.compile(r"\b(?:Mr\.?|Mr·|Sir|King|Prince|Lord|Pope)$|\b(?:[a-z]*man|husband|father|son|brother|uncle)$")
_FEMININE = re.compile(
    r"\b(?:M(?:r?s|iss)[.·]?|Queen|Princess|Lady|Dame)$|\b(?:[a-z]*woman|actress|wife|mother|daughter|sister|aunt)$"
)
_TITLED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Sir|President|Sen|Senator|Rep|Gov|Governor|Mayor|Judge|Justice)[.·]? )$"
)
_DEFINITE = re.compile(r"(?:the|this|that|his|her|its|their) ", re.IGNORECASE)
_ONE_WORD = re.compile(rf"(?:{naming.PARTICLE} )*\S+")


class Person(Struct, frozen=True):
    """Somebody: `name` in full as the article first gives it, `places` where it stands in full.

    `aliases`: all names by which the article means them, in order. `roles`: what they are called, as sets of words.
    `gender`: by titles and pronouns, None where the article tells nothing.
    """

    name: str
    places: tuple[Span, ...]
    aliases: tuple[str, ...] = ()
    roles: tuple[roles.Role, ...] = ()
    gender: Gender | None = None


class Mention(Struct, frozen=True):
    """A name in the text and those who bear it, as indices of the people known: more than one is doubt."""

    start: int
    end: int
    bearers: tuple[int, ...]


class People(Struct, frozen=True):
    """The people of a text in the order in which they are first named, and where.

    `frame`: the text as quoted.framed gives it. `starts`: where its sentences begin. `heads`: who has a role,
    by its head word.
    """

    text: str
    frame: str
    starts: tuple[int, ...]
    known: tuple[Person, ...]
    mentions: tuple[Mention, ...]
    heads: dict[str, tuple[Person, ...]]

    def whom(self, words: str, at: int) -> Person | None:
        """Whom a short mention that stands at `at` means: "Brandt", "Ms. Ansah-Brandt", "the minister", "she"."""
        if words.lower() in _PRONOUNS:
            return self.of_pronoun(words, at)
        named = self.mentioned(Span(at, at + len(words)))
        if named:
            return named[-1]
        return self.of_role(words, at) if _DEFINITE.match(words) else None

    def mentioned(self, span: Span, *, within_quotes: bool = True) -> list[Person]:
        """Those who are named in a span and without doubt, in order; `within_quotes`: in those too."""
        return [
            self.known[each.bearers[0]]
            for each in self.within(span)
            if len(each.bearers) == 1 and (within_quotes or self.frame[each.start] != '"')
        ]

    def within(self, span: Span) -> Sequence[Mention]:
        """The mentions of names in a span, in order."""
        first = bisect_left(self.mentions, span.start, key=lambda each: each.start)
        last = bisect_left(self.mentions, span.end, key=lambda each: each.start)
        return self.mentions[first:last]

    def of_role(self, phrase: str, at: int) -> Person | None:
        """The only one who is called what a definite phrase says, if named before `at`."""
        role = roles.named(phrase)
        held = self.heads.get(role.head, ())[:_MOST_BEARERS] if role else ()
        bearers = [each for each in held if role and any(own.is_meant(role) for own in each.roles)]
        return bearers[0] if len(bearers) == 1 and bearers[0].places[0].start < at else None

    def of_pronoun(self, word: str, at: int) -> Person | None:
        """Whom "he" or "she" means: the only one of that gender in the nearest sentence before that names anybody.

        Past a sentence that names nobody only where it goes on about the same one: "She left."
        """
        last = bisect_right(self.starts, at) - 1
        end = at
        for start in reversed(self.starts[max(0, last - _BACK) : last + 1]):
            sentence = Span(max(start, at - _NEAR), end)
            if any(len(each.bearers) > 1 for each in self.within(sentence) if self.frame[each.start] != '"'):
                return None
            near = self.mentioned(sentence, within_quotes=False)
            fitting = {each.name: each for each in near if fits(each, word)}
            if fitting:
                only = next(iter(fitting.values()))
                return only if len(fitting) == 1 and not self._is_beside(sentence, only, word) else None
            if end != at and not _same_pronoun(word).search(self.frame, sentence.start, end):
                return None
            end = start
        return None

    def _is_beside(self, sentence: Span, person: Person, word: str) -> bool:
        """Whether a sentence is rather about another: a pronoun or a preposition stands before the name."""
        named = next(each for each in self.within(sentence) if self.known[each.bearers[0]] == person)
        if _same_pronoun(word).search(self.frame, sentence.start, named.start):
            return True
        oblique = _OBLIQUE.search(self.frame[max(sentence.start, named.start - 30) : named.start])
        return oblique is not None and (person.gender is None or oblique.group() == "like")


@cache
def _same_pronoun(word: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE)


def fits(person: Person, pronoun: str) -> bool:
    """Whether a pronoun may mean somebody, by the gender."""
    return person.gender in (None, _PRONOUNS[pronoun.lower()])


def read(text: str) -> People:
    """The people of a text."""
    plain = quoted.straight(text)
    frame = quoted.framed(text, quoted.spans(text))
    starts = quoted.sentence_starts(frame)
    named = naming.runs(plain)
    groups = _groups(plain, named)
    mentions = _mentions(groups, plain, named)
    own = _by_bearer(mentions, len(groups))
    votes = _votes(len(groups), mentions, frame, starts)
    called = [_roles(each, frame) for each in own]
    known = tuple(
        Person(
            text[group[0].start : group[0].end],
            tuple(group),
            tuple(dict.fromkeys(text[each.start : each.end] for each in own[n])),
            called[n],
            _gender(_told_genders(own[n], called[n], plain)) or _gender(votes[n], fewest=_FEWEST_VOTES),
        )
        for n, group in enumerate(groups)
    )
    apart = tuple(_told_apart(each, known, plain) for each in mentions)
    return People(text, frame, tuple(starts), known, apart, _heads(known))


def _by_bearer(mentions: list[Mention], count: int) -> list[list[Mention]]:
    """The mentions of each person that leave no doubt."""
    found: list[list[Mention]] = [[] for _ in range(count)]
    for each in mentions:
        if len(each.bearers) == 1:
            found[each.bearers[0]].append(each)
    return found


def _heads(known: tuple[Person, ...]) -> dict[str, tuple[Person, ...]]:
    found: dict[str, dict[str, Person]] = defaultdict(dict)
    for person in known:
        for role in person.roles:
            found[role.head][person.name] = person
    return {head: tuple(people.values()) for head, people in found.items()}


def _groups(plain: str, named: list[Span]) -> list[list[Span]]:
    """The places of each person's full names, in the order of the first."""
    places: dict[str, list[Span]] = defaultdict(list)
    for span in naming.full_names(plain, named):
        places[span.of(plain)].append(span)
    alone = Counter(each.of(plain).rpartition(" ")[2] for each in named if _is_alone(plain, each))
    surnames = Counter(naming.surname(name) for name in places)
    ends = {form for name in places for form in _forms(name)[1:]}
    whole = [name for name in places if name not in ends and not _only_opens(plain, name, places[name], surnames)]
    told = {name: _tells_of_somebody(plain, name, places[name], alone) for name in whole}
    groups: dict[str, list[Span]] = {}
    firsts: dict[str, list[str]] = defaultdict(list)
    for name in sorted(whole, key=lambda name: not told[name]):
        alike = [each for first in naming.first_names(name) for each in firsts[first][:_MOST_BEARERS]]
        same = next((each for each in alike if _is_same(each, name)), None)
        if same is None and told[name]:
            for first in naming.first_names(name):
                firsts[first].append(name)
        if same or told[name]:
            groups.setdefault(same or name, []).extend(places[name])
    _add_titled(groups, plain, named)
    return sorted((sorted(spans) for spans in groups.values()), key=lambda spans: spans[0])


def _is_alone(plain: str, span: Span) -> bool:
    """Whether one word stands alone as a surname does, and not before a noun or behind "the"."""
    if not _ONE_WORD.fullmatch(span.of(plain)):
        return False
    return not re.search(r"\b(?:[Tt]he|[Ii]n|[Aa]t|[Nn]ear) $", plain[max(0, span.start - 5) : span.start])


def _tells_of_somebody(plain: str, name: str, spans: list[Span], alone: Counter[str]) -> bool:
    found = sum(naming.evidence(plain, span) for span in spans)
    last = naming.surname(name)
    if naming.may_be_surname(name):
        return found >= 2
    return found + 2 * bool(alone[last.rpartition(" ")[2]]) >= 1


def _only_opens(plain: str, name: str, spans: list[Span], surnames: Counter[str]) -> bool:
    """Whether a name's first word may be but the opening of a sentence: "Vote Quill", where Ada Quill is named too."""
    return (
        name.count(" ") == 1
        and surnames[naming.surname(name)] > 1
        and sum(naming.evidence(plain, span) for span in spans) < 1
        and all(re.search(r"(?:^|[.!?:\"\n])\s*$", plain[max(0, span.start - 3) : span.start]) for span in spans)
    )


def _is_same(name: str, other: str) -> bool:
    """Whether two full names with one first name are one person's, but for the second half of a double surname."""
    if naming.suffix(name) != naming.suffix(other):
        return False
    one, two = naming.surname(name), naming.surname(other)
    return one == two or one.startswith(f"{two}-") or two.startswith(f"{one}-")


def _add_titled(groups: dict[str, list[Span]], plain: str, named: list[Span]) -> None:
    """Adds those of whom the text gives but a title and a surname: "President Quill"."""
    taken = {part for name in groups for part in name.split(" ")}
    for span in named:
        name = span.of(plain)
        if name in taken or not name or " " in name or not _TITLED.search(plain[max(0, span.start - 12) : span.start]):
            continue
        if not naming.is_bodily(name):
            groups.setdefault(name, []).append(span)


def _mentions(groups: list[list[Span]], plain: str, named: list[Span]) -> list[Mention]:
    """Where anybody is named, with all who may be meant."""
    bearers = _bearers(groups, plain)
    found = []
    for span in named:
        meant = bearers.get(span.of(plain), ())
        before = tuple(n for n in meant if groups[n][0].start <= span.start)
        if meant:
            found.append(Mention(span.start, span.end, before or meant))
    return found


def _bearers(groups: list[list[Span]], plain: str) -> dict[str, tuple[int, ...]]:
    """Who bears a name: in full, by surname, and by first name where that is nobody's surname and only one's."""
    full: dict[str, dict[int, None]] = defaultdict(dict)
    first: dict[str, dict[int, None]] = defaultdict(dict)
    for n, spans in enumerate(groups):
        for name in {span.of(plain) for span in spans}:
            for form in _forms(name):
                full[form][n] = None
            first[name.partition(" ")[0]][n] = None
    once = {name: bearers for name, bearers in first.items() if len(bearers) == 1 and len(name) > 2}
    return {name: tuple(bearers) for name, bearers in (once | full).items()}


def _forms(name: str) -> list[str]:
    """A full name, and what of its end may stand for it: "Parlow Cone", "Cone"."""
    last = naming.surname(name)
    words = name.split(" ")
    if naming.suffix(name):
        return [name, f"{last} {naming.suffix(name)}"]  # "Quill" alone is the father
    return [name, last, last.rpartition(" ")[2], *(" ".join(words[n:]) for n in range(1, len(words) - 1))]


def _roles(own: list[Mention], frame: str) -> tuple[roles.Role, ...]:
    found: dict[roles.Role, None] = {}
    for each in own:
        if frame[each.start] != '"':
            before = re.split(r"[.!?;:\"()\n]", frame[max(0, each.start - 70) : each.start])[-1]
            found.update(dict.fromkeys(roles.before(before)))
            found.update(dict.fromkeys(roles.behind(frame[each.end : each.end + 120])))
    return tuple(found)


def _told_genders(own: list[Mention], called: tuple[roles.Role, ...], plain: str) -> Counter[Gender]:
    """What titles and words of kinship say."""
    found: Counter[Gender] = Counter(role.gender for role in called if role.gender)
    for each in own:
        found.update(_of_title(plain[max(0, each.start - 16) : each.start]))
    return found


def _votes(count: int, mentions: list[Mention], frame: str, starts: list[int]) -> list[Counter[Gender]]:
    """What the first pronoun behind the only name of a sentence says, each."""
    found: list[Counter[Gender]] = [Counter() for _ in range(count)]
    ends = [*starts[1:], len(frame)]
    inside: dict[int, list[Mention]] = defaultdict(list)
    for each in mentions:
        if frame[each.start] != '"':
            inside[bisect_right(starts, each.start) - 1].append(each)
    for n, names in inside.items():
        bearers = {each.bearers for each in names}
        leads = not _OBLIQUE.search(frame[starts[n] : names[0].start]) and names[0].start - starts[n] < _LEADS
        pronoun = _NOMINATIVE.search(frame, names[0].end, ends[n]) if leads and len(bearers) == 1 else None
        if pronoun and len(names[0].bearers) == 1:
            found[names[0].bearers[0]][_PRONOUNS[pronoun.group().lower()]] += 1
    return found


def _gender(votes: Counter[Gender], *, fewest: int = 1) -> Gender | None:
    """That of three in four votes or more."""
    for gender, count in votes.items():
        if count >= fewest and count >= 3 * (votes.total() - count):
            return gender
    return None


def _told_apart(mention: Mention, known: tuple[Person, ...], plain: str) -> Mention:
    """A mention of one of several of a surname with who is meant, by a title or a role right before it."""
    if len(mention.bearers) < 2:
        return mention
    before = plain[max(0, mention.start - 40) : mention.start]
    called = [role for role in roles.before(before)]
    gender = _gender(_of_title(before))
    fitting = tuple(
        n
        for n in mention.bearers
        if (gender and known[n].gender == gender)
        or any(own.is_meant(role) for own in known[n].roles for role in called)
    )
    return Mention(mention.start, mention.end, fitting) if len(fitting) == 1 else mention


def _of_title(before: str) -> Counter[Gender]:
    before = before.rstrip(" ,")
    return Counter({"m": int(bool(_MASCULINE.search(before))), "f": int(bool(_FEMININE.search(before)))})
