"""The archive that a suite is measured in: made once, kept under build/eval, made anew when it would differ.

What it would be is hashed: the suite's files, the settings that shape rows, and the code that turns
articles into rows. So a second run costs nothing, and no run measures yesterday's splitting.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
from msgspec import Struct
from tqdm import tqdm

from eval import shaping
from eval.types import Suite
from rag.archive import Archive
from rag.config import Settings, assemble
from rag.errors import ArchiveIncompatible
from rag.types import Rejection

_COMPLETE = "complete.json"
Make = Callable[[Settings], Archive]


class Ready(Struct, frozen=True):
    """An archive that holds a suite's articles, and those that it rejected."""

    archive: Archive
    rejected: tuple[str, ...]


class Complete(Struct, frozen=True):
    """Written beside an archive when all is in it: what was rejected, and the code that made its index."""

    rejected: tuple[str, ...]
    index: str


def opened(suite: Suite, settings: Settings, *, root: Path, make: Make = assemble) -> Ready:
    """The archive of `suite` under `root`, made and filled when it is not. Raises: what ingesting raises."""
    name = suite.corpus or suite.name
    home = root / f"{name}-{fingerprint(suite, settings)}"
    _clear(root, name, kept=home.name)
    if not (home / _COMPLETE).is_file() and _has_revisions(suite):
        # Taking A, B in again after an interruption would make A a third revision.
        shutil.rmtree(home, ignore_errors=True)
    archive = _made(home, replace(settings, archive=home / "archive"), make)
    complete = _read(home) or Complete(tuple(_fill(archive, suite)), shaping.index())
    if complete.index != shaping.index():
        archive.rebuild()
    _write(home, Complete(complete.rejected, shaping.index()))
    return Ready(archive, complete.rejected)


def fingerprint(suite: Suite, settings: Settings) -> str:
    """12 hexadecimal digits that change when the rows of the archive would."""
    said = (settings.embedder, settings.timezone, sha256(suite.sources), shaping.rows())
    return hashlib.sha256("\0".join(said).encode()).hexdigest()[:12]


def sha256(files: tuple[Path, ...]) -> str:
    """The hash of the bytes of `files`, in order."""
    total = hashlib.sha256()
    for path in files:
        with path.open("rb") as file:
            total.update(hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()


def _made(home: Path, settings: Settings, make: Make) -> Archive:
    home.mkdir(parents=True, exist_ok=True)
    try:
        return make(settings)
    except ArchiveIncompatible:  # kept from before the store's format changed
        shutil.rmtree(home)
        home.mkdir()
        return make(settings)


def _fill(archive: Archive, suite: Suite) -> Iterator[str]:
    """Ingests, and tells what was rejected."""
    taken = archive.ingest(suite.sources)
    for outcome in tqdm(taken, total=len(suite.editions), desc=f"{suite.name}: articles", disable=None):
        if isinstance(outcome, Rejection):
            yield f"{outcome.path}:{outcome.line or ''} {outcome.reason}"


def _has_revisions(suite: Suite) -> bool:
    return any(edition.number > 1 for edition in suite.editions)


def _read(home: Path) -> Complete | None:
    path = home / _COMPLETE
    return msgspec.json.decode(path.read_bytes(), type=Complete) if path.is_file() else None


def _write(home: Path, complete: Complete) -> None:
    (home / _COMPLETE).write_bytes(msgspec.json.encode(complete))


def _clear(root: Path, name: str, *, kept: str) -> None:
    """Removes archives of the same articles that nothing can use any more."""
    ours = re.compile(re.escape(name) + "-[0-9a-f]{12}")
    for folder in root.glob("*/"):
        if ours.fullmatch(folder.name) and folder.name != kept:
            shutil.rmtree(folder)
