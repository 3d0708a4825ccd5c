"""Asking as a person does it: a conversation, its states, what lights what, what is kept and taken away."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import told
from tests.browser.asking import answered, ask
from tests.browser.stories import WEIR

LIT = re.compile(r"\blit\b")
# A network that really is cut would be told on the console by the browser itself
_CONNECTED = """(() => {
  Object.defineProperty(navigator, "onLine", { configurable: true, get: () => NOW });
  dispatchEvent(new Event(NOW ? "online" : "offline"));
})()"""


def test_the_field_has_the_focus_and_enter_asks(page: Page) -> None:
    """Nothing needs to be clicked."""
    page.goto("/")
    expect(page.get_by_label("Your question")).to_be_focused()

    page.keyboard.type("Who opened the weir at Kell?")
    page.keyboard.press("Enter")
    answered(page)

    turn = page.get_by_role("article", name="Who opened the weir at Kell?")
    expect(turn.get_by_role("heading", name=WEIR.name).first).to_be_visible()
    expect(turn).to_have_attribute("data-state", "answered")
    expect(page.get_by_label("Your question")).to_be_focused()


def test_a_conversation_comes_back_when_the_page_is_loaded_again(page: Page) -> None:
    """A follow-up is understood by what came before it; the fragment holds the questions, no address that is sent."""
    page.goto("/")
    ask(page, "Who opened the weir at Kell?")
    answered(page)
    with page.expect_request("**/v1/answers") as sent:
        ask(page, "When was it opened?")
    answered(page, 2)

    roles = [each["role"] for each in json.loads(sent.value.post_data or "")["messages"]]
    assert roles == ["user", "assistant", "user"]
    expect(page.locator("#turn-2 .understood")).to_contain_text("Kell")
    before = page.locator("#turns").inner_text()
    page.reload()
    answered(page, 2)
    assert re.sub(r"[\d.]+ s", "", page.locator("#turns").inner_text()) == re.sub(r"[\d.]+ s", "", before)
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((each) => each.id)")
    assert len(ids) == len(set(ids))


def test_back_takes_the_last_question_away(page: Page) -> None:
    """Each question is a step of the browser's own history; a new conversation is one too."""
    page.goto("/")
    told.answering(page, told.answer())
    for number, question in enumerate(("How many died?", "And then?"), 1):
        ask(page, question)
        answered(page, number)

    page.go_back()
    answered(page, 1)
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator("article.turn")).to_have_count(0)
    expect(page.get_by_label("Your question")).to_be_focused()


@pytest.mark.parametrize("words", told.STATES)
def test_each_state_is_told_in_words(page: Page, words: str) -> None:
    """Also without colours, with what was searched."""
    page.goto("/")
    told.answering(page, told.STATES[words])
    ask(page, "How many died?")

    expect(page.locator(".state")).to_have_text(words)
    expect(page.locator(".state svg")).to_have_count(1)
    expect(page.locator(".searched")).to_contain_text("Searched 64 articles, 92 passages, 2 undated articles left out")
    if told.STATES[words]["nearest"]:
        expect(page.get_by_role("link", name="Open", exact=True)).to_be_visible()


def test_a_degraded_answer_says_why(page: Page) -> None:
    """The reason stands beside the answer, which keeps its own state."""
    page.goto("/")
    told.answering(page, told.answer(degraded_reason="llm_timeout"))
    ask(page, "How many died?")

    expect(page.locator(".degraded")).to_contain_text("Degraded. The language model took too long")
    expect(page.locator(".state")).to_have_text("Answered")


def test_an_error_shows_its_request_and_can_be_tried_again(page: Page) -> None:
    """The id is what a reader passes on to whoever runs the service."""
    problem = {
        "type": "about:blank",
        "title": "Archive busy",
        "status": 200,
        "detail": "Try later.",
        "request_id": "r42",
    }
    page.goto("/")
    body = f"event: error\ndata: {json.dumps(problem)}\n\n"
    page.route("**/v1/answers", lambda route: route.fulfill(content_type="text/event-stream", body=body))
    ask(page, "How many died?")

    expect(page.get_by_role("alert")).to_contain_text("Try later.")
    expect(page.get_by_role("alert")).to_contain_text("Request r42")
    expect(page.locator(".state")).to_have_text("Archive busy")
    told.answering(page, told.answer())
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".state")).to_have_text("Answered")


def test_without_a_connection_the_page_says_so(page: Page) -> None:
    """A question waits for the connection; what is there stays."""
    page.goto("/")
    told.answering(page, told.answer())
    ask(page, "How many died?")
    answered(page)
    page.unroute("**/v1/answers")
    page.evaluate("void (window.fetch = () => Promise.reject(new TypeError('Failed to fetch')))")
    page.evaluate(_CONNECTED.replace("NOW", "false"))
    ask(page, "And then?")

    expect(page.locator("#offline")).to_be_visible()
    expect(page.locator("#turn-2 .state")).to_have_text("Offline")
    expect(page.locator("#turn-1 .state")).to_have_text("Answered")
    page.evaluate(_CONNECTED.replace("NOW", "true"))
    expect(page.locator("#offline")).to_be_hidden()


def test_stop_keeps_what_has_come(page: Page) -> None:
    """The rest is not waited for."""
    page.goto("/")
    told.answering_slowly(page, told.answer(), whole=False)
    ask(page, "How many died?")
    expect(page.locator(".sentence")).to_be_visible()

    page.get_by_role("button", name="Stop").click()

    expect(page.locator(".state")).to_have_text("Stopped")
    expect(page.locator(".sentence")).to_be_visible()
    expect(page.get_by_role("button", name="Stop")).to_be_hidden()


def test_a_sentence_lights_its_card_and_a_card_its_sentence(page: Page) -> None:
    """By pointing and by keyboard."""
    page.goto("/")
    told.answering(page, told.CONFLICT)
    ask(page, "How many died?")
    answered(page)
    sentences, cards = page.locator(".sentence"), page.locator(".card")

    sentences.nth(0).hover()
    expect(cards.nth(0)).to_have_class(LIT)
    expect(cards.nth(1)).not_to_have_class(LIT)
    cards.nth(1).hover()
    expect(sentences.nth(1)).to_have_class(LIT)
    expect(sentences.nth(0)).not_to_have_class(LIT)
    page.mouse.move(0, 0)
    sentences.nth(1).get_by_role("button", name="Citation 2").focus()
    expect(cards.nth(1)).to_have_class(LIT)
    page.keyboard.press("Enter")
    expect(cards.nth(1)).to_be_focused()


def test_a_card_tells_what_became_of_its_article(page: Page) -> None:
    """Who else printed it, that it was corrected and replaced, how sure it is."""
    page.goto("/")
    told.answering(page, told.MARKED)
    ask(page, "How many died?")
    card = page.locator(".card")

    for words in (
        "Stated by the outlet",
        "Corrected 12 October 2017",
        "It is 12, not 13.",
        "Superseded 12 October 2017",
    ):
        expect(card).to_contain_text(words)
    card.get_by_text("Also printed by 3 others").click()
    expect(card.get_by_role("link", name="Paper 2")).to_be_visible()


def test_sources_that_differ_stand_side_by_side(page: Page) -> None:
    """Each value with its outlet, its date and its citation; how many are independent stands in words."""
    page.goto("/")
    told.answering(page, told.CONFLICT)
    ask(page, "How many died?")
    sides = page.locator(".sides > li")

    expect(sides.nth(0)).to_contain_text("Nine people")
    expect(sides.nth(0)).to_contain_text("Outlet 1 · 10 October 2017")
    expect(sides.nth(1).get_by_role("button", name="Citation 2")).to_be_visible()
    expect(page.locator(".independence")).to_contain_text("4 articles, 3 sources, 1 independent report")


def test_a_figure_is_drawn_by_date_and_each_point_is_a_citation(page: Page) -> None:
    """The same stands in a table for who does not see it; what stands now is the last point."""
    page.goto("/")
    told.answering(page, told.FIGURES)
    ask(page, "How many died?")
    points = page.get_by_role("group", name="Deaths in the fire, by date").get_by_role("button")

    expect(points).to_have_count(3)
    expect(points.nth(2)).to_have_accessible_name("12 October 2017: Twelve people, Outlet 3, citation 3")
    expect(page.get_by_role("table").get_by_role("row").nth(2)).to_contain_text("10 October 2017")
    points.nth(0).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#turn-1-citation-2")).to_be_focused()


def test_dates_are_explained(page: Page) -> None:
    """On hover and on focus, and to a screen reader; Escape takes it away."""
    page.goto("/")
    told.answering(page, told.FIGURES)
    ask(page, "How many died?")
    date = page.locator(".sentence .date")
    shown = "getComputedStyle(document.querySelector('.date'), '::after').display"

    expect(date).to_have_accessible_description("means 9 October 2017")
    expect(page.locator(".sentence")).to_contain_text("Monday [9 October 2017]")
    date.focus()
    assert page.evaluate(shown) == "block"
    page.keyboard.press("Escape")
    assert page.evaluate(shown) == "none"


def test_each_sentence_is_announced_once(page: Page) -> None:
    """In the order in which they come, and then what the answer is."""
    page.goto("/")
    told.answering_slowly(page, told.CONFLICT)
    ask(page, "How many died?")
    answered(page)

    said = page.locator("#announced > span").all_inner_texts()
    assert [said.count(each) for each in ("Nine people died. ", "Four people died. ")] == [1, 1]
    assert said[-1].startswith("Reported, and sources differ")


def test_what_was_asked_is_kept_in_this_browser_and_can_be_cleared(page: Page) -> None:
    """A list on the first page; each entry leads back."""
    page.goto("/")
    told.answering(page, told.answer())
    ask(page, "How many died?")
    answered(page)
    page.goto("/")
    page.get_by_role("link", name="How many died?").click()
    answered(page)
    page.get_by_role("button", name="New conversation").click()

    page.get_by_role("button", name="Clear the questions asked before").click()

    expect(page.get_by_role("link", name="How many died?")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("heading", name="Asked before")).to_be_hidden()


def test_an_answer_can_be_copied(page: Page, context: BrowserContext) -> None:
    """Its address, its text with sources, and the same as Markdown."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/")
    told.answering(page, told.answer())
    ask(page, "How many died?")
    copied = []
    for label in ("Copy link", "Copy with sources", "Copy as Markdown"):
        page.get_by_role("button", name=label).click()
        expect(page.get_by_role("button", name="Copied").first).to_be_visible()
        copied.append(page.evaluate("navigator.clipboard.readText()"))
        expect(page.get_by_role("button", name=label)).to_be_visible()

    assert copied[0] == page.url
    assert (
        "[1] Outlet 1, 9 October 2017, Headline 1: “Nine people died in the fire on Monday, police said.”" in copied[1]
    )
    assert "## Sources" in copied[2]
    assert all(page.url in each.replace("\\", "") for each in copied)


@pytest.mark.parametrize(
    ("name", "ending"), [("Markdown", "md"), ("JSON", "json"), ("CSV", "csv"), ("CSL-JSON", "csl.json")]
)
def test_an_answer_can_be_saved(page: Page, tmp_path: Path, name: str, ending: str) -> None:
    """As a file named after its question."""
    page.goto("/")
    told.answering(page, told.answer())
    ask(page, "How many died?")
    page.get_by_text("Download").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()

    assert download.value.suggested_filename == f"how-many-died.{ending}"
    download.value.save_as(tmp_path / "saved")
    assert "Headline 1" in (tmp_path / "saved").read_text(encoding="utf-8")


@pytest.mark.browser_context_args(has_touch=True)
def test_a_sentence_that_is_touched_stays_lit_with_its_card(page: Page) -> None:
    """A finger does not stay over anything; another touch ends it."""
    told.answering(page, told.CONFLICT)
    page.goto("/#q=How+many+died%3F")
    answered(page)

    page.locator(".sentence").first.tap()
    expect(page.locator(".sentence.lit, .card.lit")).to_have_count(2)
    page.get_by_role("heading", name="How many died?").tap()
    expect(page.locator(".lit")).to_have_count(0)
