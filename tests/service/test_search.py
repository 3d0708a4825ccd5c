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
    assert hit["copies"] is None
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
