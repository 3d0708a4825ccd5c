"""The reader as a person uses it: with a mouse, with keys, and with no script at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import APIRequestContext, Browser, BrowserContext, Page, Playwright, expect

from tests.browser.added import cleared, put

OPENING = "The board of Lowmere met on Tuesday."
SAID = "The board will pay 1,200 crowns for the quay."
FILLER = "\n\n".join(
    f"Paragraph {n}: 𝒯ides and tolls were read out, and nobody rose to speak of them." for n in range(30)
)
END = "The clerk left early."
TEXT = f"{OPENING} {SAID}\n\n{FILLER}\n\n{END}"
SELECTED = "(each) => { getSelection().selectAllChildren(each); return String(getSelection()); }"
ATTACK = "<img src=x onerror=alert(1)>"
ARTICLE: dict[str, Any] = {
    "id": "board", "title": f"Board pays {ATTACK}", "text": TEXT, "date": "2017-05-03", "source": f"Courier {ATTACK}",
    "authors": [ATTACK], "topics": [ATTACK], "language": "en",
}  # fmt: skip
ARABIC = "قال مجلس ميناء لومير اليوم إنه سيدفع ثمن الرصيف الجديد."


@pytest.fixture(scope="module", autouse=True)
def request_context(base_url: str, playwright: Playwright) -> Iterator[APIRequestContext]:
    """What sends articles; they are gone after the last of these tests."""
    request = playwright.request.new_context()
    with cleared(request, base_url):
        yield request
    request.dispose()


@pytest.fixture(scope="module")
def board(request_context: APIRequestContext, base_url: str) -> str:
    """The address of an article with two revisions."""
    keys = {put(request_context, base_url, **each) for each in (ARTICLE, _corrected())}
    assert len(keys) == 1
    return f"{base_url}/read/{keys.pop()}"


@pytest.fixture
def without_script(browser: Browser, base_url: str) -> Iterator[Page]:
    """A page of a browser that runs no script."""
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    yield context.new_page()
    context.close()


def _corrected() -> dict[str, Any]:
    return ARTICLE | {"text": TEXT.replace("1,200", "12,000"), "source": "Courier", "updated": "2017-05-04"}


def _place(words: str, *also: str) -> str:
    start = TEXT.index(words)
    others = "".join(f"&also={TEXT.index(each)}-{TEXT.index(each) + len(each)}" for each in also)
    return f"?revision=1&start={start}&end={start + len(words)}{others}#cited"


def _select(page: Page, words: str) -> None:
    """Selects words of the article's text as a drag of the mouse would."""
    page.evaluate(
        """(words) => {
          const walker = document.createTreeWalker(document.querySelector(".body"), NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf(words);
            if (at >= 0) return getSelection().setBaseAndExtent(node, at, node, at + words.length);
          }
          throw new Error("not there");
        }""",
        words,
    )


def test_one_cited_place_leads_to_the_next(page: Page, board: str) -> None:
    """By buttons, by keys and by numbers; each comes into sight, and the first follows the last."""
    page.goto(board + _place(SAID, END))
    first, last = page.locator("#cited"), page.locator(".also")
    expect(first).to_be_in_viewport()

    page.get_by_role("button", name="Next cited words").click()
    expect(last).to_be_in_viewport()
    expect(last).to_be_focused()
    expect(page.locator("#announced")).to_have_text("Cited words 2 of 2")
    page.keyboard.press("Alt+ArrowDown")
    expect(first).to_be_in_viewport()
    page.keyboard.press("Alt+ArrowUp")
    expect(last).to_be_in_viewport()
    page.get_by_role("navigation", name="Cited words").get_by_role("link", name="Cited words 1").click()
    expect(first).to_be_in_viewport()
    expect(page.get_by_role("link", name="Cited words 1")).to_have_attribute("aria-current", "true")


def test_without_a_script_everything_can_be_read(without_script: Page, board: str) -> None:
    """The cited words are in sight, other places are links, revisions open, and what changed can be unfolded."""
    page = without_script
    page.goto(board + _place(SAID, END))
    expect(page.locator("#cited")).to_be_in_viewport()

    page.get_by_role("link", name="Cited words 2").click()
    expect(page.locator(".also")).to_be_in_viewport()
    expect(page.get_by_role("button")).to_have_count(0)
    page.get_by_role("link", name="What changed", exact=True).first.click()
    expect(page.locator(".body del")).to_contain_text("1,200")
    expect(page.locator(".body ins")).to_contain_text("12,000")
    expect(page.get_by_text(END)).to_be_hidden()
    page.locator("summary").last.click()
    expect(page.get_by_text(END)).to_be_visible()


def test_an_old_revision_tells_what_the_words_read_now(page: Page, board: str) -> None:
    """Beside the link to the current one, which opens."""
    page.goto(board + _place(SAID))

    expect(page.locator(".became")).to_contain_text("12,000")
    page.get_by_role("link", name="Revision 2").first.click()
    expect(page.locator(".body")).to_contain_text("12,000")
    expect(page.get_by_text("is the current one")).to_have_count(0)


@pytest.mark.parametrize("by", ["hover", "focus"])
def test_a_date_tells_its_day(page: Page, board: str, by: str) -> None:
    """To who points at it and to who comes by keys, until Escape; what is selected holds no word of it."""
    page.goto(board)
    date = page.locator(".when").first
    shown = "(each) => getComputedStyle(each, '::after').clipPath === 'none'"
    assert not date.evaluate(shown)

    date.hover() if by == "hover" else date.focus()
    assert date.evaluate(shown)
    assert "2 May 2017" in date.evaluate("(each) => getComputedStyle(each, '::after').content")
    page.keyboard.press("Escape")
    assert not date.evaluate(shown)
    assert page.locator(".body").evaluate(SELECTED) == TEXT.replace("1,200", "12,000")


def test_a_screen_reader_is_told_the_day(page: Page, board: str) -> None:
    """What is read out holds the day behind the words, and what was removed and added in words."""
    page.goto(board)
    assert "2 May 2017" in page.locator(".body").aria_snapshot()

    page.goto(f"{board}?revision=2&against=1")
    told = page.locator(".body").aria_snapshot()
    assert told.index("[removed: ") < told.index("1,200") < told.index("[added: ") < told.index("12,000")


@pytest.mark.parametrize("words", ["nobody rose to speak", "𝒯ides and tolls", SAID])
def test_a_quote_is_copied_with_its_source(page: Page, context: BrowserContext, board: str, words: str) -> None:
    """The address that is copied opens at just these words."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(board + _place(OPENING))
    copy = page.get_by_role("button", name="Copy quote with source")
    expect(copy).to_be_hidden()

    _select(page, words)
    copy.click()
    expect(page.locator("#announced")).to_have_text("Copied.")
    quote, origin, address, *_ = page.evaluate("navigator.clipboard.readText()").split("\n")

    assert quote == f"“{words}”"
    assert origin == f"Courier {ATTACK}, 3 May 2017: Board pays {ATTACK}"
    page.goto(address)
    expect(page.locator("mark")).to_have_text(words, use_inner_text=False)
    asked = parse_qs(urlsplit(address).query)
    assert TEXT[int(asked["start"][0]) : int(asked["end"][0])] == words


def test_only_words_of_the_article_are_copied(page: Page, board: str) -> None:
    """A selection beside the text offers nothing."""
    page.goto(board)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#record-title'))")
    expect(page.get_by_role("button", name="Copy quote with source")).to_be_hidden()
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.title'))")
    expect(page.get_by_role("button", name="Copy quote with source")).to_be_visible()


def test_the_whole_of_a_comparison_can_be_shown(page: Page, board: str) -> None:
    """With one button, which also folds it again."""
    page.goto(f"{board}?revision=2&against=1")
    expect(page.get_by_text(END)).to_be_hidden()

    page.get_by_role("button", name="Show the whole").click()
    expect(page.get_by_text(END)).to_be_visible()
    page.get_by_role("button", name="Show only what changed").click()
    expect(page.get_by_text(END)).to_be_hidden()


@pytest.mark.parametrize("query", ["?revision=2&against=1", _place(SAID, END)], ids=["changes", "article"])
def test_nothing_is_wider_than_a_small_window(page: Page, board: str, query: str) -> None:
    """At 320 pixels nothing scrolls sideways."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(board + query)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_right_to_left_text_runs_that_way(page: Page, base_url: str) -> None:
    """And is marked where it is cited, in its own language."""
    key = put(page.request, base_url, id="ar", text=ARABIC, language="ar")
    page.goto(f"/read/{key}?start=0&end=8")
    body, cited = page.locator(".body"), page.locator("#cited")

    assert body.evaluate("(each) => getComputedStyle(each).direction") == "rtl"
    assert body.get_attribute("lang") == "ar"
    box, whole = cited.bounding_box(), body.bounding_box()
    assert box
    assert whole
    assert abs(box["x"] + box["width"] - whole["x"] - whole["width"]) < 3


def test_long_words_stay_within_the_page(page: Page, base_url: str) -> None:
    """In every field that an article has."""
    long = "x" * 400
    sent: dict[str, Any] = {"id": "long", "text": f"{long} {long}", "title": long, "source": long[:300]}
    sent |= {"authors": [long[:200]], "topics": [long[:200]], "url": f"https://example.org/{long}"}
    key = put(page.request, base_url, **sent)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"/read/{key}")

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_print_says_where_it_is_from(page: Page, board: str, tmp_path: Path) -> None:
    """On paper stand the address, the time and the hash; what is of no use there does not."""
    page.goto(board + _place(SAID, END))
    page.emulate_media(media="print")

    expect(page.get_by_text(f"{board}?revision=1".partition("/read/")[2])).to_be_visible()
    expect(page.get_by_text("Read at", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Next cited words")).to_be_hidden()
    assert page.pdf(path=tmp_path / "print.pdf")[:4] == b"%PDF"
