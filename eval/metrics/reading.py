"""Whether an answer reads well by itself: says nothing twice, and leaves no pronoun without its name.

redundancy = sentences of which at least .8 of the content words stand in one earlier sentence of the answer /
sentences shown. dangling = answers with a sentence that opens with a pronoun or `the company` where a reader can't
know what is meant / answers: no gloss stands at it, and the sentence shown before it is not of the same revision,
or there is none. Over answers given.

Source: redundancy by word overlap with what is already chosen, as in MMR (Carbonell & Goldstein 1998); dangling
anaphors as DUC's referential clarity (Dang 2005). But: only openings are looked at, by a list of words; a pronoun
further on mostly has its name in its own sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from eval.metrics.shares import share
from eval.metrics.words import content
from eval.types import Judgement, Metric, Observed, Outcome, Said

METRICS = (
    Metric(name="redundancy", lower_is_better=True, about="Share of sentences that repeat an earlier one."),
    Metric(
        name="dangling", lower_is_better=True,
        about="Share of answers with a sentence that opens with a pronoun that nothing shown explains.",
    ),
)  # fmt: skip
_REPEATED = 0.8
_AT_PRONOUN = 2  # code points between the words and their gloss: white space, a comma

_MARKS = r"(?:[\"'“”‘’«(\[…—–-]\s*)*"
_CONNECTIVES = r"(?:(?:and|but|so|yet|still|also|then|however|meanwhile|instead|later|now|or),?\s+)*"
_VERB = (
    r"(?=['’]s\b|\s+(?:said|says|told|adds|added|also|is|was|are|were|has|have|had|will|would|did|does|can|could|may|might|"
    r"means?|meant|came|comes|follow(?:s|ed)|includes?|included)\b)"
)
_PERSONAL = r"(?:s?he|it|they|him|them|his|hers?|theirs?|its)"
_DEFINITE = (
    r"the\s+(?:compan(?:y|ies)|firm|group|agency|organi[sz]ation|ministry|minister|bank|club|team|man|woman|boy|girl|couple|pair|"
    r"two|three|former|latter|suspect|victims?|incident|attack|accident|deal|move|decision|report|study)"
)
_OPENS = re.compile(
    rf"{_MARKS}{_CONNECTIVES}(?P<word>{_PERSONAL}\b|(?:this|that|these|those|{_DEFINITE}){_VERB})", re.IGNORECASE
)
_EXPLETIVE = re.compile(
    r"it(?:['’]s|\s+(?:is|was|will\s+be|remain(?:s|ed)|seem(?:s|ed)|appear(?:s|ed)|takes|took))\s+"
    r"(?:(?:not|still|also|now)\s+)*(?:un|im)?(?:clear|known|possible|likely|certain|expected|believed|thought|hoped|"
    r"feared|necessary|important|hard|difficult|easy|true|time|raining|snowing|the\s+(?:first|second|third|last)\s+time)\b",
    re.IGNORECASE,
)


def repeats(said: Said, earlier: Sequence[Said]) -> bool:
    """Whether most of what a sentence says stands in one of the earlier ones."""
    words = content(said.text)
    return bool(words) and any(len(words & content(each.text)) >= _REPEATED * len(words) for each in earlier)


def leaning(said: Said) -> bool:
    """Whether a sentence opens with words that mean something named before, without a gloss at them."""
    found = _OPENS.match(said.text)
    if found is None or _EXPLETIVE.match(said.text, found.start("word")):
        return False
    begin, end = found.start("word"), found.end("word")
    return not any(begin <= gloss.at <= end + _AT_PRONOUN for gloss in said.glosses or ())


def dangles(outcome: Outcome) -> bool:
    """Whether some sentence leans on what is not shown before it."""
    places = {cited.id: (cited.article, cited.revision) for cited in outcome.citations}
    of = [{places[name] for name in said.citations if name in places} for said in outcome.sentences]
    befores: list[set[tuple[str, int]]] = [set(), *of]
    return any(
        leaning(said) and not (own & before)
        for said, own, before in zip(outcome.sentences, of, befores[:-1], strict=True)
    )


def judge(observed: Observed) -> Iterator[Judgement]:
    """The judgements of this family on one case."""
    outcome = observed.outcome
    if outcome is None or not outcome.kept:
        return
    said = outcome.sentences
    repeated = sum(repeats(each, said[:position]) for position, each in enumerate(said))
    yield from share("redundancy", repeated, len(said))
    yield Judgement(metric="dangling", value=float(dangles(outcome)))
