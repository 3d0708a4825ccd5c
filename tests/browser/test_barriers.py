"""No barrier that axe-core knows of stands in any state of the ask view, in both themes, on wide and narrow windows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import told

Axe = Callable[[], list[str]]
both_themes = pytest.mark.parametrize("theme", ["light", "dark"])
every_state = pytest.mark.parametrize("words", [*told.STATES, "figures", "marked", "degraded", "error"])
PROBLEM = (
    'event: error\ndata: {"title": "Archive busy", "status": 503, "detail": "Try later.", "request_id": "r42"}\n\n'
)
_WATCH = """window.shifts = [];
new PerformanceObserver((list) => {
  const unasked = list.getEntries().filter((each) => !each.hadRecentInput);
  for (const each of unasked) shifts.push(each.value, ...each.sources.map(({ node }) => node?.className ?? "text"));
}).observe({ type: "layout-shift", buffered: true });"""
_MOVING = """[...document.querySelectorAll("*")]
  .filter((each) => parseFloat(getComputedStyle(each).transitionDuration) > 0).length"""


def shown(page: Page, words: str) -> None:
    """A question whose answer is in that state."""
    page.goto("/")
    others = {"figures": told.FIGURES, "marked": told.MARKED, "degraded": told.answer(degraded_reason="llm_error")}
    if words == "error":
        page.route("**/v1/answers", lambda route: route.fulfill(content_type="text/event-stream", body=PROBLEM))
    else:
        told.answering(page, others.get(words) or told.STATES[words])
    page.get_by_label("Your question").fill("How many died?")
    page.keyboard.press("Enter")
    expect(page.locator("article.turn[aria-busy=false]")).to_have_count(1)


@both_themes
@every_state
def test_each_state_is_free_of_barriers(axe: Axe, page: Page, theme: str, words: str) -> None:
    """As it stands, and with what can be opened opened; on the narrowest window nothing has to be moved sideways."""
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    page.set_viewport_size({"width": 1440, "height": 1800})
    shown(page, words)
    for summary in page.locator("summary").all():
        summary.click()

    assert axe() == []
    page.set_viewport_size({"width": 320, "height": 3000})  # so high that nothing lies behind the field
    assert axe() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@both_themes
def test_the_first_page_and_its_filters_are_free_of_barriers(axe: Axe, page: Page, theme: str) -> None:
    """Empty, with questions asked before, and with the filters open and set."""
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    page.add_init_script(
        """localStorage.setItem("dateline.asked", '[{"q": "Who?", "hash": "#q=Who", "at": "2019-01-01"}]')"""
    )
    page.goto("/#as_of=2017-05-03&sources=Lakeland+Post&sources=Other")
    expect(page.get_by_role("link", name="Who?")).to_be_visible()

    assert axe() == []
    page.get_by_role("button", name="Filters", exact=True).click()
    assert axe() == []


@pytest.mark.parametrize("size", [(1280, 800), (360, 740)], ids=["wide", "narrow"])
def test_nothing_moves_while_the_page_and_an_answer_arrive(page: Page, size: tuple[int, int]) -> None:
    """What is in sight stays where it is: the layout shifts by less than a hundredth."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.add_init_script(_WATCH)
    page.goto("/")
    told.answering_slowly(page, told.CONFLICT)
    page.get_by_label("Your question").fill("How many died?")
    page.keyboard.press("Enter")
    expect(page.locator("article.turn[aria-busy=false]")).to_have_count(1)
    page.wait_for_timeout(300)

    shifts = page.evaluate("shifts")
    assert sum(each for each in shifts if isinstance(each, float)) < 0.01, shifts


def test_motion_is_left_out_for_who_asked_for_none(page: Page) -> None:
    """Nothing on the page moves or fades."""
    page.emulate_media(reduced_motion="reduce")
    shown(page, "Answered")

    assert page.evaluate(_MOVING) == 0


def test_right_to_left_and_long_words_stay_in_their_place(page: Page) -> None:
    """An Arabic quote runs from the right, in a page that runs from the left; a word of 400 letters breaks."""
    quote = "قال رئيس البلدية إن الجسر سيفتح يوم الاثنين."
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/")
    cited = told.citation(1, quote, title="x" * 400, source="y" * 200, prefix="")
    told.answering(page, told.answer(sentences=[told.sentence(quote, "c1")], citations=[cited], text=quote))
    page.get_by_label("Your question").fill("z" * 400)
    page.keyboard.press("Enter")

    expect(page.locator(".text")).to_have_css("direction", "rtl")
    expect(page.locator(".quote")).to_have_css("direction", "rtl")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
