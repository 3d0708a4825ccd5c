"""`dateline serve`, as a process: it says where, answers, survives its worker, and ends in order."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
pytestmark = pytest.mark.xdist_group("model")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def command(archive: Path, port: int) -> list[str]:
    """How the service is started, its archive and port given."""
    return [sys.executable, "-P", "-m", "service", "serve", "--json", "--archive", str(archive), "--port", str(port)]


def elsewhere(folder: Path) -> dict[str, object]:
    """Starts a process from a folder with a foreign rag/ package, which does harm when it is imported."""
    (folder / "rag").mkdir()
    (folder / "rag" / "__init__.py").write_text("raise SystemExit('a foreign rag was imported')")
    return {"cwd": folder, "env": {**os.environ, "PYTHONPATH": str(ROOT), "DATELINE_RERANKER": "none"}}


@contextmanager
def served(archive: Path, folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A running service, and its address."""
    with subprocess.Popen(
        command(archive, free_port()),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **elsewhere(folder),  # type: ignore[call-overload]
    ) as process:
        try:
            yield process, json.loads(process.stdout.readline())["address"]
        finally:
            process.kill()


def get(url: str) -> int:
    """The status of a GET; 0 when nobody answers."""
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            status: int = response.status
            return status
    except OSError:
        return 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl-C"])
def test_it_ends_with_0_within_ten_seconds(number: signal.Signals, made: Path, tmp_path: Path) -> None:
    """Told to end, also while its model loads, it does so in order and in time."""
    with served(made, tmp_path) as (process, address):
        answered = get(f"{address}/health/ready")
        begin = time.monotonic()
        process.send_signal(number)
        _, told = process.communicate(timeout=20)

    assert answered == 200
    assert process.returncode == 0
    assert time.monotonic() - begin < 10
    assert "Traceback" not in told


def test_a_busy_port_is_told_in_one_line(made: Path, tmp_path: Path) -> None:
    """A second service on the same port ends with 2 and says which port to take."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        second = subprocess.run(command(made, port), capture_output=True, text=True, check=False, **elsewhere(tmp_path))  # type: ignore[call-overload]

    assert second.returncode == 2
    assert second.stderr.count("\n") == 1
    assert f"--port {port % 65_535 + 1}" in second.stderr


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds the worker in /proc")
def test_a_worker_that_dies_is_started_anew(made: Path, tmp_path: Path) -> None:
    """Killed with -9, the worker is back within five seconds of being missed."""
    with served(made, tmp_path) as (process, address):
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        worker = next(each for each in children if "spawn_main" in Path(f"/proc/{each}/cmdline").read_text())
        os.kill(int(worker), signal.SIGKILL)
        deadline = time.monotonic() + 15
        while (status := get(f"{address}/health/ready")) != 200 and time.monotonic() < deadline:
            time.sleep(0.1)

    assert status == 200
