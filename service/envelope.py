"""What every response carries: its id, the headers that keep browsers careful, and one log event.

But: no question, address or article in the log; a request is known by its route, and by its id.
"""

from __future__ import annotations

import time
import uuid

import structlog
from litestar.datastructures import MutableScopeHeaders
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from service.problems import GONE_AWAY

_log = structlog.get_logger()
_POLICY = "; ".join((
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'",
    "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'",
    "trusted-types 'none'",
))  # fmt: skip
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Envelope:
    """An ASGI application that wraps each response of `app`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on, dresses the response, logs it."""
        request_id = uuid.uuid4().hex
        scope["state"]["request_id"] = request_id
        began, status = time.monotonic(), GONE_AWAY

        async def dressed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableScopeHeaders.from_message(message)
                headers["X-Request-Id"] = request_id
                headers.setdefault("Cache-Control", "no-store")  # the page's own parts may be kept
                for name, value in _HEADERS.items():
                    headers[name] = value
            await send(message)

        try:
            await self._app(scope, receive, dressed)
        finally:
            took_ms = round(1_000 * (time.monotonic() - began), 1)
            _log.info(
                "request", request_id=request_id, method=_method(scope), route=_route(scope), status=status, ms=took_ms
            )


def _method(scope: Scope) -> str:
    return str(scope.get("method", scope["type"]))[:10]


def _route(scope: Scope) -> str:
    """The route as it is declared: an address may hold what somebody typed."""
    return str(scope.get("path_template", "unmatched"))
