"""An answer beneath which it is kept, and the article that its cards open."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.browser import told
from tests.browser.added import cleared
from tests.browser.asking import FIRST_MS, answered, ask


@pytest.fixture(autouse=True)
def tidy(playwright: Playwright, base_url: str) -> Iterator[None]:
    """What a test saves is gone after it."""
    request = playwright.request.new_context()
    with cleared(request, base_url):
        yield
    request.dispose()


def test_an_answer_is_saved_and_opened_again(page: Page) -> None:
    """By keyboard; the link beneath it leads to what was saved, and the way back to the conversation."""
    page.goto("/")
    ask(page, "Who opened the weir at Kell?")
    answered(page)
    page.get_by_role("button", name="Save", exact=True).focus()
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="Open what was saved")
    expect(link).to_be_focused(timeout=FIRST_MS)
    page.keyboard.press("Enter")

    opened = page.get_by_role("region", name="Saved")
    expect(opened.get_by_role("heading", name="Who opened the weir at Kell?")).to_be_focused()
    expect(opened.locator(".text")).to_have_text(page.locator("#turn-1 .text").text_content() or "nothing")
    page.reload()
    expect(opened.get_by_role("heading", name="Who opened the weir at Kell?")).to_be_visible()
    page.get_by_role("link", name="All saved answers").click()
    expect(opened.get_by_role("link", name="Who opened the weir at Kell?").first).to_be_visible()
    page.get_by_role("link", name="Ask", exact=True).click()
    answered(page)


def test_what_is_saved_can_differ_from_what_is_shown(page: Page) -> None:
    """Where the archive says something else by now, the page says so."""
    page.goto("/")
    told.answering(page, told.answer())
    ask(page, "Who opened the weir at Kell?")
    answered(page)
    page.unroute("**/v1/answers")
    page.get_by_role("button", name="Save", exact=True).click()

    changed = "Saved, but the archive says something else by now."
    expect(page.locator(".keeping")).to_contain_text(changed, timeout=FIRST_MS)
    page.get_by_role("link", name="See what was saved").click()
    expect(page.locator(".kept .text")).to_contain_text("Orla Venn")


def test_what_cannot_be_saved_is_said(page: Page) -> None:
    """The answer stays, and it can be tried again; where no answers are kept, none is offered to be saved."""
    page.goto("/")
    told.answering(page, told.answer())
    ask(page, "How many died?")
    answered(page)
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.locator(".keeping")).to_contain_text("Not saved.")
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_focused()
    page.route("**/v1/answers?limit=1", lambda route: route.fulfill(json={"answers": None, "next": None}))
    page.reload()
    answered(page)
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_hidden()


def test_an_article_opens_with_all_that_is_cited_of_it(page: Page) -> None:
    """The reader marks the other words of the same revision that the answer cites, and no others."""
    page.goto("/")
    same = {"article": "key", "revision": 2}
    places = [told.citation(1, "One.", **same, start=0, end=4), told.citation(2, "Two.", **same, start=9, end=13)]
    others = [told.citation(3, "Three."), told.citation(4, "Old.", **same | {"revision": 1})]
    sentences = [told.sentence(each["quote"], each["id"]) for each in (*places, *others)]
    told.answering(page, told.answer(sentences=sentences, citations=[*places, *others]))
    ask(page, "How many died?")
    answered(page)

    opening = page.get_by_role("link", name="Open", exact=True)
    expect(opening.nth(0)).to_have_attribute("href", "/read/key?revision=2&start=0&end=4&also=9-13#cited")
    expect(opening.nth(1)).to_have_attribute("href", "/read/key?revision=2&start=9&end=13&also=0-4#cited")
    expect(opening.nth(2)).to_have_attribute("href", "/read/key3?revision=1&start=0&end=6#cited")
