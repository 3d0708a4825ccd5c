"""The reader: revisions, what changed, dates, notices, and what must never be shown."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from tests.service.reading import Reading

Client = TestClient[Litestar]
Add = Callable[..., str]
SAID = "The board will pay 1,200 crowns for the quay."
TEXT = f"The board of Lowmere met on Tuesday. {SAID} “It cannot wait,” said Leila Holt."
REPORT = " ".join(f"The harbour board of Lowmere heard that pier {n} sank by {n} inches." for n in range(2, 16))
ATTACK = '"><img src=x onerror=alert(1)><script>alert(2)</script>'


@pytest.fixture
def quay(add: Add) -> str:
    """The key of an article that was corrected."""
    key = add(id="quay", title="Board pays 1,200 crowns", text=TEXT)
    corrected = TEXT.replace("1,200", "12,000") + (
        "\n\nCorrection: An earlier version of this article said that the board would pay 1,200 crowns; "
        "it will pay 12,000 crowns."
    )
    add(id="quay", title="Board pays 12,000 crowns", text=corrected, updated="2017-05-04")
    return key


def cited(words: str, **more: object) -> str:
    """The query of a place."""
    start = TEXT.index(words)
    query = {"revision": 1, "start": start, "end": start + len(words)} | more
    return "&".join(f"{name}={value}" for name, value in query.items())


def test_words_that_are_also_cited_are_marked(client: Client, quay: str) -> None:
    """Each has an id to go to, in the order of the text, and a link; the text is what it was."""
    page = client.get(f"/read/{quay}?{cited(SAID)}&also=4-9&also=0-12&also={TEXT.index(SAID)}-{len(TEXT)}").text
    reading = Reading(page)
    marks = [str(each["id"]) for tag, each in reading.elements if tag == "mark" or each.get("class") == "also"]

    assert marks == ["also-1", "cited", "also-3"]
    assert [each["id"] for tag, each in reading.elements if tag == "mark"] == ["cited"]
    assert [reading.texts[each] for each in marks] == [TEXT[:12], SAID, TEXT.partition(SAID)[2]]
    assert [carried["href"] for _, carried in reading.elements if carried.get("class") == "step"] == [
        f"#{each}" for each in marks
    ]
    assert reading.texts["body"] == TEXT


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("also=5-5", "also"),
        ("also=0-99999", "also"),
        ("also=a-b", "also"),
        ("also=0-1" + "&also=0-1" * 50, "also"),
        ("against=0", "against"),
        ("against=1&start=0&end=3", "against"),
        ("against=1&also=0-3", "against"),
        ("against=1&against=2", "against"),
    ],
)
def test_a_bad_query_is_refused(client: Client, quay: str, query: str, field: str) -> None:
    """The parameter at fault is named."""
    problem = client.get(f"/read/{quay}?{query}")

    assert problem.status_code == 400
    assert [error["field"].partition("[")[0] for error in problem.json()["errors"]] == [field]


def test_every_revision_is_listed_and_opens(client: Client, quay: str) -> None:
    """The newest first, each with what changed in it."""
    reading = Reading(client.get(f"/read/{quay}").text)
    links = [carried["href"] or "" for tag, carried in reading.elements if tag == "a"]
    own = [each for each in links if each.startswith(f"/read/{quay}?")]

    assert [each for each in own if "start" not in each] == [
        f"/read/{quay}?revision=2", f"/read/{quay}?revision=2&against=1", f"/read/{quay}?revision=1",
    ]  # fmt: skip
    assert {client.get(each).status_code for each in own} == {200}


def test_an_old_revision_tells_what_the_cited_words_read_now(client: Client, quay: str) -> None:
    """Changed words with the change, kept ones as kept; and what the correction says of them."""
    changed = Reading(client.get(f"/read/{quay}?{cited(SAID)}").text)
    kept = client.get(f"/read/{quay}?{cited('The board of Lowmere met on Tuesday.')}").text

    assert "12,000" in changed.texts["became"]
    assert "Correction: An earlier version" in changed.texts["became"]
    assert "The cited words stand unchanged in the current one." in kept
    assert "Correction: An earlier version" not in kept


def test_a_current_revision_shows_its_own_correction(client: Client, quay: str) -> None:
    """With a link to the notice in its place."""
    reading = Reading(client.get(f"/read/{quay}").text)
    to = next(str(carried["href"]) for _, carried in reading.elements if str(carried.get("href")).endswith("#cited"))

    assert Reading(client.get(to).text).texts["cited"].startswith(("Correction:", "“It cannot wait"))
    assert "The article corrects itself:" in client.get(f"/read/{quay}").text


def test_a_comparison_marks_what_changed(client: Client, quay: str) -> None:
    """Headline, record and text; both revisions can be had from it."""
    page = client.get(f"/read/{quay}?revision=2&against=1").text
    changed = {
        tag: [html.unescape(each) for each in re.findall(rf"<{tag}>.*?</span>(?:<bdi>)?(.*?)(?:</bdi>)?<span", page)]
        for tag in ("del", "ins")
    }

    assert changed["del"] == ["1,200", "1,200"]
    assert changed["ins"][:3] == ["12,000", "2017-05-04", "12,000"]
    assert "Correction: An earlier version" in changed["ins"][3]
    assert page.count("[removed: ") == 2
    assert page.count("[added: ") == 5  # the notice and the text behind it are two lines


def test_a_comparison_with_itself_says_so(client: Client, quay: str) -> None:
    """Nothing is marked."""
    page = client.get(f"/read/{quay}?revision=1&against=1").text

    assert "The text is the same in both." in page
    assert "[removed: " not in page


@pytest.mark.parametrize(
    ("hidden", "where"),
    [
        ({"status": "withheld"}, "first"),
        ({"expires": "2019-01-01"}, "first"),
        ({"embargoed_until": "2020-06-01"}, "first"),
        ({"embargoed_until": "2020-06-01"}, "last"),
    ],
    ids=["withheld", "expired", "embargoed", "embargoed later"],
)
def test_what_may_not_be_shown_is_nowhere(client: Client, add: Add, hidden: dict[str, str], where: str) -> None:
    """Not in the list, not opened, not compared in either direction; its words and its number are in no page."""
    secret = {"text": "The secret word is heliotrope.", "title": "Heliotrope"} | hidden
    shown = 2 if where == "first" else 1
    orders: list[dict[str, Any]] = [secret, {}] if where == "first" else [{}, secret]
    key, _ = (add(**fields) for fields in orders)
    barred = 3 - shown

    page = client.get(f"/read/{key}").text

    assert "heliotrope" not in page.lower()
    assert f"revision={barred}" not in page
    for query in (f"revision={barred}", f"against={barred}", f"revision={barred}&against={shown}", "against=9"):
        answer = client.get(f"/read/{key}?{query}")
        assert answer.status_code == 404
        assert "heliotrope" not in answer.text.lower()


def test_a_killed_article_is_not_compared(client: Client, quay: str, add: Add) -> None:
    """Neither shown nor told of by its revisions."""
    add(id="quay", status="canceled", text=TEXT)

    assert {
        client.get(f"/read/{quay}{query}").status_code for query in ("", "?revision=1", "?revision=1&against=2")
    } == {410}


def test_a_date_tells_what_it_means(client: Client, quay: str) -> None:
    """Beside it, to whoever hovers, focuses or listens, and in a list; the text stays as it is."""
    reading = Reading(client.get(f"/read/{quay}").text)
    told = [carried for _, carried in reading.elements if carried.get("class") == "when"]

    assert [(each["data-means"], each["tabindex"]) for each in told] == [("2 May 2017", "0")]
    assert reading.texts["when"] == "Tuesday"
    assert "Tuesday" in reading.texts["facts"]
    assert "2 May 2017" in reading.texts["facts"]


def test_a_date_that_a_citation_cuts_is_told_once(client: Client, quay: str) -> None:
    """The mark holds its part, and the other part is behind it."""
    reading = Reading(client.get(f"/read/{quay}?{cited('met on Tues')}").text)
    told = [carried.get("data-means") for _, carried in reading.elements if carried.get("class") == "when"]

    assert reading.texts["cited"] == "met on Tues"
    assert told == [None, "2 May 2017"]


def test_who_is_quoted_and_who_else_printed_it_are_told(client: Client, add: Add) -> None:
    """Copies are links to other articles, never to another revision of this one."""
    first = add(id="a", text=f"{REPORT} “It cannot wait,” said Leila Holt.", source="Courier")
    add(id="a", text=f"{REPORT} “It cannot wait,” said Leila Holt. More.", source="Courier")
    other = add(id="b", text=f"{REPORT} “It cannot wait,” said Leila Holt.", source="Gazette")

    reading = Reading(client.get(f"/read/{first}?revision=1").text)
    links = [carried["href"] for tag, carried in reading.elements if tag == "a"]

    assert reading.texts["speaker"] == "Leila Holt"
    assert f"/read/{other}" in links
    assert f"/read/{first}" not in links


def test_a_printing_of_a_withdrawn_report_says_so(client: Client, add: Add) -> None:
    """The article may be read, with a warning."""
    add(id="a", text=REPORT, source="Agency", date="2017-05-03")
    copy = add(id="b", text=REPORT, source="Gazette", date="2017-05-04")
    before = client.get(f"/read/{copy}").text
    add(id="a", text=REPORT, source="Agency", date="2017-05-03", status="canceled")

    assert "was withdrawn" not in before
    assert "was withdrawn" in client.get(f"/read/{copy}").text


def test_bare_returns_keep_their_places(client: Client, add: Add) -> None:
    """A browser reads a bare carriage return as a line feed, unless it is written out."""
    key = add(text="One.\rTwo.\r\nThree.")

    page = client.get(f"/read/{key}?start=5&end=9").text

    assert "One.&#13;" in page
    assert Reading(page).texts["cited"] == "Two."
    assert "\r" not in page


def test_attacks_in_every_field_stay_text(client: Client, add: Add) -> None:
    """On the page of an article, and where two revisions are compared."""
    fields: dict[str, Any] = dict.fromkeys(("title", "source", "id", "collection"), ATTACK)
    fields |= {name: [ATTACK] for name in ("authors", "topics", "places")}
    fields |= {"kind": ATTACK[:60], "language": ATTACK[:40], "url": "https://x.example/\"><script>/'onload="}
    key = add(**fields, text=f"x {ATTACK} on Tuesday")
    add(**fields | {"title": f"{ATTACK}{ATTACK}", "source": "S", "topics": []}, text=f"y {ATTACK} {ATTACK} on Tuesday")

    for query in ("", "?revision=1&start=0&end=9&also=10-20", "?revision=2&against=1", "?revision=1&against=2"):
        page = client.get(f"/read/{key}{query}")
        assert page.status_code == 200
        assert not {tag for tag, _ in Reading(page.text).elements} & {"img", "b"}
        assert page.text.count("<script") == 1
        assert not [name for _, carried in Reading(page.text).elements for name in carried if name.startswith("on")]
