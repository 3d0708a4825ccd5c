"""What a draft says that something is: a citation says so too, or has the two together: "Ada Quill, the mayor,"."""

from __future__ import annotations

from collections.abc import Sequence

from rag.compose.gate import attached, dates, matching, negation
from rag.compose.gate.grammar.clauses import Clause
from rag.compose.gate.grammar.lemmas import lemma
from rag.compose.gate.grammar.phrases import Phrase
from rag.compose.gate.licensed import alike
from rag.compose.gate.reading import Reading
from rag.compose.gate.words import is_weighty
from rag.types import Difference

_NEAR = 8  # tokens in which several stand that one thing is of: "the capital of Aldane and of Brone"
_HELD = frozenset(
    map(lemma, "consider regard believe think deem see view rumour rumor say describe suspect expect estimate".split())
)


def differences(draft: Reading, clause: Clause, cited: Sequence[Reading]) -> list[Difference]:
    """What a draft says that something is, where no citation has the two together."""
    told = [each for each in clause.objects if not each.is_pronoun][:1]
    subjects = [each for each in clause.subjects if not each.is_pronoun][:1]
    for one in subjects:
        for other in told:
            if any(_stood_at(draft, one, other, each) for each in cited):
                continue
            if not any(have_together(each, one, other) for each in cited):
                return [Difference("roles", draft.text)]
            if not any(_is_of_same(draft, other, each) for each in cited):
                return [Difference("roles", draft.text)]
    if _is_only_held(draft, clause, cited):
        return [Difference("certainty", draft.text)]
    denied = [negation.is_denied(other) for each in cited for other in each.clauses if other.verb.lemma == "be"]
    if negation.is_denied(clause) and True not in denied:
        return [Difference("negation", draft.text)]
    return []


def _stood_at(draft: Reading, one: Phrase, number: Phrase, cited: Reading) -> bool:
    """Whether a number is where a citation lets something rise or fall from or to, at the same time."""
    tokens = cited.parsed.tokens
    wanted = [each for each in draft.parsed.tokens if each.dated]
    ends = (
        each
        for clause in cited.clauses
        if any(matching.is_same(one, subject) for subject in clause.subjects) and not clause.verb.negated
        for each in cited.parsed.nouns
        if clause.verb.end <= each.start and each.prep in ("from", "to") and number.head in each.words
    )
    times = (tokens[each.end + 1] for each in ends if each.end + 1 < len(tokens) and tokens[each.end].lower == "in")
    return any(own.dated and time.dated and dates.covers(own.dated, time.dated) for time in times for own in wanted)


def have_together(cited: Reading, one: Phrase, other: Phrase) -> bool:
    """Whether a citation says that one is the other, or sets it beside: "the journalist Dita Sol"."""
    if any(each.startswith("#") and not _is_nearest(cited, one.head, each) for each in other.words):
        return False
    heads = ((one.head, other.head), (other.head, one.head))
    return any(cited.are_together(*pair) for pair in heads) or _are(cited, one, other)


def _is_nearest(cited: Reading, measured: str, number: str) -> bool:
    """Whether no other number stands nearer to what is measured: "54 per cent against, on a turnout of 38 per cent"."""
    numbers = [n for n, each in enumerate(cited.parsed.tokens) if each.kind == "number"]
    gaps = [(abs(n - at), cited.parsed.tokens[n].lemma) for at in cited.places(measured) for n in numbers]
    return not gaps or any(gap == min(gaps)[0] and each == number for gap, each in gaps)


def _is_of_same(draft: Reading, told: Phrase, cited: Reading) -> bool:
    """Whether what somebody is "of" another it is of that one in a citation too: "a subsidiary of the Malden Group"."""
    behind = _of(draft, told)
    if behind is None:
        return True
    theirs = [other for each in cited.parsed.nouns if alike(each.head, told.head) and (other := _of(cited, each))]
    near = {
        word
        for each in theirs
        for other in cited.parsed.nouns
        if each.start <= other.start <= each.end + _NEAR
        for word in other.words
    }
    return not theirs or any(alike(behind.head, word) for word in near)


def _of(reading: Reading, phrase: Phrase) -> Phrase | None:
    """The phrase that "of" ties to one."""
    behind = reading.parsed.phrase_at(phrase.end + 1)
    return behind if behind is not None and behind.start == phrase.end + 1 and behind.prep == "of" else None


def _is_only_held(draft: Reading, clause: Clause, cited: Sequence[Reading]) -> bool:
    """Whether the citations say no more than that it is held to be so: "is considered the best"."""
    words = {each.lemma for each in draft.parsed.tokens[clause.verb.end : clause.end] if is_weighty(each)}
    owners = [
        owner
        for each in cited
        for word in words
        for n in each.places(word)
        if (owner := attached.owner(each, n)) is not None or n >= 0
    ]
    held = [each for each in owners if each is not None and each.verb.lemma in _HELD and each.verb.is_passive]
    return bool(held) and len(held) == len(owners) and not any(each.verb.lemma in draft.lemmas for each in held)


def _are(cited: Reading, one: Phrase, other: Phrase) -> bool:
    """Whether a clause of a citation says that one is the other."""
    return any(
        clause.verb.lemma == "be"
        and any(matching.is_same(one, each) for each in clause.subjects)
        and any(matching.is_same(other, each) for each in clause.objects)
        for clause in cited.clauses
    )
