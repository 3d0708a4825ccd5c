"""/health, and the upkeep that it reports on."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from rag.archive import Archive
from rag.errors import ArchiveBusy, ArchiveUnusable, ModelUnavailable
from rag.types import Article
from service import desk as desks
from service.app import create_app
from service.settings import ServiceSettings

Client = TestClient[Litestar]


def eventually(check: Callable[[], bool], *, within_s: float = 5) -> bool:
    """Whether `check` comes true soon."""
    until = time.monotonic() + within_s
    while time.monotonic() < until:
        if check():
            return True
        time.sleep(0.02)
    return False


def test_ready_says_at_what_strength(client: Client, add: Any) -> None:  # noqa: ANN401
    """The generation in use, the passages that are newer, and the model."""
    add()

    ready = client.get("/health/ready")

    assert ready.status_code == 200
    assert ready.json() == {
        "status": "ready", "generation": 0, "lag_rows": 1, "model": "fake-64", "reason": None,
    }  # fmt: skip


def test_an_unusable_archive_is_not_ready(client: Client, break_store: Callable[[str, Exception], None]) -> None:
    """Ready is a 503 then, and live still is 200."""
    break_store("read", ArchiveUnusable("gone"))

    assert client.get("/health/ready").status_code == 503
    assert client.get("/health/live").status_code == 200


class Publishing:
    """An archive that notes its upkeep, and of which one kind may fail; the rest is a real one's."""

    def __init__(self, archive: Archive, failures: list[Exception]) -> None:
        self._archive = archive
        self._failures = failures
        self.published = 0

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(self._archive, name)

    def warm(self) -> None:
        """Fails as often as it is told to."""
        if self._failures:
            raise self._failures.pop()

    def publish_if_due(self) -> bool:
        """Counts."""
        self.published += 1
        if self._failures:
            raise self._failures.pop()
        return False


def test_writes_bring_upkeep(archive: Archive, astana: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """After each write the service looks whether a generation is due."""
    monkeypatch.setattr(desks, "LOOK_AGAIN_S", 1_000)
    noting = Publishing(archive, [])
    app = create_app(noting, settings=ServiceSettings())  # type: ignore[arg-type]

    with TestClient(app, base_url="http://127.0.0.1") as client:
        before = noting.published
        client.post("/v1/articles", json=astana)

        assert before == 0
        assert eventually(lambda: noting.published == 1)


@pytest.mark.parametrize("failures", [[ModelUnavailable("no")], [ArchiveBusy("no"), RuntimeError("no")]], ids=str)
def test_upkeep_outlives_its_failures(
    archive: Archive, failures: list[Exception], log: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A model that will not load and a busy archive are logged, and tried again."""
    monkeypatch.setattr(desks, "LOOK_AGAIN_S", 0.02)
    expected = {type(each).__name__ for each in failures}
    noting = Publishing(archive, failures)
    app = create_app(noting, settings=ServiceSettings())  # type: ignore[arg-type]

    with TestClient(app, base_url="http://127.0.0.1") as client:
        assert eventually(lambda: noting.published >= 3)
        assert client.get("/health/live").status_code == 200

    assert {entry["error"] for entry in log if entry["event"] == "failed"} == expected


def test_a_command_s_articles_get_a_generation(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """What something else wrote is found at once, and taken into the index when enough is new."""
    monkeypatch.setattr(desks, "LOOK_AGAIN_S", 0.02)
    monkeypatch.setattr(type(archive._index), "due", lambda self, store: self.upto() < store.seq())
    app = create_app(archive, settings=ServiceSettings())

    with TestClient(app, base_url="http://127.0.0.1") as client:
        archive.put([Article(id="a", text="Somebody wrote this.")])

        found = client.post("/v1/search", json={"question": "Who wrote this?"}).json()["hits"]

        assert [hit["article_id"] for hit in found] == ["a"]
        assert eventually(lambda: client.get("/health/ready").json()["lag_rows"] == 0)
        assert client.get("/health/ready").json()["generation"] > 0
