"""What the tests of the language model's client share: an LLM that does as told, servers in memory, streams."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from typing import Any

import httpx
import msgspec

from rag.deadline import Deadline
from rag.errors import LLMError
from rag.llm.openai import OpenAICompatible
from rag.llm.protocol import LLM, Prompt, Usage, collect

PROMPT = Prompt(system="Answer from the evidence.", user="When does the Oldmere ferry sail?", max_tokens=200)
KEY = "sk-marked-7f3a"
SSE = {"content-type": "text/event-stream"}
Handler = Callable[[httpx.Request], httpx.Response]


class Told:
    """An LLM that goes through a list: gives texts and usages, raises errors, sleeps for numbers."""

    def __init__(self, *script: str | Usage | LLMError | float) -> None:
        self.script = script
        self.calls = 0

    async def stream(self, prompt: Prompt, *, deadline: Deadline) -> AsyncGenerator[str | Usage, None]:
        """What it was told to."""
        self.calls += 1
        for each in self.script:
            if isinstance(each, LLMError):
                raise each
            if isinstance(each, float):
                await asyncio.sleep(each)
            else:
                yield each


class Server:
    """A server in memory: replies in order, the last one for ever; keeps what it was sent."""

    def __init__(self, *replies: httpx.Response | httpx.HTTPError | Handler) -> None:
        self.replies = list(replies)
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """The next reply."""
        self.requests.append(request)
        reply = self.replies[min(len(self.requests), len(self.replies)) - 1]
        if isinstance(reply, httpx.HTTPError):
            raise reply
        return reply if isinstance(reply, httpx.Response) else reply(request)

    @property
    def bodies(self) -> list[dict[str, Any]]:
        """The JSON bodies that it was sent."""
        return [msgspec.json.decode(request.content) for request in self.requests]


def client(server: Handler, **options: Any) -> OpenAICompatible:  # noqa: ANN401  (the constructor's own)
    """A client of that server."""
    return OpenAICompatible("http://model.example/v1", "small", transport=httpx.MockTransport(server), **options)


def event(text: str | None = None, *, finish: str | None = None, **extra: object) -> bytes:
    """One event of a stream, with text or an end."""
    choice = {"index": 0, "delta": {} if text is None else {"content": text}, "finish_reason": finish}
    choices = [] if text is None and finish is None else [choice]
    return b"data: " + msgspec.json.encode({"choices": choices, **extra}) + b"\n\n"


DONE = b"data: [DONE]\n\n"


def stream_of(*texts: str) -> bytes:
    """A whole stream as a good server sends it: 40 tokens in, 8 out."""
    usage = event(usage={"prompt_tokens": 40, "completion_tokens": 8, "total_tokens": 48})
    return b"".join([*map(event, texts), event(finish="stop"), usage, DONE])


def streamed(body: bytes) -> httpx.Response:
    """The reply that carries it."""
    return httpx.Response(200, headers=SSE, content=body)


def refusal(message: str, status: int = 400) -> httpx.Response:
    """An error as OpenAI words it."""
    return httpx.Response(status, json={"error": {"message": message, "type": "invalid_request_error"}})


async def said(llm: LLM, *, seconds: float = 5.0, prompt: Prompt = PROMPT) -> tuple[str, Usage]:
    """The whole text and its usage."""
    return await collect(llm, prompt, deadline=Deadline.after(seconds))


async def failed(llm: LLM, *, seconds: float = 5.0, prompt: Prompt = PROMPT) -> LLMError:
    """The error that a call must end with."""
    try:
        text, _ = await said(llm, seconds=seconds, prompt=prompt)
    except LLMError as error:
        return error
    raise AssertionError(f"no error, but {text[:80]!r}")
