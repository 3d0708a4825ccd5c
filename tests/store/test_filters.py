from __future__ import annotations

from typing import Any

import pytest

from rag.types import Article
from tests.store.kit import Desk, key


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """Three articles that differ in everything a filter asks for."""
    desk.put_all(
        [
            Article(id="a", text="A.", source="UN News", authors=("Ann Ö", "Bob"), kind="news", language="en"),
            Article(id="b", text="B.", source="ÉCHO", authors=("Bob",), kind="Opinion", language="fr", collection="x"),
            Article(id="c", text="C."),
        ]
    )
    return desk


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, {"a", "b", "c"}),
        ({"sources": ("un news",)}, {"a"}),
        ({"sources": ("écho", "UN NEWS")}, {"a", "b"}),
        ({"sources": ("UN",)}, set()),
        ({"authors": ("ANN ö",)}, {"a"}),
        ({"authors": ("bob",)}, {"a", "b"}),
        ({"authors": ("Ann Ö", "nobody")}, {"a"}),
        ({"kinds": ("opinion",)}, {"b"}),
        ({"kinds": ("NEWS",)}, {"a", "c"}),
        ({"languages": ("EN",)}, {"a"}),
        ({"languages": ("en", "fr"), "kinds": ("news",)}, {"a"}),
        ({"sources": ("un news",), "authors": ("bob",), "languages": ("fr",)}, set()),
        ({"collections": ("x",)}, {"b"}),
        ({"collections": ("x", "default")}, {"a", "b", "c"}),
        ({"collections": ("X",)}, set()),
        ({"readable": frozenset({"x"})}, {"b"}),
        ({"readable": frozenset()}, set()),
        ({"readable": frozenset({"x"}), "collections": ("default",)}, set()),
        ({"readable": frozenset({"x", "default"}), "collections": ("default", "secret")}, {"a", "c"}),
    ],
)
def test_filters_take_equal_names_in_any_case(filled: Desk, fields: dict[str, Any], expected: set[str]) -> None:
    """Sources, authors, kinds and languages by name whatever the case; collections to the letter."""
    assert filled.seen(**fields).keys() == expected


def test_filters_are_of_the_revision_that_stands(desk: Desk) -> None:
    """The one chosen by time is filtered; a filter never brings an earlier revision back."""
    desk.put("a", "One.", date="2018-05-01", source="Old")
    desk.put("a", "Two.", date="2018-05-01", updated="2018-05-09", source="New")

    assert desk.seen(sources=("Old",)) == {}
    assert desk.seen("2018-05-05", sources=("Old",)) == {"a": "One."}
    assert desk.seen("2018-05-05", sources=("New",)) == {}


def test_hostile_names_in_filters_are_only_names(filled: Desk) -> None:
    """No name ends a statement."""
    hostile = ("'; DROP TABLE article; --", '"', "%", "\x00", ":collection_0", "")

    assert filled.seen(sources=hostile, authors=hostile, kinds=hostile, languages=hostile) == {}
    assert filled.seen(collections=hostile) == {}
    assert len(filled.seen()) == 3


def test_many_names_are_no_error(filled: Desk) -> None:
    """A long list of sources is a long list of sources."""
    names = tuple(f"source {number}" for number in range(5_000))

    assert filled.seen(sources=(*names, "UN News")).keys() == {"a"}


def test_a_view_is_remembered_for_its_own_scope_only(filled: Desk) -> None:
    """Scopes that differ in anything see what is theirs, in any order of asking."""
    scopes: list[dict[str, Any]] = [{}, {"kinds": ("opinion",)}, {"readable": frozenset({"default"})}]
    expected = [{"a", "b", "c"}, {"b"}, {"a", "c"}]

    for _ in range(2):
        assert [filled.seen(**fields).keys() for fields in scopes] == expected


def test_a_view_follows_what_is_committed(filled: Desk) -> None:
    """After each change the same Scope sees the change and what was there before."""
    assert len(filled.seen()) == 3
    filled.put("d")
    assert filled.seen().keys() == {"a", "b", "c", "d"}
    filled.put("a", "Changed.")
    assert filled.seen()["a"] == "Changed."
    filled.delete("a")
    assert filled.seen().keys() == {"b", "c", "d"}
    filled.store.purge(key("b", collection="x"))
    with filled.store.read(filled.scope()) as reader:
        assert len(reader.visible()) == reader.coverage().articles == 2
    assert filled.seen().keys() == {"c", "d"}
