"""A language model behind any OpenAI-compatible endpoint: OpenAI, vLLM, llama.cpp, Ollama, xllamacpp, a gateway.

Own thin client: what an SDK would do beside this one POST (pools, redirects, proxies from the environment, encodings,
unbounded bodies) is what must not happen here. One retry is 10 lines: stamina's would be two packages more, log
through structlog unasked, and knows neither the deadline passed down nor that text which came is never asked again.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncGenerator
from contextlib import aclosing

from rag.deadline import Deadline
from rag.errors import HttpFailed, LLMError
from rag.http import Bearer, Reply, Transport, checked, post
from rag.llm import wire
from rag.llm.protocol import Prompt, Usage
from rag.llm.sse import Events, Whole

_TOTAL_CAP = 2 * 1024 * 1024  # bytes of one reply
_LINE_CAP = 256 * 1024  # bytes of one line of a stream
_OK, _TOO_MANY, _SERVER_FAULT = 200, 429, 500
_BAD_FIELD = (400, 422)  # OpenAI and vLLM; servers that check with pydantic
_ABOUT_REQUEST = (400, 413, 422)
_SHORT_WAIT_S = 2.0  # a server that wants more is not waited for: extraction answers meanwhile
_JITTER_S = (0.1, 0.5)
_USAGE_S = 2.0  # how long after the text its usage may take, from a server that does not close


class _Passing(LLMError):
    """A failure that may be over after `wait_s`."""

    def __init__(self, detail: str, *, wait_s: float = 0.0) -> None:
        super().__init__(detail)
        self.wait_s = wait_s + random.uniform(*_JITTER_S)


class OpenAICompatible:
    """An LLM. Where it asks comes from these arguments alone.

    `url`: the base that ends in /v1. `key`: empty where none is needed. `stream`: whether text is asked for as it is
    made. `prices`: of a million tokens in and out. `transport`: instead of the network.
    """

    def __init__(
        self,
        url: str,
        model: str,
        *,
        key: str = "",
        stream: bool = True,
        prices: tuple[float, float] | None = None,
        transport: Transport | None = None,
    ) -> None:
        self._url = f"{checked(url)}/chat/completions"
        self._model = model
        self._auth = Bearer(key)
        self._stream = stream
        self._prices = prices
        self._transport = transport
        self._without: frozenset[str] = frozenset()  # fields that this server was found to refuse

    async def stream(self, prompt: Prompt, *, deadline: Deadline) -> AsyncGenerator[str | Usage, None]:
        """The text in pieces as they come, then its Usage. Raises: LLMError."""
        try:
            async with aclosing(await self._opened(prompt, deadline)) as reply:
                events = _events(reply)
                answer = wire.Completion(max_tokens=prompt.max_tokens)
                while not answer.ended:
                    deadline = deadline.sooner(_USAGE_S) if answer.finished else deadline
                    for piece in await _pieces(reply, events, answer, deadline):
                        yield piece
        except HttpFailed as error:
            raise _failure(error) from error
        if not answer.begun:
            raise LLMError("the language model gave no text")
        yield answer.usage(prices=self._prices)

    async def _opened(self, prompt: Prompt, deadline: Deadline) -> Reply:
        """A reply with status 200; what may pass is tried once more, as long as there is time."""
        try:
            return await self._asked(prompt, deadline)
        except _Passing as error:
            if error.wait_s >= deadline.left():
                raise
            await asyncio.sleep(error.wait_s)
        return await self._asked(prompt, deadline)

    async def _asked(self, prompt: Prompt, deadline: Deadline) -> Reply:
        """A reply with status 200, asked for again without the fields that the server refuses."""
        without = self._without
        while True:
            reply = await self._sent(prompt, without, deadline)
            if reply.status == _OK:
                self._without = without  # remembered only now: the fault may have lain elsewhere
                return reply
            async with aclosing(reply):
                told = wire.refused(await _body(reply, deadline)) if reply.status in _BAD_FIELD else without
                if told <= without:
                    raise _answered(reply)
            without |= told

    async def _sent(self, prompt: Prompt, without: frozenset[str], deadline: Deadline) -> Reply:
        body = wire.request(prompt, model=self._model, stream=self._stream, without=without)
        try:
            return await post(
                self._url, body, auth=self._auth, deadline=deadline, cap=_TOTAL_CAP, transport=self._transport
            )
        except HttpFailed as error:
            if error.kind == "unreached":
                raise _Passing("the language model's server can't be reached") from error
            raise


async def _pieces(reply: Reply, events: Events | Whole, answer: wire.Completion, deadline: Deadline) -> list[str]:
    """The texts in the next bytes of the reply; at its end `answer` is told so."""
    try:
        chunk = await reply.read(deadline)
    except HttpFailed:
        if not answer.finished:
            raise
        chunk = b""  # the text is whole: its usage is not worth an error
    pieces = []
    try:
        for data in events.feed(chunk) if chunk else events.end():
            if not answer.ended and (piece := answer.take(data)):
                pieces.append(piece)
    except ValueError as error:
        raise LLMError(f"the language model's server broke the form: {error}") from error
    answer.ended = answer.ended or not chunk
    return pieces


async def _body(reply: Reply, deadline: Deadline) -> bytes:
    """The first kilobytes of an error's body: enough to find the name of a field in."""
    body = b""
    while len(body) < _LINE_CAP and (chunk := await reply.read(deadline)):
        body += chunk
    return body


def _events(reply: Reply) -> Events | Whole:
    if reply.content_type == "text/event-stream":
        return Events(cap=_LINE_CAP)
    if reply.content_type == "application/json":  # the answer in one piece, asked for or not
        return Whole()
    raise LLMError("the language model's server answered with something that is neither JSON nor an event stream")


def _answered(reply: Reply) -> LLMError:
    """What a status means: whether it may pass, whether it lies in the request."""
    detail, wait = f"the language model's server answered {reply.status}", reply.retry_after_s or 0.0
    if (reply.status == _TOO_MANY or reply.status >= _SERVER_FAULT) and wait <= _SHORT_WAIT_S:
        return _Passing(detail, wait_s=wait)
    return LLMError(detail, of_request=reply.status in _ABOUT_REQUEST)


def _failure(error: HttpFailed) -> LLMError:
    if error.kind == "late":
        return LLMError("the language model did not answer in time", reason="llm_timeout")
    return LLMError(f"the language model's server failed: {error}")
