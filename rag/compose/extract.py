"""Evidence to Drafts without a language model: the sentences that answer, in the source's own words.

The best sentence comes first; one that leans on the sentence before it ("He said …") brings that
along; what repeats is left out.
"""

from __future__ import annotations

import re

from rag import evidence as spans
from rag.types import Draft, Evidence, Question, Sentence, Verdict
from rag.words import content_stems

_MOST = 3  # sentences of an answer, those that are leaned on not counted
_AT_MOST = 4  # sentences in all
_BEHIND = 1.6  # how far a further sentence's score may lie behind the best
_SAID_BY_PRONOUN = re.compile(r"[”\"] (?:he|she|they|it)\b|[”\"] \w+ (?:he|she|they)\b")
_SAME = 0.6  # share of words in common from which two sentences say the same
_LEANING = re.compile(
    r"^[“\"'‘(]*(?:He|She|It|They|His|Her|Their|Its|This|That|These|Those|Such|Both"
    r"|The (?:company|firm|group|bank|pair|two|former|latter|move|decision|plan|figure|toll|"
    r"blaze|agency|ministry|club|team|player|court|judge))\b"
)


def drafts(question: Question, found: Evidence, judged: Verdict) -> tuple[Draft, ...]:
    """One to four sentences, or none when the verdict is that the archive does not say."""
    if judged.status not in ("answered", "reported") or not found.sentences:
        return ()
    chosen = _chosen(found.sentences)
    shown: list[Sentence] = []
    for sentence in [chosen[0], *sorted(chosen[1:], key=_in_time)]:
        leaned_on = spans.before(sentence) if _leans(sentence.text) else None
        together = _apart([*shown, *([leaned_on] if leaned_on else []), sentence])
        if len(together) <= _AT_MOST:
            shown = together
    return tuple(_draft(each) for each in shown)


def _chosen(ranked: tuple[Sentence, ...]) -> list[Sentence]:
    chosen = [ranked[0]]
    for sentence in ranked[1:]:
        if len(chosen) == _MOST or sentence.score < ranked[0].score - _BEHIND:
            break
        if not any(_alike(sentence, other) for other in chosen):
            chosen.append(sentence)
    return chosen


def _alike(one: Sentence, other: Sentence) -> bool:
    first, second = set(content_stems(one.text)), set(content_stems(other.text))
    return len(first & second) >= _SAME * min(len(first), len(second))


def _in_time(sentence: Sentence) -> tuple[int, str, int]:
    published = sentence.revision.published
    return (published.first if published else 0, sentence.revision.key, sentence.span.start)


def _leans(text: str) -> bool:
    """Whether a sentence can't be understood without the one before it: it opens with a pronoun, or "…” he said"."""
    return bool(_LEANING.match(text) or _SAID_BY_PRONOUN.search(text))


def _apart(shown: list[Sentence]) -> list[Sentence]:
    """Each place once, whatever brought it in."""
    kept: list[Sentence] = []
    for sentence in shown:
        same = [other for other in kept if other.revision.key == sentence.revision.key]
        if not any(other.span.start < sentence.span.end and sentence.span.start < other.span.end for other in same):
            kept.append(sentence)
    return kept


def _draft(sentence: Sentence) -> Draft:
    return Draft(text=sentence.text, sentences=(sentence,), kind="extract")
