"""The archive's own view: what it holds, how it is, files that are added, the key."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.browser.added import COLLECTION, cleared, put

TEXT = "Quay closed\n\nLOWMERE, 3 June 2019 - The quay of Tarn was closed by Ada Brekke.\n"
PAGE = (
    "<html><head><title>Crane sold</title>"
    "<meta property='article:published_time' content='2019-06-04T10:00:00Z'></head>"
    "<body><article><h1>Crane sold</h1><p>The crane of Tarn was sold to Bo Falk for nine crowns on Tuesday.</p>"
    "<p>It had stood there since the harbour was built, said the clerk of the board.</p></article></body></html>"
)
# What a service with keys will say; from the wire, the browser would note it on its console, which must stay empty
_READ_ONLY = """() => {
  const whole = window.fetch;
  const detail = "It may only read.";
  const problem = { type: "/problems/forbidden", title: "Forbidden", status: 403, detail, request_id: "r1" };
  const refused = () => Promise.resolve(new Response(JSON.stringify(problem), { status: 403 }));
  window.fetch = (path, options) => (options.method === "POST" ? refused() : whole(path, options));
}"""


@pytest.fixture(autouse=True)
def tidy(playwright: Playwright, base_url: str) -> Iterator[None]:
    """What a test adds is gone after it."""
    request = playwright.request.new_context()
    with cleared(request, base_url):
        yield
    request.dispose()


@pytest.fixture
def archive(page: Page) -> Page:
    """The view."""
    page.goto("/")
    page.get_by_role("link", name="Archive", exact=True).click()
    expect(page.get_by_text("By outlet")).to_be_visible()
    return page


@pytest.fixture
def adding(archive: Page) -> Page:
    """The view, with a collection of the test's own for what names none."""
    archive.get_by_text("Outlet, date and collection").click()
    archive.get_by_label("Collection", exact=True).fill(COLLECTION)
    return archive


def send(page: Page, *files: Path) -> None:
    """Chooses files, as by keyboard."""
    button = page.get_by_role("button", name="Choose files")
    with page.expect_file_chooser() as choosing:
        button.focus()
        page.keyboard.press("Enter")
    choosing.value.set_files(list(files))


def test_the_archive_says_what_it_holds(page: Page, base_url: str) -> None:
    """How many articles, from when, from whom, the newest, and how it is."""
    key = put(page.request, base_url, id="newest", title="The newest of all", text="It is new.", date="2019-07-15")
    put(page.request, base_url, id="older", title="Older", text="It is older.", date="2019-07-02")
    page.goto("/#view=archive")

    expect(page.get_by_text("March 2017 to July 2019")).to_be_visible()
    expect(page.get_by_role("link", name="The newest of all")).to_have_attribute("href", f"/read/{key}")
    expect(page.get_by_role("img", name="Articles by month. Most in May 2019")).to_be_visible()
    expect(page.get_by_role("row", name="Quay Post 2")).to_be_visible()
    page.get_by_text("The numbers").click()
    expect(page.get_by_role("row", name="July 2019 2")).to_be_visible()
    expect(page.get_by_role("region", name="Health")).to_contain_text("Ready Answers come at full strength.")


def test_it_is_that_of_the_filters(archive: Page) -> None:
    """As of a day before all articles there is none."""
    archive.evaluate("location.hash += '&as_of=2001-01-01'")

    expect(archive.get_by_text("No article matches the filters.")).to_be_visible()


def test_files_are_added_each_with_what_became_of_it(adding: Page, tmp_path: Path) -> None:
    """Text and HTML become articles; again they are unchanged, and then revised."""
    (tmp_path / "quay.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "crane.html").write_text(PAGE, encoding="utf-8")
    send(adding, tmp_path / "quay.txt", tmp_path / "crane.html")
    files = adding.get_by_role("list", name="Files").get_by_role("listitem")

    expect(files).to_have_text(["quay.txtnewOpen", "crane.htmlnewOpen"], timeout=20_000)
    expect(adding.get_by_role("status").first).to_contain_text("Done: 2 new.")
    expect(adding.get_by_role("link", name="Crane sold")).to_be_visible()  # the newest article by now
    (tmp_path / "quay.txt").write_text(f"{TEXT}It opened again.", encoding="utf-8")
    send(adding, tmp_path / "quay.txt", tmp_path / "crane.html")
    expect(files).to_have_text(
        ["quay.txtnewOpen", "crane.htmlnewOpen", "quay.txtrevisedOpen", "crane.htmlunchangedOpen"], timeout=20_000
    )
    files.first.get_by_role("link", name="Open").click()
    expect(adding.get_by_role("heading", name="Quay closed")).to_be_visible()


def test_lines_are_added_in_slices_and_refusals_named(adding: Page, tmp_path: Path) -> None:
    """Of many lines, in several requests, each refusal has its own line's number, field and reason."""
    record = {"collection": COLLECTION, "metadata": {"scan": "a long line" * 7_000}}
    lines = [json.dumps(record | {"id": f"line-{n}", "text": f"Line {n}."}) for n in range(12)]
    lines[3] = json.dumps({"id": "no text", "collection": COLLECTION})
    lines[10] = "{broken"
    (tmp_path / "feed.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    requests: list[str] = []
    adding.on("request", lambda request: requests.append(request.url) if request.method == "POST" else None)
    send(adding, tmp_path / "feed.jsonl")
    fed = adding.get_by_role("list", name="Files")

    expect(fed).to_contain_text("10 new, 2 rejected", timeout=120_000)
    expect(fed).to_contain_text("Line 4: text: is missing")
    expect(fed).to_contain_text("Line 11: body: not JSON")
    assert len(requests) > 1


def test_what_is_not_taken_is_said(adding: Page, tmp_path: Path) -> None:
    """A format that has no door here, and JSON that is none; the files after it go on."""
    (tmp_path / "scan.pdf").write_bytes(b"%PDF")
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    (tmp_path / "good.json").write_text(
        json.dumps([{"id": "g", "text": "Good.", "collection": COLLECTION}]), encoding="utf-8"
    )
    send(adding, tmp_path / "scan.pdf", tmp_path / "bad.json", tmp_path / "good.json")
    files = adding.get_by_role("list", name="Files").get_by_role("listitem")

    expect(files.nth(2)).to_have_text("good.json1 new", timeout=20_000)
    expect(files.nth(0)).to_contain_text("nothing is taken here")
    expect(files.nth(1)).to_contain_text("It is no JSON")


def test_files_can_be_dropped(adding: Page) -> None:
    """As well as chosen."""
    dropped = adding.evaluate_handle(
        "(text) => { const data = new DataTransfer(); data.items.add(new File([text], 'dropped.txt')); return data; }",
        TEXT,
    )
    adding.locator(".drop").dispatch_event("drop", {"dataTransfer": dropped})

    expect(adding.get_by_role("list", name="Files")).to_contain_text("dropped.txtnew", timeout=20_000)


def test_a_key_is_sent_and_survives_a_reload(archive: Page) -> None:
    """It goes with every request as a bearer token until it is forgotten; it is in no address."""
    sent: list[str | None] = []
    archive.on(
        "request", lambda request: sent.append(request.headers.get("authorization")) if "/v1/" in request.url else None
    )
    archive.get_by_label("Key", exact=True).fill("dl_secret-1")
    archive.keyboard.press("Enter")
    expect(archive.get_by_text("The service answers with this key. It may read: default")).to_be_visible()

    sent.clear()
    archive.reload()
    expect(archive.get_by_text("A key is in use.")).to_be_visible()
    expect(archive.get_by_text("By outlet")).to_be_visible()
    assert set(sent) == {"Bearer dl_secret-1"}
    assert "dl_secret" not in archive.url
    archive.get_by_role("button", name="Forget it").click()
    sent.clear()
    archive.reload()
    expect(archive.get_by_text("None is in use.")).to_be_visible()
    expect(archive.get_by_text("By outlet")).to_be_visible()
    assert set(sent) == {None}


def test_what_is_no_key_is_not_sent(archive: Page) -> None:
    """A header can't hold it; that is told before anything is asked."""
    archive.get_by_label("Key", exact=True).fill("naïve key")
    archive.get_by_role("button", name="Use this key").click()

    expect(archive.get_by_text("That is no key")).to_be_visible()
    expect(archive.get_by_role("button", name="Forget it")).to_be_hidden()


def test_a_key_that_may_not_write_is_told_so(adding: Page, tmp_path: Path) -> None:
    """In words, once: the files behind it are not tried."""
    (tmp_path / "quay.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "other.txt").write_text(TEXT, encoding="utf-8")
    adding.evaluate(_READ_ONLY)
    send(adding, tmp_path / "quay.txt", tmp_path / "other.txt")
    files = adding.get_by_role("list", name="Files").get_by_role("listitem")

    expect(files.nth(0)).to_contain_text("The key does not allow this. It may only read. Request r1.")
    expect(files.nth(1)).to_contain_text("Not sent.")
