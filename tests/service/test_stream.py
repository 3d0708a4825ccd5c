"""POST /v1/answers as server-sent events."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Callable
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from rag.errors import ArchiveUnusable
from service import sse

Client = TestClient[Litestar]
Add = Callable[..., str]


def read(stream: str) -> list[tuple[int, str, Any]]:
    """Each event as its id, name and data."""
    events = []
    for block in filter(None, stream.split("\r\n\r\n")):
        fields = dict(line.split(": ", 1) for line in block.split("\r\n") if not line.startswith(":"))
        events.append((int(fields["id"]), fields["event"], json.loads(fields["data"])))
    return events


def test_events_come_in_order_and_end_with_the_answer(client: Client, add: Add, question: str) -> None:
    """Start, evidence, sentences, answer, with ids that grow; the sentences are those of the answer."""
    key = add()

    stream = client.post("/v1/answers", json={"question": question, "stream": True})
    events = read(stream.text)
    names = [name for _, name, _ in events]
    told = [data for _, name, data in events if name == "sentence"]

    assert stream.headers["content-type"].startswith("text/event-stream")
    assert [number for number, _, _ in events] == list(range(1, len(events) + 1))
    assert names == ["start", "evidence", *["sentence"] * len(told), "answer"]
    assert told
    assert events[0][2]["id"] == events[-1][2]["id"]
    assert events[1][2]["hits"][0]["article"] == key
    assert [each["sentence"] for each in told] == events[-1][2]["sentences"]
    assert all(citation["link"] for each in told for citation in each["citations"])


def test_streamed_and_whole_answers_are_the_same(client: Client, add: Add, question: str) -> None:
    """The last event is what the JSON answer would have been, but for its id and timings."""
    add()

    whole = client.post("/v1/answers", json={"question": question}).json()
    streamed = read(client.post("/v1/answers", json={"question": question, "stream": True}).text)[-1][2]

    volatile = {"id", "timings_ms"}
    assert {name: value for name, value in streamed.items() if name not in volatile} == {
        name: value for name, value in whole.items() if name not in volatile
    }


def test_no_line_end_of_unicode_parts_an_event(client: Client, add: Add, question: str, astana: dict[str, Any]) -> None:
    """Every line of the stream begins with the name of a field, for clients that split at those too."""
    add(text=astana["text"].replace("on Wednesday", "on\u2028Wednesday"), title="a\x85b\u2029c")

    text = client.post("/v1/answers", json={"question": question, "stream": True}).text

    assert {line.split(":")[0] for line in text.splitlines() if line} == {"id", "event", "data"}
    assert "\u2028" in read(text)[1][2]["hits"][0]["text"]


def test_what_can_be_refused_is_refused_before_the_stream(client: Client) -> None:
    """A question that can't be taken is a 400, streamed or not."""
    refused = client.post("/v1/answers", json={"question": " ", "stream": True})

    assert refused.status_code == 400
    assert refused.headers["content-type"] == "application/problem+json"


def test_a_failure_underway_is_an_error_event(
    client: Client, break_store: Callable[[str, Exception], None], question: str, log: list[Any]
) -> None:
    """Once the stream has begun, a problem is told as its last event, without internals."""
    break_store("read", ArchiveUnusable("disk on fire at /secret/place"))

    text = client.post("/v1/answers", json={"question": question, "stream": True}).text
    number, name, problem = read(text)[-1]

    assert (number, name) == (2, "error")
    assert problem["status"] == 503
    assert problem["request_id"]
    assert "/secret/place" not in text
    assert any(entry["event"] == "failed" for entry in log)


@pytest.mark.anyio
async def test_silence_is_filled_and_the_source_closed() -> None:
    """None stands for each silent spell; whoever stops listening closes the source."""
    closed = []

    async def slow() -> AsyncGenerator[int, None]:
        try:
            yield 1
            await asyncio.sleep(0.12)
            yield 2
            yield 3
        finally:
            closed.append(True)

    heard: list[int | None] = []
    async for each in sse.paced(slow(), every_s=0.05):
        heard.append(each)
        if each == 2:
            break
    await asyncio.sleep(0.05)

    assert heard[0] == 1
    assert heard[-1] == 2
    assert None in heard
    assert closed == [True]


@pytest.mark.anyio
async def test_a_slow_answer_keeps_the_line_open_and_a_leaver_ends_it(
    leave: Any,  # noqa: ANN401
    question: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Comments come while nothing happens; when the client leaves, the request ends though work is held up."""
    monkeypatch.setattr(sse, "KEEP_ALIVE_S", 0.05)

    departure = await leave(json.dumps({"question": question, "stream": True}).encode(), after_s=0.3)
    heard = b"".join(message.get("body", b"") for message in departure.heard)

    assert heard.startswith(b"id: 1\r\nevent: start\r\n")
    assert heard.count(sse.KEEP_ALIVE) >= 2
    assert departure.remaining == set()
