"""POST /v1/search."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

Client = TestClient[Litestar]
Add = Callable[..., str]


def test_a_hit_is_verbatim_and_in_its_place(client: Client, add: Add, astana: dict[str, Any]) -> None:
    """A hit says which passage of which revision it is, with its scores."""
    key = add()

    found = client.post("/v1/search", json={"question": "Astana talks"}).json()
    hit = found["hits"][0]

    assert (hit["article"], hit["article_id"], hit["revision"], hit["field"]) == (key, "astana", 1, "text")
    assert astana["text"][hit["start"] : hit["end"]] == hit["text"]
    assert set(hit["scores"]) == {"dense", "lexical", "rerank"}
    assert (hit["title"], hit["source"], hit["published"]) == (astana["title"], "UN News", "2017-05-03")
    assert hit["copies"] == []
    assert found["searched"]["articles"] == 1


def test_pages_follow_one_another(client: Client, add: Add) -> None:
    """Cursors lead through all hits, each once."""
    keys = {add(id=f"astana-{number}", text=f"Round {number} of the Astana talks began.") for number in range(5)}

    seen, cursor = [], None
    for _ in range(5):
        page = client.post("/v1/search", json={"question": "Astana talks", "limit": 2, "cursor": cursor}).json()
        seen += [hit["article"] for hit in page["hits"]]
        cursor = page["next"]
        if cursor is None:
            break

    assert cursor is None
    assert len(seen) == len(keys)
    assert set(seen) == keys


@pytest.mark.parametrize(("sort", "first"), [("newest", "2019-01-01"), ("oldest", "2017-01-01")])
def test_hits_can_be_sorted_by_date(client: Client, add: Add, sort: str, first: str) -> None:
    """Newest and oldest put dates in order."""
    for year in (2018, 2019, 2017):
        add(id=str(year), date=f"{year}-01-01", text=f"The Astana talks of {year} began.")

    hits = client.post("/v1/search", json={"question": "Astana talks", "sort": sort}).json()["hits"]

    assert hits[0]["published"] == first


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "question"),
        ({"question": " "}, "question"),
        ({"question": "x", "limit": 0}, "limit"),
        ({"question": "x", "limit": 101}, "limit"),
        ({"question": "x", "limit": "10"}, "limit"),
        ({"question": "x", "sort": "best"}, "sort"),
        ({"question": "x", "cursor": "hm"}, "cursor"),
        ({"question": "x", "as_of": "soon"}, "as_of"),
        ({"question": "x", "mode": "extract"}, "mode"),
    ],
    ids=str,
)
def test_a_refusal_names_the_field(client: Client, sent: dict[str, Any], field: str) -> None:
    """What can't be taken is a 400 that names the field."""
    refused = client.post("/v1/search", json=sent)

    assert refused.status_code == 400
    assert [error["field"] for error in refused.json()["errors"]] == [field]


def found(client: Client, asked: str, **other: object) -> set[str]:
    """The ids of the articles that a search finds."""
    hits = client.post("/v1/search", json={"question": asked} | other).json()["hits"]
    return {hit["article_id"] for hit in hits}


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("zebra breeding", set()),
        ("sponsors of the Astana talks", {"astana"}),
        ("Lowmere ferry sinks", {"ferry"}),
        ('"Lowmere ferry"', {"ferry"}),
        ('"Astana ferry"', set()),
        ("what happened", {"astana", "ferry"}),
        ("news of Tuesday", {"astana", "ferry"}),
        ("what happened in May 2017", {"astana", "ferry"}),
    ],
)
def test_only_what_is_on_the_matter_is_found(client: Client, add: Add, asked: str, wanted: set[str]) -> None:
    """The nearest of an archive that has nothing on it is no hit; whoever asks for no matter gets what there is."""
    add()
    add(id="ferry", title="", text="The Lowmere ferry sank on Tuesday. Nobody was hurt.")

    assert found(client, asked) == wanted


def test_a_hit_names_its_other_printings_in_scope(client: Client, add: Add) -> None:
    """By article and outlet; under an earlier day none that came later."""
    wire = (
        "The Lowmere ferry sank on Tuesday off the old quay after it struck a sandbank in fog, the coast guard said. "
        "All 214 people on board were taken off by three lifeboats within an hour, and nobody was seriously hurt."
    )
    keys = [add(id=f"{n}", title="", text=wire, source=f"Outlet {n}", date=f"2018-05-0{n}") for n in (1, 2, 3)]

    [hit] = client.post("/v1/search", json={"question": "Lowmere ferry", "sources": ["Outlet 1"]}).json()["hits"]
    assert hit["copies"] == []  # the others are out of Scope
    hits = client.post("/v1/search", json={"question": "Lowmere ferry", "as_of": "2018-05-02"}).json()["hits"]
    told = {hit["article"]: [copy["article"] for copy in hit["copies"]] for hit in hits}
    assert told == {keys[0]: [keys[1]], keys[1]: [keys[0]]}
