"""The page, its parts, and the reader."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from litestar import Litestar
from litestar.testing import TestClient

from tests.service.reading import Reading

Client = TestClient[Litestar]
Add = Callable[..., str]
ATTACKS = Path(__file__).parents[3] / "shared" / "attacks"
ELEMENTS = {
    "html", "head", "meta", "title", "link", "script", "body", "header", "main", "article", "p", "a", "bdi", "time",
    "h1", "div", "mark", "aside", "section", "h2", "ol", "ul", "li", "dl", "dt", "dd", "span", "blockquote", "nav",
    "del", "ins",
}  # fmt: skip


@pytest.mark.parametrize("path", ["/", "/read"])
def test_pages_hold_no_inline_code(client: Client, add: Add, path: str) -> None:
    """No script, style or handler stands in a page, and everything comes from here."""
    page = client.get("/" if path == "/" else f"/read/{add()}?start=1&end=5")
    reading = Reading(page.text)

    assert page.headers["content-type"].startswith("text/html")
    assert "<style" not in page.text
    assert re.search(r"<script(?![^>]+src=)", page.text) is None
    for _, carried in reading.elements:
        assert not [name for name in carried if name.startswith("on") or name == "style"]
        for name in ("src", "href"):
            assert (carried.get(name) or "/").startswith(("/", "#"))


def test_every_part_of_a_page_is_served(client: Client, add: Add) -> None:
    """What the pages load, and what their modules import, is there with its type."""
    pages = client.get("/").text + client.get(f"/read/{add()}").text
    named = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', pages))
    for name in list(named):
        named |= {f"/static/{each}" for each in re.findall(r'(?:from |import\()"\./([^"]+)"', client.get(name).text)}
    types = {"js": "text/javascript", "css": "text/css", "svg": "image/svg+xml"}

    assert len(named) >= 5
    for name in named:
        part = client.get(name)
        assert part.status_code == 200
        assert part.headers["content-type"].split(";")[0] == types[name.rsplit(".", 1)[1]]


def test_scripts_set_text_and_no_markup() -> None:
    """No module writes markup, evaluates, or styles inline."""
    scripts = list((Path(__file__).parents[2] / "service" / "static").glob("*.js"))

    assert len(scripts) >= 4
    for script in scripts:
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|\.style\b",
                             script.read_text(encoding="utf-8"))  # fmt: skip


def test_the_page_is_labelled(client: Client) -> None:
    """It has its landmarks, a place where what changes is announced, and words for who has no script.

    Labels of what the scripts make are for the browser's tests.
    """
    page = client.get("/").text
    reading = Reading(page)
    tags = {tag for tag, _ in reading.elements}

    assert {"header", "nav", "main", "footer", "h1", "noscript"} <= tags
    assert [carried["id"] for _, carried in reading.elements if carried.get("role") == "status"] == ["announced"]
    assert [carried["href"] for _, carried in reading.elements if carried.get("class") == "skip"] == ["#main"]


def test_the_reader_marks_the_cited_words(client: Client, add: Add, astana: dict[str, Any]) -> None:
    """The whole article is there, and the span of the citation is marked."""
    key = add()

    reading = Reading(client.get(f"/read/{key}?revision=1&start=5&end=13").text)

    assert reading.texts["cited"] == astana["text"][5:13]
    assert reading.texts["body"] == astana["text"]
    assert reading.texts["title"] == astana["title"]


def test_a_title_can_be_marked_too(client: Client, add: Add, astana: dict[str, Any]) -> None:
    """`field=title` marks words of the headline."""
    reading = Reading(client.get(f"/read/{add()}?start=0&end=5&field=title").text)

    assert reading.texts["cited"] == astana["title"][:5]


def test_an_old_revision_points_to_the_current_one(client: Client, add: Add) -> None:
    """A permalink keeps showing what was cited, and says that there is something newer."""
    key = add()
    add(text="Corrected.")

    old = client.get(f"/read/{key}?revision=1")

    assert f"/read/{key}?revision=2" in old.text
    assert "sponsor" in old.text
    assert "is the current one" in old.text
    assert "is the current one" not in client.get(f"/read/{key}").text


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("start=5&end=5", "end"),
        ("start=9&end=5", "end"),
        ("start=0&end=99999", "end"),
        ("start=-1&end=5", "start"),
        ("start=a", "start"),
        ("revision=0", "revision"),
        ("field=body", "field"),
        ("marked=1", "marked"),
    ],
)
def test_a_bad_place_is_refused(client: Client, add: Add, query: str, field: str) -> None:
    """The parameter at fault is named, as a page to people and as a problem to programs."""
    path = f"/read/{add()}?{query}"

    problem = client.get(path)
    page = client.get(path, headers={"accept": "text/html,*/*;q=0.5"})

    assert (problem.status_code, page.status_code) == (400, 400)
    assert [error["field"] for error in problem.json()["errors"]] == [field]
    assert page.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(("key", "status"), [("unknown", 404), ("deleted", 410)])
def test_what_is_not_there_is_a_page_for_people(client: Client, add: Add, key: str, status: int) -> None:
    """Unknown and deleted articles are told in words."""
    if key == "deleted":
        key = add()
        client.delete(f"/v1/articles/{key}")

    page = client.get(f"/read/{key}", headers={"accept": "text/html"})

    assert page.status_code == status
    assert "<h1" in page.text


@given(st.text(st.characters(exclude_characters="\0\r", exclude_categories=["Cs"]), min_size=1), st.data())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_shown_as_it_is(client: Client, text: str, data: st.DataObject) -> None:
    """Whatever an article holds, the page shows it in its place and nothing else comes of it."""
    taken = client.post("/v1/articles", json={"id": "any", "text": f"<b>.{text}", "title": text, "source": text[:500]})
    whole = f"<b>.{text}"
    start = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(start + 1, len(whole)))

    reading = Reading(client.get(f"/read/{taken.json()['article']}?start={start}&end={end}").text)

    assert reading.texts["cited"] == whole[start:end]
    assert reading.texts["body"] == whole
    assert {tag for tag, _ in reading.elements} <= ELEMENTS


def test_no_attack_becomes_an_element(client: Client) -> None:
    """Cross-site scripting payloads in every field stay text."""
    path = ATTACKS / "xss.jsonl"
    if not path.exists():
        pytest.skip("needs data: xss.jsonl stands in ../shared/attacks")
    for line in path.read_text(encoding="utf-8").strip().split("\n")[::25]:
        text = json.loads(line)["text"]
        sent = {
            "id": "x",
            "text": f"x {text}",
            "title": text,
            "source": text[:500],
            "authors": [text[:500]],
            "language": text[:60],
        }
        taken = client.post(
            "/v1/articles", content=json.dumps(sent).encode(), headers={"content-type": "application/json"}
        )
        if taken.status_code == 400:
            continue
        reading = Reading(client.get(f"/read/{taken.json()['article']}").text)
        assert {tag for tag, _ in reading.elements} <= ELEMENTS, text
        assert not [name for _, carried in reading.elements for name in carried if name.startswith("on")], text
