"""`dateline serve`: granian with one worker, which is started anew when it dies; says when it is ready.

But: no routes and no wiring, which are `service/app.py`'s.
"""

from __future__ import annotations

import errno
import http.client
import multiprocessing
import os
import socket
import threading
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from rag.config import Settings, assemble
from service.commands.flags import Json, WrongUsage, opened
from service.commands.terminal import emit
from service.saved import Saved
from service.settings import LibraryFlags, ServiceFlags, ServiceSettings

if TYPE_CHECKING:
    from litestar import Litestar

_HEADER_BYTES = 64 * 1024
_HEADER_TIMEOUT_MS = 10_000
_DRAIN_S = 8  # for requests in work at the end; the whole ends within 10 s
_POLL_S = 0.2
_LOADING_S = 120  # for the models, at the first question: ours, so that nobody's first one is slow
_EXAMPLE = "Which countries sponsor the Astana talks?"
_LISTENING = """
Dateline answers on {address}  (Ctrl-C ends it)"""
_READY = """
Try:
  curl -s {address}/v1/answers -H 'content-type: application/json' -d '{{"question": "{question}"}}'
"""
_LOG = {
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "generic", "stream": "ext://sys.stderr"},
        "access": {"class": "logging.NullHandler"},
    },
}


class PortBusy(WrongUsage):
    """Another program listens there; the message says what to do."""


class Ready(Struct, frozen=True):
    """The service answers at `address`."""

    address: str


def serve(
    *,
    json: Json = False,
    library: LibraryFlags = Settings(),
    service: ServiceFlags = ServiceSettings(),
) -> int:
    """Answer over HTTP until Ctrl-C."""
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels

    listen_on = ensure_free(service)
    with opened(library, new=True):  # what is wrong with the archive is told here, not by a worker that dies of it
        pass
    os.environ["PYTHONSAFEPATH"] = "1"  # a folder called rag/ where we are started is none of the worker's business
    multiprocessing.set_start_method("spawn", force=True)
    server = Granian(
        "service.app",
        address=listen_on,
        port=service.port,
        interface=Interfaces.ASGI,
        workers=1,
        http=HTTPModes.http1,
        websockets=False,
        http1_settings=HTTP1Settings(header_read_timeout=_HEADER_TIMEOUT_MS, max_buffer_size=_HEADER_BYTES),
        respawn_failed_workers=True,
        workers_kill_timeout=_DRAIN_S,
        log_level=LogLevels.error,  # it warns of killing workers that have just ended
        log_dictconfig=_LOG,
    )
    threading.Thread(target=_announce, args=(service, json), daemon=True).start()
    server.serve(target_loader=partial(build, library, service), wrap_loader=False)
    return 0


def build(library: Settings, service: ServiceSettings) -> Litestar:
    """The application over its archive, in the worker."""
    from service.app import create_app

    archive = assemble(library)
    app = create_app(archive, settings=service, saved=Saved(library.archive) if service.saved_answers else None)
    app.on_shutdown.append(archive.close)
    return app


def ensure_free(service: ServiceSettings) -> str:
    """The IP address to listen on, which is free; granian would share a busy one. Raises: PortBusy."""
    try:
        family, _, _, _, place = socket.getaddrinfo(service.host, service.port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as error:
        spare = service.port % 65_535 + 1
        busy = f"stop what listens there, or choose another port: --port {spare}"
        todo = busy if error.errno == errno.EADDRINUSE else "check --host and --port"
        raise PortBusy(f"can't listen on {service.host}:{service.port} ({error.strerror}): {todo}") from error
    return str(place[0])


def address(service: ServiceSettings) -> str:
    """The URL to ask at, as seen from this machine."""
    host = _reachable(service.host)
    return f"http://[{host}]:{service.port}" if ":" in host else f"http://{host}:{service.port}"


def _announce(service: ServiceSettings, json: bool) -> None:
    pause = threading.Event()
    while not _answers(service, "GET", "/health/ready", timeout_s=2):
        pause.wait(_POLL_S)
    if json:
        emit(Ready(address(service)))
        return
    print(_LISTENING.format(address=address(service)), flush=True)
    _answers(service, "POST", "/v1/search", body='{"question": "ready?", "limit": 1}', timeout_s=_LOADING_S)
    print(_READY.format(address=address(service), question=_EXAMPLE), flush=True)


def _answers(service: ServiceSettings, method: str, path: str, *, body: str | None = None, timeout_s: float) -> bool:
    connection = http.client.HTTPConnection(_reachable(service.host), service.port, timeout=timeout_s)
    try:
        connection.request(method, path, body, {"content-type": "application/json"} if body else {})
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()


def _reachable(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
