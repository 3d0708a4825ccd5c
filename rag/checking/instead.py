"""The words of the archive that, put in place of a draft's, make it say what the archive says: how they contradict.

A number for a number, a day for a day, a word for its opposite. What is left different after that is no contradiction
but another matter. But: a name for a name is none: two people may have done the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from rag.checking.opposites import opposites
from rag.compose.gate import reading
from rag.compose.gate.grammar.lemmas import lemma
from rag.compose.gate.grammar.parsed import parse
from rag.compose.gate.grammar.tokens import Token
from rag.marks.proper import is_calendar
from rag.types import Difference, Sentence

KINDS = frozenset(("number", "unit", "date", "negation", "direction"))  # differences that may contradict
_OPPOSED = frozenset(("negation", "direction"))  # those that contradict by themselves
_REPLACED = frozenset(("number", "unit", "date", "word", "direction"))  # those whose words the archive's may replace
_ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth last".split())
_CROWDS = frozenset("dozens scores hundreds thousands millions billions".split())
_MOST = 8  # differences of what may be the same matter; each is tried with some words, and each try costs a comparison
_TRIED = 6  # words of the archive that are tried for one of a draft
_Differing = Callable[[str], tuple[Difference, ...]]


def turned(
    text: str, differs: Sequence[Difference], cited: Sequence[Sentence], differing: _Differing
) -> tuple[Difference, ...]:
    """The differences that contradict: a denial or direction alone, or such as nothing differs without them.

    `differing`: how another text differs from the same cited sentences. None where they are another matter.
    """
    if _are_opposed(differs):
        return tuple(differs)
    if len(differs) > _MOST:
        return ()
    made, changed = text, list[Difference]()
    for each in map(_as_date, differs):
        if each.kind not in _REPLACED or _is_bound(each):
            continue
        better = _best(made, each, cited, differing)
        if better:
            made, found = better
            changed.append(found)
    left = differing(made) if changed else differs
    return (*changed, *left) if _are_opposed(left) else ()


def _are_opposed(differs: Sequence[Difference]) -> bool:
    """Whether they contradict by themselves: a direction only where the archive has the other one."""
    return all(each.kind in _OPPOSED and (each.archive or each.kind == "negation") for each in differs)


def _best(
    text: str, each: Difference, cited: Sequence[Sentence], differing: _Differing
) -> tuple[str, Difference] | None:
    """The text with those of the archive's words in place of a draft's with which it differs least, and less."""
    tried = [(_put(text, each, new), new) for new in islice(dict.fromkeys(_candidates(each, cited)), _TRIED)]
    left = [(len(differing(made)), made, new) for made, new in tried if made != text]
    best = min(left, key=lambda one: one[0], default=None)
    if best is None or best[0] >= len(differing(text)):
        return None
    return best[1], Difference(_kind(each), each.draft, best[2])


def _kind(each: Difference) -> str:
    """The kind of a difference whose other word is found: an opposite, or a number told by a word."""
    if each.kind != "word":
        return each.kind
    return "number" if each.draft.lower() in _ORDINALS | _CROWDS else "direction"


def _put(text: str, each: Difference, new: str) -> str:
    """The text with other words for a draft's; of a direction only its first word, which others may part from it."""
    old, behind = each.draft, ""
    if each.kind == "direction":
        (old, _, rest), new = old.partition(" "), new.partition(" ")[0]
        behind = rf"(?= (?:\w+ ){{0,3}}{re.escape(rest)})"
    return re.sub(rf"(?<!\w){re.escape(old)}(?!\w){behind}", lambda _: new, text, count=1)


def _as_date(each: Difference) -> Difference:
    """A difference with a day of the week or a month that its article has no year for as one of dates."""
    if each.kind == "name" and is_calendar(each.draft.lower()):
        return Difference("date", each.draft, each.archive)
    return each


def _candidates(each: Difference, cited: Sequence[Sentence]) -> Iterator[str]:
    """The words of the archive that may stand for a draft's, those that the gate names first."""
    if each.kind in ("unit", "direction") or (each.kind == "number" and each.archive):
        yield from filter(None, (each.archive,))
        return
    against = opposites(lemma(each.draft)) if each.kind == "word" else frozenset()
    for sentence in cited:
        for token in reading.of_cited(sentence)[0].parsed.tokens:
            if _may_stand(token, each, against):
                yield token.text


def _may_stand(token: Token, each: Difference, against: frozenset[str]) -> bool:
    if each.kind == "number":
        return token.kind == "number"
    if each.kind == "date":
        return token.dated is not None or is_calendar(token.lower)
    return token.lemma in against or any(
        each.draft.lower() in row and token.lower in row for row in (_ORDINALS, _CROWDS)
    )


def _is_bound(each: Difference) -> bool:
    """Whether two numbers are the same but for how exact they are: "nearly 40" and "40"."""
    if each.kind != "number" or each.archive is None:
        return False
    numbers = [
        [token.lemma for token in parse(text, ()).tokens if token.kind == "number"]
        for text in (each.draft, each.archive)
    ]
    return numbers[0] == numbers[1]
