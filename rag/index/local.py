"""The index on this machine: the newest whole generation, in memory, beside what the disk says now.

A search looks at CURRENT first, so that what another process published is in use at once; those
running go on with the generation they began with. Nothing that stands on the disk can make a search
raise or wait: what is damaged is logged and left, and the previous generation, or none, answers.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from rag.errors import ArchiveUnusable
from rag.index import files, generation
from rag.index.build import build
from rag.index.dense import FLAT_MOST
from rag.index.generation import Named, Stamp
from rag.index.opened import Opened, open_generation, read
from rag.store.protocol import Store
from rag.types import Candidates, Ids, Scope

_DUE_ROWS, _DUE_SHARE = 5_000, 0.05
_OPENINGS = 3  # another process may replace, and remove, what we are about to open
_log = logging.getLogger(__name__)


class _Seen(Struct, frozen=True):
    """What CURRENT was, and what came of it."""

    stamp: Stamp | None
    opened: Opened | None
    damage: str | None


class LocalIndex:
    """Passages by meaning and by words, in derived files under `root`: an `Index`.

    fingerprint: of the embedding model; a generation of another is not used. dim: of its vectors.
    """

    def __init__(self, root: Path, *, fingerprint: str, dim: int, flat_most: int = FLAT_MOST) -> None:
        self._root = root
        self._fingerprint = fingerprint
        self._dim = dim
        self._flat_most = flat_most
        self._seen: _Seen | None = None
        self._opening = threading.Lock()
        self._publishing = threading.Lock()

    def search(self, vector: NDArray[np.float32] | None, words: Sequence[str], visible: Ids, k: int) -> Candidates:
        """The `k` best passages of the `visible` revisions by each way, best first.

        Raises: ValueError for a vector that is not (dim,).
        """
        if vector is not None and vector.shape != (self._dim,):
            raise ValueError(f"a vector of shape {vector.shape}, not ({self._dim},)")
        opened = self._refreshed().opened
        if opened is None:
            nothing = np.empty(0, dtype=np.int64)
            return Candidates(dense=nothing, lexical=nothing, upto=0)
        return opened.search(vector, words, visible, k)

    def upto(self) -> int:
        """The commit sequence of the generation in use, 0 for none."""
        opened = self._refreshed().opened
        return opened.seq if opened else 0

    def damage(self) -> str | None:
        """Why the newest generation can't be used, None when all is well."""
        return self._refreshed().damage

    def due(self, store: Store) -> bool:
        """Whether to publish: many newer rows, none indexed yet, damage, or an index of another history."""
        seen = self._refreshed()
        upto = seen.opened.seq if seen.opened else 0
        if seen.damage is not None or upto > store.seq():
            return True
        with store.read(Scope(now=0)) as reader:
            newer = reader.newer(upto)
        return newer > (max(_DUE_ROWS, seen.opened.n * _DUE_SHARE) if seen.opened else 0)

    def publish(self, store: Store) -> int:
        """Makes a generation of all that the truth holds now; the commit sequence in use afterwards.

        Raises: ArchiveUnusable; ArchiveIncompatible when the truth's vectors are another model's.
        """
        with self._publishing:
            try:
                self._publish(store, generation.prepare(self._root))
            except (OSError, ValueError, RuntimeError, MemoryError) as error:
                raise ArchiveUnusable(f"no index can be published in {self._root}: {error}") from error
        return self.upto()

    def _publish(self, store: Store, folder: Path) -> None:
        seen = self._refreshed()
        with files.workspace(folder) as work:
            shaped = seen.opened.dense if seen.opened else None
            named = build(
                store, work, fingerprint=self._fingerprint, dim=self._dim, flat_most=self._flat_most, shaped=shaped
            )
            with files.folder(work) as inside:  # reading it back is the proof that it is whole
                opened = read(inside, named, fingerprint=self._fingerprint, dim=self._dim, beside=self._root)
            landed = generation.land(self._root, work, named, before=seen.stamp, keep=_kept(seen.opened, opened))
        with self._opening:
            self._seen = self._open(opened if landed else seen.opened)

    def _refreshed(self) -> _Seen:
        seen = self._seen
        if seen is None:
            with self._opening:
                return self._looked()
        if generation.stamp(self._root) == seen.stamp or not self._opening.acquire(blocking=False):
            return seen
        try:
            return self._looked()
        finally:
            self._opening.release()

    def _looked(self) -> _Seen:
        seen = self._seen
        if seen is None or generation.stamp(self._root) != seen.stamp:
            self._seen = seen = self._open(seen.opened if seen else None)
        return seen

    def _open(self, used: Opened | None) -> _Seen:
        for _ in range(_OPENINGS):
            stamp = generation.stamp(self._root)
            named, damage = self._newest()
            opened, damage = self._opened(named, used) if named else (None, damage)
            if opened is not None or generation.stamp(self._root) == stamp:
                break
        if opened is None and damage is not None:
            _log.warning("the index is damaged: %s", damage)
            opened = self._fallback(used)
        return _Seen(stamp, opened, damage)

    def _newest(self) -> tuple[Named | None, str | None]:
        try:
            return generation.current(self._root), None
        except FileNotFoundError:
            return None, "CURRENT is missing" if generation.listed(self._root) else None
        except (OSError, ArchiveUnusable) as error:
            return None, str(error)

    def _opened(self, named: Named, used: Opened | None) -> tuple[Opened | None, str | None]:
        if used is not None and used.named.name == named.name and used.named.sha256.startswith(named.sha256):
            return used, None
        try:
            return open_generation(self._root, named, fingerprint=self._fingerprint, dim=self._dim), None
        except Exception as error:  # whatever is wrong with files, the truth answers without them
            return None, f"{named.name}: {error}"

    def _fallback(self, used: Opened | None) -> Opened | None:
        for named in generation.listed(self._root):  # the newest again: it may be CURRENT that lies
            opened, damage = self._opened(named, used)
            if opened is not None:
                return opened
            _log.warning("passed over: %s", damage)
        return None


def _kept(used: Opened | None, opened: Opened) -> str | None:
    """The generation to keep for a fallback: the one in use, unless it holds passages that are gone from the truth."""
    if used is None or not np.isin(used.ids, opened.ids).all():
        return None
    return used.named.name
