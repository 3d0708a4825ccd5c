"""The labels that only some data sets have, as they are written, to what is due.

Every field may be left out. But: no label is guessed from another.
"""

from __future__ import annotations

from msgspec import Struct

from eval.types import Due
from rag.types import Status

Texts = str | tuple[str, ...] | None
_VERDICTS = frozenset({
    "yes", "no", "true", "false", "agree", "disagree", "consistent", "inconsistent", "before", "after",
})  # fmt: skip


class Resolved(Struct, frozen=True):
    """A time in the article's words and the calendar's."""

    value: str


class Labels(Struct, frozen=True):
    """What is due besides accepted strings; `need` is `all` where every quote must be cited."""

    parts: tuple[Texts, ...] = ()
    date: str | None = None
    resolved: Resolved | None = None
    need: str = ""
    state_accept: tuple[Status, ...] = ()
    must_not: Texts = None
    unless: Texts = None
    must_keep: Texts = None
    speaker: str | None = None
    conflict: tuple[Texts, ...] = ()
    independent_sources: int | None = None
    reports: int | None = None
    timeline: Texts = None
    timeline_optional: Texts = None
    trap: str = ""
    twin: Texts = None

    def due(self) -> Due:
        """The labels in the harness's nouns."""
        return Due(
            parts=tuple(map(listed, self.parts)),
            date=self.date or (self.resolved.value if self.resolved else None),
            all_evidence=self.need == "all",
            also=self.state_accept,
            must_not=listed(self.must_not),
            unless=listed(self.unless),
            must_keep=listed(self.must_keep),
            speaker=self.speaker,
            conflict=tuple(map(listed, self.conflict)),
            independent=self.independent_sources,
            reports=self.reports,
            timeline=listed(self.timeline),
            timeline_optional=listed(self.timeline_optional),
        )


def listed(texts: Texts) -> tuple[str, ...]:
    """A list of one where a string stands alone; blanks say nothing."""
    return tuple(text for text in ((texts,) if isinstance(texts, str) else texts or ()) if text.strip())


def findable(answers: Texts) -> tuple[str, ...]:
    """The accepted strings that can be looked for in a text: not a bare verdict, since any sentence may hold `no`."""
    return tuple(answer for answer in listed(answers) if answer.strip(" .").casefold() not in _VERDICTS)
