"""A draft is short enough to be judged: what is longer than a sentence that a person would write is not looked at.

Some comparisons cost the square of a length, and both a model and an article may be hostile.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rag.types import Draft, Evidence

if TYPE_CHECKING:  # its readers are loaded with the first draft that is compared
    from rag.compose.gate.reading import Reading

_LONGEST, _LONGEST_CITED = 600, 2_400  # code points: of a sentence, and of a quotation over several sentences
_VERBS, _PHRASE, _MARKS = 24, 40, 16  # verbs of a draft, words of a phrase, marks of quotation


def check(draft: Draft, _: Evidence) -> str | None:
    """Why a generated draft is too long, None when it is not."""
    if draft.kind == "extract":
        return None
    long = len(draft.text) > _LONGEST or any(len(each.text) > _LONGEST_CITED for each in draft.sentences)
    return "too long to be judged" if long else None


def is_tangled(draft: Reading, cited: Sequence[Reading]) -> bool:
    """Whether there are too many verbs, quotations or words in one phrase to be judged."""
    phrases = (phrase for each in (draft, *cited) for phrase in each.parsed.nouns)
    marks = sum(each.lemma in '"“”' for each in draft.parsed.tokens)
    return (
        len(draft.parsed.verbs) > _VERBS
        or marks > _MARKS
        or any(phrase.end - phrase.start > _PHRASE for phrase in phrases)
    )
