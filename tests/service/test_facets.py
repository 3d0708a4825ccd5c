"""GET /v1/facets."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from litestar import Litestar
from litestar.testing import TestClient

Client = TestClient[Litestar]
Add = Callable[..., str]


@pytest.fixture
def filled(add: Add) -> None:
    """Four articles, one of them undated and of no known outlet."""
    add(id="a", date="2017-05-03", source="UN News")
    add(id="b", date="2017-05-09", source="UN NEWS", collection="desk")
    add(id="c", date="2018-01", source="Lorne Post")
    add(id="d", date=None, source=None)


@pytest.mark.parametrize(
    ("by", "counts"),
    [
        ("month", [("2017-05", 2), ("2018-01", 1), (None, 1)]),
        ("source", [("Lorne Post", 1), ("UN News", 2), (None, 1)]),
        ("collection", [("default", 3), ("desk", 1)]),
    ],
)
@pytest.mark.usefixtures("filled")
def test_articles_are_counted(client: Client, by: str, counts: list[tuple[str | None, int]]) -> None:
    """By value; an outlet is one however its name is written, and named as an article writes it."""
    told = client.get(f"/v1/facets?by={by}").json()

    assert told["by"] == by
    assert [(each["value"], each["count"]) for each in told["counts"]] == counts


@pytest.mark.usefixtures("filled")
def test_filters_hold_here_too(client: Client) -> None:
    """As of a day, nothing later is counted."""
    told = client.get("/v1/facets?by=month&as_of=2017-06-01&collections=default").json()

    assert [(each["value"], each["count"]) for each in told["counts"]] == [("2017-05", 1)]


@pytest.mark.parametrize(("query", "field"), [("", "by"), ("by=year", "by"), ("by=month&form=2017", "form")])
def test_a_refusal_names_the_parameter(client: Client, query: str, field: str) -> None:
    """As everywhere."""
    refused = client.get(f"/v1/facets?{query}")

    assert refused.status_code == 400
    assert refused.json()["errors"][0]["field"] == field
