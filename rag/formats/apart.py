"""The owner's side of the worker: one process for many files, killed and replaced when a file defeats it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import msgspec

import rag
from rag.formats.frames import Origin, Outcome, Request, receive, send
from rag.types import Article, Rejection

OUT_OF_MEMORY = 3  # the worker's exit status when a file needs more than it may have
_FILES_A_WORKER = 1_000  # then a new one: what parsers leak stays small
_replies = msgspec.msgpack.Decoder(tuple[Outcome, ...])


class Worker:
    """A process that parses files which could hang or crash a parser; not for use by several threads at once.

    `cpu_s`, `wall_s`: what one file may take. `memory`: bytes of address space. Starts at the first file.
    """

    def __init__(self, *, cpu_s: int = 10, wall_s: float = 30.0, memory: int = 2**30) -> None:
        self._cpu_s = cpu_s
        self._wall_s = wall_s
        self._memory = memory
        self._process: subprocess.Popen[bytes] | None = None
        self._served = 0

    @property
    def pid(self) -> int | None:
        """The process that runs now."""
        return self._process.pid if self._process else None

    def parse(self, module: str, raw: bytes, origin: Origin) -> tuple[Article | Rejection, ...]:
        """What `rag.formats.<module>.parse(raw, origin)` gives; a refusal when that takes too much or crashes."""
        process = self._running()
        late = threading.Event()
        timer = threading.Timer(self._wall_s, _kill, (process, late))
        timer.start()
        try:
            found = self._asked(process, Request(module, raw, origin))
        except (BrokenPipeError, EOFError, msgspec.DecodeError):
            self.close()
            found = (origin.rejection(self._epitaph(process.returncode, late.is_set())),)
        except BaseException:  # an interrupt: the answer still to come must not be taken for the next file's
            self.close()
            raise
        finally:
            timer.cancel()
            timer.join()
        if late.is_set():
            self.close()
        return found

    def close(self) -> None:
        """Ends the process."""
        process, self._process, self._served = self._process, None, 0
        if process is None:
            return
        process.kill()  # at once: an idle worker holds nothing that needs an orderly end
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()

    def _asked(self, process: subprocess.Popen[bytes], request: Request) -> tuple[Article | Rejection, ...]:
        if process.stdin is None or process.stdout is None:
            raise EOFError("the worker has no pipes")
        send(process.stdin, request)
        outcomes = _replies.decode(receive(process.stdout))
        return tuple(found for outcome in outcomes if (found := outcome.article or outcome.rejection))

    def _running(self) -> subprocess.Popen[bytes]:
        if self._served >= _FILES_A_WORKER:
            self.close()
        if self._process is None:
            self._process = _started(self._cpu_s, self._memory)
        self._served += 1
        return self._process

    def _epitaph(self, status: int, late: bool) -> str:
        if late:
            return f"reading it took longer than {self._wall_s:g} s"
        if status == -signal.SIGXCPU:
            return f"reading it took more than {self._cpu_s} s of processor time"
        if status == OUT_OF_MEMORY:
            return f"reading it took more than {self._memory >> 20} MB of memory"
        return f"the parser crashed on it (status {status})"


def _kill(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _started(cpu_s: int, memory: int) -> subprocess.Popen[bytes]:
    """The new process: same modules as ours whatever the current folder holds, and none of our secrets."""
    command = [sys.executable, "-P", "-B", "-m", "rag.formats.worker", str(cpu_s), str(memory)]
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env=_environment(),
        start_new_session=True,  # an interrupt at the terminal is for us; we end the worker ourselves
    )


def _environment() -> dict[str, str]:
    ours = str(Path(rag.__file__).resolve().parents[1])
    paths = [path for path in sys.path if os.path.isabs(path)]
    kept = {name: os.environ[name] for name in ("LD_LIBRARY_PATH", "SYSTEMROOT") if name in os.environ}
    return kept | {
        "PYTHONPATH": os.pathsep.join(paths if ours in paths else [ours, *paths]),
        "PYTHONUTF8": "1",
        "OPENBLAS_NUM_THREADS": "1",  # each thread would take address space from the parsers
        "TZ": "UTC",
    }
