"""Who is named in full in a text: two to four capitalised words that the text speaks of as one does of somebody.

But: by form and by the words around only, without a list of first names; a name that nothing around tells from that
of a place, a body or a work is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rag import gazetteer
from rag.marks import proper, referents, roles
from rag.marks.wording import LINKS, SHORT_TITLES
from rag.types import Span
from rag.words import STOPWORDS, rarity, stem

UPPER = "A-ZÀ-ÞĀ-Ž"
WORD = rf"(?:(?:[{UPPER}]\.)+|(?:{SHORT_TITLES}|Jr|Sr)\.|[{UPPER}](?:[\w\u0300-\u036f]|['’-](?![sS]\b)(?=\w))*)"
PARTICLE = r"(?:de|van|von|bin|al|der|den|la|du|da|del|di|dos|el|ten|ter|ibn|y|le)"
_RUN = re.compile(rf"(?<![\w'’&-]){WORD}(?: (?:\"[^\"\n]{{2,20}}\" )?(?:{PARTICLE} ){{0,2}}{WORD})*")
_NICKNAME = re.compile(r' "[^"]*"')
_PARTICLE = re.compile(PARTICLE)
_MOST_WORDS = 4  # of a full name; more are a headline
_ORDINARY = 3.0  # rarity below which a word tells nothing; a name has one that is rarer
_DOTTED_PLACES = frozenset("D.C. U.S. U.K. U.N.".split())
_SURNAMES = frozenset("Jordan Chad French English German Welsh Irish Holland Israel Ireland England Wales".split())
_NO_INITIALS = frozenset("US UN EU UK AP AI TV NY LA DC PR HR IT PC AC UV".split())
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?$|[IVX]+$")
_DOTTED = re.compile(r"(?:[A-Z]\.)+$|(?:Jr|Sr)\.$")

_PERSONAL = frozenset(
    "mx miss vp prof professor adm admiral cmdr cdr commander supt det insp const hon pres lord dame archbishop "
    "bishop cardinal pastor reverend father sister brother rabbi imam sheikh congressman representative delegate "
    "assemblyman assemblywoman councilman councilwoman councillor councilor councilmember assemblymember alderman "
    "premier administrator undersecretary whip chairperson chair founder co-founder cofounder owner manager editor "
    "author analyst economist meteorologist forecaster geologist historian lawyer counsel prosecutor sheriff trooper "
    "marshal major corporal spokesperson co-host host correspondent reporter anchor astronaut scientist "
    "researcher engineer biologist physician nurse surgeon envoy quarterback defender midfielder goalkeeper "
    "striker pitcher catcher outfielder linebacker receiver olympian principal superintendent teacher student "
    "activist artist photographer designer producer filmmaker writer creator comedian musician composer novelist "
    "presenter coo cto cmo ret staffer auditor comptroller treasurer clerk magistrate justice monsignor baroness "
    "baron viscount earl diplomat journalist farmer baker firefighter resident organiser organizer campaigner "
    "suspect".split()
)
_OFFICES = frozenset(
    "state defense defence treasury interior homeland commerce transportation agriculture labor labour health "
    "energy education home environment staff majority minority managing senior interim acting associate assistant "
    "special private executive head star forward guard republican democrat democratic gop conservative tory "
    "liberal independent first foreign finance information technology culture tourism sport youth development trade "
    "industry immigration communications former vice deputy prime".split()
)
_BEFORE_NAMES = frozenset(word.lower() for word in proper.TITLES.split("|")) | _PERSONAL | _OFFICES
_ALSO_NAMES = frozenset(
    "baron earl bishop cardinal major justice baker farmer marshal star guard sister father brother dame lord judge"
    " teacher artist private head prime reporter forward".split()
)
_PERSONAL_TITLES = _BEFORE_NAMES - _OFFICES
_OF_OFFICES = re.compile(
    r"\b(?:Secretary|Minister|Director|Chief|Department|Ministry|Bureau|Office|House) (?:of|for)"
    r"(?: the)?(?: [A-Z]\w+,?)*(?: and)? $"
)
_OPENERS = frozenset(
    "amid despite asked according although since like even following when while after before if as at in on for "
    "from with without to by that this these those there here his her their its our my your he she they it we i "
    "what who why how where which tomorrow once until unless because not only both either neither per via dear hi "
    "hello thanks thank meet watch read see more related contributing photo photos video image credit courtesy "
    "opinion exclusive update updated breaking another every each some many most all no yes well oh among between "
    "under over during perhaps maybe longtime fellow first last next new former late recently currently previously "
    "speaking asked born because whether including just did does do was were is are has have had can could will "
    "would should may might must let get one two three four five six seven eight nine ten the a an".split()
) | frozenset(LINKS.split("|"))
_ALSO_FIRST = frozenset(("Per", "May", "Will"))  # openers that are first names where no sentence begins
_GOES_ON = re.compile(r"[a-z],? $")
_IN_MAY = re.compile(r"\b(?:in|since|until|till|of|last|this|by|from|late|early|mid|next|and|for|to|during|through) $")
_ORGANISED = re.compile(
    r"\b(?:Inc|Corp|Co|Ltd|LLC|PLC|Company|Companies|Enterprises|Images|Solutions|Industries|Systems|Brands|Products"
    r"|Farms|Kitchens?|Division|Corporation|Foundation|Fund|Trust|Society|Alliance|Coalition|Project|Initiative"
    r"|Network|Bureau|Office|Administration|Authority|Board|Service|Services|Survey|Center|Centre|Forces?|Army"
    r"|Navy|Guard|Corps|Command|Watch|International|National|Nations|Global|World|United|American|Federation"
    r"|Organi[sz]ation|Association|Union|League|Club|Team|Studios?|Pictures|Records|Entertainment|Productions"
    r"|Media|Magazine|Weekly|Daily|Today|Tribune|Herald|Gazette|Guardian|Chronicle|Observer|Independent|Register"
    r"|Dispatch|Examiner|Globe|Sun|Star|Mail|Telegraph|Fair|Mirror|Express|Review|Report|Radio|Television|Channel"
    r"|Broadcasting|Live|Online|Street|Avenue|Road|Boulevard|Square|Plaza|Valley|Hills?|Mountains?|Mount|Beach"
    r"|Coast|Bay|Sea|Ocean|Gulf|Creek|Falls|Springs|Canyon|Desert|Forest|Port|Harbou?r|Village|Town|Township"
    r"|Parish|Province|District|Region|Republic|Kingdom|Empire|Islands?|Stadium|Arena|Theat(?:re|er)|Hall|Palace"
    r"|Castle|Tower|Hotel|Resort|Restaurant|Market|Store|Stores|Mall|Library|Museum|Gallery|Academy|Institut\w+"
    r"|Laboratory|Lab|Labs|Observatory|Clinic|Medicine|Medical|Science|Sciences|Technology|Law|Policy|Affairs"
    r"|Rights|Security|Insurance|Capital|Partners|Ventures|Securities|Financial|Airlines|Airways|Aviation|Space"
    r"|Mission|Station|Telescope|Rover|Cup|Bowl|Games|Series|Tour|Trophy|Championship|Tournament|Awards?|Prize"
    r"|Festival|Parade|Week|Month|Year|Eve|Night|Season|Summer|Winter|Spring|Christmas|Easter|Thanksgiving"
    r"|Halloween|Act|Bill|Amendment|Agreement|Treaty|Accords?|Summit|Conference|Convention|Congress|Parliament"
    r"|Assembly|Cabinet|Caucus|Campaign|Movement|Front|Brotherhood|Jazeera|Qaeda|Hezbollah|Lives|Matter|Democrats"
    r"|Republicans|Panthers|Bulldogs|Eagles|Giants|Lions|Tigers|Bears|Warriors|Wildcats|Cowboys|Raiders|Rangers"
    r"|Sox|Yankees|Dodgers|Lakers|Celtics|Chiefs|Cardinals|Rovers|Athletic|Albion|Wanderers|Hotspur|Villa"
    r"|Instagram|Twitter|Facebook|Google|Amazon|Apple|Netflix|Disney|Marvel|Tesla|Walmart|Lady of|Black|White|Red"
    r"|Blue|Green|Golden|Silver|Big|Great|Grand|Super|Hurricane|Tropical|Storm|Typhoon|North|South|East|West"
    r"|Northern|Southern|Eastern|Western|Central|Upper|Lower|Greater|New|Old|San|Santa|Los|Las|El|St|Fort|Lake"
    r"|River|Cape|Inside|Good|Happy|Real|Human|Supreme|Federal|Public|Social|General|Motors|Electric|Foods|Burger"
    r"|Pizza|Coffee|Bank|Group|Holdings|Credit|Stanley|Sachs|Pew|Gallup|Politics|Sports|Business|Money|Tech|Life"
    r"|Style|Travel|Weather|News|Show|Podcast|Awards|Music)\b"
)
_MAY_BE_SURNAMES = re.compile(
    r" (?:Park|Church|Day|Street|Lake|House|Bank|Hall|Star|Black|White|Green|West|North|Law|Price|Market|Bridge"
    r"|Rivers?|Hill|Hills|Bay|Forest|Castle|Tower|Mount|Parish|Winter|Summer|Spring|Weeks?|Night|Court|Beach"
    r"|Village|Wood|Stone|Brown|Bush|Post|High|Union|School|Steel|Blue|Gold|Silver|King|Money|Life|Stanley|Sun"
    r"|Great|Guard|Gray|Grant|Bill|Lord|Major|Good|Fields?|Pope|Bishop|Judge|Abbott|Cook)$"
)
_PLACE_OPENS = re.compile(r"^(?:Santa|San|El|St|Red|Grand|Summer|Winter|Christmas|Easter) ")
_ROLE_WORD = re.compile(rf"{roles.NOUN}")
_ROLE_BEFORE = re.compile(rf"\b{roles.NOUN}(?: (?:of|for|at) (?:[\w'&-]+ ){{0,4}}[\w'&-]+,|,?) $")
_OF_OFFICE_BEFORE = re.compile(r"\b(Secretary|Minister|Director|Chief) (?:of|for) [A-Z][^.;:()\"\n]{2,50} $")
_WORD_BEFORE = re.compile(r"([A-Z][\w-]*)\.? $")
_PLACE_BEFORE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Aa]cross|[Tt]hroughout|[Dd]uring|[Ss]ince|[Uu]ntil) $"
)
_THE_BEFORE = re.compile(r"\b[Tt]he $")
_TOLD_OF = re.compile(
    r", (?:who|speaking|(?:of|in|from) [^,.\n]{2,40}, (?:said|says|told|adds|added)\b|\d\d"
    r"|(?:an?|the|his|her|its|their|one of|former|who's|whose|[A-Z]?[\w'-]+'s?) (?:[\w'’&.-]+ ){0,5}?"
    rf"{roles.NOUN}\b|(?:[\w'’&.-]+ ){{0,4}}?{roles.NOUN}\b|MD|Ph\.?D|M\.D|[DR]-|Jr)|,? \((?:[DR]-|\d\d\))| \([DRI]-"
)
_SPEAKS_BEHIND = re.compile(
    r",? (?:said|says|told|tells|added|asked|wrote|tweeted|recalled|explained|joked|replied|responded|writes|asks"
    r"|adds|quips|jokes|explains|notes|noted|argued|argues|insisted|warned|predicts|predicted|posted)\b"
)
_SPEAKS_BEFORE = re.compile(
    r"(?:\",? ?(?:said|says|added|wrote|asked)|[Aa]ccording to) "
    r"(?:(?!(?:for|of|at|with|from|to|in|by|that)\b)[\w'-]+ ){0,5}$"
)
_QUOTED_BEFORE = re.compile(r"[,?!]\",? $")
_COLON_BEHIND = re.compile(r": \"")
_PRONOUN_SPEAKS = re.compile(r"\b(?:he|she) (?:said|says|told|added|wrote|tweeted)\b")
_THING_BEHIND = re.compile(r" \([A-Z]{2,6}\)|, (?:which|where|when)\b| (?:&|and Co)\b")


def runs(text: str) -> list[Span]:
    """The names that the runs of capitals of a straight text end with, in order, behind titles and opening words."""
    found = (_bare(text, match.start(), _end(text, match)) for match in _RUN.finditer(text))
    return [span for span in found if span.start < span.end]


def full_names(text: str, named: list[Span]) -> Iterator[Span]:
    """Those of the names that may be somebody's in full, by their form."""
    for span in named:
        if _is_full(span.of(text)):
            yield span


def evidence(text: str, place: Span) -> int:
    """How much the words around a name tell that it is a person's; below 0: that of a place or a body."""
    before, behind = text[max(0, place.start - 70) : place.start], text[place.end : place.end + 90]
    line = text[place.end : place.end + 400].partition("\n")[0]
    titled = _OF_OFFICE_BEFORE.search(before) or _WORD_BEFORE.search(before)
    sure = (titled and titled[1].lower() in _PERSONAL_TITLES, _ROLE_BEFORE.search(before), _TOLD_OF.match(behind))
    likely = (
        _SPEAKS_BEHIND.match(behind),
        _SPEAKS_BEFORE.search(before),
        _QUOTED_BEFORE.search(before),
        _COLON_BEHIND.match(behind),
        _PRONOUN_SPEAKS.search(line),
    )
    against = (_PLACE_BEFORE.search(before), _THE_BEFORE.search(before), _THING_BEHIND.match(behind))
    return 2 * sum(map(bool, sure)) + sum(map(bool, likely)) - 2 * sum(map(bool, against))


def surname(name: str) -> str:
    """The last part of a full name, with its particles: "de Mistura"; never "Jr."."""
    words = [word for word in name.split(" ") if not _SUFFIX.match(word)] or name.split(" ")
    start = len(words) - 1
    while start > 1 and re.fullmatch(PARTICLE, words[start - 1]):
        start -= 1
    return " ".join(words[start:]).rstrip(".,")


def first_names(name: str) -> list[str]:
    """The first word of a name, and a nickname in it: Tom "Bear" Reed may be Bear Reed."""
    nickname = _NICKNAME.search(name)
    return [name.partition(" ")[0], *([nickname.group().strip(' "')] if nickname else [])]


def suffix(name: str) -> str:
    """What tells a son from his father: "Jr.", "III"; empty where nothing does."""
    last = name.rpartition(" ")[2]
    return last if name.count(" ") > 1 and _SUFFIX.match(last) else ""


def is_bodily(name: str) -> bool:
    """Whether a name has a word of bodies, places or works in it that no surname is."""
    if not (_ORGANISED.search(name) or referents.is_body(name)):
        return False
    rest = _MAY_BE_SURNAMES.sub("", name)
    return rest == name or " " in rest or bool(_ORGANISED.search(rest))


def may_be_surname(name: str) -> bool:
    """Whether the last word of a name is an ordinary one that some bear: "Tom Park"."""
    return bool(_MAY_BE_SURNAMES.search(name))


def _end(text: str, match: re.Match[str]) -> int:
    """The end of a run, without the dot that ends its sentence."""
    return match.end() - (match.group().endswith(".") and not _DOTTED.search(match.group()))


def _bare(text: str, start: int, end: int) -> Span:
    """What is left of a run behind its last title and what only opens its sentence."""
    words = list(re.finditer(r"[^ ]+", text[start:end]))
    cut = max(0, len(words) - 2) if _OF_OFFICES.search(text[max(0, start - 60) : start]) else 0
    if len(words) == 2 and _is_first_name(words[0].group(), text[max(0, start - 9) : start]):
        return Span(start, end)
    for n, word in enumerate(words):
        if _ends_title(word.group(), n, len(words), cut):
            cut = n + 1
    if len(words) - cut > 2 and "people" in gazetteer.kinds(words[cut].group()):
        cut += 1
    return Span(start + words[cut].start(), end) if cut < len(words) else Span(end, end)


def _is_first_name(word: str, before: str) -> bool:
    """Whether a word that else opens a sentence is a first name, as its sentence has begun before it."""
    return word in _ALSO_FIRST and bool(_GOES_ON.search(before)) and not (word == "May" and _IN_MAY.search(before))


def _ends_title(word: str, n: int, count: int, cut: int) -> bool:
    """Whether the `n`th of `count` words is a title, or opens a sentence; `cut`: where the name begins so far."""
    plain = word.rstrip(".,").lower().removesuffix("-elect").removesuffix("-designate")
    if plain in _ALSO_NAMES and n == cut + 1 and n + 2 == count:
        return False  # "Sacha Baron Cohen"
    if _opens_name(word, plain, count - n - 1):
        return True
    if plain in _BEFORE_NAMES or plain.removesuffix("s") in _BEFORE_NAMES:
        return n + 1 < count or n == 0
    echoes = plain.endswith("ing") and count - n > 2  # "Echoing Ada Quill", but "Phil Ting"
    opens = plain in _OPENERS or plain in STOPWORDS or proper.is_calendar(plain) or echoes
    return n == cut and opens


def _opens_name(word: str, plain: str, behind: int) -> bool:
    """Whether a word stands before a full name and is none of it: an acronym, or a role that opens a sentence."""
    if behind < 2:
        return False
    is_acronym = word.isupper() and len(word) > 2 and "." not in word
    return is_acronym or bool(_ROLE_WORD.fullmatch(plain))


@lru_cache(maxsize=50_000)
def _is_full(name: str) -> bool:
    words = [word for word in _NICKNAME.sub("", name).split(" ") if not _PARTICLE.fullmatch(word)]
    words = [word for word in words if not _SUFFIX.match(word)]
    if not 2 <= len(words) <= _MOST_WORDS or is_bodily(name) or proper.is_title(name) or _PLACE_OPENS.match(name):
        return False
    if any(map(_is_acronym, words[1:])) or (_is_acronym(words[0]) and not _are_initials(words[0])):
        return False
    return not _is_placed(name, words) and any(rarity(stem(word.lower())) >= _ORDINARY for word in words)


def _is_acronym(word: str) -> bool:
    return (word.isupper() and len(word) > 1 and "." not in word) or word in _DOTTED_PLACES


def _are_initials(word: str) -> bool:
    """Whether two capitals are somebody's initials: "JD", not "UN"."""
    return len(word) == len("JD") and word not in _NO_INITIALS


def _is_placed(name: str, words: list[str]) -> bool:
    """Whether a name is that of a land, or has the word for its people in it."""
    last = gazetteer.kinds(words[-1]) & {"people", "country"}
    return bool(gazetteer.kinds(name) or (last and words[-1] not in _SURNAMES) or "people" in gazetteer.kinds(words[0]))
