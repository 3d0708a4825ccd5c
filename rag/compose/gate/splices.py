"""All of a clause is told by one citation: no subject of one with the deed of another.

But: a subject that both name may have its own words, such as its role, from either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.compose.gate import matching
from rag.compose.gate.grammar.clauses import Clause
from rag.compose.gate.grammar.phrases import Phrase
from rag.compose.gate.reading import Reading
from rag.compose.gate.words import carried, is_weighty
from rag.types import Difference

_SAYING = frozenset(("say", "tell", "report", "announc", "add", "state", "note", "accord"))


def differences(draft: Reading, clause: Clause, cited: Reading, among: Sequence[Reading]) -> Iterator[Difference]:
    """The clause, where a word of it stands in another citation `among` them only."""
    if len({id(each.sentence) for each in among}) > 1 and not clause.subjects and clause.verb.form == "finite":
        yield Difference("splice", draft.text)  # nobody knows of whom it is told
        return
    own = draft.parsed.tokens
    before = (each for each in clause.subjects if each.end <= clause.verb.start and each.names)
    shared = any(_is_named(each, cited) for each in before)
    everywhere = frozenset[str]().union(*(each.lemmas for each in among))
    for n in (*_before(draft, clause), *range(clause.verb.start, _end(draft, clause))):
        token = own[n]
        if not (is_weighty(token) or token.kind == "number") or token.quoted or (n < clause.verb.start and shared):
            continue
        if token.lemma in _SAYING or not carried(token, everywhere, among):
            continue
        if not carried(token, cited.lemmas, [cited]):
            yield Difference("splice", draft.text)
            return


def _end(draft: Reading, clause: Clause) -> int:
    """Where the next clause begins, so that no word is nobody's."""
    behind = (each.start for each in draft.clauses if each.start >= clause.end)
    return min(behind, default=clause.end if len(draft.clauses) > 1 else len(draft.parsed.tokens))


def _is_named(subject: Phrase, cited: Reading) -> bool:
    """Whether a citation names a subject, be it by surname, role or pronoun."""
    if subject.names & cited.opener:
        return True
    return any(each.names & subject.names and matching.is_same(subject, each) for each in cited.parsed.nouns)


def _before(draft: Reading, clause: Clause) -> Iterator[int]:
    """The tokens of a clause before its verb, without what is set between commas."""
    for n in range(clause.start, clause.verb.start):
        if draft.parsed.tokens[n].text == "," or draft.parsed.tags[n] in ("rel", "verb"):
            return
        yield n
