"""Whom the words of a shown sentence mean, to be shown in brackets: "she", "the company", a surname, "the minister".

A gloss is verbatim in a sentence of the same article, or of another that says who is meant, which is cited for it. But:
what is not sure gets none.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rag import evidence as spans
from rag.marks import referents
from rag.types import Claim, Gloss, Sentence


def glosses(sentence: Sentence) -> tuple[Gloss, ...]:
    """Who or what the sentence begins with, where the one before it leaves no doubt, and who says what it tells."""
    found = {gloss.at: gloss for gloss in _opening(sentence)}
    found |= {gloss.at: gloss for gloss in known(sentence)}
    speakers = (_speaker(sentence, claim) for claim in sentence.claims)
    return (*found.values(), *(gloss for gloss in speakers if gloss and gloss.at not in found))


def known(sentence: Sentence) -> tuple[Gloss, ...]:
    """Whom its words mean by what other articles say."""
    begin = sentence.span.start
    return tuple(Gloss(at=each.span.end - begin, text=each.text, sentence=each.sentence) for each in sentence.known)


def written(text: str, sentences: Sequence[Sentence]) -> tuple[Gloss, ...]:
    """The same for a text in other words that rests on sentences, where it has theirs for those who are meant."""
    meant = [(each.span.of(one.revision.text), each) for one in sentences for each in one.known]
    places = {text.find(words) + len(words): each for words, each in meant if words in text}
    return tuple(Gloss(at=at, text=each.text, sentence=each.sentence) for at, each in places.items())


def _opening(sentence: Sentence) -> tuple[Gloss, ...]:
    opener = referents.opener(sentence.text)
    earlier = spans.before(sentence) if opener else None
    if opener is None or earlier is None:
        return ()
    name = referents.referent(sentence.text, earlier.text, earlier.revision.text[: earlier.span.start])
    return (Gloss(at=opener.end, text=name.of(earlier.text), sentence=earlier),) if name else ()


def _speaker(sentence: Sentence, claim: Claim) -> Gloss | None:
    """The full name of one who is named shortly or not at all: "the former surgeon [Leila Holt] said"."""
    if claim.speaker is None or claim.source is None or claim.speaker in sentence.text:
        return None
    named = _naming(sentence, claim.speaker)
    return Gloss(at=claim.source.end - sentence.span.start, text=claim.speaker, sentence=named) if named else None


def _naming(sentence: Sentence, name: str) -> Sentence | None:
    """The sentence of the article that first has the name."""
    at = sentence.revision.text.find(name)
    unit = next((span for span, _ in spans.units(sentence.revision.text) if span.start <= at < span.end), None)
    return msgspec.structs.replace(sentence, span=unit, match=None) if unit else None
