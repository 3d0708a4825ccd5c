from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.crash.kills import batch_of, examined

STRACE = shutil.which("strace")
CALLS = "pwrite64,fsync,fdatasync,ftruncate,unlink"
BATCHES = 6
EVERY = 9  # of the points at which to fail: all of them take minutes
PROGRAM = f"""
import os, sys
from pathlib import Path
from rag.errors import ArchiveUnusable
from tests.crash.kills import batch_of, honest
from tests.store.kit import opened
store = opened(Path(sys.argv[1]))
for number in range({BATCHES}):
    try:
        honest(store, batch_of(number), lambda receipt: os.write(1, receipt.id.encode() + b"\\n"))
    except ArchiveUnusable as error:
        os.write(2, str(error).encode() + b"\\n")
store.close()
"""


def traced(tmp_path: Path, injected: str | None) -> tuple[subprocess.CompletedProcess[str], str]:
    """A process that ingests into a fresh archive while a call fails, and the calls that it made."""
    if STRACE is None:
        pytest.skip("needs tool: strace")
    shutil.rmtree(tmp_path / "archive", ignore_errors=True)
    log = tmp_path / "calls"
    command = [STRACE, "-f", "-qq", "-o", str(log), "-e", f"trace={CALLS}"]
    command += ["-e", f"inject={injected}"] if injected else []
    command += [sys.executable, "-c", PROGRAM, str(tmp_path / "archive")]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if "ptrace" in ran.stderr.lower():
        pytest.skip("needs tool: strace, which this system does not let trace")
    return ran, log.read_text()


def points(tmp_path: Path) -> list[str]:
    """Where to fail: of each call that changes a file, the first and then every so-manieth, as strace counts them."""
    ran, calls = traced(tmp_path, None)
    assert ran.returncode == 0, ran.stderr
    counts = Counter(re.findall(r"^\d+ +(\w+)\(", calls, re.MULTILINE))
    assert counts.keys() >= {"pwrite64", "fsync"}
    return [f"{call}:WHAT:when={nth}" for call, count in counts.items() for nth in range(1, count + 1, EVERY)]


def test_a_kill_at_any_call_loses_nothing(tmp_path: Path) -> None:
    """Killed in the middle of each call that changes a file: what was acknowledged is there, in whole batches."""
    for point in points(tmp_path):
        ran, _ = traced(tmp_path, point.replace("WHAT", "signal=SIGKILL"))

        assert ran.returncode != 0, point
        assert not examined(tmp_path / "archive", set(ran.stdout.split()), BATCHES), point


def test_an_error_at_any_call_is_clear_and_loses_nothing(tmp_path: Path) -> None:
    """An input/output error of each such call: one clear line or none, nothing lost, and the next batch goes in."""
    everything = [article.id for number in range(BATCHES) for article in batch_of(number)]
    for point in points(tmp_path):
        ran, _ = traced(tmp_path, point.replace("WHAT", "error=EIO"))

        told = set(ran.stdout.split())
        assert ran.returncode == 0, (point, ran.stderr)
        assert len(ran.stderr.splitlines()) <= 1, point
        assert len(everything) - len(told) <= 4, point
        assert not examined(tmp_path / "archive", told, BATCHES), point
