"""The HTTP contract: what the service does is what its own OpenAPI says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from litestar import Litestar
from litestar.testing import TestClient
from schemathesis.checks import CHECKS
from schemathesis.python.asgi import shutdown_lifespans

from rag.archive import Archive
from service.app import create_app
from service.chat.errors import PATHS
from service.settings import ServiceSettings
from service.wire import ArticleRecord

# A schema can't say "question or messages", "a date that exists" or "a key that is here": such requests are
# refused though they fit it. Everything else that schemathesis knows how to check is checked.
LEFT_OUT = ["positive_data_acceptance"]
HERE = "http://localhost"


@schemathesis.serializer("application/x-ndjson")
def as_lines(ctx: object, value: object) -> bytes:
    """Sends generated lines as they are."""
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else msgspec.json.encode(value)


def _described() -> Any:  # noqa: ANN401, schemathesis' own type
    """What the service says of itself; that needs no archive."""
    app = create_app(cast("Archive", None), settings=ServiceSettings())
    schema = schemathesis.openapi.from_dict(app.openapi_schema.to_schema())
    schema.app = app
    return schema


@pytest.fixture
def served(app: Litestar) -> Iterator[Litestar]:
    """The service, which schemathesis starts on its own event loop, ended before its archive is."""
    yield app
    shutdown_lifespans()


@_described().parametrize()  # type: ignore[untyped-decorator]
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_service_keeps_its_contract(case: Any, served: Litestar) -> None:  # noqa: ANN401
    """No server error, no undocumented status, type or shape, and nothing accepted that the schema forbids."""
    case.call_and_validate(app=served, base_url=HERE, excluded_checks=CHECKS.get_by_names(LEFT_OUT))


def test_the_schema_is_openapi_and_needs_no_other_host(client: TestClient[Litestar]) -> None:
    """/schema is OpenAPI 3.1 in JSON that names every operation once, with problems as errors but on the chat's."""
    schema = client.get("/schema").json()
    operations = [each for path in schema["paths"].values() for each in path.values()]
    theirs = [each for path, told in schema["paths"].items() if path.startswith(PATHS) for each in told.values()]

    assert schema["openapi"].startswith("3.1")
    assert len({each["operationId"] for each in operations}) == len(operations) >= 12
    for operation in operations:
        for status, response in operation["responses"].items():
            if status >= "400":
                shape = "application/json" if operation in theirs else "application/problem+json"
                assert set(response["content"]) == {shape}


def test_what_an_article_may_hold_is_documented_whole() -> None:
    """The documented record has the fields that Article has, but for what only formats set."""
    from rag.types import Article

    assert set(ArticleRecord.__struct_fields__) == set(Article.__struct_fields__) - {"published_source"}
