"""Saved answers: listed, opened as their citations stand, asked again, deleted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.browser.added import cleared, put

_FIRST_MS = 60_000  # the first question that a service is asked waits for its models
# A place for each test: what was deleted after one takes its reprints with it
_PLACES = iter(["Ardel", "Bromar", "Cestil", "Drovan", "Esker", "Fallun", "Grendal", "Holmark", "Istrel", "Jorund"])


@pytest.fixture(autouse=True)
def tidy(playwright: Playwright, base_url: str) -> Iterator[None]:
    """What a test adds is gone after it."""
    request = playwright.request.new_context()
    with cleared(request, base_url):
        yield
    request.dispose()


class Kept(NamedTuple):
    """An answer that is kept: what was asked, what the archive says, and the answer as it was told."""

    place: str
    question: str
    text: str
    answer: dict[str, Any]


@pytest.fixture
def kept(page: Page, base_url: str) -> Kept:
    """An answer that is kept."""
    place = next(_PLACES)
    question, text = f"Who bought the lighthouse of {place}?", f"The lighthouse of {place} was bought by Mira Sund."
    put(page.request, base_url, id=place, title=f"{place} sold", text=text)
    asked = {"question": question, "as_of": "2019-06-30", "save": True}
    answer = page.request.post("/v1/answers", data=asked, timeout=_FIRST_MS).json()
    assert answer["status"] == "answered"
    return Kept(place, question, text, answer)


def opened(page: Page, kept: Kept) -> None:
    """Opens the saved answer."""
    page.goto("/")
    page.get_by_role("link", name="Saved", exact=True).click()
    page.get_by_role("link", name=kept.question).click()
    expect(page.get_by_role("heading", name=kept.question)).to_be_focused()


def test_a_saved_answer_is_opened_again(page: Page, kept: Kept) -> None:
    """With its sentences, its citations and their state; the way back leads to the list."""
    opened(page, kept)

    expect(page.locator(".kept .text")).to_contain_text(kept.text)
    expect(page.locator(".standing")).to_have_text("All citations stand as they did.")
    expect(page.locator(".kept .card").first).to_contain_text("Unchanged")
    expect(page.get_by_role("link", name="Open", exact=True).first).to_be_visible()
    page.get_by_role("button", name="Citation 1").click()
    expect(page.locator(".kept .card").first).to_be_focused()
    page.get_by_role("link", name="All saved answers").click()
    expect(page.get_by_role("listitem").filter(has_text=kept.question)).to_contain_text("All citations stand")


def test_a_changed_citation_is_told(page: Page, kept: Kept, base_url: str) -> None:
    """In the list and in the answer, which keeps its words."""
    put(
        page.request,
        base_url,
        id=kept.place,
        title="Sold",
        text=f"{kept.text} It is red.",
        updated="2019-07-01",
    )
    page.goto("/#view=saved")

    expect(page.get_by_role("listitem").filter(has_text=kept.question)).to_contain_text("1 of 1 citation changed")
    page.get_by_role("link", name=kept.question).click()
    expect(page.locator(".standing")).to_have_text("Of 1 citation: 1 superseded.")
    expect(page.locator(".kept .card")).to_contain_text("Superseded")
    expect(page.locator(".kept .text")).to_contain_text(kept.text)


def test_what_was_withdrawn_is_not_shown(page: Page, kept: Kept, base_url: str) -> None:
    """Its words are gone, and the answer says that they are."""
    page.request.delete(f"{base_url}/v1/articles/{kept.answer['citations'][0]['article']}")
    opened(page, kept)

    expect(page.get_by_text("1 sentence of this answer rests on what was withdrawn")).to_be_visible()
    expect(page.locator(".kept .card")).to_contain_text("Withdrawn")
    assert "Mira Sund" not in page.content()
    assert f"{kept.place} sold" not in page.content()


def test_it_is_asked_again(page: Page, kept: Kept) -> None:
    """Today, or as of the same day."""
    opened(page, kept)
    expect(page.get_by_role("link", name="Ask again as of 30 June 2019")).to_be_visible()
    page.get_by_role("link", name="Ask again today").click()

    expect(page.get_by_role("heading", name=kept.question).first).to_be_visible(timeout=_FIRST_MS)
    assert "as_of" not in page.url


def test_it_is_deleted(page: Page, kept: Kept, base_url: str) -> None:
    """Asked twice, it is gone."""
    opened(page, kept)
    page.get_by_role("button", name="Delete", exact=True).click()
    page.get_by_role("button", name="Delete for good").click()

    expect(page.get_by_text("None yet.")).to_be_visible()
    assert page.request.get(f"{base_url}/v1/answers/{kept.answer['id']}").status == 404


def test_an_answer_is_pinned_by_the_page(page: Page, kept: Kept, base_url: str) -> None:
    """What other views call: it says whether what is kept is what was shown."""
    page.goto("/")
    pinned = page.evaluate(
        "async ([shown, request]) => { const { isConfigured, pin } = await import('/static/saved.js');"
        " return [await isConfigured(), await pin(shown, request), await pin({ sentences: [] }, request)]; }",
        [kept.answer, {"question": kept.question, "as_of": "2019-06-30"}],
    )

    assert [pinned[0], pinned[1]["same"], pinned[2]["same"]] == [True, True, False]
    assert page.request.get(f"{base_url}/v1/answers/{pinned[1]['id']}").ok


def test_where_none_are_kept_the_view_says_so(page: Page) -> None:
    """It is in no menu, and its address says what would have to be done."""
    page.route("**/v1/answers**", lambda route: route.fulfill(json={"answers": None, "next": None}))
    page.goto("/#view=saved")

    expect(page.get_by_text("This service keeps no answers.")).to_be_visible()
    expect(page.get_by_role("link", name="Saved", exact=True)).to_be_hidden()
