"""A real service over a small archive of a test's own: `dateline ingest`, then `dateline serve` on a free port."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent


@contextmanager
def serving(folder: Path, *sources: str, flags: Sequence[str] = ()) -> Iterator[str]:
    """The address of a service over an archive in `folder` that holds what its `sources` tell."""
    dateline(folder, "ingest", *sources).communicate(timeout=300)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with dateline(folder, "serve", "--json", "--port", str(port), *flags) as process:
        try:
            assert process.stdout
            yield json.loads(process.stdout.readline())["address"]
        finally:
            process.terminate()


def dateline(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """A command of ours, under way over the archive in `folder`."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")}
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "service", *arguments, "--archive", str(folder / "archive")],
        cwd=folder,
        env=environment | {"PYTHONPATH": str(ROOT), "DATELINE_RERANKER": "none"},
        stdout=subprocess.PIPE,
        text=True,
    )
