"""`python -m eval SUITE…`: measures suites one after the other; the worst exit code.

But: the product's own command is `dateline eval`, which takes one.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from eval.run import main
from rag.config import Settings

app = App(name="python -m eval", help="Measures suites: demo, rtqa, or a folder like eval/demo.")


@app.default
def evaluate(
    *suites: str,
    out: Path | None = None,
    base_url: str | None = None,
    archive: Annotated[Path | None, Parameter(env_var="DATELINE_ARCHIVE")] = None,
    baseline: Path | None = None,
    fail_under: Annotated[list[str] | None, Parameter(negative="")] = None,
    limit: int | None = None,
    seed: int = 0,
    reranker: Annotated[str, Parameter(env_var="DATELINE_RERANKER")] = "",
    embedder: Annotated[str, Parameter(env_var="DATELINE_EMBEDDER")] = "",
) -> int:
    """Measure suites; a name whose development data is not here is skipped.

    Parameters
    ----------
    suites
        Names or folders; demo when none is given.
    out
        The folder for results.json and report.html (a folder each when there are several suites).
    base_url
        A running service that holds the articles, instead of an archive of this process.
    archive
        An archive that holds the articles, asked as it is, instead of one made for the run.
    baseline
        An earlier results.json: what got better or worse since.
    fail_under
        METRIC=V, exit code 1 when it is missed; V is the most that passes where lower is better, or `baseline`.
    limit
        Ask only so many questions of each kind of run, drawn by the seed.
    seed
        Of sampling and of intervals.
    reranker
        As for the service; none switches it off.
    embedder
        As for the service.

    """
    names = suites or ("demo",)
    settings = Settings(reranker=reranker, embedder=embedder)
    folders = [out / Path(name).name if out and len(names) > 1 else out for name in names]
    return max(
        main(
            name,
            out=folder,
            base_url=base_url,
            archive=archive,
            baseline=baseline,
            fail_under=fail_under or (),
            limit=limit,
            seed=seed,
            archive_settings=settings,
        )
        for name, folder in zip(names, folders, strict=True)
    )


if __name__ == "__main__":
    sys.exit(app())
