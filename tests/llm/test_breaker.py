"""A model that fails repeatedly is left alone, and found again when it is well."""

from __future__ import annotations

import asyncio
import time
from contextlib import aclosing

import pytest

from rag.deadline import Deadline
from rag.errors import LLMError
from rag.llm.breaker import Breaker
from tests.llm.kit import PROMPT, Told, failed, said

pytestmark = pytest.mark.anyio
DOWN = LLMError("down")


class Clock:
    """Seconds that go when they are told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        """The seconds."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still."""
    return Clock()


@pytest.fixture
def model() -> Told:
    """A model that is down."""
    return Told(DOWN)


@pytest.fixture
def breaker(model: Told, clock: Clock) -> Breaker:
    """The breaker before it."""
    return Breaker(model, clock=clock)


async def broken(breaker: Breaker, *, times: int = 5) -> None:
    """Fails that often."""
    for _ in range(times):
        await failed(breaker)


async def test_a_model_that_is_well_is_passed_on(breaker: Breaker, model: Told) -> None:
    """Text and usage come through."""
    model.script = ("The ferry ", "sails.")

    assert (await said(breaker))[0] == "The ferry sails."


async def test_it_opens_after_five_failures(breaker: Breaker, model: Told) -> None:
    """The sixth call fails at once, without asking."""
    await broken(breaker)
    begin = time.monotonic()
    error = await failed(breaker)

    assert model.calls == 5
    assert error.reason == "llm_error"
    assert "left alone" in str(error)
    assert time.monotonic() - begin < 0.05


async def test_failures_of_long_ago_do_not_count(breaker: Breaker, model: Told, clock: Clock) -> None:
    """Five failures in more than 30 seconds leave it closed."""
    for _ in range(8):
        await failed(breaker)
        clock.now += 7.6

    assert model.calls == 8


async def test_few_failures_among_many_calls_do_not_open_it(breaker: Breaker, model: Told) -> None:
    """Where more than half of the calls go well, a failure costs less than doing without the model."""
    for _ in range(6):
        model.script = ("text",)
        await said(breaker)
        await said(breaker)
        model.script = (DOWN,)
        await failed(breaker)

    assert model.calls == 18


async def test_one_probe_is_let_through(breaker: Breaker, model: Told, clock: Clock) -> None:
    """After five seconds one call asks, the others beside it fail at once; so again after five more."""
    await broken(breaker)
    clock.now += 5
    model.script = (0.05, DOWN)
    await asyncio.gather(*(failed(breaker) for _ in range(10)))
    probes = model.calls - 5
    clock.now += 5
    await failed(breaker)

    assert (probes, model.calls) == (1, 7)


async def test_it_closes_when_the_model_is_well(breaker: Breaker, model: Told, clock: Clock) -> None:
    """Twenty failures, then health: within ten seconds every call is let through."""
    await broken(breaker, times=20)
    model.script = ("text",)
    healed = clock.now
    while clock.now < healed + 10:
        clock.now += 1
        try:
            await said(breaker)
            break
        except LLMError:
            continue

    assert clock.now - healed <= 5
    assert [text for text, _ in await asyncio.gather(*(said(breaker) for _ in range(10)))] == ["text"] * 10


async def test_the_first_text_of_a_probe_closes_it(breaker: Breaker, model: Told, clock: Clock) -> None:
    """Others need not wait until a long answer is whole."""
    await broken(breaker)
    clock.now += 5
    model.script = ("text", 5.0)
    async with aclosing(breaker.stream(PROMPT, deadline=Deadline.after(9))) as probe:
        await anext(probe)
        model.script = ("text",)

        assert (await said(breaker))[0] == "text"


async def test_a_probe_that_hangs_or_is_left_does_not_hold_up_the_next(
    breaker: Breaker, model: Told, clock: Clock
) -> None:
    """Five seconds after a probe began another one may try."""
    await broken(breaker)
    clock.now += 5
    model.script = (60.0,)
    hanging = asyncio.create_task(said(breaker))
    await asyncio.sleep(0)
    hanging.cancel()
    clock.now += 5
    model.script = ("text",)

    assert (await said(breaker))[0] == "text"


async def test_a_single_failure_soon_after_opens_it_again(breaker: Breaker, model: Told, clock: Clock) -> None:
    """A model that begins to answer and breaks off is not well: its earlier failures still count."""
    await broken(breaker)
    clock.now += 5
    model.script = ("text", DOWN)
    await failed(breaker)
    await failed(breaker)

    assert model.calls == 6


@pytest.mark.parametrize("error", [LLMError("bad prompt", of_request=True), LLMError("late", reason="llm_timeout")])
async def test_what_says_nothing_of_the_model_does_not_count(breaker: Breaker, model: Told, error: LLMError) -> None:
    """A request that is refused for itself, a caller who gives no time: others still get through."""
    model.script = (error,)
    for _ in range(10):
        await failed(breaker, seconds=0.5)

    assert model.calls == 10


async def test_timeouts_with_time_enough_count(breaker: Breaker, model: Told) -> None:
    """A model that hangs is left alone too."""
    model.script = (LLMError("late", reason="llm_timeout"),)
    await broken(breaker, times=7)

    assert model.calls == 5
