"""What goes in pairs stays in its pairs: the figure with its owner, its year and its place.

"Oskel has 4,000 homes and Wick 6,000", "$2 million in 2010 and $7 million in 2012": the part behind the "and" has no
verb and repeats kinds of things that stand before it. A draft takes all of these from one side. But: with a mark or a
conjunction between, it may go on to the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from rag.compose.gate import aligned
from rag.compose.gate.grammar.parsed import Parsed
from rag.compose.gate.reading import Reading
from rag.types import Difference

_ENDS = frozenset("verb aux mark sub rel to".split())
_BEGINS = frozenset("mark sub rel".split())
_JOINING = frozenset("and or but while against versus to from".split()) | {"compared"}
_KINDS = frozenset("num time noun name".split())
_IN_TURN = "respectively"


class Pairing(Struct, frozen=True):
    """Two parts with the same kinds of things: the tokens of either that have a fellow in the other."""

    first: frozenset[int]
    second: frozenset[int]


def differences(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """The draft, where it pairs what its citation has in two pairs, or takes apart what is told in turn."""
    for each in cited:
        if any(_is_mixed(draft, each, pairing) for pairing in pairings(each.parsed)) or _is_out_of_turn(draft, each):
            yield Difference("splice", draft.text)
            return


def pairings(parsed: Parsed) -> Iterator[Pairing]:
    """The parts of a sentence that are told in pairs, in order."""
    for at, token in enumerate(parsed.tokens):
        if not _is_joint(parsed, at):
            continue
        begins = at + 1
        end = next((n for n in range(begins, len(parsed.tags)) if parsed.tags[n] in (*_ENDS, "conj")), len(parsed.tags))
        start = next((n + 1 for n in reversed(range(at)) if parsed.tags[n] in _BEGINS), 0)
        if token.lower == "to":
            start = max(start, next(n for n in reversed(range(at)) if parsed.tokens[n].lower == "from"))
        first, second = _kinds(parsed, start, at), _kinds(parsed, begins, end)
        shared = first.keys() & second.keys()
        if len(shared) > 1 and (token.text != "," or (len(shared) == len(second) and _closes(parsed, end))):
            yield Pairing(_all(first, shared), _all(second, shared))


def _is_joint(parsed: Parsed, at: int) -> bool:
    """Whether a token joins two parts of one kind; "to" only behind "from"."""
    token = parsed.tokens[at]
    if token.text == ",":
        return at + 1 < len(parsed.tags) and parsed.tags[at + 1] != "conj"
    if token.lower == "to":
        return parsed.tags[at] == "prep" and any(each.lower == "from" for each in parsed.tokens[:at])
    return parsed.tags[at] == "conj" or token.lower in ("against", "versus", "while")


def _closes(parsed: Parsed, end: int) -> bool:
    return end >= len(parsed.tags) or parsed.tags[end] in ("mark", "conj")


def _kinds(parsed: Parsed, start: int, end: int) -> dict[str, list[int]]:
    """The tokens of a part by kind: numbers, times, names, things, and what stands behind each preposition."""
    found: dict[str, list[int]] = {}
    for n in range(start, end):
        if parsed.tags[n] in _KINDS:
            found.setdefault(_kind(parsed, n), []).append(n)
    return found


def _kind(parsed: Parsed, n: int) -> str:
    phrase, tag = parsed.phrase_at(n), parsed.tags[n]
    if tag in ("num", "time") or phrase is None or phrase.prep is None:
        return tag
    return f"{phrase.prep}-"


def _all(kinds: dict[str, list[int]], shared: frozenset[str] | set[str]) -> frozenset[int]:
    return frozenset(n for each in shared for n in kinds[each])


def _is_mixed(draft: Reading, cited: Reading, pairing: Pairing) -> bool:
    """Whether a draft goes from one side of a pairing to the other with nothing between that joins them."""
    last: tuple[int, bool] | None = None
    for n in aligned.telling(draft, range(len(draft.parsed.tokens))):
        side = _side(aligned.places(draft, n, cited), pairing)
        if side is None:
            continue
        if last and last[1] != side and not _is_joined(draft, last[0], n):
            return True
        last = n, side
    return False


def _side(places: Sequence[int], pairing: Pairing) -> bool | None:
    """Whether places are of the first side of a pairing; None where they are of both or of none."""
    if not places or not all(n in pairing.first | pairing.second for n in places):
        return None
    sides = {n in pairing.first for n in places}
    return sides.pop() if len(sides) == 1 else None


def _is_joined(draft: Reading, start: int, end: int) -> bool:
    between = range(start + 1, end)
    return any(draft.parsed.tags[n] in ("mark", "conj") or draft.parsed.tokens[n].lower in _JOINING for n in between)


def _is_out_of_turn(draft: Reading, cited: Reading) -> bool:
    """Whether a draft takes something from one of two rows told "respectively", and not both rows as they are."""
    at = next((n for n, each in enumerate(cited.parsed.tokens) if each.lower == _IN_TURN), None)
    if at is None:
        return False
    row, taken = _row(cited.parsed, at), _taken(draft, cited)
    if not row & set(taken):
        return False
    return _IN_TURN not in draft.spelled or not row <= set(taken) or taken != sorted(taken)


def _taken(draft: Reading, cited: Reading) -> list[int]:
    """Where in a citation the telling words of a draft stand first, in the draft's order."""
    found = (aligned.places(draft, n, cited) for n in aligned.telling(draft, range(len(draft.parsed.tokens))))
    return [places[0] for places in found if places]


def _row(parsed: Parsed, at: int) -> frozenset[int]:
    """The tokens of the row that "respectively" stands behind or before: those beside the conjunction next to it."""
    joint = min((n for n, tag in enumerate(parsed.tags) if tag == "conj"), key=lambda n: abs(n - at), default=at)
    near = (n for n in range(max(0, joint - 3), joint + 4) if n < len(parsed.tags) and n != at)
    return frozenset(n for n in near if parsed.tags[n] in ("num", "time", "name"))
