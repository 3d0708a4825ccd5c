"""Markdown files: front matter to fields, markup gone, every word kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.formats.front import front_matter
from rag.formats.markdown import plain
from rag.types import Article, Rejection

Taken = Callable[[str, str | bytes], Article | Rejection]

PAGE = """---
title: "Dam: breaks"
date: May 3, 2017
updated: 2017-05-04T10:00:00Z
authors: [Ann Lee, "Bo Falk"]
source: UN News
url: https://a.example/dam
language: en
tags:
  - water
  - dams
id: dam-1
desk: foreign
---

# Dam: breaks

GENEVA, 2 May (Agency) — The dam **broke** *today*, [said](http://x.example) Ann_Lee.
"""


def test_front_matter_becomes_fields(taken: Taken) -> None:
    """The simple lines that archives write; unknown keys go to metadata."""
    story = taken("a.md", PAGE)

    assert isinstance(story, Article)
    assert (story.id, story.title, story.date, story.updated) == (
        "dam-1", "Dam: breaks", "2017-05-03", "2017-05-04T10:00:00Z",
    )  # fmt: skip
    assert (story.authors, story.source, story.language) == (("Ann Lee", "Bo Falk"), "UN News", "en")
    assert (story.topics, story.url, story.metadata["desk"]) == (("water", "dams"), "https://a.example/dam", "foreign")
    assert story.published_source == "field"
    assert story.text == "GENEVA, 2 May (Agency) — The dam broke today, said Ann_Lee."
    assert story.metadata["dateline"]["date"] == "2017-05-02"


@pytest.mark.parametrize(
    ("front", "field"),
    [("date: yesterday", "date"), ("url: javascript:alert(1)", "url"), ("status: dead", "status")],
)
def test_front_matter_that_does_not_fit_is_refused_by_name(taken: Taken, front: str, field: str) -> None:
    """As it is for JSON."""
    found = taken("a.md", f"---\n{front}\n---\n\nThe dam broke.")

    assert isinstance(found, Rejection)
    assert found.field == field


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nThe dam broke.\n\n---\n",
        "---\nkey: value\nnot closed",
        "text\n---\na: b\n---\n",
        "---\n- a\n---\n",
        "---\n---\n",
    ],
)
def test_a_thematic_break_is_no_front_matter(text: str) -> None:
    """Only closed `key: value` lines at the very top are."""
    assert front_matter(text) == ({}, text)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("**bold** *em* __b__ _e_ `code`", "bold em b e code"),
        ("snake_case_name 5 * 3 * 2 \\*star\\*", "snake_case_name 5 * 3 * 2 *star*"),
        ("[told](#) [rule \\(9\\)](#) <https://a.example>", "told rule (9) https://a.example"),
        ("![pic](x.png) [![p](a)](b) [text][1]\n\n[1]: http://x", "  text"),
        ("fish &amp; chips&nbsp;&lt;", "fish & chips\xa0<"),
        ("line one\nline two", "line one\nline two"),
        ("> quoted\n> more", "quoted\nmore"),
        ("- one\n- two", "one\n\ntwo"),
        ("1986. A year began.", "1986. A year began."),
        ("3) three\n4) four", "3) three\n\n4) four"),
        ("    indented by an archive, [told](#)", "indented by an archive, told"),
        ("```\ncode [x](#)\n```", "code [x](#)"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a | b\n\n1 | 2"),
        ("Dam\n===\n\ntext", "Dam\n\ntext"),
        ("<div>\nwords <b>here</b> &amp; there\n</div>", "words here & there"),
        ("a <b>bold</b> <!-- gone --> word", "a bold  word"),
        ("<script>\nalert(1)\n</script>\n\nwords", "words"),
        ("a\n\n***\n\nb", "a\n\nb"),
    ],
)
def test_markup_goes_and_words_stay(source: str, words: str) -> None:
    """CommonMark and tables, to plain text."""
    assert plain(source)[1] == words


@pytest.mark.parametrize("heading", ["# Dam *breaks*", "Dam breaks\n======", "## Dam breaks ##", "Dam breaks"])
def test_the_opening_heading_is_the_title(taken: Taken, heading: str) -> None:
    """However it is marked, or not at all."""
    story = taken("a.md", f"\n\n{heading}\n\n3 May 2017 – The dam broke.\n\n## More\n\nSix died.")

    assert isinstance(story, Article)
    assert (story.title, story.date) == ("Dam breaks", "2017-05-03")
    assert story.text == "3 May 2017 – The dam broke.\n\nMore\n\nSix died."


def test_nesting_too_deep_to_parse_is_refused_not_cut(taken: Taken) -> None:
    """The parser's own answer to deep nesting would be to drop the words."""
    found = taken("a.md", ">" * 5_000 + " The dam broke.")

    assert isinstance(found, Rejection)
    assert "RecursionError" in found.reason


def test_a_file_of_images_alone_is_refused(taken: Taken) -> None:
    """No empty success."""
    found = taken("a.md", "![a](b.png)\n\n![c](d.png)\n")

    assert isinstance(found, Rejection)
    assert found.field == "text"
