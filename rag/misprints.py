"""A told sentence with words that another article's correction notice calls wrong: "on 27 May, not on 20 May".

But: only where both are of one matter, and only what the notice says verbatim; figures are followed by `conflicts`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag import misfits, times
from rag.marks import proper
from rag.types import Notice, Question, Sentence, Span
from rag.words import content_stems, stem, tokens

_FEWEST = 2  # telling words that a notice has in common with what it corrects
_LABELS = frozenset(content_stems("correction corrections clarification corrected"))
_ABOUT = frozenset(
    content_stems("said says article report reported story correction corrected misstated wrong day date")
)


def corrected(told: Sentence, sentences: Sequence[Sentence], question: Question) -> Sentence | None:
    """The newest sentence, of a later notice in another article, that says something told was wrong; None if none."""
    later = (
        each
        for each in sentences
        if each.revision.key != told.revision.key
        and times.ordinal(each.revision.published) >= times.ordinal(told.revision.published) > 0
    )
    by = [
        each
        for each in later
        if any(_corrects(notice, each, told) for notice in each.marks.notices)
        and not misfits.namesake(question.text, each)
    ]
    return max(by, key=lambda each: (times.ordinal(each.revision.published), each.score), default=None)


def is_wrong(words: str, corrections: Sequence[Sentence]) -> bool:
    """Whether notices within some sentences call words wrong."""
    notices = (each for sentence in corrections for each in sentence.marks.notices)
    return any(_has(words, wrong) or _has(wrong, words) for each in notices for wrong in each.wrong)


def is_beside(lit: Span, sentence: Sentence) -> bool:
    """Whether lit words stand in a notice of their article, but not in what it gives as right."""
    within = (each for each in sentence.marks.notices if each.start <= sentence.span.start < each.end)
    words = lit.of(sentence.text)
    return any(
        each.right and not any(_has(words, right) or _has(right, words) for right in each.right) for each in within
    )


def _corrects(notice: Notice, sentence: Sentence, told: Sentence) -> bool:
    """Whether a notice gives, in this sentence of it, something else for words of what is told of its matter."""
    within = notice.start <= sentence.span.start < notice.end
    if not within or not any(right in sentence.text for right in notice.right):
        return False
    is_wrong = any(_has(told.text, each) for each in notice.wrong)
    if not is_wrong or any(_has(told.text, each) for each in notice.right):
        return False
    words = sentence.revision.text[notice.start : notice.end]
    return bool(proper.words(words) & proper.words(f"{told.text} {told.revision.title}") - _LABELS) and _in_common(
        words, told, notice
    )


def _has(text: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def _in_common(words: str, told: Sentence, notice: Notice) -> bool:
    """Whether a notice and what is told share words that tell of a matter, beside what was wrong."""
    wrong = {stem(token) for each in notice.wrong for token in tokens(each)}
    shared = set(content_stems(words)) & set(content_stems(f"{told.text} {told.revision.title}")) - wrong - _ABOUT
    return len(shared) >= _FEWEST
