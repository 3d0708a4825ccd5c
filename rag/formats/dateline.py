"""The dateline that opens a news story: where and when it was filed, and who carried it.

Reads `3 May 2017 –`, `GENEVA, 3 May (Agency) —`, `LONDON (Reuters) -`, `WASHINGTON, Jan. 5, 2018 /Agency/ --`
and their kin in English. But: never changes the text, and never supplies a year that is not written.
"""

from __future__ import annotations

import re
from itertools import islice

from msgspec import Struct

from rag.formats.days import DAY, MONTH, Day, read_day

_REACH = 140  # code points within which a dateline ends
_MARKS = 8  # dashes and colons that it may end at
_MARK = re.compile(
    r"\s{0,5}(?:[–—―‒−]|--+)\s{0,5}|\s{1,5}[-_]\s{0,5}|(?<=[)/])-\s{0,5}|(?<=[)\]])\s{0,5}|\s{0,5}[:|]\s{1,5}"
)
_RANGE_GOES_ON = re.compile(rf"{DAY}|{MONTH}\s+\d|\d{{1,2}},?\s+\d{{4}}\b", re.IGNORECASE)
_HEAD = re.compile(
    rf"""(?P<place>[^\W\d_][^()\[\]\d–—―|:"“”]{{0,80}}?(?:[ ]\[[^\W\d_][^()\[\]\d]{{1,30}}\])?)??
    [\s,.;|–—-]{{0,6}}
    [(\[]?(?P<day>{DAY})?[)\]]?
    [\s,.;|–—-]{{0,6}}
    (?:[(](?P<agency>[^()]{{2,60}})[)]|/(?P<wire>[^/]{{2,60}})/)?
    [\s,.;]{{0,6}}
    (?P<late>{DAY})?""",
    re.VERBOSE | re.IGNORECASE,
)
_RUN_TOGETHER = re.compile(r"([A-Z]{2,})(?=[A-Z][a-z]+$)")  # CNNBusiness
_SMALL = frozenset("of the de la le el al and on upon du da do dos del der den am sur in".split())
_AGENCIES = frozenset(
    "reuters ap afp upi dpa pti ani ians aap efe ansa tass itar-tass ria novosti interfax xinhua kyodo yonhap bernama "
    "anadolu belga apa ntb tt ritzau bloomberg cnn bbc npr ips irin prnewswire globenewswire".split()
)  # lower case; only needed where the place is not in capitals
_FULL_NAMES = frozenset(("associated press", "agence france-presse", "united press international", "un news"))
_NO_PLACES = frozenset(
    "update updated correction corrected breaking exclusive watch live analysis opinion explainer factbox video photos "
    "editorial comment advisory note urgent q&a faq a in on it he she we who".split()
)


class Dateline(Struct, frozen=True, kw_only=True):
    """A dateline; `end` is where the story's own words begin, in code points of the text it was read from."""

    end: int
    place: str | None = None
    agency: str | None = None
    day: Day | None = None

    @property
    def firm(self) -> bool:
        """Whether more than a place says that this is a dateline."""
        return self.day is not None or self.agency is not None


def dateline_of(text: str) -> Dateline | None:
    """The dateline that `text` opens with, or None. Its time is bounded for any text."""
    if not text[:1].strip():
        return None
    head = text[:_REACH].partition("\n")[0]
    found = [read for mark in islice(_MARK.finditer(head), _MARKS) if (read := _read(text, mark))]
    return next((each for each in found if each.day and each.day.year), found[0] if found else None)


def _read(text: str, mark: re.Match[str]) -> Dateline | None:
    end = mark.end()
    head = _HEAD.fullmatch(text[: mark.start()])
    if not head or mark.start() == 0 or not text[end : end + 1].strip() or (head["day"] and head["late"]):
        return None
    if not mark.group().strip() and not _self_closed(head, text[end]):
        return None
    place, named = _unbracketed(_place(head))
    agency = head["agency"] or head["wire"]
    if agency is None and text[end].islower():  # "3 May 2017 – the day the dam broke – …" is a sentence
        return None
    agency = agency or named
    day = read_day(head["day"] or head["late"] or agency or "")
    if agency and read_day(agency):
        agency = None
    if day and _RANGE_GOES_ON.match(text, end):
        return None
    if not _holds(place, agency, day, mark.group().strip()):
        return None
    return Dateline(end=end, place=place, agency=agency, day=day)


def _place(head: re.Match[str]) -> str | None:
    """The place as it is written; `BOSTON, Mass.` keeps its point, `MOSCOW.` does not."""
    place = (head["place"] or "").strip(" ,;|–—-\t")
    if "," not in place:
        return place.rstrip(".") or None
    return place + "." if head.string[head.end("place") :][:1] == "." else place


def _self_closed(head: re.Match[str], following: str) -> bool:
    """Whether brackets alone end the dateline: `(CNN)The`, `[3 May 2017] The`, `Washington (CNN) The`."""
    bracketed_day = head["day"] is not None and head.group()[-1:] in ")]"
    place, agency = (head["place"] or "").strip(), head["agency"] or ""
    if not place:
        return bracketed_day or _opens_known(agency)
    short_form = "".join(word[:1] for word in re.split(r"[\s-]+", place)).casefold()  # Agence France-Presse (AFP)
    return following.isupper() and _opens_known(agency) and agency.casefold() != short_form


def _opens_known(agency: str) -> bool:
    """Whether an agency is a known one or a part of it: `CNN Student News`."""
    words = _RUN_TOGETHER.sub(r"\1 ", agency).split()
    return bool(words) and words[0].lower() in _AGENCIES and all(word[:1].isupper() for word in words)


def _unbracketed(place: str | None) -> tuple[str | None, str | None]:
    """Place and agency where no bracket parts them, in capitals and perhaps with a desk: `New York CNN Business —`."""
    words = _RUN_TOGETHER.sub(r"\1 ", place or "").split()
    for at in range(max(0, len(words) - 2), len(words)):
        if words[at].isupper() and words[at].lower() in _AGENCIES and words[0] != "The":
            return " ".join(words[:at]) or None, " ".join(words[at:])
    return place, None


def _holds(place: str | None, agency: str | None, day: Day | None, mark: str) -> bool:
    if agency and not _agency_like(agency):
        return False
    if place is None:
        return day is not None or agency is not None
    if not _place_like(place):
        return False
    if day:
        return True
    if agency:
        return _loud(place) or _known(agency)
    return _loud(place) and mark not in ("|", ":")  # "NASA: The launch" names who speaks


def _place_like(place: str) -> bool:
    words = re.split(r"[\s,/\[\]]+", place)
    if len(words) > 8 or words[0].casefold() in _NO_PLACES:
        return False
    return all(word[:1].isupper() or word.casefold().partition("-")[0] in _SMALL for word in words if word)


def _loud(place: str) -> bool:
    """Whether the town is in capitals, as in `BEIRUT, Lebanon`."""
    town = place.partition(",")[0]
    return town.isupper() and len(town) > 2


def is_agency(line: str) -> bool:
    """Whether `line` is the name of a news agency and nothing else, as in a credit."""
    name = line.strip(" ()/.").casefold().removeprefix("the ")
    return name in _AGENCIES or name in _FULL_NAMES


def _agency_like(agency: str) -> bool:
    return len(agency.split()) <= 5 and (agency[:1].isupper() or _known(agency))


def _known(agency: str) -> bool:
    return any(part.casefold() in _AGENCIES for part in re.split(r"[\s/,]+", _RUN_TOGETHER.sub(r"\1 ", agency)))
