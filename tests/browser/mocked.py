"""The service as a test wants it: an answer, a problem or a silence in place of what it would say."""

from __future__ import annotations

import json

from playwright.sync_api import Page, Route

REQUEST = "8f0c"
UNAVAILABLE = "Failed to load resource: the server responded with a status of 503"
UNREACHABLE = "Failed to load resource: net::ERR_FAILED"


def tell(page: Page, path: str, told: object) -> list[dict[str, object]]:
    """What `path` answers from now on, and the bodies that it will have been sent."""
    sent: list[dict[str, object]] = []

    def answer(route: Route) -> None:
        sent.append(json.loads(route.request.post_data or "{}"))
        route.fulfill(json=told)

    page.route(f"**{path}*", answer)
    return sent


def fail(page: Page, path: str) -> None:
    """Has `path` answer with a problem from now on."""
    problem = {"title": "Busy", "detail": "The archive is busy.", "status": 503, "request_id": REQUEST}
    page.route(f"**{path}*", lambda route: route.fulfill(status=503, json=problem))


def counts(months: dict[str | None, int]) -> dict[str, object]:
    """What is answered where articles are counted by month."""
    return {"by": "month", "counts": [{"value": month, "count": count} for month, count in months.items()]}
