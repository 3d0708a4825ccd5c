"""The service beside a language model that is slow, wrong or gone: the reader always has his answer."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from rag.archive import Archive
from rag.compose.composer import Composer
from rag.llm.breaker import Breaker
from rag.llm.openai import OpenAICompatible
from tests.llm.toxic import BEHAVIOURS, Toxic, toxic_apart
from tests.service.conftest import HERE, QUESTION, Add

Client = TestClient[Litestar]
SECONDS = 1.0  # that the model has for a question
_LATE = {"hang", "hang_after_head", "drip", "never_ending"}


@pytest.fixture(scope="module")
def toxic() -> Iterator[Toxic]:
    """A server that does one wrong thing, by its path."""
    with toxic_apart() as made:
        yield made


@pytest.fixture
def written_by(archive: Archive, toxic: Toxic) -> Iterator[Any]:
    """Lets a server of some behaviour write the archive's answers."""

    def use(behaviour: str) -> None:
        archive._composer = Composer(Breaker(OpenAICompatible(toxic.url(behaviour), "m")), seconds=SECONDS)

    yield use
    archive._composer = None


@pytest.mark.parametrize("behaviour", sorted(BEHAVIOURS))
def test_whatever_the_model_does_the_sources_answer(client: Client, add: Add, written_by: Any, behaviour: str) -> None:  # noqa: ANN401
    """In time, verbatim and cited, with the reason; a model whose words no source carries is no better than none."""
    add()
    written_by(behaviour)

    begun = time.monotonic()
    answered = client.post("/v1/answers", json={"question": QUESTION})
    took = time.monotonic() - begun
    answer = answered.json()

    assert answered.status_code == 200
    assert answer["status"] == "answered"
    assert answer["mode"] == "extract"
    assert answer["degraded_reason"] in ("llm_timeout", "llm_error", "llm_rejected")
    assert answer["degraded_reason"] == "llm_timeout" or behaviour not in _LATE
    assert answer["sentences"][0]["text"] == "Russia, Turkey and Iran sponsor the Astana talks."
    assert any(note["kind"] == "degraded" for note in answer["notes"])
    assert took < SECONDS + 1.0


def test_no_model_at_all_is_told_at_once(client: Client, add: Add, archive: Archive) -> None:
    """An address where nobody listens costs no wait; the answer says that it is degraded."""
    add()
    archive._composer = Composer(OpenAICompatible("http://127.0.0.1:9/v1", "m"), seconds=30.0)

    begun = time.monotonic()
    answer = client.post("/v1/answers", json={"question": QUESTION}).json()

    assert time.monotonic() - begun < 3.0
    assert (answer["mode"], answer["degraded_reason"]) == ("extract", "llm_error")


def test_a_request_names_no_model_and_no_address(client: Client) -> None:
    """Where the model is comes from the settings alone."""
    for field in ("llm_url", "base_url", "api_key"):
        refused = client.post("/v1/answers", json={"question": QUESTION, field: "http://127.0.0.1:9/v1"})
        assert refused.status_code == 400
        assert field in refused.text


@pytest.mark.anyio
@pytest.mark.parametrize("stream", [True, False])
async def test_a_client_that_leaves_ends_the_models_work(
    app: Litestar,
    archive: Archive,
    toxic: Toxic,
    written_by: Any,  # noqa: ANN401
    astana: dict[str, Any],
    stream: bool,
) -> None:
    """The model's server sees it within half a second, streamed or not, 20 times of 20."""
    from tests.asking import made

    archive.put([made("astana_2017_05_03", astana["text"])])
    written_by("hang_after_head")
    archive._composer = Composer(OpenAICompatible(toxic.url("hang_after_head"), "m"), seconds=30.0)
    async with app.lifespan():
        for _ in range(20):
            known = len(toxic.left)
            asking = asyncio.ensure_future(_post(app, stream=stream))
            while not any(path.startswith("/hang_after_head") for path, _ in toxic.asked[-1:]) or asking.done():
                await asyncio.sleep(0.01)
            await asyncio.sleep(0.15)
            begun = time.monotonic()
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)
            while len(toxic.left) == known and time.monotonic() - begun < 5:
                await asyncio.sleep(0.01)
            assert time.monotonic() - begun < 0.5


async def _post(app: Litestar, *, stream: bool) -> None:
    transport = httpx.ASGITransport(app=app)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url=HERE) as client:
        await client.post("/v1/answers", json={"question": QUESTION, "stream": stream})
