"""POST /v1/checks: a draft against the archive."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

Client = TestClient[Litestar]
Add = Callable[..., str]
DRAFT = "Russia, Turkey and Iran sponsor the Astana talks. Talks on Syria opened in Astana on Friday. Why?"


def test_each_sentence_has_its_state_and_its_citations(client: Client, add: Add, astana: dict[str, Any]) -> None:
    """Offsets are those of the draft; citations are whole, verbatim, and lead to the article."""
    key = add()

    told = client.post("/v1/checks", json={"text": DRAFT}).json()
    first, second, third = told["sentences"]

    assert [each["status"] for each in told["sentences"]] == ["supported", "contradicted", "not_checkable"]
    assert all(DRAFT[each["start"] : each["end"]] == each["text"] for each in told["sentences"])
    for cited in (*first["citations"], *second["citations"]):
        assert astana["text"][cited["start"] : cited["end"]] == cited["quote"]
        assert cited["link"].startswith(f"/read/{key}?")
    assert second["differs"] == [{"kind": "date", "draft": "Friday", "archive": "Wednesday"}]
    assert third["citations"] == []
    assert told["searched"]["articles"] == 1


def test_filters_hold(client: Client, add: Add) -> None:
    """What is out of scope neither bears a sentence out nor contradicts it."""
    add()

    told = client.post("/v1/checks", json={"text": DRAFT, "as_of": "2017-05-01"}).json()

    assert [each["status"] for each in told["sentences"]] == ["not_found", "not_found", "not_checkable"]


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "text"),
        ({"text": " \n"}, "text"),
        ({"text": "a" * 50_001}, "text"),
        ({"text": "It is. " * 600}, "text"),
        ({"text": DRAFT, "as_of": "soon"}, "as_of"),
        ({"text": DRAFT, "question": "Why?"}, "question"),
    ],
    ids=["none", "blank", "long", "many", "as_of", "unknown"],
)
def test_a_refusal_names_the_field(client: Client, sent: object, field: str) -> None:
    """As everywhere."""
    refused = client.post("/v1/checks", json=sent)

    assert refused.status_code == 400
    assert refused.json()["errors"][0]["field"] == field


@pytest.mark.anyio
async def test_a_client_that_leaves_stops_the_work_at_the_next_sentence(leave: Any, held: Any) -> None:  # noqa: ANN401
    """Of five sentences one is begun; the request ends at once and leaves no task behind."""
    draft = " ".join(f"The {name} ferry opened in May." for name in ("Arn", "Bel", "Cor", "Dun", "Esk"))

    departure = await leave(json.dumps({"text": draft}).encode(), after_s=0.3, path="/v1/checks")

    assert departure.remaining == set()
    assert departure.heard[0]["status"] == 499
    assert held.calls <= 2  # one to warm up
