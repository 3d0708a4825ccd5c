"""POST /v1/answers as JSON."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from service.settings import ServiceSettings
from tests.service.reading import Reading

Client = TestClient[Litestar]
Add = Callable[..., str]


def test_an_answer_cites_what_it_says(client: Client, add: Add, question: str, astana: dict[str, Any]) -> None:
    """Each sentence stands in the text at its offsets, and each citation quotes the article."""
    key = add()

    answer = client.post("/v1/answers", json={"question": question}).json()
    cited = {citation["id"]: citation for citation in answer["citations"]}

    assert answer["status"] == "answered"
    assert answer["sentences"]
    for sentence in answer["sentences"]:
        assert answer["text"][sentence["start"] : sentence["end"]] == sentence["text"]
        assert sentence["citations"]
        for each in map(cited.__getitem__, sentence["citations"]):
            assert each["article"] == key
            assert astana["text"][each["start"] : each["end"]] == each["quote"]


def test_an_empty_archive_gives_no_answer(client: Client, question: str) -> None:
    """With nothing to read there is a status and words, no sentence."""
    answer = client.post("/v1/answers", json={"question": question}).json()

    assert answer["status"] == "no_evidence"
    assert answer["sentences"] == []
    assert answer["text"]
    assert answer["conflicts"] is None


def test_the_last_user_turn_is_the_question(client: Client, add: Add, question: str) -> None:
    """A conversation is answered by its last user turn."""
    add()
    turns = [{"role": "user", "content": "Hello?"}, {"role": "assistant", "content": "Yes."}]

    answer = client.post("/v1/answers", json={"messages": [*turns, {"role": "user", "content": question}]}).json()

    assert answer["status"] == "answered"


def test_as_of_is_honoured_and_echoed_bare(client: Client, add: Add, question: str) -> None:
    """What was published later is not read; a bare date stays bare."""
    add()

    answer = client.post("/v1/answers", json={"question": question, "as_of": "2017-05-02"}).json()

    assert answer["status"] == "no_evidence"
    assert answer["searched"]["as_of"] == "2017-05-02"
    assert answer["searched"]["articles"] == 0


@pytest.mark.parametrize(
    ("filters", "articles"),
    [
        ({"from": "2017-05-03", "to": "2017-05-03"}, 1),
        ({"from": "2017-05-04"}, 0),
        ({"to": "2017-05-02"}, 0),
        ({"sources": ["UN News"]}, 1),
        ({"sources": ["Other"]}, 0),
        ({"authors": ["Ana Brekke"]}, 1),
        ({"kinds": ["opinion"]}, 0),
        ({"languages": ["en"]}, 1),
        ({"collections": ["default"]}, 1),
        ({"collections": ["other"]}, 0),
    ],
    ids=str,
)
def test_filters_narrow_what_is_searched(client: Client, add: Add, filters: dict[str, Any], articles: int) -> None:
    """Each filter of the interface reaches the Scope."""
    add()

    answer = client.post("/v1/answers", json={"question": "Who sponsors the talks?"} | filters).json()

    assert answer["searched"]["articles"] == articles


def test_explaining_is_off_until_asked(client: Client, add: Add, question: str) -> None:
    """`explain` adds candidates and scores."""
    add()

    plain = client.post("/v1/answers", json={"question": question}).json()
    explained = client.post("/v1/answers", json={"question": question, "explain": True}).json()

    assert plain["explain"] is None
    assert set(explained["explain"]) == {"candidates", "scores", "rejected"}


@pytest.mark.parametrize("mode", ["auto", "extract", "generate"])
def test_every_mode_answers_without_a_model(client: Client, add: Add, question: str, mode: str) -> None:
    """With no language model configured each mode extracts, and nothing counts as degraded."""
    add()

    answer = client.post("/v1/answers", json={"question": question, "mode": mode}).json()

    assert (answer["mode"], answer["degraded_reason"]) == ("extract", None)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "question"),
        ({"question": ""}, "question"),
        ({"question": " \n"}, "question"),
        ({"question": "x" * 4_001}, "question"),
        ({"question": 5}, "question"),
        ({"question": None, "messages": None}, "question"),
        ({"question": "Who?", "messages": [{"role": "user", "content": "Who?"}]}, "messages"),
        ({"messages": []}, "messages"),
        ({"messages": [{"role": "assistant", "content": "I know."}]}, "messages"),
        ({"messages": [{"role": "user", "content": " "}]}, "messages"),
        ({"messages": [{"role": "user", "content": "x" * 4_001}]}, "messages"),
        ({"messages": [{"role": "robot", "content": "Who?"}]}, "messages[0].role"),
        ({"messages": [{"role": "user"}]}, "messages[0].content"),
        ({"question": "Who?", "as_of": "yesterday"}, "as_of"),
        ({"question": "Who?", "from": "2017-13-01"}, "from"),
        ({"question": "Who?", "to": "2017-02-30"}, "to"),
        ({"question": "Who?", "from": "2018", "to": "2017"}, "from"),
        ({"question": "Who?", "event_from": "soon"}, "event_from"),
        ({"question": "Who?", "event_to": "2017-02-30"}, "event_to"),
        ({"question": "Who?", "event_from": "2018", "event_to": "2017"}, "event_from"),
        ({"question": "Who?", "mode": "guess"}, "mode"),
        ({"question": "Who?", "stream": "true"}, "stream"),
        ({"question": "Who?", "save": True}, "save"),
        ({"question": "Who?", "sources": "UN News"}, "sources"),
        ({"question": "Who?", "sources": [""]}, "sources[0]"),
        ({"question": "Who?", "kinds": ["a"] * 101}, "kinds"),
        ({"question": "Who?", "asof": "2017"}, "asof"),
        ([], "body"),
    ],
    ids=lambda value: str(value)[:60],
)
def test_a_refusal_names_the_field(client: Client, sent: object, field: str) -> None:
    """What can't be taken is a 400 that names the field and says what was wanted."""
    refused = client.post("/v1/answers", json=sent)

    assert refused.status_code == 400
    assert refused.headers["content-type"] == "application/problem+json"
    assert [error["field"] for error in refused.json()["errors"]] == [field]
    assert refused.json()["errors"][0]["message"]


def test_a_nul_in_a_question_is_harmless(client: Client, add: Add) -> None:
    """NUL is a character like another."""
    add()

    assert client.post("/v1/answers", json={"question": "Astana\0 talks?"}).status_code == 200


class TestLinks:
    """Where a citation's link goes."""

    @pytest.fixture
    def settings(self) -> ServiceSettings:
        """Settings with a public address."""
        return ServiceSettings(public_url="https://news.example/")

    def test_without_an_address_of_its_own_it_is_our_reader(self, client: Client, add: Add, question: str) -> None:
        """The link is absolute under the public address, and opens the article at the cited words."""
        add()

        citation = client.post("/v1/answers", json={"question": question}).json()["citations"][0]
        page = client.get(citation["link"].removeprefix("https://news.example"))

        assert citation["link"].startswith(f"https://news.example/read/{citation['article']}?revision=1&start=")
        assert Reading(page.text).texts["cited"] == citation["quote"]

    def test_an_article_with_an_address_keeps_it(self, client: Client, add: Add, question: str) -> None:
        """The link is the publisher's, at the cited words."""
        add(url="https://news.invalid/astana")

        citation = client.post("/v1/answers", json={"question": question}).json()["citations"][0]

        assert citation["link"].startswith("https://news.invalid/astana#:~:text=")


@pytest.mark.anyio
async def test_a_client_that_leaves_stops_the_work(leave: Any, question: str) -> None:  # noqa: ANN401
    """The request ends at once though the embedder is still at it, and leaves no task behind."""
    departure = await leave(json.dumps({"question": question}).encode(), after_s=0.1)

    assert departure.remaining == set()
    assert departure.heard[0]["status"] == 499


@pytest.mark.anyio
async def test_health_answers_while_questions_wait(held: Any, aclient: httpx.AsyncClient, question: str) -> None:  # noqa: ANN401
    """With every asking thread held up, health and reads by key still answer."""
    await asyncio.to_thread(held.begun.wait, 5)
    held.go_on.clear()
    asking = [asyncio.ensure_future(aclient.post("/v1/answers", json={"question": question})) for _ in range(4)]
    await asyncio.sleep(0.1)

    live, ready, unknown = await asyncio.wait_for(
        asyncio.gather(*map(aclient.get, ("/health/live", "/health/ready", "/v1/articles/unknown"))), 2
    )
    held.go_on.set()
    answers = await asyncio.gather(*asking)

    assert (live.status_code, ready.status_code, unknown.status_code) == (200, 200, 404)
    assert [answer.status_code for answer in answers] == [200] * 4
