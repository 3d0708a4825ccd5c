"""Articles that a test puts into the service that all browser tests share, and takes out again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import APIRequestContext

COLLECTION = "desk"
_FIRST_MS = 120_000  # the first article that a service takes waits for its models


@contextmanager
def cleared(request: APIRequestContext, base_url: str) -> Iterator[None]:
    """At the end nothing that was added to the collection is in any answer or count, and no answer is kept."""
    yield
    for each in request.get(f"{base_url}/v1/answers?limit=50").json()["answers"]:
        request.delete(f"{base_url}/v1/answers/{each['id']}")
    listed = request.get(f"{base_url}/v1/articles?limit=100&collections={COLLECTION}").json()["articles"]
    for each in listed:
        request.delete(f"{base_url}/v1/articles/{each['article']}")


def put(request: APIRequestContext, base_url: str, **fields: object) -> str:
    """Adds an article, or a revision of one; its key."""
    sent: dict[str, Any] = {"collection": COLLECTION, "source": "Quay Post", "date": "2019-06-01"} | fields
    taken = request.post(f"{base_url}/v1/articles", data=sent, timeout=_FIRST_MS)
    assert taken.ok, taken.text()
    key: str = taken.json()["article"]
    return key
