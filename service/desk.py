"""Where routes get their work done: the archive, a few threads of each kind, and its upkeep.

Asking, looking up and writing have threads of their own, so that a long question delays no health check
and a bulk of articles delays no question. But: no limits on callers.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

from litestar import Litestar

from rag.archive import Archive
from service.problems import log_failure
from service.saved import Saved

_ASKING = 2  # questions at work at once: encoding and ranking fill a core each
_LOOKING = 2  # reads by key take a millisecond or so
LOOK_AGAIN_S = 30.0  # how soon rows that a command ingested are noticed
P = ParamSpec("P")
T = TypeVar("T")


class Desk:
    """The archive and the threads that work for routes; open only inside `open`."""

    def __init__(self, archive: Archive, *, public_url: str = "", saved: Saved | None = None) -> None:
        self.archive = archive
        self.public_url = public_url
        self.saved = saved  # None where no answers are kept

    @contextlib.asynccontextmanager
    async def open(self, _: Litestar) -> AsyncIterator[None]:
        """Starts threads and upkeep; on leaving, waits for what they have begun and drops the rest."""
        self._asking = ThreadPoolExecutor(_ASKING, "ask")
        self._lookers = ThreadPoolExecutor(_LOOKING, "look")
        self._writer = ThreadPoolExecutor(1, "write")
        self._keeper = ThreadPoolExecutor(1, "keep")
        self._wrote = asyncio.Event()
        asyncio.get_running_loop().set_default_executor(self._asking)  # where Archive.stream does its work
        upkeep = asyncio.create_task(self._keep_up())
        try:
            yield
        finally:
            upkeep.cancel()
            await asyncio.gather(upkeep, return_exceptions=True)
            for pool in (self._asking, self._lookers, self._writer, self._keeper):
                pool.shutdown(cancel_futures=True)

    async def ask(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `work` returns; for what encodes or ranks."""
        return await self._in(self._asking, partial(work, *args, **kwargs))

    async def look(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `work` returns; for quick reads."""
        return await self._in(self._lookers, partial(work, *args, **kwargs))

    async def write(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `work` returns; for writes, which go one after another."""
        try:
            return await self._in(self._writer, partial(work, *args, **kwargs))
        finally:
            self._wrote.set()

    async def _in(self, pool: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(pool, work)

    async def _keep_up(self) -> None:
        """Loads the models, then publishes an index generation whenever one is due: the only task that does."""
        await self._attempt(self.archive.warm)
        while True:
            with contextlib.suppress(TimeoutError):  # no wait_for: before Python 3.12 it may swallow a cancellation
                async with asyncio.timeout(LOOK_AGAIN_S):
                    await self._wrote.wait()
            self._wrote.clear()
            await self._attempt(self.archive.publish_if_due)

    async def _attempt(self, work: Callable[[], object]) -> None:
        try:
            await self._in(self._keeper, work)
        except Exception as error:  # upkeep must outlive whatever befalls one attempt; the log has it
            log_failure(error, None)
