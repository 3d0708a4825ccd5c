"""All of a clause is told by one citation: no subject of one with the deed of another.

But: a subject that both name may have its own words, such as its role, from either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.compose.gate.grammar.clauses import Clause
from rag.compose.gate.licensed import is_among
from rag.compose.gate.reading import Reading
from rag.compose.gate.words import carried, is_weighty
from rag.types import Difference

_SAYING = frozenset(("say", "tell", "report", "announc", "add", "state", "note", "accord"))


def differences(draft: Reading, clause: Clause, cited: Reading, among: Sequence[Reading]) -> Iterator[Difference]:
    """The clause, where a word of it stands in another citation `among` them only."""
    own = draft.parsed.tokens
    subject = [n for each in clause.subjects if each.end <= clause.verb.start for n in range(each.start, each.end)]
    shared = any(is_among(own[n].lemma, cited.lemmas | cited.opener) for n in subject if own[n].is_name)
    everywhere = frozenset[str]().union(*(each.lemmas for each in among))
    for n in (*_before(draft, clause), *range(clause.verb.start, clause.end)):
        token = own[n]
        if not (is_weighty(token) or token.kind == "number") or token.quoted or (n < clause.verb.start and shared):
            continue
        if token.lemma in _SAYING or not carried(token, everywhere, among):
            continue
        if not carried(token, cited.lemmas, [cited]):
            yield Difference("splice", draft.text)
            return


def _before(draft: Reading, clause: Clause) -> Iterator[int]:
    """The tokens of a clause before its verb, without what is set between commas."""
    for n in range(clause.start, clause.verb.start):
        if draft.parsed.tokens[n].text == "," or draft.parsed.tags[n] in ("rel", "verb"):
            return
        yield n
