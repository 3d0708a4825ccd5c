"""A running service as a target, through its wire (API.md) and nothing else.

But: other services (OpenAI-compatible ones) speak another wire and are not understood here.
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
        status = target._send("GET", "/health/ready").status_code
        if status != httpx.codes.OK:
            raise TargetUnusable(f"{base_url}/health/ready says {status}: is this a Dateline service?")
        return target

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._client.close()

    def search(self, question: str, *, as_of: str | None, limit: int) -> tuple[Found, ...]:
        """Up to `limit` passages, best first. Raises: TargetUnusable."""
        response = self._send("POST", "/v1/search", {"question": question, "as_of": as_of, "limit": limit})
        return _read(response, _Hits).hits if response.is_success else ()

    def ask(self, case: Case) -> Outcome:
        """What the service says; a problem is an outcome with `error`. Raises: TargetUnusable."""
        body: dict[str, object] = {"question": case.question, "as_of": case.as_of}
        if case.history:
            turns = [{"role": turn.role, "content": turn.content} for turn in case.history]
            body = {"messages": [*turns, {"role": "user", "content": case.question}], "as_of": case.as_of}
        begin = time.perf_counter()
        response = self._send("POST", "/v1/answers", body)
        elapsed = 1_000 * (time.perf_counter() - begin)
        if not response.is_success:
            return Outcome(error=f"{response.status_code} {_why(response)}")
        return msgspec.structs.replace(_read(response, Outcome), latency_ms=elapsed)

    def article(self, key: str, revision: int) -> Fetched | None:
        """A revision from the service. Raises: TargetUnusable."""
        response = self._send("GET", f"/v1/articles/{key}?revision={revision}")
        if response.status_code in _MISSING:
            return None
        if not response.is_success:
            raise TargetUnusable(f"article {key} can't be fetched: {response.status_code} {_why(response)}")
        return _read(response, Fetched)

    def _send(self, method: str, path: str, body: dict[str, object] | None = None) -> httpx.Response:
        try:
            return self._client.request(method, path, json=body)
        except httpx.HTTPError as error:
            raise TargetUnusable(f"{self._client.base_url} does not answer {method} {path}: {error}") from error


def _read(response: httpx.Response, shape: type[Shape]) -> Shape:
    try:
        return msgspec.json.decode(response.content, type=shape)
    except msgspec.DecodeError as error:
        raise TargetUnusable(f"{response.request.url} does not answer in the wire's shape: {error}") from error


def _why(response: httpx.Response) -> str:
    try:
        problem = msgspec.json.decode(response.content, type=_Problem)
    except msgspec.DecodeError:
        return response.reason_phrase
    return f"{problem.title}: {problem.detail}" if problem.detail else problem.title
