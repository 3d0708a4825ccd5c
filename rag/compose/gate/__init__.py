"""The gate: no draft is shown that is not carried by what it cites. One kind of check a file."""

from __future__ import annotations

from collections.abc import Callable

from rag.compose.gate import glosses, references, verbatim
from rag.types import Draft, Evidence, Rejected, Statement

Check = Callable[[Draft, Evidence], str | None]
_CHECKS: tuple[Check, ...] = (references.check, verbatim.check, glosses.check)


def check(draft: Draft, evidence: Evidence) -> Statement | Rejected:
    """The draft as a Statement, or why it is rejected."""
    for each in _CHECKS:
        reason = each(draft, evidence)
        if reason:
            return Rejected(draft.text, reason)
    return Statement(
        text=draft.text,
        sentences=draft.sentences,
        kind=draft.kind,
        highlight=draft.highlight,
        glosses=draft.glosses,
    )
