"""The writer's lock: a file that one process at a time holds, and that says who does.

The kernel lets go of it when its holder dies, however it dies. But: it does not keep readers out.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shlex
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from rag.errors import ArchiveBusy, ArchiveUnusable

_FLAGS = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_PAUSE_S = 0.003  # short, so that a waiter finds the gap that a busy writer leaves between two transactions
_SHOWN = 300  # bytes of a command: enough to recognise it


@contextlib.contextmanager
def held(path: Path, *, wait_s: float) -> Iterator[None]:
    """Holds the lock for a `with` block.

    Raises: ArchiveBusy after `wait_s`, naming the holder; OSError; ArchiveUnusable when it is no plain file.
    """
    descriptor = os.open(path, _FLAGS, 0o600)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise ArchiveUnusable(f"{path} is no plain file")
        _take(descriptor, time.monotonic() + wait_s)
        with contextlib.suppress(OSError):  # a full disk: who holds it is worth no failure
            _sign(descriptor)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, deadline: float) -> None:
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise ArchiveBusy(f"another process writes to the archive: {_holder(descriptor)}") from None
        time.sleep(_PAUSE_S)


def _sign(descriptor: int) -> None:
    os.fchmod(descriptor, 0o600)
    signed = f"pid {os.getpid()}: {shlex.join(sys.orig_argv)}".encode(errors="replace")[:_SHOWN]
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, signed, 0)


def _holder(descriptor: int) -> str:
    signed = os.pread(descriptor, _SHOWN, 0).decode(errors="replace")
    return "".join(char if char.isprintable() else " " for char in signed) or "one that has not said who it is"
