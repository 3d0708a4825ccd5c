"""The worker: what defeats a parser ends the worker, never us."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

import rag
from rag.formats import read
from rag.formats.apart import Worker
from rag.formats.frames import MAX_FRAME, Origin, receive
from rag.types import Article, Rejection

ORIGIN = Origin(id="a.html", path="/x/a.html")
GOOD = (
    b"<html><body><article><p>"
    + b"The dam broke on Wednesday and six people died. " * 9
    + b"</p></article></body></html>"
)
SLOW = b"<html><body><article><p>" + b"<span>a</span>" * 140_000  # quadratic in the extractor: minutes


def test_one_process_reads_many_files(worker: Worker) -> None:
    """It is started once."""
    first = worker.parse("html", GOOD, ORIGIN)
    process = worker.pid
    second = worker.parse("html", GOOD, ORIGIN)

    assert first == second
    assert isinstance(first[0], Article)
    assert worker.pid == process


def test_a_file_that_takes_too_much_time_is_refused_and_the_next_is_read() -> None:
    """Past its processor time the worker is ended by the kernel."""
    worker = Worker(cpu_s=1)

    (found,) = worker.parse("html", SLOW, ORIGIN)
    (after,) = worker.parse("html", GOOD, ORIGIN)
    worker.close()

    assert isinstance(found, Rejection)
    assert found.path == ORIGIN.path
    assert "processor time" in found.reason
    assert isinstance(after, Article)


def test_processor_time_counts_for_each_file_alone() -> None:
    """A worker that has done much may still take a new file."""
    worker = Worker(cpu_s=2)
    busy = b"<html><body><article>" + b"<p>news words here, and more of them.</p>" * 3_000

    found = [worker.parse("html", busy, ORIGIN)[0] for _ in range(12)]
    worker.close()

    assert all(isinstance(each, Article) for each in found)


def test_a_file_that_never_comes_back_is_given_up() -> None:
    """The wall clock ends a worker that waits for nothing."""
    worker = Worker(wall_s=1.0)
    assert isinstance(worker.parse("html", GOOD, ORIGIN)[0], Article)
    assert worker.pid
    os.kill(worker.pid, signal.SIGSTOP)
    began = time.monotonic()

    (found,) = worker.parse("html", GOOD, ORIGIN)
    worker.close()

    assert isinstance(found, Rejection)
    assert "longer than 1 s" in found.reason
    assert time.monotonic() - began < 5


def test_a_file_that_takes_too_much_memory_is_refused() -> None:
    """The worker's address space has an end."""
    worker = Worker(memory=250 * 2**20)

    (found,) = worker.parse("markdown", b"*a* " * 300_000, ORIGIN)
    (after,) = worker.parse("markdown", b"The dam broke.", ORIGIN)
    worker.close()

    assert isinstance(found, Rejection)
    assert "250 MB of memory" in found.reason
    assert isinstance(after, Article)


def test_a_killed_worker_is_replaced(worker: Worker) -> None:
    """The file at hand is refused, the next one is read."""
    worker.parse("html", GOOD, ORIGIN)
    assert worker.pid
    os.kill(worker.pid, signal.SIGKILL)

    (found,) = worker.parse("html", GOOD, ORIGIN)
    (after,) = worker.parse("html", GOOD, ORIGIN)

    assert isinstance(found, Rejection)
    assert "crashed" in found.reason
    assert isinstance(after, Article)


def test_the_worker_can_write_no_file_and_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """File size is limited to nothing, and our environment stays ours."""
    monkeypatch.setenv("DATELINE_LLM_KEY", "secret-marker")
    with closing(Worker()) as worker:
        worker.parse("html", GOOD, ORIGIN)
        proc = Path(f"/proc/{worker.pid}")
        limits, environment = proc.joinpath("limits").read_text(), proc.joinpath("environ").read_bytes()

    assert next(line for line in limits.splitlines() if "file size" in line).split()[3:5] == ["0", "0"]
    assert b"secret-marker" not in environment


def test_leaving_early_ends_the_worker(tmp_path: Path) -> None:
    """A reader that stops half-way leaves no process behind."""
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_bytes(GOOD)
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    before = children.read_text()
    found = read([tmp_path])
    assert isinstance(next(found), Article)
    during = children.read_text()

    found.close()  # type: ignore[attr-defined]

    assert len(during.split()) == len(before.split()) + 1
    assert children.read_text() == before


def test_a_foreign_rag_in_the_current_folder_is_not_run(tmp_path: Path) -> None:
    """The worker uses the modules that its owner uses."""
    (tmp_path / "rag" / "formats").mkdir(parents=True)
    for name in ("rag/__init__.py", "rag/formats/__init__.py", "rag/formats/worker.py", "msgspec.py"):
        (tmp_path / name).write_text("raise SystemExit('foreign code ran')")
    (tmp_path / "a.html").write_bytes(GOOD)
    program = (
        f"import sys; sys.path[:0] = [{str(Path(rag.__file__).parents[1])!r}]; from pathlib import Path; "
        "from rag.formats import read; (a,) = read([Path('a.html')]); sys.exit(not a.text.startswith('The dam'))"
    )

    ended = subprocess.run([sys.executable, "-P", "-c", program], cwd=tmp_path, capture_output=True, timeout=60)

    assert (ended.returncode, ended.stderr) == (0, b"")


def test_a_frame_longer_than_allowed_is_not_read() -> None:
    """A length alone takes no memory."""
    read_end, write_end = os.pipe()
    os.write(write_end, (MAX_FRAME + 1).to_bytes(4, "big"))
    os.close(write_end)

    with os.fdopen(read_end, "rb") as pipe, pytest.raises(EOFError):
        receive(pipe)
