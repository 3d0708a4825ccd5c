"""The archive's own files: made private and durable, and refused when they are something else.

But: knows nothing of what is in them.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from rag.errors import ArchiveUnusable

_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_BESIDE = ("", "-wal", "-shm", "-journal")


def refuse_irregular(database: Path) -> None:
    """Raises ArchiveUnusable when the database or a file beside it is a link, a pipe or a device.

    Looks without opening: to open a pipe is to wait for its other end.
    """
    for suffix in _BESIDE:
        path = database.with_name(database.name + suffix)
        try:
            mode = path.lstat().st_mode
        except FileNotFoundError:
            continue
        if not stat.S_ISREG(mode):
            raise ArchiveUnusable(f"{path} is no plain file: links, pipes and devices are refused")


def make_folder(folder: Path) -> None:
    """Makes a folder, and those above it, for their owner alone, and their names durable. Raises: OSError."""
    for missing in [path for path in (*reversed(folder.parents), folder) if not path.exists()]:
        missing.mkdir(mode=0o700, exist_ok=True)
        missing.chmod(0o700)  # whatever the umask
        flush(missing.parent)
    if not any(folder.iterdir()) and folder.stat().st_uid == os.geteuid():
        folder.chmod(0o700)  # an empty folder was given to us; one with other things in it stays as it is


def make_file(path: Path) -> None:
    """Makes an empty file for its owner alone, and its name durable. Raises: OSError."""
    descriptor = os.open(path, _NEW, 0o600)
    try:
        os.fchmod(descriptor, 0o600)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    flush(path.parent)


def flush(folder: Path) -> None:
    """Makes the names in a folder durable. Raises: OSError."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
