"""The service over an archive of a test's own, with clients that reach it in process and as this machine."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import httpx
import pytest
import structlog
from litestar import Litestar
from litestar.testing import TestClient
from structlog.testing import LogCapture

from rag.archive import Archive
from rag.store.protocol import Store
from rag.types import Vectors
from service.app import create_app
from service.settings import ServiceSettings

HERE = "http://127.0.0.1"
ASTANA = {
    "id": "astana",
    "title": "Talks on Syria open in Astana",
    "text": (
        "Talks on Syria opened in Astana on Wednesday. Russia, Turkey and Iran sponsor the Astana talks. "
        "Some rebel groups walked out of the Astana talks on Thursday."
    ),
    "date": "2017-05-03",
    "source": "UN News",
    "authors": ["Ana Brekke"],
    "language": "en",
}
QUESTION = "Which countries sponsor the Astana talks?"
Add = Callable[..., str]


@dataclass
class Departure:
    """What a client heard before it left, and the tasks that ran on after it."""

    heard: list[dict[str, Any]]
    remaining: set[asyncio.Task[Any]]


class Held:
    """An embedder that can be held up, over one that works."""

    def __init__(self, embedder: Any) -> None:  # noqa: ANN401, the fake of tests/conftest.py
        self._embedder = embedder
        self.go_on = threading.Event()
        self.go_on.set()
        self.begun = threading.Event()
        self.calls = 0
        self.dim, self.fingerprint, self.max_tokens = embedder.dim, embedder.fingerprint, embedder.max_tokens

    def lengths(self, texts: Sequence[str]) -> list[int]:
        """The number of stems of each text."""
        lengths: list[int] = self._embedder.lengths(texts)
        return lengths

    def encode(self, texts: Sequence[str], *, role: Literal["passage", "query"]) -> Vectors:
        """Vectors, once it may go on."""
        self.begun.set()
        self.calls += 1
        self.go_on.wait(timeout=20)
        vectors: Vectors = self._embedder.encode(texts, role=role)
        return vectors


class Broken:
    """A store of which one way in fails."""

    def __init__(self, store: Store, way: str, error: Exception) -> None:
        self._store = store
        self._way = way
        self._error = error

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401, whatever the store has
        if name == self._way:
            raise self._error
        return getattr(self._store, name)


@pytest.fixture
def break_store(archive: Archive) -> Iterator[Callable[[str, Exception], None]]:
    """Makes `read` or `write` of the archive's store fail from now on."""
    whole = archive._store

    def breaking(way: str, error: Exception) -> None:
        archive._store = Broken(whole, way, error)

    yield breaking
    archive._store = whole


@pytest.fixture
def settings() -> ServiceSettings:
    """Settings of a service that listens on this machine only."""
    return ServiceSettings()


@pytest.fixture
def log() -> Iterator[list[Any]]:
    """The events that the service logs."""
    capture = LogCapture()
    structlog.configure(processors=[capture])
    yield capture.entries
    structlog.reset_defaults()


@pytest.fixture
def app(archive: Archive, settings: ServiceSettings, log: list[Any]) -> Litestar:
    """The service over the empty archive."""
    return create_app(archive, settings=settings)


@pytest.fixture
def client(app: Litestar) -> Iterator[TestClient[Litestar]]:
    """A client on this machine."""
    with TestClient(app, base_url=HERE) as client:
        yield client


@pytest.fixture
async def aclient(app: Litestar) -> AsyncIterator[httpx.AsyncClient]:
    """A client on this machine that can ask several things at once."""
    transport = httpx.ASGITransport(app=app)  # type: ignore[arg-type]
    async with app.lifespan(), httpx.AsyncClient(transport=transport, base_url=HERE) as client:
        yield client


@pytest.fixture
def add(client: TestClient[Litestar]) -> Add:
    """Takes an article in, by default the one about Astana, with some fields changed; gives its key."""

    def adding(**fields: object) -> str:
        taken = client.post("/v1/articles", json=ASTANA | fields)
        assert taken.status_code in (200, 201), taken.text
        key: str = taken.json()["article"]
        return key

    return adding


@pytest.fixture
def question() -> str:
    """A question that the article about Astana answers."""
    return QUESTION


@pytest.fixture
def astana() -> dict[str, Any]:
    """The article about Astana."""
    return dict(ASTANA)


@pytest.fixture
def held(archive: Archive) -> Iterator[Held]:
    """The archive's embedder, made so that it can be held up; let go at the end."""
    holding = Held(archive._embedder)
    archive._embedder = holding
    yield holding
    holding.go_on.set()


@pytest.fixture
def leave(app: Litestar, held: Held) -> Callable[..., Awaitable[Departure]]:
    """Posts a question, holds the embedder up, leaves, and says what was heard and what was left running."""

    async def leaving(body: bytes, *, after_s: float, path: str = "/v1/answers") -> Departure:
        visitor = _Visitor(body, path)
        async with app.lifespan():
            await asyncio.to_thread(held.begun.wait, 5)
            await asyncio.sleep(0.05)  # the models are warm, and upkeep waits for something to do
            held.go_on.clear()
            before = asyncio.all_tasks()
            asking = asyncio.ensure_future(app(visitor.scope(), visitor.receive, visitor.send))  # type: ignore[arg-type]
            await asyncio.sleep(after_s)
            visitor.left.set()
            await asyncio.wait_for(asking, 0.5)
            await asyncio.sleep(0.05)
            remaining = asyncio.all_tasks() - before
            held.go_on.set()
        return Departure(visitor.heard, remaining)

    return leaving


class _Visitor:
    """A client at the level of ASGI, which can leave."""

    def __init__(self, body: bytes, path: str) -> None:
        self._body: bytes | None = body
        self._path = path
        self.left = asyncio.Event()
        self.heard: list[dict[str, Any]] = []

    def scope(self) -> dict[str, Any]:
        return {
            "type": "http", "method": "POST", "path": self._path, "raw_path": self._path.encode(),
            "query_string": b"",
            "headers": [(b"host", b"localhost"), (b"content-type", b"application/json")], "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 80), "scheme": "http", "root_path": "", "http_version": "1.1",
        }  # fmt: skip

    async def receive(self) -> dict[str, Any]:
        body, self._body = self._body, None
        if body is None:
            await self.left.wait()
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(self, message: dict[str, Any]) -> None:
        self.heard.append(message)


@pytest.fixture
def lines() -> Callable[[Sequence[object]], bytes]:
    """Objects as lines of JSON."""
    return lambda objects: "\n".join(json.dumps(each) for each in objects).encode()
