from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

STRACE = shutil.which("strace")
COMMITS = 5
SAID = "COMMITTED"
PROGRAM = f"""
import os, sys
from pathlib import Path
from rag.store import sqlite_session
from tests.store.kit import Clock, Desk, opened
if sys.argv[2] != "FULL":
    sqlite_session._WRITING = (f"PRAGMA synchronous = {{sys.argv[2]}}",)
store = opened(Path(sys.argv[1]))
desk = Desk(store, Clock())
for number in range({COMMITS}):
    desk.put(f"a{{number}}", "One.")
    os.write(1, b"{SAID}")
os._exit(0)
"""


def traced(tmp_path: Path, synchronous: str) -> list[str]:
    """The system calls of a process that commits and acknowledges some articles, in order."""
    if STRACE is None:
        pytest.skip("needs tool: strace")
    log = tmp_path / "calls"
    command = [STRACE, "-f", "-y", "-qq", "-o", str(log), "-e", "trace=write,pwrite64,fsync,fdatasync"]
    command += [sys.executable, "-c", PROGRAM, str(tmp_path / "on" / "archive"), synchronous]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if "ptrace" in ran.stderr.lower():
        pytest.skip("needs tool: strace, which this system does not let trace")
    assert ran.returncode == 0, ran.stderr
    return log.read_text(errors="replace").splitlines()


def unflushed(calls: list[str]) -> int:
    """How many acknowledgements were given while a write to the log had not been flushed."""
    dirty, count = False, 0
    for call in calls:
        if re.search(r"pwrite64\(\d+<[^>]*-wal>", call):
            dirty = True
        elif re.search(r"f(data)?sync\(\d+<[^>]*-wal>", call):
            dirty = False
        elif SAID in call:
            count += dirty
    return count


def test_every_acknowledged_commit_is_flushed(tmp_path: Path) -> None:
    """No acknowledgement while the log has bytes that a power loss would take."""
    calls = traced(tmp_path, "FULL")

    assert sum(SAID in call for call in calls) == COMMITS
    assert unflushed(calls) == 0


@pytest.mark.parametrize("synchronous", ["NORMAL", "OFF"])
def test_a_commit_that_is_not_flushed_is_caught(tmp_path: Path, synchronous: str) -> None:
    """The harness can fail: mutants that leave flushing to chance are found out."""
    assert unflushed(traced(tmp_path, synchronous)) > 0


def test_new_names_are_flushed(tmp_path: Path) -> None:
    """The folder, the one that it was made in, and the one above: or a power loss takes the whole archive."""
    calls = "\n".join(traced(tmp_path, "FULL"))
    until = calls[: calls.index(SAID)]

    for folder in (tmp_path, tmp_path / "on", tmp_path / "on" / "archive"):
        assert re.search(rf"fsync\(\d+<{re.escape(str(folder))}>\)", until)
