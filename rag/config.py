"""The library's settings, and the archive assembled from them. The environment is read by the service, not here."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rag import calibration
from rag.archive import Archive
from rag.compose.composer import Composer
from rag.llm.breaker import Breaker
from rag.llm.budget import Budget
from rag.plugins import load

DEFAULT_ARCHIVE = Path("archive")
_MOST = {"llm_timeout_s": 3_600, "llm_daily_tokens": 10**12, "llm_price_in": 10**6, "llm_price_out": 10**6}


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
    llm_url: str = ""
    """An OpenAI-compatible endpoint that writes the answers, ending in /v1; empty: the sources' own sentences."""
    llm_model: str = ""
    """The model's name there."""
    llm_key: str = field(default="", repr=False)
    """The endpoint's key; only ever read from its variable."""
    llm_timeout_s: float = 30.0
    """Seconds that the model has for one question; then the sources' own sentences are shown."""
    llm_daily_tokens: int = 0
    """Tokens that it may use in a UTC day, in each process; 0: no limit."""
    llm_price_in: float = 0.0
    """What a million tokens of prompt cost, for the `usage` of answers."""
    llm_price_out: float = 0.0
    """What a million tokens of answer cost."""
    no_llm_collections: tuple[str, ...] = ()
    """Collections that the model is never shown, in capitals or not."""


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
        composer=_composer(settings),
    )


def _composer(settings: Settings) -> Composer | None:
    """What writes with a language model, None where there is none. Raises: ValueError for a setting that can't be."""
    if not settings.llm_url:
        return None
    for name, most in _MOST.items():
        value = getattr(settings, name)
        if not 0 <= value <= most or (name == "llm_timeout_s" and not value):
            raise ValueError(f"{name} is {value}; wanted a number from 0 to {most:,}")
    prices = (settings.llm_price_in, settings.llm_price_out)
    try:
        client = load("llm", "openai")(
            settings.llm_url, settings.llm_model, key=settings.llm_key, prices=prices if any(prices) else None
        )
    except ValueError as error:
        raise ValueError(f"the language model can't be asked (llm_url, llm_key): {error}") from error
    llm = Budget(Breaker(client), daily_tokens=settings.llm_daily_tokens or None)
    withheld = {name.strip().casefold() for each in settings.no_llm_collections for name in each.split(",")}
    return Composer(llm, seconds=settings.llm_timeout_s, withheld=withheld - {""})


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError(f"timezone {name!r} is not known; write it like Europe/Berlin") from error
