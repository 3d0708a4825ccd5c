"""Answers put in lines for people and for language models: sentences with their markers, where a quote comes from.

But: nothing is printed here, and nothing is said that the answer does not hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rag.types import Answer, AnswerSentence, Citation

_REFUSALS = {"not_stated": "the archive does not say.", "no_evidence": "the archive holds nothing on this."}


def glossed(sentence: AnswerSentence) -> str:
    """The sentence with its glosses in brackets."""
    text = sentence.text
    for gloss in sorted(sentence.glosses or (), key=lambda gloss: gloss.at, reverse=True):
        text = f"{text[: gloss.at]} [{gloss.text}]{text[gloss.at :]}"
    return text


def marked(sentence: AnswerSentence, citations: Iterable[Citation]) -> str:
    """The sentence with its glosses, and behind it the markers of what it cites; `citations` holds these."""
    markers = {citation.id: citation.marker for citation in citations}
    cited = [*sentence.citations, *(gloss.citation for gloss in sentence.glosses or () if gloss.citation)]
    shown = sorted({markers[each] for each in cited})
    return f"{glossed(sentence)} {''.join(f'[{marker}]' for marker in shown)}"


def origin(source: str | None, published: str | None, title: str) -> str:
    """Outlet, date and headline."""
    return ", ".join(part for part in (source or "source unknown", published or "undated", title) if part)


def origin_of(citation: Citation) -> str:
    """Outlet, date and headline of what is cited."""
    return origin(citation.source, citation.published, citation.title)


def unanswered(answer: Answer) -> Iterator[str]:
    """Of several things asked, those that have no answer beside others that have."""
    if answer.sentences:
        for part in answer.parts:
            if part.status in _REFUSALS:
                yield f"On “{part.question}”: {_REFUSALS[part.status]}"
