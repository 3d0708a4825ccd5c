"""A draft is checked as a writer does it: pasted or opened, read sentence by sentence, reported."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Playwright, expect

from tests.browser.added import cleared, put

_FIRST_MS = 60_000  # the first question that a service is asked waits for its models
TEXT = "The ferry Corvane carries 34 passengers to Lowmere. Orla Venn opened the Corvane terminal on Monday."
DRAFT = (
    "Ferries 🚢 of Lowmere\n\nThe ferry Corvane carries 37 passengers to Lowmere.  Orla Venn opened the Corvane "
    "terminal on Monday. Two otters were born in Lisbon. Who paid for it?\n"
)


@pytest.fixture(scope="module", autouse=True)
def ferry(playwright: Playwright, base_url: str) -> Iterator[str]:
    """An article that the draft can be held against."""
    request = playwright.request.new_context()
    with cleared(request, base_url):
        yield put(request, base_url, id="corvane", title="Corvane", text=TEXT)
    request.dispose()


@pytest.fixture
def writing(page: Page) -> Page:
    """The view, with nothing in it yet."""
    page.goto("/")
    page.get_by_role("link", name="Check a draft").click()
    expect(page.get_by_label("Your draft", exact=True)).to_be_visible()
    return page


def check(page: Page, text: str = DRAFT) -> None:
    """Has a draft checked."""
    page.get_by_label("Your draft", exact=True).fill(text)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_role("heading", name="Your draft, checked")).to_be_visible(timeout=_FIRST_MS)


def said_of(page: Page) -> Locator:
    """What the archive says on the sentence that is chosen."""
    return page.get_by_role("region", name="The archive on this sentence")


def sentence(page: Page, words: str) -> Locator:
    """A sentence of the draft."""
    return page.get_by_role("group", name="Your draft, sentence by sentence").get_by_role("button", name=words)


def test_each_sentence_is_labelled_and_the_text_kept(writing: Page, ferry: str) -> None:
    """The draft stands as it was written, each sentence named by its state; the first problem is shown at once."""
    check(writing)

    words = writing.locator(".draft").evaluate(
        "(draft) => { const copy = draft.cloneNode(true);"
        " copy.querySelectorAll('.verdict').forEach((each) => each.remove()); return copy.textContent; }"
    )
    assert words == DRAFT
    expect(sentence(writing, "37 passengers to Lowmere. (contradicted) archive: 34")).to_be_visible()
    expect(sentence(writing, "on Monday.")).to_contain_text("(supported)")
    expect(sentence(writing, "Two otters")).to_contain_text("(not found)")
    expect(sentence(writing, "Who paid")).to_contain_text("(not checkable)")
    expect(said_of(writing)).to_contain_text("“37”: the archive says “34”.")
    expect(said_of(writing).locator("mark")).to_have_text("The ferry Corvane carries 34 passengers to Lowmere.")
    expect(said_of(writing).get_by_role("link", name="Open", exact=True)).to_have_attribute(
        "href", f"/read/{ferry}?revision=1&start=0&end=51#cited"
    )


def test_the_draft_is_nowhere_but_in_the_tab(writing: Page) -> None:
    """Not in the address; after a reload it is there again, checked."""
    check(writing)

    assert "Corvane" not in writing.url
    writing.reload()
    expect(writing.get_by_role("heading", name="Your draft, checked")).to_be_visible()
    writing.get_by_role("button", name="Edit").click()
    expect(writing.get_by_label("Your draft", exact=True)).to_have_value(DRAFT)


def test_it_is_read_by_keyboard(writing: Page) -> None:
    """One stop for the whole draft: arrows go through its sentences, n and p through the problems, Tab to the cards."""
    check(writing)
    first = sentence(writing, "37 passengers")
    first.focus()

    writing.keyboard.press("ArrowRight")
    expect(sentence(writing, "on Monday.")).to_be_focused()
    expect(said_of(writing)).to_contain_text("Supported")
    writing.keyboard.press("n")
    expect(sentence(writing, "Two otters")).to_be_focused()
    expect(said_of(writing)).to_contain_text("Nothing here tells of it.")
    writing.keyboard.press("p")
    expect(first).to_be_focused()
    writing.keyboard.press("End")
    expect(sentence(writing, "Who paid")).to_be_focused()
    writing.keyboard.press("Home")
    for _ in range(2):
        writing.keyboard.press("Tab")
    expect(writing.get_by_role("button", name="Next problem")).to_be_focused()
    writing.keyboard.press("Enter")
    expect(said_of(writing)).to_contain_text("Contradicted")
    assert writing.locator(".draft [tabindex='0']").count() == 1


def test_the_summary_filters(writing: Page) -> None:
    """One state is shown alone and stepped through; pressed again, all are."""
    check(writing)
    only = writing.get_by_role("group", name="Show only")

    expect(only.get_by_role("button")).to_have_text(
        ["✕1 contradicted", "?1 not found", "✓1 supported", "–2 not checkable"]
    )
    only.get_by_role("button", name="2 not checkable").click()
    expect(said_of(writing)).to_contain_text("1 of 2")
    writing.get_by_role("button", name="Next not checkable").click()
    expect(said_of(writing)).to_contain_text("2 of 2")
    expect(writing.locator(".judged.passed")).to_have_count(3)
    only.get_by_role("button", name="2 not checkable").click()
    expect(writing.locator(".judged.passed")).to_have_count(0)


def test_the_report_is_copied_and_downloaded(writing: Page, context: BrowserContext) -> None:
    """Markdown with each sentence, what differs and its source; JSON as the service gave it."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    check(writing)

    writing.get_by_role("button", name="Copy report").click()
    expect(writing.get_by_role("status").first).to_contain_text("The report is copied.")
    report = writing.evaluate("navigator.clipboard.readText()")
    assert "5 sentences: 1 contradicted, 1 not found, 1 supported, 2 not checkable." in report
    assert "2. **contradicted:** The ferry Corvane carries 37 passengers to Lowmere." in report
    assert "   - “37”: the archive says “34”." in report
    assert "“The ferry Corvane carries 34 passengers to Lowmere.” (Quay Post, 1 June 2019, Corvane)" in report
    with writing.expect_download() as downloading:
        writing.get_by_role("button", name="JSON").click()
    told = json.loads(Path(downloading.value.path()).read_text(encoding="utf-8"))
    assert told["text"] == DRAFT
    assert [each["status"] for each in told["sentences"]][1:3] == ["contradicted", "supported"]


def test_a_file_is_opened_or_dropped(writing: Page, tmp_path: Path) -> None:
    """A text file becomes the draft; what is no text is told so."""
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "scan.txt").write_bytes(b"%PDF\x00\xff")
    with writing.expect_file_chooser() as choosing:
        writing.get_by_role("button", name="Open a file").click()
    choosing.value.set_files(tmp_path / "draft.md")
    expect(writing.get_by_label("Your draft", exact=True)).to_have_value(DRAFT)

    dropped = writing.evaluate_handle(
        "() => { const data = new DataTransfer();"
        " data.items.add(new File(['A dropped draft.'], 'a.txt')); return data; }"
    )
    writing.locator(".check-form").dispatch_event("drop", {"dataTransfer": dropped})
    expect(writing.get_by_label("Your draft", exact=True)).to_have_value("A dropped draft.")

    writing.locator(".check-form input[type=file]").set_input_files(tmp_path / "scan.txt")
    expect(writing.get_by_role("alert")).to_contain_text("scan.txt is no plain text")
    expect(writing.get_by_label("Your draft", exact=True)).to_have_value("A dropped draft.")


def test_filters_hold_and_a_change_of_them_is_told(writing: Page) -> None:
    """As of a day before the article nothing is found; the check says that it is no longer of these filters."""
    check(writing)
    expect(writing.get_by_text("The filters have changed since.")).to_be_hidden()

    writing.evaluate("location.hash += '&as_of=2019-05-01'")
    expect(writing.get_by_text("The filters have changed since.")).to_be_visible()
    writing.get_by_role("button", name="Check again").click()

    expect(sentence(writing, "37 passengers")).to_contain_text("(not found)")
    expect(writing.get_by_text("as of 1 May 2019", exact=False).last).to_be_visible()
    expect(writing.get_by_text("The filters have changed since.")).to_be_hidden()


def test_a_long_check_can_be_stopped(writing: Page) -> None:
    """It says how long it takes; stopped, the draft is there to be edited."""
    draft = " ".join(f"The ferry number {n} carries {n} passengers to Lowmere." for n in range(400))
    writing.get_by_label("Your draft", exact=True).fill(draft)
    writing.get_by_role("button", name="Check", exact=True).click()

    expect(writing.locator(".check-wait")).to_contain_text("Checking about 400 sentences: some")
    expect(writing.get_by_role("progressbar", name="Checking")).to_be_visible()
    writing.get_by_role("button", name="Stop").click()
    expect(writing.get_by_role("alert")).to_contain_text("Stopped.")
    expect(writing.get_by_label("Your draft", exact=True)).to_have_value(draft)


def test_markup_in_a_draft_is_text(writing: Page) -> None:
    """Nothing that is pasted becomes an element."""
    check(
        writing,
        "<img src=x onerror=alert(1)> carries 37 passengers to Lowmere. <script>alert(2)</script> The ferry left.",
    )

    expect(writing.locator(".draft")).to_contain_text("<img src=x onerror=alert(1)>")
    assert writing.locator(".draft :is(img, script)").count() == 0


@pytest.mark.parametrize("width", [320, 1440])
def test_nothing_is_wider_than_the_window(writing: Page, width: int) -> None:
    """Also a word without an end."""
    writing.set_viewport_size({"width": width, "height": 800})
    check(writing, f"{'Corvane' * 40} sails. {DRAFT}")

    assert writing.evaluate("document.documentElement.scrollWidth") <= width


def test_on_paper_every_sentence_stands_with_its_evidence(writing: Page, ferry: str, tmp_path: Path) -> None:
    """What the archive has of each, and where that can be looked up; the day and the address beneath."""
    check(writing)
    writing.pdf(path=tmp_path / "checked.pdf")  # a print makes the evidence ready
    writing.emulate_media(media="print")

    proofs = writing.locator(".proofs > li")
    expect(proofs).to_have_count(5)
    expect(proofs.nth(1)).to_contain_text("contradicted: The ferry Corvane carries 37 passengers to Lowmere.")
    expect(proofs.nth(1)).to_contain_text("carries 34 passengers")
    expect(proofs.nth(1).locator(".printed").first).to_contain_text(f"/read/{ferry}?revision=1")
    expect(writing.get_by_text("Printed ")).to_contain_text("#view=check")
