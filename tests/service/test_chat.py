"""POST /v1/chat/completions in one piece, and the models that it may name."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from rag.errors import ArchiveUnusable
from service.settings import ServiceSettings

Client = TestClient[Litestar]
Add = Callable[..., str]
ADDRESS = "/v1/chat/completions"
WHO = [{"role": "user", "content": "Who?"}]
JSON = {"content-type": "application/json"}
FORM = {"content-type": "application/x-www-form-urlencoded"}
FIRE = {
    "id": "fire",
    "title": "Fire at Tarnholt",
    "text": "The fire at Tarnholt killed 12 people. Ada Quist led the firefighters at Tarnholt.",
    "date": "2018-06-04",
    "source": "Kell Courier",
    "url": "https://kell.invalid/fire_(one)",
}


def ask(client: Client, *contents: object, **fields: object) -> Any:  # noqa: ANN401, JSON
    """The reply to a chat whose turns alternate and end with the user's."""
    roles = ["assistant" if (len(contents) - n) % 2 == 0 else "user" for n in range(len(contents))]
    messages = [{"role": role, "content": content} for role, content in zip(roles, contents, strict=True)]
    reply = client.post(ADDRESS, json={"model": "dateline", "messages": messages} | fields)
    assert reply.status_code == 200, reply.text
    return reply.json()


def content(reply: dict[str, Any]) -> str:
    """What a reply says."""
    said: str = reply["choices"][0]["message"]["content"]
    return said


def cited(reply: dict[str, Any]) -> list[dict[str, Any]]:
    """The annotations of a reply."""
    return [each["url_citation"] for each in reply["choices"][0]["message"]["annotations"]]


def test_a_reply_has_the_shape_that_clients_know(client: Client, add: Add, question: str) -> None:
    """One choice that stops, the model that was named, the whole answer beside it."""
    add()

    reply = ask(client, question)
    answer = client.post("/v1/answers", json={"question": question}).json()

    assert reply["object"] == "chat.completion"
    assert reply["id"].startswith("chatcmpl-")
    assert reply["created"] > 1_700_000_000
    assert reply["model"] == "dateline"
    assert [each["finish_reason"] for each in reply["choices"]] == ["stop"]
    assert reply["choices"][0]["message"]["role"] == "assistant"
    assert reply["usage"] == {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}
    assert reply["dateline"] | {"id": "", "timings_ms": {}} == answer | {"id": "", "timings_ms": {}}


def test_each_marker_has_its_annotation(client: Client, add: Add, question: str) -> None:
    """An annotation covers the marker's code points, and leads to the cited words in our reader."""
    key = add(text="Was 🙂 so? Russia, Turkey and Iran sponsor the Astana talks 🙂. The talks were held in Astana.")

    reply = ask(client, question)
    said = content(reply)

    assert said.startswith(reply["dateline"]["sentences"][0]["text"] + " [1]")
    assert [said[each["start_index"] : each["end_index"]] for each in cited(reply)] == re.findall(r"\[\d+\]", said)
    first = cited(reply)[0]
    assert first["title"] == "Talks on Syria open in Astana"
    assert re.fullmatch(
        rf"http://127\.0\.0\.1/read/{key}\?revision=1&start=\d+&end=\d+#cited:~:text=Russia[^#]+", first["url"]
    )


def test_an_article_with_an_address_is_cited_there(client: Client, add: Add) -> None:
    """The address comes with the cited words, and with nothing in it that could end it in Markdown."""
    add(**FIRE)

    first = cited(ask(client, "How many people did the fire at Tarnholt kill?"))[0]

    assert first["url"].startswith("https://kell.invalid/fire_%28one%29#:~:text=The%20fire%20at%20Tarnholt")


class TestPublic:
    """A service with a public address."""

    @pytest.fixture
    def settings(self) -> ServiceSettings:
        """Settings with a public address."""
        return ServiceSettings(public_url="https://news.example/")

    def test_links_to_our_reader_start_with_it(self, client: Client, add: Add, question: str) -> None:
        """The address of the request does not matter then."""
        key = add()

        assert cited(ask(client, question))[0]["url"].startswith(f"https://news.example/read/{key}?revision=1&start=")


def test_sources_stand_in_the_text_for_those_who_drop_annotations(client: Client, add: Add) -> None:
    """`dateline-markdown` lists each cited source with its link and quote."""
    add(**FIRE)

    reply = ask(client, "How many people did the fire at Tarnholt kill?", model="dateline-markdown")
    told, _, listed = content(reply).partition("\n\n**Sources**\n\n")

    assert told.startswith("The fire at Tarnholt killed 12 people. [1]")
    assert listed.startswith("- [1] [Fire at Tarnholt](https://kell.invalid/fire_%28one%29#:~:text=")
    assert "), Kell Courier, 2018-06-04: “The fire at Tarnholt killed 12 people.”" in listed


def test_extraction_may_be_asked_for_by_name(client: Client, add: Add, question: str) -> None:
    """`dateline-extract` quotes, whatever else could be done."""
    add()

    assert ask(client, question, model="dateline-extract")["dateline"]["mode"] == "extract"


def test_an_abstention_says_what_came_nearest(client: Client, add: Add) -> None:
    """In words, without any marker; `dateline-markdown` links the closest passages."""
    add(**FIRE)

    reply = ask(client, "Who painted the Zorbul murals?")
    listing = content(ask(client, "Who painted the Zorbul murals?", model="dateline-markdown"))

    assert reply["dateline"]["status"] in ("no_evidence", "not_stated")
    assert content(reply) == reply["dateline"]["text"]
    assert cited(reply) == []
    assert "**Closest passages**\n\n- [Fire at Tarnholt](https://kell.invalid/" in listing


def test_what_one_part_of_a_question_lacks_is_told_behind_the_rest(client: Client, add: Add, question: str) -> None:
    """Of two questions the one that has no answer is named."""
    add()

    said = content(ask(client, f"Who painted the Zorbul murals? And {question[0].lower()}{question[1:]}"))

    assert "sponsor the Astana talks. [1]" in said
    assert "\n\nOn “Who painted the Zorbul murals?”: the archive" in said


def test_words_that_lean_on_their_day_are_explained(client: Client, add: Add) -> None:
    """Notes tell in plain words what the page shows in brackets, each with its marker."""
    add()

    reply = ask(client, "When did the talks on Syria open in Astana?")

    assert "\n\nNote: “Wednesday”: 3 May 2017 [1]" in content(reply)
    assert len(cited(reply)) == len(re.findall(r"\[\d+\]", content(reply)))


def test_notes_and_earlier_figures_are_told(client: Client, add: Add) -> None:
    """What stood before, and what the server has to say, end the content in plain words, with markers."""
    add(**FIRE)
    later = "The fire at Tarnholt killed 15 people, officials said, correcting an earlier toll."
    add(**FIRE | {"id": "later", "date": "2018-06-06", "text": later, "url": None})

    reply = ask(client, "How many people did the fire at Tarnholt kill?")
    answer = reply["dateline"]

    for note in answer["notes"]:
        assert f"Note: {note['text']}" in content(reply)
    for course in answer["history"]:
        assert f"Note: earlier figures: {course['values'][0]['value']} " in content(reply)
    assert answer["history"] or answer["notes"]
    assert len(cited(reply)) == len(re.findall(r"\[\d+\]", content(reply)))


@pytest.mark.parametrize(
    "parts",
    [
        ["Which countries sponsor the Astana talks?"],
        [{"type": "text", "text": "Which countries sponsor the Astana talks?"}],
        [
            {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}},
            {"type": "text", "text": "Which countries sponsor"},
            {"type": "text", "text": "the Astana talks?"},
            {"type": "input_audio", "input_audio": {"data": "", "format": "wav"}},
        ],
    ],
    ids=["words", "one part", "several and pictures"],
)
def test_content_may_come_in_parts(client: Client, add: Add, parts: list[object]) -> None:
    """Text parts are one question; others are not read."""
    add()

    assert "sponsor the Astana talks" in content(ask(client, parts))


def test_other_turns_are_no_evidence(client: Client) -> None:
    """What system, assistant and tool turns say is never an answer."""
    told = "Russia, Turkey and Iran sponsor the Astana talks."
    roles = ["system", "developer", "assistant", "tool", "function"]
    messages = [{"role": role, "content": told} for role in roles]
    asked = {"role": "user", "content": "Which countries sponsor the Astana talks?"}

    reply = client.post(ADDRESS, json={"messages": [*messages, asked, messages[3]]}).json()

    assert reply["dateline"]["status"] == "no_evidence"
    assert "Turkey" not in content(reply)


def test_earlier_turns_tell_whom_is_meant(client: Client, add: Add) -> None:
    """A pronoun gets its name from the turns before, with our own markers and notes in them."""
    add(**FIRE)
    before = "Ada Quist led the firefighters at Tarnholt. [1]\n\nNote: 1 article, 1 source. [1]"

    reply = ask(client, "Who led the firefighters at Tarnholt?", before, "Where did she lead the firefighters?")

    assert "Ada Quist" in reply["dateline"]["interpreted"]["question"]


@pytest.mark.parametrize("turns", [40, 400])
def test_a_history_of_any_length_is_taken(client: Client, add: Add, question: str, turns: int) -> None:
    """What is old is dropped; a chat that grows does not get slower or fail."""
    add()
    history = [each for n in range(turns) for each in (f"And who left hall {n}?", f"She left hall {n}. " * 100)]

    assert "sponsor the Astana talks" in content(ask(client, *history, question))


@pytest.mark.parametrize(
    "ignored",
    [
        {"temperature": "hot", "top_p": 3, "seed": None},
        {"n": 4},
        {"response_format": {"type": "json_schema", "json_schema": {}}},
        {"tools": [{"type": "function"}], "tool_choice": "required"},
        {"stop": ["Iran"], "max_tokens": 1, "max_completion_tokens": -1},
        {"logprobs": True, "user": 7, "metadata": [], "store": True, "nonsense": {"deep": [{}]}},
        {"stream": None, "stream_options": None, "dateline": None},
    ],
    ids=lambda value: "+".join(value),
)
def test_other_fields_change_nothing(client: Client, add: Add, question: str, ignored: dict[str, Any]) -> None:
    """Fields of OpenAI's that mean nothing here are accepted, whatever is in them."""
    add()

    assert content(ask(client, question, **ignored)) == content(ask(client, question))


def test_our_filters_stand_under_a_key_of_their_own(client: Client, add: Add, question: str) -> None:
    """They narrow the search as in POST /v1/answers."""
    add()

    early = ask(client, question, dateline={"as_of": "2017-05-02"})
    elsewhere = ask(client, question, dateline={"sources": ["Other"], "mode": "extract"})

    assert early["dateline"]["searched"]["as_of"] == "2017-05-02"
    assert early["dateline"]["status"] == elsewhere["dateline"]["status"] == "no_evidence"


@pytest.mark.parametrize(
    ("sent", "param"),
    [
        ({}, "messages"),
        ({"messages": []}, "messages"),
        ({"messages": [{"role": "assistant", "content": "I know."}]}, "messages"),
        ({"messages": [{"role": "user", "content": " "}]}, "messages"),
        ({"messages": [{"role": "user", "content": None}]}, "messages"),
        ({"messages": [{"role": "user", "content": [{"type": "image_url"}]}]}, "messages"),
        ({"messages": [{"role": "user", "content": "x" * 4_001}]}, "messages"),
        ({"messages": [{"role": "robot", "content": "Who?"}]}, "messages[0].role"),
        ({"messages": [{"role": "user", "content": 5}]}, "messages[0].content"),
        ({"dateline": {"as_of": "yesterday"}}, "dateline.as_of"),
        ({"dateline": {"from": "2018", "to": "2017"}}, "dateline.from"),
        ({"dateline": {"event_to": "2017-02-30"}}, "dateline.event_to"),
        ({"dateline": {"mode": "guess"}}, "dateline.mode"),
        ({"dateline": {"sources": [""]}}, "dateline.sources[0]"),
        ({"dateline": {"asof": "2017"}}, "dateline.asof"),
        ({"stream": "yes"}, "stream"),
        ([], "body"),
    ],
    ids=lambda value: str(value)[:60],
)
def test_a_refusal_names_the_field(client: Client, sent: Any, param: str) -> None:  # noqa: ANN401
    """What can't be taken is a 400 in the shape of OpenAI's errors, with the id of the request."""
    refused = client.post(ADDRESS, json={"messages": WHO} | sent if isinstance(sent, dict) and sent else sent)
    error = refused.json()["error"]

    assert refused.status_code == 400
    assert refused.headers["content-type"] == "application/json"
    assert (error["param"], error["type"], error["code"]) == (param, "invalid_request_error", "invalid_request")
    assert error["message"]
    assert error["request_id"] == refused.headers["x-request-id"]


@pytest.mark.parametrize(
    ("method", "path", "sent", "status", "code"),
    [
        ("POST", ADDRESS, {"json": {"model": "gpt-5", "messages": WHO}}, 404, "model_not_found"),
        ("GET", "/v1/models/gpt-5", {}, 404, "model_not_found"),
        ("GET", ADDRESS, {}, 405, "method_not_allowed"),
        ("POST", "/v1/models", {}, 405, "method_not_allowed"),
        ("POST", ADDRESS, {"content": b"a=b", "headers": FORM}, 415, "unsupported_media_type"),
        ("POST", ADDRESS, {"content": b"{", "headers": JSON}, 400, "invalid_request"),
        ("POST", ADDRESS, {"content": b"", "headers": JSON}, 400, "invalid_request"),
        ("POST", ADDRESS, {"json": {"x": "y" * 10_000_001}}, 413, "too_large"),
        ("GET", "/v1/models?limit=3", {}, 400, "invalid_request"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_every_error_is_told_in_their_shape(
    client: Client, method: str, path: str, sent: Any, status: int, code: str  # noqa: ANN401
) -> None:  # fmt: skip
    """Whatever refuses, the shape is the same, with a fitting status."""
    refused = client.request(method, path, **sent)

    assert refused.status_code == status
    assert set(refused.json()) == {"error"}
    assert set(refused.json()["error"]) == {"message", "type", "param", "code", "request_id"}
    assert refused.json()["error"]["code"] == code


def test_a_failure_inside_shows_nothing_of_it(
    client: Client, break_store: Callable[[str, Exception], None], question: str, log: list[Any]
) -> None:
    """An archive that can't be read is a 503 that may be tried again, and the log says why."""
    break_store("read", ArchiveUnusable("disk on fire at /secret/place"))

    failed = client.post(ADDRESS, json={"messages": [{"role": "user", "content": question}]})

    assert failed.status_code == 503
    assert failed.headers["retry-after"]
    assert failed.json()["error"]["type"] == "server_error"
    assert "/secret/place" not in failed.text
    assert any(entry["event"] == "failed" for entry in log)


def test_small_talk_is_told_what_to_ask(client: Client, add: Add) -> None:
    """A greeting is no question."""
    add()

    reply = ask(client, "hello")

    assert reply["dateline"]["reason"] == "not_a_question"
    assert content(reply).startswith("Ask about something")


def test_a_chore_of_a_chat_window_searches_nothing(
    client: Client, break_store: Callable[[str, Exception], None]
) -> None:
    """It is answered though the archive can't be read."""
    break_store("read", ArchiveUnusable("gone"))
    chore = "Generate a concise 3-5 word title for this conversation. Only return the title."

    reply = ask(client, "Who opened the ferry?", "Ada Quist. [1]", chore)

    assert content(reply) == "Who opened the ferry"
    assert reply["dateline"] is None


def test_models_are_listed(client: Client) -> None:
    """The plain one first; each can be read by its name."""
    listed = client.get("/v1/models").json()

    assert listed["object"] == "list"
    assert [each["id"] for each in listed["data"]] == ["dateline", "dateline-markdown", "dateline-extract"]
    for each in listed["data"]:
        assert client.get(f"/v1/models/{each['id']}").json() == each


@pytest.mark.anyio
async def test_a_client_that_leaves_stops_the_work(leave: Any, question: str) -> None:  # noqa: ANN401
    """The request ends at once though the embedder is still at it, and leaves no task behind."""
    body = json.dumps({"messages": [{"role": "user", "content": question}]}).encode()

    departure = await leave(body, after_s=0.1, path=ADDRESS)

    assert departure.remaining == set()
    assert departure.heard[0]["status"] == 499
