"""What stands behind a verb in a draft stands behind that verb in the clause that it tells again.

"Acquitted of embezzlement, found guilty of forgery" makes nobody guilty of embezzlement, and what "began on 3 May and
ended a week later" did not end on 3 May. But: a time may be that of several verbs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.compose.gate import dates
from rag.compose.gate.grammar.clauses import Clause
from rag.compose.gate.licensed import alike
from rag.compose.gate.reading import Reading, shown
from rag.types import Dated, Difference

_JOINING = frozenset("verb aux conj mark adv neg to".split())


def differences(draft: Reading, own: Clause, cited: Reading, other: Clause) -> Iterator[Difference]:
    """The times and the things behind a verb that its citation has behind another."""
    for token in own.times:
        if token.dated:
            yield from _time(cited, other, token.dated, dates.meant(draft, token.dated, cited))
    yield from _things(draft, own, cited, other)


def _time(cited: Reading, other: Clause, wanted: Dated, meant: Sequence[Dated]) -> Iterator[Difference]:
    here = [each.dated for each in other.times if each.dated]
    if any(_covers(meant, each) for each in here):
        return
    if not any(_covers(meant, each) for each in dates.times(cited)):
        yield Difference("splice", wanted.text)
        return
    owners = [each for each in cited.clauses if each is not other and _has(each, meant)]
    if here or (owners and not any(_shares(cited, other, each) for each in owners)):
        yield Difference("date", wanted.text, here[0].text if here else None)


def _has(clause: Clause, meant: Sequence[Dated]) -> bool:
    return any(each.dated and _covers(meant, each.dated) for each in clause.times)


def _covers(meant: Sequence[Dated], cited: Dated) -> bool:
    return any(dates.covers(each, cited) for each in meant)


def _things(draft: Reading, own: Clause, cited: Reading, other: Clause) -> Iterator[Difference]:
    """The things behind a verb that stand behind another in what it tells again: "acquitted of" for "guilty of"."""
    for phrase in draft.parsed.nouns:
        if not own.verb.end <= phrase.start < own.end or phrase.is_pronoun or phrase.head.startswith("#"):
            continue
        if any(phrase in each.subjects for each in draft.clauses if each is not own):
            continue
        if any(alike(phrase.head, each.head) for each in other.objects):
            continue  # it may stand before its verb: "the charity that she ran"
        places = cited.places(phrase.head)
        owners = [found for n in places if (found := owner(cited, n)) is not None]
        if len(owners) == len(places) > 0 and not any(
            each is other or _shares(cited, other, each) or _hangs_on(cited, each, other) for each in owners
        ):
            yield Difference("roles", shown(draft, phrase))


def owner(cited: Reading, n: int) -> Clause | None:
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


def _shares(cited: Reading, clause: Clause, owner: Clause) -> bool:
    """Whether a time behind one verb may be another's too: "arrested and charged on Monday", "fell, killing two".

    What has something of its own behind it shares nothing: "born in Osby and raised in Halden".
    """
    if clause.verb.form == "ing" and owner.verb.start < clause.verb.start:
        return True
    if owner.opener in ("when", "as", "while") and clause.opener is None:
        return True
    if owner.verb.start <= clause.verb.start:
        return False
    between = cited.parsed.tags[clause.verb.end : owner.verb.start]
    if "conj" in between:
        first = between[: between.index("conj")]
        counted = all(_is_counted(cited, each) for each in (clause, owner))
        return all(tag in _JOINING for tag in (first if counted else between))
    return "to" in between or owner.verb.form == "inf"


def _is_counted(cited: Reading, clause: Clause) -> bool:
    """Whether a number stands before the verb of a clause: "nine miners are missing"."""
    return any(cited.parsed.tags[each.start] == "num" for each in clause.subjects)
