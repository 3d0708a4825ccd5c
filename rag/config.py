"""The library's settings, and the archive assembled from them. The environment is read by the service, not here."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rag import calibration
from rag.archive import Archive
from rag.plugins import load

DEFAULT_ARCHIVE = Path("archive")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What an archive is made of."""

    archive: Path = DEFAULT_ARCHIVE
    """The folder that holds the archive."""
    embedder: str = ""
    """A model folder or a name in the local hub cache; empty takes all-MiniLM-L6-v2."""
    reranker: str = ""
    """A folder with model.onnx and tokenizer.json; empty takes ms-marco-MiniLM-L-12-v2, `none` switches it off."""
    device: str = "cpu"
    """Where the embedder runs: cpu, cuda, cuda:1, mps."""
    timezone: str = "UTC"
    """The zone of dates whose publisher gives none."""


def assemble(settings: Settings, *, clock: Callable[[], int] | None = None) -> Archive:
    """The archive that `settings` describe; its folder is made when missing. `clock`: microseconds since 1970.

    Raises: ArchiveUnusable, ArchiveIncompatible, ModelUnavailable, ValueError for an unknown zone.
    """
    zone = _zone(settings.timezone)
    clock = clock or (lambda: time.time_ns() // 1_000)
    embedder = load("embedder", "sentence-transformers")(settings.embedder, device=settings.device)
    store = load("store", "sqlite")(
        settings.archive, fingerprint=embedder.fingerprint, dim=embedder.dim, zone=zone, clock=clock
    )
    index = load("index", "local")(settings.archive, fingerprint=embedder.fingerprint, dim=embedder.dim)
    reranker = None if settings.reranker == "none" else load("reranker", "onnx")(settings.reranker)
    fitted = calibration.read(settings.archive, reranker=reranker is not None)
    return Archive(
        store=store,
        index=index,
        embedder=embedder,
        reranker=reranker,
        zone=zone,
        clock=clock,
        calibration=fitted,
    )


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError(f"timezone {name!r} is not known; write it like Europe/Berlin") from error
