from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from rag.errors import ArticleGone, ArticleRejected, ArticleUnknown
from rag.store.protocol import Store
from rag.types import Article, Scope, article_key
from tests.store.kit import DAY, HOUR, SECOND, Clock, Desk, opened, when, window
from tests.store.model import Model

DATES = st.sampled_from([None, None, "2020-05-20", "2020-05-30T10:00:00Z", "2020-06-01", "2020-06", "2020-07-01"])
STATUSES = st.sampled_from(["usable"] * 12 + ["withheld", "canceled"])
LATER = st.sampled_from([None, None, None, None, "2020-06-01", "2020-06-01T13:00:00Z", "2020-06-05"])
NAMES = st.tuples(st.sampled_from(["x", "y"]), st.sampled_from(["a", "b", "c"]))
STEPS = st.sampled_from([-DAY, -HOUR, SECOND, HOUR, DAY, 5 * DAY])
SCOPES: list[dict[str, object]] = [
    {},
    {"embargoed": True},
    {"readable": frozenset({"x"})},
    {"sources": ("S",)},
    {"published": window("2020-05-25", "2020-06-30")},
]
INSTANTS = [None, "2020-05-25", "2020-05-31T12:00:00Z", "2020-06-01", "2020-06-02T00:30:00Z", "2020-07-10"]


class Truth(RuleBasedStateMachine):
    """A store and a dict that are told the same must say the same."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.clock = Clock()
        self.model = Model(self.clock)
        self.store: Store = opened(self.root / "archive", clock=self.clock)

    @initialize()
    def begin(self) -> None:
        """Begins with one article, so that there is something to revise."""
        self._put(Article(id="a", text="0", collection="x"))

    @rule(
        name=NAMES,
        text=st.sampled_from("012"),
        date=DATES,
        updated=DATES,
        status=STATUSES,
        embargoed_until=LATER,
        expires=LATER,
        source=st.sampled_from(["S", "T", None]),
    )
    def put(self, name: tuple[str, str], text: str, **fields: str | None) -> None:
        """Takes an article in."""
        collection, id = name
        self._put(Article(id=id, collection=collection, text=text, **fields))  # type: ignore[arg-type]

    def _put(self, article: Article) -> None:
        if (article.collection, article.id) in self.model.purged:
            with pytest.raises(ArticleRejected):
                Desk(self.store, self.clock).put_all([article])
            return
        (receipt,) = Desk(self.store, self.clock).put_all([article])
        assert (receipt.state, receipt.revision) == self.model.put(article)

    @rule(name=NAMES)
    def delete(self, name: tuple[str, str]) -> None:
        """Deletes an article, where there is one."""
        collection, id = name
        if name in self.model.standing():
            Desk(self.store, self.clock).delete(id, collection=collection)
            return self.model.delete(name)
        expected = ArticleGone if name in self.model.articles else ArticleUnknown
        with pytest.raises(expected):
            Desk(self.store, self.clock).delete(id, collection=collection)

    @rule(name=st.tuples(st.just("y"), st.just("c")))
    def purge(self, name: tuple[str, str]) -> None:
        """Purges an article, where there is one."""
        if name in self.model.articles:
            self.store.purge(article_key(*name))
            self.model.purge(name)

    @rule(step=STEPS)
    def wait(self, step: int) -> None:
        """Moves the clock, also back."""
        self.clock.now += step

    @rule()
    def reopen(self) -> None:
        """Closes the store and opens it again."""
        self.store.close()
        self.store = opened(self.root / "archive", clock=self.clock)

    @invariant()
    def same(self) -> None:
        """Every Scope at every as_of sees the same revisions."""
        for as_of in INSTANTS:
            for fields in SCOPES:
                scope = Scope(now=self.clock.now, as_of=when(as_of) if as_of else None, **fields)  # type: ignore[arg-type]
                assert self._seen(scope) == self.model.seen(scope), (as_of, fields)

    def _seen(self, scope: Scope) -> dict[tuple[str, str], int]:
        with self.store.read(scope) as reader:
            found = reader.revisions(reader.visible()).values()
            assert reader.coverage().articles == len(found)
            assert {each.key for each in reader.listing(None, 99, None)} == {each.key for each in found}
        return {(each.collection, each.article_id): each.number for each in found}

    def teardown(self) -> None:
        """Checks every hash, and removes the files."""
        problems = list(self.store.check())
        self.store.close()
        shutil.rmtree(self.root)
        assert problems == []


TestTruth = Truth.TestCase
TestTruth.settings = settings(
    max_examples=15, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
