"""A broken or hostile model's server on loopback: an answer or a typed error by the deadline, in little memory."""

from __future__ import annotations

import asyncio
import time
from contextlib import aclosing
from pathlib import Path

import anyio
import pytest

from rag.deadline import Deadline
from rag.llm.openai import OpenAICompatible
from rag.llm.protocol import Prompt
from tests.llm.kit import PROMPT, failed, said
from tests.llm.toxic import SAID, Toxic, toxic, toxic_apart

pytestmark = pytest.mark.anyio
STATUS, RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def at(server: Toxic, behaviour: str) -> OpenAICompatible:
    """A client of the server, where it behaves so."""
    return OpenAICompatible(server.url(behaviour), "small", key="sk-marked-7f3a")


def memory(field: str) -> int:
    """Bytes that this process has (VmRSS), or had at most since the last reset (VmHWM)."""
    return next(int(line.split()[1]) * 1024 for line in STATUS.read_text().splitlines() if line.startswith(field))


@pytest.mark.parametrize("behaviour", ["good", "crlf", "cr", "sliced", "split_utf8", "no_done", "slow_close"])
async def test_an_odd_stream_is_understood(behaviour: str) -> None:
    """Line ends, slices, a character in two pieces, no [DONE], a server that never closes: the text is whole."""
    async with toxic() as server:
        text, usage = await said(at(server, behaviour))

    assert (text, usage.prompt_tokens, usage.cut) == (SAID, 40, False)


async def test_a_whole_text_does_not_wait_for_its_usage() -> None:
    """A server that neither counts nor closes after the text is left after two seconds, without an error."""
    async with toxic() as server:
        begin = time.monotonic()
        text, usage = await said(at(server, "stays_open"), seconds=30)

    assert time.monotonic() - begin < 2.5
    assert (text, usage.prompt_tokens, usage.cut) == (SAID, None, False)


@pytest.mark.parametrize("behaviour", ["hang", "hang_after_head", "drip", "never_ending"])
async def test_a_slow_server_is_cut_at_the_deadline(behaviour: str) -> None:
    """Silence, one byte each half second, text without an end: `llm_timeout` at the deadline, the connection closed."""
    prompt = Prompt(system="", user="?", max_tokens=100_000)
    async with toxic() as server:
        begin = time.monotonic()
        error = await failed(at(server, behaviour), seconds=1.2, prompt=prompt)
        took = time.monotonic() - begin
        await asyncio.sleep(0.3)

    assert error.reason == "llm_timeout"
    assert took == pytest.approx(1.2, abs=0.5)
    assert len(server.asked) == len(server.left) == 1


@pytest.mark.parametrize(
    ("behaviour", "reasons"),
    [
        ("endless_line", {"llm_error"}),
        ("endless_head", {"llm_error"}),
        ("huge", {"llm_error"}),
        ("gzip_bomb", {"llm_error"}),
        ("newlines", {"llm_error", "llm_timeout"}),  # the slower the machine, the sooner the deadline
        ("torrent", {"llm_error", "llm_timeout"}),
        ("tiny_chunks", {"llm_timeout"}),
    ],
)
async def test_a_flood_is_cut(behaviour: str, reasons: set[str]) -> None:
    """Lines, heads, bodies, bombs and texts without end are left early, in less than 20 MB."""
    if not STATUS.exists():
        pytest.skip("/proc tells the memory of a process, and is not here")
    prompt = Prompt(system="", user="?", max_tokens=1_000_000)
    async with toxic() as server:
        await said(at(server, "good"))  # what httpx and TLS take once is no part of it
        RESET.write_text("5")
        before = memory("VmRSS")
        error = await failed(at(server, behaviour), seconds=2, prompt=prompt)

    assert memory("VmHWM") - before < 20_000_000
    assert error.reason in reasons


async def test_others_have_their_turn_in_a_flood() -> None:
    """While a flood is read, something else on the loop never waits for half a second."""
    waits = []

    async def other() -> None:
        while True:
            begin = time.monotonic()
            await asyncio.sleep(0.01)
            waits.append(time.monotonic() - begin)

    with toxic_apart() as server:
        beside = asyncio.create_task(other())
        await failed(at(server, "tiny_chunks"), seconds=1)
        await failed(at(server, "newlines"), seconds=2)
        beside.cancel()

    assert len(waits) > 5
    assert max(waits) < 0.5


@pytest.mark.parametrize(
    "behaviour", ["redirect", "truncated", "page", "nothing", "wrong_type", "no_http", "bad_utf8", "reset", "401"]
)
async def test_a_reply_that_is_none_is_an_error_at_once(behaviour: str) -> None:
    """Asked once, followed nowhere: `llm_error`."""
    async with toxic() as server:
        error = await failed(at(server, behaviour))

    assert error.reason == "llm_error"
    assert [path for path, _ in server.asked] == [f"/{behaviour}/v1/chat/completions"]


@pytest.mark.parametrize("behaviour", ["500", "502", "429"])
async def test_a_passing_failure_is_tried_once_more(behaviour: str) -> None:
    """Server errors and "too many" are tried twice in all, some jitter apart."""
    async with toxic() as server:
        begin = time.monotonic()
        error = await failed(at(server, behaviour))

    assert error.reason == "llm_error"
    assert len(server.asked) == 2
    assert 0.1 <= time.monotonic() - begin < 1.5


async def test_a_server_that_is_not_there_is_an_error() -> None:
    """A refused connection is tried once more and ends as `llm_error`, well before the deadline."""
    async with toxic() as server:
        gone = at(server, "good")
    begin = time.monotonic()

    assert (await failed(gone, seconds=10)).reason == "llm_error"
    assert time.monotonic() - begin < 1.5


async def test_the_environment_names_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proxy variables and .netrc are not read: the key goes to the configured server and nowhere else."""
    async with toxic() as server, toxic() as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.root)
        text, _ = await said(at(server, "good"))

    assert text == SAID
    assert proxy.asked == []
    assert "accept-encoding: identity" in server.asked[0][1].lower()


@pytest.mark.parametrize("behaviour", ["hang", "never_ending"])
async def test_a_call_that_is_cancelled_is_seen_by_the_server(behaviour: str) -> None:
    """A caller that goes, before the first piece or after, closes the connection within half a second."""
    async with toxic() as server:
        calls = [asyncio.create_task(said(at(server, behaviour), seconds=30)) for _ in range(20)]
        await asyncio.sleep(0.4)
        begin = time.monotonic()
        for call in calls:
            call.cancel()
        ends = await asyncio.gather(*calls, return_exceptions=True)
        await asyncio.sleep(0.5)

    assert {type(end) for end in ends} == {asyncio.CancelledError}
    assert len(server.left) == len(server.asked) == 20
    assert max(server.left) - begin < 0.5


@pytest.mark.parametrize("behaviour", ["hang", "never_ending"])
async def test_a_scope_that_is_cancelled_is_seen_by_the_server(behaviour: str) -> None:
    """So too under a cancel scope as web frameworks use, in which every later wait is cancelled as well."""
    async with toxic() as server:
        with anyio.move_on_after(0.3) as scope:
            await said(at(server, behaviour), seconds=30)
        await asyncio.sleep(0.3)

    assert scope.cancelled_caught
    assert len(server.left) == 1


async def test_a_stream_that_is_closed_early_closes_the_connection() -> None:
    """A reader that has enough after one piece leaves no connection open."""
    async with toxic() as server:
        async with aclosing(at(server, "never_ending").stream(PROMPT, deadline=Deadline.after(30))) as pieces:
            first = await anext(pieces)
        begin = time.monotonic()
        await asyncio.sleep(0.3)

    assert first == "more "
    assert [left - begin < 0.25 for left in server.left] == [True]


async def test_no_task_is_left() -> None:
    """After good, cut, closed and cancelled calls the loop has the tasks that it had before."""
    async with toxic() as server:
        before = asyncio.all_tasks()
        await said(at(server, "good"))
        await failed(at(server, "hang"), seconds=0.2)
        await failed(at(server, "endless_line"))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(said(at(server, "never_ending"), seconds=30), 0.2)
        await asyncio.sleep(0.2)

        assert asyncio.all_tasks() == before


def test_one_client_serves_many_loops() -> None:
    """A client holds nothing of a loop: the same one answers on a loop that was made after the first was closed."""
    made: list[OpenAICompatible] = []

    async def ask() -> str:
        async with toxic() as server:
            made.append(at(server, "good"))
            made[0]._url = made[-1]._url
            return (await said(made[0]))[0]

    assert [asyncio.run(ask()), asyncio.run(ask())] == [SAID, SAID]
