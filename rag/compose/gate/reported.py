"""What hangs on a word with "that" is told with the word: "ordered that Reed be freed", "a myth that it causes fever".

But: what somebody says, by the common verbs of saying, is for `certainty`; and what one knows, learns or proves is so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.compose.gate import speech
from rag.compose.gate.grammar.lemmas import lemma
from rag.compose.gate.holding import Hold
from rag.compose.gate.licensed import alike
from rag.compose.gate.reading import Reading
from rag.compose.gate.words import is_weighty
from rag.types import Difference

_SO = frozenset(
    map(
        lemma,
        "know learn realise realize discover emerge transpire mean forget remember regret notice celebrate ensure see "
        "fact aware sure glad sorry proud happy pleased surprised".split(),
    )
)  # what hangs on these is so
_RESULT = frozenset(("so", "such", "now", "given", "except"))
_STOPS = frozenset((";", ":", "—", "–", ".", "!", "?"))
_ADDRESSING = frozenset(
    map(lemma, "tell warn inform assure convince persuade remind notify promise advise show teach ask".split())
)  # behind which stands who is told
_BESIDE = frozenset("in on at to from by with of for".split())  # "said in a statement that"
_RESULTING = 4  # tokens from "so" to its "that"
_NEAR = 12  # tokens from a verb to its "that"


def differences(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """What a draft tells without the word that it hangs on in what it cites."""
    found = [(each, each_) for each in cited for each_ in _found(each)]
    if not found:
        return
    lost = [(each, hold) for each, hold in found if not any(alike(hold.kind, word) for word in draft.lemmas)]
    for token in draft.parsed.tokens:
        if token.quoted or not (is_weighty(token) or token.kind == "number"):
            continue
        places = [(each, n) for each in cited for n in each.places(token.lemma)]
        if places and all(any(each is one and hold.end <= n < hold.until for one, hold in lost) for each, n in places):
            reading, hold = lost[0]
            yield Difference("certainty", token.text, f"{reading.parsed.tokens[hold.start].text} that")
            return


def _found(reading: Reading) -> list[Hold]:
    """The words with "that" in a reading; a hold's `kind` is the lemma of the word."""
    tokens = reading.parsed.tokens
    places = (n for n, each in enumerate(tokens) if each.lower == "that" and reading.parsed.tags[n] == "sub")
    return [
        Hold(tokens[at].lemma, at, n + 1, _end(reading, n + 1))
        for n in places
        for at in _governors(reading, n)
        if not (tokens[n].quoted or tokens[at].lemma in _SO or _is_saying(reading, at))
    ]


def _is_saying(reading: Reading, at: int) -> bool:
    """Whether a verb lets its subject say what follows, so that `certainty` looks for whom it is given to."""
    token = reading.parsed.tokens[at]
    known = speech.is_reporting(token.lemma) or any(each.verb.start == token.start for each in reading.sources)
    return reading.parsed.tags[at] == "verb" and known


def _governors(reading: Reading, n: int) -> Iterator[int]:
    """The words that a "that" hangs on: the verb whose object it stands behind, and the noun right before it."""
    tags, tokens = reading.parsed.tags, reading.parsed.tokens
    verb = None
    for at in reversed(range(max(0, n - _NEAR), n)):
        if tokens[at].lower in _RESULT or (tags[at] in ("mark", "sub", "rel") and tokens[at].text not in '"”“'):
            break
        if tags[at] in ("verb", "aux"):
            verb = at
            break
    if any(each.lower in _RESULT for each in tokens[max(0, n - _RESULTING) : n]):
        return
    if verb is not None and tags[verb] == "verb":
        yield verb
    phrase = reading.parsed.phrase_at(n - 1)
    addressed = verb is not None and tokens[verb].lemma in _ADDRESSING
    beside = phrase is not None and phrase.prep in _BESIDE and not (verb is not None and tags[verb] == "aux")
    if phrase is not None and not phrase.is_pronoun and not beside and not addressed:
        yield n - 1


def _end(reading: Reading, start: int) -> int:
    """Where what hangs on a "that" ends: at a stop, or a comma behind which a clause begins anew."""
    tags, tokens = reading.parsed.tags, reading.parsed.tokens
    for n in range(start, len(tokens)):
        if tokens[n].text in _STOPS and not tokens[n].quoted:
            return n
        if tokens[n].text == "," and n + 1 < len(tags) and tags[n + 1] in ("conj", "sub", "rel"):
            return n
    return len(tokens)
