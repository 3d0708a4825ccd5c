"""The verb of a clause in which none was seen: a base form behind names ("Reed and Quill own"), an unknown word.

But: only where the sentence can't be without it: no other verb stands there, or those that do are all of clauses that
another word opens.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rag.compose.gate.grammar import lexicon, verbs
from rag.compose.gate.grammar.tokens import Token
from rag.compose.gate.grammar.verbal import Tag, is_third

_OPENING = ("rel", "sub")
_SUBJECTS = ("noun", "name", "pron", "adv")


def with_verb(tokens: Sequence[Token], tags: list[Tag]) -> list[Tag]:
    """The tags of a sentence, with a verb in its main clause where one must be and none is."""
    if "verb" not in tags and "aux" not in tags:
        return _made(tokens, tags, len(tags) - 1)
    end = next((n for n, tag in enumerate(tags) if tag in _OPENING), len(tags))
    if not end or "verb" in tags[:end] or "aux" in tags[:end] or not _are_all_opened(tags[end:]):
        return tags
    made = _made(tokens, tags, end)
    return _resumed(tokens, tags, end) if made is tags else made


def _resumed(tokens: Sequence[Token], tags: list[Tag], end: int) -> list[Tag]:
    """The tags with the verb behind a clause that is set beside its subject: "Reed, who may sell it, guards the"."""
    may = (n for n in range(end, len(tags)) if tags[n] == "noun" and tokens[n - 1].text == ",")
    at = next((n for n in may if _takes_object(tokens, n)), None)
    return tags if at is None else [*tags[:at], "verb", *tags[at + 1 :]]


def _are_all_opened(tags: Sequence[Tag]) -> bool:
    """Whether there are no more verbs than words that open a clause: none is left for the clause before them."""
    groups = [set(group) for is_verbal, group in groupby(tags, _is_verbal) if is_verbal]
    told = [each for each in groups if "aux" in each or ("verb" in each and "to" not in each)]
    return len(told) <= sum(each in _OPENING for each in tags)


def _is_verbal(tag: Tag) -> bool:
    return tag in ("verb", "aux", "to", "neg", "adv")


def _made(tokens: Sequence[Token], tags: list[Tag], end: int) -> list[Tag]:
    """The tags with the first noun before `end` that may be a verb, behind another, as one."""
    may = [n for n in range(1, end) if tags[n] == "noun" and tags[n - 1] in _SUBJECTS]
    known = [n for n in may if is_third(tokens[n].lower) or tokens[n].lower in verbs.VERBS]
    unknown = [n for n in may if _acts(tokens, n) or tags[n - 1] == "pron"]
    at = [n for n in may if _takes_object(tokens, n)] or known or unknown
    return [*tags[: at[0]], "verb", *tags[at[0] + 1 :]] if at else tags


def _takes_object(tokens: Sequence[Token], n: int) -> bool:
    """Whether a determiner follows, which stands behind no noun of its own phrase: "the police guard the strait"."""
    following = tokens[n + 1].lower if n + 1 < len(tokens) else ""
    return following in lexicon.DETERMINERS and following != "that"


def _acts(tokens: Sequence[Token], n: int) -> bool:
    """Whether an unknown word in -s behind a singular one may be a verb: "this page recaps the news"."""
    return tokens[n].lower.endswith("s") and not tokens[n - 1].lower.endswith("s")
