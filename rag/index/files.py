"""Files that are whole or not there: written once, flushed to the disk, never reached through a link.

Folders are held open as descriptors and names are looked up inside them, so nothing on the way can
be swapped for a symbolic link. But: knows nothing of what the files mean.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from rag.errors import ArchiveUnusable

TEMPORARY = ".tmp-"  # how the name of a folder under construction begins
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC  # non-blocking: a FIFO must not hold us
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_LOCK = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
_PIECE = 1 << 20
_PAUSE_S = 0.02
_TRIES = 10


class Sealed(Struct, frozen=True, array_like=True):
    """What a whole file has: its length in bytes and its sha256."""

    bytes: int
    sha256: str


@contextlib.contextmanager
def folder(name: str | Path, *, within: int | None = None) -> Iterator[int]:
    """A descriptor of a folder; inside another one it must not be a link. Raises: OSError."""
    followed = 0 if within is None else os.O_NOFOLLOW
    descriptor = os.open(name, _FOLDER | followed, dir_fd=within)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def workspace(parent: Path) -> Iterator[Path]:
    """A private folder in `parent`, removed at the end unless it was renamed; locked for as long as it is in use."""
    with contextlib.ExitStack() as held:
        made = _claimed(parent, held)
        held.callback(shutil.rmtree, made, ignore_errors=True)
        yield made


def remove_abandoned(path: Path) -> None:
    """Removes a folder that `workspace` made, unless some process still works in it."""
    with contextlib.suppress(OSError), folder(path) as descriptor:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def locked(name: str, *, within: int, patience_s: float) -> Iterator[None]:
    """Holds the lock file `name`. Raises: ArchiveUnusable when another process keeps it for `patience_s`."""
    descriptor = os.open(name, _LOCK, 0o600, dir_fd=within)
    try:
        _wait_for(descriptor, name, time.monotonic() + patience_s)
        yield
    finally:
        os.close(descriptor)


def write(name: str, content: bytes | bytearray | memoryview, *, within: int) -> Sealed:
    """Makes a file for its owner alone and flushes it to the disk. Raises: OSError, also when it is there already."""
    descriptor = os.open(name, _WRITE, 0o600, dir_fd=within)
    try:
        whole = memoryview(content).cast("B")
        _put(descriptor, whole)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return Sealed(whole.nbytes, hashlib.sha256(whole).hexdigest())


def seal(name: str, *, within: int) -> Sealed:
    """Takes over a file that a library wrote: rights for its owner alone, flushed to the disk, hashed."""
    with _opened(name, within) as descriptor:
        os.fchmod(descriptor, 0o600)
        os.fsync(descriptor)
        hashed = hashlib.sha256()
        length = 0
        while piece := os.read(descriptor, _PIECE):
            hashed.update(piece)
            length += len(piece)
    return Sealed(length, hashed.hexdigest())


def read_small(name: str, *, within: int, most: int) -> bytes:
    """A whole plain file of at most `most` bytes. Raises: OSError, ArchiveUnusable."""
    with _opened(name, within) as descriptor:
        content = os.read(descriptor, most + 1)
    if len(content) > most:
        raise ArchiveUnusable(f"{name} is longer than {most:,} bytes")
    return content


def read(name: str, sealed: Sealed, *, within: int) -> bytearray:
    """A whole file, its length and sha256 checked. Raises: OSError, ArchiveUnusable."""
    with _opened(name, within) as descriptor:
        found = os.fstat(descriptor).st_size
        if found != sealed.bytes:
            raise ArchiveUnusable(f"{name} has {found:,} bytes, its manifest says {sealed.bytes:,}")
        content = bytearray(found)
        left = memoryview(content)
        while left.nbytes and (taken := os.readv(descriptor, [left])):
            left = left[taken:]
    if hashlib.sha256(content).hexdigest() != sealed.sha256:
        raise ArchiveUnusable(f"{name} does not have the sha256 of its manifest")
    return content


def copy(name: str, sealed: Sealed, *, source: int, target: int) -> None:
    """Copies a file from folder to folder, checked, not flushed. Raises: OSError, ArchiveUnusable."""
    content = memoryview(read(name, sealed, within=source))
    descriptor = os.open(name, _WRITE, 0o600, dir_fd=target)
    try:
        _put(descriptor, content)
    finally:
        os.close(descriptor)


def flush(descriptor: int) -> None:
    """Makes the names in a folder durable."""
    os.fsync(descriptor)


def _put(descriptor: int, content: memoryview) -> None:
    while content.nbytes:
        content = content[os.write(descriptor, content) :]


def _claimed(parent: Path, held: contextlib.ExitStack) -> Path:
    for _ in range(_TRIES):
        made = Path(tempfile.mkdtemp(prefix=TEMPORARY, dir=parent))
        with contextlib.suppress(FileNotFoundError):
            fcntl.flock(held.enter_context(folder(made)), fcntl.LOCK_EX)
        if made.exists():  # not taken for abandoned before it was locked
            return made
    raise ArchiveUnusable(f"no folder can be kept in {parent}: another process removes it")


@contextlib.contextmanager
def _opened(name: str, within: int) -> Iterator[int]:
    descriptor = os.open(name, _READ, dir_fd=within)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise ArchiveUnusable(f"{name} is not a plain file")
        yield descriptor
    finally:
        os.close(descriptor)


def _wait_for(descriptor: int, name: str, deadline: float) -> None:
    while True:
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        if time.monotonic() > deadline:
            raise ArchiveUnusable(f"another process has held {name} for too long")
        time.sleep(_PAUSE_S)
