"""Nothing is turned round: from and to, before and after, for and against, the two numbers of a score.

By the word before what is named. But: up and down, rose and fell are words of weight, which `words` looks at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.compose.gate.dates import covers
from rag.compose.gate.grammar.lemmas import lemma
from rag.compose.gate.reading import Reading
from rag.types import Difference

_OPPOSITES = {
    "to": ("from",), "into": ("from", "out"), "from": ("to", "into", "by", "until"), "before": ("after", "since"),
    "after": ("before", "until"), "since": ("before", "until", "by"), "until": ("after", "since", "from"),
    "above": ("below", "under"), "below": ("above", "over"), "over": ("under", "below"), "under": ("over", "above"),
    "with": ("without",), "without": ("with", "after", "by"), "for": ("against",), "against": ("for", "with"),
    "inside": ("outside",), "outside": ("inside", "in"), "in": ("outside",), "by": ("to", "from"),
    "within": ("outside", "beyond"), "beyond": ("within",),
}  # fmt: skip
_WHEN = {
    "since": "since", "from": "since", "until": "until", "till": "until", "through": "until", "to": "until", "by": "by",
    "before": "before", "after": "after",
}  # fmt: skip
_SKIPPED = ("det", "adv", "poss", "neg")


def differences(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """The words that stand behind the opposite word in every citation that has them."""
    parsed = draft.parsed
    for n, tag in enumerate(parsed.tags):
        if tag in ("prep", "sub") and parsed.tokens[n].lower in _OPPOSITES and not parsed.tokens[n].quoted:
            yield from _turned(draft, n, cited)
    for n, token in enumerate(parsed.tokens):
        if token.dated and not token.quoted and not _is_when(draft, n, cited):
            yield Difference("direction", f"{_lead(draft, n)} {token.text}".strip())
    yield from _scores(draft, cited)


def _turned(draft: Reading, n: int, cited: Sequence[Reading]) -> Iterator[Difference]:
    word, at = draft.parsed.tokens[n].lower, _next(draft, n + 1)
    if at is None:
        yield from _alone(word, cited)
        return
    wanted = draft.parsed.tokens[at].lemma
    leads = (
        [_lead(each, place) for each in cited for place in each.places(wanted)]
        if wanted != "@"
        else _of_time(draft, at, cited)
    )
    if word not in leads and any(each in leads for each in _OPPOSITES[word]):
        instead = next(each for each in _OPPOSITES[word] if each in leads)
        shown = draft.parsed.tokens[at].text
        yield Difference("direction", f"{word} {shown}", f"{instead} {shown}")


def _alone(word: str, cited: Sequence[Reading]) -> Iterator[Difference]:
    """A direction without what it is one of, that no citation has: "found outside" for "found inside"."""
    lone = {
        token.lower
        for each in cited
        for n, token in enumerate(each.parsed.tokens)
        if token.lower in _OPPOSITES and _next(each, n + 1) is None
    }
    turned = word not in lone and any(each in lone for each in _OPPOSITES[word])
    if turned or (word in ("before", "after") and not any(each.places(lemma(word)) for each in cited)):
        yield Difference("direction", word)


def _of_time(draft: Reading, at: int, cited: Sequence[Reading]) -> list[str]:
    """The words before the same time in the citations."""
    return [_lead(each, n) for each, n in _same_times(draft, at, cited)]


def _same_times(draft: Reading, at: int, cited: Sequence[Reading]) -> list[tuple[Reading, int]]:
    """Where the citations have a time."""
    own = draft.parsed.tokens[at].dated
    return [
        (each, n)
        for each in cited
        for n, token in enumerate(each.parsed.tokens)
        if token.dated and own and (covers(own, token.dated) or covers(token.dated, own))
    ]


def _is_when(draft: Reading, n: int, cited: Sequence[Reading]) -> bool:
    """Whether a citation begins, ends or places at a time what a draft does: not "in 1990" for "since 1990"."""
    theirs = {_when(each, place) for each, place in _same_times(draft, n, cited)}
    own = _when(draft, n)
    named = draft.parsed.tags[n + 1 : n + 2] == ("poss",) or draft.parsed.phrase_at(n + 1) is not None
    if not theirs or own in theirs or named:
        return True
    if own in ("since", "until") and "at" in theirs and any("between" in each.spelled for each in cited):
        return True
    outer = {_when(each, place - 2) for each, place in _same_times(draft, n, cited) if place > 1}
    return theirs == {"at"} and own in outer  # "until his arrest in 2014"


def _when(reading: Reading, n: int) -> str:
    return _WHEN.get(_lead(reading, n), "at")


def _next(reading: Reading, n: int) -> int | None:
    """The first telling token from `n` on."""
    tags = reading.parsed.tags
    if n < len(tags) and reading.parsed.tokens[n].lower == "of":
        n += 1  # "outside of"
    while n < len(tags) and tags[n] in (*_SKIPPED, "aux"):
        if tags[n] == "det" and (n + 1 == len(tags) or tags[n + 1] not in ("noun", "name", "num", "det", "adv")):
            return n  # "named after her"
        n += 1
    return n if n < len(tags) and tags[n] in ("noun", "name", "num", "time", "pron", "verb") else None


def _lead(reading: Reading, n: int) -> str:
    """The preposition or subordinator before the phrase or clause that a token stands in; empty for none."""
    tags, tokens = reading.parsed.tags, reading.parsed.tokens
    phrase = reading.parsed.phrase_at(n)
    n = (phrase.start if phrase else n) - 1
    while n >= 0 and tags[n] in (*_SKIPPED, "aux"):
        n -= 1
    if n > 0 and tokens[n].lower == "of" and tokens[n - 1].lower in _OPPOSITES:
        n -= 1  # "outside of"
    return tokens[n].lower if n >= 0 and tags[n] in ("prep", "sub") else ""


def _scores(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """Two numbers with "to" between them that no citation has in this order."""
    for pair in _pairs(draft):
        theirs = [each for reading in cited for each in _pairs(reading)]
        if pair not in theirs and pair[::-1] in theirs:
            yield Difference("number", " to ".join(pair), " to ".join(pair[::-1]))


def _pairs(reading: Reading) -> list[tuple[str, str]]:
    tokens = reading.parsed.tokens
    return [
        (a.text, b.text) if a.dated else (a.lemma[1:], b.lemma[1:])
        for a, joint, b in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if a.kind == b.kind and a.kind in ("number", "time") and joint.lower in ("to", "of", "votes", "until", "/")
    ]
