"""`dateline eval`: hands over to the harness, which is imported only here and by name."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Annotated, Protocol, cast

from cyclopts import Parameter
from cyclopts.validators import Number

from rag.config import Settings
from service.settings import LibraryFlags


class _Run(Protocol):
    def __call__(
        self,
        suite: str,
        *,
        out: Path | None,
        base_url: str | None,
        fail_under: tuple[str, ...],
        limit: int | None,
        archive_settings: Settings,
    ) -> int: ...


def evaluate(
    suite: str,
    *,
    base_url: str | None = None,
    out: Path | None = None,
    fail_under: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    limit: Annotated[int | None, Parameter(validator=Number(gte=1))] = None,
    library: LibraryFlags = Settings(),
) -> int:
    """Measure the answers to a suite's questions; 1 when a gate is not met.

    Args:
        suite: The name of a suite, or a folder with articles.jsonl and questions.jsonl.
        base_url: Ask a running service instead of an archive made for the run.
        out: Where results.json goes; build/eval/SUITE unless told.
        fail_under: METRIC=VALUE, repeatable: a gate.
        limit: Measure a sample of so many questions, the same each time.
    """
    main = cast("_Run", import_module("eval.run").main)
    return main(suite, out=out, base_url=base_url, fail_under=fail_under, limit=limit, archive_settings=library)
