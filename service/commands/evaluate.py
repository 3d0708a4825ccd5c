"""`dateline eval`: hands over to the harness, which is imported only here and by name."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Annotated, Protocol, cast

from cyclopts import Parameter
from cyclopts.validators import Number

from rag.config import DEFAULT_ARCHIVE, Settings
from service.commands.flags import Json
from service.settings import LibraryFlags


class _Run(Protocol):
    def __call__(
        self,
        suite: str,
        *,
        out: Path | None,
        base_url: str | None,
        archive: Path | None,
        fail_under: tuple[str, ...],
        baseline: Path | None,
        export: Path | None,
        limit: int | None,
        json: bool,
        archive_settings: Settings,
    ) -> int: ...


def evaluate(
    suite: str,
    *,
    base_url: str | None = None,
    out: Path | None = None,
    fail_under: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    baseline: Path | None = None,
    export: Path | None = None,
    limit: Annotated[int | None, Parameter(validator=Number(gte=1))] = None,
    json: Json = False,
    library: LibraryFlags = Settings(),
) -> int:
    """Measure the answers to a suite's questions; 1 when a gate is not met.

    Asks an archive made for the run, or the one that --archive or DATELINE_ARCHIVE names, as it is.

    Args:
        suite: The name of a suite, or a folder with articles.jsonl and questions.jsonl.
        base_url: Ask a running service instead of an archive made for the run, or of the one that --archive names.
        out: Where results.json and report.html go; build/eval/SUITE unless told.
        fail_under: METRIC=VALUE, repeatable: a gate. VALUE may be baseline: no worse than there.
        baseline: The results.json of an earlier run: tell what got better or worse since.
        export: Also write what was retrieved to this file, a JSON line a question.
        limit: Measure a sample of so many questions, the same each time.
    """
    main = cast("_Run", import_module("eval.run").main)
    return main(
        suite,
        out=out,
        base_url=base_url,
        archive=named_archive(library),
        fail_under=fail_under,
        baseline=baseline,
        export=export,
        limit=limit,
        json=json,
        archive_settings=library,
    )


def named_archive(library: Settings) -> Path | None:
    """The archive that a flag or DATELINE_ARCHIVE names, None where none does: the default folder is no wish."""
    return None if library.archive is DEFAULT_ARCHIVE else library.archive  # `is`: it may be named with the same words
