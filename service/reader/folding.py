"""Changes with what stays the same folded away, but for some context on both sides of each change.

But: nothing is left out; what is folded can be opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from service.reader.differences import Change

_CONTEXT = 120  # code points of context, which then goes on to the end of its paragraph
_FARTHEST = 600  # and no farther
_WORTH = 200  # code points: less is not worth a fold
_BREAK = re.compile(r"\n+")
_BLANK = re.compile(r"\s+")


class Fold(Struct, frozen=True):
    """A stretch that stays the same."""

    text: str

    @property
    def paragraphs(self) -> int:
        """How many paragraphs it has."""
        return len([each for each in _BREAK.split(self.text) if each.strip()])


def folded(changes: Sequence[Change]) -> tuple[Change | Fold, ...]:
    """The changes in order; joined, the texts are what they were."""
    last = len(changes) - 1
    return tuple(
        part
        for n, each in enumerate(changes)
        for part in (_parts(each, opens=n == 0, ends=n == last) if each.kind == "same" else [each])
    )


def _parts(change: Change, *, opens: bool, ends: bool) -> Iterator[Change | Fold]:
    text = change.text
    begin = 0 if opens else _forward(text)
    end = len(text) if ends else len(text) - _forward(text, backward=True)
    if end - begin < _WORTH:
        yield change
        return
    if begin:
        yield Change("same", text[:begin])
    yield Fold(text[begin:end])
    if end < len(text):
        yield Change("same", text[end:])


def _forward(text: str, *, backward: bool = False) -> int:
    """How much of the beginning of a text, or of its end, is context."""
    near = text[-_FARTHEST:] if backward else text[:_FARTHEST]
    if len(near) <= _CONTEXT:
        return len(near)
    found = [match.end() for match in _BREAK.finditer(near)] or [match.end() for match in _BLANK.finditer(near)]
    sizes = [len(near) - at for at in found] if backward else found
    return min((size for size in sizes if size >= _CONTEXT), default=len(near))
