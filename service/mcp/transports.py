"""How a server is reached: over the standard streams of a process, or over HTTP.

Over the streams nothing but the protocol is written to stdout. Over HTTP without allowed hosts the rules of
`service/guard.py` hold: this machine only. But: no keys.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from typing import Any, cast

import uvicorn
from litestar.types import ASGIApp, Receive, Scope, Send
from mcp.server import Server
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings

from rag.archive import Archive
from service.bodies import SMALL_BODY
from service.guard import Doorman, Rules
from service.problems import log_failure
from service.settings import ServiceSettings

PATH = "/mcp"
_NEAR = ("127.0.0.1", "localhost", "[::1]")
_HEADER_BYTES = 64 * 1024
_DRAIN_S = 8  # for requests in work at the end


async def over_stdio(server: Server[Any], archive: Archive) -> None:
    """Serves the one client at stdin until it leaves."""
    async with stdio_server() as (incoming, outgoing), warming(archive):
        await server.run(incoming, outgoing, server.create_initialization_options())


async def over_http(app: ASGIApp, archive: Archive, *, address: str, port: int) -> None:
    """Serves clients over HTTP until a signal ends it."""
    config = uvicorn.Config(
        cast("Any", app),
        host=address,
        port=port,
        lifespan="on",
        log_config=None,  # its own would write to stdout
        access_log=False,
        proxy_headers=False,  # who asks is who connects
        server_header=False,
        h11_max_incomplete_event_size=_HEADER_BYTES,
        timeout_graceful_shutdown=_DRAIN_S,
    )
    async with warming(archive):
        await uvicorn.Server(config).serve()


def http_app(server: Server[Any], *, host: str, allowed: Sequence[str] = ()) -> ASGIApp:
    """The ASGI application; with `allowed` it answers requests to these hosts from anywhere, else this machine only."""
    inner = server.streamable_http_app(
        streamable_http_path=PATH,
        stateless_http=True,
        json_response=True,
        max_request_body_size=SMALL_BODY,
        transport_security=_hosts([*_NEAR, *allowed]),
    )
    app = cast("ASGIApp", inner)
    return app if allowed else _Door(app, Rules.of(ServiceSettings(host=host)))


@contextlib.asynccontextmanager
async def warming(archive: Archive) -> AsyncIterator[None]:
    """Loads the models meanwhile, so that the first question does not wait for them."""
    task = asyncio.create_task(_warm(archive))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


class _Door:
    """Lets the server start and stop `app`, and the doorman decide on every request."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app = app
        self._guarded = Doorman(app, rules)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self._app if cast("str", scope["type"]) == "lifespan" else self._guarded
        await app(scope, receive, send)


def _hosts(names: Sequence[str]) -> TransportSecuritySettings:
    """Against DNS rebinding: a page that gave our address a name of its own is refused."""
    hosts = [form for name in names for form in (name, f"{name}:*")]
    origins = [f"{scheme}://{host}" for scheme in ("http", "https") for host in hosts]
    return TransportSecuritySettings(allowed_hosts=hosts, allowed_origins=origins)


async def _warm(archive: Archive) -> None:
    try:
        await asyncio.to_thread(archive.warm)
    except Exception as error:  # the first question tells it to whoever asks; the log has it now
        log_failure(error, None)
