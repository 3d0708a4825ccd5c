"""`dateline mcp`: the archive as tools of a language model's host, over the standard streams or over HTTP.

But: the tools are `service/mcp/tools.py`'s, and what is needed beyond Dateline comes with the extra `mcp`.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from rag.archive import Archive
from rag.config import Settings
from service.commands.flags import WrongUsage, opened
from service.commands.serve import address, ensure_free
from service.guard import is_loopback
from service.settings import SETTINGS, LibraryFlags, ServiceSettings

_HOST, _PORT = "127.0.0.1", 8765
_MISSING = "`dateline mcp` needs a package that is missing: pip install 'dateline[mcp]'"
_OPEN = "whoever reaches {host} could read the archive: say by which names it may be called, --allowed-host NAME"


def mcp(
    *,
    http: Annotated[bool, Parameter(negative="")] = False,
    host: str = _HOST,
    port: Annotated[int, Parameter(validator=Number(gte=1, lte=65535))] = _PORT,
    allowed_host: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    public_url: Annotated[str, Parameter(group=SETTINGS, show_env_var=True)] = "",
    library: LibraryFlags = Settings(),
) -> int:
    """Serve the archive as tools over the Model Context Protocol: search, ask, read an article.

    Args:
        http: Over HTTP, at /mcp, instead of stdin and stdout.
        host: The address to listen on, with --http.
        port: The port to listen on, with --http.
        allowed_host: A name by which clients elsewhere call it, repeatable. It has no keys: put it behind what has.
        public_url: What citation links start with, such as https://news.example; empty keeps them relative.
    """
    _demand_extra()
    if not http and (host, port, allowed_host) != (_HOST, _PORT, ()):
        raise WrongUsage("--host, --port and --allowed-host are for --http")
    if not (allowed_host or is_loopback(host)):
        raise WrongUsage(_OPEN.format(host=host))
    with opened(library) as archive:
        if http:
            _over_http(archive, ServiceSettings(host=host, port=port, public_url=public_url), allowed_host)
        else:
            _over_stdio(archive, public_url)
    return 0


def _demand_extra() -> None:
    try:
        from service.mcp import server, transports  # noqa: F401
    except ImportError as error:
        raise WrongUsage(_MISSING) from error


def _over_stdio(archive: Archive, public_url: str) -> None:
    from service.mcp.server import create_server
    from service.mcp.tools import Room
    from service.mcp.transports import over_stdio

    _log_to_stderr()
    asyncio.run(over_stdio(create_server(Room(archive, public_url=public_url)), archive))


def _over_http(archive: Archive, service: ServiceSettings, allowed: tuple[str, ...]) -> None:
    from service.mcp.server import create_server
    from service.mcp.tools import Room
    from service.mcp.transports import PATH, http_app, over_http

    _log_to_stderr()
    listen_on = ensure_free(service)
    app = http_app(create_server(Room(archive, public_url=service.public_url)), host=service.host, allowed=allowed)
    sys.stderr.write(f"Dateline's tools are at {address(service)}{PATH}  (Ctrl-C ends it)\n")
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # both ways to end it are one
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(over_http(app, archive, address=listen_on, port=service.port))


def _log_to_stderr() -> None:
    from service.app import configure_log

    configure_log()
