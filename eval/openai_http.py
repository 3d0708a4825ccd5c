"""Any OpenAI-compatible service as a target: what can be judged from text and annotations is judged.

One question is one chat completion, not streamed; `as_of` goes in a system message, since that wire has no word for it.
The service neither ranks passages nor serves articles here, so nothing of search and no bytes are judged; references
are looked up in the suite. But: no key is sent, and no sampling setting, which some models refuse.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from types import TracebackType
from typing import Self

import httpx
import msgspec
from msgspec import Struct

from eval.chat_text import Place, Reply, outcome
from eval.errors import TargetUnusable
from eval.library import Library
from eval.over_http import OverHttp, read, sent, why
from eval.types import Case, Edition, Fetched, Found, Outcome

_TIMEOUT_S = 300.0
_CHAT = "/v1/chat/completions"


class Annotation(Struct, frozen=True, kw_only=True):
    """An annotation, its fields inside `url_citation` or beside `type`."""

    type: str = ""
    url_citation: Place | None = None
    url: str = ""
    title: str = ""
    start_index: int | None = None
    end_index: int | None = None

    def place(self) -> Place:
        """What it points to, whichever way it is written."""
        return self.url_citation or Place(self.url, self.title, self.start_index, self.end_index)


class Message(Struct, frozen=True):
    """What the service says."""

    content: str | None = None
    annotations: tuple[Annotation, ...] | None = None


class Choice(Struct, frozen=True):
    """One of its replies."""

    message: Message = Message()


class Completion(Struct, frozen=True):
    """A chat completion; `citations` is a list of addresses that some services add."""

    choices: tuple[Choice, ...] = ()
    citations: tuple[str, ...] | None = None


class Model(Struct, frozen=True):
    """A model that is served."""

    id: str


class Models(Struct, frozen=True):
    """What `/v1/models` lists."""

    data: tuple[Model, ...] = ()


class OpenAiHttp:
    """Asks the first model of such a service, one question at a time."""

    name = "dateline"
    can_search = False
    can_fetch = False

    def __init__(self, client: httpx.Client, editions: Iterable[Edition], *, model: str) -> None:
        self._client = client
        self._library = Library(editions)
        self._model = model

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._client.close()

    def search(self, question: str, *, as_of: str | None, limit: int) -> tuple[Found, ...]:
        """Nothing: that wire has no search."""
        return ()

    def ask(self, case: Case) -> Outcome:
        """What the service says; a failure is an outcome with `error`. Raises: TargetUnusable."""
        body: dict[str, object] = {"model": self._model, "messages": _messages(case), "stream": False}
        begin = time.perf_counter()
        response = sent(self._client, "POST", _CHAT, body)
        elapsed = 1_000 * (time.perf_counter() - begin)
        if not response.is_success:
            return Outcome(error=f"{response.status_code} {why(response)}")
        found = read(response, Completion)
        if not found.choices:
            return Outcome(error="the reply has no choices")
        said = found.choices[0].message
        reply = Reply(
            content=said.content or "",
            places=tuple(each.place() for each in said.annotations or () if each.type in ("", "url_citation")),
            addresses=found.citations or (),
            as_of=case.as_of,
        )
        return msgspec.structs.replace(outcome(reply, self._library), latency_ms=elapsed)

    def article(self, key: str, revision: int) -> Fetched | None:
        """Nothing: that wire serves no articles."""
        return None


def connected(base_url: str, editions: Iterable[Edition]) -> OverHttp | OpenAiHttp:
    """The service at `base_url`, ours or an OpenAI-compatible one. Raises: TargetUnusable."""
    root = base_url.rstrip("/").removesuffix("/v1")
    client = httpx.Client(base_url=root, timeout=_TIMEOUT_S)
    if sent(client, "GET", "/health/ready").status_code == httpx.codes.NOT_FOUND:
        return recognised(client, editions)
    client.close()
    return OverHttp.at(base_url)


def recognised(client: httpx.Client, editions: Iterable[Edition]) -> OpenAiHttp:
    """The OpenAI-compatible service behind a client. Raises: TargetUnusable when it is none, or serves no model."""
    response = sent(client, "GET", "/v1/models")
    if not response.is_success:
        raise TargetUnusable(f"{client.base_url} is neither a Dateline service nor an OpenAI-compatible one")
    models = read(response, Models).data
    if not models:
        raise TargetUnusable(f"{client.base_url} serves no model")
    return OpenAiHttp(client, editions, model=models[0].id)


def _messages(case: Case) -> list[dict[str, str]]:
    """The turns as that wire has them."""
    told = [{"role": "system", "content": f"Use only what was published by {case.as_of}."}] if case.as_of else []
    turns = [{"role": turn.role, "content": turn.content} for turn in case.history]
    return [*told, *turns, {"role": "user", "content": case.question}]
