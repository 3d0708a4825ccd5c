"""The things of which a text tells something that is so of them only as they are narrowed.

What is measured ("sales fell 8 percent"), ranked ("the only bridge"), shared out ("half of the pupils"), denied ("has
no licence") or meant in general ("farmers must move", "anyone may come").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from rag.compose.gate import speech
from rag.compose.gate.grammar import lexicon, verbal
from rag.compose.gate.grammar.clauses import Clause
from rag.compose.gate.grammar.lemmas import lemma
from rag.compose.gate.grammar.phrases import Phrase
from rag.compose.gate.grammar.tokens import Token
from rag.compose.gate.reading import Reading

Kind = Literal["measured", "ranked", "shared", "denied", "general", "figure"]
INDEFINITE = frozenset("a an any no single every each all".split())
_SHARES = frozenset(
    map(
        lemma,
        "majority minority percent percentage half third quarter fifth tenth two-thirds fraction bulk proportion most "
        "share rest remainder all none any each".split(),
    )
)
_ALL = frozenset("most all every each few".split())
_NONE = frozenset("any no".split())
_ANYBODY = frozenset("anyone anybody everyone everybody anything everything those".split())
_RANKS = frozenset("first last only sole best worst most least".split())
_NO_RANKS = frozenset(
    "interest protest forest arrest request harvest contest conquest bequest honest modest priest digest suggest "
    "invest manifest northwest southwest midwest west guest quest rainforest budapest latest".split()
)
_CHANGING = frozenset(
    map(
        lemma,
        "rise increase climb grow gain jump soar surge fall decline decrease drop lose slip slide plunge tumble shrink "
        "shed dip double triple treble halve quadruple average total reach hit exceed stand amount slow cut reduce "
        "lower raise boost".split(),
    )
)
_WORKING = frozenset(map(lemma, "slow cut reduce lower raise boost increase speed shrink".split()))
_THEIRS = frozenset("its his her their".split())
_COUNTING = frozenset(("percent", "dollar", "euro", "pound"))
_DENYING = lexicon.NEGATORS | lexicon.NOBODY | frozenset("no hardly scarcely barely few without neither nor".split())
_MANY = frozenset("people men women children police".split())


class Narrowed(Struct, frozen=True):
    """A phrase of a draft, and the lemma by which a citation's phrase is found: its head, or the word that ranks it."""

    phrase: Phrase
    word: str
    kind: Kind


def found(reading: Reading) -> Iterator[Narrowed]:
    """The things of a draft that are told as they are narrowed."""
    for clause in reading.clauses:
        yield from _of_clause(reading, clause)
    for phrase in reading.parsed.nouns:
        if not reading.parsed.tokens[phrase.start].quoted:
            yield from _of_phrase(reading, phrase)


def _of_clause(reading: Reading, clause: Clause) -> Iterator[Narrowed]:
    if reading.parsed.tokens[clause.verb.main].quoted:
        return
    measured = _is_measured(reading, clause)
    if clause.verb.lemma in _WORKING:
        things = (each for each in clause.objects if reading.parsed.tokens[each.start].lower not in _THEIRS)
        yield from (
            Narrowed(each, each.head, "measured") for one in things for each in _chain(reading, one, clause.end)
        )
    for subject in clause.subjects:
        if measured:
            yield from (Narrowed(each, each.head, "measured") for each in _chain(reading, subject, clause.verb.start))
        if _is_general(reading, subject, clause):
            yield Narrowed(subject, subject.head, "general")
    if clause.verb.negated or any(each.negated for each in clause.subjects) or _is_hardly(reading, clause):
        yield from (Narrowed(each, each.head, "denied") for each in clause.objects if not each.is_pronoun)


def _is_measured(reading: Reading, clause: Clause) -> bool:
    """Whether a clause tells by how much, or up to what, something changed."""
    inside = reading.parsed.tokens[clause.verb.end : clause.end]
    counted = any(each.kind == "number" for each in inside)
    alone = clause.verb.lemma in ("doubl", "tripl", "trebl", "halv", "quadrupl")
    return clause.verb.lemma in _CHANGING and (counted or alone)


def _chain(reading: Reading, phrase: Phrase, end: int) -> Iterator[Phrase]:
    """A phrase and those that prepositions tie to it, up to its verb; names are known without what narrows them."""
    tags, further = reading.parsed.tags, phrase
    while further is not None and further.end <= end:
        if not further.is_pronoun and further.head not in further.names:
            yield further
        at = further.end
        tied = at + 1 < len(tags) and tags[at] == "prep"
        behind = reading.parsed.phrase_at(at + 1) if tied else None
        if behind is None or behind.start != at + 1:
            return
        further = behind


def _is_general(reading: Reading, subject: Phrase, clause: Clause) -> bool:
    """Whether a bare plural tells of all such: "farmers must move", "cats without a mate sleep more"."""
    parsed, verb = reading.parsed, clause.verb
    last = parsed.tokens[subject.end - 1].lower
    plural = (last.endswith("s") and not last.endswith("ss")) or last in _MANY
    bare = all(parsed.tags[n] == "noun" for n in range(subject.start, subject.end))
    if not (plural and bare) or subject.prep or speech.is_reporting(verb.lemma):
        return False
    begins = parsed.tokens[verb.start].lower
    return bool(verb.modal) or (verb.form == "finite" and begins not in lexicon.HAVE and not verbal.is_past(begins))


def _is_hardly(reading: Reading, clause: Clause) -> bool:
    """Whether a word that all but denies stands before a verb: "hardly any of the pupils had a map"."""
    subjects = [each.start for each in clause.subjects if each.start < clause.verb.start]
    start = max(0, min(subjects, default=clause.verb.start) - 4)
    return any(each.lower in _DENYING for each in reading.parsed.tokens[start : clause.verb.start])


def _of_phrase(reading: Reading, phrase: Phrase) -> Iterator[Narrowed]:
    tokens = reading.parsed.tokens
    first = tokens[phrase.start]
    if phrase.is_pronoun:
        if first.lower in _ANYBODY:
            yield Narrowed(phrase, first.lemma, "shared")
        return
    if first.lower in _NONE:
        yield Narrowed(phrase, phrase.head, "denied")
    elif _is_shared(reading, phrase):
        yield Narrowed(phrase, phrase.head, "shared")
    if phrase.head in _COUNTING:
        yield from (Narrowed(phrase, each, "figure") for each in phrase.words if each.startswith("#"))
    for n in range(phrase.start, phrase.end):
        if _ranks(tokens[n]) and reading.parsed.tags[n] != "name":
            yield Narrowed(phrase, tokens[n].lemma, "ranked")


def _is_shared(reading: Reading, phrase: Phrase) -> bool:
    """Whether a share or a number of a whole is told, or all or none of it."""
    tokens, start = reading.parsed.tokens, phrase.start
    if tokens[start].lower in _ALL:
        return True
    if phrase.prep != "of" or start < 2:
        return False
    quantity = tokens[start - 2]
    return quantity.lemma in _SHARES or quantity.kind == "number"


def _ranks(token: Token) -> bool:
    """Whether a word tells that something is before all others of its kind."""
    word = token.lower
    return word in _RANKS or (word.endswith("est") and len(word) > 4 and word not in _NO_RANKS)
