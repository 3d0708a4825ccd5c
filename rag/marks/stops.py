"""Whether a full stop behind a word ends its sentence: "is ill. She" and "the U.S. It" do, "Ms. Aldo" does not.

But: no list of English words. A word in small letters that is no short form is whole, whatever it would shorten with a
capital (Ill., Me., No.), and behind a short form only what opens a sentence for sure ends the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LOOK_BACK = 24  # code points that hold the word before a stop
_QUOTED = 1_200  # code points in which a quotation that is open at a stop was opened
_STOP = re.compile(r"\.[\"”’')\]]{0,3}\s+(?=[\"“‘'(\[]{0,2}[A-Z])")
_WORD = re.compile(r"(?:^|[^\w.])([A-Za-z.]+)$")
_TITLES = frozenset(
    "mr mrs ms mx dr prof sen rep gov gen col maj capt lt sgt cpl pvt cmdr adm brig rev hon pres messrs mme mlle sir"
    " supt det insp const".split()
)
_SHORT = frozenset(
    "vs al cf viz eg ie esp approx incl ca nr ft lb oz pp pt vol nos dept est ext eds ed trans inc corp ltd co bros"
    " mt jr sr st jan feb mar apr jun jul aug sep sept oct nov dec calif fla tex tenn mass mich minn wis conn colo ariz"
    " ala ark okla neb nev wash ore ont alta capt asst assn univ ave blvd rd bldg esq hr min sec mph sq yd prof".split()
)
_WHOLE_NAMES = frozenset(("May", "Fed", "OK", "DC", "MBA", "MD", "PhD", "MSc", "BSc", "ID", "PA"))
_OPENS = re.compile(
    r"[\"“‘'(\[]{0,2}(?:The|An?|He|She|It|They|We|I|You|His|Her|Its|Their|Our|My|This|That|These|Those|There|But|And|In"
    r"|On|At|By|For|From|With|As|If|When|While|After|Before|Since|Although|However|Meanwhile)(?=[\s,’'])"
)
_SPEECH = re.compile(  # two words at least, and the comma or stop inside: not the "Dreamers" programme
    r"“[^”\s]{1,40}\s[^”\n]{0,400}+(?<=[,.!?])”|\"[^\"\s]{1,40}\s[^\"\n]{0,400}+(?<=[,.!?])\""
)


def missed(line: str, begin: int, end: int) -> Iterator[int]:
    """Where sentences end inside `line[begin:end]`, behind the white space that parts them, ascending."""
    since = begin
    for stop in _STOP.finditer(line, begin, end):
        word = _word(line, stop.start())
        if word and ends(word, line, stop.end()) and _is_closed(line, max(since, stop.end() - _QUOTED), stop.end()):
            since = stop.end()
            yield since


def ends(word: str, text: str, following: int) -> bool:
    """Whether the stop behind `word` ends a sentence when `text` goes on at `following`."""
    if word.rstrip(".").lower() in _TITLES and word != word.lower():
        return False
    return _is_whole(word) or opens(text, following)


def opens(text: str, following: int) -> bool:
    """Whether what stands there begins a sentence for sure: a word such as "The", or what somebody says."""
    return bool(_OPENS.match(text, following) or _SPEECH.match(text, following))


def _word(line: str, stop: int) -> str:
    found = _WORD.search(line[max(0, stop - _LOOK_BACK) : stop])
    return found.group(1) if found else ""


def _is_whole(word: str) -> bool:
    return word in _WHOLE_NAMES or (len(word) > 1 and word.isalpha() and word.islower() and word not in _SHORT)


def _is_closed(line: str, start: int, end: int) -> bool:
    """Whether no quotation or bracket that opens in `line[start:end]` is still open at its end."""
    straight = line.count('"', start, end) % 2 == 0
    curled = line.count("“", start, end) <= line.count("”", start, end)
    return straight and curled and line.count("(", start, end) <= line.count(")", start, end)
