"""Everything on a matter, as a person looks through it: page by page, in order, with the words marked."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import mocked
from tests.browser.course import FLOODED

_FIRST_MS = 60_000  # the first question that a service is asked waits for its models
_SEARCHED = {"articles": 40, "passages": 40, "undated_left_out": 0, "from": None, "to": None, "as_of": None}
_HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>"


def hit(number: int, **told: object) -> dict[str, Any]:
    """A hit, as the service tells it."""
    return {
        "article": f"key{number}", "article_id": f"a{number}", "collection": "default", "revision": 1, "field": "text",
        "start": 0, "end": 20, "text": f"Tunnel number {number}.", "score": 1.0, "scores": {}, "url": None,
        "title": f"Title {number}", "source": "Northgate Herald", "published": "2018-02-06", "copies": None,
    } | told  # fmt: skip


def page_of(*hits: dict[str, Any], then: str | None = None, **searched: object) -> dict[str, Any]:
    """A page of hits."""
    return {"hits": hits, "next": then, "searched": _SEARCHED | searched}


def opened(page: Page, words: str, **others: str) -> Locator:
    """The passages that are shown at an address."""
    page.goto("/#view=search&q=" + "".join([words, *(f"&{name}={value}" for name, value in others.items())]))
    shown = page.get_by_role("region", name="Passages")
    expect(shown).to_have_attribute("aria-busy", "false", timeout=_FIRST_MS)
    return shown


@pytest.fixture
def found(page: Page) -> Locator:
    """The hits of a search as a person makes it."""
    page.goto("/")
    page.get_by_role("link", name="Search", exact=True).click()
    page.get_by_label("Everything on").fill("the Hollin tunnel")
    page.keyboard.press("Enter")
    hits = page.get_by_role("region", name="Passages").get_by_role("listitem")
    expect(hits.first).to_be_visible(timeout=_FIRST_MS)
    return hits


def test_everything_on_a_matter_is_listed(page: Page, found: Locator) -> None:
    """Each passage with its headline, outlet and date, the words that were asked for marked, and how many there are."""
    flood = found.filter(has_text="Tunnel floods at Hollin").first

    expect(flood).to_contain_text(re.compile(r"(Northgate Herald|Lakeland Post) · 6 February 2018"))
    expect(flood.locator("mark")).to_have_text(["Tunnel", "Hollin", "Hollin", "tunnel", "Hollin", "tunnel"])
    expect(page.get_by_role("heading", name="the Hollin tunnel: 5 passages of 5 articles")).to_be_visible()
    expect(page.get_by_text("That is all.")).to_be_visible()


def test_what_is_only_close_in_meaning_says_so(page: Page) -> None:
    """None of the words can be marked there."""
    mocked.tell(page, "/v1/search", page_of(hit(1), hit(2, title="A valve", text="Divers spent nine hours below.")))
    shown = opened(page, "tunnel").get_by_role("listitem")

    expect(shown.filter(has_text="None of the words stand here")).to_have_count(1)
    expect(shown.last).to_contain_text("None of the words stand here: close in meaning.")


def test_open_leads_to_the_passage(page: Page, found: Locator) -> None:
    """The reader shows it, marked."""
    found.filter(has_text="Tunnel floods at Hollin").first.get_by_role("link", name="Open", exact=True).click()

    expect(page.locator("mark").first).to_contain_text(FLOODED)


def test_a_reload_shows_the_same(page: Page, found: Locator) -> None:
    """The words are in the fragment, which no server sees."""
    assert "?" not in page.url
    page.reload()

    expect(page.get_by_label("Everything on")).to_have_value("the Hollin tunnel")
    expect(found.filter(has_text="Tunnel floods at Hollin").first).to_be_visible()


def test_going_back_shows_what_was_found_before(page: Page, found: Locator) -> None:
    """Back, and forward again."""
    first = found.first.inner_text()
    page.get_by_label("Everything on").fill("the harbour board of Lowmere")
    page.get_by_role("button", name="Search").click()
    expect(found.first).to_contain_text("Lowmere")

    page.go_back()
    expect(found.first).to_have_text(first, use_inner_text=True)
    expect(page.get_by_label("Everything on")).to_have_value("the Hollin tunnel")

    page.go_forward()
    expect(found.first).to_contain_text("Lowmere")


def test_hits_are_put_in_order_of_time(page: Page, found: Locator) -> None:
    """Oldest first, which a reload keeps."""
    page.get_by_label("Order").select_option("Oldest first")
    expect(found.first).to_contain_text("2 March 2017")

    page.reload()
    expect(found.first).to_contain_text("2 March 2017")
    expect(page.get_by_label("Order")).to_have_value("oldest")


def test_more_goes_on_where_the_page_ended(page: Page) -> None:
    """The real next page, to its end; the focus goes to the first hit that is new."""
    found = opened(page, "what+happened").get_by_role("listitem")
    page.get_by_role("button", name="More").press("Enter")

    expect(found.nth(20).get_by_role("link", name="Open", exact=True)).to_be_focused()
    expect(page.get_by_text("That is all.")).to_be_visible()
    expect(page.get_by_role("button", name="More")).to_have_count(0)


def test_phrases_must_stand_and_words_with_a_minus_must_not(page: Page) -> None:
    """As the field says."""
    shown = opened(page, "tunnel+%22when+a+pump+failed%22")
    expect(shown.get_by_role("listitem")).to_have_count(2)
    expect(shown.locator("mark", has_text="when a pump failed")).to_have_count(2)

    shown = opened(page, "Hollin+tunnel+-pump")
    expect(shown.get_by_role("heading", name=re.compile("^Hollin tunnel -pump: [1-9]"))).to_be_visible()
    expect(shown.get_by_role("listitem").filter(has_text="pump")).to_have_count(0)


def test_nothing_is_told_with_what_may_help(page: Page) -> None:
    """The quotes are at fault, or the dates, which can be given up."""
    shown = opened(page, "%22no+such+words%22", **{"from": "2019-01-01"})

    expect(shown.get_by_role("heading")).to_have_text('"no such words": Nothing found')
    expect(shown).to_contain_text("without the quotes more may be found")
    shown.get_by_role("button", name="Search all dates").click()
    expect(page).not_to_have_url(re.compile("from="))


def test_filters_that_leave_no_article_are_named(page: Page) -> None:
    """That is another matter than words that nothing has."""
    shown = opened(page, "Hollin", **{"from": "1999-01-01", "to": "1999-12-31"})

    expect(shown).to_contain_text("No article is left by the filters.")


def test_an_error_has_its_request_and_can_be_tried_again(page: Page, expected: list[str]) -> None:
    """What failed may work the next time."""
    expected.append(mocked.UNAVAILABLE)
    mocked.fail(page, "/v1/search")
    shown = opened(page, "Hollin")
    expect(shown.get_by_role("alert")).to_contain_text(f"Busy. The archive is busy.Request {mocked.REQUEST}")

    mocked.tell(page, "/v1/search", page_of(hit(1)))
    shown.get_by_role("button", name="Try again").press("Enter")
    expect(shown.get_by_role("listitem")).to_have_count(1)
    expect(shown.get_by_role("alert")).to_have_count(0)


def test_a_page_that_fails_leaves_what_is_there(page: Page, expected: list[str]) -> None:
    """And is asked again from where it was."""
    expected.append(mocked.UNREACHABLE)
    mocked.tell(page, "/v1/search", page_of(hit(1), then="1"))
    shown = opened(page, "tunnel")
    page.route("**/v1/search", lambda route: route.abort())
    shown.get_by_role("button", name="More").click()
    expect(shown.get_by_role("alert")).to_contain_text("The service can't be reached.")
    expect(shown.get_by_role("listitem")).to_have_count(1)

    sent = mocked.tell(page, "/v1/search", page_of(hit(2)))
    shown.get_by_role("button", name="Try again").click()
    expect(shown.get_by_role("listitem")).to_have_count(2)
    assert sent[0]["cursor"] == "1"


def test_a_reader_comes_back_to_the_hit_that_was_opened(page: Page) -> None:
    """Also when it stood on a later page, which is there again."""
    mocked.tell(page, "/v1/search", page_of(*map(hit, range(20)), then="20"))
    shown = opened(page, "tunnel")
    mocked.tell(page, "/v1/search", page_of(*map(hit, range(20, 25))))
    shown.get_by_role("button", name="More").click()
    expect(shown.get_by_role("listitem")).to_have_count(25)
    page.route(
        "**/read/*",
        lambda route: route.fulfill(content_type="text/html", body="<p>Read</p><link rel=icon href='data:,'>"),
    )
    shown.get_by_role("link", name="Open", exact=True).nth(22).click()
    expect(page.get_by_text("Read")).to_be_visible()

    sent = mocked.tell(page, "/v1/search", page_of(*map(hit, range(25))))
    page.go_back()
    expect(shown.get_by_role("link", name="Open", exact=True).nth(22)).to_be_focused()
    assert [each["limit"] for each in sent] in ([], [25])  # a browser may have kept the page as it was


def test_from_the_keyboard_alone(page: Page) -> None:
    """Typed, walked through with the arrows, opened."""
    mocked.tell(page, "/v1/search", page_of(hit(1), hit(2), hit(3)))
    page.goto("/#view=search")
    expect(page.get_by_label("Everything on")).to_be_focused()
    page.keyboard.type("tunnel")
    page.keyboard.press("Enter")
    links = page.get_by_role("link", name="Open", exact=True)
    expect(links).to_have_count(3)

    for _ in range(9):
        page.keyboard.press("Tab")
        if links.first.evaluate("each => each === document.activeElement"):
            break
    expect(links.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(links.nth(2)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(links.nth(1)).to_be_focused()


def test_who_else_printed_it_is_told(page: Page) -> None:
    """With the way to their printings."""
    copies = [{"article": "k2", "source": "Lakeland Post", "url": None}, {"article": "k3", "source": None, "url": None}]
    mocked.tell(page, "/v1/search", page_of(hit(1, copies=copies)))
    shown = opened(page, "tunnel")

    expect(shown).to_contain_text("Also printed by Lakeland Post, Unknown outlet")
    expect(shown.get_by_role("link", name="Lakeland Post")).to_have_attribute("href", "/read/k2")


def test_what_articles_say_is_never_markup(page: Page) -> None:
    """Markup in every field is shown as it is written, and no link leads to a script."""
    page.on("dialog", lambda _: pytest.fail("a script ran"))
    hostile = hit(
        1, title=_HOSTILE, text=f"{_HOSTILE} tunnel", source=_HOSTILE, published=_HOSTILE, url="javascript:alert(3)"
    )
    mocked.tell(page, "/v1/search", page_of(hostile))
    shown = opened(page, "tunnel+img+%3Cscript%3E")

    assert shown.get_by_role("listitem").inner_text().count(_HOSTILE) == 4
    expect(shown.locator("img, script, [href^='javascript']")).to_have_count(0)


@pytest.mark.parametrize(
    ("asked", "text", "marks"),
    [
        ("fire", "🚒🚒 Two fires, one Fire; firemen fired.", ["fires", "Fire", "fired"]),
        ("Zürich", "In ZU\u0308RICH and Zurich 𝔘nicode.", ["ZU\u0308RICH", "Zurich"]),
        ("東京 市長", "市長は東京で辞任した。", ["市長", "東京"]),
        ("الميناء", "أغلق الميناء أمس.", ["الميناء"]),
        ("“sank at” quay -Lowmere", "The quay sank, then sank at Lowmere.", ["quay", "sank at"]),
        ("what of the", "What of the day?", []),
    ],
)
def test_the_words_that_were_asked_for_are_marked(page: Page, asked: str, text: str, marks: list[str]) -> None:
    """In any script, signs of two units around them or not, and the text stays as it is."""
    mocked.tell(page, "/v1/search", page_of(hit(1, text=text, title="")))
    shown = opened(page, asked)

    assert shown.locator(".passage mark").all_inner_texts() == marks
    expect(shown.locator(".passage")).to_have_text(text)


def test_a_long_passage_is_cut_to_where_the_words_stand(page: Page) -> None:
    """And can be had whole."""
    text = "Nothing to see here. " * 60 + "Then the tunnel sank. " + "It rained on. " * 60
    mocked.tell(page, "/v1/search", page_of(hit(1, text=text)))
    shown = opened(page, "tunnel")
    passage = shown.locator(".passage")
    expect(passage).to_have_text(re.compile(r"^… .*Then the tunnel sank.* …$"))
    assert len(passage.inner_text()) < 500

    shown.get_by_role("button", name="Whole passage").press("Enter")
    expect(passage).to_have_text(text.strip())
    expect(shown.get_by_role("link", name="Open", exact=True)).to_be_focused()


def test_a_narrow_window_shows_all_of_it(page: Page) -> None:
    """At 320 px nothing has to be scrolled sideways, whatever the words."""
    page.set_viewport_size({"width": 320, "height": 700})
    long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
    mocked.tell(page, "/v1/search", page_of(hit(1, title=long, source=long, text=long), then="1"))
    shown = opened(page, long)
    expect(shown.get_by_role("listitem")).to_have_count(1)

    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_nobody_is_shut_out(
    page: Page, axe: Callable[[], list[str]], expected: list[str], colours: Literal["light", "dark"]
) -> None:
    """With hits, without, after an error, and before anything is asked."""
    expected.append(mocked.UNAVAILABLE)
    page.emulate_media(color_scheme=colours)
    page.goto("/#view=search")
    page.get_by_text("Table").click()
    assert axe() == []

    mocked.tell(
        page, "/v1/search", page_of(hit(1, text="A tunnel. " * 90), hit(2, published=None, text="Rain."), then="2")
    )
    opened(page, "tunnel", **{"from": "2018-01-01"})
    assert axe() == []

    mocked.tell(page, "/v1/search", page_of())
    opened(page, "%22snow%22", **{"from": "2018-01-01"})
    assert axe() == []

    mocked.fail(page, "/v1/search")
    opened(page, "hail")
    assert axe() == []
