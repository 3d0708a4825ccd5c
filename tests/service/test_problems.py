"""Errors as problem+json."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from rag import errors
from rag.errors import DatelineError
from service.problems import problem_of

Client = TestClient[Litestar]
Break = Callable[[str, Exception], None]
SECRET = "/secret/place"


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.ArchiveBusy(SECRET), 503),
        (errors.ArchiveIncompatible(SECRET), 503),
        (errors.ArchiveUnusable(SECRET), 503),
        (errors.ModelUnavailable(SECRET), 503),
        (errors.ExtraMissing(SECRET), 503),
        (errors.ArticleUnknown(SECRET), 404),
        (errors.ArticleGone(SECRET), 410),
        (errors.CitationUnknown(SECRET), 404),
        (errors.CitationCorrupt(SECRET), 409),
        (errors.DatelineError(SECRET), 500),
        (RuntimeError(SECRET), 500),
        (RecursionError(SECRET), 500),
        (MemoryError(SECRET), 500),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else str(value),
)
def test_each_error_has_its_status_and_no_internals(
    client: Client, break_store: Break, log: list[Any], error: Exception, status: int
) -> None:
    """The reply names the kind and the request; what went wrong inside stands in the log only."""
    break_store("read", error)

    reply = client.get("/v1/articles")
    problem = reply.json()

    assert reply.status_code == problem["status"] == status
    assert reply.headers["content-type"] == "application/problem+json"
    assert set(problem) == {"type", "title", "status", "detail", "errors", "request_id"}
    assert problem["request_id"] == reply.headers["x-request-id"]
    assert SECRET not in reply.text
    assert ("retry-after" in reply.headers) == (status == 503)
    if status >= 500:
        assert [entry["request_id"] for entry in log if entry["event"] == "failed"] == [problem["request_id"]]


def test_every_error_of_ours_has_a_type_of_its_own() -> None:
    """The slug of the class is the end of the problem's type."""
    classes = [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, DatelineError)]
    naming = (errors.ArticleRejected, errors.QuestionRejected)
    made = [each("no") for each in classes if not issubclass(each, naming)] + [each("no", field="x") for each in naming]

    assert len(made) == len(classes) > 10
    assert [problem_of(error).type for error in made] == [f"/problems/{error.slug}" for error in made]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("GET", "/v1/", 404),
        ("GET", "/v1/articles/a/b", 404),
        ("GET", "/static/../app.py", 404),
        ("GET", "/static/..%2fapp.py", 404),
        ("GET", "/static/read.html", 404),
        ("GET", "/schema/swagger.json", 404),
        ("PATCH", "/v1/answers", 405),
        ("DELETE", "/v1/search", 405),
        ("GET", "/v1/checks", 405),
    ],
)
def test_addresses_that_are_none_are_problems_too(client: Client, method: str, path: str, status: int) -> None:
    """What no route takes is answered in the same shape, with the same headers."""
    reply = client.request(method, path)

    assert reply.status_code == reply.json()["status"] == status
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.headers["x-request-id"] == reply.json()["request_id"]
    assert status != 405 or reply.headers["allow"]


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/v1/articles", {"GET", "POST", "OPTIONS"}),
        ("/v1/articles/x", {"GET", "PUT", "DELETE", "OPTIONS"}),
        ("/v1/answers", {"GET", "POST", "OPTIONS"}),
        ("/v1/checks", {"POST", "OPTIONS"}),
    ],
)
def test_an_address_names_every_method_that_it_takes(client: Client, path: str, methods: set[str]) -> None:
    """Allow is whole, on a refusal and when asked for."""
    for method in ("PATCH", "OPTIONS"):
        assert set(client.request(method, path).headers["allow"].split(", ")) == methods, method


@pytest.mark.parametrize(
    ("path", "content_type", "status"),
    [
        ("/v1/answers", "text/plain", 415),
        ("/v1/answers", "application/x-www-form-urlencoded", 415),
        ("/v1/answers", "", 415),
        ("/v1/search", "multipart/form-data; boundary=x", 415),
        ("/v1/articles", "text/plain", 415),
        ("/v1/answers", "Application/JSON; charset=UTF-8", 200),
        ("/v1/articles", "application/json; charset=utf-8", 201),
    ],
)
def test_other_media_types_are_refused(client: Client, path: str, content_type: str, status: int) -> None:
    """What a page of another origin may send without being asked is not taken for JSON."""
    body = b'{"question": "Who?"}' if path != "/v1/articles" else b'{"id": "a", "text": "x"}'

    assert client.post(path, content=body, headers={"content-type": content_type}).status_code == status


@pytest.mark.parametrize(
    ("method", "path", "size", "status"),
    [
        ("POST", "/v1/answers", 1_000_001, 413),
        ("POST", "/v1/search", 1_000_001, 413),
        ("POST", "/v1/citations", 1_000_001, 413),
        ("POST", "/v1/articles", 10_000_001, 413),
        ("PUT", "/v1/articles/x", 10_000_001, 413),
        ("POST", "/v1/articles", 9_999_999, 400),
        ("POST", "/v1/answers", 999_999, 400),
    ],
)
def test_a_body_has_a_limit(client: Client, method: str, path: str, size: int, status: int) -> None:
    """One megabyte for requests, ten for an article."""
    reply = client.request(method, path, content=b" " * size, headers={"content-type": "application/json"})

    assert (reply.status_code, reply.json()["status"]) == (status, status)


def test_every_response_carries_its_headers(client: Client) -> None:
    """Pages, data, problems: all come with an id and with what keeps browsers careful."""
    for path in ("/", "/static/app.js", "/schema", "/health/live", "/v1/articles", "/nowhere", "/read/x"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert headers["x-request-id"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        # The page's own parts, which are the same for everybody, may be kept; nothing else may
        assert headers["cache-control"] == ("no-cache" if path in ("/", "/static/app.js") else "no-store")
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy


def test_the_log_has_one_event_a_request_and_no_question(client: Client, log: list[Any]) -> None:
    """An event says which route, how it ended and how long it took; not what was asked."""
    client.post("/v1/answers", json={"question": "Who ate the canary?"})
    client.get("/v1/articles/canary?revision=1")
    client.get("/canary%0d%0a")

    requests = [entry for entry in log if entry["event"] == "request"]
    assert [(entry["method"], entry["route"], entry["status"]) for entry in requests] == [
        ("POST", "/v1/answers", 200),
        ("GET", "/v1/articles/{key}", 404),
        ("GET", "unmatched", 404),
    ]
    assert "canary" not in repr(log)
