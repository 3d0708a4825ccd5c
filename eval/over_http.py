"""A running service as a target, through its wire (API.md) and nothing else.

But: other services (OpenAI-compatible ones) speak another wire: `eval.openai_http`, which also tells which is which.
"""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self, TypeVar

import httpx
import msgspec
from msgspec import Struct

from eval.errors import TargetUnusable
from eval.types import Case, Fetched, Found, Outcome

_TIMEOUT_S = 60.0
_MISSING = frozenset({404, 410})
Shape = TypeVar("Shape")


class _Hits(Struct, frozen=True):
    hits: tuple[Found, ...]


class _Problem(Struct, frozen=True):
    title: str = ""
    detail: str | None = None


class OverHttp:
    """Asks the service at a base URL, one question at a time."""

    name = "dateline"

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    @classmethod
    def at(cls, base_url: str) -> Self:
        """The service at `base_url`. Raises: TargetUnusable when nothing that answers questions is there."""
        target = cls(httpx.Client(base_url=base_url.rstrip("/"), timeout=_TIMEOUT_S))
        status = sent(target._client, "GET", "/health/ready").status_code
        if status != httpx.codes.OK:
            raise TargetUnusable(f"{base_url}/health/ready says {status}: is this a Dateline service?")
        return target

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._client.close()

    def search(self, question: str, *, as_of: str | None, limit: int) -> tuple[Found, ...]:
        """Up to `limit` passages, best first. Raises: TargetUnusable."""
        response = sent(self._client, "POST", "/v1/search", {"question": question, "as_of": as_of, "limit": limit})
        return read(response, _Hits).hits if response.is_success else ()

    def ask(self, case: Case) -> Outcome:
        """What the service says; a problem is an outcome with `error`. Raises: TargetUnusable."""
        body: dict[str, object] = {"question": case.question, "as_of": case.as_of, "explain": True}
        if case.history:
            turns = [{"role": turn.role, "content": turn.content} for turn in case.history]
            del body["question"]
            body["messages"] = [*turns, {"role": "user", "content": case.question}]
        begin = time.perf_counter()
        response = sent(self._client, "POST", "/v1/answers", body)
        elapsed = 1_000 * (time.perf_counter() - begin)
        if not response.is_success:
            return Outcome(error=f"{response.status_code} {why(response)}")
        return msgspec.structs.replace(read(response, Outcome), latency_ms=elapsed)

    def article(self, key: str, revision: int) -> Fetched | None:
        """A revision from the service. Raises: TargetUnusable."""
        response = sent(self._client, "GET", f"/v1/articles/{key}?revision={revision}")
        if response.status_code in _MISSING:
            return None
        if not response.is_success:
            raise TargetUnusable(f"article {key} can't be fetched: {response.status_code} {why(response)}")
        return read(response, Fetched)


def sent(client: httpx.Client, method: str, path: str, body: dict[str, object] | None = None) -> httpx.Response:
    """The response, whatever its status. Raises: TargetUnusable when there is none."""
    try:
        return client.request(method, path, json=body)
    except httpx.HTTPError as error:
        raise TargetUnusable(f"{client.base_url} does not answer {method} {path}: {error}") from error


def read(response: httpx.Response, shape: type[Shape]) -> Shape:
    """The body in that shape. Raises: TargetUnusable."""
    try:
        return msgspec.json.decode(response.content, type=shape)
    except msgspec.DecodeError as error:
        raise TargetUnusable(f"{response.request.url} does not answer in the wire's shape: {error}") from error


def why(response: httpx.Response) -> str:
    """What a problem says."""
    try:
        problem = msgspec.json.decode(response.content, type=_Problem)
    except msgspec.DecodeError:
        return response.reason_phrase
    return f"{problem.title}: {problem.detail}" if problem.detail else problem.title
