"""`dateline mcp`, as a process: tools over stdio and over HTTP, with the official client."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters

from tests.cli.newsroom import Run

ROOT = Path(__file__).parent.parent.parent
QUESTION = {"question": "Which countries sponsor the Astana talks?"}
MISSING = "import sys; sys.modules['mcp'] = None; from service.cli import main; sys.exit(main(sys.argv[1:]))"
HELLO = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}},
}
pytestmark = [pytest.mark.xdist_group("model"), pytest.mark.anyio]


def command(archive: Path, *flags: str) -> list[str]:
    """How the server is started."""
    return [sys.executable, "-P", "-m", "service", "mcp", "--archive", str(archive), *flags]


def environment() -> dict[str, str]:
    """Its variables."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "DATELINE_RERANKER": "none"}


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def listening(archive: Path, *flags: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server over HTTP, and its address."""
    port = free_port()
    started = command(archive, "--http", "--port", str(port), *flags)
    with subprocess.Popen(
        started, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment()
    ) as process:
        try:
            _wait_for(port, process)
            yield process, f"http://127.0.0.1:{port}/mcp"
        finally:
            process.kill()


def _wait_for(port: int, process: subprocess.Popen[str]) -> None:
    while process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(process.communicate()[1])


def greet(url: str, **headers: str) -> int:
    """The status of an opening request with some headers of its own."""
    plain = {"content-type": "application/json", "accept": "application/json, text/event-stream"}
    sent = urllib.request.Request(url, data=json.dumps(HELLO).encode(), headers=plain | headers)
    try:
        with urllib.request.urlopen(sent, timeout=30) as response:
            status: int = response.status
            return status
    except urllib.error.HTTPError as error:
        return error.code


@pytest.mark.parametrize("mode", ["legacy", "auto"])
async def test_tools_answer_over_stdio(mode: str, made: Path, tmp_path: Path) -> None:
    """A host that starts the process gets the answer of the wire, whatever folder it starts it in."""
    for name in ("mcp", "rag", "service"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text(f"raise SystemExit('a foreign {name} was imported')")
    started, *arguments = command(made)
    parameters = StdioServerParameters(command=started, args=arguments, env=environment(), cwd=tmp_path)

    async with Client(parameters, mode=mode) as client:
        listed = await client.list_tools()
        answer = await client.call_tool("ask_archive", QUESTION)

    assert {tool.name for tool in listed.tools} == {"ask_archive", "search_archive", "check_draft", "get_article"}
    assert answer.structured_content["status"] == "answered"


def test_nothing_but_the_protocol_is_written_to_stdout(made: Path) -> None:
    """Each line is a message, whatever is sent, and at the end of stdin it ends with 0."""
    called = {
        "jsonrpc": "2.0",
        "id": 2,
        "method": "tools/call",
        "params": {"name": "ask_archive", "arguments": QUESTION},
    }
    ready = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    lone = '{"jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": {"name": "\\ud800"}}'

    with subprocess.Popen(
        command(made),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write("".join(f"{line}\n" for line in (json.dumps(HELLO), json.dumps(ready), "no JSON", lone)))
        process.stdin.write(f"{json.dumps(called)}\n")
        process.stdin.flush()
        said: list[dict[str, Any]] = []
        while not any(each.get("id") == 2 for each in said):
            said.append(json.loads(process.stdout.readline()))
        rest, told = process.communicate(timeout=30)

    assert process.returncode == 0
    assert all(each["jsonrpc"] == "2.0" for each in said)
    assert rest == ""
    assert "Traceback" not in told


def test_ctrl_c_ends_it(made: Path) -> None:
    """Started by hand, with nobody at the other end, it ends at once."""
    with subprocess.Popen(
        command(made),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(f"{json.dumps(HELLO)}\n")
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=20)

    assert process.returncode == 130
    assert "Traceback" not in told


@pytest.mark.parametrize("mode", ["legacy", "auto"])
async def test_tools_answer_over_http(mode: str, made: Path) -> None:
    """The same over HTTP, where stdout stays empty and Ctrl-C ends it in order."""
    with listening(made) as (process, url):
        async with Client(url, mode=mode) as client:
            answer = await client.call_tool("ask_archive", QUESTION)
            missing = await client.call_tool("get_article", {"key": "nowhere"})
        process.send_signal(signal.SIGINT)
        out, told = process.communicate(timeout=20)

    assert answer.structured_content["citations"][0]["quote"] == "Russia, Turkey and Iran sponsor the Astana talks."
    assert missing.is_error
    assert process.returncode == 0
    assert out == ""
    assert "Traceback" not in told


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"host": "localhost"}, 200),
        ({"origin": "http://localhost:3000"}, 403),
        ({"host": "news.example"}, 401),
        ({"host": "127.0.0.1.news.example:8765"}, 401),
        ({"origin": "https://news.example"}, 403),
        ({"x-forwarded-for": "192.0.2.7"}, 401),
    ],
    ids=["near", "by name", "page of another port", "other host", "look-alike", "foreign page", "through a proxy"],
)
def test_only_this_machine_is_let_in(headers: dict[str, str], status: int, near: str) -> None:
    """A name given to our address elsewhere, a page of another origin and a proxy are refused."""
    assert greet(near, **headers) == status


@pytest.fixture(scope="module")
def near(made: Path) -> Iterator[str]:
    """The address of a server that listens on this machine only."""
    with listening(made, "--reranker", "none") as (_, url):
        yield url


@pytest.mark.parametrize(
    ("host", "status"), [("archive.example", 200), ("archive.example:8443", 200), ("other.example", 421)]
)
def test_allowed_hosts_are_let_in(host: str, status: int, told: str) -> None:
    """Told by which names it may be called, it answers requests to these, also through a proxy, and to no other."""
    assert greet(told, host=host, **{"x-forwarded-for": "192.0.2.7"}) == status


@pytest.fixture(scope="module")
def told(made: Path) -> Iterator[str]:
    """The address of a server that may be called by a name."""
    with listening(made, "--reranker", "none", "--allowed-host", "archive.example") as (_, url):
        yield url


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--http", "--host", "0.0.0.0"), "--allowed-host"),
        (("--port", "8766"), "--http"),
        (("--http", "--port", "0"), "port"),
    ],
    ids=["open to all", "port without HTTP", "no port"],
)
def test_what_makes_no_sense_is_a_usage_error(flags: tuple[str, ...], said: str, made: Path, run: Run) -> None:
    """Exit code 2, and one line that says what to do."""
    ran = run("mcp", "--archive", made, *flags)

    assert ran.code == 2
    assert said in ran.err


def test_a_missing_extra_is_named(made: Path, tmp_path: Path) -> None:
    """Without the package it says what to install, in one line, with exit code 2."""
    ran = subprocess.run(
        [sys.executable, "-P", "-c", MISSING, "mcp", "--archive", str(made)],
        capture_output=True, text=True, check=False, cwd=tmp_path, env=environment(),
    )  # fmt: skip

    assert ran.returncode == 2
    assert ran.stderr.count("\n") == 1
    assert "pip install 'dateline[mcp]'" in ran.stderr


def test_a_busy_port_is_told(made: Path, run: Run) -> None:
    """It does not share a port with what listens there."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        said = run("mcp", "--http", "--archive", made, "--port", taken.getsockname()[1])

    assert said.code == 2
    assert "choose another port" in said.err
