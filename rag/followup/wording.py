"""The words of a question as follow-ups need them: names, phrases behind prepositions, whether it leans on another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from rag.marks import dates
from rag.words import STOPWORDS, content_stems, rarity, stem, tokens

_ORDINARY = 4.2  # rarity below which a capitalised first word is an ordinary one
_OPENS = re.compile(r"^\W*(?:and|but|so|or|also|then|what about|how about|what of)\b", re.IGNORECASE)
_PRONOUN = re.compile(
    r"\b(?:he|she|it|they|him|her|his|hers|them|their|theirs|its)\b"
    r"|\b(?:that|this|the same) (?:day|week|month|year|time)\b"
    r"|(?<!is )(?<!are )(?<!was )(?<!were )\bthere\b(?! (?:is|are|was|were|be|been|will)\b)",
    re.IGNORECASE,
)
VERBAL = re.compile(  # by which a text is a whole question
    r"\b(?:is|are|was|were|did|do|does|has|have|had|will|would|can|could|should"
    r"|who|whom|what(?! about)|when|where|which|why|how(?! about))\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-ZÀ-ÞĀ-Ž][\w’'-]*|\d[\w.,-]*")
_PLACED = re.compile(r"\b(?:at|in|on|of|from|near) the\b", re.IGNORECASE)
_AMOUNTS = frozenset(("many", "much", "long", "often"))
_ASKING = frozenset(
    "who whom whose what when where which why how is are was were did do does has have had can will".split()
)
_PREPOSITIONS = "in|on|at|by|during|after|before|since|until|near|from|of|over|for|to|with|against|around|about"
_PHRASE = re.compile(
    rf"\b(?P<preposition>{_PREPOSITIONS}) "
    rf"(?P<object>(?:(?!\b(?:{_PREPOSITIONS}|and|or|who|that|which|when)\b)(?:[^,;?.!]|\.(?=\s?\d)))+)",
    re.IGNORECASE,
)
_TEMPORAL = ("after", "before", "since", "until", "during")  # what follows dates a question, whatever it is
_ANY_DAY = date(2001, 6, 6)  # whether words are a time does not hang on the day
_TIMELY = re.compile(
    r"\b(?:now|today|then|later|still|currently|latest|so far|at first|eventually|finally|afterwards|nowadays)\b", re.I
)


_WHAT_THEN = re.compile(  # "What happened a week later?" leans, whatever its words
    r"^\W*what (?:had |has |was )?happen(?:ed|ing)\b (?:next|then|afterwards|(?:(?:on|in|by) )?(?:the|an?|\w+) "
    r"(?:(?:previous|next|following) )?(?:day|week|month|year)s?(?: (?:before|after|earlier|later))?)\W*$",
    re.IGNORECASE,
)


class Phrase(Struct, frozen=True):
    """A preposition and its object: "in neighbouring Sarland"; `is_time`: whether the object is a time."""

    start: int
    end: int
    preposition: str
    text: str
    is_time: bool


def leans(asked: str) -> bool:
    """Whether a question leans on one before: by its opening, a pronoun, or for want of anything to look for."""
    named = len(names(asked))
    if _WHAT_THEN.search(asked):
        return True
    if _OPENS.search(asked) and not VERBAL.search(asked):
        return True
    if _OPENS.search(asked) or _PRONOUN.search(asked):
        return named < 2
    return not named and len(content(asked)) <= 2 and not _PLACED.search(asked)


def names(text: str) -> list[str]:
    """Names, numbers and dates of a question, in order; its first word only when it is no ordinary one."""
    return [match.group() for match in _names(text)]


def content(text: str) -> list[str]:
    """The words that say what it is about."""
    return [token for token in tokens(text) if token not in STOPWORDS and token not in _AMOUNTS]


def phrases(text: str) -> list[Phrase]:
    """The phrases that a preposition opens, in order."""
    found = []
    for match in _PHRASE.finditer(text):
        said, preposition = match.group().rstrip(), match["preposition"].lower()
        timely = is_time(match["object"]) or (preposition in _TEMPORAL and not names(match["object"]))
        found.append(Phrase(match.start(), match.start() + len(said), preposition, said, timely))
    return found


def is_time(text: str) -> bool:
    """Whether a text names a time."""
    return bool(dates.read(f"It was in {text.strip()}.", _ANY_DAY))


def timeless(text: str) -> str:
    """A question without the words that ask for how things stand now: "the latest toll", "so far"."""
    return " ".join(_TIMELY.sub("", text).split())


def carried(asked: str, base: str) -> str:
    """What `asked` takes from the question before: the phrases there that place and date it, or its names.

    Nothing where it has a name of its own; no time where it has one or says "now".
    """
    timely = bool(_TIMELY.search(asked)) or any(each.is_time for each in phrases(asked))
    has = set(content_stems(asked))
    placing = [
        each.text
        for each in phrases(base)
        if not (each.is_time and timely)
        and (each.is_time or names(each.text))
        and not set(content_stems(each.text)) & has
    ]
    if names(asked):
        return " ".join(each for each in placing if is_time(each))
    if placing:
        return " ".join(placing)
    known = names(base) or [word for word in re.findall(r"[\w’'-]+", base) if word.lower() not in STOPWORDS]
    kept = [word for word in dict.fromkeys(known) if not set(content_stems(word)) & has]
    return f"({' '.join(kept)})" if kept else ""


def _names(text: str) -> Iterator[re.Match[str]]:
    for match in _NAME.finditer(text):
        token = "".join(tokens(match.group())[:1])
        first = not text[: match.start()].strip(" \"'“‘(")
        if token and token not in STOPWORDS and not (first and (token in _ASKING or rarity(stem(token)) < _ORDINARY)):
            yield match
