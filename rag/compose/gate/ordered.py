"""What "than", "before" or "because" governs stays behind it: in a draft as in what it cites.

"Dearer in Osby than in Halden" and "he resigned before the bank failed" are not true the other way round. But: a draft
may leave out the word with all that it governs, or tell what a clause of time says by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.compose.gate import aligned
from rag.compose.gate.reading import Reading
from rag.types import Difference

_ORDERING = frozenset("before after until till since because once if unless then despite following so".split())
_ENDING = frozenset("mark sub rel".split())
_THAN = frozenset(("than", "as"))
_REACH = 6  # tokens between the two of "as large as"


def differences(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """The words behind which a draft has what its citations have before them, and what it takes from behind "than"."""
    for n in _governing(draft):
        word = draft.parsed.tokens[n].lower
        if not draft.parsed.tokens[n].quoted and not _is_kept(draft, n, word, cited):
            yield Difference("direction", word)
    if not any(word in _THAN for word in _words(draft)):
        yield from _taken(draft, cited)


def _words(reading: Reading) -> list[str]:
    return [reading.parsed.tokens[n].lower for n in _governing(reading)]


def _governing(reading: Reading) -> list[int]:
    """Where the words stand that set something before or behind, above or below what they govern."""
    return [
        n
        for n, each in enumerate(reading.parsed.tokens)
        if each.lower == "than" or each.lower in _ORDERING or (each.lower == "as" and _is_second(reading, n))
    ]


def _is_second(reading: Reading, n: int) -> bool:
    """Whether an "as" is the second of two: "as large as"."""
    before = range(max(0, n - _REACH), n - 1)
    return any(reading.parsed.tokens[at].lower == "as" for at in before) and not any(
        reading.parsed.tags[at] in ("verb", "mark") for at in before
    )


def _is_kept(draft: Reading, n: int, word: str, cited: Sequence[Reading]) -> bool:
    """Whether a citation has behind a word what a draft has there, and nothing of it elsewhere."""
    found = [(each, at) for each in cited for at in _governing(each) if each.parsed.tokens[at].lower == word]
    own = _governed(draft, n)
    return not found or not own or any(_is_alike(draft, own, *pair) for pair in found)


def _is_alike(draft: Reading, own: Sequence[int], cited: Reading, at: int) -> bool:
    held = set(_governed(cited, at))
    mine = [p for n in own if (p := aligned.places(draft, n, cited))]
    rest = [n for n in aligned.telling(draft, range(len(draft.parsed.tokens))) if n not in own]
    others = [p for n in rest if (p := aligned.places(draft, n, cited))]
    if mine and not any(n in held for n in mine[0]):
        return False
    return all(max(each) > at for each in mine) and not any(set(each) <= held for each in others)


def _governed(reading: Reading, n: int) -> list[int]:
    """The telling tokens that a word governs: of "than" a phrase or a verb, else a clause."""
    tags = reading.parsed.tags
    if reading.parsed.tokens[n].lower in _THAN:
        return aligned.telling(reading, _compared(reading, n + 1))
    end = next((at for at in range(n + 1, len(tags)) if tags[at] in _ENDING), len(tags))
    return aligned.telling(reading, range(n + 1, end))


def _compared(reading: Reading, n: int) -> range:
    """The tokens of what something is compared with: a phrase with what "of" ties to it, a time, or a verb."""
    parsed, end = reading.parsed, n
    if n < len(parsed.tags) and parsed.tags[n] in ("prep", "adv"):
        end += 1
    phrase = parsed.phrase_at(end)
    while phrase is not None:
        end = phrase.end
        of = end + 1 < len(parsed.tokens) and parsed.tokens[end].lower == "of"
        phrase = parsed.phrase_at(end + 1) if of else None
    last = parsed.phrase_at(end - 1)
    if last is None and end < len(parsed.tags):
        end += 1
    goes_on = end + 1 < len(parsed.tags) and "rel" in parsed.tags[end : end + 2]
    return range(n, last.start if last and goes_on else end)  # "the pace of imports, which grew"


def _taken(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """The words that all citations have only behind "than", in a draft without it."""
    behind = {id(each): _behind_than(each) for each in cited}
    if not any(behind.values()):
        return
    for n in aligned.telling(draft, range(len(draft.parsed.tokens))):
        places = [(id(each), at) for each in cited for at in aligned.places(draft, n, each)]
        if places and all(at in behind[one] for one, at in places):
            yield Difference("direction", draft.parsed.tokens[n].text)


def _behind_than(reading: Reading) -> set[int]:
    return {at for n in _governing(reading) if reading.parsed.tokens[n].lower in _THAN for at in _governed(reading, n)}
