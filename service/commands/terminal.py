"""What commands print: JSON for programs, lines for people.

Text from articles can't move the cursor or lie about the order of its characters.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import textwrap
from collections.abc import Iterable
from typing import Literal

import msgspec

_WIDTH = 100
# Control characters, direction overrides and tags: they would act on the terminal instead of being seen.
_ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\U000e0000-\U000e007f]")

_TONES = {"bold": "1", "dim": "2"}
Tone = Literal["plain", "bold", "dim"]


def emit(record: object) -> None:
    """Prints one record as a line of JSON, in UTF-8 whatever the terminal speaks."""
    sys.stdout.flush()
    sys.stdout.buffer.write(msgspec.json.encode(record) + b"\n")
    sys.stdout.buffer.flush()


def say(text: str, *, indent: str = "", first: str | None = None, tone: Tone = "plain") -> None:
    """Prints a paragraph folded to the terminal's width; `first` stands before its first line instead of `indent`."""
    width = min(_WIDTH, shutil.get_terminal_size().columns)
    folded = textwrap.fill(
        " ".join(shown(text).split()),
        width,
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    print(toned(folded, tone))


def toned(text: str, tone: Tone) -> str:
    """`text` in a tone of the terminal; as it is where that is no terminal, or one that wants no colours."""
    plain = tone == "plain" or "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    return text if plain or not sys.stdout.isatty() else f"\x1b[{_TONES[tone]}m{text}\x1b[0m"


def shown(text: str) -> str:
    """`text` with every character that would act on a terminal made visible."""
    return _ACTING.sub("\N{REPLACEMENT CHARACTER}", text)


def table(rows: Iterable[tuple[str, int]]) -> None:
    """Prints names and counts in two columns."""
    for name, count in rows:
        print(f"{name:<10} {count:>9,}")
