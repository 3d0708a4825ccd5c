"""What an answer is as text, Markdown, CSV and CSL, where its words try to be more than words; and on paper."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import Page, expect

from tests.browser import told
from tests.hostile_markdown import HOSTILE

ADDRESS = "http://127.0.0.1/#q=How"


def exported(page: Page, kind: str, answer: dict[str, Any], question: str = "How many died?") -> str:
    """What a format makes of an answer."""
    page.goto("/")
    filed = {"question": question, "answer": answer, "address": ADDRESS}
    made: str = page.evaluate(
        "async ([kind, filed]) => (await import('/static/exports.js'))[kind](filed)", [kind, filed]
    )
    return made


def test_a_cell_is_never_a_formula(page: Page) -> None:
    """What a spreadsheet would run is text; commas, quotes and lines stay within their cells."""
    said = '=HYPERLINK("http://evil.example"),\n+1'
    answer = told.answer(
        sentences=[told.sentence(said, "c1", speaker="@SUM(1)")],
        citations=[told.citation(1, said, title="-2+3", source="\t=1", url="+evil")],
        text=said,
    )
    rows = list(csv.DictReader(io.StringIO(exported(page, "csv", answer, "  =1+1").removeprefix("\ufeff"))))

    assert len(rows) == 1
    assert rows[0]["sentence"] == f"'{said}"
    for name in ("question", "speaker", "title", "outlet", "url", "quote"):
        assert rows[0][name].startswith("'"), name
    assert (rows[0]["marker"], rows[0]["published"]) == ("1", "2017-10-09")


def test_an_abstention_is_a_row_too(page: Page) -> None:
    """The question and what became of it are worth filing."""
    rows = list(csv.DictReader(io.StringIO(exported(page, "csv", told.answer("not_stated")).removeprefix("\ufeff"))))

    assert [(row["question"], row["status"]) for row in rows] == [("How many died?", "not_stated")]


def test_cited_articles_become_references(page: Page) -> None:
    """Each revision once, with all that is quoted of it."""
    first = told.citation(1, "Nine people died.")
    answer = told.answer(citations=[first, first | {"id": "c2", "marker": 2, "quote": "It rained."}])

    [item] = json.loads(exported(page, "csl", answer))
    assert item["type"] == "article-newspaper"
    assert item["issued"] == {"date-parts": [[2017, 10, 9]]}
    assert (item["container-title"], item["URL"]) == ("Outlet 1", "https://outlet1.example/story")
    assert "“Nine people died.” “It rained.”" in item["note"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "ftp://x", "//evil.example", None])
def test_only_addresses_of_the_web_are_written(page: Page, url: str | None) -> None:
    """In no format does another scheme become a link."""
    answer = told.answer(citations=[told.citation(1, "Nine people died.", url=url)])
    for kind in ("plain", "markdown", "csl"):
        assert url is None or url not in exported(page, kind, answer)


@pytest.mark.parametrize("said", HOSTILE)
def test_no_text_of_an_article_is_markup_in_markdown(page: Page, said: str) -> None:
    """Rendered, an answer is a heading, its text, a list of sources and their addresses, whatever an article says."""
    cited = told.citation(1, said, title=said, source=said)
    answer = told.answer(text=f"{said} [1]", citations=[cited])

    rendered = MarkdownIt("commonmark").render(exported(page, "markdown", answer, said))
    tags = set(re.findall(r"<([a-z0-9]+)", rendered))
    assert tags <= {"h1", "h2", "p", "ol", "li", "a"}
    assert re.findall(r'href="([^"]*)"', rendered) == ["https://outlet1.example/story"]


def test_on_paper_an_answer_can_be_checked(page: Page) -> None:
    """Question, answer, whole quotes, outlets, dates, addresses and as-of; no controls."""
    told.answering(page, told.MARKED | {"searched": told.MARKED["searched"] | {"as_of": "2018-01-01"}})
    page.goto("/#q=How+many+died%3F&as_of=2018-01-01")
    expect(page.locator("article.turn[aria-busy=false]")).to_have_count(1)
    page.emulate_media(media="print")

    for words in ("How many died?", "Nine people died", "Outlet 1", "9 October 2017", "as of 1 January 2018"):
        expect(page.locator("article")).to_contain_text(words)
    address = page.locator(".card .printed")
    expect(address).to_be_visible()
    expect(address).to_contain_text("https://outlet1.example/story")
    expect(address).to_contain_text("/read/key1?revision=1&start=0")
    for control in ("form", "nav", "#filter-toggle", ".taking", ".card .open", ".skip"):
        expect(page.locator(control).first).to_be_hidden()
