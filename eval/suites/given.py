"""Rows of development data: whether they are here, and each in the shape that a suite asks for.

But: nothing is fetched. What is absent is said, with the place where it was looked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from eval.errors import SuiteAbsent, SuiteInvalid
from eval.suites import lines

Row = TypeVar("Row")


def files(suite: str, home: Path, *names: str) -> list[Path]:
    """The files of a suite in its folder. Raises: SuiteAbsent."""
    paths = [home / name for name in names]
    if lacking := [str(path.relative_to(home)) for path in paths if not path.is_file()]:
        raise SuiteAbsent(f"{suite} is development data and not here: {home} has no {', '.join(lacking)}")
    return paths


def rows(path: Path, shape: type[Row]) -> Iterator[Row]:
    """The lines of a file. Raises: SuiteInvalid."""
    decoder = msgspec.json.Decoder(shape)
    for number, raw in lines.numbered(path):
        try:
            yield decoder.decode(raw)
        except (msgspec.DecodeError, ValueError) as error:
            raise SuiteInvalid(f"{path}:{number}: {error}") from error
