"""A draft is a sentence with a verb of its own: "a ban on cars" from "proposed a ban on cars" tells of none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.compose.gate import speech
from rag.compose.gate.grammar.phrases import Verb
from rag.compose.gate.reading import Reading
from rag.types import Difference

_HANGING = ("that", "who", "which")


def differences(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """The whole draft, where no verb of it stands by itself, or only one that its citations have as a noun."""
    told = [each for each in draft.parsed.verbs if not speech.is_reporting(each.lemma)]
    if not any(each.parsed.verbs for each in cited):
        if told:  # where no verb is found nobody knows what is told
            yield Difference("tangled", draft.text)
        return
    own = [each.verb for each in draft.clauses if each.opener not in _HANGING and _stands(draft, each.verb)]
    lost = [[each for each in reading.parsed.verbs if _is_lost(draft, each)] for reading in cited]
    if not own:
        lost = [[each for each in verbs if not speech.is_reporting(each.lemma)] for verbs in lost]
    if all(lost) and not any(_is_verb(draft, each, cited) for each in own):
        yield Difference("tangled", draft.text)


def _stands(draft: Reading, verb: Verb) -> bool:
    """Whether a verb may stand by itself; one with an auxiliary does."""
    return verb.form != "inf" or draft.parsed.tags[verb.start] == "aux"


def _is_lost(draft: Reading, verb: Verb) -> bool:
    """Whether a verb that stands by itself is not in a draft."""
    return verb.form in ("finite", "part") and not any(each.lemma == verb.lemma for each in draft.parsed.verbs)


def _is_verb(draft: Reading, verb: Verb, cited: Sequence[Reading]) -> bool:
    """Whether a verb is one in what is cited too, or shows it by an auxiliary."""
    if draft.parsed.tags[verb.start] == "aux":
        return True
    places = [(each, n) for each in cited for n in each.places(verb.lemma)]
    return not places or any(each.parsed.tags[n] in ("verb", "aux") for each, n in places)
