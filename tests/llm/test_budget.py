"""No more tokens a day than were allowed, whoever asks at once."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from datetime import UTC, datetime

import msgspec
import pytest

from rag.deadline import Deadline
from rag.errors import LLMError
from rag.llm.budget import Budget
from rag.llm.protocol import Prompt, Usage
from rag.times import micros
from tests.llm.kit import Told, failed, said

pytestmark = pytest.mark.anyio
PROMPT = Prompt(system="s" * 150, user="u" * 150, max_tokens=100)  # 100 tokens at most in, 100 out: 200 are reserved
USED = Usage(prompt_tokens=70, completion_tokens=30)


class Clock:
    """The last minute of a day, UTC, until it is told otherwise."""

    now = micros(datetime(2031, 5, 6, 23, 59, tzinfo=UTC))

    def __call__(self) -> int:
        """Microseconds since 1970."""
        return self.now


def budget(model: Told, tokens: int | None, clock: Clock | None = None) -> Budget:
    """A budget before the model."""
    return Budget(model, daily_tokens=tokens, clock=clock or Clock())


async def count(limited: Budget) -> int:
    """How many calls are let through before one is refused."""
    for done in range(1_000):
        try:
            await said(limited, prompt=PROMPT)
        except LLMError:
            return done
    raise AssertionError("no call is refused")


async def test_without_a_limit_nothing_is_refused() -> None:
    """None is no limit."""
    limited = budget(Told("text", USED), None)

    assert [(await said(limited, prompt=PROMPT))[0] for _ in range(3)] == ["text"] * 3


async def test_what_was_used_counts_not_what_was_reserved() -> None:
    """Calls of 100 tokens that reserve 200: of 1,000 nine go, then the reserve no longer fits."""
    model = Told("text", USED)
    limited = budget(model, 1_000)

    assert await count(limited) == 9
    error = await failed(limited, prompt=PROMPT)
    assert (error.reason, error.of_request, model.calls) == ("llm_error", True, 9)
    assert "budget" in str(error)


async def test_a_new_day_begins_at_midnight_utc() -> None:
    """The minute before is refused, the minute after goes."""
    clock = Clock()
    limited = budget(Told("text", USED), 200, clock)
    first = await count(limited)
    clock.now += 60_000_000

    assert (first, await count(limited)) == (1, 1)


async def test_a_call_over_midnight_takes_nothing_from_the_new_day() -> None:
    """What it gives back was of yesterday."""
    clock = Clock()
    limited = budget(Told("text", USED, "more"), 200, clock)
    async with aclosing(limited.stream(PROMPT, deadline=Deadline.after(5))) as call:
        await anext(call)
        clock.now += 60_000_000
        assert await count(limited) == 1

    await failed(limited, prompt=PROMPT)


async def test_calls_at_once_cannot_exceed_it() -> None:
    """Of fifty calls at once only as many go as the reserve allows for."""
    model = Told(0.05, "text", USED)
    limited = budget(model, 1_000)
    ends = await asyncio.gather(*(said(limited, prompt=PROMPT) for _ in range(50)), return_exceptions=True)

    assert sum(isinstance(end, LLMError) for end in ends) == 45
    assert model.calls == 5


@pytest.mark.parametrize(
    ("script", "calls"),
    [
        (("x" * 150,), 5),  # nobody counted: 100 + 50
        ((LLMError("down"),), 1_000),  # nothing was worked on
        ((LLMError("late", reason="llm_timeout"),), 8),  # the prompt was read
        (("x" * 150, LLMError("broke")), 5),
        (("text", msgspec.structs.replace(USED, completion_tokens=None)), 7),
    ],
    ids=["no usage", "refused", "late", "broke off", "half a usage"],
)
async def test_where_nobody_counted_it_is_estimated(script: tuple[str | LLMError | Usage, ...], calls: int) -> None:
    """From what was sent and what came; three bytes a token."""
    model = Told(*script)
    limited = budget(model, 900)
    for _ in range(1_000):
        try:
            await said(limited, prompt=PROMPT)
        except LLMError as error:
            if error.of_request:
                break

    assert model.calls == calls


async def test_a_call_that_is_left_gives_its_reserve_back() -> None:
    """A reader who goes pays for what was worked on, not for the rest."""
    limited = budget(Told("text", 60.0), 320)
    async with aclosing(limited.stream(PROMPT, deadline=Deadline.after(5))) as call:
        await anext(call)
    leaving = asyncio.create_task(said(limited, prompt=PROMPT))
    await asyncio.sleep(0.01)
    leaving.cancel()
    await asyncio.gather(leaving, return_exceptions=True)

    assert limited._used == 204  # each: its prompt, and two tokens of text
