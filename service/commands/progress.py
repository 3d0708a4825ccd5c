"""How far an ingest is: a bar on a terminal, a line now and then elsewhere; and a way to stop it between articles."""

from __future__ import annotations

import gzip
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import BinaryIO, cast

from tqdm import tqdm

from rag.formats.files import Found, files_under

_EVERY_S = 5.0  # between lines where there is no terminal
_PAUSE_S = 0.2  # without an outcome: a batch is in work
_BAR = "{percentage:3.0f}%|{bar}| {n_fmt}/{total_fmt} [{elapsed}<{remaining}, {rate_noinv_fmt}]"
_READ = 1 << 20
_UNPACKED = 1 << 30  # bytes of a gz that are counted: what is longer gets no estimate


class Progress:
    """Articles taken so far, their rate and the time to go, on stderr."""

    def __init__(self, total: int | None) -> None:
        self._total = total
        self._begin = self._told = self._latest = time.monotonic()
        self._done = 0
        # Every article is drawn and the rate is that of the whole run: articles come in bursts, a batch at a time
        self._bar = tqdm(
            total=total,
            unit=" articles",
            bar_format=_BAR if total else None,
            mininterval=0,
            miniters=1,
            smoothing=0,
            file=sys.stderr,
            disable=not sys.stderr.isatty(),
        )

    def advance(self) -> None:
        """One more article is done."""
        now = time.monotonic()
        # Said between two bursts, where the rate is right
        if self._bar.disable and now - self._latest > _PAUSE_S and self._latest - self._told >= _EVERY_S:
            self._told = self._latest
            sys.stderr.write(f"{self._line()}\n")
        self._latest = now
        self._done += 1
        self._bar.update()

    def close(self) -> None:
        """Leaves the bar as it stands."""
        self._bar.close()

    def _line(self) -> str:
        rate = self._done / (self._latest - self._begin)
        if self._total is None or self._total < self._done:
            return f"{self._done:,} articles, {rate:,.1f} articles/s"
        to_go = (self._total - self._done) / rate
        return f"{self._done:,} of {self._total:,} articles, {rate:,.1f} articles/s, {to_go:,.0f} s to go"


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """A function that says whether Ctrl-C was pressed; pressed again, it is a KeyboardInterrupt at once."""
    pressed: list[int] = []

    def press(number: int, frame: FrameType | None) -> None:
        if pressed:
            raise KeyboardInterrupt
        pressed.append(number)
        sys.stderr.write("\nStopping after the batch in work; Ctrl-C again drops it.\n")

    before = signal.signal(signal.SIGINT, press)
    try:
        yield lambda: bool(pressed)
    finally:
        signal.signal(signal.SIGINT, before)


def expected(paths: Iterable[Path]) -> int | None:
    """About how many articles the paths hold: the lines of JSON Lines, else one a file; None when it can't be told."""
    try:
        counts = [
            _articles(Path(found.place)) for path in paths for found in files_under(path) if isinstance(found, Found)
        ]
    except (OSError, EOFError):  # it is ingesting that says what is wrong with a file
        return None
    return None if None in counts else sum(cast("list[int]", counts))


def _articles(file: Path) -> int | None:
    suffixes = [suffix.lower() for suffix in file.suffixes]
    if not {".jsonl", ".ndjson"}.intersection(suffixes):
        return 1
    with gzip.open(file) if suffixes[-1] == ".gz" else file.open("rb") as opened:
        return _lines(cast("BinaryIO", opened))


def _lines(opened: BinaryIO) -> int | None:
    lines, last = 0, b"\n"
    for _ in range(_UNPACKED // _READ):
        read = opened.read(_READ)
        if not read:
            return lines + (last != b"\n")
        lines += read.count(b"\n")
        last = read[-1:]
    return None
