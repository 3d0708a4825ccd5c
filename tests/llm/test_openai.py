"""What the client sends, and what it makes of what comes back: in memory, with a server that replies as told."""

from __future__ import annotations

import gc
import json
import logging
import time
from dataclasses import dataclass

import httpx
import msgspec
import pytest

from rag.deadline import Deadline
from rag.errors import LLMError
from rag.llm.openai import OpenAICompatible
from rag.llm.protocol import Prompt, Usage
from rag.plugins import load
from tests.llm.kit import DONE, KEY, PROMPT, SSE, Server, client, event, failed, refusal, said, stream_of, streamed

pytestmark = pytest.mark.anyio
SCHEMA = {"type": "object", "properties": {"sentences": {"type": "array"}}}
WITH_SCHEMA = msgspec.structs.replace(PROMPT, schema=SCHEMA)
USAGE = {"prompt_tokens": 40, "completion_tokens": 8}


def good() -> httpx.Response:
    """The stream of a good server."""
    return streamed(stream_of("The ferry ", "sails at nine."))


def whole(content: object = "The ferry sails at nine.", finish: str = "stop", **more: object) -> httpx.Response:
    """The answer in one piece."""
    choice = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": finish}
    return httpx.Response(200, json={"choices": [choice], **more})


def test_the_client_is_a_plug_in() -> None:
    """It goes by a name."""
    assert load("llm", "openai") is OpenAICompatible


async def test_pieces_come_as_they_are_sent_and_the_usage_last() -> None:
    """One text an event, then what the call took."""
    pieces = [piece async for piece in client(Server(good())).stream(PROMPT, deadline=Deadline.after(5))]

    assert pieces == ["The ferry ", "sails at nine.", Usage(prompt_tokens=40, completion_tokens=8)]


async def test_what_is_sent_is_what_was_asked() -> None:
    """Model, both messages, limits and a stream with usage; the key as a bearer; no fields that were not asked for."""
    server = Server(good())
    await said(client(server, key=KEY))

    assert str(server.requests[0].url) == "http://model.example/v1/chat/completions"
    assert server.requests[0].headers["authorization"] == f"Bearer {KEY}"
    assert server.requests[0].headers["accept-encoding"] == "identity"
    assert server.bodies == [
        {
            "model": "small",
            "messages": [
                {"role": "system", "content": PROMPT.system},
                {"role": "user", "content": PROMPT.user},
            ],
            "stream": True,
            "stream_options": {"include_usage": True},
            "temperature": 0.0,
            "max_tokens": 200,
        }
    ]


async def test_without_a_key_none_is_sent() -> None:
    """A local server gets no Authorization."""
    server = Server(good())
    await said(client(server))

    assert "authorization" not in server.requests[0].headers


@pytest.mark.parametrize("stream", [True, False], ids=["asked for a stream", "asked for the whole"])
async def test_an_answer_in_one_piece_is_understood(stream: bool) -> None:
    """JSON instead of a stream gives the same text and usage."""
    server = Server(whole(usage=USAGE))
    text, usage = await said(client(server, stream=stream))

    assert (text, usage) == ("The ferry sails at nine.", Usage(prompt_tokens=40, completion_tokens=8))
    assert server.bodies[0]["stream"] is stream
    assert ("stream_options" in server.bodies[0]) is stream


async def test_the_cost_is_that_of_the_prices() -> None:
    """Prices are of a million tokens in and out; without prices there is no cost."""
    _, priced = await said(client(Server(good()), prices=(2.5, 10.0)))
    _, free = await said(client(Server(good())))

    assert priced.cost == pytest.approx((40 * 2.5 + 8 * 10.0) / 1_000_000)
    assert free.cost is None


@pytest.mark.parametrize(
    "usage",
    [
        {"prompt_tokens": -5_000_000, "completion_tokens": 3},
        {"prompt_tokens": 10**30},
        {"prompt_tokens": "many"},
        [],
        7,
    ],
)
async def test_numbers_of_tokens_that_cannot_be_true_are_unknown(usage: object) -> None:
    """A server that counts wrongly or strangely harms neither the text nor the sum."""
    text, told = await said(client(Server(whole(usage=usage)), prices=(1.0, 1.0)))

    assert (text, told) == ("The ferry sails at nine.", Usage())


@pytest.mark.parametrize("finish", ["length", "content_filter", "tool_calls", "something new"])
async def test_a_text_that_did_not_end_by_itself_is_cut(finish: str) -> None:
    """Any reason but `stop` says that the last sentence may be half a one."""
    _, usage = await said(client(Server(whole(finish=finish))))

    assert usage.cut


async def test_a_stream_that_just_stops_is_cut() -> None:
    """Neither [DONE] nor a reason: what came is given, and marked."""
    text, usage = await said(client(Server(streamed(event("The ferry ")))))

    assert (text, usage.cut) == ("The ferry ", True)


async def test_a_model_without_an_end_is_cut_at_its_tokens() -> None:
    """A server that ignores `max_tokens` is read no further than that many tokens can be."""
    text, usage = await said(client(Server(streamed(event("and so on ") * 5_000))))

    assert len(text) == PROMPT.max_tokens * 8
    assert usage.cut


@pytest.mark.parametrize(
    "body",
    [
        event("The ferry ") + b'data: {"error": {"message": "out of memory"}}\n\n',
        event("The ferry ") + b'data: {"object": "error", "message": "out of memory"}\n\n',
        event("The ferry ") + b"data: not JSON\n\n",
        event("The ferry ") + b'data: {"choices": [{"delta": {"content": 7}}]}\n\n',
        event("The ferry ") + b'data: {"choices": [{"delta": {"cont',
        event("The ferry ") + b"data: " + b"[" * 50_000 + b"\n\n",
        event("The ferry ") + b'data: {"x": ' + b"[" * 50_000 + b"\n\n",
        event("The ferry ") + b": " + b"x" * 300_000,
        event("The ferry ") + b": comment\n\n" * 300_000,
    ],
    ids=["error", "error as an object", "no JSON", "no text", "truncated", "deep", "deep and unknown", "line", "total"],
)
async def test_a_stream_that_breaks_is_an_error_after_what_came(body: bytes) -> None:
    """A piece that can't be read is never skipped: the sentence around it might mean something else."""
    stream = client(Server(streamed(body))).stream(PROMPT, deadline=Deadline.after(5))
    error = None
    pieces = []
    try:
        async for piece in stream:
            pieces.append(piece)
    except LLMError as caught:
        error = caught

    assert error
    assert error.reason == "llm_error"
    assert "memory" not in str(error)
    assert pieces in (["The ferry "], [])


@pytest.mark.parametrize(
    "reply",
    [
        streamed(b""),
        streamed(DONE),
        streamed(event(finish="length") + DONE),
        streamed(event("") + event(finish="stop") + DONE),
        whole(content=None),
        whole(content=""),
        httpx.Response(200, json={}),
        httpx.Response(200, json={"choices": []}),
        httpx.Response(200, json=[]),
        httpx.Response(200, json={"error": {"message": "no"}}),
    ],
)
async def test_no_text_is_an_error(reply: httpx.Response) -> None:
    """An answer without words is none."""
    assert (await failed(client(Server(reply)))).reason == "llm_error"


async def test_what_is_no_text_is_passed_over() -> None:
    """Comments, keep-alives, reasoning, other events and parts without a choice are no text and no error."""
    odd = (
        b": keep-alive\n\ndata:\n\nevent: ping\nid: 7\nretry: 10\n\n"
        b'data: {"choices": [], "prompt_filter_results": []}\n\n'
        b'data: {"choices": null}\n\ndata: {"type": "ping"}\n\n'
        b'data: {"choices": [{"delta": {"role": "assistant", "content": null, "reasoning_content": "hm"}}]}\n\n'
        b'data: {"choices": [{"delta": null, "finish_reason": ""}], "usage": null}\n\n'
    )
    text, usage = await said(client(Server(streamed(b"\xef\xbb\xbf" + odd + stream_of("The ferry ", "sails.")))))

    assert (text, usage) == ("The ferry sails.", Usage(prompt_tokens=40, completion_tokens=8))


@dataclass(frozen=True)
class Fussy:
    """A server that refuses fields, in its own words."""

    refuses: frozenset[str]
    message: str = "Unknown parameter: '{}'."
    status: int = 400

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """A refusal of the first such field, else an answer."""
        wrong = sorted(self.refuses & json.loads(request.content).keys())
        return refusal(self.message.format(wrong[0]), self.status) if wrong else good()


@pytest.mark.parametrize(
    ("refuses", "message", "status"),
    [
        ({"response_format"}, "'{}' of type 'json_schema' is not supported", 400),
        ({"response_format"}, "failed to parse grammar", 400),
        ({"response_format"}, "bad request", 400),
        ({"stream_options"}, "{}: extra inputs are not permitted", 422),
        ({"stream_options"}, "Invalid body", 422),
        ({"stream_options", "response_format"}, "Unrecognized request argument supplied: {}", 400),
        ({"max_tokens"}, "'{}' is not supported with this model. Use 'max_completion_tokens' instead.", 400),
        ({"temperature", "max_tokens"}, "Unsupported: '{}', see 'temperature' and 'max_completion_tokens'", 400),
    ],
)
async def test_a_field_that_a_server_refuses_is_left_out_from_then_on(
    refuses: set[str], message: str, status: int
) -> None:
    """It is asked again without the field, once for each, and not at all the next time."""
    server = Server(Fussy(frozenset(refuses), message, status))
    asking = client(server)
    await said(asking, prompt=WITH_SCHEMA)
    first = len(server.requests)
    text, _ = await said(asking, prompt=WITH_SCHEMA)

    assert text == "The ferry sails at nine."
    assert 2 <= first <= 1 + len(refuses)
    assert len(server.requests) == first + 1
    assert refuses.isdisjoint(server.bodies[-1])
    assert "max_tokens" in server.bodies[-1] or server.bodies[-1]["max_completion_tokens"] == 200


async def test_only_what_was_refused_is_left_out() -> None:
    """A server that does not know `stream_options` still gets the schema."""
    server = Server(Fussy(frozenset({"stream_options"})))
    await said(client(server), prompt=WITH_SCHEMA)

    assert server.bodies[-1]["response_format"]["json_schema"]["schema"] == SCHEMA


async def test_a_fault_that_lies_elsewhere_is_not_blamed_on_the_fields() -> None:
    """A 400 that stays without them is the request's own, and the next request has all fields again."""
    server = Server(refusal("too many tokens"), refusal("too many tokens"), good())
    asking = client(server)
    error = await failed(asking, prompt=WITH_SCHEMA)
    await said(asking, prompt=WITH_SCHEMA)

    assert error.of_request
    assert len(server.requests) == 3
    assert {"response_format", "stream_options"} <= server.bodies[-1].keys()


@pytest.mark.parametrize(
    ("reply", "asked"),
    [
        (httpx.Response(500), 2),
        (httpx.Response(503, headers={"retry-after": "1"}), 2),
        (httpx.Response(503, headers={"retry-after": "60"}), 1),
        (httpx.Response(429, headers={"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}), 2),
        (httpx.ConnectError("refused"), 2),
        (httpx.ConnectTimeout("slow"), 2),
        (httpx.ReadError("reset"), 1),
        (httpx.RemoteProtocolError("no HTTP"), 1),
        (httpx.Response(401), 1),
        (httpx.Response(403), 1),
        (httpx.Response(404), 1),
        (httpx.Response(302, headers={"location": "http://model.example/v1"}), 1),
        (httpx.Response(204), 1),
        (httpx.Response(200, headers=SSE | {"content-encoding": "br"}, stream=httpx.ByteStream(stream_of("text"))), 1),
    ],
)
async def test_only_what_may_pass_is_asked_again(reply: httpx.Response | httpx.HTTPError, asked: int) -> None:
    """At most once, after a short wait; never a refusal, a broken reply, or a server that wants a long wait."""
    server = Server(reply, reply, good())
    error = await failed(client(server))

    assert error.reason == "llm_error"
    assert len(server.requests) == asked


async def test_a_second_try_answers() -> None:
    """A failure that passes is not seen by the caller."""
    text, _ = await said(client(Server(httpx.Response(502), good())))

    assert text == "The ferry sails at nine."


async def test_there_is_no_second_try_without_time() -> None:
    """A wait that would pass the deadline is not begun."""
    server = Server(httpx.Response(503, headers={"retry-after": "2"}))
    begin = time.monotonic()
    await failed(client(server), seconds=1)

    assert len(server.requests) == 1
    assert time.monotonic() - begin < 0.5


async def test_there_is_no_second_try_after_a_piece_came() -> None:
    """What a reader saw is never asked for again."""
    server = Server(streamed(event("The ferry ") + b'data: {"error": "overloaded"}\n\n'), good())
    await failed(client(server))

    assert len(server.requests) == 1


async def test_a_deadline_that_has_passed_asks_nobody() -> None:
    """No time, no request."""
    server = Server(good())
    error = await failed(client(server), seconds=0)

    assert error.reason == "llm_timeout"
    assert server.requests == []


async def test_a_prompt_that_was_not_scrubbed_is_a_typed_error() -> None:
    """Half a surrogate pair can't be sent: the request's own fault."""
    error = await failed(client(Server(good())), prompt=Prompt(system="", user="\ud800"))

    assert error.of_request


@pytest.mark.parametrize(
    "url",
    ["", "model.example/v1", "ftp://model.example/v1", "http://", "http://me:pw-marked@model.example/v1",
     "https://model.example/v1?key=pw-marked", "http://model.example:pw-marked/v1"],
)  # fmt: skip
def test_an_address_that_is_none_is_told_at_once(url: str) -> None:
    """The message says what is wanted, and shows no password."""
    with pytest.raises(ValueError, match="base URL") as caught:
        OpenAICompatible(url, "small")

    assert "pw-marked" not in str(caught.value)


@pytest.mark.parametrize("key", ["sk marked", "sk-marked\r\nX-Other: 1", "sk-märked"])
def test_a_key_that_no_header_can_carry_is_told_without_it(key: str) -> None:
    """Spaces, line ends and other scripts are refused; the key is not shown."""
    with pytest.raises(ValueError, match="visible ASCII") as caught:
        OpenAICompatible("http://model.example/v1", "small", key=key)

    assert key not in str(caught.value)


async def test_no_log_error_or_repr_holds_key_prompt_or_answer(caplog: pytest.LogCaptureFixture) -> None:
    """At the finest level, with a server that quotes the key and the prompt in its error."""
    caplog.set_level(logging.DEBUG)
    quoting = refusal(f"Incorrect API key provided: {KEY}. You asked {PROMPT.user}", 401)
    asking = client(Server(good(), quoting), key=KEY)
    await said(asking)
    error = await failed(asking)
    shown = [repr(each) for each in gc.get_objects() if str(type(each).__module__).split(".")[0] in ("rag", "httpx")]

    for secret in (KEY, PROMPT.user, "sails at nine"):
        assert secret not in caplog.text + repr(error) + str(error)
    assert not [each for each in (repr(vars(asking)), *shown) if KEY in each]
