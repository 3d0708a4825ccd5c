"""The wheel, in an environment of its own, used from a folder that holds foreign packages of our names."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import sysconfig
import urllib.request
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
OURS = ("rag", "service", "eval")
QUESTION = "Which countries sponsor the Astana talks?"
Run = Callable[..., "subprocess.CompletedProcess[str]"]
pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of this tree: a build leaves files behind that the next one would take in."""
    folder, tree = tmp_path_factory.mktemp("wheel"), tmp_path_factory.mktemp("tree")
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, tree)
    for name in OURS:
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
    subprocess.run([sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, tree], check=True)
    return next(folder.glob("dateline-*.whl"))


@pytest.fixture(scope="session")
def script(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The console script in a fresh environment, which borrows the dependencies of this one but not its Dateline."""
    place = tmp_path_factory.mktemp("environment")
    venv.create(place, with_pip=False)
    python = place / "bin" / "python"
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps", "--no-index", wheel], check=True
    )
    installed = next((place / "lib").glob("python*/site-packages"))
    (installed / "borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return place / "bin" / "dateline"


@pytest.fixture(scope="session")
def abroad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose packages rag, service and eval do harm when they are imported."""
    folder = tmp_path_factory.mktemp("abroad")
    for name in OURS:
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text(f"raise SystemExit('a foreign {name} was imported')")
    return folder


@pytest.fixture(scope="session")
def run(script: Path, abroad: Path) -> Run:
    """Runs a command of the installed script in that folder."""

    def running(*arguments: str) -> subprocess.CompletedProcess[str]:
        ran = subprocess.run(
            [script, *arguments], cwd=abroad, env=environment(), capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stderr
        return ran

    return running


@pytest.fixture(scope="session")
def archive(run: Run, abroad: Path) -> Path:
    """An archive of the demo and one story in plain text and one in HTML, read by the worker process."""
    (abroad / "news").mkdir()
    (abroad / "news" / "ferry.txt").write_text("Ferry resumes\n\nLAKELAND, 12 February – The ferry runs again.")
    (abroad / "news" / "dam.html").write_text(
        "<html><head><title>Dam holds</title></head><body><article><h1>Dam holds</h1>"
        + "<p>The dam at Tarnholt held through the night, engineers said on Friday after the storm.</p>" * 3
        + "</article></body></html>"
    )
    run("demo")
    run("ingest", "news")
    return abroad / "archive"


def environment() -> dict[str, str]:
    """The variables of this process, but for those that would lead back to this tree."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH" and "DATELINE" not in name}


def test_the_wheel_holds_every_file_of_ours(wheel: Path) -> None:
    """Modules, data, pages and licences are in it; tests and tools are not."""
    with zipfile.ZipFile(wheel) as packed:
        held = {name for name in packed.namelist() if ".dist-info/" not in name}
        licences = {Path(name).name for name in packed.namelist() if "/licenses/" in name}
    there = {
        str(path.relative_to(ROOT))
        for package in OURS
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert held == there
    assert licences == {"LICENSE", "NOTICE"}


def test_ingest_works_beside_foreign_packages(archive: Path) -> None:
    """Articles of every kind are taken in, the ones that a worker process reads among them."""
    assert (archive / "dateline.sqlite").is_file()


def test_ask_works_beside_foreign_packages(archive: Path, run: Run) -> None:
    """The demo's question has its answer."""
    answer = json.loads(run("ask", QUESTION, "--json").stdout)

    assert answer["status"] == "answered"
    assert "Russia, Turkey and Iran" in answer["text"]


def test_mcp_works_beside_foreign_packages(archive: Path, script: Path, abroad: Path) -> None:
    """The tools are served from a folder that holds a foreign mcp too."""
    (abroad / "mcp").mkdir()
    (abroad / "mcp" / "__init__.py").write_text("raise SystemExit('a foreign mcp was imported')")
    client = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    greeting = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": client})

    ran = subprocess.run(
        [script, "mcp"],
        cwd=abroad,
        env=environment(),
        input=f"{greeting}\n",
        capture_output=True,
        text=True,
        check=True,
    )

    assert json.loads(ran.stdout)["result"]["serverInfo"]["name"] == "dateline"


def test_serve_works_beside_foreign_packages(archive: Path, script: Path, abroad: Path) -> None:
    """The worker process of the service imports ours too, and its page is there."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command: list[str | Path] = [script, "serve", "--json", "--port", str(port)]
    with subprocess.Popen(command, cwd=abroad, env=environment(), stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            address = json.loads(process.stdout.readline())["address"]
            page = urllib.request.urlopen(address, timeout=30).read().decode()
            asked = urllib.request.Request(
                f"{address}/v1/answers",
                data=json.dumps({"question": QUESTION}).encode(),
                headers={"content-type": "application/json"},
            )
            answer = json.loads(urllib.request.urlopen(asked, timeout=60).read())
        finally:
            process.terminate()
            process.wait(timeout=20)

    assert "Dateline" in page
    assert answer["status"] == "answered"
    assert process.returncode == 0
