"""The signs of a draft are its citation's: nothing that makes a figure another, or a statement a question or a jest.

Letters, digits, blanks and the marks of plain prose are free; any other sign stands in a citation beside the same word.
But: quotation marks that hold words at arm's length are for `quotations`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.compose.gate.reading import Reading
from rag.types import Difference

_ODD = re.compile(r"[^\w\s.,;:'’‘\"“”„«»()$£€¥₹%&/…–—−‑-]|_|(?<![\w.])\.(?=\d)")
_BEFORE = re.compile(r"(\w+)\W*$")
_BEHIND = re.compile(r"\W*(\w+)")
_NEAR = 40  # characters in which the word beside a sign stands


def differences(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """The signs that no citation has there."""
    for match in _ODD.finditer(draft.text):
        if not any(_has(each.text, match, draft.text) for each in cited):
            yield Difference("tangled", f"{match.group()} {_beside(draft.text, match)[1]}".strip())


def _has(text: str, sign: re.Match[str], draft: str) -> bool:
    """Whether a citation has a sign beside the word that it stands beside in a draft."""
    own = _beside(draft, sign)
    found = (_beside(text, each) for each in _ODD.finditer(text) if each.group() == sign.group())
    return any(a == b for each in found for a, b in zip(own, each, strict=True) if a)


def _beside(text: str, sign: re.Match[str]) -> tuple[str, str]:
    """The words before and behind a sign."""
    before = _BEFORE.search(text[max(0, sign.start() - _NEAR) : sign.start()])
    behind = _BEHIND.match(text[sign.end() : sign.end() + _NEAR])
    return before[1].casefold() if before else "", behind[1].casefold() if behind else ""
