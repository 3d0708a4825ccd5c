"""A sentence as tokens: words, numbers by their value, times by the days they mean, and marks.

But: no grammar; which word is a verb is for `tagging`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from rag.compose.gate.grammar.lemmas import lemma
from rag.figures import numbers
from rag.figures.nouns import Bound
from rag.marks import quoted
from rag.marks.dates import lexicon
from rag.types import Dated, Span

Kind = Literal["word", "number", "time", "mark"]

_WORD = re.compile(
    r"[Pp]er ?cent\b|[Nn]o one\b|[Cc]an(?=not\b)|(?<=[Cc]an)not\b"
    r"|[^\W\d_]+?(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|['’](?=\s|$)"
    r"|(?:[A-Z]\.){2,}|[A-Z]\.(?= [A-Z])|[^\W\d_]+|\d{1,3}[-–]\d{1,3}(?![-–\d])|\d+(?:st|nd|rd|th)\b"
    r"|\d+(?:[.,]\d+)*|[$£€¥₹%]|[,;:()—–\"“”.!?-]"
)
_FRACTION = re.compile(
    r"(?<!\w)(?:(?P<few>one|two|three|an?)[- ])(?P<part>half|third|thirds|quarter|quarters|fourths?|fifths?|tenths?)\b"
    r"(?! (?:time|year|term|man|woman|day|week|month|quarter|person|round|place|goal|child|season|straight|party"
    r"|attempt|victim|suspect|[a-z]+ in))|(?P<half>\bhalf)\b(?= (?:of|the|its|his|her|their|a) )",
    re.IGNORECASE,
)
_ONE = re.compile(r" (?!of\b|another\b|and\b|or\b|in\b|is\b|was\b|to\b|who\b|that\b)[a-z]")
_PARTS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fourth": 1 / 4, "fifth": 1 / 5, "tenth": 1 / 10}
_FEW = {"one": 1, "a": 1, "an": 1, "two": 2, "three": 3}
_ALIKE = {"per cent": "percent", "no one": "nobody"}
_COUNTED = {word: n for word, n in lexicon.NUMBERS.items() if word not in ("a", "an", "one", "hundred", "dozen")}
_SIGNS = {"$": "dollar", "£": "pound", "€": "euro", "¥": "yen", "₹": "rupee", "%": "percent", "US$": "dollar"}


class Token(Struct, frozen=True, kw_only=True):
    """A token: `start`, `end` in code points of its text.

    `lemma`: of a word; for a number "#" and its value, for a time "@". `value`, `upper`, `bound`: of a number.
    `dated`: of a time. `quoted`: whether it stands in quotation marks.
    """

    start: int
    end: int
    text: str
    kind: Kind
    lemma: str
    value: float | None = None
    upper: float | None = None
    bound: Bound = "exact"
    dated: Dated | None = None
    quoted: bool = False

    @property
    def lower(self) -> str:
        """The token in lower case, with straight apostrophes."""
        return self.text.lower().replace("’", "'")

    @property
    def is_name(self) -> bool:
        """Whether it is a word with a capital."""
        return self.kind == "word" and self.text[:1].isupper()


def read(text: str, dates: Sequence[Dated]) -> tuple[Token, ...]:
    """The tokens of a sentence, in order; `dates`: its times, with offsets in it."""
    quotations = quoted.spans(text)
    special = _special(text, [each for each in dates if each.days])
    found: list[Token] = []
    at = 0
    for each in [*special, None]:
        found.extend(_words(text, at, each.start if each else len(text)))
        if each:
            found.extend(_with_sign(text, each))
            at = each.end
    return tuple(_marked(each, quotations) for each in found)


def _marked(token: Token, quotations: Sequence[Span]) -> Token:
    inside = any(each.start < token.start and token.end < each.end for each in quotations)
    return _replace(token, quoted=True) if inside else token


def _replace(token: Token, *, quoted: bool) -> Token:
    return Token(**{**{name: getattr(token, name) for name in token.__struct_fields__}, "quoted": quoted})


def _special(text: str, dates: Sequence[Dated]) -> list[Token]:
    """The times and numbers of a text, in order, none within another."""
    times = [_time(each) for each in dates]
    found = [*times, *(each for each in _numbers(text) if not _overlaps(each, times))]
    return sorted(found, key=lambda each: each.start)


def _time(each: Dated) -> Token:
    return Token(start=each.start, end=each.end, text=each.text, kind="time", lemma="@", dated=each)


def _overlaps(token: Token, others: Sequence[Token]) -> bool:
    return any(token.start < each.end and each.start < token.end for each in others)


def _numbers(text: str) -> Iterator[Token]:
    parts = [_fraction(text, match) for match in _FRACTION.finditer(text)]
    yield from parts
    for each in numbers.read(text):
        token = Token(
            start=each.opens, end=each.end, text=text[each.start : each.end], kind="number",
            lemma=keyed(each.value, each.upper), value=each.value, upper=each.upper, bound=each.bound,
        )  # fmt: skip
        if not _overlaps(token, parts) and not _is_pronoun(text, token):
            yield token


def _is_pronoun(text: str, token: Token) -> bool:
    """Whether "one" or "a" counts nothing: "one of them", "no one", "a million" apart."""
    if token.lower not in ("one", "a", "an"):
        return False
    return token.lower != "one" or not _ONE.match(text, token.end) or text[: token.start].lower().endswith("no ")


def _fraction(text: str, match: re.Match[str]) -> Token:
    few = _FEW[match["few"].lower()] if match["few"] else 1
    part = "half" if match["half"] else match["part"].lower().rstrip("s")
    value = few * _PARTS[part]
    bound, opens = numbers.bound_of(text, *match.span())
    return Token(
        start=opens, end=match.end(), text=match.group(), kind="number", lemma=keyed(value), value=value,
        bound=bound,
    )  # fmt: skip


def keyed(value: float, upper: float | None = None) -> str:
    """The lemma of a number or of a range."""
    shown = f"#{value:.6g}" if value < 1e6 else f"#{value:.0f}"
    return shown if upper is None else f"{shown}-{upper:.10g}"


def _with_sign(text: str, token: Token) -> Iterator[Token]:
    """A number, and behind it the currency that stands before it: "$5" as one reads it."""
    sign = next((sign for sign in ("US$", *"$£€¥₹") if token.text.startswith(sign)), None)
    if token.kind != "number" or sign is None:
        yield token
        return
    yield token
    yield Token(start=token.end, end=token.end, text=_SIGNS[sign], kind="word", lemma=lemma(_SIGNS[sign]))


def _digits(word: str, start: int, end: int) -> Token:
    """Digits that count no things: an age, a score, the number of a road."""
    if "-" in word or "–" in word or word.count(".") > 1:
        return Token(start=start, end=end, text=word, kind="number", lemma="#" + word.replace("–", "-"))
    value = float(word.replace(",", ""))
    return Token(start=start, end=end, text=word, kind="number", lemma=keyed(value), value=value)


def _words(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        at, until = match.span()
        if word == "-" and text[at - 1 : at].isalnum() and text[until : until + 1].isalnum():
            continue  # "a 29-year-old student" is one phrase
        if word in _SIGNS:
            yield Token(start=at, end=until, text=_SIGNS[word], kind="word", lemma=lemma(_SIGNS[word]))
        elif word[0].isdecimal() and word[-1].isdecimal():  # "²" is a digit, and no number
            yield _digits(word, at, until)
        elif word.lower() in _COUNTED:
            value = float(_COUNTED[word.lower()])
            yield Token(start=at, end=until, text=word, kind="number", lemma=keyed(value), value=value)
        elif word[0].isalnum() or word[0] in "'’":
            yield Token(
                start=at,
                end=until,
                text=word,
                kind="word",
                lemma=lemma(_ALIKE.get(word.lower(), word.replace(".", ""))),
            )
        else:
            yield Token(start=at, end=until, text=word, kind="mark", lemma=word)
