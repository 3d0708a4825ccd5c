"""What is told with a verb stands in that verb's own part of a sentence: nothing crosses an "and" or a "but".

"Won in Osby and lost in Halden" makes nobody win in Halden, and in "the left wants more and the right wants less" each
wants its own. But: what stands before both parts is both's, and what stands behind two bare verbs: "was tried and
jailed in May".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from rag.compose.gate import aligned, matching
from rag.compose.gate.grammar.clauses import Clause
from rag.compose.gate.grammar.parsed import Parsed
from rag.compose.gate.grammar.phrases import Verb
from rag.compose.gate.reading import Reading
from rag.types import Difference

_BETWEEN = frozenset("adv neg time".split())  # what may stand between a conjunction and a verb that it joins
_BARE = frozenset("verb aux to adv neg conj mark".split())
_THEIRS = frozenset("his her its their".split())
_AGAINST = frozenset(("while", "whereas"))
_ONE = {"part": "finite"}  # a past looks like a participle


class Joint(Struct, frozen=True):
    """Where two parts of a sentence with a verb each are joined: the first begins at `opens`, `at` joins them.

    `bare`: whether the first is but its verb, so that what follows the second may be its too.
    """

    opens: int
    at: int
    bare: bool


def differences(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """The clauses that no citation has without taking something from the other side of a conjunction."""
    joined = {id(each): tuple(joints(each.parsed)) for each in cited}
    if not any(joined.values()):
        return
    for clause in draft.clauses:
        found = matching.candidates(clause, cited)
        if draft.parsed.tokens[clause.verb.main].quoted or not found:
            continue
        if all(_strays(draft, clause, each, other, joined[id(each)]) for each, other in found):
            yield Difference("splice", draft.text)


def joints(parsed: Parsed) -> Iterator[Joint]:
    """Where a sentence joins clauses, or verbs with one subject, in order."""
    last = 0
    for at in range(len(parsed.tags)):
        behind = next((each for each in parsed.verbs if each.start > at), None)
        before = [each for each in parsed.verbs if each.end <= at]
        if behind is None or not before or not _joins(parsed, at):
            continue
        if _are_verbs_joined(parsed, at, before, behind):
            first = _first(before, behind)
            gap = parsed.tags[first.end : behind.start]
            yield Joint(first.start, at, all(each in _BARE for each in gap))
        elif _are_clauses_joined(parsed, at, [each for each in before if each.start >= last], behind):
            yield Joint(max(last, _opening(parsed, before[-1])), at, bare=_are_counts(parsed, at, before[-1]))
            last = at


def _joins(parsed: Parsed, at: int) -> bool:
    following = parsed.tags[at + 1] if at + 1 < len(parsed.tags) else "mark"
    if parsed.tokens[at].lower in _AGAINST:
        return True
    return parsed.tags[at] == "conj" or (parsed.tokens[at].text in (",", ";") and following != "conj")


def _are_verbs_joined(parsed: Parsed, at: int, before: Sequence[Verb], behind: Verb) -> bool:
    """Whether a verb follows that has the subject of one before it; behind a comma only in a row of them."""
    if not all(each in _BETWEEN for each in parsed.tags[at + 1 : behind.start]):
        return False
    if parsed.tags[at] == "conj":
        return not _is_span(parsed, at)
    since = (each.text for each in parsed.tokens[_first(before, behind).end : at])
    return _is_told(behind) and "," not in since and _goes_on(parsed, behind.end)


def _is_span(parsed: Parsed, at: int) -> bool:
    """Whether a conjunction joins two times or figures: "between May and September"."""
    return {parsed.tags[at - 1], parsed.tags[at + 1]} <= {"time", "num"}


def _goes_on(parsed: Parsed, at: int) -> bool:
    """Whether a row goes on with a conjunction and a verb: "born in Oskel, raised in Wick and lives in Orn"."""
    end = next((n for n in range(at, len(parsed.tags)) if parsed.tags[n] in ("mark", "sub", "rel", "conj")), None)
    if end is not None and parsed.tokens[end].text == "," and end + 1 < len(parsed.tags):
        end += 1
    return end is not None and parsed.tags[end] == "conj" and parsed.verb_at(end + 1) is not None


def _are_clauses_joined(parsed: Parsed, at: int, before: Sequence[Verb], behind: Verb) -> bool:
    """Whether a clause begins behind a conjunction, its subject and then its verb, and another one ends before it."""
    if parsed.tokens[at].text == "," or not _is_told(behind) or not any(map(_is_told, before)):
        return False
    inside = parsed.tags[before[-1].end : at - 1]
    between = parsed.tags[at + 1 : behind.start]
    if any(each in ("sub", "rel", "mark") for each in (*inside, *between)) or "conj" in between:
        return False
    return any(at < each.start < behind.start and each.prep is None for each in parsed.nouns)


def _are_counts(parsed: Parsed, at: int, before: Verb) -> bool:
    """Whether two numbers have but their verbs: "two died and nine were hurt when a bus overturned"."""
    counted = (parsed.tags[at + 1], parsed.tags[max(0, _subject(parsed, before))])
    return counted == ("num", "num") and all(each in _BARE for each in parsed.tags[before.end : at])


def _subject(parsed: Parsed, verb: Verb) -> int:
    """Where the phrase right before a verb begins; -1 where there is none."""
    phrase = parsed.phrase_at(verb.start - 1)
    return phrase.start if phrase else -1


def _opening(parsed: Parsed, verb: Verb) -> int:
    """Where the clause of a verb opens with a word that subordinates it, 0 where it does not."""
    at = verb.start - 1
    while at > 0 and parsed.tags[at] not in ("verb", "aux", "to", "sub", "rel"):
        at -= 1
    return at if parsed.tags[at] in ("sub", "rel") else 0


def _is_told(verb: Verb) -> bool:
    return verb.form in ("finite", "part")


def _first(before: Sequence[Verb], behind: Verb) -> Verb:
    """The verb that another is joined to: the last of its form, else the last."""
    form = _ONE.get(behind.form, behind.form)
    alike = [each for each in before if _ONE.get(each.form, each.form) == form]
    return (alike or before)[-1]


def _strays(draft: Reading, own: Clause, cited: Reading, other: Clause, joined: Sequence[Joint]) -> bool:
    """Whether a draft's clause has something that stands on the other side of a conjunction from a citation's verb."""
    theirs = _has_pronoun(cited, other, joined)
    sources = frozenset[str]().union(*(each.words for each in draft.sources))
    for n in aligned.telling(draft, aligned.told(draft, own)):
        if own.verb.start <= n < own.verb.end or draft.parsed.tokens[n].lemma in sources:
            continue
        at = () if theirs and _is_of_thing(draft, n) else aligned.places(draft, n, cited)
        kept = _marks(draft, *sorted((n, own.verb.main)))
        if at and all(_is_parted(place, other.verb, joined, cited, kept) for place in at):
            return True
    return False


def _is_of_thing(reading: Reading, n: int) -> bool:
    """Whether a token is of a phrase that a pronoun, or a number alone, may stand for."""
    phrase = reading.parsed.phrase_at(n)
    return phrase is not None and not phrase.head.startswith("#")


def _marks(reading: Reading, start: int, end: int) -> frozenset[str]:
    """The marks and conjunctions between two tokens."""
    between = range(start, end)
    return frozenset(reading.parsed.tokens[n].lower for n in between if reading.parsed.tags[n] in ("conj", "mark"))


def _is_parted(n: int, verb: Verb, joined: Sequence[Joint], cited: Reading, kept: frozenset[str]) -> bool:
    """Whether a joint that a draft has not kept parts a place from a verb."""
    low, high = sorted((n, verb.main))
    return any(
        each.opens <= low < each.at < high
        and cited.parsed.tokens[each.at].lower not in kept
        and not (each.bare and n > verb.main and each.opens <= verb.start)
        for each in joined
    )


def _has_pronoun(cited: Reading, clause: Clause, joined: Sequence[Joint]) -> bool:
    """Whether a pronoun or a number alone, in a part of a sentence, may stand for what the part before it names."""
    start = max((each.at for each in joined if each.at < clause.verb.start), default=None)
    if start is None:
        return False
    inside = range(start, clause.end)
    alone = any(
        each.start in inside and each.end <= clause.verb.start and each.head.startswith("#")
        for each in cited.parsed.nouns
    )
    return alone or any(cited.parsed.tags[n] == "pron" or cited.parsed.tokens[n].lower in _THEIRS for n in inside)
