"""Sentences as they are shown: without the dateline that opens them, unless what is told needs it.

All that is read, ranked and checked is the sentence with its dateline: that says where and when. But: what is cited for
a place or a day that only the dateline has is cited with it.
"""

from __future__ import annotations

import re

import msgspec

from rag.marks import leads
from rag.types import Sentence, Span, Statement
from rag.words import STOPWORDS, tokens

_PLACING = re.compile(
    r"\b(?:where|when|(?:in|at|on|from|to|near) (?:which|what)|(?:which|what) (?:day|date))\b", re.IGNORECASE
)


def span(sentence: Sentence, told: str = "") -> Span:
    """What is quoted of a sentence, for what is `told` of it in other words."""
    text = sentence.revision.text
    own = leads.own(text, sentence.span)
    needed = set(tokens(text[sentence.span.start : own.start])) & set(tokens(told)) - set(tokens(own.of(text)))
    return sentence.span if needed - STOPWORDS else own


def statement(told: Statement, asked: str = "") -> Statement:
    """A statement as it is told; an extract of one sentence without its dateline, where that is not what answers.

    Only who asks where or when is answered by a dateline: of "Which country won?" it says nothing.
    """
    if told.kind != "extract" or len(told.sentences) != 1:
        return told
    (sentence,) = told.sentences
    own = leads.own(sentence.revision.text, sentence.span)
    cut, lit = own.start - sentence.span.start, told.highlight
    beside = lit is not None and lit.start < cut
    if not cut or (beside and _PLACING.search(asked)) or any(gloss.at <= cut for gloss in told.glosses):
        return told
    return msgspec.structs.replace(
        told,
        text=told.text[cut:],
        sentences=(msgspec.structs.replace(sentence, span=own),),
        highlight=Span(lit.start - cut, lit.end - cut) if lit and not beside else None,
        glosses=tuple(msgspec.structs.replace(gloss, at=gloss.at - cut) for gloss in told.glosses),
    )
