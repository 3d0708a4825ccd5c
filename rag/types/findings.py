"""What becomes of a question on the way to its answer: drafts, figures and their course, reversals."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from rag.types.basics import Span
from rag.types.evidence import Evidence, Sentence, Verdict
from rag.types.questions import Question

LLMTrouble = Literal["llm_timeout", "llm_error", "llm_rejected"]


class Gloss(Struct, frozen=True, kw_only=True):
    """Whom or what a word of a sentence means: `text`, verbatim in `sentence`, shown in brackets behind `at`."""

    at: int
    text: str
    sentence: Sentence


class Draft(Struct, frozen=True, kw_only=True):
    """A proposed sentence with references: the sentences of the Evidence that it rests on.

    `highlight`: the words of its text that most likely answer.
    """

    text: str
    sentences: tuple[Sentence, ...]
    kind: Literal["extract", "generate"]
    highlight: Span | None = None
    glosses: tuple[Gloss, ...] = ()


class Rejected(Struct, frozen=True):
    """A draft that failed the gate, and the check that it failed."""

    text: str
    reason: str


class Difference(Struct, frozen=True):
    """What a draft says otherwise than what it cites: the draft's words, and the archive's where they are known.

    `kind`: "number", "unit", "date", "name", "negation", "quote", "speaker", "certainty", "direction", "word", "roles",
    "splice", "uncited", "superseded" for what a later report undoes, or "tangled" for what no rule can read.
    """

    kind: str
    draft: str
    archive: str | None = None


class Given(Struct, frozen=True):
    """A figure as a sentence gives it, and what it counts; `unit` is None where the sentence leaves it out.

    `words`: those that are told of it beside another: with its unit where that may be another one than the other's.
    """

    value: str
    unit: str | None
    sentence: Sentence
    words: str


class Course(Struct, frozen=True):
    """What became of the figure that is asked for, by all that was found.

    `current`: what stands; several where independent reports differ. `history`: what stood before, oldest first.
    `dead`: what was told and taken back. `past`: all sentences that give one of these;
    `sides`: for each of `current` all sentences that give it. `named`: whether the question says what is counted
    ("deaths"), so that the figure is sure to be the one that is meant.
    """

    current: tuple[Given, ...]
    history: tuple[Given, ...] = ()
    dead: tuple[Given, ...] = ()
    sides: tuple[tuple[Sentence, ...], ...] = ()
    past: tuple[Sentence, ...] = ()
    named: bool = False

    @property
    def stands(self) -> tuple[Sentence, ...]:
        """All sentences that give what stands."""
        return tuple(sentence for side in self.sides for sentence in side)

    @property
    def differs(self) -> bool:
        """Whether sources disagree about what stands."""
        return len(self.current) > 1

    @property
    def is_open(self) -> bool:
        """Whether no one value stands: sources disagree, or what was told was taken back."""
        return self.differs or bool(self.dead and not self.current)

    def holds(self, sentence: Sentence) -> bool:
        """Whether a sentence gives what stands."""
        return any(sentence.place == each.place for each in self.stands)

    def is_past(self, sentence: Sentence) -> bool:
        """Whether a sentence gives only what stood before or was taken back."""
        return any(sentence.place == each.place for each in self.past) and not self.holds(sentence)


class Reversal(Struct, frozen=True):
    """A sentence that is told, and a later report's that says it stands no more."""

    undone: Sentence
    by: Sentence


class Finding(Struct, frozen=True, kw_only=True):
    """What became of one of the questions asked; `told`: the sentences that its answer rests on.

    `beside`: the courses of figures that these give beside the one asked for, where they stand no more.
    `usage`, `trouble`: what a language model took, and what went wrong with it.
    """

    question: Question
    evidence: Evidence
    verdict: Verdict
    rejected: tuple[Rejected, ...] = ()
    told: tuple[Sentence, ...] = ()
    independence: dict[str, int] | None = None
    course: Course | None = None
    beside: tuple[Course, ...] = ()
    reversals: tuple[Reversal, ...] = ()
    usage: dict[str, float] | None = None
    trouble: LLMTrouble | None = None


class Statement(Struct, frozen=True, kw_only=True):
    """A sentence of the answer that passed the gate; `highlight` as in its draft."""

    text: str
    sentences: tuple[Sentence, ...]
    kind: Literal["extract", "generate"]
    highlight: Span | None = None
    glosses: tuple[Gloss, ...] = ()
