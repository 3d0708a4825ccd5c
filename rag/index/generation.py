"""Generations on disk: what a manifest says, which one is current, how one lands, which ones go.

    gen/<seq>-<id>/   MANIFEST.json, vectors.faiss, columns.i64, tantivy/…: never changed once named
    CURRENT           "<name> <sha256 of MANIFEST.json>", replaced by rename

The id in a name begins the manifest's sha256, so that a generation vouches for itself when CURRENT
is lost. But: knows nothing of what the derived files hold; `build` and `opened` do.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from rag.errors import ArchiveUnusable
from rag.index import files
from rag.index.files import Sealed

FORMAT = 1  # raised whenever the meaning of a file changes
VECTORS, COLUMNS, LEXICAL, MANIFEST = "vectors.faiss", "columns.i64", "tantivy", "MANIFEST.json"
_CURRENT, _NEXT, _GENERATIONS, _LOCK = "CURRENT", ".CURRENT.next", "gen", ".lock"
_METRIC = "inner_product"
_NAME = re.compile(r"[0-9]{12,18}-[0-9a-f]{16}")
_LINE = re.compile(rf"({_NAME.pattern}) ([0-9a-f]{{64}})\n")
_PLAIN = re.compile(rf"{LEXICAL}/[A-Za-z0-9._-]+|{re.escape(VECTORS)}|{re.escape(COLUMNS)}")
_MANIFEST_MOST = 1 << 20  # bytes
_FALLBACKS = 3  # generations to try when the current one is damaged; one is kept, a killed publish may add one
_PATIENCE_S = 30.0  # a landing takes a rename and some unlinks
_log = logging.getLogger(__name__)

Stamp = tuple[int, int, int]  # of CURRENT: mtime in nanoseconds, inode, size


class Manifest(Struct, frozen=True, kw_only=True):
    """What a generation holds. `files`: by path, [bytes, sha256]; `cells_from`: passages that shaped cells, or 0."""

    format: int
    seq: int
    n: int
    dim: int
    metric: str
    normalise: bool
    fingerprint: str
    faiss: str
    cells_from: int
    nonce: str
    files: dict[str, Sealed]


class Named(Struct, frozen=True):
    """A generation's folder, and the sha256 (or its beginning) that its manifest must have."""

    name: str
    sha256: str


def describe(*, seq: int, n: int, dim: int, fingerprint: str, faiss: str, cells_from: int) -> Manifest:
    """The manifest of a generation whose files are still to come."""
    return Manifest(
        format=FORMAT,
        seq=seq,
        n=n,
        dim=dim,
        metric=_METRIC,
        normalise=True,
        fingerprint=fingerprint,
        faiss=faiss,
        cells_from=cells_from,
        nonce=secrets.token_hex(8),
        files={},
    )


def stamp(root: Path) -> Stamp | None:
    """What changes when CURRENT is replaced; None when there is none."""
    try:
        seen = os.stat(root / _CURRENT, follow_symlinks=False)
    except OSError:
        return None
    return seen.st_mtime_ns, seen.st_ino, seen.st_size


def current(root: Path) -> Named:
    """The generation that CURRENT names. Raises: OSError, ArchiveUnusable."""
    with files.folder(root) as top:
        line = files.read_small(_CURRENT, within=top, most=256)
    found = _LINE.fullmatch(line.decode("ascii", "replace"))
    if found is None:
        raise ArchiveUnusable("CURRENT names no generation")
    return Named(found[1], found[2])


def listed(root: Path) -> list[Named]:
    """The generations on disk, newest first, as far as a fallback may look."""
    try:
        with generations(root) as inside:
            names = sorted(filter(_NAME.fullmatch, os.listdir(inside)), key=_seq, reverse=True)
    except OSError:
        return []
    return [Named(name, name.rpartition("-")[2]) for name in names[:_FALLBACKS]]


@contextlib.contextmanager
def generations(root: Path) -> Iterator[int]:
    """A descriptor of the folder of generations. Raises: OSError, also when it is a link."""
    with files.folder(root) as top, files.folder(_GENERATIONS, within=top) as inside:
        yield inside


def manifest(named: Named, *, within: int, fingerprint: str, dim: int) -> Manifest:
    """The manifest in a folder, held against its hash, our format and model. Raises: OSError, ArchiveUnusable."""
    content = files.read_small(MANIFEST, within=within, most=_MANIFEST_MOST)
    if not hashlib.sha256(content).hexdigest().startswith(named.sha256):
        raise ArchiveUnusable(f"{MANIFEST} does not have the sha256 that names it")
    try:
        said = msgspec.json.decode(content, type=Manifest)
    except msgspec.DecodeError as error:
        raise ArchiveUnusable(f"{MANIFEST} can't be read: {error}") from error
    wanted = (FORMAT, _METRIC, True, fingerprint, dim)
    made = (said.format, said.metric, said.normalise, said.fingerprint, said.dim)
    if made != wanted:
        raise ArchiveUnusable(f"made for {made}, this archive needs {wanted} (format, metric, unit length, model, dim)")
    if not all(map(_PLAIN.fullmatch, said.files)):
        raise ArchiveUnusable(f"{MANIFEST} lists a file that no generation has")
    return said


def folder_of(root: Path) -> Path:
    """Where the generations of an archive stand."""
    return root / _GENERATIONS


def prepare(root: Path) -> Path:
    """The folder of generations, made for its owner alone where it is missing. Raises: OSError."""
    made = not root.exists()
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        os.mkdir(root / _GENERATIONS, 0o700)
        with files.folder(root) as top:
            files.flush(top)
    if made:
        with files.folder(root.parent) as parent:
            files.flush(parent)
    with generations(root):  # refuses a link or a file in its place
        return root / _GENERATIONS


def finish(work: Path, said: Manifest) -> Named:
    """Writes the manifest into a folder whose other files are durable; the generation's name."""
    content = msgspec.json.encode(said)
    with files.folder(work) as inside:
        sha256 = files.write(MANIFEST, content, within=inside).sha256
        files.flush(inside)
    return Named(f"{said.seq:012d}-{sha256[:16]}", sha256)


def land(root: Path, work: Path, named: Named, *, before: Stamp | None, keep: str | None) -> bool:
    """Makes a finished generation the current one and removes all but it and `keep`.

    False, and nothing is changed, when another process has meanwhile (CURRENT is no longer `before`)
    landed one of the same commit or a later: a purge is a commit, so ours may hold what theirs must not.
    Raises: OSError, ArchiveUnusable.
    """
    with generations(root) as inside, files.locked(_LOCK, within=inside, patience_s=_PATIENCE_S):
        if stamp(root) != before:
            if _seq(_rival(root)) >= _seq(named.name):
                return False
            keep = None
        os.rename(work, root / _GENERATIONS / named.name)
        files.flush(inside)
        _replace_current(root, named)
        _prune(root / _GENERATIONS, {named.name, keep})
    return True


def _seq(name: str) -> int:
    return int(name.partition("-")[0] or -1)


def _rival(root: Path) -> str:
    try:
        return current(root).name
    except (OSError, ArchiveUnusable):
        return ""  # older than any


def _replace_current(root: Path, named: Named) -> None:
    with files.folder(root) as top:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(_NEXT, dir_fd=top)  # what a killed publish left
        files.write(_NEXT, f"{named.name} {named.sha256}\n".encode(), within=top)
        os.rename(_NEXT, _CURRENT, src_dir_fd=top, dst_dir_fd=top)
        files.flush(top)


def _prune(folder: Path, kept: set[str | None]) -> None:
    """Unlinks, never truncates: whoever has an old generation open goes on with it."""
    for path in folder.iterdir():
        if path.name.startswith(files.TEMPORARY):
            files.remove_abandoned(path)
        elif _NAME.fullmatch(path.name) and path.name not in kept:
            _remove(path)


def _remove(path: Path) -> None:
    try:
        path.unlink() if path.is_symlink() else shutil.rmtree(path)
    except OSError as error:
        _log.warning("an old generation stays: %s", error)
