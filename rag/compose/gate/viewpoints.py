"""Whose eyes something is seen with is kept: "in the view of his rivals, he is a fraud", "to his critics he is"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.compose.gate.grammar.lemmas import lemma
from rag.compose.gate.reading import Reading
from rag.types import Difference
from rag.words import STOPWORDS

_SIDES = (
    r"critics?|opponents?|rivals?|supporters?|detractors?|fans?|admirers?|enem(?:y|ies)|allies|followers|backers|foes"
    r"|believers|sceptics|skeptics|defenders|sympathi[sz]ers"
)
_SEEN = re.compile(
    r"\b(?:in|from) (?:the )?(?:view|views|eyes|opinion|judge?ment|minds?|mind|words|reading|telling|perspective"
    r"|point of view|account) of (?P<whose>[^,;.]{2,60})"
    r"|\b(?:in|from) (?P<owner>(?:his|her|its|their|[A-Z]\w+['’]s?) (?:own )?(?:view|eyes|opinion|judge?ment|words"
    r"|account|telling))\b"
    rf"|(?:^|, )(?:to|for|among) (?P<side>(?:\w+['’]?s? ){{0,3}}(?:{_SIDES}))(?=,| of\b)",
    re.IGNORECASE,
)


def differences(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """The whole draft, where each citation gives the view of somebody whom it leaves out."""
    lost = [_lost(draft, each) for each in cited]
    if lost and all(lost):
        yield Difference("certainty", draft.text, lost[0])


def _lost(draft: Reading, cited: Reading) -> str:
    """The words for whose view a citation gives, where a draft has none of them; empty for none."""
    for match in _SEEN.finditer(cited.text):
        words = match["whose"] or match["owner"] or match["side"]
        telling = {lemma(each) for each in re.findall(r"[^\W\d_]+", words.lower()) if each not in STOPWORDS}
        if not telling & draft.lemmas:
            return match.group().strip(", ")
    return ""
