"""A conversation in a real Open WebUI, as its users have it: answers, a follow-up, and the sources that it shows.

Slow: `make nightly` installs it and runs these. It is started without a network: what it would fetch is switched off.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from deploy.chat_window import COMMAND
from tests.serving import serving

ROOT = Path(__file__).resolve().parents[2]
_SLOW_MS = 180_000
_OFFLINE = {
    "WEBUI_AUTH": "False",
    "WEBUI_SECRET_KEY": "of no use to anybody",
    "ENABLE_OLLAMA_API": "False",
    "OPENAI_API_KEY": "none",
    "RAG_EMBEDDING_ENGINE": "openai",  # else it wants a model of its own
    "OFFLINE_MODE": "true",
    "HF_HUB_OFFLINE": "1",
    "ENABLE_VERSION_UPDATE_CHECK": "False",
    "ANONYMIZED_TELEMETRY": "false",
    "SCARF_NO_ANALYTICS": "true",
    "DO_NOT_TRACK": "true",
}
pytestmark = [pytest.mark.timeout(1_800), pytest.mark.xdist_group("model")]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Debian's Chromium."""
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("needs tool: chromium")
    return {"executable_path": chromium, "args": ["--no-sandbox", "--disable-gpu"]}


@pytest.fixture(scope="session")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an Open WebUI that asks a Dateline over the demo archive."""
    if not COMMAND.exists():
        pytest.skip("needs tool: the Open WebUI that `make nightly` installs")
    folder = tmp_path_factory.mktemp("window")
    with serving(folder, str(ROOT / "eval" / "demo" / "articles.jsonl")) as dateline, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        settings = {"DATA_DIR": str(folder / "data"), "OPENAI_API_BASE_URL": f"{dateline}/v1", **_OFFLINE}
        command = [str(COMMAND), "serve", "--host", "127.0.0.1", "--port", str(port)]
        with subprocess.Popen(command, env=os.environ | settings, cwd=folder) as process:
            _wait(port)
            yield f"http://127.0.0.1:{port}"
            process.terminate()


def test_a_conversation_shows_its_sources(page: Page) -> None:
    """The answer and a follow-up that leans on it stand in the window, and each has its sources beneath."""
    page.set_default_timeout(_SLOW_MS)
    page.goto("/?models=dateline", wait_until="domcontentloaded")
    page.add_locator_handler(  # what is new in this version
        page.locator("div[role=dialog].modal"), lambda dialog: dialog.get_by_role("button").last.click()
    )
    _say(page, "How many people died in the Tarnholt battery factory fire?")

    expect(page.locator("body")).to_contain_text("Twelve people died in Monday", timeout=_SLOW_MS)
    expect(page.get_by_role("button", name="Sources").first).to_be_visible(timeout=_SLOW_MS)

    _say(page, "Who was arrested over it?")

    expect(page.locator("body")).to_contain_text(
        "maintenance manager at the Voltwick battery plant was arrested", timeout=_SLOW_MS
    )
    expect(page.get_by_role("button", name="Sources")).to_have_count(2, timeout=_SLOW_MS)
    named = page.get_by_role("button", name="View source: Tarnholt fire: police put death toll at 12")
    expect(named.first).to_be_visible()


def _say(page: Page, text: str) -> None:
    page.locator("#chat-input").click()
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def _wait(port: int) -> None:
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline:
        with socket.socket() as trying:
            if trying.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.5)
    raise TimeoutError("Open WebUI did not start within five minutes")
