"""Which one person a surname means in an article that never gives the full name: the only one whom the others name so.

But: two of a surname, a wife for a husband, another title or trade, another time or matter, and nobody is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from rag import gazetteer
from rag.marks import dateline, naming, offices, proper, quoted, roles
from rag.remembered import remembers
from rag.types import Claim, Revision, Span
from rag.words import STOPWORDS, folded, rarity, stem, tokens

SPAN = 183  # days for which an article's word on who is who counts, before it and after
_SHARED = 2  # names beside the person's own that two articles on one matter have in common, at least
_SHARE = 0.2  # of the names of the one that has fewer: 3 in 100 pairs of articles drawn by chance have as much
_RARE = 4.2  # rarity from which a capitalised word is a name
_TITLE = (
    r"(?P<title>Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Professor|Sir|Dame|Sen|Senator|Rep|Representative|Gov|Governor|President|Mayor"
    r"|Judge|Justice|Minister|Chancellor|Gen|General|Capt|Captain|Sgt|Sergeant|Lt|Lieutenant|Col|Colonel)[.·]? "
)
_TITLES = re.compile(rf"^(?:{_TITLE})+")
_TITLED = re.compile(rf"\b{_TITLE}$")
_MASCULINE = frozenset(("mr", "sir"))
_FEMININE = frozenset(("mrs", "ms", "miss", "dame"))
_PLAIN = _MASCULINE | _FEMININE | {"mx"}  # they say nothing of an office or trade
_LONG = {"sen": "senator", "rep": "representative", "gov": "governor", "dr": "doctor", "prof": "professor",
         "gen": "general", "capt": "captain", "sgt": "sergeant", "lt": "lieutenant", "col": "colonel"}  # fmt: skip
_PAIR = re.compile(rf"\b(?P<before>[A-Z][\w’-]*\.?) (?:{naming.PARTICLE} )*(?=(?P<last>[A-Z][\w’'-]*))")
_CAPITALISED = re.compile(r"\b[A-Z][^\W\d_]+")


class Called(Struct, frozen=True):
    """How an article calls somebody who says something: by a `name`, behind a `title`, lower-case, or none."""

    name: str
    title: str

    @property
    def is_short(self) -> bool:
        """Whether it is a surname only."""
        *before, last = self.name.split(" ")
        bare = (
            last[:1].isupper()
            and not last.isupper()
            and all(re.fullmatch(naming.PARTICLE, each.lower()) for each in before)
        )
        is_other = gazetteer.kinds(self.name) or naming.is_bodily(self.name) or folded(last) in STOPWORDS
        return bare and not is_other and not proper.is_title(self.name)


def called(text: str, claim: Claim) -> Called:
    """How a claim's text calls who makes it."""
    source = claim.source or Span(0, 0)
    words = source.of(text)
    within, before = _TITLES.match(words), _TITLED.search(text, max(0, source.start - 16), source.start)
    found = within or before
    return Called(claim.speaker or words[within.end() if within else 0 :], found["title"].lower() if found else "")


def key(name: str) -> tuple[str, ...]:
    """What two ways to write one person's full name have in common: the first name, the surname, "Jr."."""
    return tokens(name)[0], tokens(naming.surname(name))[-1], naming.suffix(name)


def only(short: Called, own: Revision, others: Iterable[Revision]) -> tuple[str, Revision, Span] | None:
    """The full name of the one who is meant, and where the nearest in time of the others has it."""
    last = tokens(short.name)[-1]
    day = dateline.day(own)
    if day is None or _gives_more(f"{own.title}\n{own.text}", last):
        return None
    near = sorted((each for each in others if is_near(each, day)), key=lambda each: (distance(each, day), each.key))
    found = [(name.of(each.text), each, name) for each in near for name in _named(each, last)]
    if len({key(name) for name, _, _ in found}) != 1:
        return None
    return next((each for each in found if _fits(short, own, each)), None)


def is_near(revision: Revision, day: date) -> bool:
    """Whether an article is of about that day."""
    own = dateline.day(revision)
    return own is not None and abs((own - day).days) <= SPAN


def distance(revision: Revision, day: date) -> int:
    """Days between an article and a day."""
    own = dateline.day(revision)
    return abs((own - day).days) if own else SPAN + 1


def is_of_matter(own: Revision, other: Revision, name: str) -> bool:
    """Whether two articles are about one matter: they have names in common beside the person's."""
    persons = {stem(word) for word in tokens(name)}
    one, two = (_names(f"{each.title}\n{each.text}") - persons for each in (own, other))
    return len(one & two) >= max(_SHARED, _SHARE * min(len(one), len(two)))


def _gives_more(text: str, last: str) -> bool:
    """Whether a text has more of a name than a title before a surname: then it says itself who that is."""
    pairs = (each for each in _PAIR.finditer(text) if tokens(each["last"]) == [last])
    return any(_is_name(each["before"]) for each in pairs)


def _is_name(word: str) -> bool:
    """Whether a word before a surname may be a first name."""
    plain = folded(word.rstrip("."))
    opens = word.endswith(".") and len(word) > len("A.")  # the end of a sentence, or a title
    is_other = proper.is_title(word.rstrip(".")) or plain in STOPWORDS or plain in _LONG or proper.is_calendar(plain)
    return not (opens or is_other)


def _fits(short: Called, own: Revision, found: tuple[str, Revision, Span]) -> bool:
    name, other, place = found
    introduced = any(key(each.name) == key(name) for each in offices.introduced(other.text))
    if not introduced and naming.evidence(quoted.straight(other.text), place) < 1:
        return False
    return is_of_matter(own, other, name) and _may_be(short, own, other, name)


def _may_be(short: Called, own: Revision, other: Revision, name: str) -> bool:
    """Whether neither gender nor title nor trade speak against it."""
    last = tokens(name)[-1] if not naming.suffix(name) else tokens(naming.surname(name))[-1]
    here, there = _genders(own.text, last), _genders(other.text, last)
    if len(here | there) > 1 or (short.title == "mrs" and "f" not in there):
        return False
    trades, known = _trades(own.text, last), _trades(other.text, last)
    known |= {each.office.head.split(" ")[-1] for each in offices.introduced(other.text) if key(each.name) == key(name)}
    if short.title and short.title not in _PLAIN:
        trades |= {_LONG.get(short.title, short.title)}
    return trades <= known


def _genders(text: str, last: str) -> set[str]:
    """What the titles and pronouns for all of a surname say."""
    from rag.marks import people  # who is who in an article is mostly read when it comes in

    titled = re.findall(
        rf"\b(Mr|Mrs|Ms|Miss|Sir|Dame)[.·]? (?:[\w.'’-]+ ){{0,3}}?{re.escape(last)}\b", text, re.IGNORECASE
    )
    found = {"m" if each.lower() in _MASCULINE else "f" for each in titled}
    return found | {each.gender for each in people.read(text).known if each.gender and tokens(each.name)[-1] == last}


def _trades(text: str, last: str) -> set[str]:
    """What those of a surname are called in a text, by the head words that may not be anybody's."""
    from rag.marks import people

    return {
        each.head
        for person in people.read(text).known
        if tokens(person.name)[-1] == last
        for each in person.roles
        if roles.named(each.head)
    }


@remembers(256)
def _full(text: str) -> tuple[Span, ...]:
    """The full names in a text, those whom it introduces with an office without the office."""
    plain = quoted.straight(text)
    told = [each.name_place for each in offices.introduced(text)]
    ends = {each.end for each in told}
    named = [each for each in naming.full_names(plain, naming.runs(plain)) if each.end not in ends]
    return tuple(sorted({*told, *named}))


def _named(revision: Revision, last: str) -> list[Span]:
    """Where an article has a full name that ends with a surname."""
    if last not in folded(revision.text):
        return []
    return [each for each in _full(revision.text) if tokens(naming.surname(each.of(revision.text)))[-1:] == [last]]


@remembers(256)
def _names(text: str) -> frozenset[str]:
    """The stems of the names in a text, those of lands for their people too."""
    found = set(_CAPITALISED.findall(text))
    words = (gazetteer.land(each) or folded(each) for each in found if not proper.is_calendar(folded(each)))
    return frozenset(stem(each) for each in words if rarity(stem(each)) >= _RARE)
