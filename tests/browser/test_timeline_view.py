"""The course of events, drawn by the days of the events, each of them checkable."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count
from typing import Any, Literal

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser import mocked
from tests.browser.course import FLOODED, MATTER

_FIRST_MS = 30_000  # the first question that a service is asked waits for its models
_SEARCHED = {"articles": 40, "passages": 40, "undated_left_out": 0, "from": None, "to": None, "as_of": None}
_NUMBERS = count(1)


def event(begin: str, until: str, text: str = "It rained.", **told: object) -> dict[str, Any]:
    """An entry, as the service tells it; what isn't the entry's own belongs to its citation."""
    number = next(_NUMBERS)
    entry = {"begin": begin, "until": until, "surface": told.pop("surface", "then")}
    said = {
        "text": text, "start": 0, "end": len(text), "citations": [f"c{number}"], "kind": "extract", "part": 0,
        "certainty": told.pop("certainty", "asserted"), "speaker": told.pop("speaker", None), "highlight": None,
        "glosses": None, "dates": [],
    }  # fmt: skip
    cited = {
        "id": f"c{number}", "marker": number, "article": f"key{number}", "revision": 1, "field": "text", "start": 0,
        "end": len(text), "quote": text, "prefix": "", "suffix": "", "title": f"Title {number}", "source": "The Post",
        "published": "2018-02-06", "url": None, "link": None, "copies": [], "corrected": None, "superseded_by": None,
    } | told  # fmt: skip
    return entry | {"sentence": said, "citations": [cited]}


def course_of(*entries: dict[str, Any], **searched: object) -> dict[str, Any]:
    """A timeline."""
    return {"entries": entries, "searched": _SEARCHED | searched}


def opened(page: Page, words: str, **others: str) -> Locator:
    """The events that are shown at an address."""
    page.goto("/#view=timeline&q=" + "".join([words, *(f"&{name}={value}" for name, value in others.items())]))
    shown = page.get_by_role("region", name="Events")
    expect(shown).to_have_attribute("aria-busy", "false", timeout=_FIRST_MS)
    return shown


@pytest.fixture
def course(page: Page) -> Locator:
    """The course of events of a matter, asked for as a person does."""
    page.goto("/")
    page.get_by_role("link", name="Timeline", exact=True).click()
    page.get_by_label("The course of events in").fill(MATTER)
    page.keyboard.press("Enter")
    shown = page.get_by_role("region", name="Events")
    expect(shown.get_by_role("heading", name=f"{MATTER}: 4 events, 2017 to 2019")).to_be_visible(timeout=_FIRST_MS)
    return shown


def day(course: Locator, name: str) -> Locator:
    """What stands on a day."""
    return course.get_by_role("listitem").filter(has=course.page.get_by_role("heading", name=name, exact=True))


def test_events_stand_by_their_days(course: Locator) -> None:
    """Under the years, in order; several of a day together; how long nothing is told of is said."""
    expect(course.get_by_role("heading", level=3)).to_have_text(["2017", "2018", "2019"])
    expect(course.get_by_role("heading", level=4)).to_have_text(
        ["1 March Wednesday", "5 February Monday", "11 April Thursday"]
    )
    expect(day(course, "5 February Monday").get_by_role("link", name="Open", exact=True)).to_have_count(2)
    expect(course.get_by_text("eleven months later")).to_be_visible()
    expect(course.get_by_text("14 months later")).to_be_visible()


def test_why_an_event_stands_on_its_day_is_told(course: Locator) -> None:
    """By the words that the article has for it, read from the article's own day."""
    expect(day(course, "1 March Wednesday")).to_contain_text("Dated by Wednesday in an article of 2 March 2017")


def test_each_event_is_cited_and_opens(page: Page, course: Locator) -> None:
    """The reader shows its sentence, marked; who else printed it is told."""
    flood = day(course, "5 February Monday").get_by_role("listitem").filter(has_text=FLOODED[:30]).first
    expect(flood).to_contain_text("Tunnel floods at Hollin")
    expect(flood).to_contain_text(re.compile("Also printed by (Northgate Herald|Lakeland Post)"))

    flood.get_by_role("link", name="Open", exact=True).first.click()
    expect(page.locator("mark")).to_have_text(FLOODED)


def test_a_reload_and_the_way_back_show_the_same(page: Page, course: Locator) -> None:
    """The matter is in the fragment, which no server sees."""
    assert "?" not in page.url
    page.reload()
    expect(course.get_by_role("heading", level=3)).to_have_text(["2017", "2018", "2019"])

    page.get_by_role("link", name="Search", exact=True).click()
    expect(page.get_by_label("Everything on")).to_have_value(MATTER)
    page.go_back()
    expect(course.get_by_role("heading", level=3)).to_have_text(["2017", "2018", "2019"])


def test_it_leads_to_the_other_views(page: Page, course: Locator) -> None:
    """The same words as a question, and everything on them."""
    course.get_by_role("link", name="Everything on it").click()
    expect(page.get_by_label("Everything on")).to_have_value(MATTER)

    page.go_back()
    course.get_by_role("link", name="Ask this as a question").click()
    expect(page.get_by_role("heading", name=MATTER, exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Stop")).to_have_count(0, timeout=_FIRST_MS)


def test_months_that_are_brushed_narrow_it(page: Page, course: Locator) -> None:
    """The histogram above sets when what is read was published."""
    end = page.get_by_role("slider", name="To")
    end.focus()
    page.keyboard.press("Home")

    expect(course.get_by_role("heading", level=3)).to_have_text(["2017"])


def test_stretches_of_days_are_named(page: Page) -> None:
    """As shortly as their year's heading allows; what is still going on has no gap after it."""
    mocked.tell(page, "/v1/timeline", course_of(
        event("0987-01-01", "0988-01-01"), event("1911-01-01", "1912-01-01"), event("1939-01-01", "1946-01-01"),
        event("2017-03-01", "2017-06-01"), event("2017-07-01", "2017-08-01"), event("2017-08-07", "2017-08-09"),
        event("2017-08-28", "2017-09-04"), event("2017-12-31", "2018-01-02"), event("2018-01-29", "2018-01-30"),
    ))  # fmt: skip
    shown = opened(page, "rain")

    expect(shown.get_by_role("heading", level=3)).to_have_text(["987", "1911", "1939", "2017", "2018"])
    expect(shown.locator(".day-name time")).to_have_text([
        "In 987", "In 1911", "1939 to 1945", "March to May", "July", "7–8 August", "28 August to 3 September",
        "31 December 2017 to 1 January 2018", "29 January",
    ])  # fmt: skip
    expect(shown.locator(".gap")).to_have_text([
        "923 years later", "27 years later", "71 years later", "four weeks later", "two weeks later",
        "three months later", "three weeks later",
    ])  # fmt: skip


def test_what_is_planned_or_only_said_is_told_as_such(page: Page) -> None:
    """As is what has changed since."""
    mocked.tell(page, "/v1/timeline", course_of(
        event("2018-02-01", "2018-02-02", certainty="planned", surface=""),
        event("2018-02-02", "2018-02-03", certainty="attributed", speaker="Ann O’Dare"),
        event("2018-02-03", "2018-02-04", corrected={"at": "2018-02-07", "note": "Snow, not rain.", "citation": "c"}),
        event("2018-02-04", "2018-02-05", superseded_by={"article": "later", "revision": 1, "at": "2018-02-09"}),
    ))  # fmt: skip
    shown = opened(page, "rain")

    expect(day(shown, "1 February Thursday")).to_contain_text("Dated by the article, of 6 February 2018 · Planned")
    expect(day(shown, "2 February Friday")).to_contain_text("Attributed to Ann O’Dare")
    expect(day(shown, "3 February Saturday")).to_contain_text("Corrected since: Snow, not rain.")
    later = shown.get_by_role("link", name="Changed by a later report, of 9 February 2018")
    expect(later).to_have_attribute("href", "/read/later")


def test_without_a_dated_event_it_says_so(page: Page) -> None:
    """The archive was searched, and how much of it, and what was left out."""
    mocked.tell(page, "/v1/timeline", course_of(undated_left_out=3, as_of="2018-03-01"))
    shown = opened(page, "zebras", as_of="2018-03-01")

    expect(shown.get_by_role("heading", name="zebras: No event found")).to_be_visible()
    expect(shown).to_contain_text("Nothing that happened in this matter could be put on a day.")
    expect(shown).to_contain_text("Searched 40 articles as of 1 March 2018 · 3 undated articles left out")


def test_why_there_is_no_event_is_told_in_the_words_of_the_service(page: Page) -> None:
    """Nothing matches, or what does tells of no day."""
    shown = opened(page, "Zorblax")

    expect(shown).to_contain_text("Nothing in the archive matches “Zorblax”.")


def test_filters_that_leave_no_article_are_named(page: Page) -> None:
    """From the real service: 1999 has none."""
    shown = opened(page, "rain", **{"from": "1999-01-01", "to": "1999-12-31"})

    expect(shown).to_contain_text("No article is left by the filters.")


def test_a_refusal_is_told_in_the_words_of_the_service(page: Page, expected: list[str]) -> None:
    """Dates that are no dates, from an address that somebody wrote."""
    expected.append("Failed to load resource: the server responded with a status of 400")
    shown = opened(page, "rain", **{"from": "yesterday"})

    expect(shown.get_by_role("alert")).to_contain_text("from: wanted a date or time in ISO 8601")
    expect(shown.get_by_role("alert")).to_contain_text("Request ")


def test_an_error_can_be_tried_again(page: Page, expected: list[str]) -> None:
    """First it can't be reached, then it is busy, then it answers."""
    expected.extend([mocked.UNREACHABLE, mocked.UNAVAILABLE])
    page.route("**/v1/timeline", lambda route: route.abort())
    shown = opened(page, "rain")
    expect(shown.get_by_role("alert")).to_contain_text("The service can't be reached.")

    mocked.fail(page, "/v1/timeline")
    shown.get_by_role("button", name="Try again").click()
    expect(shown.get_by_role("alert")).to_contain_text(f"Request {mocked.REQUEST}")

    mocked.tell(page, "/v1/timeline", course_of(event("2018-02-01", "2018-02-02")))
    shown.get_by_role("button", name="Try again").press("Enter")
    expect(shown.get_by_text("It rained.")).to_be_visible()
    expect(shown.get_by_role("alert")).to_have_count(0)


def test_a_newer_question_overtakes_an_older_one(page: Page) -> None:
    """While the first is under way the page says so; what it says at last is for nobody."""
    held: list[Route] = []
    page.route("**/v1/timeline", lambda route: held.append(route))
    page.goto("/#view=timeline&q=snow")
    shown = page.get_by_role("region", name="Events")
    expect(shown).to_have_attribute("aria-busy", "true")
    expect(shown.get_by_role("heading", name="snow: Looking…")).to_be_visible()

    mocked.tell(page, "/v1/timeline", course_of(event("2018-02-01", "2018-02-02")))
    page.get_by_label("The course of events in").fill("rain")
    page.keyboard.press("Enter")
    expect(shown.get_by_role("heading", name="rain: 1 event, in 2018")).to_be_visible()
    assert len(held) == 1


def test_from_the_keyboard_alone(page: Page) -> None:
    """The field has the focus; events are heard when they are there, and opened."""
    mocked.tell(page, "/v1/timeline", course_of(event("2018-02-01", "2018-02-02")))
    page.goto("/#view=timeline")
    expect(page.get_by_label("The course of events in")).to_be_focused()
    page.keyboard.type("rain")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("1 event, in 2018")

    link = page.get_by_role("link", name="Open", exact=True)
    for _ in range(9):
        page.keyboard.press("Tab")
        if link.evaluate("each => each === document.activeElement"):
            break
    expect(link).to_be_focused()
    expect(link).to_have_attribute("href", re.compile(r"^/read/key\d+\?revision=1&start=0&end=10#cited$"))


def test_what_articles_say_is_never_markup(page: Page) -> None:
    """Markup in every field is shown as it is written."""
    page.on("dialog", lambda _: pytest.fail("a script ran"))
    hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    copies = [{"article": "javascript:alert(3)", "source": hostile, "url": "javascript:alert(4)"}]
    told = event("2018-02-01", "2018-02-02", hostile, surface=hostile, title=hostile, source=hostile, copies=copies)
    mocked.tell(page, "/v1/timeline", course_of(told))
    shown = opened(page, "rain")

    assert shown.get_by_role("listitem").first.inner_text().count(hostile) == 5
    expect(shown.locator("img, script, [href^='javascript']")).to_have_count(0)


@pytest.mark.parametrize(
    "text", ["Regenwetter" * 30, "أمطرت السماء أمس في العاصمة."], ids=["long words", "right to left"]
)
def test_a_narrow_window_shows_all_of_it(page: Page, text: str) -> None:
    """At 320 px nothing has to be scrolled sideways."""
    page.set_viewport_size({"width": 320, "height": 700})
    told = event("2018-02-01", "2018-02-02", text, title=text, source=text, surface=text)
    mocked.tell(page, "/v1/timeline", course_of(told, event("2019-12-28", "2020-01-02")))
    opened(page, "rain")

    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_nobody_is_shut_out(
    page: Page, axe: Callable[[], list[str]], expected: list[str], colours: Literal["light", "dark"]
) -> None:
    """With events, without, after an error, and before anything is asked."""
    expected.append(mocked.UNAVAILABLE)
    page.emulate_media(color_scheme=colours)
    page.goto("/#view=timeline")
    expect(page.get_by_text("Table")).to_be_visible()
    assert axe() == []

    copies = [{"article": "k2", "source": "Lakeland Post", "url": None}]
    later = {"article": "later", "revision": 1, "at": "2018-02-09"}
    mocked.tell(page, "/v1/timeline", course_of(
        event("1911-01-01", "1912-01-01"), event("2018-02-01", "2018-02-02", copies=copies, superseded_by=later),
        event("2018-02-01", "2018-02-02", certainty="planned"), event("2018-05-01", "2018-05-02"),
    ))  # fmt: skip
    opened(page, "rain")
    assert axe() == []

    mocked.tell(page, "/v1/timeline", course_of())
    opened(page, "snow")
    assert axe() == []

    mocked.fail(page, "/v1/timeline")
    opened(page, "hail")
    assert axe() == []


def test_on_paper_an_event_can_be_looked_up(page: Page, course: Locator) -> None:
    """The address of its words in the reader, and their hash."""
    page.emulate_media(media="print")

    expect(course.locator(".printed").first).to_contain_text(
        re.compile(r"Revision 1\. .*/read/.+#cited · sha256 \w{64}")
    )
    expect(page.get_by_text("Reading the archive as of today")).to_be_visible()
