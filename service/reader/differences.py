"""What changed between two texts, in words: paragraphs are aligned first, then sentences, then words in these.

So its cost grows with the length of the texts, not with its square. But: what was moved is told as removed and added.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from rag.marks.sentences import sentences
from rag.types import Span
from service.reader.aligning import Stretch, aligned
from service.reader.tokens import words

Kind = Literal["same", "removed", "added"]
_PARAGRAPH = re.compile(r"[^\n]*\n+|[^\n]+")
_CLOSE = 600_000  # code points of changed paragraphs up to which their sentences and words are looked into
_EFFORT = 10_000_000  # pairs of words, at most, that are looked at in one comparison: a second or so
_LINE = re.compile(r"((?:\S(?:[^\S\r\n]*\S)*)?)(\s*)")
_COMMON = 0.35  # share of equal words under which two sentences are told whole: confetti explains nothing


class Change(Struct, frozen=True):
    """A part of both texts (`same`), or of the old one (`removed`) or the new one (`added`) alone."""

    kind: Kind
    text: str

    @property
    def pieces(self) -> list[tuple[str, str]]:
        """What is to be seen, line by line, each with the blanks behind it: an empty line is not shown as a change."""
        if not self.text.strip():
            return [(self.text, "")]
        return [(line, blanks) for line, blanks in _LINE.findall(self.text) if line or blanks]


class Comparison(Struct, frozen=True):
    """Two texts as changes, in order. `coarse`: too much differs to be told word by word."""

    changes: tuple[Change, ...]
    coarse: bool = False

    @property
    def differs(self) -> bool:
        """Whether anything changed."""
        return any(each.kind != "same" for each in self.changes)


def compared(old: str, new: str) -> Comparison:
    """What changed from `old` to `new`: without what was added it is `old`, without what was removed `new`."""
    parts: tuple[list[str], list[str]] = (_PARAGRAPH.findall(old), _PARAGRAPH.findall(new))
    stretches = aligned(*parts)
    changed = sum(len("".join(_sides(*parts, each))) for each in stretches if not each.same)
    if changed > _CLOSE:
        return Comparison(tuple(_smooth(_told(*parts, stretches))), coarse=True)
    effort = _Effort(_EFFORT)
    return Comparison(tuple(_smooth(_in_sentences(*parts, stretches, effort))), coarse=effort.spent)


def counterpart(changes: Iterable[Change], span: Span) -> tuple[Change, ...]:
    """What became of `span` of the old text: the changes that touch it, equal ones cut to it."""
    found: list[Change] = []
    at, replaced = 0, False
    for each in changes:
        if each.kind == "added":
            if span.start < at < span.end or replaced:
                found.append(each)
            continue
        begin, end = max(at, span.start), min(at + len(each.text), span.end)
        if begin < end:
            found.append(Change(each.kind, each.text[begin - at : end - at]))
        replaced = begin < end and each.kind == "removed"
        at += len(each.text)
    return tuple(found)


class _Effort:
    """What may still be spent on comparing words; `spent`: whether it once was too little."""

    def __init__(self, left: int) -> None:
        self.left = left
        self.spent = False

    def allows(self, cost: int) -> bool:
        """Whether there is that much left; it is taken."""
        if cost > self.left:
            self.spent = True
            return False
        self.left -= cost
        return True


def _sides(old: Sequence[str], new: Sequence[str], at: Stretch) -> tuple[str, str]:
    return "".join(old[at.a : at.b]), "".join(new[at.c : at.d])


def _told(old: Sequence[str], new: Sequence[str], stretches: Iterable[Stretch]) -> Iterator[Change]:
    for each in stretches:
        before, after = _sides(old, new, each)
        if each.same:
            yield Change("same", before)
        else:
            yield from _replaced(before, after)


def _replaced(before: str, after: str) -> Iterator[Change]:
    yield Change("removed", before)
    yield Change("added", after)


def _in_sentences(
    old: Sequence[str], new: Sequence[str], stretches: Iterable[Stretch], effort: _Effort
) -> Iterator[Change]:
    for each in stretches:
        before, after = _sides(old, new, each)
        if each.same:
            yield Change("same", before)
            continue
        units = _units(before), _units(after)
        for inner in aligned(*units):
            one, other = _sides(*units, inner)
            yield from [Change("same", one)] if inner.same else _in_words(one, other, effort)


def _units(text: str) -> list[str]:
    """The sentences of a text, each with what is behind it."""
    edges = [0, *(span.start for span in sentences(text)[1:]), len(text)]
    return [text[one:other] for one, other in pairwise(edges) if one < other]


def _in_words(before: str, after: str, effort: _Effort) -> Iterator[Change]:
    old, new = words(before), words(after)
    if not old or not new or not effort.allows(len(old) * len(new)):
        yield from _replaced(before, after)
        return
    matcher = SequenceMatcher(None, [each.strip() for each in old], [each.strip() for each in new])
    equal = sum(len(each) for at, _, n in matcher.get_matching_blocks() for each in old[at : at + n])
    if equal < _COMMON * max(len(before), len(after)):
        yield from _replaced(before, after)
        return
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            yield from _replaced("".join(old[a:b]), "".join(new[c:d]))
            continue
        for one, other in zip(old[a:b], new[c:d], strict=True):
            yield from _respaced(one, other)


def _respaced(one: str, other: str) -> Iterator[Change]:
    """The same word twice, with the blanks behind it."""
    word = one.strip() if one != other else one
    yield Change("same", word)
    yield from _replaced(one[len(word) :], other[len(word) :])


def _smooth(changes: Iterable[Change]) -> Iterator[Change]:
    """Neighbours joined, what was removed before what was added, and blanks between two changes told with them."""
    same, removed, added, blank = "", "", "", ""
    for each in filter(lambda each: each.text, changes):
        if each.kind != "same":
            if same:
                yield Change("same", same)
            removed += blank + (each.text if each.kind == "removed" else "")
            added += blank + (each.text if each.kind == "added" else "")
            same, blank = "", ""
        elif (removed or added) and not each.text.strip():
            blank += each.text
        else:
            yield from (told := list(_ended(removed, added, blank)))[:-1]
            same, removed, added, blank = same + told[-1].text + each.text, "", "", ""
    yield from filter(lambda each: each.text, (*_ended(removed, added, ""), Change("same", same + blank)))


def _ended(removed: str, added: str, blank: str) -> Iterator[Change]:
    """What was removed and added; then, as the same, the blanks that both end with and those behind."""
    ending = _trailing(removed, added)
    gone, come = removed[: len(removed) - len(ending)], added[: len(added) - len(ending)]
    ahead = 0 if "\n" in gone else come.rfind("\n") + 1  # whole lines that are new: they replace nothing
    sides: tuple[tuple[Kind, str], ...] = (("added", come[:ahead]), ("removed", gone), ("added", come[ahead:]))
    yield from (Change(kind, text) for kind, text in sides if text)
    yield Change("same", ending + blank)


def _trailing(one: str, other: str) -> str:
    size = 0
    while size < min(len(one), len(other)) and one[-1 - size] == other[-1 - size] and one[-1 - size].isspace():
        size += 1
    return one[len(one) - size :]
