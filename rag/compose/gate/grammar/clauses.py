"""Who does what in a sentence: each verb with those who may be its subject, its objects and its times."""

from __future__ import annotations

from msgspec import Struct

from rag.compose.gate.grammar.parsed import Parsed
from rag.compose.gate.grammar.phrases import Phrase, Verb
from rag.compose.gate.grammar.subjects import Subjects
from rag.compose.gate.grammar.tokens import Token

_STOPS = frozenset((":", ";", "—", "–", ".", "!", "?"))


class Clause(Struct, frozen=True):
    """A verb with those who may do it, with what it is done to, and with its times.

    `subjects`, `objects`: as they stand, so that a passive's subject suffers; `agents`: those behind "by".
    `governors`: lemmas of the words that an infinitive or a gerund hangs on. `opener`: the word that subordinates it.
    `joins_passive`: whether it is joined to a passive, so that it may be one: "was acquitted but found guilty".
    """

    verb: Verb
    subjects: tuple[Phrase, ...]
    objects: tuple[Phrase, ...]
    agents: tuple[Phrase, ...]
    times: tuple[Token, ...]
    governors: frozenset[str]
    opener: str | None
    start: int
    end: int
    joins_passive: bool = False


def clauses(parsed: Parsed) -> tuple[Clause, ...]:
    """The clauses of a sentence, one a verb."""
    reader = _Reader(parsed)
    return tuple(reader.clause(n) for n in range(len(parsed.verbs)))


def is_beside(parsed: Parsed, clause: Clause) -> bool:
    """Whether a clause is told beside: ", who had been missing since Saturday,"."""
    at = clause.verb.start - 1
    while at > 0 and parsed.tags[at] not in ("rel", "verb", "mark", "sub"):
        at -= 1
    return at > 0 and parsed.tags[at] == "rel" and parsed.tokens[at - 1].text == ","


class _Reader(Subjects):
    """The clauses of one sentence."""

    def clause(self, n: int) -> Clause:
        verb = self.parsed.verbs[n]
        subjects, end = self.subjects(n), self.right_end(verb)
        objects = () if verb.is_passive else self.objects(verb, end)
        if not objects and not verb.is_passive:
            objects = self.fronted(verb, subjects)
        objects = tuple(each for each in objects if each not in subjects)  # "…, says the designer Scott Orn"
        start = next((each.start for each in subjects if each.end <= verb.start), verb.start)
        return Clause(
            verb=verb, subjects=subjects, objects=objects, agents=self.agents(verb, end),
            times=self._times(n, end), governors=self._governors(n), opener=self._opener(verb),
            start=start, end=end, joins_passive=self._joins_passive(n),
        )  # fmt: skip

    def _joins_passive(self, n: int) -> bool:
        verb = self.parsed.verbs[n]
        at = self.left(verb.start - 1)
        return (
            verb.form == "part"
            and n > 0
            and at >= 0
            and self.tags[at] == "conj"
            and self.parsed.verbs[n - 1].is_passive
        )

    def _times(self, n: int, end: int) -> tuple[Token, ...]:
        """The times behind a verb, and those that lead its clause."""
        verb = self.parsed.verbs[n]
        return tuple(self.tokens[at] for at in range(verb.end, end) if self.tags[at] == "time")

    def _governors(self, n: int) -> frozenset[str]:
        """The words that an infinitive or a gerund hangs on: the verb before it, and the noun right before it."""
        verb = self.parsed.verbs[n]
        if verb.form not in ("inf", "ing"):
            return frozenset()
        at = self.left(verb.start - 1)
        found = {self.parsed.verbs[n - 1].lemma} if n else set()
        if at >= 0 and self.tags[at] == "prep":
            found.add(f"{self.tokens[at].lower}-")
            at -= 1
        if at in self.ends:
            found |= {self.ends[at].head}
        elif at >= 0 and self.tags[at] == "mark":
            found.add(",")
        return frozenset(found)

    def _opener(self, verb: Verb) -> str | None:
        """The subordinator or relative pronoun that the clause of a verb begins with."""
        at = verb.start - 1
        while at >= 0 and self.tags[at] not in ("verb", "aux", "to"):
            if self.tags[at] in ("sub", "rel"):
                return self.tokens[at].lower
            if self.tokens[at].text in _STOPS:
                return None
            at -= 1
        return None
