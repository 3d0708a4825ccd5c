"""Which clause of a citation a draft's clause tells again, and whether two phrases mean one thing.

But: by words and their places. A pronoun means an earlier subject of its own sentence, or who the sentence before is
sure to mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from msgspec import Struct

from rag.compose.gate import entailed
from rag.compose.gate.grammar.clauses import Clause
from rag.compose.gate.grammar.lemmas import lemma
from rag.compose.gate.grammar.phrases import Phrase
from rag.compose.gate.licensed import alike
from rag.compose.gate.reading import Reading

_MOST = 24  # clauses of one verb that are compared; more are no news
QUANTITIES = frozenset(map(lemma, "number group dozen hundred thousand million majority part rest total some".split()))

_PLACES = frozenset(
    map(lemma, "village town city district province region state island port county capital municipality".split())
)

_ORGANS = frozenset(map(lemma, "government ministry".split()))
_BEARERS = frozenset(  # what bears the name that stands before it: "the Aurora ferry"
    map(
        lemma,
        "company firm group party bank club band union agency airline newspaper magazine website charity ship ferry "
        "boat".split(),
    )
)


class Roles(Struct, frozen=True):
    """Who does something and to whom it is done, be it told in the active or the passive.

    `either`: those who may be one or the other: "the mill closed", "a man arrested on Monday".
    """

    doers: tuple[Phrase, ...]
    done_to: tuple[Phrase, ...]
    either: tuple[Phrase, ...] = ()


def roles(clause: Clause) -> Roles:
    """The roles of a clause."""
    if clause.verb.is_passive:
        return Roles(clause.agents, clause.subjects)
    if clause.joins_passive:
        return Roles((), (), clause.subjects)
    if clause.verb.form == "part" and clause.agents and not clause.objects:
        return Roles(clause.agents, clause.subjects)
    if clause.verb.form == "part" and not clause.objects:
        return Roles((), (), clause.subjects)
    return Roles(clause.subjects, clause.objects)


def meets(
    draft: Reading, own: Iterable[Phrase], cited: Reading, others: Iterable[Phrase], *, loosely: bool = False
) -> bool:
    """Whether one of a draft's phrases means what one of a citation's does; unless `loosely`, all names among them."""
    own, others = list(own), list(others)
    named = [each for each in own if each.head in each.names]
    if any(_is_one(draft, each, cited, others) for each in own):
        return loosely or all(_is_one(draft, each, cited, others) for each in named)
    return False


def _is_one(draft: Reading, phrase: Phrase, cited: Reading, others: Iterable[Phrase]) -> bool:
    """Whether a phrase of a draft means one of a citation's."""
    return any(
        is_same(left, right) or (right.is_pronoun and right.start == 0 and bool(cited.opener & left.names))
        for other in others
        if not _count_apart(phrase, other)
        for left in _meant(draft, phrase)
        for right in _meant(cited, other)
    )


def _meant(reading: Reading, phrase: Phrase) -> list[Phrase]:
    """A phrase, with what a pronoun or a quantity may stand for."""
    if phrase.is_pronoun:
        return [phrase, *(each for clause in reading.clauses for each in clause.subjects if each.end <= phrase.start)]
    tokens_ = reading.parsed.tokens
    kind = _kind(reading, phrase)
    if kind:
        return [phrase, kind]
    counts = phrase.head.startswith("#") or phrase.head in QUANTITIES | _PLACES
    if counts and phrase.end < len(tokens_) and tokens_[phrase.end].lower == "of":
        behind = reading.parsed.phrase_at(phrase.end + 1)
        return [phrase, behind] if behind else [phrase]
    return [phrase]


def _kind(reading: Reading, phrase: Phrase) -> Phrase | None:
    """The one named phrase that "the company" may take up: "the mining firm Gorvex"; None where there are several."""
    tokens_ = reading.parsed.tokens
    if tokens_[phrase.start].lower != "the" or phrase.end - phrase.start != 2 or phrase.names:
        return None
    held = [
        each
        for each in reading.parsed.nouns
        if each.end <= phrase.start and any(alike(phrase.head, word) for word in each.words)
    ]
    return held[0] if len(held) == 1 and held[0].names else None


def is_same(one: Phrase, other: Phrase) -> bool:
    """Whether two phrases may mean one thing: by their heads, by a name, by a role that stands with a name."""
    if one.is_pronoun or other.is_pronoun:
        both = one.is_pronoun and other.is_pronoun
        return both and (one.head == other.head or "it" in (one.head, other.head) or (one.negated and other.negated))
    if _count_apart(one, other):
        return False
    if alike(one.head, other.head) and one.given and other.given and one.given != other.given:
        return False
    if alike(one.head, other.head):
        return not (one.names and other.names) or bool(one.names & other.names) or one.head not in one.names
    if one.head.startswith("#") or other.head.startswith("#"):
        return one.head in other.words or other.head in one.words
    return any(_is_alias(*each) or _is_acronym(*each) for each in ((one, other), (other, one)))


def _is_acronym(short: Phrase, long: Phrase) -> bool:
    """Whether a phrase is the initials of what a longer one writes out."""
    return len(long.initials) > 1 and long.initials == short.head


def _count_apart(one: Phrase, other: Phrase) -> bool:
    """Whether two phrases have other numbers."""
    return bool(_counts(one)) and bool(_counts(other)) and not _counts(one) & _counts(other)


def _counts(phrase: Phrase) -> frozenset[str]:
    """The numbers in a phrase."""
    return frozenset(each for each in phrase.words if each.startswith("#"))


def _is_alias(short: Phrase, long: Phrase) -> bool:
    """Whether a phrase is the surname, the role or the kind of what a longer one names in full.

    "Quill's rival" is not Quill, and "Quill supporters" are not either. But: what a state's ministry does it does.
    """
    if not long.names or short.head not in long.words:
        return False
    if short.head in long.owners:
        return long.head in _ORGANS
    if short.names:
        return short.names <= long.words and long.head in long.names | _BEARERS
    return long.head in long.names


def candidates(clause: Clause, cited: Sequence[Reading]) -> list[tuple[Reading, Clause]]:
    """The clauses of the citations with the verb of a draft's clause."""
    found = (
        (each, other) for each in cited for other in each.clauses if entailed.tells(clause.verb.lemma, other.verb.lemma)
    )
    return list(islice(found, _MOST))
