"""The files under the paths that a user names, in a fixed order, and which of them may be opened.

But: hidden files are passed over, and a link is never followed out of the folder that was named.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from rag.errors import ArticleRejected
from rag.types import Rejection


class Found(Struct, frozen=True):
    """A file to read: where it stands, its path within the folder that was named, and its path for messages."""

    place: str
    name: str
    path: str


def files_under(path: Path) -> Iterator[Found | Rejection]:
    """Each file at or under `path`, ordered by the bytes of its path, folder by folder."""
    if not os.path.isdir(path):  # unlike Path.is_dir it never raises
        yield Found(_resolved(path), shown(path.name), shown(str(path)))
        return
    root = os.path.realpath(path)
    rest = [(str(path), "")]
    while rest:
        place, name = rest.pop()
        if os.path.islink(place) and name:
            yield _link(place, name, root)
        elif os.path.isdir(place):
            yield from _into(rest, place, name)
        else:
            yield Found(place, name, shown(place))


def open_plain(place: str) -> BinaryIO:
    """The file at `place`, open to be read. Raises: ArticleRejected unless it is a plain, readable file."""
    try:
        # without O_NONBLOCK a pipe or a device would block; links were judged before
        descriptor = os.open(place, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        raise ArticleRejected(_why(error)) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise ArticleRejected("not a plain file")
    return os.fdopen(descriptor, "rb")


def shown(name: str) -> str:
    """A file's name as Unicode: bytes that are no UTF-8 are written as escapes."""
    try:
        return os.fsencode(name).decode("utf-8", errors="backslashreplace")
    except UnicodeEncodeError:
        return name.encode("utf-8", errors="backslashreplace").decode()


def _resolved(path: Path) -> str:
    try:
        return os.path.realpath(path)
    except ValueError:  # no path at all; opening it will say so
        return str(path)


def _into(rest: list[tuple[str, str]], place: str, name: str) -> Iterator[Rejection]:
    """Puts the entries of a folder on `rest`, last first."""
    try:
        entries = sorted((entry for entry in os.listdir(place) if not entry.startswith(".")), key=os.fsencode)
    except OSError as error:
        yield _rejection(place, _why(error))
        return
    rest.extend((os.path.join(place, entry), f"{name}/{shown(entry)}".lstrip("/")) for entry in reversed(entries))


def _link(place: str, name: str, root: str) -> Found | Rejection:
    target = os.path.realpath(place)
    if os.path.commonpath((root, target)) != root:
        return _rejection(place, "a link that leads out of the folder")
    if os.path.isdir(target):
        return _rejection(place, "a link to a folder: its files are read where they stand")
    return Found(target, name, shown(place))


def _rejection(place: str, reason: str) -> Rejection:
    return Rejection(path=shown(place), line=None, field=None, reason=reason)


def _why(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
