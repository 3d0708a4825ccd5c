"""A word that hedges what an article tells is kept: "allegedly", "nearly". One of another clause hedges that alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.compose.gate.grammar.clauses import Clause
from rag.compose.gate.grammar.lemmas import lemma
from rag.compose.gate.grammar.tokens import Token
from rag.compose.gate.reading import Reading
from rag.compose.gate.words import is_weighty
from rag.types import Difference

_HEDGES = frozenset(
    "allegedly reportedly apparently purportedly supposedly possibly probably perhaps maybe presumably potentially "
    "seemingly likely unlikely conceivably nearly almost hardly barely rarely seldom partly partially "
    "falsely wrongly wrongfully mistakenly erroneously incorrectly inaccurately unjustly ostensibly nominally "
    "theoretically hypothetically unsuccessfully".split()
)
DOUBTS = frozenset(
    map(
        lemma,
        "allege claim accuse suspect believe think fear hope expect suggest estimate predict deny doubt imagine "
        "dream pretend".split(),
    )
)


def lost(draft: Reading, cited: Reading, other: Clause) -> str | None:
    """A hedging word in a citation's clause that the draft lacks."""
    tokens, verb = cited.parsed.tokens, other.verb
    start = min([other.start, *(each.start for each in other.subjects if each.end <= verb.start)])
    near = [n for n in range(max(0, start - 2), min(verb.end + 2, len(tokens))) if not _is_aside(cited, n, other)]
    closing = (n for n in range(verb.end, len(tokens)) if _closes(cited, n, other))
    words = (tokens[n] for n in (*near, *closing) if tokens[n].lower in _HEDGES)
    return next((each.text for each in words if not _is_hedged(draft, each)), None)


def _is_aside(cited: Reading, n: int, clause: Clause) -> bool:
    """Whether a hedge before a verb is told of something set beside its subject: ", reportedly the largest firm,".

    One that stands alone between its commas, or before a preposition, may be meant of all.
    """
    tokens, tags = cited.parsed.tokens, cited.parsed.tags
    marks = [at for at in range(1, clause.verb.start) if tags[at] == "mark"]
    before, behind = [at for at in marks if at < n], [at for at in marks if at > n]
    subject = cited.parsed.phrase_at(before[-1] - 1) if before else None
    if subject is None or subject.prep not in (None, "of") or not behind or tokens[n].lower not in _HEDGES:
        return False  # "In Harn, reportedly a man, aged 40, was shot"
    inside = range(before[-1] + 1, behind[0])
    if tags[inside[0]] == "rel":
        return True
    return any(tags[at] != "adv" for at in inside) and tags[n + 1] not in ("prep", "mark")


def _closes(cited: Reading, n: int, clause: Clause) -> bool:
    """Whether a word behind a comma closes the sentence of a clause: "crashed into a wall, reportedly."."""
    tokens, until = cited.parsed.tokens, cited.parsed.tokens[n + 1 : n + 2]
    alone = tokens[n - 1].text == "," and all(each.text in ".;" for each in until)
    return alone and not any(clause.verb.end <= each.verb.start < n for each in cited.clauses)


def _is_hedged(draft: Reading, hedge: Token) -> bool:
    """Whether a draft has a hedging word, be it in another form: "allege" for "allegedly"."""
    if hedge.lemma in DOUBTS:
        return hedge.lemma in draft.lemmas
    return hedge.lower in draft.spelled


def of_words(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """The words that all citations hedge, and the draft does not: "likely for a few years"."""
    hedged = [(each, n) for each in cited for n, token in enumerate(each.parsed.tokens) if token.lower in _HEDGES]
    for reading, n in hedged:
        token = reading.parsed.tokens[n]
        behind = next((each for each in reading.parsed.tokens[n + 1 : n + 4] if _is_once(each, cited)), None)
        if behind is None or _is_hedged(draft, token) or behind.lemma not in draft.lemmas:
            continue
        yield Difference("certainty", behind.text, f"{token.text} {behind.text}")


def _is_once(token: Token, cited: Sequence[Reading]) -> bool:
    """Whether a word tells something, and stands once in a citation."""
    return is_weighty(token) and all(len(each.places(token.lemma)) <= 1 for each in cited)
