"""Proper names in a sentence, by their capitals: spans without titles, possessives and the dateline.

But: no telling of people from places, and no linking of one name to another.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from rag import gazetteer
from rag.types import Span
from rag.words import STOPWORDS, rarity, stem, tokens

_UPPER = "A-ZÀ-ÞĀ-Ž"
_NAME = re.compile(
    rf"(?:(?:al|el|bin)[- ])?(?:[{_UPPER}][\w’'&-]*|[A-Z]\.)"
    rf"(?: (?:(?:of|the|de|van|von|bin|al|der|la|du|da|del) ){{0,2}}"
    rf"(?:(?:al-|el-)?[{_UPPER}][\w’'&-]*\.?|\d{{1,3}}\b(?![-.,:%]\d|%)))*"
)
_QUOTED = re.compile(r"[“\"]([^“”\"\n]{2,60}?)[,.]?[”\"]|(?<![\w’'])['‘]([A-Z][^'‘’\n]{2,60}?)[,.]?['’](?!\w)")
_MARKS = tuple("“\"‘'")
_POSSESSIVE = re.compile(r"['’]s? (?=[A-ZÀ-ÞĀ-Ž])|['’]s?$")
_ANOTHER = re.compile(
    r"\b(?:North|South|East|West|Northern|Southern|Eastern|Western|Upper|Lower|New|Old|Great|Greater|Little|Port|Mount"
    r"|Fort|Lake|Saint|St\.?|San|Inner|Outer|Central) $"
)
TITLES = (
    "Former|Vice|Deputy|President|Prime|First|Foreign|Finance|Minister|Secretary|Senator|Sen|Sens|Rep|Reps|Gov|Governor"
    "|Congressman|Congresswoman|Mr|Mrs|Ms|Dr|Judge|Justice|Sir|Gen|General|Col|Capt|Sgt|Lt|Maj|Coach|Speaker|Attorney"
    "|Mayor|Chancellor|Republican|Democrat|Democratic|Rev|Chief|Officer|Director|Actor|Actress|Singer|Rapper|Professor"
    "|CEO|CFO|Chairman|Chairwoman|Lady|Commissioner|Ambassador|Leader|Spokesman|Spokeswoman"
    "|Inspector|Superintendent|Sergeant|Detective|Constable|Lieutenant|Captain|Colonel"
)
_TITLED = re.compile(rf"(?:(?:{TITLES})\.? )+(?=[{_UPPER}])")
_ROLE = re.compile(rf" (?:(?:{TITLES})\.? )+(?=[{_UPPER}])")
_DATELINE = re.compile(
    r"^(?:\([A-Z][\w ]{1,20}\) ?(?:[—–-]+ )?|[A-Z][A-Z .,'’]{2,40}(?:, [A-Z][\w. ]{1,20})?(?: \([^)\n]*\))? ?[—–-]+ )"
)
_ENDS = re.compile(r"(?:\b[A-Z]\.|\b(?:Jr|Sr|Inc|Co|Corp|Ltd)\.)$")
_CALENDAR = frozenset(
    name.lower() for name in (*calendar.day_name, *calendar.month_name[1:], *calendar.month_abbr[1:], "Sept")
)
_NOBODY = frozenset(
    "nobody everybody somebody anybody everyone someone anyone nothing everything something none".split()
)
_ORDINARY = 4.2  # rarity below which a capitalised first word of a sentence is an ordinary one


def is_calendar(token: str) -> bool:
    """Whether a lower-case token names a day of the week or a month."""
    return token in _CALENDAR


def is_title(name: str) -> bool:
    """Whether a name is nothing but a title: "Senator"."""
    return bool(re.fullmatch(rf"(?:(?:{TITLES})\.? ?)+", name))


def names(sentence: str) -> list[Span]:
    """The names of a sentence in order, and quoted titles; a name with an epithet also without it."""
    dateline = _DATELINE.match(sentence)
    begin = dateline.end() if dateline else 0
    found = [span for match in _NAME.finditer(sentence, begin) for span in _parts(sentence, match, begin)]
    quoted = [Span(*match.span(match.lastindex or 0)) for match in _QUOTED.finditer(sentence)]
    return list(dict.fromkeys([*found, *quoted]))


def words(text: str) -> frozenset[str]:
    """The stems of the words of all names in a text, without days, numbers and small words."""
    found = (token for span in names(text) for token in tokens(span.of(text)))
    return frozenset(
        stem(each) for each in found if each not in STOPWORDS and not is_calendar(each) and not each.isdigit()
    )


def opening_another(text: str, start: int) -> str:
    """The word before a name that makes it a part of another place's, "East" of "East Halden"; empty where none is."""
    found = _ANOTHER.search(text, 0, start)
    return found.group().rstrip() if found else ""


def unquoted(sentence: str) -> list[Span]:
    """The names of a sentence that do not stand at the opening of a quotation."""
    return [span for span in names(sentence) if sentence[: span.start][-1:] not in _MARKS]


def _parts(sentence: str, match: re.Match[str], begin: int) -> Iterator[Span]:
    """A run of capitals cut at possessives, without titles and days; then its readings without epithet."""
    start = match.start()
    for cut in [*_POSSESSIVE.finditer(match.group()), None]:
        end = match.start() + (cut.start() if cut else len(match.group()))
        whole = _trimmed(sentence, start, end, begin)
        if whole:
            yield whole
            yield from _shorter(sentence, whole)
        start = match.start() + cut.end() if cut else end


def _trimmed(sentence: str, start: int, end: int, begin: int) -> Span | None:
    while end > start and sentence[end - 1] in ".,'’-&" and not _ENDS.search(sentence[start:end]):
        end -= 1
    opens = start == begin or sentence[:start].rstrip()[-1:] in '.?!“"'
    if opens:
        start = _past_ordinary(sentence, start, end)
    titled = _TITLED.match(sentence, start, end)
    start = titled.end() if titled else start
    start = _past_days(sentence, start, end)
    words = tokens(sentence[start:end])
    if not words or all(word in STOPWORDS or word in _NOBODY or word.isdigit() for word in words):
        return None
    return Span(start, end)


def _past_days(sentence: str, start: int, end: int) -> int:
    """Where a name begins behind days and months: "Tuesday Ortiz", "May 5"."""
    while start < end:
        word = sentence[start:end].split(" ", 1)[0]
        if "".join(tokens(word)[:1]) not in _CALENDAR:
            return start
        start = min(end, start + len(word) + 1)
    return end


def _past_ordinary(sentence: str, start: int, end: int) -> int:
    """Where a name begins that opens a sentence: behind words whose capital tells nothing."""
    words = sentence[start:end].split(" ")
    for position, word in enumerate(words):
        plain = "".join(tokens(word)[:1])
        alone = len(words) == 1 and rarity(stem(plain)) < _ORDINARY
        if not (plain in STOPWORDS or alone or (position and word in ("of", "the", "de", "la"))):
            return start
        start += len(word) + 1
    return end


def _shorter(sentence: str, span: Span) -> Iterator[Span]:
    name = span.of(sentence)
    first, _, rest = name.partition(" ")
    if rest and "people" in gazetteer.kinds(first) and not gazetteer.kinds(name):
        yield Span(span.start + len(first) + 1, span.end)  # "American Coco Gauff"
    role = _ROLE.search(name)
    if role:
        yield Span(span.start + role.end(), span.end)  # "TikTok CEO Shou Zi Chew"
        yield Span(span.start, span.start + role.start())
    head, of, tail = name.rpartition(" of ")
    if of and (tail[:1].isupper() or tail.startswith(("al ", "el "))):
        yield Span(span.end - len(tail), span.end)  # "President of Peru"
        yield Span(span.start, span.start + len(head))
