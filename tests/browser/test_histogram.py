"""The histogram of articles by month, brushed with the pointer and set from the keyboard."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import mocked

_MONTHS: dict[str | None, int] = {"2017-03": 1, "2017-05": 4, "2018-02": 2, "2019-05": 8}


@pytest.fixture
def chart(page: Page) -> Locator:
    """The histogram over four months, from March 2017 to May 2019, in the view that asks nothing else yet."""
    mocked.tell(page, "/v1/facets", mocked.counts(_MONTHS))
    return opened(page)


def opened(page: Page, filters: str = "") -> Locator:
    """The histogram, with its counts."""
    page.goto(f"/#view=search{filters}")
    found = page.get_by_role("region", name=re.compile("Articles by"))
    expect(found).to_contain_text("article")
    return found


def brush(chart: Locator, begin: float, end: float) -> None:
    """Draws a stretch, between two shares of the width."""
    box = chart.get_by_role("img").bounding_box()
    assert box
    mouse = chart.page.mouse
    mouse.move(box["x"] + begin * box["width"], box["y"] + 30)
    mouse.down()
    mouse.move(box["x"] + end * box["width"], box["y"] + 30, steps=4)
    mouse.up()


def test_the_archive_is_told_in_words_and_numbers(page: Page) -> None:
    """The real one: a sentence stands for the drawing, a table for its bars, and the undated are counted apart."""
    chart = opened(page)
    chart.get_by_text("Table").click()

    expect(chart.get_by_role("img")).to_have_accessible_name(
        re.compile(r"\d+ articles from March 2017 to May 2019; most in May 2019, \d+\. 1 more has no date\.")
    )
    expect(chart.get_by_role("row", name="February 2018 2")).to_be_visible()
    expect(chart.get_by_role("row", name="Undated 1")).to_be_visible()
    expect(chart).to_contain_text("All dates")


def test_a_stretch_is_brushed_with_the_pointer(page: Page, chart: Locator) -> None:
    """From the third month to the twelfth: the filters are its first and last day, and a reload keeps them."""
    brush(chart, 2.5 / 27, 11.5 / 27)

    expect(page).to_have_url(re.compile(r"from=2017-05-01&to=2018-02-28$"))
    expect(chart).to_contain_text("May 2017 to February 2018 · 6 articles")

    page.reload()
    expect(chart).to_contain_text("May 2017 to February 2018 · 6 articles")


def test_it_is_brushed_backwards_as_well(page: Page, chart: Locator) -> None:
    """Where the pointer goes down may be the later end; the end of the archive is left open."""
    brush(chart, 26.5 / 27, 2.5 / 27)

    expect(page).to_have_url(re.compile(r"from=2017-05-01$"))


def test_a_click_is_one_month(page: Page, chart: Locator) -> None:
    """Down and up in one bar."""
    brush(chart, 2.5 / 27, 2.5 / 27)

    expect(chart).to_contain_text("May 2017 · 4 articles")


def test_the_handles_are_moved_from_the_keyboard(page: Page, chart: Locator) -> None:
    """Arrows move by a month, each place is told in words, and no handle passes the other."""
    begin, end = chart.get_by_role("slider", name="From"), chart.get_by_role("slider", name="To")
    begin.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(begin).to_have_attribute("aria-valuetext", "May 2017")
    expect(page).to_have_url(re.compile(r"from=2017-05-01$"))
    expect(begin).to_be_focused()

    page.keyboard.press("Tab")
    page.keyboard.press("Home")
    expect(end).to_have_attribute("aria-valuetext", "May 2017")
    expect(page).to_have_url(re.compile(r"from=2017-05-01&to=2017-05-31$"))

    page.keyboard.press("End")
    expect(end).to_have_attribute("aria-valuetext", "May 2019")


def test_going_back_undoes_a_stretch(page: Page, chart: Locator) -> None:
    """A stretch is a step in the history."""
    brush(chart, 2.5 / 27, 2.5 / 27)
    expect(chart).to_contain_text("May 2017 · 4 articles")

    page.go_back()
    expect(chart).to_contain_text("All dates")

    page.go_forward()
    expect(chart).to_contain_text("May 2017 · 4 articles")


def test_clear_gives_all_dates_back(page: Page, chart: Locator) -> None:
    """And the focus stays in the histogram."""
    brush(chart, 2.5 / 27, 2.5 / 27)
    chart.get_by_role("button", name="Clear the dates").press("Enter")

    expect(chart).to_contain_text("All dates")
    expect(page).not_to_have_url(re.compile("from="))
    expect(chart.get_by_role("slider", name="From")).to_be_focused()


def test_a_day_within_a_month_is_kept_as_it_is(page: Page) -> None:
    """A filter that was set elsewhere is told to the day; how many articles that leaves isn't claimed."""
    mocked.tell(page, "/v1/facets", mocked.counts(_MONTHS))
    chart = opened(page, "&from=2017-05-15&to=2018-02")

    expect(chart.get_by_role("slider", name="From")).to_have_attribute("aria-valuetext", "15 May 2017")
    expect(chart).to_contain_text("15 May 2017 to February 2018 · at most 6 articles")


def test_the_other_filters_narrow_it_and_its_own_do_not(page: Page) -> None:
    """What is counted is what from and to can be chosen from."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/v1/facets" in request.url else None)
    opened(page, "&as_of=2019-04-30&from=2018-01-01&sources=Lakeland+Post")

    assert [url.partition("?")[2] for url in asked] == ["by=month&as_of=2019-04-30&sources=Lakeland+Post"]
    expect(page.get_by_role("img")).to_have_accessible_name(
        "2 articles from February 2018 to April 2019; most in February 2018, 1."
    )


@pytest.mark.parametrize(
    ("years", "name", "bars"),
    [(9, "Articles by month", 108), (100, "Articles by year", 100), (300, "Articles by decade", 30)],
)
def test_many_months_are_grouped(page: Page, years: int, name: str, bars: int) -> None:
    """As many bars as can be told apart, and labels that stand clear of each other, at 320 px."""
    page.set_viewport_size({"width": 320, "height": 700})
    mocked.tell(page, "/v1/facets", mocked.counts({f"{1700 + n // 12}-{n % 12 + 1:02}": 1 for n in range(12 * years)}))
    chart = opened(page)

    expect(chart.get_by_role("heading", name=name)).to_be_visible()
    assert chart.locator(".month").count() == bars
    boxes = [each.bounding_box() for each in chart.locator("text").all()]
    assert len(boxes) > 1
    assert all(one and two and one["x"] + one["width"] + 4 < two["x"] for one, two in pairwise(boxes))
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_one_month_has_nothing_to_choose_from(page: Page) -> None:
    """A bar, and no handles."""
    mocked.tell(page, "/v1/facets", mocked.counts({"2017-05": 3}))
    chart = opened(page)

    expect(chart.get_by_role("img")).to_have_accessible_name("3 articles in May 2017.")
    expect(chart.get_by_role("slider")).to_have_count(0)


def test_without_a_dated_article_it_says_so(page: Page) -> None:
    """Nothing is drawn."""
    mocked.tell(page, "/v1/facets", mocked.counts({None: 2}))
    chart = opened(page)

    expect(chart).to_contain_text("No article with a date is left by the filters. 2 more have no date.")
    expect(chart.get_by_role("img")).to_have_count(0)


def test_counts_that_fail_leave_the_view_usable(page: Page, expected: list[str]) -> None:
    """It says what is wrong, with the request's id; the field is there all the same."""
    expected.append(mocked.UNAVAILABLE)
    mocked.fail(page, "/v1/facets")
    chart = opened(page)

    expect(chart).to_contain_text(f"The articles can't be counted. The archive is busy. Request {mocked.REQUEST}")
    expect(page.get_by_label("Everything on")).to_be_editable()


def test_the_months_of_what_was_found_are_pointed_out(page: Page) -> None:
    """Of the passages in which the words stand: what is only close in meaning would point everywhere."""
    mocked.tell(page, "/v1/facets", mocked.counts(_MONTHS))
    told = {
        "article": "k",
        "revision": 1,
        "field": "text",
        "start": 0,
        "end": 9,
        "title": "",
        "source": None,
        "url": None,
    }
    hits = [told | {"text": text, "published": day, "copies": None} for text, day in (
        ("The tunnel.", "2017-05-02"), ("A tunnel.", "2017-05-30T10:00:00Z"), ("Tunnel.", "2019-05"),
        ("Rain.", "2018-02-01"), ("Tunnels.", None),
    )]  # fmt: skip
    searched = {"articles": 15, "undated_left_out": 0, "as_of": None}
    mocked.tell(page, "/v1/search", {"hits": hits, "next": None, "searched": searched})
    chart = opened(page, "&q=tunnel")

    expect(page.get_by_text("dots above: when these were published")).to_be_visible()
    expect(chart.locator(".month-dot")).to_have_count(2)
