"""What every mutator needs: where a sentence is quoted, a change of one place, a table of words as a change.

The whole package shares no code and no table with the gate that it measures, nor with what reads marks and figures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from random import Random

Mutator = Callable[[str, Random], str | None]
By = Callable[[re.Match[str], Random], str | None]

_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?|‘[^’]*’")
_LOWERED = frozenset(
    "the a an it its he she they we his her their there this that these those in on at by for from with more less about"
    " some many most no all both each every any other another such several few two three four five six seven eight nine"
    " ten nearly almost around after before when while as if but and or not one people police officials".split()
)


def quoted(text: str) -> list[tuple[int, int]]:
    """The quotations in a sentence, with their marks: half-open spans."""
    return [match.span() for match in _QUOTED.finditer(text)]


def is_quoted(text: str, start: int, end: int) -> bool:
    """Whether a span touches a quotation."""
    return any(first < end and start < last for first, last in quoted(text))


def swap(pattern: str, by: By, *, flags: int = 0) -> Mutator:
    """A mutator that changes one match of `pattern` outside quotations to what `by` makes of it."""
    compiled = re.compile(pattern, flags)

    def mutate(text: str, rng: Random) -> str | None:
        found = [match for match in compiled.finditer(text) if not is_quoted(text, *match.span())]
        rng.shuffle(found)
        for match in found:
            new = by(match, rng)
            if new is not None and new != match[0]:
                return text[: match.start()] + new + text[match.end() :]
        return None

    return mutate


def put(pattern: str, new: str = "", *, flags: int = 0) -> Mutator:
    """A mutator that puts `new`, with its groups filled in, for one match of `pattern` outside quotations."""
    return swap(pattern, lambda match, _: match.expand(new), flags=flags)


def table(words: Mapping[str, str], *, before: str = "", after: str = "") -> Mutator:
    """A mutator that changes one of `words`, in the case that it has; `before`, `after`: what must stand around it."""
    longest_first = sorted(words, key=len, reverse=True)
    pattern = rf"{before}\b(?P<word>{'|'.join(map(re.escape, longest_first))})\b{after}"

    def other(match: re.Match[str], _: Random) -> str:
        new = words[match["word"].lower()]
        head = match[0][: match.start("word") - match.start()]
        return head + (capital(new) if match["word"][:1].isupper() else new)

    return swap(pattern, other, flags=re.IGNORECASE)


def both_ways(pairs: Mapping[str, str]) -> dict[str, str]:
    """A table that also leads back."""
    return {later: first for first, later in pairs.items()} | dict(pairs)


def any_of(mutators: Sequence[Mutator]) -> Mutator:
    """A mutator that is one of several, in an order drawn anew."""

    def mutate(text: str, rng: Random) -> str | None:
        for each in rng.sample(mutators, len(mutators)):
            if (changed := each(text, rng)) is not None:
                return changed
        return None

    return mutate


def capital(text: str) -> str:
    """The text as a sentence begins."""
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str | None:
    """The text as it stands within a sentence; None where its first word may be a name."""
    first = re.split(r"[\s,]", text, maxsplit=1)[0]
    if first.lower() in _LOWERED:
        return text[:1].lower() + text[1:]
    return text if first[:1].isdigit() or first[:1] in "$£€" else None
