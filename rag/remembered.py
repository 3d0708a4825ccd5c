"""Values of pure functions of article text, kept for speed, and all let go of at once when an article is purged."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
_forgetting: list[Callable[[], Any]] = []


def remembers(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keeps the last `most` values of a function whose arguments hold text of articles."""

    def keeping(function: Callable[P, T]) -> Callable[P, T]:
        kept = lru_cache(maxsize=most)(function)
        _forgetting.append(kept.cache_clear)
        return kept  # type: ignore[return-value]  # the same calls, which typeshed takes for any

    return keeping


def forget() -> None:
    """Lets go of all of them."""
    for each in _forgetting:
        each()
