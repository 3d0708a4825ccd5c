"""Offices that one person holds at a time, and whom a text introduces as holding one: "UN Special Envoy for Syria X".

An office is the same in whatever words and order ("the French health minister", "Health Minister of France"), but a
deputy's, an acting one's, another body's or another country's is another. But: by form, and no office without a name in
it: "the president" may be anybody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from rag import gazetteer
from rag.marks import naming, proper, quoted
from rag.remembered import remembers
from rag.types import Span
from rag.words import STOPWORDS, rarity, stem, tokens

_HEADS = {
    "chief executive officer": "chief executive", "chief executive": "chief executive", "ceo": "chief executive",
    "chairman": "chair", "chairwoman": "chair", "chairperson": "chair", "chair": "chair", "premier": "prime minister",
}  # fmt: skip
_HEAD = (
    r"prime minister|secretary[ -]general|director[ -]general|attorney[ -]general|governor[ -]general"
    r"|chief executive(?: officer)?|CEO|high commissioner|(?:special|permanent|high) representative|special rapporteur"
    r"|president|premier|chancellor|minister|secretary|governor|mayor|envoy|ambassador|commissioner|director"
    r"|chair(?:man|woman|person)?|police chief|fire chief|chief|head|king|queen|pope|archbishop|bishop|principal"
    r"|superintendent|sheriff|rector|provost|dean|treasurer"
)
_PREFIX = re.compile(r"(?i:\b(?P<head>" + _HEAD + r")\b)(?!['’-])")
_NEUTRAL = (
    "special|new|newly|appointed|named|elected|current|incumbent|longtime|democratic|republican|conservative|liberal"
)
_LESSER = (
    "deputy|vice|acting|interim|assistant|associate|co|under|caretaker|shadow|honorary|junior|first|second|lord|chief"
    "|personal|senior|lead|alternate|provisional|temporary|de|facto"
)
_GONE = (
    "former|ex|late|onetime|then|ousted|retired|outgoing|previous|past|erstwhile|deposed|sacked|suspended|departing|elect"
    "|designate|incoming|next|future|would|be|self|declared|proclaimed|rival|fictional|putative|potential|prospective"
    "|disgraced|defeated|once"
)
_FIELDS = (  # what an office is for, in whatever place of its name
    "foreign|health|finance|interior|defen[cs]e|justice|home|education|energy|environment|transport|trade|culture|sports?"
    "|agriculture|labou?r|housing|economy|economic|affairs|state|treasury|commerce|security|national|police|fire|press"
    "|general|executive|managing|medical|technical|music|artistic|regional|federal|city|county|town|provincial|external"
    "|internal|public|works|development|immigration|information|technology|industry|planning|tourism|climate|human"
    "|rights|refugees|peace|humanitarian|electoral|district|school|board|head|company|club|prison|hospital|museum"
)
_QUALIFIER = rf"(?:{_LESSER}|{_GONE}|{_FIELDS}|{_NEUTRAL})"
_FRONT = re.compile(rf"(?:(?:{naming.WORD}(?:['’]s)?|(?i:{_QUALIFIER}))(?: |-|, (?=(?i:{_FIELDS})))){{0,7}}$")
_RUN = rf"{naming.WORD}(?: (?:(?:and|of|of the|for|{naming.PARTICLE}) )?{naming.WORD})*"
_BACK = re.compile(rf"(?: (?:of|for|to) (?:the )?(?:{_RUN}|(?:{_FIELDS})(?: and (?:{_FIELDS}))?\b))+")
_NAME = re.compile(rf"(?P<apart>,)? (?P<name>{naming.WORD}(?: (?:{naming.PARTICLE} ){{0,2}}{naming.WORD}){{1,3}})")
_INDEFINITE = re.compile(r"\b(?:an?|another|one|some|every|any|no|not the|either|two|three) $", re.IGNORECASE)
_ELSES = re.compile(r"\b(?:for|to|of|with|by|from|under|behind|against|succeeds?|replaces?) (?:the )?$", re.IGNORECASE)
_SET_BEHIND = re.compile(r"(?:,| is| remains)(?: now| still)? (?=\w)")
_DEFINITE = re.compile(r"(?:the|its|their|our) ", re.IGNORECASE)
_CLOSED = re.compile(r"[,.;:!?)]|$|\n")
_GOES_ON = re.compile(r"[,.;:!?)]|$|\n| (?:who|and|said|says|told|has|will|since|on|in|at)\b")
_PAST = re.compile(r",? (?:until|till|from (?:19|20)\d\d|between|at the time|in (?:the )?(?:19|20)\d\d|during)\b")
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
_OPENS = re.compile(r"(?:The|A|An|But|And|In|On|At|As|When|While|After|Yet|Still) ")
_LONGEST = 110  # code points before a head, or behind it, that may belong to its office
_RARE = 4.2  # rarity from which a capitalised word is a name: "the Camp director" may be any camp's
_MOST_LANDS = 3  # words of the name of a country


class Office(Struct, frozen=True):
    """What sets an office apart: its head word, lesser ranks, fields, and the names in it, in order.

    `names`: "UN envoy for Syria" has un, syria; the Syrian envoy to the UN has syria, un. `gone`: called a former one,
    or one to come.
    """

    head: str
    ranks: frozenset[str]
    fields: frozenset[str]
    names: tuple[str, ...]
    gone: bool = False

    def is_same(self, other: Office) -> bool:
        """Whether both are one office, an acronym being its words: UN, United Nations."""
        if (self.head, self.ranks, self.fields) != (other.head, other.ranks, other.fields) or not self.names:
            return False
        return _acronymed(self.names, other.names) == _acronymed(other.names, self.names)


class Introduction(Struct, frozen=True):
    """Somebody in full and an office: `place` holds both in the text, `name_place` the person's name."""

    name: str
    office: Office
    place: Span
    name_place: Span


class Mention(Struct, frozen=True):
    """An office where a text names it, and whether it is told of as the one that there is."""

    office: Office
    place: Span
    definite: bool


@remembers(256)
def introduced(text: str) -> tuple[Introduction, ...]:
    """Whom a text introduces with an office, in order; also as a former one."""
    plain = quoted.straight(text)
    before = [found for head in _PREFIX.finditer(plain) for found in _before_name(plain, head)]
    named = naming.full_names(plain, naming.runs(plain)) if _PREFIX.search(plain) else iter(())
    behind = [found for name in named for found in _behind_name(plain, name)]
    return tuple(sorted((*before, *behind), key=lambda each: each.place.start))


def mentioned(text: str) -> Iterator[Mention]:
    """The offices that a text names, in order, nobody being named beside them."""
    plain = quoted.straight(text)
    for head in _PREFIX.finditer(plain):
        front, back = _front(plain, head.start()), _back(plain, head)
        end = back.end() if back else head.end()
        if not any(_before_name(plain, head)):
            definite = not _INDEFINITE.search(plain, 0, front)
            yield Mention(
                _office(plain[front : head.start()], head["head"], plain[head.end() : end]), Span(front, end), definite
            )


def whole(words: str) -> Office | None:
    """The office that some words are nothing but, with an article at most: "the UN envoy for Syria"."""
    begin = _DEFINITE.match(words)
    found = next(mentioned(words), None)
    if found is None or found.place != Span(begin.end() if begin else 0, len(words)):
        return None
    return found.office if found.definite and not found.office.gone else None


def _before_name(plain: str, head: re.Match[str]) -> Iterator[Introduction]:
    """Whom an office stands before: "Mayor Ada Quill", "the mayor of Arn, Ada Quill,", "Mayor of Arn Ada Quill"."""
    front = _front(plain, head.start())
    if _INDEFINITE.search(plain, 0, front):
        return
    back = _back(plain, head)
    named = _NAME.match(plain, back.end() if back else head.end())
    if named is None:
        split = _split(plain, back) if back else None
        if split is not None:
            yield _made(plain, Span(front, split.end), head, Span(head.end(), split.start), split)
        return
    name = _untitled(plain, Span(*named.span("name")))
    apart = named["apart"] and (_ELSES.search(plain, 0, front) or not _CLOSED.match(plain, name.end))
    if not apart and _is_full(plain, name):
        yield _made(plain, Span(front, name.end), head, Span(head.end(), named.start()), name)


def _behind_name(plain: str, name: Span) -> Iterator[Introduction]:
    """The office that stands behind a name: "Ada Quill, the mayor of Arn, ", "Ada Quill is the mayor of Arn"."""
    begin = _SET_BEHIND.match(plain, name.end)
    if begin is None:
        return
    the = _DEFINITE.match(plain, begin.end())
    start = the.end() if the else begin.end()
    head = _PREFIX.search(plain, start, start + _LONGEST)
    while head and _front(plain, head.start(), start) == start:
        back = _back(plain, head)
        end = back.end() if back else head.end()
        if _GOES_ON.match(plain, end) or _PAST.match(plain, end):
            yield _made(plain, Span(name.start, end), head, Span(head.end(), end), name, start)
            return
        head = _PREFIX.search(plain, head.end(), start + _LONGEST)


def _made(
    plain: str, place: Span, head: re.Match[str], back: Span, name: Span, start: int | None = None
) -> Introduction:
    front = plain[place.start if start is None else start : head.start()]
    office = _office(front, head["head"], back.of(plain), past=bool(_PAST.match(plain, place.end)))
    return Introduction(name.of(plain), office, place, name)


def _split(plain: str, back: re.Match[str]) -> Span | None:
    """The name that ends a run of capitals behind "of": "of Arn Ada Quill"; a first name, initials and a surname."""
    words = list(re.finditer(r"\S+", plain[back.start() : back.end()]))
    at = len(words) - 1
    while at > 1 and re.fullmatch(rf"{naming.PARTICLE}|[A-Z]\.", words[at - 1].group()):
        at -= 1
    if at < 1:
        return None
    name = Span(back.start() + words[at - 1].start(), back.end())
    left = plain[back.start() : name.start].split()
    told = left and left[-1] not in ("of", "for", "to", "the", "and") and _is_full(plain, name)
    return name if told else None


def _untitled(plain: str, name: Span) -> Span:
    """A name without the titles that it begins with: "Judge Ada Quill"."""
    first, _, rest = name.of(plain).partition(" ")
    return _untitled(plain, Span(name.end - len(rest), name.end)) if rest and proper.is_title(first) else name


def _is_full(plain: str, name: Span) -> bool:
    """Whether a name may be somebody's in full: not "of Trees", and no "Conservation Officer"."""
    words = name.of(plain).split(" ")
    is_name = words[0][:1].isupper() and not proper.is_title(words[-1])
    return is_name and next(naming.full_names(plain, [name]), None) is not None


def _front(plain: str, head: int, first: int = 0) -> int:
    """Where the words before a head that belong to its office begin."""
    begin = max(first, head - _LONGEST)
    found = _FRONT.search(plain, begin, head)
    start = found.start() if found else head
    opened = _OPENS.match(plain, start, head)
    return opened.end() if opened else start


def _back(plain: str, head: re.Match[str]) -> re.Match[str] | None:
    """What an office is for or of, behind its head."""
    return _BACK.match(plain, head.end(), head.end() + _LONGEST)


def _office(front: str, head: str, back: str, *, past: bool = False) -> Office:
    ahead, behind = _words(front), _words(back)
    told = [*ahead, *behind]
    lower = head.lower().replace("-", " ")
    plain = {word.lower() for word in told}
    return Office(
        head=_HEADS.get(lower, lower.removeprefix("special ") if lower != "special rapporteur" else lower),
        ranks=frozenset(word for word in plain if re.fullmatch(_LESSER, word)),
        fields=frozenset(stem(word) for word in plain if re.fullmatch(_FIELDS, word)),
        names=_names([word for word in told if word == "New" or not re.fullmatch(_QUALIFIER, word.lower())]),
        gone=past or any(re.fullmatch(_GONE, word.lower()) for word in told),
    )


def _words(phrase: str) -> list[str]:
    """The words of a part of an office, without possessives and words of grammar; "U.N." is UN."""
    phrase = _DOTTED.sub(lambda found: found.group().replace(".", ""), phrase)
    words = re.findall(r"[\w]+", re.sub(r"['’]s?\b", "", phrase))
    return [word for word in words if word.isupper() or word.lower() not in STOPWORDS - {"then", "once", "be"}]


def _names(words: list[str]) -> tuple[str, ...]:
    """The names among the words of an office, in order, a country for its people; none where they tell little."""
    found: list[str] = []
    at = 0
    while at < len(words):
        some = (
            n for n in range(min(_MOST_LANDS, len(words) - at), 0, -1) if gazetteer.land(" ".join(words[at : at + n]))
        )
        count = next(some, 1)
        name = gazetteer.land(" ".join(words[at : at + count])) or "".join(tokens(words[at]))
        if not proper.is_calendar(name):
            found.append(name)
        at += count
    return tuple(found) if any(gazetteer.land(each) or rarity(stem(each)) >= _RARE for each in found) else ()


def _acronymed(names: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """Names with a run of them put as the acronym that the other has for it."""
    for short in other:
        for at in range(len(names) - len(short) + 1):
            if (
                len(short) > 1
                and short not in names
                and "".join(name[:1] for name in names[at : at + len(short)]) == short
            ):
                return (*names[:at], short, *names[at + len(short) :])
    return names
