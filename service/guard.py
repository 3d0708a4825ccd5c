"""Who is let in: without keys, only this machine is; and foreign pages neither write nor read.

Open only while the bind is loopback, the peer is, the Host names it, and no proxy speaks for somebody
else. But: no keys and no limits.
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

from litestar.datastructures import Headers, MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send
from msgspec import Struct

from service.problems import Refused, problem_of, request_id_of, send_problem
from service.settings import ServiceSettings

OPEN_TO_ALL = "/health/live"
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[^\s:@/\[\]]+)(?::\d{1,5})?")
# Any of these says that a proxy stands between: then the peer is not who asks
_FORWARDING = frozenset({
    "forwarded", "via", "x-real-ip", "x-client-ip", "x-cluster-client-ip", "x-original-forwarded-for",
    "x-original-host", "x-host", "x-envoy-external-address", "x-remote-ip", "x-remote-addr", "true-client-ip",
    "cf-connecting-ip", "fastly-client-ip", "client-ip", "proxy-client-ip", "wl-proxy-client-ip", "x-appengine-user-ip",
})  # fmt: skip
_FORWARDING_PREFIXES = ("x-forwarded", "forwarded-")
_EXPOSED = "ETag, X-Request-Id, Retry-After"
_ALLOWED_METHODS = "GET, POST, PUT, DELETE"
# The last ones are what OpenAI's client sends from a page
_ALLOWED_HEADERS = (
    "Accept, Authorization, Content-Type, If-Match, If-None-Match, X-Stainless-Arch, X-Stainless-Helper-Method, "
    "X-Stainless-Lang, X-Stainless-OS, X-Stainless-Package-Version, X-Stainless-Retry-Count, X-Stainless-Runtime, "
    "X-Stainless-Runtime-Version, X-Stainless-Timeout"
)


class Rules(Struct, frozen=True, kw_only=True):
    """What decides on entry. `origins`: those whose pages may ask; `own`: the service's public origin."""

    loopback_bind: bool
    origins: frozenset[str]
    own: str | None

    @classmethod
    def of(cls, settings: ServiceSettings) -> Rules:
        """The rules that the settings give."""
        return cls(
            loopback_bind=is_loopback(settings.host),
            origins=frozenset(_origin(each) for each in settings.cors_origins),
            own=_origin(settings.public_url) if settings.public_url else None,
        )


class Doorman:
    """An ASGI application that lets requests through to `app` or answers them itself."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app = app
        self._rules = rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers or passes on."""
        if scope["type"] != ScopeType.HTTP:
            await send({"type": "websocket.close", "code": 1008, "reason": "not served"})
            return
        headers = Headers.from_scope(scope)
        origin = headers.get("origin", "")
        shared = origin.lower() in self._rules.origins
        if shared:
            send = _sharing(send, origin)
        try:
            check(scope, self._rules)
        except Refused as refused:
            await send_problem(problem_of(refused, request_id=request_id_of(scope)), scope, receive, send)
            return
        if shared and scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
            await _preflight(send)
            return
        await self._app(scope, receive, send)


def check(scope: HTTPScope, rules: Rules) -> None:
    """Lets a request pass. Raises: Refused, 401 where a key would be needed, 403 for a foreign page's write."""
    if scope["path"] == OPEN_TO_ALL:
        return
    reason = closed_because(scope, rules)
    if reason:
        detail = f"This service has no keys, so it is open to this machine only: {reason}."
        raise Refused("key-required", status=401, detail=detail)
    if scope["method"] not in _SAFE_METHODS and _is_foreign(scope, rules):
        raise Refused("foreign-origin", status=403, detail="A page of another origin may not do this.")


def closed_because(scope: HTTPScope, rules: Rules) -> str | None:
    """Why a request is not served without a key, None when it is safe to serve it."""
    names = {name.decode("latin-1").lower() for name, _ in scope["headers"]}
    if not rules.loopback_bind:
        return "it listens on an address that others can reach"
    if not _is_near(scope):
        return "the request comes from elsewhere"
    if not _names_loopback(scope):
        return "the Host header does not name this machine"
    if names & _FORWARDING or any(name.startswith(_FORWARDING_PREFIXES) for name in names):
        return "the request was forwarded by a proxy"
    return None


def is_loopback(name: str) -> bool:
    """Whether a host name or address, in brackets or not, can only mean this machine."""
    bare = name.removeprefix("[").removesuffix("]").lower()
    if bare == "localhost":
        return True
    try:
        address = ipaddress.ip_address(bare)
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (mapped or address).is_loopback


def _is_near(scope: HTTPScope) -> bool:
    """Whether the peer is this machine. A peer without an address (a socket file, an in-process client) is."""
    peer = (scope.get("client") or ("", 0))[0]
    try:
        ipaddress.ip_address(peer)
    except ValueError:
        return True
    return is_loopback(peer)


def _names_loopback(scope: HTTPScope) -> bool:
    hosts = [value.decode("latin-1") for name, value in scope["headers"] if name.lower() == b"host"]
    found = _HOST.fullmatch(hosts[0]) if len(hosts) == 1 else None
    return found is not None and is_loopback(found[1])


def _is_foreign(scope: HTTPScope, rules: Rules) -> bool:
    headers = Headers.from_scope(scope)
    origins = headers.getall("origin", [])
    own = {f"{scheme}://{headers.get('host', '').lower()}" for scheme in ("http", "https")}
    allowed = own | rules.origins | ({rules.own} if rules.own else set())
    return any(origin.lower() not in allowed for origin in origins)


def _origin(url: str) -> str:
    """scheme://host[:port] of a URL, as browsers send it."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()


def _sharing(send: Send, origin: str) -> Send:
    async def shared(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableScopeHeaders.from_message(message)
            headers["Access-Control-Allow-Origin"] = origin
            headers["Access-Control-Expose-Headers"] = _EXPOSED
            headers["Vary"] = "Origin"
        await send(message)

    return shared


async def _preflight(send: Send) -> None:
    headers = [
        (b"access-control-allow-methods", _ALLOWED_METHODS.encode()),
        (b"access-control-allow-headers", _ALLOWED_HEADERS.encode()),
        (b"access-control-max-age", b"600"),
    ]
    await send({"type": "http.response.start", "status": 204, "headers": headers})
    await send({"type": "http.response.body", "body": b"", "more_body": False})
