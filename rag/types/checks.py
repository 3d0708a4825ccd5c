"""A draft held against the archive."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from rag.types.answers import Note, Searched
from rag.types.articles import Citation
from rag.types.basics import Span
from rag.types.evidence import Sentence
from rag.types.findings import Course, Difference, Reversal

CheckStatus = Literal["supported", "contradicted", "partly", "not_found", "not_checkable"]


class Drafted(Struct, frozen=True):
    """A sentence of a draft: where it stands there, what is written there, and how it is read.

    `plain`: without markup and wrapped lines. `before`: what it leans on, else nothing.
    """

    span: Span
    text: str
    plain: str
    before: str
    checkable: bool


class Compared(Struct, frozen=True):
    """What became of a sentence of a draft: the sentences of the archive that say so, and how they differ from it.

    `course`: of a figure that sources differ on; `undone`: what a later report undoes.
    """

    status: CheckStatus
    sentences: tuple[Sentence, ...] = ()
    differs: tuple[Difference, ...] = ()
    course: Course | None = None
    undone: Reversal | None = None


class Checked(Struct, frozen=True, kw_only=True):
    """A sentence of a draft: where it stands in it, what became of it, how the archive differs, and who says so."""

    start: int
    end: int
    text: str
    status: CheckStatus
    differs: tuple[Difference, ...] = ()
    citations: tuple[Citation, ...] = ()
    notes: tuple[Note, ...] = ()


class CheckedDraft(Struct, frozen=True, kw_only=True):
    """A draft checked against the archive, sentence by sentence, and what was searched."""

    sentences: tuple[Checked, ...]
    searched: Searched
