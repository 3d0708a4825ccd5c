"""Words of articles in a chat window: shown as they are, never a link, a picture, a heading or HTML."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from litestar import Litestar
from litestar.testing import TestClient
from markdown_it import MarkdownIt
from markdown_it.token import Token

from service.chat.markdown import escaped, link, opening, plain, target
from tests.hostile_markdown import HOSTILE

Client = TestClient[Litestar]
Add = Callable[..., str]
WINDOW = MarkdownIt("commonmark", {"linkify": True, "html": True}).enable(["linkify", "table", "strikethrough"])
SHOWN_AS_IS = {"paragraph_open", "paragraph_close", "text", "code_inline"}


def tokens(markdown: str) -> Iterator[Token]:
    """What a window makes of a text."""
    for each in WINDOW.parse(markdown):
        yield from each.children or [each]


def assert_shown_as_is(text: str) -> None:
    """Renders the text between two of our markers, as in a content."""
    shown = list(tokens(f"{opening(text)} [1] {escaped(text)} [2]"))
    wanted = " ".join(re.findall(r"[^ \t\n\r\f\v]+", text))

    assert {each.type for each in shown} <= SHOWN_AS_IS
    assert "".join(each.content for each in shown) == f"{wanted} [1] {wanted} [2]"


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_an_article_says_means_anything(text: str) -> None:
    """What is shown is the text, and no more than text."""
    assert_shown_as_is(text)


@given(st.lists(st.sampled_from([*HOSTILE, *"![]()<>`*_~#-+.:/\\|&;$@\n", " ", "a", "www.", "//", "é"]), max_size=8))
def test_nothing_pieced_together_does_either(parts: list[str]) -> None:
    """Signs of Markdown in any order stay signs."""
    text = "".join(parts)
    if text.strip():
        assert_shown_as_is(text)


def test_plain_prose_stays_plain() -> None:
    """Ordinary sentences are not touched: they are read in terminals too."""
    prose = (
        "In the U.S. alone, \"42.5%\" of Ms. O'Neil's (and AT&T's) 3,000 staff – some #1 fans – left at 5:30 p.m.; "
        "$5 was paid!"
    )

    assert opening(prose) == prose


def test_our_own_content_is_read_back() -> None:
    """A turn that comes back in the history has its words without escapes, markers and notes."""
    words = "Mr_X paid [sic] *all* to example.com."

    assert plain(f"{escaped(words)} [1] {escaped(words)} [2]\n\nNote: told. [1]") == f"{words} {words}"
    assert plain("Two paragraphs\n\nof somebody else") == "Two paragraphs\n\nof somebody else"


@pytest.mark.parametrize(
    "url",
    [
        "https://a.invalid/x) ![y](https://evil.example/p.png",
        "https://a.invalid/<b> \n\n# x",
        "https://a.invalid/`x`\\",
        "https://a.invalid/?a=1&copy;=2&amp;b",
        "https://a.invalid/ü#:~:text=%C3%BC,b%2Dc",
    ],
)
def test_a_link_leads_to_its_address_and_nowhere_else(url: str) -> None:
    """Whatever the address and the title hold, there is one link."""
    shown = list(tokens(link("A [title](https://evil.example) ![x](y)", url)))
    links = [each for each in shown if each.type == "link_open"]

    assert {each.type for each in shown} == {"paragraph_open", "link_open", "text", "link_close", "paragraph_close"}
    assert [unquote(str(each.attrs["href"])) for each in links] == [unquote(target(url))]


@pytest.mark.parametrize("model", ["dateline", "dateline-markdown"])
def test_a_hostile_article_plants_nothing(client: Client, add: Add, model: str) -> None:
    """No picture, and no link but to the stored article; each marker stands where its annotation says."""
    url = "https://kell.invalid/story)![more](https://evil.example"
    for n, hostile in enumerate(HOSTILE):
        add(
            id=str(n),
            title=f"Barge {hostile}",
            text=f"{hostile} The barge sank at Kell, says {hostile}.",
            url=url,
            source=hostile,
        )

    sent = {"model": model, "messages": [{"role": "user", "content": "Where did the barge sink?"}]}
    message: Any = client.post("/v1/chat/completions", json=sent).json()["choices"][0]["message"]
    shown = list(tokens(message["content"]))
    links = {unquote(str(each.attrs["href"])).partition("#:~:")[0] for each in shown if each.type == "link_open"}

    assert message["annotations"]
    assert links == ({url} if model == "dateline-markdown" else set())
    assert not {each.type for each in shown} & {
        "image",
        "heading_open",
        "html_inline",
        "html_block",
        "fence",
        "em_open",
    }
    for each in message["annotations"]:
        place = each["url_citation"]
        assert re.fullmatch(r"\[\d+\]", message["content"][place["start_index"] : place["end_index"]])


@pytest.mark.parametrize("hostile", ["`", "\\", "www.", "a@b ", "[", "&", "a.", "``` ` "])
def test_long_input_is_escaped_quickly(hostile: str) -> None:
    """What is repeated for 50 KB takes time in proportion."""
    begin = time.monotonic()
    escaped(hostile * (50_000 // len(hostile)))

    assert time.monotonic() - begin < 0.5
