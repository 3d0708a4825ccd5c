"""Links to cited words, opened in a real browser: just these words are in sight and lit."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Playwright, expect

from rag.compose.fragments import link
from tests.browser import lit
from tests.browser.stories import LIT, MARKED, STORIES, Story

every_story = pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
some_stories = pytest.mark.parametrize("story", STORIES[1::4], ids=lambda story: story.name)


@pytest.fixture(scope="session")
def keys(base_url: str, playwright: Playwright) -> dict[str, str]:
    """The key of each article, by its id."""
    request = playwright.request.new_context()
    listed = request.get(f"{base_url}/v1/articles?limit=100").json()
    request.dispose()
    return {each["id"]: each["article"] for each in listed["articles"]}


def linked(address: str, story: Story) -> str:
    """The link to the quote of a story that can be read at `address`."""
    start, end = story.span
    made = link(address, story.text[start:end], prefix=f"{story.name}\n{story.text[:start]}", suffix=story.text[end:])
    assert made
    return made


@every_story
def test_the_quote_is_lit_where_its_outlet_prints_it(page: Page, outlet: str, story: Story) -> None:
    """On a stranger's page the browser scrolls to the quote and lights it, and nothing else."""
    page.goto(linked(story.address(outlet), story))

    assert lit.amiss(page, LIT, lambda: lit.of_elements(page, ".wanted")) == ""
    assert page.evaluate("scrollY") > 0


@some_stories
def test_the_quote_is_marked_in_our_reader(page: Page, base_url: str, keys: dict[str, str], story: Story) -> None:
    """The permalink, with its text fragment, shows the quote in `<mark>`, in sight and lit."""
    start, end = story.span
    page.goto(linked(f"{base_url}/read/{keys[story.name]}?revision=1&start={start}&end={end}#cited", story))

    expect(page.locator("mark")).to_have_text(story.text[start:end], use_inner_text=False)
    assert lit.amiss(page, MARKED, lambda: lit.of_elements(page, "mark")) == ""
    assert page.evaluate("scrollY") > 0


@every_story
def test_a_text_fragment_alone_is_lit_in_our_reader(
    page: Page, base_url: str, keys: dict[str, str], story: Story
) -> None:
    """Without a span in the address the browser finds the words, and they look as marked ones do."""
    page.goto(linked(f"{base_url}/read/{keys[story.name]}", story))

    assert lit.amiss(page, MARKED, lambda: lit.of_words(page, story.text, *story.span)) == ""
    assert page.evaluate("scrollY") > 0
