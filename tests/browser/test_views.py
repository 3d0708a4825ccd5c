"""One view beside the others: what one brings along changes none of them, and the one that is shown can be seen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import told
from tests.browser.asking import answered, ask

VIEWS = ["Timeline", "Search", "Check a draft", "Saved", "Archive"]
# What a closed <details> holds has no layout of its own: Chromium tells its sizes as it last happened to know them.
_LOOKS = """() => [...document.querySelectorAll("main > section:not([hidden]) *")]
  .filter((each) => each.checkVisibility()).map((each) => {
  const style = getComputedStyle(each);
  return `${each.tagName}.${each.className}: ${[...style].map((name) => style.getPropertyValue(name)).join(";")}`;
})"""


def visited(page: Page, *names: str) -> None:
    """Each of the views is shown, with its style sheets."""
    for name in names:
        page.get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("region", name=name, exact=True)).to_be_visible()


def test_an_answer_looks_the_same_after_all_views_were_seen(page: Page) -> None:
    """Their style sheets, which stay, are theirs alone."""
    page.set_viewport_size({"width": 1200, "height": 900})
    page.emulate_media(reduced_motion="reduce")
    page.goto("/")
    told.answering(page, told.FIGURES)
    ask(page, "How many died?")
    answered(page)
    before = page.evaluate(_LOOKS)
    visited(page, *VIEWS, "Ask")
    page.mouse.move(0, 0)
    page.get_by_label("Your question").focus()

    assert [(one, other) for one, other in zip(before, page.evaluate(_LOOKS), strict=True) if one != other] == []


@pytest.mark.parametrize("name", VIEWS)
def test_the_view_that_is_shown_is_in_sight_among_the_links(page: Page, name: str) -> None:
    """Also on a narrow screen, where not all of them are."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/")
    visited(page, name)
    page.reload()
    expect(page.get_by_role("link", name="Saved", exact=True)).to_have_count(1)

    expect(page.locator("[aria-current=page]")).to_be_in_viewport(ratio=0.95)


@pytest.mark.parametrize("view", ["nope", "__proto__", "constructor"])
def test_a_view_that_is_none_is_the_first(page: Page, view: str) -> None:
    """Whatever stands in the address."""
    page.goto(f"/#view={view}")

    expect(page.get_by_label("Your question")).to_be_focused()


def test_the_page_works_where_the_browser_keeps_nothing(page: Page) -> None:
    """Storage may be forbidden: every view opens, and a key holds until the page is left."""
    page.add_init_script(
        """for (const name of ["localStorage", "sessionStorage"]) {
          Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });
        }"""
    )
    told.answering(page, told.FIGURES)
    page.goto("/")
    ask(page, "How many died?")
    answered(page)
    visited(page, *VIEWS)
    page.get_by_role("link", name="Check a draft", exact=True).click()
    page.get_by_label("Your draft", exact=True).fill("The ferry sank on Monday.")
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_role("heading", name="Your draft, checked")).to_be_visible(timeout=60_000)

    page.get_by_role("link", name="Archive", exact=True).click()
    page.get_by_label("Key", exact=True).fill("dl_1234")
    page.get_by_role("button", name="Use this key").click()
    with page.expect_request("**/v1/**") as sent:
        page.get_by_role("link", name="Saved", exact=True).click()
    assert sent.value.headers["authorization"] == "Bearer dl_1234"


def test_an_order_that_is_none_is_relevance(page: Page) -> None:
    """So that an old address still finds."""
    with page.expect_response("**/v1/search") as found:
        page.goto("/#view=search&q=ferry&sort=best")

    assert found.value.status == 200
    expect(page.get_by_label("Order")).to_have_value("")
