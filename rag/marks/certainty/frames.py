"""Who says what a sentence tells: "X said", "said X", "according to X", "X did this, saying that".

But: only in the main clause, and no parsing: by the place of a verb of speech among commas and quotations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from rag.marks.certainty import naming, verbs
from rag.marks.certainty.clauses import GAP, QUOTED
from rag.types import Span

_WORDS = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[^\W\d_]")
_NO_SOURCE = re.compile(r" (?!to )| to (?:plan|schedule|whether|how|size|type|need|age|script)\b")
_BEHIND_CLAIM = re.compile(rf"[,{QUOTED}{GAP}] ?$")
_INVERTED = frozenset(
    "said says reported reports wrote writes announced added adds warned confirmed explained predicted argued noted "
    "insisted".split()
)


class Frame(Struct, frozen=True):
    """Words that give a sentence to somebody, in code points of the sentence.

    `verb`: what shows it; `source`: who says so; `told`: what is said, as far as it follows or, where `trailing`, comes
    before.
    """

    verb: Span
    source: Span
    told: Span
    trailing: bool = False


def found(said: str) -> Iterator[Frame]:
    """The frames of a sentence whose quotations and subordinate clauses are blanked, in order."""
    for word in _WORDS.finditer(said):
        if word.group() in verbs.VERBS:
            frame = _spoken(said, word)
        elif word.group().lower() == "according":
            frame = _according(said, word)
        else:
            continue
        if frame:
            yield frame


def _spoken(said: str, word: re.Match[str]) -> Frame | None:
    verb, before, after = word.group(), said[: word.start()], said[word.end() :]
    if verb in verbs.TELLING:
        return _telling(said, word)
    if verb in _INVERTED and _BEHIND_CLAIM.search(before):
        inverted = _inverted(said, word)
        if inverted:
            return inverted
    return _direct(said, word) if verbs.speaks(verb, before, after) else None


def _direct(said: str, word: re.Match[str]) -> Frame | None:
    """X said that …; also "…, X said" and "…” X said"."""
    source, begin, trailing = naming.subject(said, word.start(), word.end())
    if source is None:
        return None
    told = Span(0, begin) if trailing else Span(word.end(), len(said))
    return Frame(Span(*word.span()), source, told, trailing)


def _inverted(said: str, word: re.Match[str]) -> Frame | None:
    """…, said X."""
    source = naming.following(said, word.end())
    return Frame(Span(*word.span()), source, Span(0, word.start()), True) if source else None


def _according(said: str, word: re.Match[str]) -> Frame | None:
    if _NO_SOURCE.match(said, word.end()):
        return None
    cue = Span(word.start(), word.end() + len(" to"))
    source = naming.ended(said, cue.end + 1)
    if source is None:
        return None
    trailing = bool(_LETTER.search(said[: word.start()])) and word.group() == "according"
    told = Span(0, word.start()) if trailing else Span(source.end, len(said))
    return Frame(cue, source, told, trailing)


def _telling(said: str, word: re.Match[str]) -> Frame | None:
    """X did this, saying that …: the source is who did it."""
    told = Span(word.end(), len(said))
    if not _BEHIND_CLAIM.search(said[: word.start()]) or not verbs.introduces(told.of(said)):
        return None
    source = naming.doer(said, word.start())
    return Frame(Span(*word.span()), source, told) if source else None
