"""What people are called beside their names: "the former surgeon", "its chairwoman", by a head word and those before.

But: no classes of roles: a "physician" is no "doctor" here, and a "player" may be anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from rag.words import STOPWORDS

NOUN = (
    r"(?:(?!career|list|exist|assist|twist|enlist|insist|resist|persist|german|roman|human)"
    r"[a-z-]*(?:man|woman|person|[a-z]{3}ist|yst|[a-z]{3}eer|grapher|maker|writer|keeper|holder|back|baseman)|(?:co-|ex-|vice-)?(?:"
    r"leader|player|worker|owner|teacher|officer|manager|lawyer|singer|rapper|driver|dancer|planner|adviser"
    r"|advisor|director|actor|author|doctor|editor|professor|senator|mayor|governor|minister|president|resident"
    r"|student|agent|superintendent|correspondent|producer|reporter|anchor|host|founder|commander|commissioner"
    r"|coordinator|administrator|ambassador|counsel|attorney|prosecutor|investigator|inspector|detective|sergeant"
    r"|coach|captain|midfielder|defender|striker|goalkeeper|forward|winger|guard|pitcher|forecaster|meteorologist"
    r"|physician|surgeon|nurse|historian|politician|musician|comedian|magician|technician|librarian|guardian"
    r"|veteran|scientist|researcher|engineer|expert|analyst|fellow|strategist|critic|star|champion|runner|skater"
    r"|swimmer|golfer|boxer|wrestler|racer|rider|pilot|astronaut|farmer|baker|butcher|fisher|builder|painter"
    r"|designer|composer|conductor|novelist|poet|pastor|bishop|cardinal|priest|rabbi|imam|pope|monk|king|queen"
    r"|prince|princess|duke|duchess|executive|chief|chair|head|boss|deputy|secretary|treasurer|envoy|spokes"
    r"|official|lawmaker|councillor|councilor|representative|delegate|candidate|nominee|incumbent|premier"
    r"|chancellor|judge|justice|magistrate|sheriff|trooper|marshal|constable|firefighter|paramedic|soldier|general"
    r"|colonel|admiral|major|lieutenant|wife|husband|mother|father|(?:grand|step)?son|(?:grand|step|god)?daughter"
    r"|brother|sister|uncle|aunt|cousin|nephew|niece|grandmother|grandfather|widow|widower|fianc[eé]e?|girlfriend"
    r"|boyfriend|partner|friend|neighbou?r|colleague|teammate|activist|advocate|campaigner|organi[sz]er|volunteer"
    r"|survivor|victim|witness|suspect|defendant|plaintiff|tourist|traveler|traveller|passenger|shopper|customer"
    r"|principal|provost|dean|scholar|lecturer|instructor|trainer|therapist|dentist|vet|gunman|shooter|creator"
    r"|developer|entrepreneur|investor|trader|banker|broker|accountant|consultant|contractor|aide|assistant|intern"
    r"|clerk|carpenter|mechanic|plumber|electrician|chef|cook|waiter|bartender|influencer|blogger|vlogger|youtuber"
    r"|streamer|gamer|native|alum|alumnus|graduate|legend|icon|hero|rival|opponent|predecessor|successor|CEO|CFO"
    r"|COO|GM|MP|MEP|medalist|member|drummer|guitarist|bassist|frontman|rocker|vocalist|reliever|infielder"
    r"|outfielder|libero|goalie|champ|great|songwriter|playwright|screenwriter|showrunner|actress|model|mogul"
    r"|billionaire|economist|democrat|republican))"
)
_VAGUE = frozenset(
    "man woman person people player official member student fan user source resident friend worker star veteran native"
    " expert fellow host partner passenger customer witness victim survivor volunteer rival opponent colleague teammate"
    " voter shopper tourist traveler traveller candidate guard legend leader".split()
)
_SHORT = {
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "dr": "doctor",
    "gen": "general",
    "lt": "lieutenant",
    "sgt": "sergeant",
    "col": "colonel",
    "capt": "captain",
    "prof": "professor",
    "supt": "superintendent",
}
_TELLING = frozenset(
    "former deputy vice assistant acting interim new then next future other second prime first outgoing late retired"
    " fellow opposing co associate junior incoming longtime another".split()
)  # a deputy minister is no minister
_AT_END = re.compile(rf"((?:[\w'&-]+[.·]? ){{0,4}}?(?:{NOUN}|[A-Z][a-z-]+[.·]?)),? $")
_APPOSED = re.compile(r",? (?:\d{1,3},? )?(?P<said>[^,.;:!?\"()]{3,90})")
_PREDICATE = re.compile(r" (?:is|was|became|remains|works as|served as) (?:an?|the) (?P<said>[^,.;:!?\"()]{3,60})")
_WHO = re.compile(r", who (?:\w+ ){1,4}?(?:as|is|was) (?:an?|the) (?P<said>[^,.;:!?\"()]{3,60})")
_WAS = re.compile(
    r", who (?:once |previously )?(?:worked|served|trained|was)"
    r"(?: \w+){0,3}? (?:as )?(?:an?|the) (?P<said>[^,.;:!?\"()]{3,60})"
)
_CHAIRS = re.compile(r",? who (chairs|heads|leads|coaches|directs|edits|owns|manages)\b")
_AGENT = {
    "chairs": "chair",
    "heads": "head",
    "leads": "leader",
    "coaches": "coach",
    "directs": "director",
    "edits": "editor",
    "owns": "owner",
    "manages": "manager",
}
_NOUN_PHRASE_ENDS = re.compile(
    r" (?:of|at|for|in|with|from|to|on|by|who|which|that|whose|about|over|near|said|says|told|added)\b"
)
_WORDS = re.compile(r"[\w'-]+")
_IS_NOUN = re.compile(rf"{NOUN}$")
_ENDS_PHRASE = re.compile(
    rf"(?:{'|'.join(sorted(STOPWORDS))}|said|says|told|tells|including|likely|like|also|via|[a-z]+'s|(?!retired)[a-z]+ed|[a-z]+ly"
    r"|[a-z]+day|\d+)$"
)
_GENDERED = re.compile(r"(?<=[a-z]{3})(?:(?:wo)?man|person)$")


_KIN = {
    "f": frozenset("daughter granddaughter stepdaughter mother grandmother wife widow sister aunt niece girlfriend"
                   " actress queen princess duchess".split()),
    "m": frozenset("son grandson stepson father grandfather husband widower brother uncle nephew boyfriend king prince"
                   " duke".split()),
}  # fmt: skip


class Role(Struct, frozen=True):
    """A head word ("minister") and the words before it ("health"), lower-case."""

    head: str
    words: frozenset[str] = frozenset()

    @property
    def gender(self) -> Literal["f", "m"] | None:
        """The gender that the head word tells: "daughter"."""
        return "f" if self.head in _KIN["f"] else "m" if self.head in _KIN["m"] else None

    def is_meant(self, mention: Role) -> bool:
        """Whether another's words ("the minister", "the former minister") may mean this role."""
        if self.head != mention.head or (mention.words & _TELLING) - self.words:
            return False
        if self.words & _TELLING - mention.words - {"former", "longtime", "late", "retired", "new"} and mention.words:
            return False
        own, others = self.words - _TELLING, mention.words - _TELLING
        return not own or not others or bool(own & others)


def before(text: str) -> Iterator[Role]:
    """The role in the words that end with a name's beginning: "the town's mayor, ", "Health Minister "."""
    found = _AT_END.search(text)
    if found:
        yield from _of_phrase(found[1])


def behind(text: str) -> Iterator[Role]:
    """The roles in the words behind a name: ", a nurse and author", " is the mayor", ", who chairs the board"."""
    if chairs := _CHAIRS.match(text):
        yield Role(_AGENT[chairs[1]])
    if past := _WAS.match(text):
        yield from (
            Role(each.head, each.words | {"former"}) for each in _of_phrase(_NOUN_PHRASE_ENDS.split(past["said"])[0])
        )
    matches = (_WHO.match(text), _PREDICATE.match(text), _APPOSED.match(text) if text[:1] == "," else None)
    for match in filter(None, matches):
        phrase = _NOUN_PHRASE_ENDS.split(match["said"], maxsplit=1)[0]
        for part in re.split(r" and (?:an? )?", phrase):
            yield from _of_phrase(part)


def named(phrase: str) -> Role | None:
    """The role that a definite phrase names: "the former surgeon"; None where its head may be anybody's."""
    role = next(_of_phrase(phrase), None)
    return role if role and role.head not in _VAGUE else None


def _of_phrase(phrase: str) -> Iterator[Role]:
    words = [word.lower().rstrip(".·") for word in _WORDS.findall(phrase)]
    words = [_SHORT.get(word, word) for word in words]
    if phrase.lower().endswith("chief executive officer"):
        words = words[:-1]
    if not words or not _IS_NOUN.match(words[-1]):
        if words[-2:] == ["chief", "executive"] or words[-1:] == ["ceo"]:
            yield Role("executive", frozenset({"chief"}))
        return
    start = max((n + 1 for n, word in enumerate(words[:-1]) if _ENDS_PHRASE.match(word)), default=0)
    if words[-1] == "executive" and words[-2:-1] == ["chief"]:
        start = max(start, len(words) - 2)
    yield Role(_GENDERED.sub("", words[-1]), frozenset(words[start:-1]))
