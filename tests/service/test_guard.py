"""Who is let in while there are no keys."""

from __future__ import annotations

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from litestar import Litestar
from litestar.testing import TestClient

from rag.archive import Archive
from service.app import create_app
from service.guard import is_loopback
from service.settings import ServiceSettings

Client = TestClient[Litestar]
OPENED = "https://app.example"
CHATS = [("POST", "/v1/chat/completions"), ("GET", "/v1/models"), ("GET", "/v1/models/dateline")]
CLOSED = ["/", "/static/app.js", "/schema", "/health/ready", "/v1/articles", "/read/x", "/nowhere"]


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "news.example"},
        {"host": "127.0.0.1.nip.io"},
        {"host": "localhost.evil.example:8000"},
        {"host": "0.0.0.0:8000"},
        {"host": "192.168.1.5"},
        {"host": "2130706433"},
        {"host": "127.1"},
        {"host": "[::2]:80"},
        {"host": "user@127.0.0.1"},
        {"host": ""},
        {"forwarded": "for=1.2.3.4"},
        {"x-forwarded-for": "1.2.3.4"},
        {"X-Forwarded-Host": "news.example"},
        {"x-forwarded-proto": "https"},
        {"x-forwarded-anything": ""},
        {"x-real-ip": "1.2.3.4"},
        {"via": "1.1 proxy"},
        {"cf-connecting-ip": "1.2.3.4"},
    ],
    ids=str,
)
def test_nothing_is_served_to_strangers(client: Client, headers: dict[str, str]) -> None:
    """A foreign Host or a proxy's header closes every address, with one and the same kind of reply."""
    for path in CLOSED:
        refused = client.get(path, headers=headers)
        assert refused.status_code == 401, path
        assert refused.headers["content-type"] == "application/problem+json"
        assert refused.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(("method", "path"), CHATS)
def test_chat_clients_are_turned_away_in_their_own_words(client: Client, method: str, path: str) -> None:
    """A stranger gets the same 401, in the shape that OpenAI's clients read."""
    refused = client.request(method, path, headers={"host": "news.example"})

    assert refused.status_code == 401
    assert refused.headers["www-authenticate"].startswith("Bearer")
    assert refused.json()["error"]["code"] == "key_required"
    assert refused.json()["error"]["request_id"] == refused.headers["x-request-id"]


def test_a_foreign_page_does_not_chat(client: Client) -> None:
    """An Origin other than the host's own is a 403 there too."""
    refused = client.post("/v1/chat/completions", json={}, headers={"origin": "https://evil.example"})

    assert refused.status_code == 403
    assert refused.json()["error"]["code"] == "foreign_origin"


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8000", "127.0.0.1:8000", "127.9.9.9", "[::1]:8000", "[::ffff:127.0.0.1]"]
)
def test_this_machine_is_served(client: Client, host: str) -> None:
    """Each name of this machine will do."""
    assert client.get("/v1/articles", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("headers", [{"host": "news.example"}, {"x-forwarded-for": "1.2.3.4"}], ids=str)
def test_liveness_is_open_to_all(client: Client, headers: dict[str, str]) -> None:
    """A load balancer may ask whether the process lives."""
    assert client.get("/health/live", headers=headers).json() == {"status": "live"}


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("peer", "status"), [("127.0.0.1", 200), ("::1", 200), ("10.0.0.7", 401), ("2001:db8::1", 401)]
)
async def test_the_peer_must_be_near(app: Litestar, peer: str, status: int) -> None:
    """Whatever the settings say of the bind, a request from another machine is not served."""
    transport = httpx.ASGITransport(app=app, client=(peer, 5_000))  # type: ignore[arg-type]
    async with app.lifespan(), httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        assert (await client.get("/v1/articles")).status_code == status


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.1", "news.example", ""])
def test_an_open_bind_serves_nobody(archive: Archive, host: str) -> None:
    """On an address that others can reach a key is needed, from this machine too."""
    with TestClient(create_app(archive, settings=ServiceSettings(host=host)), base_url="http://127.0.0.1") as client:
        assert client.get("/v1/articles").status_code == 401
        assert client.get("/health/live").status_code == 200


WRITES = [("POST", "/v1/articles"), ("PUT", "/v1/articles/x"), ("DELETE", "/v1/articles/x"), ("POST", "/v1/answers")]


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1:9999", "http://localhost", "", "file://"]
)
def test_a_foreign_page_does_not_write(client: Client, origin: str) -> None:
    """An Origin other than the host's own is a 403."""
    for method, path in WRITES:
        refused = client.request(method, path, headers={"origin": origin}, json={"id": "a", "text": "x"})
        assert refused.status_code == 403, (method, path)
        assert refused.json()["type"] == "/problems/foreign-origin"


def test_our_own_page_may(client: Client) -> None:
    """The Origin of the host itself is no foreign one; reading asks for none."""
    own = client.post("/v1/answers", json={"question": "Who?"}, headers={"origin": "http://127.0.0.1"})

    assert own.status_code == 200
    assert client.get("/v1/articles", headers={"origin": "https://evil.example"}).status_code == 200


def test_pages_of_other_origins_are_told_nothing_by_default(client: Client) -> None:
    """Without settings no header opens anything, to preflights neither."""
    preflight = client.options("/v1/answers", headers={"origin": OPENED, "access-control-request-method": "POST"})
    read = client.get("/v1/articles", headers={"origin": OPENED})

    for reply in (preflight, read):
        assert not [name for name in reply.headers if name.startswith("access-control")]


class TestOpened:
    """Pages of an origin that the settings name, and of those that only look like it."""

    @pytest.fixture
    def settings(self) -> ServiceSettings:
        """Settings that open one origin."""
        return ServiceSettings(cors_origins=(OPENED,))

    def test_exactly_that_one_may_ask(self, client: Client) -> None:
        """A preflight and the request after it are let through, each with its headers."""
        preflight = client.options("/v1/answers", headers={"origin": OPENED, "access-control-request-method": "POST"})
        asked = client.post("/v1/answers", json={"question": "Who?"}, headers={"origin": OPENED})
        refused = client.post("/v1/answers", json={}, headers={"origin": OPENED})

        assert preflight.status_code == 204
        assert "POST" in preflight.headers["access-control-allow-methods"]
        for reply in (preflight, asked, refused):
            assert reply.headers["access-control-allow-origin"] == OPENED
            assert reply.headers["vary"] == "Origin"
        assert asked.status_code == 200

    def test_its_pages_may_use_chat_clients(self, client: Client) -> None:
        """The headers that such clients send are let through."""
        asking = {"origin": OPENED, "access-control-request-method": "POST"}

        allowed = client.options("/v1/chat/completions", headers=asking).headers["access-control-allow-headers"]

        assert {"Authorization", "Content-Type", "X-Stainless-Lang"} <= set(allowed.split(", "))

    @pytest.mark.parametrize(
        "origin", ["https://app.example.evil", "https://appXexample", "http://app.example", "https://app.example:8443"]
    )
    def test_no_others_may(self, client: Client, origin: str) -> None:
        """An origin that only looks alike is foreign."""
        refused = client.post("/v1/answers", json={"question": "Who?"}, headers={"origin": origin})

        assert refused.status_code == 403
        assert "access-control-allow-origin" not in refused.headers


@given(st.ip_addresses())
def test_only_loopback_addresses_are_loopback(address: object) -> None:
    """For addresses the standard library's judgement holds."""
    assert is_loopback(str(address)) == address.is_loopback or getattr(address, "ipv4_mapped", None)  # type: ignore[attr-defined]
