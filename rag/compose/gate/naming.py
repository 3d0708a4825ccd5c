"""What somebody is called is not what he is: "critics call him a liar", "the film portrays him as a murderer".

But: who is appointed, elected or serves as something is that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.compose.gate.grammar.clauses import Clause
from rag.compose.gate.grammar.lemmas import lemma
from rag.compose.gate.grammar.phrases import Phrase
from rag.compose.gate.reading import Reading
from rag.compose.gate.words import is_weighty
from rag.types import Difference

_CALLING = frozenset(
    map(
        lemma,
        "call label brand dub deem consider think find declare pronounce proclaim style term judge rate believe "
        "suppose presume fancy imagine".split(),
    )
)  # with what they call behind whom they call so
_AS = frozenset(
    map(
        lemma,
        "regard portray describe depict see view denounce hail treat dismiss paint present cast characterise "
        "characterize perceive condemn brand label interpret hold think conceive deride mock pose masquerade disguise "
        "dress imagine picture remember caricature decry attack criticise criticize praise cite identify list".split(),
    )
)  # with "as" before it
_NAMED = _CALLING | _AS
_REACH = 8  # tokens from a verb to its "as"


def differences(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """What a draft says that something is, where all its citations only call it so."""
    if any(each.verb.lemma in _NAMED for each in draft.clauses) or _NAMED & draft.lemmas:
        return
    called = [(each, phrase) for each in cited for clause in each.clauses for phrase in _called(each, clause)]
    for token in draft.parsed.tokens:
        if not is_weighty(token) or token.quoted:
            continue
        places = [(each, n) for each in cited for n in each.places(token.lemma)]
        if places and all(
            any(each is one and phrase.start <= n < phrase.end for one, phrase in called) for each, n in places
        ):
            yield Difference("certainty", token.text)
            return


def _called(reading: Reading, clause: Clause) -> Iterator[Phrase]:
    """What a clause only calls somebody: the phrase behind "as", or behind whom it calls so."""
    verb = clause.verb
    behind = [each for each in reading.parsed.nouns if verb.end <= each.start]
    if verb.lemma in _AS:
        yield from (each for each in behind if each.prep == "as" and each.start < max(clause.end, verb.end + _REACH))
    if verb.lemma not in _CALLING:
        return
    if verb.is_passive:
        yield from (each for each in behind[:1] if each.start == verb.end and each.prep is None)
    elif len(behind) > 1 and behind[1].start == behind[0].end and behind[1].prep is None:
        yield behind[1]
