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
