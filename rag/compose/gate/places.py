"""Each thing that a draft names stands where its citation has it: behind the same preposition, in the same phrase.

"A letter from Reed" is none to Reed. But: subjects and objects change places with the voice; those are for `roles`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.compose.gate.grammar.lemmas import lemma
from rag.compose.gate.grammar.phrases import Phrase
from rag.compose.gate.licensed import alike
from rag.compose.gate.matching import QUANTITIES
from rag.compose.gate.reading import Reading, shown
from rag.types import Difference

_ALIKE: tuple[frozenset[str], ...] = (
    frozenset(("", "by", "with", "including", "like", "as", "than", "between", "among", "alongside", "plus")),
    frozenset(
        ("in", "at", "on", "near", "of", "from", "inside", "within", "across", "mod", "around", "outside", "off")
    ),
    frozenset(("of", "mod", "", "for", "on", "about", "in")),
    frozenset(("to", "", "with", "into", "for")),
    frozenset(("over", "about", "on", "for", "of", "with", "regarding", "concerning", "in", "after", "into")),
    frozenset(("to", "toward", "towards", "into", "at", "on")),
    frozenset(("against", "on", "at")),
    frozenset(("through", "during", "in", "over", "throughout", "for")),
)
_COUNTING = QUANTITIES | frozenset(map(lemma, "count charge case kind type piece form series".split()))


def differences(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """The names that stand behind another preposition than in all citations."""
    for phrase in draft.parsed.nouns:
        if phrase.is_pronoun or draft.parsed.tokens[phrase.start].quoted or phrase.head.startswith("#"):
            continue
        held = {case for each in cited for case in _cases(each, phrase)}
        if held and not any(_is_like(phrase.prep or "", case) for case in held):
            before = f"{phrase.prep} " if phrase.prep else ""
            yield Difference("roles", f"{before}{shown(draft, phrase)}")


def _cases(cited: Reading, phrase: Phrase) -> Iterator[str]:
    """The prepositions before the head of a phrase in a citation; "mod" where it stands within a phrase."""
    for each in cited.parsed.nouns:
        if alike(each.head, phrase.head):
            yield each.prep or ""
            if each.prep == "of":
                yield from _counted(cited, each)
            if any(each in (*clause.subjects, *clause.objects) for clause in cited.clauses):
                yield ""
            if cited.parsed.tags[each.end - 1] == "poss":
                yield "mod"
        elif any(alike(word, phrase.head) for word in each.words):
            yield "mod"
            if phrase.head in each.names and each.head in each.names:
                yield each.prep or ""


def _counted(cited: Reading, phrase: Phrase) -> Iterator[str]:
    """The preposition before what counts a thing: "pleaded guilty to three counts of fraud"."""
    before = cited.parsed.phrase_at(phrase.start - 2)
    if before and (before.head in _COUNTING or any(each.startswith("#") for each in before.words)):
        yield before.prep or ""


def _is_like(own: str, other: str) -> bool:
    return own == other or any(own in group and other in group for group in _ALIKE)
