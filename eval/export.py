"""What was found, as JSON lines that a scorer of search engines reads: one question a line, passages best first.

The first line names the run. Questions of the headline arm only, since an id may be there once. But: as many
passages as a report keeps, which is ten at least and enough to fill 8,000 characters.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

from eval.types import Found, Line


class Run(Struct, frozen=True):
    """Who was asked."""

    name: str


class Head(Struct, frozen=True):
    """The first line."""

    run: Run


class Ranking(Struct, frozen=True):
    """A question's line; `ms` is how long the whole search took."""

    question_id: str
    ms: float
    ranked: tuple[Found, ...]


def write(lines: Iterable[Line], path: Path, *, name: str) -> Path:
    """The file with the rankings of `lines`; what was not searched has no line."""
    searched = [
        Ranking(line.case.id, round(line.search_ms or 0.0, 3), line.ranked)
        for line in lines
        if line.ranked is not None and not line.case.arm
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    encoded = map(msgspec.json.encode, (Head(Run(name)), *searched))
    path.write_bytes(b"\n".join(encoded) + b"\n")
    return path
