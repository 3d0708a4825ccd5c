"""The bar of filters as a person uses it: in sight, set by keyboard, taken away one by one, in the address."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import told

FACETS = {
    "source": [{"value": f"Outlet {n}", "count": n} for n in range(1, 251)] + [{"value": None, "count": 3}],
    "collection": [{"value": "agency", "count": 2}, {"value": "default", "count": 9}],
    "month": [{"value": "2016-02", "count": 1}, {"value": "2017-06", "count": 249}],
}


@pytest.fixture
def filtered(page: Page) -> Page:
    """The page with the filters open, over an archive of 250 outlets."""

    def listed(route: Route) -> None:
        [by] = parse_qs(urlsplit(route.request.url).query)["by"]
        route.fulfill(json={"by": by, "counts": FACETS[by]})

    page.route("**/v1/facets?*", listed)
    told.answering(page, told.answer())
    page.goto("/")
    page.get_by_role("button", name="Filters", exact=True).click()
    expect(page.get_by_label("As of")).to_be_focused()
    return page


def test_the_date_of_reading_is_always_in_sight(filtered: Page) -> None:
    """In words, above what is scrolled, and part of every question."""
    filtered.get_by_label("As of").fill("2017-05-03")
    filtered.get_by_label("Published from").fill("2016-01-01")
    filtered.keyboard.press("Enter")
    expect(filtered.get_by_text("Reading the archive as on 3 May 2017")).to_be_visible()
    with filtered.expect_request("**/v1/answers") as sent:
        filtered.get_by_label("Your question").fill("How many died?")
        filtered.keyboard.press("Enter")

    asked = json.loads(sent.value.post_data or "")
    assert (asked["as_of"], asked["from"]) == ("2017-05-03", "2016-01-01")
    expect(filtered.locator("article.turn[aria-busy=false]")).to_have_count(1)
    filtered.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(filtered.get_by_text("Reading the archive as on 3 May 2017")).to_be_in_viewport()


def test_outlets_are_found_by_typing_and_chosen_by_keyboard(filtered: Page) -> None:
    """Several of many; what is chosen stays in the list while others are looked for."""
    filtered.get_by_label("Find in outlets").fill("let 24")
    expect(filtered.get_by_role("checkbox", name="Outlet 24", exact=False).first).to_be_visible()
    filtered.get_by_role("checkbox", name="Outlet 241", exact=False).focus()
    filtered.keyboard.press("Space")
    filtered.get_by_label("Find in outlets").fill("Outlet 7")
    filtered.get_by_role("checkbox", name="Outlet 7 ", exact=False).first.check()
    expect(filtered.get_by_role("checkbox", name="Outlet 241", exact=False)).to_be_checked()
    filtered.get_by_role("checkbox", name="agency", exact=False).check()
    filtered.get_by_role("button", name="Apply").click()

    chips = filtered.get_by_role("list", name="Filters that hold").get_by_role("button")
    expect(chips).to_have_count(3)
    chosen = filtered.evaluate("new URLSearchParams(location.hash.slice(1)).getAll('sources')")
    assert sorted(chosen) == ["Outlet 241", "Outlet 7"]


def test_filters_are_taken_away_one_by_one_and_asked_again(filtered: Page) -> None:
    """A chip that is pressed is gone, the focus stays near, and the question is asked anew."""
    filtered.goto("/#q=How+many+died%3F&as_of=2017-05&sources=Lakeland+Post&event_from=2017-01-01")
    expect(filtered.locator("article.turn[aria-busy=false]")).to_have_count(1)
    expect(filtered.get_by_text("Reading the archive as on May 2017")).to_be_visible()
    with filtered.expect_request("**/v1/answers") as sent:
        filtered.get_by_role("button", name="Remove outlet: Lakeland Post").click()

    assert "sources" not in json.loads(sent.value.post_data or "")
    assert json.loads(sent.value.post_data or "")["as_of"] == "2017-05"
    expect(filtered.get_by_role("button", name="Remove filter: As of May 2017")).to_be_focused()
    expect(filtered.locator("article.turn")).to_have_count(1)


def test_a_month_in_the_address_outlives_other_changes(filtered: Page) -> None:
    """A field for days can't show it, but does not take it away."""
    filtered.goto("/#as_of=2017-05")
    filtered.get_by_label("Published to").fill("2019-01-01")
    filtered.get_by_role("button", name="Apply").click()

    assert filtered.evaluate("location.hash") == "#as_of=2017-05&to=2019-01-01"
    filtered.get_by_role("button", name="Filters", exact=True).click()
    filtered.get_by_role("button", name="Clear all").click()
    assert filtered.evaluate("location.hash") == ""
    expect(filtered.get_by_text("Reading the archive as of today")).to_be_visible()


def test_escape_closes_the_filters_and_changes_nothing(filtered: Page) -> None:
    """The focus goes back to the button that opened them."""
    filtered.get_by_label("As of").fill("2017-05-03")
    filtered.keyboard.press("Escape")

    expect(filtered.get_by_label("As of")).to_be_hidden()
    expect(filtered.get_by_role("button", name="Filters", exact=True)).to_be_focused()
    expect(filtered.get_by_text("Reading the archive as of today")).to_be_visible()


def test_without_a_list_the_dates_can_still_be_set(page: Page) -> None:
    """What can't be fetched is said in the place where it would be."""
    body = json.dumps({"title": "Busy", "status": 200, "detail": "Later."})
    page.route("**/v1/facets?*", lambda route: route.fulfill(content_type="application/json", body=body))
    page.goto("/")
    page.get_by_role("button", name="Filters", exact=True).click()

    expect(page.get_by_text("could not be fetched").first).to_be_visible()
    page.get_by_label("As of").fill("2017-05-03")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Reading the archive as on 3 May 2017")).to_be_visible()


def test_the_start_tells_what_there_is(filtered: Page) -> None:
    """How much, from whom and from when, under the filters; it gives way to the first answer."""
    held = filtered.get_by_text("250 articles from 250 outlets, February 2016 to June 2017")
    expect(held).to_be_visible()

    filtered.get_by_label("As of").fill("2017-05-03")
    filtered.keyboard.press("Enter")
    expect(filtered.get_by_text("June 2017, as of 3 May 2017.")).to_be_visible()

    filtered.get_by_label("Your question").fill("How many died?")
    filtered.keyboard.press("Enter")
    expect(filtered.locator("article.turn")).to_have_count(1)
    expect(held).to_be_hidden()


def test_the_start_of_an_empty_archive_leads_to_where_articles_are_added(page: Page) -> None:
    """Nothing can be asked of it yet."""
    page.route("**/v1/facets?*", lambda route: route.fulfill(json={"by": "month", "counts": []}))
    page.goto("/")

    expect(page.get_by_text("The archive is empty.")).to_be_visible()
    page.get_by_role("link", name="Add articles").click()
    expect(page.get_by_role("heading", name="Add articles")).to_be_visible()
