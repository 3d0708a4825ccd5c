"""An LLM that is left alone after it failed repeatedly, so that nobody waits for it in vain.

Own code: purgatory, pybreaker and aiobreaker (all looked at) count failures in a row, not within a time, and read a
wall clock; purgatory lets every call through when half open; pybreaker's async is Tornado's; aiobreaker is of 2021.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing

from rag.deadline import Deadline
from rag.errors import LLMError
from rag.llm.protocol import LLM, Prompt, Usage

_FAILURES = 5
_WINDOW_S = 30.0
_PROBE_S = 5.0  # how often an open breaker lets one call through: healed is found out within it
_FAIR_S = 1.0  # a caller that gives less time learns nothing about the model by a timeout


class Breaker:
    """Opens after 5 failures in 30 s that are half of the calls or more; closes with the first text of a probe.

    One process's view, safe from any thread or loop. `clock`: seconds that never go back.
    """

    def __init__(self, llm: LLM, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._llm = llm
        self._clock = clock
        self._lock = threading.Lock()
        self._ended: deque[tuple[float, bool]] = deque()  # when a call ended, and whether it failed
        self._next_probe: float | None = None  # None: closed

    async def stream(self, prompt: Prompt, *, deadline: Deadline) -> AsyncGenerator[str | Usage, None]:
        """What the model says. Raises: LLMError, at once while the breaker is open."""
        self._admit()
        fair = deadline.left() >= _FAIR_S
        try:
            async with aclosing(self._llm.stream(prompt, deadline=deadline)) as pieces:
                async for piece in pieces:
                    self._next_probe = None
                    yield piece
        except LLMError as error:
            if fair or error.reason != "llm_timeout":
                self._note(failed=not error.of_request)
            raise
        self._note(failed=False)

    def _admit(self) -> None:
        with self._lock:
            if self._next_probe is None:
                return
            now = self._clock()
            if now < self._next_probe:
                raise LLMError("the language model failed repeatedly and is left alone for some seconds")
            self._next_probe = now + _PROBE_S  # a probe that hangs or whose caller leaves does not hold up the next

    def _note(self, *, failed: bool) -> None:
        with self._lock:
            now = self._clock()
            self._ended.append((now, failed))
            while self._ended[0][0] < now - _WINDOW_S:
                self._ended.popleft()
            failures = sum(each for _, each in self._ended)
            if not failed:
                self._next_probe = None
            elif self._next_probe is None and failures >= max(_FAILURES, len(self._ended) / 2):
                self._next_probe = now + _PROBE_S
