"""The phrases of a tagged sentence: those of nouns, with what stands before them, and those of verbs.

But: a noun's phrase ends at the next preposition; what "of" ties together is told by who asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from rag.compose.gate.grammar import lexicon
from rag.compose.gate.grammar.lemmas import irregular
from rag.compose.gate.grammar.tokens import Token
from rag.compose.gate.grammar.verbal import HELPING, Tag
from rag.marks.proper import is_title

_IN_NOUNS = ("det", "noun", "name", "num", "poss")
_UNITS = frozenset("minutes hours days weeks months years moments".split())
_COUNTING = frozenset("all every everyone everybody everything both many much one a an".split())  # of what "not" denies
_IN_VERBS = ("aux", "neg", "adv")


class Phrase(Struct, frozen=True):
    """A noun's phrase: tokens from `start` up to, not with, `end`.

    `head`: the lemma of its last word; `words`: all its lemmas; `names`: those with a capital; `prep`: the preposition
    before it; `initials`: those of its words with a capital, in lower case; `given`: the name
    before a name that is its head, and no title; `owners`: the lemmas of those whose it is: "Quill's rival".
    """

    start: int
    end: int
    head: str
    words: frozenset[str]
    names: frozenset[str]
    prep: str | None
    initials: str = ""
    given: str = ""
    negated: bool = False
    is_pronoun: bool = False
    owners: frozenset[str] = frozenset()


class Verb(Struct, frozen=True):
    """A verb's phrase: tokens from `start` up to, not with, `end`; `main` is the one that tells what is done.

    `form`: "finite", "inf", "ing" or "part", which is a participle without an auxiliary, or a past that looks like one.
    `modal`: of MODALS, None for none. `negated`: by a word in it.
    """

    start: int
    end: int
    main: int
    lemma: str
    form: Literal["finite", "inf", "ing", "part"]
    is_passive: bool
    modal: str | None
    negated: bool


def nouns(tokens: Sequence[Token], tags: Sequence[Tag]) -> tuple[Phrase, ...]:
    """The nouns' phrases, in order; a pronoun is one by itself."""
    return tuple(_nouns(tokens, tags))


def _nouns(tokens: Sequence[Token], tags: Sequence[Tag]) -> Iterator[Phrase]:
    n = 0
    while n < len(tokens):
        end = n + 1
        if tags[n] in _IN_NOUNS:
            while end < len(tokens) and tags[end] in _IN_NOUNS and not _parts(tokens, tags, end):
                end += 1
        elif tags[n] != "pron":
            n = end
            continue
        if tags[n] == "pron" or any(tag in ("noun", "name", "num") for tag in tags[n:end]) or _stands_for(tags, end):
            yield _phrase(tokens, tags, n, end)
        n = end


def _stands_for(tags: Sequence[Tag], end: int) -> bool:
    """Whether a determiner alone is a phrase: "this is", "named after her"."""
    return end >= len(tags) or tags[end] in ("verb", "aux", "mark", "prep")


def _parts(tokens: Sequence[Token], tags: Sequence[Tag], n: int) -> bool:
    """Whether a new phrase begins within a run: at a determiner, or a number behind a noun."""
    if tags[n] == "det":
        return tags[n - 1] in ("noun", "name", "num")
    if tokens[n].lower in _UNITS and tags[n - 1] in ("noun", "name") and n + 1 < len(tokens):
        return tokens[n + 1].lower in ("before", "after")  # "left the rig hours before"
    return tags[n] == "num" and tags[n - 1] in ("noun", "name") and tokens[n].value is not None and n + 1 < len(tokens)


def _phrase(tokens: Sequence[Token], tags: Sequence[Tag], start: int, end: int) -> Phrase:
    telling = [n for n in range(start, end) if tags[n] in ("noun", "name", "num", "pron")]
    words = frozenset(tokens[n].lemma for n in telling)
    before = start - 1
    while before >= 0 and tags[before] == "adv":
        before -= 1
    if before > 0 and tags[before] == "time" and tags[before - 1] == "det":
        before -= 2  # "by the 2015 landslide"
    elif before > 0 and tags[before] == "time" and tags[start] == "poss":
        before -= 1  # "in Friday's quake"
    prep = tokens[before].lower if before >= 0 and tags[before] == "prep" else None
    first = tokens[start].lower
    return Phrase(
        start=start,
        end=end,
        head=tokens[telling[-1]].lemma if telling else tokens[start].lemma,
        words=words,
        names=frozenset(tokens[n].lemma for n in telling if tags[n] == "name"),
        prep=prep,
        given=_given(tokens, tags, telling),
        initials="".join(tokens[n].lower[0] for n in telling if tags[n] == "name"),
        negated=first in ("no", "neither") or first in lexicon.NOBODY or _is_not_all(tokens, tags, start),
        is_pronoun=tags[start] == "pron" or not telling,
        owners=_owners(tokens, tags, start, end),
    )


def _owners(tokens: Sequence[Token], tags: Sequence[Tag], start: int, end: int) -> frozenset[str]:
    last = max((n for n in range(start, end) if tags[n] == "poss"), default=start)
    return frozenset(tokens[n].lemma for n in range(start, last) if tags[n] in ("noun", "name"))


def _is_not_all(tokens: Sequence[Token], tags: Sequence[Tag], start: int) -> bool:
    """Whether a phrase is denied by a "not" that belongs to no verb: "not all the hostages", "not one"."""
    if start == 0 or tags[start - 1] != "neg" or tokens[start].lower not in _COUNTING:
        return False
    return start == 1 or tags[start - 2] in ("mark", "conj", "sub", "prep")


def _given(tokens: Sequence[Token], tags: Sequence[Tag], telling: Sequence[int]) -> str:
    if len(telling) < 2 or telling[-2] + 1 != telling[-1] or not tags[telling[-1]] == tags[telling[-2]] == "name":
        return ""
    before = tokens[telling[-2]]
    return "" if is_title(before.text) or len(before.lemma) < 2 else before.lemma


def verbs(tokens: Sequence[Token], tags: Sequence[Tag]) -> tuple[Verb, ...]:
    """The verbs' phrases, in order."""
    return tuple(_verbs(tokens, tags))


def _verbs(tokens: Sequence[Token], tags: Sequence[Tag]) -> Iterator[Verb]:
    n = 0
    while n < len(tokens):
        if tags[n] not in ("aux", "to", "verb"):
            n += 1
            continue
        end = _end(tags, n)
        yield _verb(tokens, tags, n, end)
        n = end


def _end(tags: Sequence[Tag], n: int) -> int:
    """Where the verb's phrase ends that begins at `n`."""
    if tags[n] == "verb":
        return n + 1
    at = n + 1
    while at < len(tags) and (tags[at] in _IN_VERBS or (tags[at] == "to" and tags[at - 1] == "aux")):
        at += 1
    if at < len(tags) and tags[at] == "verb":
        return at + 1
    while at > n + 1 and tags[at - 1] == "adv":
        at -= 1
    return at


def _verb(tokens: Sequence[Token], tags: Sequence[Tag], start: int, end: int) -> Verb:
    main = next((n for n in reversed(range(start, end)) if tags[n] in ("verb", "aux")), start)
    words = [tokens[n].lower for n in range(start, end)]
    word, before = tokens[main].lower, words[: main - start]
    has_be = any(each in lexicon.BE or each in ("'s", "'re") for each in before)
    participle = _is_participle(word)
    return Verb(
        start=start,
        end=end,
        main=main,
        lemma=_lemma(tokens[main]),
        form=_form(tags, start, word, before, is_bare=start > 0 and tokens[start - 1].lower in HELPING),
        is_passive=has_be and participle,
        modal=_modal(before),
        negated=any(tags[n] == "neg" for n in range(start, end)) or _is_denied(tokens, tags, start, end),
    )


def _is_denied(tokens: Sequence[Token], tags: Sequence[Tag], start: int, end: int) -> bool:
    """Whether what stands beside a verb denies it: "nor did Reed", "neither confirmed", "backed neither by Reed"."""
    if start and (tags[start - 1] == "neg" or tokens[start - 1].lower in ("neither", "nor")):
        return True
    return end + 1 < len(tokens) and tokens[end].lower == "neither" and _leads(tokens[end + 1], tags[end + 1])


def _leads(token: Token, tag: Tag) -> bool:
    """Whether a preposition other than "of" stands there: "neither of them" is somebody."""
    return tag == "prep" and token.lower != "of"


def _lemma(token: Token) -> str:
    for forms, base in ((lexicon.BE, "be"), (lexicon.HAVE, "have"), (lexicon.DO, "do")):
        if token.lower in forms or lexicon.SHORT.get(token.lower) in forms:
            return base
    return token.lemma


def _form(
    tags: Sequence[Tag], start: int, word: str, before: Sequence[str], *, is_bare: bool
) -> Literal["finite", "inf", "ing", "part"]:
    if tags[start] == "to" or is_bare:
        return "inf"
    if before and any(each not in ("not", "never", "n't") for each in before):
        return "finite"
    if word.endswith("ing"):
        return "ing"
    return "part" if _is_participle(word) else "finite"


def _is_participle(word: str) -> bool:
    form = irregular().get(word)
    return form[2] if form else word.endswith("ed")


def _modal(before: Sequence[str]) -> str | None:
    for word in before:
        if word.lstrip("'") in lexicon.MODALS:
            return lexicon.MODALS[word.lstrip("'")]
    if "to" in before[1:]:
        return "must" if before[0] in lexicon.HAVE else "will"
    return None
