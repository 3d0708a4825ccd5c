"""`dateline calibrate`: hands over to the harness, which is imported only here and by name."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Annotated, Protocol, cast

from cyclopts import Parameter
from cyclopts.validators import Number

from rag.config import Settings
from service.commands.flags import Json
from service.settings import LibraryFlags


class _Calibrate(Protocol):
    def __call__(self, suite: str, *, archive_settings: Settings, kept: float, out: Path | None, json: bool) -> int: ...


def calibrate(
    suite: str,
    *,
    kept: Annotated[float, Parameter(validator=Number(gt=0, lte=1))] = 0.95,
    out: Path | None = None,
    json: Json = False,
    library: LibraryFlags = Settings(),
) -> int:
    """Fit the archive's line between answering and refusing to a suite's questions, and write it into the archive.

    The archive must hold the suite's articles. What the new line does is told of questions that it was not fitted on.

    Args:
        suite: The name of a suite, or a folder with articles.jsonl and questions.jsonl.
        kept: The share of answerable questions to keep answering.
        out: Where calibration.html goes; build/calibrate/SUITE unless told.
    """
    main = cast("_Calibrate", import_module("eval.calibrate").main)
    return main(suite, archive_settings=library, kept=kept, out=out, json=json)
