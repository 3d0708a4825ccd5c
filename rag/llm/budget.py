"""An LLM that may use so many tokens a day.

But: one process's count, forgotten when it ends; several replicas have a budget each.
"""

from __future__ import annotations

import threading
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing

from rag.deadline import Deadline
from rag.errors import LLMError
from rag.llm.protocol import LLM, Prompt, Usage

_DAY = 86_400_000_000  # microseconds
_BYTES_A_TOKEN = 3  # English has about four: rather reserve too much


class Budget:
    """Refuses what might exceed `daily_tokens` of a UTC day (None: no limit); safe from any thread or loop.

    A call reserves its prompt and its `max_tokens`, and gives back what it did not use. `clock`: microseconds
    since 1970.
    """

    def __init__(
        self, llm: LLM, *, daily_tokens: int | None, clock: Callable[[], int] = lambda: time.time_ns() // 1_000
    ) -> None:
        self._llm = llm
        self._daily_tokens = daily_tokens
        self._clock = clock
        self._lock = threading.Lock()
        self._day = 0
        self._used = 0  # on that day, reservations of running calls among it

    async def stream(self, prompt: Prompt, *, deadline: Deadline) -> AsyncGenerator[str | Usage, None]:
        """What the model says. Raises: LLMError, at once where the budget does not reach."""
        asked = _tokens(prompt.system) + _tokens(prompt.user)
        reserved = asked + prompt.max_tokens
        day, used = self._reserve(reserved), asked
        try:
            async with aclosing(self._llm.stream(prompt, deadline=deadline)) as pieces:
                async for piece in pieces:
                    used = _told(piece, used) if isinstance(piece, Usage) else used + _tokens(piece)
                    yield piece
        except LLMError as error:
            if used == asked and error.reason != "llm_timeout":
                used = 0  # refused or never reached: nothing was worked on
            raise
        finally:
            self._settle(day, used - reserved)

    def _reserve(self, tokens: int) -> int:
        """The day that the tokens were taken from."""
        with self._lock:
            today = self._clock() // _DAY
            if today != self._day:
                self._day, self._used = today, 0
            if self._daily_tokens is not None and self._used + tokens > self._daily_tokens:
                raise LLMError("the day's token budget is used up; it starts anew at midnight UTC", of_request=True)
            self._used += tokens
            return today

    def _settle(self, day: int, difference: int) -> None:
        with self._lock:
            if day == self._day:
                self._used += difference


def _tokens(text: str) -> int:
    """How many tokens a text may be, where nobody counted."""
    return -(-len(text.encode(errors="replace")) // _BYTES_A_TOKEN)


def _told(usage: Usage, estimate: int) -> int:
    """The tokens that a server counted, else the estimate."""
    if usage.prompt_tokens is None or usage.completion_tokens is None:
        return estimate
    return usage.prompt_tokens + usage.completion_tokens
