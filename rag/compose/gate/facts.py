"""Each clause of a draft is carried by one clause of one citation: its doers, its denial, its certainty, its time.

Of several clauses with its verb the one that fits best is taken; what is left is what differs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.compose.gate import certainty, matching, negation, nominal, roles
from rag.compose.gate import dates as times
from rag.compose.gate.grammar.clauses import Clause
from rag.compose.gate.grammar.phrases import Phrase
from rag.compose.gate.licensed import is_among
from rag.compose.gate.reading import Reading, shown
from rag.compose.gate.words import STANDING_FOR, carried, is_weighty
from rag.types import Difference

_LINKING = frozenset(("be", "have", "do", "becom"))
_SAYING = frozenset(("say", "tell", "report", "announc", "add", "state", "note"))


def differences(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """What differs in each clause of a draft from the clause that carries it."""
    for clause in draft.clauses:
        if not draft.parsed.tokens[clause.verb.main].quoted:
            yield from _clause(draft, clause, cited)


def _clause(draft: Reading, clause: Clause, cited: Sequence[Reading]) -> list[Difference]:
    found = matching.candidates(clause, cited)
    weights = [_overlap(draft, clause, each, other) for each, other in found]
    judged = [
        _compared(draft, clause, each, other)
        for weight, (each, other) in zip(weights, found, strict=True)
        if weight == max(weights)
    ]
    best = min(judged, key=len, default=None)
    if best is None:
        return _loose(draft, clause, cited)
    if clause.verb.lemma in _LINKING and not (clause.verb.lemma == "have" and max(weights)):
        return (
            best
            if any(each.kind in ("negation", "certainty") for each in best) and max(weights)
            else _loose(draft, clause, cited)
        )
    return best


def _overlap(draft: Reading, own: Clause, cited: Reading, other: Clause) -> int:
    """How many words of weight two clauses share besides their verb."""
    return len(_told(draft, own) & _told(cited, other))


def _told(reading: Reading, clause: Clause) -> frozenset[str]:
    tokens = reading.parsed.tokens
    places = (n for n in range(clause.start, clause.end) if not clause.verb.start <= n < clause.verb.end)
    return frozenset(tokens[n].lemma for n in places if is_weighty(tokens[n]) or tokens[n].kind == "number")


def _compared(draft: Reading, own: Clause, cited: Reading, other: Clause) -> list[Difference]:
    return [
        *negation.differences(draft, own, cited, other),
        *certainty.differences(draft, own, cited, other),
        *roles.differences(draft, own, cited, other),
        *_times(draft, own, cited, other),
        *_misplaced(draft, own, cited, other),
        *_spliced(draft, own, cited),
    ]


def _loose(draft: Reading, clause: Clause, cited: Sequence[Reading]) -> list[Difference]:
    """What differs in a clause whose verb tells little, or stands in no citation as a verb."""
    if clause.verb.lemma in _SAYING:
        return []
    spliced = min((list(_spliced(draft, clause, each)) for each in cited), key=len, default=[])
    if spliced or clause.verb.lemma in _LINKING:
        return spliced or (_linked(draft, clause, cited) if clause.verb.lemma == "be" else [])
    if clause.verb.negated:
        return [Difference("negation", draft.text)]
    told = clause.verb.form not in ("finite", "part") or clause.verb.lemma in STANDING_FOR
    if told or any(nominal.tells(draft, clause, each) for each in cited):
        return []
    return [Difference("certainty", draft.text)]


def _linked(draft: Reading, clause: Clause, cited: Sequence[Reading]) -> list[Difference]:
    """What a draft says that something is, where no citation has the two together."""
    told = [each for each in clause.objects if not each.is_pronoun][:1]
    subjects = [each for each in clause.subjects if not each.is_pronoun][:1]
    for one in subjects:
        for other in told:
            if not any(each.are_together(one.head, other.head) or _are(each, one, other) for each in cited):
                return [Difference("roles", draft.text)]
    denied = [negation.is_denied(other) for each in cited for other in each.clauses if other.verb.lemma == "be"]
    if negation.is_denied(clause) and True not in denied:
        return [Difference("negation", draft.text)]
    return []


def _are(cited: Reading, one: Phrase, other: Phrase) -> bool:
    """Whether a clause of a citation says that one is the other."""
    return any(
        clause.verb.lemma == "be"
        and any(matching.is_same(one, each) for each in clause.subjects)
        and any(matching.is_same(other, each) for each in clause.objects)
        for clause in cited.clauses
    )


def _times(draft: Reading, own: Clause, cited: Reading, other: Clause) -> Iterator[Difference]:
    """The times of a clause that the other has not, or that stand with another verb there."""
    for token in own.times:
        if token.dated is None:
            continue
        meant = times.meant(draft, token.dated, cited)
        here = [each.dated for each in other.times if each.dated]
        elsewhere = [
            each for each in cited.clauses
            if each is not other and any(t.dated and _covers(meant, t.dated) for t in each.times)
        ]  # fmt: skip
        if any(_covers(meant, each) for each in here):
            continue
        if not any(_covers(meant, each) for each in times.times(cited)):
            yield Difference("splice", token.text)
            continue
        if here or (elsewhere and not any(_shares(cited, other, each) for each in elsewhere)):
            yield Difference("date", token.text, here[0].text if here else None)


def _misplaced(draft: Reading, own: Clause, cited: Reading, other: Clause) -> Iterator[Difference]:
    """The things behind a verb that stand behind another in what it tells again: "acquitted of" for "guilty of"."""
    for phrase in draft.parsed.nouns:
        if not own.verb.end <= phrase.start < own.end or phrase.is_pronoun or phrase.head.startswith("#"):
            continue
        if any(phrase in each.subjects for each in draft.clauses if each is not own):
            continue
        places = cited.places(phrase.head)
        owners = [owner for n in places if (owner := _owner(cited, n)) is not None]
        if len(owners) == len(places) > 0 and not any(
            each is other or _shares(cited, other, each) or _hangs_on(cited, each, other) for each in owners
        ):
            yield Difference("roles", shown(draft, phrase))


def _owner(cited: Reading, n: int) -> Clause | None:
    """The clause behind whose verb a token stands, None where it stands before it or its subject."""
    if any(each.start <= n < each.end for clause in cited.clauses for each in clause.subjects):
        return None
    before = [each for each in cited.clauses if each.verb.end <= n]
    return max(before, key=lambda each: each.verb.end, default=None)


def _hangs_on(cited: Reading, clause: Clause, other: Clause) -> bool:
    """Whether one of two clauses is an infinitive, gerund or relative clause that follows the other, or the reverse."""
    first, last = sorted((clause, other), key=lambda each: each.verb.start)
    between = (each for each in cited.clauses if first.verb.start < each.verb.start <= last.verb.start)
    return last.verb.form in ("inf", "ing") or any(each.opener is not None for each in between)


def _covers(meant: list, cited: object) -> bool:  # type: ignore[type-arg]
    return any(times.covers(each, cited) for each in meant)  # type: ignore[arg-type]


def _shares(cited: Reading, clause: Clause, owner: Clause) -> bool:
    """Whether a time behind one verb may be another's too: "arrested and charged on Monday", "fell, killing two"."""
    if clause.verb.form == "ing" and owner.verb.start < clause.verb.start:
        return True
    if owner.opener in ("when", "as", "while") and clause.opener is None:
        return True
    between = cited.parsed.tags[clause.verb.end : owner.verb.start]
    return owner.verb.start > clause.verb.start and ("conj" in between or "to" in between or owner.verb.form == "inf")


def _spliced(draft: Reading, clause: Clause, cited: Reading) -> Iterator[Difference]:
    """Whether the words of a clause stand in no one citation; a subject that both name may have its own words."""
    own = draft.parsed.tokens
    subject = [n for each in clause.subjects if each.end <= clause.verb.start for n in range(each.start, each.end)]
    shared = any(is_among(own[n].lemma, cited.lemmas) for n in subject if own[n].is_name)
    for n in (*_before(draft, clause), *range(clause.verb.start, clause.end)):
        token = own[n]
        if not (is_weighty(token) or token.kind == "number") or token.quoted or (n in subject and shared):
            continue
        if not carried(token, cited.lemmas, [cited]) and token.lemma not in _SAYING | {"accord"}:
            yield Difference("splice", draft.text)
            return


def _before(draft: Reading, clause: Clause) -> Iterator[int]:
    """The tokens of a clause before its verb, without what is set between commas."""
    for n in range(clause.start, clause.verb.start):
        if draft.parsed.tokens[n].text == "," or draft.parsed.tags[n] in ("rel", "verb"):
            return
        yield n
