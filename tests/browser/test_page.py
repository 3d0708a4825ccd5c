"""The page at `/` as a person uses it: asked in the window, answered with sources that open at the cited words."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import lit
from tests.browser.stories import FERRY, LIT, MARKED, WEIR

_FIRST_MS = 60_000  # the first question that a service is asked waits for its models
SAID = "The weir at Kell was opened by Orla Venn on Thursday."


@pytest.fixture
def answered(page: Page) -> Page:
    """The page, on which a question is answered."""
    page.goto("/")
    page.get_by_label("Your question").fill("Who opened the weir at Kell?")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("link", name="Open", exact=True).first).to_be_visible(timeout=_FIRST_MS)
    return page


def test_a_question_is_answered_with_its_source(answered: Page) -> None:
    """The sentence appears, and beneath it the article that it is cited from."""
    expect(answered.get_by_role("heading", name=WEIR.name).first).to_be_visible()
    expect(answered.locator("main")).to_contain_text(SAID)


def test_open_leads_to_the_words_in_our_reader(answered: Page, base_url: str) -> None:
    """The reader shows the cited words, marked and in sight."""
    answered.get_by_role("link", name="Open", exact=True).first.click()

    expect(answered.locator("mark")).to_have_text(SAID)
    assert answered.url.startswith(f"{base_url}/read/")
    assert lit.amiss(answered, MARKED, lambda: lit.of_elements(answered, "mark")) == ""


def test_the_source_opens_at_the_words(answered: Page) -> None:
    """The page that was taken in opens beside ours, with the cited words lit."""
    with answered.expect_popup() as opened:
        answered.get_by_role("link", name="At the source").first.click()

    assert lit.amiss(opened.value, LIT, lambda: lit.of_elements(opened.value, ".wanted")) == ""


def test_a_link_of_the_chat_leads_to_our_reader_where_there_is_no_other(page: Page) -> None:
    """An article without an address of its own is opened in the reader, at the cited words."""
    asked = {"model": "dateline", "messages": [{"role": "user", "content": "Who was the ferry Ostra sold to?"}]}
    message = page.request.post("/v1/chat/completions", data=asked).json()["choices"][0]["message"]
    page.goto(message["annotations"][0]["url_citation"]["url"])

    expect(page.locator("mark")).to_have_text(FERRY.text[slice(*FERRY.span)])
    assert lit.amiss(page, MARKED, lambda: lit.of_elements(page, "mark")) == ""
