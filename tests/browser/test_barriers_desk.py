"""No barrier stands in the views for the desk and in the reader, in both themes, on wide and narrow windows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import APIRequestContext, FilePayload, Page, Playwright, expect

from tests.browser.added import cleared, put
from tests.browser.asking import FIRST_MS

pytestmark = pytest.mark.parametrize("theme", ["light", "dark"])
Axe = Callable[[], list[str]]
QUESTION = "Who bought the windmill of Orsted?"
TEXT = "The windmill of Orsted was bought by Lena Voss for 1,200 crowns.\n\nIt will be moved to Lowmere in May."
DRAFT = f"{TEXT.replace('1,200', '1,900')} Two otters were born in Lisbon."


class Held(NamedTuple):
    """What the views have to show: an article that has two revisions, and an answer that is kept."""

    article: str
    answer: str


@pytest.fixture(scope="module")
def held(playwright: Playwright, base_url: str) -> Iterator[Held]:
    """An article that was revised after an answer was kept."""
    request = playwright.request.new_context(base_url=base_url)
    with cleared(request, base_url):
        key = put(request, base_url, id="windmill", title="Windmill sold", text=TEXT, authors=["Ada Brekke"])
        _keep(request)
        put(request, base_url, id="windmill", title="Windmill sold", text=TEXT.replace("1,200", "1,300"))
        put(request, base_url, id="quay", title="Quay sold", text="The quay was sold.", source="Lowmere Courier")
        yield Held(key, _keep(request))
    request.dispose()


def _keep(request: APIRequestContext) -> str:
    answer = request.post("/v1/answers", data={"question": QUESTION, "save": True}, timeout=FIRST_MS).json()
    assert answer["status"] == "answered"
    kept: str = answer["id"]
    return kept


@pytest.fixture
def free(axe: Axe, page: Page, theme: str) -> Callable[[], None]:
    """Sees to it that nothing bars anybody from the page as it stands, wide and narrow, and with all of it opened."""
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    page.set_viewport_size({"width": 1440, "height": 1200})

    def seen() -> None:
        page.locator("details").evaluate_all("(all) => all.forEach((each) => (each.open = true))")
        assert axe() == []
        page.set_viewport_size({"width": 320, "height": 1200})
        assert axe() == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.set_viewport_size({"width": 1440, "height": 1200})

    return seen


def test_a_checked_draft(free: Callable[[], None], page: Page, held: Held) -> None:
    """Empty, and with sentences of several states."""
    page.goto("/#view=check")
    expect(page.get_by_label("Your draft", exact=True)).to_be_visible()
    free()
    page.get_by_label("Your draft", exact=True).fill(DRAFT)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_role("heading", name="Your draft, checked")).to_be_visible(timeout=FIRST_MS)
    free()


def test_the_archive(free: Callable[[], None], page: Page, held: Held) -> None:
    """With its numbers, and with a file that was taken and one that was not."""
    page.goto("/#view=archive")
    expect(page.get_by_text("By outlet")).to_be_visible()
    page.get_by_text("Outlet, date and collection").click()
    page.get_by_label("Collection", exact=True).fill("desk")
    files = [("quay.txt", "The quay was closed."), ("scan.pdf", "%PDF")]
    page.locator("input[type=file]").first.set_input_files(
        [FilePayload(name=name, mimeType="text/plain", buffer=text.encode()) for name, text in files]
    )
    expect(page.get_by_role("list", name="Files")).to_contain_text("nothing is taken here", timeout=FIRST_MS)
    free()


def test_saved_answers(free: Callable[[], None], page: Page, held: Held) -> None:
    """The list, and one of them."""
    page.goto("/#view=saved")
    expect(page.get_by_role("link", name=QUESTION).first).to_be_visible()
    free()
    page.get_by_role("link", name=QUESTION).last.click()
    expect(page.get_by_role("heading", name=QUESTION)).to_be_visible()
    expect(page.locator(".kept .card").first).to_contain_text("Superseded")
    free()


@pytest.mark.parametrize(
    "query",
    ["?revision=1&start=0&end=64&also=66-101#cited", "?revision=2&against=1", "?revision=1"],
    ids=["marked", "changes", "superseded"],
)
def test_an_article(free: Callable[[], None], page: Page, held: Held, query: str) -> None:
    """With cited words, as a comparison of revisions, and one that is no longer current."""
    page.goto(f"/read/{held.article}{query}")
    expect(page.get_by_role("heading", name="Windmill sold").first).to_be_visible()
    free()


def test_an_article_that_is_not_there(free: Callable[[], None], page: Page, held: Held, expected: list[str]) -> None:
    """Says so, and leads back."""
    expected.append("Failed to load resource: the server responded with a status of 404")
    page.goto("/read/nothing")
    free()
