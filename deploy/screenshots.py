"""Takes the README's picture, docs/pictures/answered.png, and one of each state and view: what `make screenshots` runs.

A real service answers from the demo archive in Debian's Chromium; only what can't be brought about there, a line that
is cut, a service that is busy and a language model that is late, is played. A new picture is one line in PICTURES.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import urlencode

from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

ROOT = Path(__file__).parent.parent
PICTURES_FOLDER = ROOT / "docs" / "pictures"
_MOST_BYTES = 150_000
_COLOURS = 224  # fewer lose those of small words
_FIRST_MS = 120_000  # the first question waits for the models
_WIDE, _NARROW = (1280, 880), (390, 844)
_FIRE = "How many people were killed in the fire at Voltwick in October 2017?"
_TALKS = "Which countries sponsor the Astana talks?"
_SAVED = (_TALKS, _FIRE, "was Petra Lindow convicted?")
_DRAFT = (
    "Russia, Turkey and Iran sponsor the Astana process. Police said that 13 people died in the fire at Voltwick. "
    "Petra Lindow was convicted of fraud in June. Two otters were born in Lisbon. Who will pay for the new bridge?"
)
_BUSY = {"title": "Archive busy", "status": 503, "detail": "Another process is writing. Try again in two seconds."}
Act = Callable[[Page], None]


def _point(page: Page) -> None:
    page.locator(".sentence").first.hover()


def _open_filters(page: Page) -> None:
    page.get_by_role("button", name="Filters", exact=True).click()
    expect(page.get_by_role("checkbox").first).to_be_visible()


def _check(page: Page) -> None:
    page.get_by_label("Your draft", exact=True).fill(_DRAFT)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_role("heading", name="Your draft, checked")).to_be_visible(timeout=_FIRST_MS)


def _open(page: Page) -> None:
    page.get_by_role("link", name="Open", exact=True).first.click()
    expect(page.locator("#cited")).to_be_in_viewport()


def _compare(page: Page) -> None:
    _open(page)
    page.get_by_role("link", name="What changed").first.click()
    expect(page.locator("ins").first).to_be_visible()


def _open_saved(page: Page) -> None:
    page.get_by_role("link", name=_TALKS).click()
    expect(page.get_by_role("heading", name=_TALKS)).to_be_visible()


def _cut(route: Route) -> None:
    route.abort("internetdisconnected")


def _busy(route: Route) -> None:
    told = json.dumps(_BUSY | {"request_id": "0f3a9c1e"})
    route.fulfill(content_type="text/event-stream", body=f"event: error\ndata: {told}\n\n")


def _late(route: Route) -> None:
    answered = route.fetch()
    told = answered.text().replace('"degraded_reason":null', '"degraded_reason":"llm_timeout"')
    route.fulfill(response=answered, body=told)


# By name: what is in the address, and what is done before the picture is taken
PICTURES: dict[str, tuple[dict[str, object], Act | None]] = {
    "start": ({}, None),
    "answered": ({"q": _TALKS}, _point),
    "reported": ({"q": "What was the source of the water that flooded the Corrack mine?"}, None),
    "figure": ({"q": _FIRE}, None),
    "conflict": ({"q": "How many people spent the night of Storm Tamsin in shelters?"}, None),
    "as-of": ({"q": _FIRE, "as_of": "2017-10-10"}, None),
    "conversation": ({"q": ["When did Storm Tamsin come ashore?", "How many people died?"]}, None),
    "not-stated": ({"q": "Who signed the memorandum on the zones on Turkey's behalf?"}, None),
    "nothing-found": ({"q": "how many gold medals did Norway win at the 2018 Winter Olympics"}, None),
    "outside-dates": ({"q": "What growth does the National Bank of Aldermark forecast for 2021?"}, None),
    "filters": ({"sources": ["Lakeland Post"]}, _open_filters),
    "reader": ({"q": _TALKS}, _open),
    "changes": ({"q": _FIRE, "as_of": "2017-10-11"}, _compare),
    "timeline": ({"view": "timeline", "q": "the Astana talks"}, None),
    "search": ({"view": "search", "q": "fire at Voltwick"}, None),
    "check": ({"view": "check"}, _check),
    "saved": ({"view": "saved"}, _open_saved),
    "archive": ({"view": "archive"}, None),
}
# By name: what is asked, and what is played
PLAYED: dict[str, tuple[str, Callable[[Route], None]]] = {
    "offline": ("What happened?", _cut),
    "error": ("What happened?", _busy),
    "degraded": (_TALKS, _late),
}


def main() -> int:
    """0 when all pictures are taken and small, 1 with one line on stderr when not."""
    chromium = shutil.which("chromium")
    if not chromium:
        print("needs chromium: sudo apt install chromium", file=sys.stderr)
        return 1
    PICTURES_FOLDER.mkdir(exist_ok=True)
    with _served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        _save(address)
        for name, (fragment, act) in PICTURES.items():
            asked = f"{address}/#{urlencode(fragment, doseq=True)}"
            _take(browser, asked, name, _WIDE, "light", act=act)
            _take(browser, asked, f"{name}-narrow", _NARROW, "dark", act=act)
        for name, (question, answer) in PLAYED.items():
            _take(browser, f"{address}/#{urlencode({'q': question})}", name, _WIDE, "light", answer=answer)
        browser.close()
    return _large()


def _save(address: str) -> None:
    # Also since the time that an answer took stands on the page, and the first one loads the models
    for question in _SAVED:
        body = json.dumps({"question": question, "save": True}).encode()
        request = urllib.request.Request(f"{address}/v1/answers", body, {"content-type": "application/json"})
        urllib.request.urlopen(request, timeout=_FIRST_MS / 1_000).read()


def _take(
    browser: Browser,
    address: str,
    name: str,
    size: tuple[int, int],
    scheme: Literal["light", "dark"],
    *,
    act: Act | None = None,
    answer: Callable[[Route], None] | None = None,
) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    page = context.new_page()
    if answer:
        page.route("**/v1/answers", answer)
    page.goto(address)
    expect(page.get_by_role("link", name="Saved", exact=True)).to_have_count(1)
    if "q=" in address and "view=" not in address:
        expect(page.locator("article.turn").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(page.locator("main [aria-busy=true]:visible")).to_have_count(0, timeout=_FIRST_MS)
    if act:
        act(page)
    page.wait_for_timeout(300)  # what fades has faded
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    shot.quantize(_COLOURS, dither=Image.Dither.NONE).save(PICTURES_FOLDER / f"{name}.png", optimize=True)
    context.close()


def _large() -> int:
    large = [each.name for each in PICTURES_FOLDER.glob("*.png") if each.stat().st_size > _MOST_BYTES]
    if large:
        print(f"larger than {_MOST_BYTES // 1_000} kB: {', '.join(large)}", file=sys.stderr)
    return int(bool(large))


@contextmanager
def _served() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")}
        environment |= {"DATELINE_ARCHIVE": str(Path(folder) / "archive"), "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-P", "-m", "service"]
        subprocess.run([*command, "demo"], cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = str(probe.getsockname()[1])
        serve = [*command, "serve", "--json", "--port", port, "--saved-answers"]
        with subprocess.Popen(serve, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as process:
            try:
                assert process.stdout
                yield json.loads(process.stdout.readline())["address"]
            finally:
                process.terminate()


if __name__ == "__main__":
    sys.exit(main())
