"""The truth as a dict: what DESIGN.md 3 says, in the plainest words, to hold a store against."""

from __future__ import annotations

from datetime import UTC

from msgspec import Struct

from rag.settle import settle
from rag.times import FOREVER
from rag.types import Article, Revision, Scope, Window
from tests.store.kit import Clock

Name = tuple[str, str]  # collection, id


class Arrival(Struct, frozen=True):
    """A revision as it came."""

    number: int
    revision: Revision
    valid_from: int
    place: tuple[int, int]  # among those of its article: the latest is current


class Model:
    """Articles in memory."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.articles: dict[Name, list[Arrival]] = {}
        self.erased: dict[Name, int] = {}
        self.killed: set[Name] = set()
        self.purged: set[Name] = set()

    def put(self, article: Article) -> tuple[str, int]:
        """The state and the number of the receipt."""
        name = (article.collection, article.id)
        revision = settle(article, zone=UTC)
        live = self.live(name)
        current = max(live, key=lambda each: each.place, default=None)
        arrival = self._arrival(name, revision, current)
        if current and current.revision.sha256 == revision.sha256:
            return "unchanged", current.number
        twins = [each for each in live if each.revision.sha256 == revision.sha256]
        if current and arrival.place[0] < current.place[0] and twins:
            return "unchanged", twins[0].number
        self.articles.setdefault(name, []).append(arrival)
        if revision.status == "canceled":
            self.killed.add(name)
        return ("revised" if live else "new"), arrival.number

    def _arrival(self, name: Name, revision: Revision, current: Arrival | None) -> Arrival:
        number = len(self.articles.get(name, [])) + 1
        now = self.clock.now
        if revision.updated:
            valid_from = place = revision.updated.last
        elif revision.published and number == 1:
            valid_from, place = revision.published.last, revision.published.first
        else:
            valid_from, place = now, max(now, current.place[0] if current else 0)
        return Arrival(number, revision, valid_from, (place, number))

    def delete(self, name: Name) -> None:
        """Takes out what has come so far."""
        self.erased[name] = len(self.articles[name])

    def purge(self, name: Name) -> None:
        """Takes an article out for good."""
        self.purged.add(name)
        self.articles.pop(name, None)

    def live(self, name: Name) -> list[Arrival]:
        """The revisions that no deletion took."""
        return [each for each in self.articles.get(name, []) if each.number > self.erased.get(name, 0)]

    def standing(self) -> list[Name]:
        """The articles that can be deleted."""
        return [name for name in self.articles if self.live(name) and name not in self.killed]

    def seen(self, scope: Scope) -> dict[Name, int]:
        """The number of the revision of each article in Scope."""
        chosen = {name: self._chosen(name, scope) for name in self.standing()}
        return {name: each.number for name, each in chosen.items() if each and _fits(name, each.revision, scope)}

    def _chosen(self, name: Name, scope: Scope) -> Arrival | None:
        live = self.live(name)
        if max(live, key=lambda each: each.place).revision.status == "withheld":
            return None
        known = [each for each in live if _known(each, scope)]
        return max(known, key=lambda each: each.place, default=None)


def _known(arrival: Arrival, scope: Scope) -> bool:
    until = scope.as_of.last if scope.as_of else FOREVER
    published, embargo = arrival.revision.published, arrival.revision.embargoed_until
    if arrival.valid_from > until or (published and published.last > until):
        return False
    return embargo is None or scope.embargoed or embargo.last <= min(until, scope.now)


def _fits(name: Name, revision: Revision, scope: Scope) -> bool:
    if scope.readable is not None and name[0] not in scope.readable:
        return False
    if revision.status != "usable" or (revision.expires and revision.expires.last < scope.now):
        return False
    sources = [each.casefold() for each in scope.sources]
    return _inside(revision, scope.published) and (not sources or (revision.source or "").casefold() in sources)


def _inside(revision: Revision, window: Window) -> bool:
    if not window:
        return True
    published = revision.published
    return (
        published is not None
        and (window.begin is None or published.first >= window.begin.first)
        and (window.until is None or published.last <= window.until.last)
    )
