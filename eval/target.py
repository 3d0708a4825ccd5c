"""What the harness needs of a system: to search, to answer, to show an article again.

But: no way to write. A service that is measured keeps the articles that it has.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from msgspec import Struct

from eval.types import Case, Fetched, Found, Outcome


class Searcher(Protocol):
    """A system that ranks passages."""

    @property
    def name(self) -> str:
        """What the figures are reported under."""
        ...

    def search(self, question: str, *, as_of: str | None, limit: int) -> tuple[Found, ...]:
        """Up to `limit` passages, best first; none when the system rejects the question. Raises: TargetUnusable."""
        ...


class Target(Searcher, Protocol):
    """A system that answers with citations."""

    def ask(self, case: Case) -> Outcome:
        """What it says to the case's question, `history` and `as_of` honoured; a failure is an outcome with `error`.

        Raises: TargetUnusable.
        """
        ...

    def article(self, key: str, revision: int) -> Fetched | None:
        """A cited revision as the system serves it, None when it does not. Raises: TargetUnusable."""
        ...


@runtime_checkable
class Limited(Protocol):
    """A system that says that it can't do all that a Target does; one that says nothing can."""

    @property
    def can_search(self) -> bool:
        """Whether it ranks passages; what it does not rank is not judged."""
        ...

    @property
    def can_fetch(self) -> bool:
        """Whether it serves cited articles to the byte; else quotes are not judged, and places by the suite's texts."""
        ...


class Able(Struct, frozen=True):
    """What a system can do."""

    search: bool = True
    fetch: bool = True


ABLE = Able()


def able_to(target: Target) -> Able:
    """What a system can do, by its own word."""
    return Able(target.can_search, target.can_fetch) if isinstance(target, Limited) else ABLE
