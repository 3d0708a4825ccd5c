"""The one `import httpx`: JSON posted to a server of the operator's choice, the reply read as raw bytes.

One deadline covers all of it, one cap the body. But: no pool (a call has a connection of its own, so none is stale,
any event loop will do, and closing the reply closes it), no redirects, nothing from the environment (proxies,
netrc, certificates), no content encoding: a bomb is refused by its header.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Generator
from contextlib import asynccontextmanager
from functools import cache

import httpx

from rag.deadline import Deadline
from rag.errors import HttpFailed

Transport = httpx.AsyncBaseTransport  # what a test puts in the network's place
_LAST_PORT = 65_535
_CONNECT_S = 5.0  # a host that does not even accept by then is as good as down, and leaves time for a second try


class Bearer(httpx.Auth):
    """A key as `Authorization: Bearer`, or nothing for an empty one. No repr shows it, nor do httpx's own."""

    def __init__(self, key: str) -> None:
        if not all("!" <= char <= "~" for char in key):
            raise ValueError("a key is made of visible ASCII characters; this one holds others")  # and is not shown
        self._key = key

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """The request, signed."""
        if self._key:
            request.headers["Authorization"] = f"Bearer {self._key}"
        yield request


class Reply:
    """The head of a server's reply, and its body as it comes. Close it: the connection goes with it."""

    def __init__(self, client: httpx.AsyncClient, response: httpx.Response, *, cap: int) -> None:
        assert isinstance(response.stream, httpx.AsyncByteStream)  # an AsyncClient's
        self._client = client
        self._response = response
        self._chunks = aiter(response.stream)  # as aiter_raw, which however knows no reply that is there already
        self._room = cap

    @property
    def status(self) -> int:
        """The status code."""
        return self._response.status_code

    @property
    def content_type(self) -> str:
        """The media type in lower case, without parameters; empty when there is none."""
        kind: str = self._response.headers.get("content-type", "")
        return kind.partition(";")[0].strip().lower()

    @property
    def retry_after_s(self) -> float | None:
        """The seconds of Retry-After, None where it is missing or a date."""
        said = self._response.headers.get("retry-after", "")
        return float(said) if said.isascii() and said.isdigit() else None

    async def read(self, deadline: Deadline) -> bytes:
        """The next bytes of the body; empty at its end. Raises: HttpFailed."""
        await asyncio.sleep(0)  # a flood of tiny chunks is read without ever waiting: others must have their turn
        async with _mapped(deadline):
            chunk = await anext(self._chunks, b"")
        self._room -= len(chunk)
        if self._room < 0:
            raise HttpFailed("the reply is too large", kind="refused")
        return chunk

    async def aclose(self) -> None:
        """Closes the connection, whatever of the body is still to come."""
        await self._response.aclose()
        await self._client.aclose()


async def post(
    url: str, body: bytes, *, auth: Bearer, deadline: Deadline, cap: int, transport: Transport | None = None
) -> Reply:
    """The reply to a JSON body, its own body of at most `cap` bytes still unread. Raises: HttpFailed."""
    headers = {"Content-Type": "application/json", "Accept-Encoding": "identity", "User-Agent": "dateline"}
    client = httpx.AsyncClient(
        transport=transport,
        verify=_trusted(),
        trust_env=False,
        follow_redirects=False,
        timeout=httpx.Timeout(None, connect=_CONNECT_S),  # the rest is the deadline's
    )
    try:
        request = client.build_request("POST", url, content=body, headers=headers)
        async with _mapped(deadline):
            response = await client.send(request, auth=auth, stream=True)
        reply = Reply(client, response, cap=cap)
        _refuse_encoded(response)
    except BaseException:
        await client.aclose()
        raise
    return reply


def checked(url: str) -> str:
    """The base URL without a slash at its end. Raises: ValueError for what is no plain http(s) address."""
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise ValueError("the base URL can't be read; write it like http://127.0.0.1:8080/v1") from error
    if parsed.scheme not in ("http", "https") or not parsed.host or (parsed.port or 0) > _LAST_PORT:
        raise ValueError("the base URL must be like http://127.0.0.1:8080/v1")
    if parsed.userinfo or parsed.query or parsed.fragment:  # not shown: it may hold a password
        raise ValueError("the base URL must not hold a user, a query or a fragment; a key is given apart")
    return url.rstrip("/")


@asynccontextmanager
async def _mapped(deadline: Deadline) -> AsyncIterator[None]:
    """Ends what is awaited inside at the deadline, and turns httpx's errors into ours.

    It spans one wait, never a `yield` of a generator: a timeout would then strike the caller's own code.
    """
    left = deadline.left()
    if left <= 0:
        raise HttpFailed("the deadline has passed", kind="late")
    try:
        async with asyncio.timeout(left):
            yield
    except TimeoutError as error:
        raise HttpFailed("the deadline has passed", kind="late") from error
    except (httpx.ConnectError, httpx.ConnectTimeout) as error:
        raise HttpFailed("no connection could be made", kind="unreached") from error
    except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
        raise HttpFailed("the connection broke", kind="broken") from error


def _refuse_encoded(response: httpx.Response) -> None:
    if response.headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
        raise HttpFailed("the reply is encoded, though identity was asked for", kind="refused")


@cache
def _trusted() -> ssl.SSLContext:
    """The certificates that httpx brings; read once, since it takes longer than a local call."""
    return httpx.create_ssl_context(trust_env=False)
