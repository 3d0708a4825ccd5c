"""Chromium, the outlets' own server and a real service over their articles."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.course import COURSE
from tests.browser.stories import FERRY, STORIES, WEIR
from tests.serving import serving

_QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars",
)  # fmt: skip

_AXE = Path(__file__).parents[2] / "build" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_BARRIERS = """async (rules) => (await axe.run(document, { runOnly: rules })).violations.flatMap(
  ({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary}`))"""


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Debian's Chromium, which asks nobody but the pages that it is sent to."""
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("needs tool: chromium")
    return {"executable_path": chromium, "args": list(_QUIET)}


@pytest.fixture(scope="session")
def outlet() -> Iterator[str]:
    """The address of a server that prints each story under its name, each as its outlet would."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Printing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def base_url(outlet: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `dateline serve` over the stories, one of which came in as the page that its outlet printed."""
    folder = tmp_path_factory.mktemp("served")
    told: list[dict[str, str]] = [
        {"id": each.name, "title": each.name, "text": each.text, "date": "2019-05-02", "url": each.address(outlet)}
        for each in STORIES
    ]
    told.append({"id": FERRY.name, "title": FERRY.name, "text": FERRY.text, "date": "2019-05-04"})  # never on the web
    told.extend(COURSE)
    (folder / "told.jsonl").write_text("\n".join(map(json.dumps, told)), encoding="utf-8")
    (folder / "weir.html").write_text(WEIR.page(WEIR.address(outlet)), encoding="utf-8")
    with serving(folder, "told.jsonl", "weir.html", flags=["--saved-answers"]) as address:
        yield address


@pytest.fixture
def expected() -> list[str]:
    """How the messages begin that a test brings about on purpose: the browser tells of each request that fails."""
    return []


@pytest.fixture(autouse=True)
def _nothing_amiss(context: BrowserContext, outlet: str, base_url: str, expected: list[str]) -> Iterator[None]:
    """No page says anything on its console, fails, or asks another host."""
    amiss: list[str] = []
    context.on("console", lambda message: amiss.append(message.text))
    context.on("weberror", lambda error: amiss.append(str(error.error)))
    context.on(
        "request",
        lambda request: amiss.append(request.url) if not request.url.startswith((outlet, base_url, "data:")) else None,
    )
    yield
    assert [each for each in amiss if not each.startswith(tuple(expected))] == []


@pytest.fixture
def axe(page: Page) -> Callable[[], list[str]]:
    """What axe-core finds wrong with the page as it stands; asked for before the page goes anywhere."""
    if not _AXE.exists():
        pytest.skip("needs tool: axe-core, which `make test-browser` installs")
    page.add_init_script(path=_AXE)

    def barriers() -> list[str]:
        page.wait_for_timeout(200)  # colours that are on their way
        found: list[Any] = page.evaluate(_BARRIERS, list(_RULES))
        return [str(each) for each in found]

    return barriers


class _Printing(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        story = next((each for each in (*STORIES, WEIR) if each.address("") == self.path), None)
        self.send_response(200 if story else 404)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.end_headers()
        if story:
            self.wfile.write(story.page(f"http://{self.headers['host']}{self.path}").encode())

    def log_message(self, *_: object) -> None:
        """Says nothing."""
