"""A service measured through its wire."""

from __future__ import annotations

import json
from collections.abc import Callable

import httpx
import pytest

from eval.errors import TargetUnusable
from eval.over_http import OverHttp
from eval.types import Case, Fetched, Found
from rag.types import Turn

CASE = Case(id="q", question="And Iran?", answerable=True, as_of="2017-05-03")
ANSWER = {
    "status": "answered",
    "reason": None,
    "interpreted": {"question": "And Iran?", "latest": False},
    "sentences": [{"text": "It sponsors the talks.", "start": 0, "end": 22, "citations": ["c1"], "kind": "extract"}],
    "citations": [
        {"id": "c1", "article": "KEY", "article_id": "talks", "revision": 1, "field": "text", "start": 3, "end": 9,
         "quote": "spons…", "quote_sha256": "0", "published": None, "marker": 1},
    ],
    "nearest": [],
    "generation": 4,
    "explain": {"scores": {"verdict": 0.7, "dense": 0.2}, "rejected": []},
}  # fmt: skip


def service(answer: Callable[[httpx.Request], httpx.Response]) -> OverHttp:
    """A target that is answered by a function."""
    return OverHttp(httpx.Client(base_url="http://archive", transport=httpx.MockTransport(answer)))


def test_an_answer_is_read_as_the_wire_has_it() -> None:
    """Status, sentences, citations and confidence come through; more fields do no harm; the time is taken."""
    outcome = service(lambda _: httpx.Response(200, json=ANSWER)).ask(CASE)

    assert (outcome.status, outcome.kept, outcome.error) == ("answered", True, None)
    assert outcome.sentences[0].citations == (outcome.citations[0].id,)
    assert outcome.latency_ms > 0
    assert (outcome.confidence, outcome.cpu_ms) == (0.7, None)


def test_a_follow_up_is_sent_as_messages_and_a_question_as_question() -> None:
    """Never both; as_of goes with either."""
    sent = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(json.loads(request.content))
        return httpx.Response(200, json=ANSWER)

    service(answer).ask(CASE)
    service(answer).ask(Case(id="f", question="And Iran?", answerable=True, history=(Turn("user", "Russia?"),)))

    assert sent == [
        {"question": "And Iran?", "as_of": "2017-05-03", "explain": True},
        {
            "messages": [{"role": "user", "content": "Russia?"}, {"role": "user", "content": "And Iran?"}],
            "as_of": None,
            "explain": True,
        },
    ]


def test_a_problem_is_an_outcome_that_says_why() -> None:
    """One question that fails does not end the run."""
    problem = {"title": "Invalid request", "detail": "question: too long", "status": 400}

    outcome = service(lambda _: httpx.Response(400, json=problem)).ask(CASE)

    assert outcome.error == "400 Invalid request: question: too long"
    assert not outcome.kept
    assert not outcome.refused


def test_hits_and_articles_are_read() -> None:
    """Hits in order; an article as cited; one that is gone is None."""

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v1/search":
            return httpx.Response(
                200, json={"hits": [{"article_id": "talks", "text": "Iran", "score": 1}], "next": None}
            )
        record = {"title": "T", "text": "Iran", "id": "x", "first_seen": "2026-05-01T09:00:00Z"}
        found = request.url.path == "/v1/articles/KEY" and request.url.params["revision"] == "2"
        return httpx.Response(200, json=record) if found else httpx.Response(410)

    target = service(answer)

    assert target.search("Iran?", as_of=None, limit=5) == (Found(article_id="talks", text="Iran"),)
    assert target.article("KEY", 2) == Fetched(title="T", text="Iran", first_seen="2026-05-01T09:00:00Z")
    assert target.article("GONE", 2) is None


@pytest.mark.parametrize("said", [b"<html>", b'{"status": "perhaps"}'])
def test_a_service_of_another_kind_is_not_measured(said: bytes) -> None:
    """What does not speak the wire ends the run with a reason."""
    with pytest.raises(TargetUnusable, match="wire's shape"):
        service(lambda _: httpx.Response(200, content=said)).ask(CASE)


def test_a_service_that_is_not_there_is_named() -> None:
    """A port that nobody listens on."""
    with pytest.raises(TargetUnusable, match=r"http://127\.0\.0\.1:9"):
        OverHttp.at("http://127.0.0.1:9")
