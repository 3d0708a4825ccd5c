"""POST /v1/chat/completions in pieces."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from rag.errors import ArchiveUnusable
from service import sse

Client = TestClient[Litestar]
Add = Callable[..., str]
ADDRESS = "/v1/chat/completions"


def stream(client: Client, question: str, **fields: object) -> str:
    """The stream that a question gets."""
    messages = [{"role": "user", "content": question}]
    reply = client.post(ADDRESS, json={"model": "dateline", "messages": messages, "stream": True} | fields)
    assert reply.status_code == 200, reply.text
    assert reply.headers["content-type"].startswith("text/event-stream")
    return reply.text


def pieces(text: str) -> list[Any]:
    """The objects of a stream, in order."""
    return [json.loads(line.removeprefix("data: ")) for line in text.split("\n\n") if line.startswith("data: {")]


def joined(told: list[Any]) -> str:
    """The content that pieces make up."""
    return "".join(choice["delta"].get("content", "") for each in told for choice in each["choices"])


def kinds(told: list[Any]) -> list[str]:
    """What each piece brings."""
    return [
        "+".join(each["choices"][0]["delta"]) or str(each["choices"][0]["finish_reason"])
        if each["choices"]
        else "+".join(name for name in ("dateline", "usage") if each.get(name))
        for each in told
    ]


def test_pieces_come_in_order(client: Client, add: Add, question: str) -> None:
    """The role, a piece a sentence, the rest, the annotations, the end, our answer, what it took, and [DONE]."""
    add()

    text = stream(client, question, stream_options={"include_usage": True})
    told = pieces(text)
    sentences = told[-2]["dateline"]["sentences"]

    assert kinds(told) == [
        "role+content", *["content"] * len(sentences), "content", "annotations", "stop", "dateline", "usage",
    ]  # fmt: skip
    assert text.endswith("data: [DONE]\n\n")
    assert {(each["id"], each["model"], each["object"]) for each in told} == {
        (told[0]["id"], "dateline", "chat.completion.chunk")
    }
    for piece, sentence in zip(told[1:], sentences, strict=False):
        assert sentence["text"] in piece["choices"][0]["delta"]["content"]


@pytest.mark.parametrize("model", ["dateline", "dateline-markdown", "dateline-extract"])
@pytest.mark.parametrize(
    "question",
    [
        "Which countries sponsor the Astana talks?",
        "Who painted the Zorbul murals? And which countries sponsor the Astana talks?",
        "Who painted the Zorbul murals?",
        "hello",
        "Generate a concise 3-word title for this chat. Only the title.",
    ],
)
def test_pieces_make_up_what_comes_whole(client: Client, add: Add, question: str, model: str) -> None:
    """Content and annotations are the same, byte for byte."""
    add(text="Russia, *Turkey* and Iran sponsor the Astana talks 🙂.\n\nThey opened in Astana on Wednesday.")

    told = pieces(stream(client, question, model=model))
    whole = client.post(ADDRESS, json={"model": model, "messages": [{"role": "user", "content": question}]}).json()
    message = whole["choices"][0]["message"]
    late = [each["choices"][0]["delta"].get("annotations", []) for each in told if each["choices"]]

    assert joined(told) == message["content"]
    assert [each for some in late for each in some] == message["annotations"]


def test_usage_is_told_only_to_who_asks(client: Client, add: Add, question: str) -> None:
    """Without stream_options no piece speaks of it."""
    add()

    assert all("usage" not in each for each in pieces(stream(client, question)))


def test_old_clients_find_only_data_and_comments(client: Client, add: Add, question: str) -> None:
    """No event has a name or an id, and each line ends as OpenAI's do."""
    add(text="Russia, Turkey and Iran sponsor\u2028the Astana talks.")

    text = stream(client, question)

    assert "\r" not in text
    assert all(line.startswith("data: ") for line in text.splitlines() if line)


def test_what_can_be_refused_is_refused_before_the_stream(client: Client) -> None:
    """A question that can't be taken is a 400 though a stream was asked for."""
    sent = {"messages": [{"role": "user", "content": "Who?"}], "stream": True, "dateline": {"as_of": "soon"}}

    refused = client.post(ADDRESS, json=sent)

    assert refused.status_code == 400
    assert refused.json()["error"]["param"] == "dateline.as_of"


def test_a_failure_underway_is_an_error_and_no_end(
    client: Client, break_store: Callable[[str, Exception], None], question: str, log: list[Any]
) -> None:
    """Clients raise at the error; neither a finish nor [DONE] pretends that the answer is whole."""
    break_store("read", ArchiveUnusable("disk on fire at /secret/place"))

    text = stream(client, question)
    *_, last = pieces(text)

    assert last["error"]["type"] == "server_error"
    assert last["error"]["code"] == "archive_unusable"
    assert last["error"]["request_id"]
    assert "[DONE]" not in text
    assert '"stop"' not in text
    assert "/secret/place" not in text
    assert any(entry["event"] == "failed" for entry in log)


@pytest.mark.anyio
async def test_a_slow_answer_keeps_the_line_open_and_a_leaver_ends_it(
    leave: Any,  # noqa: ANN401
    question: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Comments come while nothing happens; when the client leaves, the request ends though work is held up."""
    monkeypatch.setattr(sse, "KEEP_ALIVE_S", 0.05)
    body = json.dumps({"messages": [{"role": "user", "content": question}], "stream": True}).encode()

    departure = await leave(body, after_s=0.3, path=ADDRESS)
    heard = b"".join(message.get("body", b"") for message in departure.heard)

    assert heard.startswith(b'data: {"id":"chatcmpl-')
    assert heard.count(sse.SILENCE) >= 2
    assert departure.remaining == set()
